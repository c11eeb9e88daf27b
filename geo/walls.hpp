// The walls of a free space that the roots of ways see, as lines, each cut where arcs meet it.
#pragma once

#include "geo/shortest_ways.hpp"

#include <map>
#include <set>
#include <utility>
#include <vector>

namespace picket::geo {

class Walls {
  public:
    explicit Walls(const ShortestWays& ways);

    // The edge gets a vertex there, which is to lie on it to a step of the grid.
    void cut(Corner edge, Vec at);
    bool are_cut_at(Vec place) const { return cut_places_.contains(to_grid(place)); }

    // Those that the range may come to, each with the ground to its left.
    std::vector<Line> lines(Distance range) const;

    // A vertex of a triangle.
    Vec end(int triangle, int index) const {
        return from_grid(ground_.at(ground_[triangle].vertex[static_cast<std::size_t>(index)]));
    }

  private:
    const Triangulation& ground_;
    Vec start_;
    std::map<std::pair<int, int>, std::vector<Vec>> cuts_;  // by triangle and the vertex opposite to the edge
    std::set<GridPoint> cut_places_;
};

// Lines that begin where another ends, as one.
std::vector<Line> chained(const std::vector<Line>& lines);

}  // namespace picket::geo
