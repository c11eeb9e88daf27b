// Which places have the whole of a shape within a distance of them, of many places and for many shapes.
//
// A distance of at most 5,000 km grows with convexity along every geodesic, so the farthest place of edges that are geodesics
// is a vertex, and the farthest of a polygon is on its outer edge. Error: a micrometre, by which the distance is exceeded at
// most; edges that stand for others add what they depart from them.
#pragma once

#include "geo/index.hpp"
#include "geo/position.hpp"
#include "geo/quantity.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace picket::geo {

// Of the vertices the one farthest from p; there must be one.
Distance farthest(Position p, std::span<const Position> vertices);

class PlacesAround {
  public:
    // A distance of 0 to 5,000 km.
    PlacesAround(std::vector<Position> places, Distance distance);

    // The numbers of the places no farther than the distance from every vertex, ascending; there must be a vertex. Safe to
    // ask from several threads.
    std::vector<std::uint32_t> all_of(std::span<const Position> vertices) const;

  private:
    std::vector<Position> places_;
    std::vector<Vec3> centred_;
    Distance distance_;
    double surely_m_, never_m_;  // shorter chords are within the distance, longer ones beyond
    PointIndex index_;
};

}  // namespace picket::geo
