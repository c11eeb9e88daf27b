// Where a number of summary.json comes from.
#pragma once

#include "planner/json.hpp"

#include <filesystem>
#include <string>

namespace picket::planner {

// Formula, inputs with their values, and sources, as text for people. Throws InputError for a folder that is no plan and
// for a key that the summary does not have, with the nearest right one.
std::string explain(const std::filesystem::path& folder, const std::string& key);

}  // namespace picket::planner
