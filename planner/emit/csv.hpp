// Rows of comma-separated values (RFC 4180, lines end in a line feed).
#pragma once

#include <string>
#include <vector>

namespace picket::planner {

// The cells as one line; what holds a comma, a quote or a new line stands in quotes.
std::string csv_row(const std::vector<std::string>& cells);

}  // namespace picket::planner
