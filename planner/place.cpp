#include "planner/place.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <functional>

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

// The points of a file that ships, by one of their fields.
std::vector<Place> points_of(const geo::LayerRef& ref, const char* id) {
    geo::Notices notices;  // points have no faults
    std::vector<Place> places;
    for (const geo::Feature& f : geo::read_layer(ref, geo::Faults::repair, notices).features)
        places.push_back({f.text(id), f.text("name"), point_of(f, f.text(id))});
    return places;
}

Place base_of(const std::string& code, std::string_view option, const geo::LayerRef& ref) {
    std::vector<std::string> codes;
    for (const Place& base : points_of(ref, "icao")) {
        if (base.id == upper_case(code)) return base;
        codes.push_back(base.id);
    }
    throw InputError(fmt::format("{} {}: is neither LON,LAT (such as 21.66,52.20), nor a layer of points, nor a base of {}{}: {}",
                                 option, code, ref.file.filename().string(), geo::did_you_mean(upper_case(code), codes), geo::joined(codes)));
}

Place sea_place_of(const std::string& text, std::string_view option, const std::vector<geo::LayerRef>& known) {
    std::vector<std::string> ids;
    for (const geo::LayerRef& ref : known)
        for (const Place& place : points_of(ref, "id")) {
            if (upper_case(place.id) == upper_case(text) || upper_case(place.name) == upper_case(text)) return place;
            ids.push_back(place.id);
        }
    std::string lower = text;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    throw InputError(fmt::format("{} {}: is neither LON,LAT (such as 30.9,46.3), nor a layer of points, nor a port or place that ships "
                                 "with picket{}: {}", option, text, geo::did_you_mean(lower, ids), geo::joined(ids)));
}

// The points of a layer that the user gives, by their fields icao or id, and name.
void append_points(const std::string& file, std::vector<Place>& places) {
    geo::Notices notices;  // points have no faults
    const geo::Layer layer = geo::read_layer({file, "", "", geo::EdgeRule::straight}, geo::Faults::repair, notices);
    for (std::size_t i = 0; i < layer.features.size(); ++i) {
        const geo::Feature& f = layer.features[i];
        std::string id = f.text("icao").empty() ? f.text("id") : f.text("icao");
        if (id.empty()) id = fmt::format("{}", i + 1);
        const std::string name = f.text("name").empty() ? id : f.text("name");
        places.push_back({id, name, point_of(f, fmt::format("{}, feature {}", file, i + 1))});
    }
}

// `known` finds what is neither a layer nor LON,LAT.
std::vector<Place> places_of(const std::vector<std::string>& texts, std::string_view option, const std::function<Place(const std::string&)>& known,
                             std::string_view example) {
    std::vector<Place> places;
    for (const std::string& text : texts) {
        if (std::filesystem::is_regular_file(text))
            append_points(text, places);
        else if (text.find(',') != std::string::npos)
            places.push_back({text, text, parse_lon_lat(text, option, "a place", example)});
        else
            places.push_back(known(text));
    }
    return places;
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
    return places_of(texts, option, [&](const std::string& text) { return base_of(text, option, bases); }, "21.66,52.20");
}

std::vector<Place> parse_sea_places(const std::vector<std::string>& texts, std::string_view option, const std::vector<geo::LayerRef>& known) {
    return places_of(texts, option, [&](const std::string& text) { return sea_place_of(text, option, known); }, "30.9,46.3");
}

}  // namespace picket::planner
