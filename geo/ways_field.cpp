#include "geo/ways_field.hpp"

#include "geo/chord.hpp"
#include "geo/geodesic.hpp"
#include "geo/ground_cells.hpp"
#include "geo/tile_distance.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace picket::geo {

namespace {

template <class IsWanted>
BoxedTriangles boxed(const Triangulation& ground, const IsWanted& is_wanted) {
    BoxedTriangles result;
    for (std::size_t i = 0; i < ground.triangles().size(); ++i) {
        if (!is_wanted(static_cast<int>(i))) continue;
        Box box;
        for (const int v : ground.triangles()[i].vertex) box.add(from_grid(ground.at(v)));
        result.emplace_back(box, static_cast<int>(i));
    }
    return result;
}

bool is_beyond_frame(const FreeSpace& space, const TileDistance& tile) {
    return distance(space.frame().centre(), tile.middle()) - tile.radius() > Frame::domain;
}

bool is_out_of_range(const ShortestWays& ways, const TileDistance& tile) {
    return std::none_of(ways.roots().begin(), ways.roots().end(), [&](const ShortestWays::Root& r) {
        return r.before < 0 && distance(r.position, tile.middle()) - tile.radius() <= ways.limit();
    });
}

bool is_left(GridPoint from, GridPoint through, const Triangulation& ground, const Triangle& t) {
    return std::all_of(t.vertex.begin(), t.vertex.end(), [&](int v) { return orientation(from, through, ground.at(v)) >= 0; });
}

double longest(const std::vector<double>& ways_m, const Tile& tile, const std::vector<Run>& runs) {
    double most_m = 0;
    for (const Run& run : runs)
        for (int c = run.begin; c < run.end; ++c) most_m = std::max(most_m, ways_m[tile.index(c, run.row)]);
    return most_m;
}

}  // namespace

WaysField::WaysField(const Raster& raster, const ShortestWays& ways)
    : raster_(raster), ways_(ways), triangles_(boxed(ways.space().ground(), [&](int t) { return ways.sees(t); })) {}

std::vector<double> WaysField::on(const Tile& tile) const {
    std::vector<double> ways_m(tile.cells(), HUGE_VAL);
    TileDistance from(raster_, tile);
    if (is_beyond_frame(ways_.space(), from) || is_out_of_range(ways_, from)) return ways_m;
    const Vec3 middle = earth_centred(from.middle());
    const GroundCells cells(raster_, tile, ways_.space());
    const Triangulation& ground = ways_.space().ground();
    std::map<int, std::vector<Run>> seen;  // by root
    for (const auto& [box, t] : triangles_) {
        if (!box.meets(cells.box())) continue;
        const std::vector<Run> in_triangle = cells.in_triangle(t);
        if (in_triangle.empty()) continue;
        for (const ShortestWays::Sight& s : ways_.sights_in(t)) {
            const GridPoint at = ways_.roots()[static_cast<std::size_t>(s.root)].at;
            std::vector<Run> runs = in_triangle;
            if (!is_left(at, s.right, ground, ground[t])) runs = cells.left_of(at, s.right, runs);
            if (!is_left(s.left, at, ground, ground[t])) runs = cells.left_of(s.left, at, runs);
            if (runs.empty()) continue;
            std::vector<Run>& all = seen[s.root];
            all.insert(all.end(), runs.begin(), runs.end());
        }
    }
    // The nearest first, so that most of many need not be looked at.
    std::vector<std::pair<double, int>> nearest_first;
    for (const auto& [root, runs] : seen) {
        const ShortestWays::Root& r = ways_.roots()[static_cast<std::size_t>(root)];
        nearest_first.emplace_back(r.way_m + least_geodesic_m(length_m(earth_centred(r.position) - middle)) - from.radius().metres(), root);
    }
    std::sort(nearest_first.begin(), nearest_first.end());
    for (const auto& [least_m, root] : nearest_first) {
        const std::vector<Run>& runs = seen[root];
        if (least_m > std::min(longest(ways_m, tile, runs), ways_.limit().metres())) continue;
        const ShortestWays::Root& r = ways_.roots()[static_cast<std::size_t>(root)];
        from.take(r.position, r.way_m, runs, ways_m);
    }
    for (double& way_m : ways_m)
        if (way_m > ways_.limit().metres()) way_m = HUGE_VAL;
    return ways_m;
}

std::vector<float> ways_field(const Raster& raster, const ShortestWays& ways, const Progress& progress) {
    const WaysField field(raster, ways);
    return field_by_tiles(raster, [&](const Tile& tile) { return field.on(tile); }, progress);
}

FreeField::FreeField(const Raster& raster, const FreeSpace& space)
    : raster_(raster), space_(space), triangles_(boxed(space.ground(), [&](int t) { return space.ground()[t].is_ground; })) {}

std::vector<bool> FreeField::on(const Tile& tile) const {
    std::vector<bool> is_free(tile.cells());
    if (is_beyond_frame(space_, TileDistance(raster_, tile))) return is_free;
    const GroundCells cells(raster_, tile, space_);
    for (const auto& [box, t] : triangles_) {
        if (!box.meets(cells.box())) continue;
        for (const Run& run : cells.in_triangle(t))
            for (int c = run.begin; c < run.end; ++c) is_free[tile.index(c, run.row)] = true;
    }
    return is_free;
}

}  // namespace picket::geo
