// Obstacles drawn by chance: stars and combs that neither cross nor touch, as rings of places and as free ground.
#pragma once

#include "tests/geo/support.hpp"

#include "geo/frame.hpp"

namespace picket::test {

struct Obstacles {
    std::vector<std::vector<Position>> rings;  // counter-clockwise, not closed

    bool hold(Position p) const {
        return std::any_of(rings.begin(), rings.end(), [&](const auto& ring) { return ring_holds(lon_lat(ring), {p.lon(), p.lat()}); });
    }

    // Everything in a square of the plane but the obstacles.
    geo::MultiPolygon free(const geo::Frame& frame, double half_side_m) const {
        const double h = std::floor(half_side_m);
        geo::Polygon ground{{{-h, -h}, {h, -h}, {h, h}, {-h, h}, {-h, -h}}, {}};
        for (const auto& ring : rings) {
            geo::Ring& hole = ground.holes.emplace_back();
            for (auto p = ring.rbegin(); p != ring.rend(); ++p) hole.push_back(frame.to_frame(*p));
            hole.push_back(hole.front());
        }
        return {ground};
    }

    static geo::Ring lon_lat(const std::vector<Position>& ring) {
        geo::Ring result;
        for (const Position& p : ring) result.push_back({p.lon(), p.lat()});
        result.push_back(result.front());
        return result;
    }
};

// In the cells of a raster about the centre, most of them with a star whose edges are at most some 10 km long.
inline Obstacles random_obstacles(Random& random, Position centre, double cell_m, int cells, int corners) {
    Obstacles result;
    const Plane plane(centre);
    for (int row = 0; row < cells; ++row)
        for (int column = 0; column < cells; ++column) {
            if (random.uniform(0, 1) < 0.2) continue;
            const Position middle = plane.reverse({(column + 0.5 - cells / 2.0) * cell_m, (row + 0.5 - cells / 2.0) * cell_m});
            auto& ring = result.rings.emplace_back();
            for (int i = 0; i < corners; ++i) {
                const double azimuth = -360.0 * (i + random.uniform(-0.4, 0.4)) / corners;
                ring.push_back(true_direct(middle, azimuth, cell_m * random.uniform(0.05, 0.49)));
            }
        }
    return result;
}

}  // namespace picket::test
