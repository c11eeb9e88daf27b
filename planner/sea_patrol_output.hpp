// Patrols and places of more ships, as a plan tells of them.
#pragma once

#include "planner/json.hpp"
#include "planner/plan.hpp"

namespace picket::planner {

// The parts `patrols` and `more_ships` of summary.json.
Json patrols_json(const Plan& plan);
Json more_ships_json(const Plan& plan);

// As plan.json resolves them; null where there is none.
Json sea_patrol_json(const std::optional<SeaPatrol>& patrol);
Json more_ships_wanted_json(const std::optional<MoreShips>& wanted);

}  // namespace picket::planner
