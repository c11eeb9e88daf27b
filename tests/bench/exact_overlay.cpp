#include "tests/bench/exact_overlay.hpp"

#include "tests/geo/support.hpp"

#include <GeographicLib/Accumulator.hpp>

#include <optional>
#include <stdexcept>

namespace picket::bench {

namespace {

using geo::MultiPolygon;
using geo::Polygon;
using geo::Position;
using geo::Ring;
using geo::Vec;

struct Edge {
    Vec from, to;
    geo::Box box;
    std::vector<std::pair<double, Vec>> cuts;  // share of the edge, place
};
using EdgeRing = std::vector<Edge>;

// Outer rings counter-clockwise, holes clockwise, so that every edge has its ground on the left.
std::vector<EdgeRing> rings_of(const MultiPolygon& shape) {
    std::vector<EdgeRing> result;
    const auto add = [&](Ring ring, bool counter_clockwise) {
        if ((test::shoelace(ring) > 0) != counter_clockwise) std::reverse(ring.begin(), ring.end());
        EdgeRing edges;
        for (std::size_t i = 1; i < ring.size(); ++i) {
            geo::Box box;
            box.add(ring[i - 1]);
            box.add(ring[i]);
            constexpr double room = 0.01;  // for how far a geodesic of 100 km bows
            box.low = {box.low.x - room, box.low.y - room};
            box.high = {box.high.x + room, box.high.y + room};
            edges.push_back({ring[i - 1], ring[i], box, {}});
        }
        result.push_back(std::move(edges));
    };
    for (const Polygon& p : shape) {
        add(p.outer, true);
        for (const Ring& hole : p.holes) add(hole, false);
    }
    return result;
}

struct Crossing {
    Vec place;
    double share_of_a, share_of_b;
};

// In the gnomonic plane about the crossing itself both geodesics are straight through the centre: found by repetition.
std::optional<Crossing> crossing(const Edge& a, const Edge& b) {
    Position centre = Position::computed((a.from.x + a.to.x) / 2, (a.from.y + a.to.y) / 2);
    for (int round = 0; round < 12; ++round) {
        const test::Plane plane(centre);
        const auto forward = [&](Vec v) { return plane.forward(Position::computed(v.x, v.y)); };
        const Vec p = forward(a.from), q = forward(a.to), r = forward(b.from), s = forward(b.to);
        const Vec d{q.x - p.x, q.y - p.y}, e{s.x - r.x, s.y - r.y}, f{r.x - p.x, r.y - p.y};
        const double cross = d.x * e.y - d.y * e.x;
        if (cross == 0) return std::nullopt;
        const double t = (f.x * e.y - f.y * e.x) / cross, u = (f.x * d.y - f.y * d.x) / cross;
        constexpr double room = 0.01;  // for what the first plane has wrong
        if (t < -room || t > 1 + room || u < -room || u > 1 + room) return std::nullopt;
        const Vec at{p.x + t * d.x, p.y + t * d.y};
        centre = plane.reverse(at);
        if (std::hypot(at.x, at.y) < 1e-6) {
            if (t < 0 || t >= 1 || u < 0 || u >= 1) return std::nullopt;
            return Crossing{{centre.lon(), centre.lat()}, t, u};
        }
    }
    throw std::runtime_error("no crossing settled");
}

void cut_where_they_cross(std::vector<EdgeRing>& a, std::vector<EdgeRing>& b) {
    for (EdgeRing& ring_a : a)
        for (Edge& edge_a : ring_a)
            for (EdgeRing& ring_b : b)
                for (Edge& edge_b : ring_b) {
                    if (!edge_a.box.meets(edge_b.box)) continue;
                    const std::optional<Crossing> found = crossing(edge_a, edge_b);
                    if (!found) continue;
                    edge_a.cuts.emplace_back(found->share_of_a, found->place);
                    edge_b.cuts.emplace_back(found->share_of_b, found->place);
                }
}

// Between the edge and the equator, positive eastward.
double area_below(Vec from, Vec to) {
    double ignored = 0, area = 0;
    test::oracle().GenInverse(from.y, from.x, to.y, to.x, GeographicLib::Geodesic::AREA, ignored, ignored, ignored,
                              ignored, ignored, ignored, area);
    return area;
}

// Inside and outside change at every cut.
void add_inside(std::vector<EdgeRing>& rings, const MultiPolygon& other, GeographicLib::Accumulator<>& sum) {
    for (EdgeRing& ring : rings) {
        const bool at_start = test::holds(other, ring.front().from);
        bool in = at_start;
        for (Edge& edge : ring) {
            std::sort(edge.cuts.begin(), edge.cuts.end(),
                      [](const auto& x, const auto& y) { return x.first < y.first; });
            Vec from = edge.from;
            for (const auto& [share, place] : edge.cuts) {
                if (in) sum += -area_below(from, place);
                in = !in;
                from = place;
            }
            if (in) sum += -area_below(from, edge.to);
        }
        if (in != at_start) throw std::runtime_error("a ring that crosses another an odd number of times");
    }
}

}  // namespace

double shared_area_m2(const MultiPolygon& a, const MultiPolygon& b) {
    std::vector<EdgeRing> rings_a = rings_of(a), rings_b = rings_of(b);
    cut_where_they_cross(rings_a, rings_b);
    GeographicLib::Accumulator<> sum;
    add_inside(rings_a, b, sum);
    add_inside(rings_b, a, sum);
    return sum();
}

MultiPolygon cut_to(const MultiPolygon& shape, double length_m) {
    const auto cut = [&](const Ring& ring) {
        Ring result{ring.front()};
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const Vec a = ring[i - 1], b = ring[i];
            const auto way = test::oracle().InverseLine(a.y, a.x, b.y, b.x);
            const int pieces = static_cast<int>(std::ceil(way.Distance() / length_m));
            for (int k = 1; k < pieces; ++k) {
                double lat = 0, lon = 0;
                way.Position(way.Distance() * k / pieces, lat, lon);
                result.push_back({lon, lat});
            }
            result.push_back(b);
        }
        return result;
    };
    MultiPolygon result;
    for (const Polygon& p : shape) {
        result.push_back({cut(p.outer), {}});
        for (const Ring& hole : p.holes) result.back().holes.push_back(cut(hole));
    }
    return result;
}

}  // namespace picket::bench
