#include "planner/airspace.hpp"

#include "geo/buffer.hpp"
#include "geo/edges.hpp"
#include "geo/geodesic.hpp"
#include "geo/path.hpp"
#include "geo/text.hpp"
#include "planner/theatre.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Frame;
using geo::MultiPolygon;
using geo::Region;
using geo::Vec;

namespace {

Region closed_region(const GivenAirspace& given, const Window& window, Distance tolerance) {
    Region closed = window.united(given.closed, tolerance);
    if (!given.open.empty()) closed = subtract(closed, window.united(given.open, tolerance));
    return unite(closed, window.beyond(given.known, tolerance));
}

// A place of a region's border.
struct BorderPlace {
    geo::Ring* ring;
    std::size_t after;  // the vertex before it
    double away_m = HUGE_VAL;
};

BorderPlace nearest_border(MultiPolygon& shape, Vec place) {
    BorderPlace best{};
    const auto look_at = [&](geo::Ring& ring) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const Vec near = geo::nearest_of_segment(place, ring[i - 1], ring[i]);
            const double away = std::hypot(near.x - place.x, near.y - place.y);
            if (away < best.away_m) best = {&ring, i - 1, away};
        }
    };
    for (geo::Polygon& p : shape) {
        look_at(p.outer);
        for (geo::Ring& hole : p.holes) look_at(hole);
    }
    return best;
}

// How far a place lies from the borders of an area.
Distance depth(const GivenArea& area, geo::Position place) {
    Distance least = Distance::metres(HUGE_VAL);
    const auto look_at = [&](const geo::Ring& ring) {
        least = std::min(least, geo::Path(geo::to_geodesics(ring, area.edges, Distance::metres(10))).nearest(place).away);
    };
    for (const geo::Polygon& p : area.shape) {
        look_at(p.outer);
        for (const geo::Ring& hole : p.holes) look_at(hole);
    }
    return least;
}

[[noreturn]] void refuse(const NamedPlace& place, const GivenAirspace& given, const Window& window, const Frame& frame, Distance tolerance) {
    std::string in = given.known.empty() ? "in no free airspace: closed areas come within 5 cm of it on all sides"
                                         : "beyond the edge of the data, where nothing is known to be free";
    for (const GivenArea& area : given.closed)
        if (contains(window.region_of(window.near(area.shape), area.edges, tolerance), frame.to_frame(place.at))) {
            in = fmt::format("{:.3g} km inside closed airspace ({})", depth(area, place.at).kilometres(), area.name);
            break;
        }
    throw geo::InputError(fmt::format("{}: lies {}; choose another place, or open a way to it", place.name, in));
}

}  // namespace

geo::FreeSpace free_airspace(const GivenAirspace& given, const Frame& frame, Distance radius, Distance tolerance,
                             std::span<const NamedPlace> places) {
    const ToleranceBudget budget(tolerance);
    const Window window(frame, radius);
    Region closed = closed_region(given, window, budget.input);
    geo::FreeSpace space(frame, window.around(closed));
    MultiPolygon led;
    for (const NamedPlace& place : places) {
        if (space.holds(place.at)) continue;
        const Vec at = frame.to_frame(place.at);
        if (led.empty()) led = closed.polygons();
        const BorderPlace border = nearest_border(led, at);
        if (border.away_m > budget.input.metres() + 2 * Frame::grid_m)
            refuse(place, given, window, frame, budget.input);
        border.ring->insert(border.ring->begin() + static_cast<long>(border.after) + 1, at);
    }
    if (led.empty()) return space;
    geo::FreeSpace mended(frame, window.around(geo::valid_region(led)));
    for (const NamedPlace& place : places)
        if (!mended.holds(place.at)) refuse(place, given, window, frame, budget.input);
    return mended;
}

std::vector<GivenArea> corridors(const geo::Layer& layer, std::string_view name, std::optional<Distance> width, Distance tolerance) {
    std::vector<GivenArea> areas;
    for (std::size_t i = 0; i < layer.features.size(); ++i) {
        const geo::Geometry& shape = layer.features[i].geometry;
        const std::string feature = fmt::format("{}, feature {}", name, i + 1);
        if (const auto* polygons = std::get_if<MultiPolygon>(&shape)) {
            areas.push_back({feature, *polygons, layer.edges});
            continue;
        }
        if (!std::holds_alternative<geo::Lines>(shape))
            throw geo::InputError(fmt::format("{}: is a point; a corridor is a line with a width, or a polygon", feature));
        if (!width) throw geo::InputError(fmt::format("{}: is a line; a corridor along it wants a width", feature));
        const Distance least = std::max(Distance::metres(0.1), std::min(tolerance, *width / 200));
        areas.push_back({feature, geo::buffer({&shape, 1}, layer.edges, *width / 2, least), geo::EdgeRule::straight});
    }
    return areas;
}

}  // namespace picket::planner
