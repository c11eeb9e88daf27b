// Region algebra as the scenario file writes it.
#pragma once

#include "planner/scenario.hpp"

namespace picket::planner {

// A table with exactly one of the keys of docs/formats.md, "[[zone]]". Throws InputError.
RegionExpression read_region_expression(const Config& table);

}  // namespace picket::planner
