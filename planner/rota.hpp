// Who is on which station when: a day of sorties that follow each other, and the aircraft that fly them.
#pragma once

#include "geo/quantity.hpp"

#include <string>
#include <vector>

namespace picket::planner {

struct Plan;

// A sortie of one seat. Times are from the start of the day; those before it are negative.
struct RotaSortie {
    std::string station, fleet;
    int seat, number;  // from 1; the number counts the seat's sorties
    geo::Duration from, to, takeoff, landing;
    int aircraft = 0;  // of its fleet, from 1
};

// Fills in the plan's rota and what its fleets need for it. The stations must be planned. Throws InputError for a rota that
// is too long to be worth reading.
void plan_rota(Plan& plan);

// station, seat, from_h, to_h, fleet, nation, base, sortie, takeoff_h, landing_h, aircraft
std::string rota_csv(const Plan& plan);

}  // namespace picket::planner
