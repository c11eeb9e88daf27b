// What a scenario asks of a lane.
#pragma once

#include "planner/scenario.hpp"

namespace picket::planner {

// A [[lane]]; the scenario has its layers and its countries. Throws InputError.
Lane read_lane(const Config& table, const std::string& id, const Scenario& scenario);

// That so much of the lane be protected as it says.
Requirement protection_required(const Lane& lane);

}  // namespace picket::planner
