// How far each cell's centre of a raster is by the shortest way through free space: ShortestWays at every cell, but fast.
//
// What a root sees of a triangle is bounded by straight lines of the frame: its cells are told row by row (GroundCells), and to each
// root's distance to them (TileDistance) its own way is added; the least is kept.
//
// Error: that of TileDistance. A cell is in the free space where FreeSpace holds it, and seen from where ShortestWays sees it.
#pragma once

#include "geo/shortest_ways.hpp"
#include "geo/tiles.hpp"

#include <utility>
#include <vector>

namespace picket::geo {

// Triangles of the ground with the boxes that hold them, in the frame.
using BoxedTriangles = std::vector<std::pair<Box, int>>;

class WaysField {
  public:
    WaysField(const Raster& raster, const ShortestWays& ways);

    // At the cells of a tile, row by row, in metres; infinite where there is no way within the limit, and beyond the frame's domain.
    std::vector<double> on(const Tile& tile) const;

  private:
    const Raster& raster_;
    const ShortestWays& ways_;
    BoxedTriangles triangles_;  // those that are seen
};

// The same at all cells of the raster, rounded to a float.
std::vector<float> ways_field(const Raster& raster, const ShortestWays& ways, const Progress& progress = {});

class FreeField {
  public:
    FreeField(const Raster& raster, const FreeSpace& space);

    // Whether each cell of a tile lies in the free space; none beyond the frame's domain does.
    std::vector<bool> on(const Tile& tile) const;

  private:
    const Raster& raster_;
    const FreeSpace& space_;
    BoxedTriangles triangles_;
};

}  // namespace picket::geo
