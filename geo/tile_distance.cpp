#include "geo/tile_distance.hpp"

#include "geo/geodesic.hpp"

#include <algorithm>
#include <cmath>

namespace picket::geo {

namespace {

constexpr double wanted_m = 0.05;
constexpr std::size_t few = 5, more = 6, many = most_nodes;

Position across(const Raster& raster, const Tile& tile, double eastward, double southward) {
    return raster.position(tile.column + (eastward + 1) / 2 * tile.columns, tile.row + (southward + 1) / 2 * tile.rows);
}

template <std::size_t nodes>
void take_run(const CellPolynomial::Row& row, const double* eastward, double added_m, double* ways_m, int count) {
    for (int i = 0; i < count; ++i) {
        const double squared = std::max(0.0, value_at<nodes>(row, eastward[i]));
        ways_m[i] = std::min(ways_m[i], added_m + std::sqrt(squared));
    }
}

}  // namespace

TileDistance::TileDistance(const Raster& raster, const Tile& tile) : raster_(raster), tile_(tile), middle_(across(raster, tile, 0, 0)) {
    for (const auto& [u, v] : {std::pair{-1.0, -1.0}, {1.0, -1.0}, {-1.0, 1.0}, {1.0, 1.0}, {-1.0, 0.0}, {1.0, 0.0}, {0.0, -1.0}, {0.0, 1.0}})
        radius_m_ = std::max(radius_m_, 1.01 * distance(middle_, across(raster, tile, u, v)).metres());
    for (int c = 0; c < tile.columns; ++c) eastward_.push_back((2 * c + 1.0) / tile.columns - 1);
}

const std::vector<Position>& TileDistance::nodes(std::size_t count) {
    std::vector<Position>& places = nodes_[count];
    for (std::size_t i = 0; i < count && places.size() < count * count; ++i)
        for (std::size_t j = 0; j < count; ++j)
            places.push_back(across(raster_, tile_, chebyshev_node(j, count), chebyshev_node(i, count)));
    return places;
}

// Of a squared distance the root errs by the error over twice the distance, near the place itself by its root.
std::optional<CellPolynomial> TileDistance::polynomial(std::size_t count, Position from, double nearest_m) {
    std::vector<double> squared;
    for (const Position& p : nodes(count)) {
        const double d = distance(from, p).metres();
        squared.push_back(d * d);
    }
    CellPolynomial made(count, squared);
    if (made.last() > std::max(wanted_m * wanted_m, 2 * nearest_m * wanted_m)) return std::nullopt;
    return made;
}

void TileDistance::take(Position from, double added_m, std::span<const Run> runs, std::vector<double>& ways_m) {
    std::size_t cells = 0;
    for (const Run& run : runs) cells += static_cast<std::size_t>(run.end - run.begin);
    std::optional<CellPolynomial> polynomial;
    const double nearest_m = distance(from, middle_).metres() - radius_m_;
    for (const std::size_t count : {few, more, many}) {
        if (polynomial || cells <= count * count) break;
        if (count == many || nearest_m > radius_m_ / 2) polynomial = this->polynomial(count, from, std::max(0.0, nearest_m));
    }
    CellPolynomial::Row row{};
    int of_row = -1;
    for (const Run& run : runs) {
        double* ways = &ways_m[tile_.index(run.begin, run.row)];
        const int count = run.end - run.begin;
        if (!polynomial) {
            for (int i = 0; i < count; ++i)
                ways[i] = std::min(ways[i], added_m + distance(from, tile_.centre_of(raster_, run.begin + i, run.row)).metres());
            continue;
        }
        if (run.row != of_row) row = polynomial->along((2 * run.row + 1.0) / tile_.rows - 1);
        of_row = run.row;
        const double* eastward = &eastward_[static_cast<std::size_t>(run.begin)];
        if (polynomial->nodes() == few)
            take_run<few>(row, eastward, added_m, ways, count);
        else if (polynomial->nodes() == more)
            take_run<more>(row, eastward, added_m, ways, count);
        else
            take_run<many>(row, eastward, added_m, ways, count);
    }
}

}  // namespace picket::geo
