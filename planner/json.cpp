#include "planner/json.hpp"

#include "geo/error.hpp"
#include "geo/text.hpp"

#include <fstream>

namespace picket::planner {

Json read_json(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw geo::InputError(fmt::format("{}: no such file", file.string()));
    try {
        return Json::parse(in);
    } catch (const Json::parse_error& e) {
        throw geo::InputError(fmt::format("{}: not JSON: {}", file.string(), e.what()));
    }
}

std::string to_text(const Json& json) { return json.dump(2) + "\n"; }

}  // namespace picket::planner
