// Which fleets can man a station at which candidates, dry or with which tanker, and what it costs: by the same sorties as
// staffing.cpp, from what the stations there are leave over.
#pragma once

#include "planner/placing_ground.hpp"
#include "planner/station_choice.hpp"

namespace picket::planner {

// How far the farthest-reaching of the wanted fleets comes in time, and the least; zero when none does.
struct ResponseRadii {
    geo::Distance most, least;
};
ResponseRadii response_radii(const Plan& plan, const Zone& zone);

// Fleets are numbered as the zone wants them, tankers too; weights are the demands'. Without tankers all are dry; with forward
// bases a sortie takes off from the nearest and lands at the nearest.
StationProblem station_problem(const Plan& plan, const Zone& zone, const WaysToDemands& ways, const Candidates& candidates, Supply supply);

// The station that an option stands for.
Station station_of(const Zone& zone, const Candidates& candidates, const StationOption& option, std::string id);

// Why none of the candidates can be manned, as one clause; whether there any fleet has time on station.
std::string why_no_options(const Plan& plan, const Zone& zone, const Candidates& candidates, bool has_time);

}  // namespace picket::planner
