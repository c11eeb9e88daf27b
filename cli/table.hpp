// Text in columns.
#pragma once

#include <string>
#include <vector>

namespace picket::cli {

// The first row is the head. Columns whose cells are all numbers stand to the right. Width counts characters, not bytes.
std::string table(const std::vector<std::vector<std::string>>& rows);

}  // namespace picket::cli
