#include "geo/tiles.hpp"

#include "geo/parallel.hpp"

#include <algorithm>
#include <mutex>

namespace picket::geo {

std::vector<Run> all_runs(const Tile& tile) {
    std::vector<Run> runs;
    for (int r = 0; r < tile.rows; ++r) runs.push_back({r, 0, tile.columns});
    return runs;
}

std::vector<Tile> tiles_of(const Raster& raster) {
    constexpr int most_cells = 128;
    constexpr double most_m = 2e5, degree_m = 111'000;
    const double cell_m = raster.centre ? raster.cell : raster.cell * degree_m;
    const int side = std::clamp(static_cast<int>(most_m / cell_m), 1, most_cells);
    std::vector<Tile> tiles;
    for (int row = 0; row < raster.rows; row += side)
        for (int column = 0; column < raster.columns; column += side)
            tiles.push_back({column, row, std::min(side, raster.columns - column), std::min(side, raster.rows - row)});
    return tiles;
}

std::vector<float> field_by_tiles(const Raster& raster, const std::function<std::vector<double>(const Tile&)>& values, const Progress& progress) {
    const auto columns = static_cast<std::size_t>(raster.columns);
    std::vector<float> field(columns * static_cast<std::size_t>(raster.rows));
    const std::vector<Tile> tiles = tiles_of(raster);
    std::mutex mutex;
    std::size_t done = 0;
    parallel_for(tiles.size(), [&](std::size_t i) {
        const Tile& tile = tiles[i];
        const std::vector<double> found = values(tile);
        for (int r = 0; r < tile.rows; ++r) {
            float* to = &field[static_cast<std::size_t>(tile.row + r) * columns + static_cast<std::size_t>(tile.column)];
            for (int c = 0; c < tile.columns; ++c) to[c] = static_cast<float>(found[tile.index(c, r)]);
        }
        if (!progress) return;
        const std::scoped_lock lock(mutex);
        ++done;
        progress(static_cast<double>(done) / static_cast<double>(tiles.size()));
    });
    return field;
}

}  // namespace picket::geo
