// How far each cell's centre of a raster is from the nearest of places, by geodesics on WGS84.
//
// Error and domain: those of TileDistance; and the rounding of a float, half a metre at 8,000 km.
#pragma once

#include "geo/tiles.hpp"

#include <span>
#include <vector>

namespace picket::geo {

// At the cells of a tile, row by row, in metres. Every cell has a value: infinite when there are no places.
std::vector<double> distances(const Raster& raster, const Tile& tile, std::span<const Position> places);

// The same at all cells of the raster.
std::vector<float> distance_field(const Raster& raster, std::span<const Position> places, const Progress& progress = {});

}  // namespace picket::geo
