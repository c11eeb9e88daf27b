// The tables `patrol` and [more_ships] of a scenario.
#pragma once

#include "planner/scenario.hpp"

namespace picket::planner {

// The table `patrol` of what `user` names, if it has one; whether its lane is there is told later. Throws InputError.
std::optional<SeaPatrol> read_sea_patrol(const Config& table, const std::string& user);

// Ships of one vessel are told apart by numbers; no other vessel has such a name. `table` is the vessel's. Throws InputError.
void refuse_names_of_ships(const Config& table, const Vessel& vessel, const std::vector<Vessel>& all);

// `s` has its catalogue and its lanes. Throws InputError.
MoreShips read_more_ships(const Config& table, const Scenario& s);

}  // namespace picket::planner
