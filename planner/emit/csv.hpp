// Rows of comma-separated values (RFC 4180, lines end in a line feed).
#pragma once

#include <string>
#include <vector>

namespace picket::planner {

// The cells as one line; what holds a comma, a quote or a new line stands in quotes.
std::string csv_row(const std::vector<std::string>& cells);

// The cells of one line as csv_row writes it, the line feed with it or not; no cell may hold a new line.
std::vector<std::string> csv_cells(const std::string& row);

}  // namespace picket::planner
