#include "planner/ground_beyond.hpp"

#include "geo/error.hpp"
#include "geo/text.hpp"

#include <charconv>
#include <string_view>

namespace picket::planner {

using geo::InputError;
using geo::Position;

Seed parse_seed(const std::string& text) {
    const auto fail = [&](const std::string& why) -> InputError {
        return InputError(fmt::format("--seed {}: {}; a seed is LON,LAT in degrees, such as 34.10,44.95", text, why));
    };
    const auto number = [&](std::string_view part) {
        double v = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), v);
        if (error != std::errc{} || end != part.data() + part.size())
            throw fail(fmt::format("'{}' is not a number", part));
        return v;
    };
    const auto comma = text.find(',');
    if (comma == std::string::npos) throw fail("has no comma");
    const double lon = number(std::string_view(text).substr(0, comma)),
                 lat = number(std::string_view(text).substr(comma + 1));
    try {
        return {text, Position::lon_lat(lon, lat)};
    } catch (const InputError& e) {
        throw fail(e.what());
    }
}

}  // namespace picket::planner
