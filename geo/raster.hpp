// The cells of a raster: squares in metres of an equal-area plane (Lambert, on WGS84), or in degrees.
#pragma once

#include "geo/position.hpp"
#include "geo/shapes.hpp"

#include <optional>

namespace picket::geo {

struct Raster {
    // The square about a centre that holds all within a radius: round numbers of cells of the equal-area plane on both sides of it.
    static Raster equal_area(Position centre, Distance radius, Distance cell);
    // The rows and columns of degrees that hold all within a radius, begun at whole multiples of the cell. Longitudes are unwrapped about the
    // centre. Domain: no pole within the radius, and that at most 9,000 km.
    static Raster degrees(Position centre, Distance radius, Angle cell);
    // Both throw InputError when that makes more cells than this.
    static constexpr double most_cells = 4e8;

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
