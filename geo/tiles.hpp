// A raster in tiles: parts so small that what is smooth is told by a polynomial, worked on by several threads.
#pragma once

#include "geo/raster.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace picket::geo {

struct Tile {
    int column, row;  // of its first cell
    int columns, rows;

    std::size_t cells() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
    std::size_t index(int at_column, int at_row) const {
        return static_cast<std::size_t>(at_row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(at_column);
    }
    // Of a cell, counted from the tile's first.
    Position centre_of(const Raster& raster, int at_column, int at_row) const { return raster.position(column + at_column + 0.5, row + at_row + 0.5); }
};

// Cells side by side in a row of a tile, counted from the tile's first; `end` is the one behind the last.
struct Run {
    int row, begin, end;
};

// All cells of a tile.
std::vector<Run> all_runs(const Tile& tile);

// At most 128 x 128 cells and 200 km each; together the raster.
std::vector<Tile> tiles_of(const Raster& raster);

// Told now and then which share of the work is done, 0 to 1, by one thread at a time.
using Progress = std::function<void(double share)>;

// The values of all cells, row by row from the north, from those of each tile.
std::vector<float> field_by_tiles(const Raster& raster, const std::function<std::vector<double>(const Tile&)>& values, const Progress& progress = {});

}  // namespace picket::geo
