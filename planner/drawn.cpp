#include "planner/drawn.hpp"

#include "geo/edges.hpp"

#include <algorithm>

namespace picket::planner {

using geo::MultiPolygon;

namespace {

void round_to_7_decimals(geo::Ring& ring) {
    for (geo::Vec& v : ring) v = geo::rounded(v);
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
}

}  // namespace

// Rounding to 7 decimals may let an edge touch its neighbour: mended in lon/lat until nothing is left to mend.
MultiPolygon drawn(const geo::Frame& frame, const geo::Region& region, geo::Distance tolerance) {
    MultiPolygon shape = geo::to_lon_lat(frame, region.polygons(), tolerance);
    for (int round = 0; round < 3; ++round) {
        geo::Repaired mended = geo::repaired(shape);
        if (!mended.fault) break;
        shape = std::move(mended.polygons);
        for (geo::Polygon& p : shape) {
            round_to_7_decimals(p.outer);
            for (geo::Ring& hole : p.holes) round_to_7_decimals(hole);
            std::erase_if(p.holes, [](const geo::Ring& hole) { return hole.size() < 4; });
        }
        std::erase_if(shape, [](const geo::Polygon& p) { return p.outer.size() < 4; });
    }
    return shape;
}

}  // namespace picket::planner
