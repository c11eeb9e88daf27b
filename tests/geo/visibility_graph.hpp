// Shortest ways round polygons by brute force: every vertex looks at every other, in the gnomonic plane about itself by
// GeographicLib, where what is straight from it is straight. Nothing is taken from geo/ but the types.
#pragma once

#include "geo/position.hpp"
#include "geo/shapes.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/Gnomonic.hpp>

#include <limits>
#include <vector>

namespace picket::test {

class VisibilityGraph {
    using Position = geo::Position;
    using Vec = geo::Vec;

  public:
    // Outer rings that neither cross nor touch, counter-clockwise, not closed, edges short enough to be straight.
    explicit VisibilityGraph(const std::vector<std::vector<Position>>& rings) {
        for (const auto& ring : rings) {
            const std::size_t first = places_.size(), size = ring.size();
            for (std::size_t i = 0; i < size; ++i) {
                places_.push_back(ring[i]);
                next_.push_back(first + (i + 1) % size);
                before_.push_back(first + (i + size - 1) % size);
            }
        }
    }

    // Lengths of the shortest ways from a place to each of others.
    std::vector<double> lengths_m(Position from, const std::vector<Position>& to) const {
        const std::size_t count = places_.size();
        std::vector<double> way(count, inf), result(to.size(), inf);
        std::vector<bool> is_settled(count, false);
        const auto spread_from = [&](Position p, std::size_t self, double so_far) {
            const Eye eye(*this, p, self);
            for (std::size_t j = 0; j < count; ++j)
                if (!is_settled[j] && eye.sees(places_[j], j)) way[j] = std::min(way[j], so_far + between_m(p, places_[j]));
            for (std::size_t j = 0; j < to.size(); ++j)
                if (const double d = so_far + between_m(p, to[j]); d < result[j] && eye.sees(to[j], none)) result[j] = d;
        };
        spread_from(from, none, 0);
        for (;;) {
            std::size_t least = none;
            for (std::size_t j = 0; j < count; ++j)
                if (!is_settled[j] && way[j] < inf && (least == none || way[j] < way[least])) least = j;
            if (least == none) return result;
            is_settled[least] = true;
            spread_from(places_[least], least, way[least]);
        }
    }

    static constexpr double inf = std::numeric_limits<double>::infinity();

  private:
    static double between_m(Position a, Position b) {
        double s = 0;
        GeographicLib::Geodesic::WGS84().Inverse(a.lat(), a.lon(), b.lat(), b.lon(), s);
        return s;
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    static double cross(Vec a, Vec b) { return a.x * b.y - a.y * b.x; }

    // A place with all vertices in the plane about it.
    class Eye {
      public:
        Eye(const VisibilityGraph& graph, Position at, std::size_t self)
            : graph_(graph), at_(at), gnomonic_(GeographicLib::Geodesic::WGS84()), self_(self) {
            for (const Position& p : graph.places_) seen_.push_back(about_here(p));
        }

        bool sees(Position place, std::size_t vertex) const {
            if (vertex == self_ && self_ != none) return true;
            const Vec q = about_here(place);
            if (self_ != none) {
                const std::size_t a = graph_.next_[self_], b = graph_.before_[self_];
                if (vertex == a || vertex == b) return true;
                // Not into the polygon that it is a vertex of: its inside runs from the next vertex to the one before.
                const bool left_of_next = cross(seen_[a], q) > 0, right_of_before = cross(q, seen_[b]) > 0;
                const bool is_convex = cross(seen_[a], seen_[b]) > 0;
                if (is_convex ? left_of_next && right_of_before : left_of_next || right_of_before) return false;
            }
            for (std::size_t i = 0; i < seen_.size(); ++i) {
                const std::size_t j = graph_.next_[i];
                if (i == self_ || j == self_ || i == vertex || j == vertex) continue;
                const Vec a = seen_[i], b = seen_[j];
                if ((cross(q, a) > 0) == (cross(q, b) > 0)) continue;
                const Vec e{b.x - a.x, b.y - a.y};
                if ((cross(e, {-a.x, -a.y}) > 0) != (cross(e, {q.x - a.x, q.y - a.y}) > 0)) return false;
            }
            return true;
        }

      private:
        Vec about_here(Position p) const {
            Vec v;
            gnomonic_.Forward(at_.lat(), at_.lon(), p.lat(), p.lon(), v.x, v.y);
            return v;
        }

        const VisibilityGraph& graph_;
        Position at_;
        GeographicLib::Gnomonic gnomonic_;
        std::size_t self_;
        std::vector<Vec> seen_;
    };

    std::vector<Position> places_;
    std::vector<std::size_t> next_, before_;
};

}  // namespace picket::test
