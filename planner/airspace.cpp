#include "planner/airspace.hpp"

#include "geo/buffer.hpp"
#include "geo/edges.hpp"
#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
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

// All of a frame within a distance of its centre, and its corners.
class Window {
  public:
    Window(const Frame& frame, Distance radius) : frame_(frame) {
        const geo::Geometry centre = geo::Points{{frame.centre().lon(), frame.centre().lat()}};
        const Distance rim = radius * 1.01 + Distance::kilometres(2);
        shape_ = geo::buffer({&centre, 1}, geo::EdgeRule::straight, rim, std::min(rim / 100, Distance::kilometres(1)));
        for (const geo::Polygon& p : shape_)
            for (const Vec& v : p.outer) box_.add(v);
        // The plane's distance from its centre is the same whichever way, but for the flattening.
        const Vec east = frame.to_frame(geo::direct(frame.centre(), geo::Angle::degrees(90), rim));
        half_side_m_ = std::ceil(std::hypot(east.x, east.y) * 1.02) + 1000;
    }

    // The part of a shape that may lie in the window.
    MultiPolygon near(const MultiPolygon& shape) const {
        MultiPolygon result;
        for (const geo::Polygon& p : shape) {
            geo::Box box;
            for (const Vec& v : p.outer) box.add(v);
            if (box.meets(box_)) result.push_back(p);
        }
        return result.empty() ? result : geo::clipped(result, shape_);
    }

    Region region_of(const MultiPolygon& near_shape, geo::EdgeRule edges, Distance tolerance) const {
        return valid_region(geo::to_frame(frame_, near_shape, edges, tolerance));
    }

    // A square that holds the window, farther out by so much.
    geo::Ring square(double margin_m) const {
        const double h = half_side_m_ + margin_m;
        return {{-h, -h}, {h, -h}, {h, h}, {-h, h}, {-h, -h}};
    }

  private:
    const Frame& frame_;
    MultiPolygon shape_;
    geo::Box box_;
    double half_side_m_;
};

// Areas with edges straight in lon/lat are united there, where what touches is told before edges are cut.
Region united(const std::vector<GivenArea>& areas, const Window& window, Distance tolerance) {
    std::vector<MultiPolygon> near(areas.size());
    geo::parallel_for(areas.size(), [&](std::size_t i) { near[i] = window.near(areas[i].shape); });
    MultiPolygon straight;
    std::vector<Region> parts;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (areas[i].edges == geo::EdgeRule::straight)
            straight.insert(straight.end(), near[i].begin(), near[i].end());
        else
            parts.push_back(window.region_of(near[i], areas[i].edges, tolerance));
    }
    parts.push_back(window.region_of(geo::united(straight), geo::EdgeRule::straight, tolerance));
    return parts.size() == 1 ? parts[0] : unite(parts);
}

Region closed_region(const GivenAirspace& given, const Window& window, Distance tolerance) {
    Region closed = united(given.closed, window, tolerance);
    if (!given.open.empty()) closed = subtract(closed, united(given.open, window, tolerance));
    if (given.known.empty()) return closed;
    const Region all({{window.square(0), {}}});
    return unite(closed, subtract(all, window.region_of(window.near(given.known), geo::EdgeRule::straight, tolerance)));
}

// What lies between the closed ground and a square about it: its outer rings turn into holes, its holes into ground.
MultiPolygon around(const Region& closed, const Window& window) {
    MultiPolygon ground{{window.square(1000), {}}};
    for (geo::Polygon& p : closed.polygons()) {
        std::reverse(p.outer.begin(), p.outer.end());
        ground.front().holes.push_back(std::move(p.outer));
        for (geo::Ring& hole : p.holes) {
            std::reverse(hole.begin(), hole.end());
            ground.push_back({std::move(hole), {}});
        }
    }
    return ground;
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
    geo::FreeSpace space(frame, around(closed, window));
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
    geo::FreeSpace mended(frame, around(geo::valid_region(led), window));
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
