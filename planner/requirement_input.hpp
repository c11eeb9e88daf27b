// The tables [[requirement]] of a scenario.
#pragma once

#include "planner/scenario.hpp"

namespace picket::planner {

// A bound that cannot be read because its key has no unit is no error yet: the key may be mistyped. Throws InputError.
std::vector<Requirement> read_requirements(const Config& file);

}  // namespace picket::planner
