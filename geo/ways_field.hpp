// How far each cell's centre of a raster is by the shortest way through free space: ShortestWays at every cell, but fast.
//
// What a root sees of a triangle is bounded by straight lines of the frame: its cells are told row by row (GroundCells), and to each
// root's distance to them (TileDistance) its own way is added; the least is kept.
//
// Error: that of TileDistance. A cell has a value where ShortestWays has one.
#pragma once

#include "geo/shortest_ways.hpp"
#include "geo/tiles.hpp"

#include <vector>

namespace picket::geo {

// At the cells of a tile, row by row, in metres; infinite where there is no way within the limit, and beyond the frame's domain.
std::vector<double> ways_on(const Raster& raster, const Tile& tile, const ShortestWays& ways);

// The same at all cells of the raster.
std::vector<float> ways_field(const Raster& raster, const ShortestWays& ways, const Progress& progress = {});

// Whether each cell of a tile lies in the free space.
std::vector<bool> free_cells(const Raster& raster, const Tile& tile, const FreeSpace& space);

}  // namespace picket::geo
