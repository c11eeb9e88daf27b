// What made a plan.
#pragma once

#include "planner/json.hpp"

namespace picket::planner {

std::string_view picket_version();

// picket's own version and those of the libraries that its numbers rest on.
Json versions();

}  // namespace picket::planner
