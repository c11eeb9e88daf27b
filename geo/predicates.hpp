// Decisions of topology in the frame, exact: its coordinates are multiples of 2^-10 m below 2^26 m, integers below 2^36, so a
// product of two differences fits 128 bits.
#pragma once

#include "geo/shapes.hpp"

#include <cstdint>

namespace picket::geo {

// A place of the frame in steps of its grid.
struct GridPoint {
    std::int64_t x = 0, y = 0;
    friend bool operator==(const GridPoint&, const GridPoint&) = default;
    friend auto operator<=>(const GridPoint&, const GridPoint&) = default;
};

GridPoint to_grid(Vec in_frame);
Vec from_grid(GridPoint p);

// +1 when c lies to the left of the way from a to b, -1 to the right, 0 on the straight line through them.
int orientation(GridPoint a, GridPoint b, GridPoint c);
int orientation(Vec a, Vec b, Vec c);

// Whether the segments a-b and c-d share a place, ends included.
bool segments_meet(GridPoint a, GridPoint b, GridPoint c, GridPoint d);
bool segments_meet(Vec a, Vec b, Vec c, Vec d);

}  // namespace picket::geo
