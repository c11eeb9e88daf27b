// The area two shapes share, on the ellipsoid, by GeographicLib alone: edges are geodesics between the given vertices, cut
// where they cross, and what lies inside the other shape is summed up.
#pragma once

#include "geo/shapes.hpp"

namespace picket::bench {

// Edges up to 100 km, away from the poles; none of one may run along one of the other, nor the first place of a ring
// lie within a kilometre of the other's edge. Right to a few square metres.
double shared_area_m2(const geo::MultiPolygon& a, const geo::MultiPolygon& b);

// With no edge longer than that: vertices are added on the geodesics.
geo::MultiPolygon cut_to(const geo::MultiPolygon& shape, double length_m);

}  // namespace picket::bench
