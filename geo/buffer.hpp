// Geodesic discs and buffers: the ground within a distance of points, lines and polygons, anywhere on Earth.
//
// A buffer is found in four steps. The curves on which its edge can run are drawn at the exact distance, less what is
// proven to lie inside (offset.hpp). They are noded on the grid of 7 decimals in lon/lat, cut at the antimeridian, and
// each face between them is taken or left by the exact distance of a place inside it (proximity.hpp). Faces taken are
// united, and vertices the tolerance does not need are dropped.
//
// Error: every place of the edge, straight in lon/lat, lies within `tolerance` of the distance, and so do holes and
// pieces that may be missing or too many. Domain: distances of 100 tolerances and more, to 5,000 km.
#pragma once

#include "geo/edges.hpp"
#include "geo/frame.hpp"
#include "geo/offset.hpp"
#include "geo/region.hpp"

#include <span>

namespace picket::geo {

// The disc in a plan's frame.
Region disc(const Frame& frame, Position centre, Distance radius, Distance tolerance);

// The ground within `distance` of any of the shapes, which are in lon/lat with edges by the rule; inside them and at least
// so far from their edges when it is negative. In lon/lat, cut at the antimeridian, rounded to 7 decimals. Of lines, one
// side may be asked for: the ground whose nearest place of the lines is passed on that side, ends cut square.
MultiPolygon buffer(std::span<const Geometry> shapes, EdgeRule edges, Distance distance, Distance tolerance,
                    Side side = Side::both);

}  // namespace picket::geo
