#include "planner/place.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>

namespace picket::planner {

using geo::InputError;
using geo::Position;

namespace {

std::string upper_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

Position point_of(const geo::Feature& feature, std::string_view where) {
    const auto* points = std::get_if<geo::Points>(&feature.geometry);
    if (!points || points->size() != 1) throw InputError(fmt::format("{}: is no point", where));
    return Position::lon_lat((*points)[0].x, (*points)[0].y);
}

Place base_of(const std::string& code, std::string_view option, const geo::Layer& bases, const geo::LayerRef& ref) {
    std::vector<std::string> codes;
    for (const geo::Feature& f : bases.features) {
        codes.push_back(f.text("icao"));
        if (codes.back() == upper_case(code)) return {codes.back(), f.text("name"), point_of(f, codes.back())};
    }
    throw InputError(fmt::format("{} {}: is neither LON,LAT (such as 21.66,52.20), nor a layer of points, nor a base of {}{}: {}",
                                 option, code, ref.file.filename().string(), geo::did_you_mean(upper_case(code), codes), geo::joined(codes)));
}

// A file's points, by their fields icao or id, and name.
void append_points(const std::string& file, geo::Notices& notices, std::vector<Place>& places) {
    const geo::Layer layer = geo::read_layer({file, "", "", geo::EdgeRule::straight}, geo::Faults::repair, notices);
    for (std::size_t i = 0; i < layer.features.size(); ++i) {
        const geo::Feature& f = layer.features[i];
        std::string id = f.text("icao").empty() ? f.text("id") : f.text("icao");
        if (id.empty()) id = fmt::format("{}", i + 1);
        const std::string name = f.text("name").empty() ? id : f.text("name");
        places.push_back({id, name, point_of(f, fmt::format("{}, feature {}", file, i + 1))});
    }
}

}  // namespace

Position parse_lon_lat(const std::string& text, std::string_view option, std::string_view what, std::string_view example) {
    const auto fail = [&](const std::string& why) {
        return InputError(fmt::format("{} {}: {}; {} is LON,LAT in degrees, such as {}", option, text, why, what, example));
    };
    const auto number = [&](std::string_view part) {
        double v = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), v);
        if (error != std::errc{} || end != part.data() + part.size()) throw fail(fmt::format("'{}' is not a number", part));
        return v;
    };
    const auto comma = text.find(',');
    if (comma == std::string::npos) throw fail("has no comma");
    const double lon = number(std::string_view(text).substr(0, comma)), lat = number(std::string_view(text).substr(comma + 1));
    try {
        return Position::lon_lat(lon, lat);
    } catch (const InputError& e) {
        throw fail(e.what());
    }
}

std::vector<Place> parse_places(const std::vector<std::string>& texts, std::string_view option, const geo::LayerRef& bases) {
    std::vector<Place> places;
    std::optional<geo::Layer> known;
    geo::Notices notices;  // points have no faults
    for (const std::string& text : texts) {
        if (std::filesystem::is_regular_file(text)) {
            append_points(text, notices, places);
        } else if (text.find(',') != std::string::npos) {
            places.push_back({text, text, parse_lon_lat(text, option, "a place", "21.66,52.20")});
        } else {
            if (!known) known = geo::read_layer(bases, geo::Faults::repair, notices);
            places.push_back(base_of(text, option, *known, bases));
        }
    }
    return places;
}

}  // namespace picket::planner
