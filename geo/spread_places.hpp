// Places over ground that keep the triangles between them from being long and thin.
#pragma once

#include "geo/shapes.hpp"

namespace picket::geo {

// In the frame of the ground, over the square round it: about `least_m` apart where the ground's border has vertices, farther apart
// elsewhere.
std::vector<Vec> spread_places(const MultiPolygon& ground, double least_m);

}  // namespace picket::geo
