// Files packed into one: the door to libzip.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace picket::planner {

// The content of a zip file of these names and contents. Times in it are the first that zip knows, the start of 1980, so
// that the same files make the same bytes.
std::string zipped(const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace picket::planner
