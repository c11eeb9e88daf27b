#include "geo/ways_field.hpp"

#include "geo/geodesic.hpp"
#include "geo/ground_cells.hpp"
#include "geo/tile_distance.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace picket::geo {

namespace {

Vec middle_of(const Tile& tile) { return {tile.column + tile.columns / 2.0, tile.row + tile.rows / 2.0}; }

bool meets(const Box& box, const Triangulation& ground, const Triangle& t) {
    Box of_triangle;
    for (const int v : t.vertex) of_triangle.add(from_grid(ground.at(v)));
    return of_triangle.meets(box);
}

bool is_all_left(GridPoint from, GridPoint through, const Triangulation& ground, const Triangle& t) {
    return std::all_of(t.vertex.begin(), t.vertex.end(), [&](int v) { return orientation(from, through, ground.at(v)) >= 0; });
}

}  // namespace

std::vector<double> ways_on(const Raster& raster, const Tile& tile, const ShortestWays& ways) {
    std::vector<double> ways_m(tile.cells(), HUGE_VAL);
    const FreeSpace& space = ways.space();
    TileDistance from(raster, tile);
    if (distance(space.frame().centre(), from.middle()) - from.radius() > Frame::domain) return ways_m;
    const GroundCells cells(raster, tile, space);
    const Triangulation& ground = space.ground();
    std::map<int, std::vector<Run>> seen;
    for (std::size_t i = 0; i < ground.triangles().size(); ++i) {
        const Triangle& t = ground.triangles()[i];
        const auto sights = ways.sights_in(static_cast<int>(i));
        if (sights.empty() || !meets(cells.box(), ground, t)) continue;
        const std::vector<Run> in_triangle = cells.in_triangle(static_cast<int>(i));
        if (in_triangle.empty()) continue;
        for (const ShortestWays::Sight& s : sights) {
            const GridPoint at = ways.roots()[static_cast<std::size_t>(s.root)].at;
            std::vector<Run> runs = in_triangle;
            if (!is_all_left(at, s.right, ground, t)) runs = cells.left_of(at, s.right, runs);
            if (!is_all_left(s.left, at, ground, t)) runs = cells.left_of(s.left, at, runs);
            auto& all = seen[s.root];
            all.insert(all.end(), runs.begin(), runs.end());
        }
    }
    long hits=0; for (auto& [root, runs] : seen) for (auto& r : runs) hits += r.end-r.begin;
    static long total=0, roots=0, pieces=0; total+=hits; roots+=seen.size(); for (auto& [root, runs] : seen) pieces+=runs.size();
    fprintf(stderr,"%ld %ld %ld\n", total, roots, pieces);
    for (const auto& [root, runs] : seen) {
        const ShortestWays::Root& r = ways.roots()[static_cast<std::size_t>(root)];
        from.take(r.position, r.way_m, runs, ways_m);
    }
    for (double& way_m : ways_m)
        if (way_m > ways.limit().metres()) way_m = HUGE_VAL;
    return ways_m;
}

std::vector<float> ways_field(const Raster& raster, const ShortestWays& ways, const Progress& progress) {
    return field_by_tiles(raster, [&](const Tile& tile) { return ways_on(raster, tile, ways); }, progress);
}

std::vector<bool> free_cells(const Raster& raster, const Tile& tile, const FreeSpace& space) {
    std::vector<bool> is_free(tile.cells());
    const Vec middle = middle_of(tile);
    (void)middle;
    const GroundCells cells(raster, tile, space);
    const Triangulation& ground = space.ground();
    for (std::size_t i = 0; i < ground.triangles().size(); ++i) {
        if (!ground.triangles()[i].is_ground || !meets(cells.box(), ground, ground.triangles()[i])) continue;
        for (const Run& run : cells.in_triangle(static_cast<int>(i)))
            for (int c = run.begin; c < run.end; ++c) is_free[tile.index(c, run.row)] = true;
    }
    return is_free;
}

}  // namespace picket::geo
