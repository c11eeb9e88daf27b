// Shortest ways by a graph of all lines of sight, the textbook way: every corner looks at every other, edges sorted into
// bins by their direction. In one gnomonic plane, in floating point; it answers places and makes no polygon.
#pragma once

#include "geo/frame.hpp"
#include "geo/geodesic.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <queue>
#include <vector>

namespace picket::bench {

class SightGraph {
  public:
    // Rings of what is closed, in the frame's plane, closed, counter-clockwise.
    SightGraph(const geo::Frame& frame, const std::vector<geo::Ring>& rings) {
        for (const geo::Ring& ring : rings) {
            const std::size_t first = at_.size(), size = ring.size() - 1;
            for (std::size_t i = 0; i < size; ++i) {
                at_.push_back(ring[i]);
                position_.push_back(frame.to_position(ring[i]));
                next_.push_back(first + (i + 1) % size);
                before_.push_back(first + (i + size - 1) % size);
            }
        }
    }

    // Lengths of the ways to all corners, those over the limit left out.
    std::vector<double> lengths_m(geo::Vec from, geo::Position from_position, double limit_m) const {
        std::vector<double> way(at_.size(), std::numeric_limits<double>::infinity());
        std::priority_queue<std::pair<double, std::size_t>, std::vector<std::pair<double, std::size_t>>, std::greater<>> queue;
        std::vector<bool> is_settled(at_.size(), false);
        const auto look = [&](geo::Vec eye, geo::Position position, std::size_t self, double so_far) {
            const Bins bins(*this, eye, self);
            for (std::size_t i = 0; i < at_.size(); ++i) {
                if (is_settled[i] || i == self || !is_convex(i) || !bins.sees(i)) continue;
                const double length = so_far + distance(position, position_[i]).metres();
                if (length >= way[i] || length > limit_m) continue;
                way[i] = length;
                queue.push({length, i});
            }
        };
        look(from, from_position, at_.size(), 0);
        while (!queue.empty()) {
            const auto [length, i] = queue.top();
            queue.pop();
            if (is_settled[i]) continue;
            is_settled[i] = true;
            look(at_[i], position_[i], i, length);
        }
        return way;
    }

  private:
    static double cross(geo::Vec a, geo::Vec b) { return a.x * b.y - a.y * b.x; }
    static geo::Vec less(geo::Vec a, geo::Vec b) { return {a.x - b.x, a.y - b.y}; }

    bool is_convex(std::size_t i) const { return cross(less(at_[i], at_[before_[i]]), less(at_[next_[i]], at_[i])) > 0; }

    class Bins {
      public:
        Bins(const SightGraph& graph, geo::Vec eye, std::size_t self) : g_(graph), eye_(eye), self_(self), edges_(count) {
            for (std::size_t i = 0; i < g_.at_.size(); ++i) {
                if (i == self || g_.next_[i] == self) continue;
                const double a = direction(g_.at_[i]), b = direction(g_.at_[g_.next_[i]]);
                int low = bin(std::min(a, b)), high = bin(std::max(a, b));
                if (std::abs(a - b) > std::numbers::pi) {  // over the seam
                    for (int k = 0; k <= low; ++k) edges_[static_cast<std::size_t>(k)].push_back(i);
                    low = high;
                    high = count - 1;
                }
                for (int k = low; k <= high; ++k) edges_[static_cast<std::size_t>(k)].push_back(i);
            }
        }

        bool sees(std::size_t target) const {
            const geo::Vec ray = less(g_.at_[target], eye_);
            if (self_ < g_.at_.size()) {
                if (target == g_.next_[self_] || target == g_.before_[self_]) return true;
                const geo::Vec next = less(g_.at_[g_.next_[self_]], eye_), before = less(g_.at_[g_.before_[self_]], eye_);
                if (cross(next, ray) > 0 && cross(ray, before) > 0) return false;
            }
            for (const std::size_t i : edges_[static_cast<std::size_t>(bin(direction(g_.at_[target])))]) {
                if (i == target || g_.next_[i] == target) continue;
                const geo::Vec a = less(g_.at_[i], eye_), b = less(g_.at_[g_.next_[i]], eye_), e = less(b, a);
                if ((cross(ray, a) > 0) == (cross(ray, b) > 0)) continue;
                if ((cross(e, {-a.x, -a.y}) > 0) != (cross(e, less(ray, a)) > 0)) return false;
            }
            return true;
        }

      private:
        static constexpr int count = 2048;
        double direction(geo::Vec v) const { return std::atan2(v.y - eye_.y, v.x - eye_.x); }
        static int bin(double direction) {
            return std::clamp(static_cast<int>((direction / std::numbers::pi + 1) / 2 * count), 0, count - 1);
        }

        const SightGraph& g_;
        geo::Vec eye_;
        std::size_t self_;
        std::vector<std::vector<std::size_t>> edges_;
    };

    std::vector<geo::Vec> at_;
    std::vector<geo::Position> position_;
    std::vector<std::size_t> next_, before_;
};

}  // namespace picket::bench
