// A geodesic circle with as few vertices as its tolerance needs.
#pragma once

#include "geo/position.hpp"
#include "geo/shapes.hpp"

#include <optional>

namespace picket::geo {

// Counter-clockwise, every vertex at the radius, in lon/lat rounded to 7 decimals; each edge within the tolerance of the
// circle, be it drawn straight in lon/lat or as a geodesic. Nothing where the circle comes poleward of 80 degrees or
// near the antimeridian, or the tolerance is above a hundredth of the radius.
std::optional<Ring> circle(Position centre, Distance radius, Distance tolerance);

}  // namespace picket::geo
