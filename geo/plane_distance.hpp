// Distances between places of a frame's plane, quick and rough: what is thrown back from the plane onto a sphere is off by
// less than 1 % from the geodesic on the ellipsoid, anywhere in the frame. So most that is near enough or too far is told
// without a geodesic.
#pragma once

#include "geo/shapes.hpp"

namespace picket::geo {

// From a place to another, and to the nearest place of a segment, in metres; domain 6,000 km about the frame's centre.
double rough_distance_m(Vec a, Vec b);
double rough_distance_m(Vec p, Vec a, Vec b);

// Bounds on the geodesic that a rough distance stands for, with room for the snapping of both ends to the grid.
inline double at_least_m(double rough_m) { return rough_m * 0.99 - 0.01; }
inline double at_most_m(double rough_m) { return rough_m * 1.01 + 0.01; }

}  // namespace picket::geo
