#include "geo/buffer_edge.hpp"

#include "geo/chord.hpp"
#include "geo/edges.hpp"
#include "geo/geodesic.hpp"
#include "geo/region.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace picket::geo {

namespace {

// Twice its area by its perimeter: how wide a sliver is. On a sphere, which is near enough for that, and sees the map's
// own edge as the world's.
double mean_width_m(const Ring& ring) {
    constexpr double radius_m = 6.371e6, radians = std::numbers::pi / 180;
    double area_m2 = 0, perimeter_m = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Vec a = ring[i - 1], b = ring[i];
        area_m2 += (b.x - a.x) * radians * (std::sin(a.y * radians) + std::sin(b.y * radians)) / 2 * radius_m * radius_m;
        perimeter_m += length_m(earth_centred(Position::computed(b.x, b.y)) - earth_centred(Position::computed(a.x, a.y)));
    }
    return 2 * std::abs(area_m2) / std::max(perimeter_m, 1e-3);
}

// Out from the nearest leg; where that brings another nearer, out from that one.
Vec at_distance(Vec v, const Proximity& legs, Distance away, Distance near, Distance negligible) {
    Position p = Position::computed(v.x, v.y);
    for (int round = 0; round < 8; ++round) {
        const Proximity::Nearest n = legs.nearest(p);
        const Distance off = n.away < away ? away - n.away : n.away - away;
        if (off < negligible || off > near) break;
        p = direct(n.place, inverse(n.place, p).azimuth, away);
    }
    return rounded({p.lon(), p.lat()});
}

}  // namespace

void PlaceSet::add(const std::vector<Line>& lines) {
    for (const Line& line : lines)
        for (const Vec& v : line) {
            const Vec place = rounded(v);
            places_.emplace(place.x, place.y);
        }
}

MultiPolygon without_slivers(MultiPolygon polygons, Distance tolerance) {
    const auto is_sliver = [&](const Ring& ring) { return mean_width_m(ring) < tolerance.metres(); };
    for (Polygon& p : polygons) std::erase_if(p.holes, is_sliver);
    std::erase_if(polygons, [&](const Polygon& p) { return is_sliver(p.outer); });
    return polygons;
}

MultiPolygon with_corners_at(Distance away, MultiPolygon polygons, const PlaceSet& traced, const Proximity& legs,
                             Distance near, Distance negligible) {
    const auto bring = [&](Ring& ring) {
        for (Vec& v : ring)
            if (std::abs(v.x) != 180 && std::abs(v.y) != 90 && !traced.has(v)) v = at_distance(v, legs, away, near, negligible);
    };
    for (Polygon& p : polygons) {
        bring(p.outer);
        for (Ring& hole : p.holes) bring(hole);
    }
    return polygons;
}

MultiPolygon simplified_valid(const MultiPolygon& polygons, Distance tolerance, double curvature_per_m, const PlaceSet& keep) {
    const auto stays = [&](Vec v) { return keep.has(v); };
    constexpr int attempts = 4;
    const auto one_valid = [&](const Polygon& given, int first) -> MultiPolygon {
        for (int attempt = first; attempt < attempts; ++attempt) {
            const Distance allowed = tolerance / std::pow(4, attempt);
            Polygon p{simplified(given.outer, allowed, curvature_per_m, stays), {}};
            for (const Ring& hole : given.holes) p.holes.push_back(simplified(hole, allowed, curvature_per_m, stays));
            if (!fault_of({p})) return {p};
        }
        return {};
    };
    // First each by itself, for most need no second attempt; then all together.
    for (int first = 0; first < attempts; ++first) {
        MultiPolygon result;
        for (const Polygon& p : polygons)
            for (Polygon& valid : one_valid(p, first)) result.push_back(std::move(valid));
        if (result.size() < polygons.size()) return {};
        if (!fault_of(result)) return result;
    }
    return {};
}

}  // namespace picket::geo
