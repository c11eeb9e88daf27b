#include "geo/distance_field.hpp"

#include "geo/chord.hpp"
#include "geo/tile_distance.hpp"

#include <algorithm>
#include <cmath>

namespace picket::geo {

namespace {

struct Candidate {
    Position at;
    Vec3 in_space;
    double chord_m;  // to the tile's middle
};

// Of two places the squares of the chords from anywhere differ by a linear function of where: so whether the nearer one to a tile's middle is
// nearer all over the tile is told from there, with room for how far chords of one length may differ as geodesics.
bool is_nearer_everywhere(const Candidate& one, const Candidate& other, double radius_m) {
    const double most_m = other.chord_m + radius_m;
    if (most_m > 1.2e7) return false;
    const double least_difference = other.chord_m * other.chord_m - one.chord_m * one.chord_m - 2 * length_m(other.in_space - one.in_space) * radius_m;
    return least_difference > 2 * most_m * (most_geodesic_m(most_m) - least_geodesic_m(most_m));
}

// Those that can be nearest to a cell of the tile, and perhaps some more.
std::vector<Candidate> candidates(const TileDistance& tile, std::span<const Position> places) {
    const Vec3 middle = earth_centred(tile.middle());
    std::vector<Candidate> all, kept;
    for (const Position& p : places) all.push_back({p, earth_centred(p), length_m(earth_centred(p) - middle)});
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.chord_m < b.chord_m; });
    for (const Candidate& c : all)
        if (std::none_of(kept.begin(), kept.end(), [&](const Candidate& k) { return is_nearer_everywhere(k, c, tile.radius().metres()); }))
            kept.push_back(c);
    return kept;
}

}  // namespace

std::vector<double> distances(const Raster& raster, const Tile& tile, std::span<const Position> places) {
    std::vector<double> ways_m(tile.cells(), HUGE_VAL);
    TileDistance from(raster, tile);
    const std::vector<Run> all = all_runs(tile);
    for (const Candidate& c : candidates(from, places)) from.take(c.at, 0, all, ways_m);
    return ways_m;
}

std::vector<float> distance_field(const Raster& raster, std::span<const Position> places, const Progress& progress) {
    return field_by_tiles(raster, [&](const Tile& tile) { return distances(raster, tile, places); }, progress);
}

}  // namespace picket::geo
