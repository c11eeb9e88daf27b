// What is told of stations chosen for a zone.
#pragma once

#include "planner/json.hpp"
#include "planner/plan.hpp"

namespace picket::planner {

// The placement and aircraft_buy of a zone in summary.json.
Json placement_json(const Plan& plan, const Placement& placement);
Json aircraft_buy_json(const Placement& placement);

// All zones' rows of what aircraft buy.
std::string aircraft_buy_csv(const Plan& plan);

// The table [zone.stations] as it was read, but for its layers.
Json stations_wanted_json(const StationsWanted& wanted);

}  // namespace picket::planner
