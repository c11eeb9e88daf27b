// Decisions of topology in the frame, exact: its coordinates are multiples of 2^-10 m below 2^24 m, integers below 2^34, so a
// product of two differences fits 128 bits.
#pragma once

#include "geo/shapes.hpp"

namespace picket::geo {

// +1 when c lies to the left of the way from a to b, -1 to the right, 0 on the straight line through them.
int orientation(Vec a, Vec b, Vec c);

// Whether the segments a-b and c-d share a place, ends included.
bool segments_meet(Vec a, Vec b, Vec c, Vec d);

}  // namespace picket::geo
