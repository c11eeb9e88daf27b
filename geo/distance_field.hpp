// How far each cell's centre of a raster is from the nearest of places, by geodesics on WGS84.
//
// Over a tile of cells the squared distance from a place is a smooth function: it is interpolated by a polynomial through geodesics to
// 8 x 8 places of the tile (Chebyshev), and so costs some additions and multiplications a cell.
//
// Error: 0.1 m, tested, and the rounding of a float, half a metre at 8,000 km; tiles where the last terms of the polynomial tell of more are computed cell by cell. Domain: places
// within 15,000 km; no pole inside a raster in degrees.
#pragma once

#include "geo/quantity.hpp"
#include "geo/raster.hpp"

#include <span>
#include <vector>

namespace picket::geo {

// In metres, row by row from the north. Every cell has a value: infinite when there are no places.
std::vector<float> distance_field(const Raster& raster, std::span<const Position> places);

}  // namespace picket::geo
