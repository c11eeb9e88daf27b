// The rules of the house: which file may include what. Kept apart from the walk over the files, so that the rule itself
// is tested on made-up ones.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace picket::house {

struct File {
    std::string path;  // relative to the project, "geo/region.cpp"
    std::string text;
};

// What follows #include on a line of code, with its brackets or quotes left out: "geos_c.h", "geo/path.hpp".
std::vector<std::string> includes_of(std::string_view text);

// One sentence for each include that runs up (geo -> planner -> cli) or goes round a library's door.
std::vector<std::string> faults_of(const File& file);

// True when a header by this name belongs to one of the outside libraries that have a door.
bool has_door(std::string_view header);

inline constexpr std::size_t most_lines = 420;

std::size_t lines_of(std::string_view text);

}  // namespace picket::house
