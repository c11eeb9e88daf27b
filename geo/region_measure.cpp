#include "geo/region_measure.hpp"

#include "geo/geodesic.hpp"

#include <cmath>

namespace picket::geo {

namespace {

// Every ring, closed. A long chord is not quite the geodesic between its ends: in short pieces, a region and the parts it is
// cut into add up.
std::vector<std::vector<Position>> rings_of(const Frame& frame, const Region& region) {
    std::vector<std::vector<Position>> rings;
    const auto add = [&](const Ring& ring) {
        std::vector<Position>& positions = rings.emplace_back();
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const Vec a = ring[i], b = ring[i + 1];
            const int pieces = 1 + static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) / 20'000);
            for (int k = 0; k < pieces; ++k)
                positions.push_back(frame.to_position({a.x + (b.x - a.x) * k / pieces, a.y + (b.y - a.y) * k / pieces}));
        }
        positions.push_back(positions.front());
    };
    for (const Polygon& p : region.polygons()) {
        add(p.outer);
        for (const Ring& hole : p.holes) add(hole);
    }
    return rings;
}

std::vector<Leg> outline_of(const Frame& frame, const Region& region) {
    std::vector<Leg> legs;
    for (const std::vector<Position>& ring : rings_of(frame, region))
        for (const Leg& leg : legs_along(ring)) legs.push_back(leg);
    return legs;
}

}  // namespace

Area area_of(const Frame& frame, const Region& region) {
    double total_m2 = 0;  // outer rings run counter-clockwise and count, holes clockwise and are taken off
    for (const std::vector<Position>& ring : rings_of(frame, region))
        total_m2 += measure_ring({ring.data(), ring.size() - 1}).area.square_metres();
    return Area::square_metres(total_m2);
}

Distance perimeter_of(const Frame& frame, const Region& region) {
    Distance total;
    for (const std::vector<Position>& ring : rings_of(frame, region)) total = total + measure_line(ring);
    return total;
}

Distance length_inside(const Frame& frame, const std::vector<Region>& regions, const Line& line) {
    Distance total;
    for (const Region& region : regions)
        for (const Line& part : inside(region, line))
            for (std::size_t i = 1; i < part.size(); ++i)
                total = total + distance(frame.to_position(part[i - 1]), frame.to_position(part[i]));
    return total;
}

RegionDistance::RegionDistance(const Frame& frame, const Region& region)
    : frame_(frame), inside_(region), outline_(outline_of(frame, region)) {}

Foot RegionDistance::nearest(Position p) const {
    if (inside_.contains(frame_.to_frame(p))) return {p, {}};
    const Proximity::Nearest n = outline_.nearest(p);
    return {n.place, n.away};
}

}  // namespace picket::geo
