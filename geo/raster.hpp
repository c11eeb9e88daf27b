// The cells of a raster: squares in metres of an equal-area plane (Lambert, on WGS84), or in degrees.
#pragma once

#include "geo/position.hpp"
#include "geo/shapes.hpp"

#include <optional>

namespace picket::geo {

struct Raster {
    std::optional<Position> centre;  // of the plane; none where cells are in degrees
    Vec upper_left;                  // corner, in metres or degrees
    double cell = 0;
    int columns = 0, rows = 0;       // rows run southward

    // Places of the raster's system; column and row count from the corner's cell, whose centre is 0.5, 0.5.
    Position position(double column, double row) const;
};

// The equal-area plane about a centre, in metres: x east, y north. There and back errs by 2 mm within 3,000 km.
// Domain: all but the centre's antipode.
Vec equal_area(Position centre, Position p);
Position equal_area_inverse(Position centre, Vec v);

}  // namespace picket::geo
