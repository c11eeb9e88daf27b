// The table [zone.stations] of a scenario.
#pragma once

#include "planner/scenario.hpp"

namespace picket::planner {

// `s` has its fleets and stations. Throws InputError.
StationsWanted read_stations_wanted(const Config& table, const std::string& zone, const Scenario& s);

}  // namespace picket::planner
