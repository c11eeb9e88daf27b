#include "planner/sea_waters.hpp"

#include "geo/buffer.hpp"
#include "geo/edges.hpp"
#include "geo/geodesic.hpp"
#include "geo/path.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Frame;
using geo::MultiPolygon;
using geo::Path;
using geo::Position;
using geo::Region;
using geo::Vec;

namespace {

// What of the edges may lie in the window, each a line. No more of them may: the plane ends, and the ground about the window.
geo::Lines barriers_in(const GivenWaters& given, const Frame& frame, const Window& window, Distance tolerance) {
    geo::Lines edges;
    for (const geo::Line& line : given.barriers)
        for (std::size_t i = 1; i < line.size(); ++i)
            for (const geo::Line& part : window.near({line[i - 1], line[i]}))
                edges.push_back(geo::to_frame(frame, part, geo::EdgeRule::straight, tolerance));
    return edges;
}

// The place of a polygon's border nearest to a place, by geodesics.
Path::Nearest nearest_border(const Frame& frame, const geo::Polygon& polygon, Position place) {
    Path::Nearest best{{}, Distance::metres(HUGE_VAL), place};
    const auto look_at = [&](const geo::Ring& ring) {
        std::vector<Position> vertices;
        for (const Vec& v : ring) vertices.push_back(frame.to_position(v));
        const Path::Nearest found = Path(std::move(vertices)).nearest(place);
        if (found.away < best.away) best = found;
    };
    look_at(polygon.outer);
    for (const geo::Ring& hole : polygon.holes) look_at(hole);
    return best;
}

}  // namespace

SeaWaters::SeaWaters(const GivenWaters& given, const Frame& frame, Distance radius, Distance tolerance)
    : given_(given), frame_(frame), radius_(radius), budget_(tolerance), clearance_m_(tolerance.metres()), window_(frame, radius),
      land_(window_.united(given.land, budget_.input)),
      shore_(unite(grown(land_, clearance_m_), window_.beyond(given.known, budget_.input))),
      closed_(unite(unite(shore_, grown(window_.united(given.avoided, budget_.input), clearance_m_)),
                    grown(barriers_in(given, frame, window_, budget_.input), clearance_m_))),
      waters_(window_.around(shore_)),
      space_(frame, window_.around(closed_)) {}

// Twice the clearance off land, so that a place of its border lies well within the free space.
MultiPolygon SeaWaters::open_water_about(Position place) const {
    const Distance step = Distance::metres(1);
    const Region about = geo::disc(frame_, place, farthest_inland, step);
    geo::Box box;
    for (const geo::Polygon& p : about.polygons())
        for (const Vec& v : p.outer) box.add(v);
    const double more_m = 10 * clearance_m_ + 1;
    const MultiPolygon near = geo::clipped(land_.polygons(), {box.low.x - more_m, box.low.y - more_m}, {box.high.x + more_m, box.high.y + more_m});
    return subtract(about, unite(grown(geo::valid_region(near), 2 * clearance_m_), window_.beyond(given_.known, budget_.input))).polygons();
}

std::size_t SeaWaters::waters_of(Vec at) const {
    for (std::size_t i = 1; i < waters_.size(); ++i) {
        geo::Box box;
        for (const Vec& v : waters_[i].outer) box.add(v);
        if (box.holds(at) && contains(Region({waters_[i]}), at)) return i;
    }
    return 0;
}

std::vector<SeaWaters::Shore> SeaWaters::shores(const NamedPlace& place) const {
    const Vec at = frame_.to_frame(place.at);
    std::vector<Shore> all;
    for (const geo::Polygon& water : open_water_about(place.at)) {
        if (contains(Region({water}), at)) {
            require_open(place, place.at);
            return {{place.at, {}, waters_of(at)}};
        }
        const Path::Nearest found = nearest_border(frame_, water, place.at);
        const std::size_t waters = waters_of(frame_.to_frame(found.position));
        const auto same = std::find_if(all.begin(), all.end(), [&](const Shore& s) { return s.waters == waters; });
        if (same == all.end())
            all.push_back({found.position, found.away, waters});
        else if (found.away < same->away)
            *same = {found.position, found.away, waters};
    }
    if (all.empty()) refuse_inland(place);
    return all;
}

void SeaWaters::require_open(const NamedPlace& place, Position at) const {
    if (space_.holds(at)) return;
    const Vec v = frame_.to_frame(at);
    for (const GivenArea& area : given_.avoided)
        if (contains(grown(window_.united({area}, budget_.input), clearance_m_), v))
            throw geo::InputError(fmt::format("{}: lies in an area to be avoided ({}); choose another place", place.name, area.name));
    throw geo::InputError(fmt::format("{}: lies on a barrier to be avoided; choose another place", place.name));
}

void SeaWaters::refuse_inland(const NamedPlace& place) const {
    Distance least = Distance::metres(HUGE_VAL);
    for (std::size_t i = 0; i < waters_.size(); ++i) least = std::min(least, nearest_border(frame_, waters_[i], place.at).away);
    throw geo::InputError(fmt::format("{}: lies {:.3g} km from the nearest open water; at most {:g} km are bridged, choose a place nearer "
                                      "to the sea", place.name, least.kilometres(), farthest_inland.kilometres()));
}

Region SeaWaters::near_land(Distance distance) const {
    const Window wider(frame_, radius_ + distance * 1.1);
    MultiPolygon straight;
    std::vector<Region> parts;
    const auto add = [&](const MultiPolygon& shape, geo::EdgeRule edges) {
        const geo::Geometry ground = shape;
        const MultiPolygon near = geo::buffer({&ground, 1}, edges, distance + Distance::metres(clearance_m_), budget_.method);
        parts.push_back(window_.region_of(window_.near(near), geo::EdgeRule::straight, budget_.input));
    };
    for (const GivenArea& area : given_.land) {
        const MultiPolygon near = wider.near(area.shape);
        if (area.edges == geo::EdgeRule::straight)
            straight.insert(straight.end(), near.begin(), near.end());
        else if (!near.empty())
            add(near, area.edges);
    }
    if (!straight.empty()) add(geo::united(straight), geo::EdgeRule::straight);
    return unite(parts);
}

MultiPolygon SeaWaters::free_without(const Region& ground, const std::vector<Opening>& openings) const {
    Region kept = ground;
    for (const Opening& opening : openings) kept = subtract(kept, geo::disc(frame_, opening.centre, opening.radius, budget_.method));
    return window_.around(unite(closed_, kept));
}

}  // namespace picket::planner
