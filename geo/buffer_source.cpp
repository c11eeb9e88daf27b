#include "geo/buffer_source.hpp"

#include "geo/antimeridian.hpp"

#include <algorithm>
#include <cmath>

namespace picket::geo {

BufferSource::BufferSource(std::span<const Geometry> shapes, EdgeRule edges, bool inward, Distance tolerance)
    : edges_(edges), tolerance_(tolerance) {
    for (const Geometry& shape : shapes) {
        if (const auto* points = std::get_if<Points>(&shape))
            for (const Vec& p : *points) add({p}, Side::both);
        if (const auto* lines = std::get_if<Lines>(&shape))
            for (const Line& line : *lines) {
                add(line, Side::both);
                drawn_.push_back(edges == EdgeRule::straight ? line
                                                             : from_geodesics(to_geodesics(line, edges, tolerance), tolerance));
            }
        if (const auto* polygons = std::get_if<MultiPolygon>(&shape)) add(*polygons, inward);
    }
}

bool BufferSource::covers(Vec place) const {
    if (inside_.empty()) return false;
    const std::scoped_lock lock(asking_);
    return std::any_of(inside_.begin(), inside_.end(),
                       [&](const Inside& i) { return i.box.holds(place) && i.region->contains(place); });
}

void BufferSource::add(const Line& line, Side side) {
    const std::vector<Leg> legs = legs_along(to_geodesics(line, edges_, tolerance_));
    if (legs.empty()) return;
    chains_.push_back({legs_.size(), legs.size(), legs.size() > 1 && legs.front().from == legs.back().to, side});
    legs_.insert(legs_.end(), legs.begin(), legs.end());
}

void BufferSource::add(const MultiPolygon& polygons, bool inward) {
    const MultiPolygon drawn = drawn_by_rule(polygons);
    Inside inside{std::make_unique<PreparedRegion>(Region(drawn)), {}};
    for (const Polygon& p : drawn)
        for (const Vec& v : p.outer) inside.box.add(v);
    for (const Polygon& p : polygons) {
        add_ring(p.outer, true, inward, *inside.region);
        for (const Ring& hole : p.holes) add_ring(hole, false, inward, *inside.region);
    }
    inside_.push_back(std::move(inside));
}

// As a map shows them, edges straight in lon/lat.
MultiPolygon BufferSource::drawn_by_rule(const MultiPolygon& polygons) const {
    if (edges_ == EdgeRule::straight) return polygons;
    const auto draw = [&](Ring& ring) { ring = from_geodesics(to_geodesics(ring, edges_, tolerance_), tolerance_); };
    MultiPolygon drawn = polygons;
    for (Polygon& p : drawn) {
        draw(p.outer);
        for (Ring& hole : p.holes) draw(hole);
    }
    return repaired(cut_at_antimeridian(drawn)).polygons;
}

// With the polygon's inside to the left. Where the map was cut through the polygon there is no edge to keep off from.
void BufferSource::add_ring(Ring ring, bool outer, bool inward, const PreparedRegion& inside) {
    if ((signed_area2(ring) > 0) != outer) std::reverse(ring.begin(), ring.end());
    const auto is_cut = [&](Vec a, Vec b) {
        if (std::abs(a.y) == 90 && a.y == b.y) return true;
        return std::abs(a.x) == 180 && a.x == b.x && inside.contains({-a.x, (a.y + b.y) / 2});
    };
    const Side side = inward ? Side::left : Side::right;
    Line stretch{ring.front()};
    for (std::size_t i = 1; i < ring.size(); ++i) {
        if (inward && is_cut(ring[i - 1], ring[i])) {
            if (stretch.size() > 1) add(stretch, side);
            stretch.clear();
        }
        stretch.push_back(ring[i]);
    }
    if (stretch.size() > 1) add(stretch, side);
}

}  // namespace picket::geo
