// What is true of a buffer, by GeographicLib: how far the edge that was emitted lies from the distance, and which
// places belong inside.
#pragma once

#include "geo/buffer.hpp"
#include "tests/geo/exact_distance.hpp"

#include <GeographicLib/PolygonArea.hpp>

namespace picket::test {

using geo::EdgeRule;
using geo::Geometry;
using geo::Line;
using geo::Lines;
using geo::MultiPolygon;
using geo::Points;
using geo::Polygon;
using geo::Ring;

inline Position at(double lon, double lat) { return Position::lon_lat(lon, lat); }

inline MultiPolygon buffered(const std::vector<Geometry>& shapes, double distance_m, double tolerance_m,
                             EdgeRule rule = EdgeRule::straight) {
    return geo::buffer(shapes, rule, geo::Distance::metres(distance_m), geo::Distance::metres(tolerance_m));
}

// Straight in lon/lat, as geodesics that stay within `bow_m` of it: a parallel bows by length^2 tan(lat) / 8 R.
inline std::vector<Position> dense(const Line& line, EdgeRule rule, double bow_m) {
    std::vector<Position> result{Position::computed(line[0].x, line[0].y)};
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec a = line[i - 1], b = line[i];
        const double lat = std::min(89.0, std::max(std::abs(a.y), std::abs(b.y)));
        const double east = (b.x - a.x) * std::cos(std::min(std::abs(a.y), std::abs(b.y)) * degree);
        const double metres = std::hypot(east, b.y - a.y) * 111.4e3;
        const double step_m = std::sqrt(8 * 6.3e6 * bow_m / (2 * std::tan((lat + 0.01) * degree) + 1e-3));
        const bool bows = rule == EdgeRule::straight && b.x != a.x && std::abs(a.y) < 90;
        const int pieces = bows ? static_cast<int>(std::ceil(metres / step_m)) : 1;
        for (int k = 1; k <= pieces; ++k) {
            const Vec v = along(a, b, static_cast<double>(k) / pieces);
            result.push_back(Position::computed(v.x, v.y));
        }
    }
    return result;
}

// The shapes a buffer is taken about. Polygons have edges straight in lon/lat, so that even-odd is right for them.
class Truth {
  public:
    // Edges at which the map was cut are none: those of polygons along 180 and the poles, on the way in.
    Truth(const std::vector<Geometry>& shapes, EdgeRule rule, double tolerance_m, bool inward = false)
        : inward_(inward), distance_(lines_of(shapes, rule, tolerance_m / 200)) {
        for (const Geometry& shape : shapes)
            if (const auto* polygons = std::get_if<MultiPolygon>(&shape)) inside_.push_back(*polygons);
    }

    bool covers(Position p) const {
        return std::any_of(inside_.begin(), inside_.end(), [&](const MultiPolygon& m) {
            return holds(m, {p.lon(), p.lat()});
        });
    }
    double to_edges(Position p) const { return distance_(p); }
    // By how much a place lies outside the buffer at the distance; negative inside.
    double beyond(Position p, double distance_m) const {
        const bool covered = !inside_.empty() && covers(p);
        if (inward_) return covered ? -distance_m - distance_(p) : HUGE_VAL;
        return covered ? -HUGE_VAL : distance_(p) - distance_m;
    }

  private:
    std::vector<std::vector<Position>> lines_of(const std::vector<Geometry>& shapes, EdgeRule rule,
                                                double bow_m) const {
        std::vector<std::vector<Position>> lines;
        const auto add_ring = [&](const Ring& ring) {
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const Vec a = ring[i - 1], b = ring[i];
                const bool cut = (std::abs(a.x) == 180 && a.x == b.x) || (std::abs(a.y) == 90 && a.y == b.y);
                if (!(cut && inward_)) lines.push_back(dense({a, b}, rule, bow_m));
            }
        };
        for (const Geometry& shape : shapes) {
            if (const auto* points = std::get_if<Points>(&shape))
                for (const Vec& p : *points) lines.push_back(dense({p}, rule, bow_m));
            if (const auto* all = std::get_if<Lines>(&shape))
                for (const Line& line : *all) lines.push_back(dense(line, rule, bow_m));
            if (const auto* polygons = std::get_if<MultiPolygon>(&shape))
                for (const Polygon& p : *polygons) {
                    add_ring(p.outer);
                    for (const Ring& hole : p.holes) add_ring(hole);
                }
        }
        return lines;
    }

    bool inward_;
    ExactDistance distance_;
    std::vector<MultiPolygon> inside_;
};

template <class Take>
void each_ring(const MultiPolygon& shape, const Take& take) {
    for (const Polygon& p : shape) {
        take(p.outer);
        for (const Ring& hole : p.holes) take(hole);
    }
}

// Calls `take` at places along every edge but those where the map is cut, the first vertex of each among them.
template <class Take>
void each_edge_place(const MultiPolygon& shape, int places, const Take& take) {
    each_ring(shape, [&](const Ring& ring) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const Vec a = ring[i - 1], b = ring[i];
            if ((std::abs(a.x) == 180 && a.x == b.x) || (std::abs(a.y) == 90 && a.y == b.y)) continue;
            for (int k = 0; k < places; ++k) {
                const Vec v = along(a, b, static_cast<double>(k) / places);
                take(Position::computed(v.x, v.y));
            }
        }
    });
}

inline std::size_t vertices_of(const MultiPolygon& shape) {
    std::size_t count = 0;
    each_ring(shape, [&](const Ring& ring) { count += ring.size() - 1; });
    return count;
}

inline std::size_t holes_of(const MultiPolygon& shape) {
    std::size_t count = 0;
    for (const Polygon& p : shape) count += p.holes.size();
    return count;
}

// The farthest an emitted edge strays from the distance, drawn straight in lon/lat as GeoJSON has it.
inline double worst_edge_m(const MultiPolygon& shape, const Truth& truth, double distance_m, int places = 4) {
    double worst = 0;
    each_edge_place(shape, places,
                    [&](Position p) { worst = std::max(worst, std::abs(truth.to_edges(p) - std::abs(distance_m))); });
    return worst;
}

// "" when the buffer is valid and on the map, to 7 decimals.
inline std::string wrong_with(const MultiPolygon& shape) {
    if (shape.empty()) return "";
    if (const auto fault = geo::repaired(shape).fault) return *fault;
    std::string fault;
    each_ring(shape, [&](const Ring& ring) {
        for (const Vec& v : ring) {
            if (!(std::abs(v.x) <= 180 && std::abs(v.y) <= 90)) fault = "a vertex off the map";
            if (!(geo::rounded(v) == v)) fault = "a vertex of more decimals";
        }
    });
    return fault;
}

// Of edges straight in lon/lat: each is cut until its geodesics bow by nothing that matters.
inline double true_area_m2(const MultiPolygon& shape) {
    double sum = 0;
    const auto area = [](const Ring& ring) {
        GeographicLib::PolygonArea polygon(oracle());
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const double turn = std::abs(ring[i].x - ring[i - 1].x);
            const int pieces = std::max(1, static_cast<int>(std::ceil(turn / (std::abs(ring[i].y) == 90 ? 60 : 0.01))));
            for (int k = 0; k < pieces; ++k) {
                const Vec v = along(ring[i - 1], ring[i], static_cast<double>(k) / pieces);
                polygon.AddPoint(v.y, v.x);
            }
        }
        double perimeter = 0, result = 0;
        polygon.Compute(false, true, perimeter, result);
        return std::abs(result);
    };
    for (const Polygon& p : shape) {
        sum += area(p.outer);
        for (const Ring& hole : p.holes) sum -= area(hole);
    }
    return sum;
}

// Places near the shapes and near the edge of their buffer that are on the wrong side of it by more than the tolerance.
// `spread_m` is how far from the named places others are worth asking.
inline int misplaced(Random& random, const MultiPolygon& shape, const Truth& truth, const std::vector<Position>& about,
                     double distance_m, double tolerance_m, double spread_m, int count) {
    int wrong = 0;
    for (int i = 0; i < count; ++i) {
        const Position from = about[random.below(about.size())];
        const double away_m =
            i % 3 == 0 ? std::abs(distance_m) + tolerance_m * random.uniform(-4, 4) : spread_m * random.uniform(0, 1);
        const Position p = true_direct(from, random.uniform(-180, 180), std::max(0.0, away_m));
        if (std::abs(p.lon()) == 180) continue;
        const double beyond_m = truth.beyond(p, distance_m);
        if (std::abs(beyond_m) <= tolerance_m) continue;
        wrong += holds(shape, {p.lon(), p.lat()}) != (beyond_m < 0);
    }
    return wrong;
}

}  // namespace picket::test
