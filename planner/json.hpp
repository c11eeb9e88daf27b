// The door to nlohmann-json. Keys keep the order in which they were written.
#pragma once

#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <string>

namespace picket::planner {

using Json = nlohmann::ordered_json;

// Throws InputError when the file is missing or not JSON.
Json read_json(const std::filesystem::path& file);

// As people read it: two spaces, a line feed at the end.
std::string to_text(const Json& json);

// What a reader wants of a double: so many decimals, and no -0.
inline double decimals(double v, int places) {
    const double scale = std::pow(10.0, places);
    return std::nearbyint(v * scale) / scale + 0.0;
}

}  // namespace picket::planner
