// Shortest ways from a place, or from the nearest of several, to all others through free space: a map that answers many
// places fast, and from which reach is drawn.
//
// A shortest way is taut: straight between bends, and at each bend it turns towards the wall that it goes round. So from
// each bend only the wedge between straight on and the wall is looked into, and bends are settled by Dijkstra's method in
// the order of their distance, each a geodesic one. What lies straight is told in the frame's plane; how far the plane's
// straight line departs from the geodesic changes no length by more than its square over the length.
//
// Error: lengths to 1 mm of the shortest way through the free space as it is in the frame.
#pragma once

#include "geo/free_space.hpp"
#include "geo/quantity.hpp"

#include <cmath>
#include <optional>
#include <span>
#include <vector>

namespace picket::geo {

class ShortestWays {
  public:
    // Ways longer than `limit` are not looked for. `from` is to lie in the free space: there are no ways if it does not.
    ShortestWays(const FreeSpace& space, Position from, Distance limit = Distance::metres(HUGE_VAL))
        : ShortestWays(space, std::span(&from, 1), limit) {}
    // From whichever of the starts is nearest by its way.
    ShortestWays(const FreeSpace& space, std::span<const Position> starts, Distance limit = Distance::metres(HUGE_VAL));

    Distance limit() const { return limit_; }
    const FreeSpace& space() const { return *space_; }

    // Of the shortest way; nullopt where there is none within the limit.
    std::optional<Distance> distance_to(Position to) const;

    // The start that the shortest way to a place comes from, by its number; nullopt where there is no way.
    std::optional<std::size_t> nearest_start(Position to) const;

    // From the start to the place, both included, by the bends; empty where there is none.
    std::vector<Position> way_to(Position to) const;

    // A place from which others are seen: a start, or a bend of shortest ways.
    struct Root {
        GridPoint at;
        Position position;
        double way_m;       // from the start
        int before;         // the root that the way comes from; -1 for a start
        int vertex;         // of the ground; -1 for a start
        int start;          // the number of the start that the way comes from
        std::size_t horizon_end;
    };

    // In the order of their distance, starts in the order given.
    const std::vector<Root>& roots() const { return roots_; }

    // What ends the sight of a root, counter-clockwise: walls, or nothing within the limit.
    std::span<const Opening> horizon(std::size_t root) const;

    // The root whose straight way to a place in sight is the shortest; nullopt where none is as short as that.
    struct Found {
        std::size_t root;
        double way_m;
    };
    std::optional<Found> find(const Located& place, Distance at_most = Distance::metres(HUGE_VAL)) const;

    // Whether there is a way to a place as short as that: at most the limit.
    bool reaches(GridPoint place, Distance at_most) const;

    // The roots that see parts of the triangles along a straight way in the frame: those of all its places are among them.
    std::vector<std::size_t> roots_along(GridPoint from, GridPoint to) const;

    // Whether any root sees a part of a triangle of the ground.
    bool sees(int triangle) const { return !sights_in(triangle).empty(); }

    // What of a triangle a root sees: all between the rays from it through `right` and `left`, less than half a turn apart.
    struct Sight {
        int triangle, root;
        GridPoint right, left;
    };
    std::span<const Sight> sights_in(int triangle) const;

  private:
    class Builder;

    // Calls take(root) for each that sees the place.
    template <class Take>
    void each_seeing(GridPoint place, const std::vector<int>& triangles, const Take& take) const;

    const FreeSpace* space_;
    Distance limit_;
    std::vector<Root> roots_;
    std::vector<Opening> horizons_;
    std::vector<Sight> sights_;                // by triangle
    std::vector<std::size_t> sights_of_;       // where each triangle's begin, and the end of all
    std::vector<int> root_of_;                 // of each vertex; -1 where there is none
};

}  // namespace picket::geo
