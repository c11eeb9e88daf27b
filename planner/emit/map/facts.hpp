// A few numbers that answer a theme's question, as the tables say them.
#pragma once

#include "planner/json.hpp"

#include <string>
#include <vector>

namespace picket::planner {

struct Fact {
    std::string number, what;  // "98.6 %", "of limited is held"
    std::vector<std::string> more;
};

std::vector<Fact> facts_of(const Json& summary, const std::string& theme);

}  // namespace picket::planner
