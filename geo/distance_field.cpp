#include "geo/distance_field.hpp"

#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace picket::geo {

namespace {

constexpr std::size_t nodes = 8;      // in each direction
constexpr int tile_cells = 128;       // at most
constexpr double most_tile_m = 2e5;   // so that eight nodes are enough
constexpr double wanted_m = 0.05;

using Row = std::array<double, nodes>;
using Square = std::array<Row, nodes>;

// Values of the Chebyshev polynomials at a place from -1 to 1.
Row chebyshev(double at) {
    Row t{1, at};
    for (std::size_t k = 2; k < nodes; ++k) t[k] = 2 * at * t[k - 1] - t[k - 2];
    return t;
}

double node(std::size_t i) { return std::cos(std::numbers::pi * (static_cast<double>(i) + 0.5) / nodes); }

// Coefficients of powers, from those of Chebyshev polynomials.
Row powers(const Row& by_chebyshev) {
    Row sum{}, last{1}, now{0, 1};
    sum[0] = by_chebyshev[0];
    for (std::size_t k = 1; k < nodes; ++k) {
        for (std::size_t i = 0; i <= k; ++i) sum[i] += by_chebyshev[k] * now[i];
        Row next{};
        for (std::size_t i = 0; i + 1 < nodes; ++i) next[i + 1] = 2 * now[i];
        for (std::size_t i = 0; i < nodes; ++i) next[i] -= last[i];
        last = now;
        now = next;
    }
    return sum;
}

struct Tile {
    int column, row, columns, rows;
};

class TileField {
  public:
    TileField(const Raster& raster, const Tile& tile) : raster_(raster), tile_(tile), middle_(at(0, 0)) {
        for (std::size_t i = 0; i < nodes; ++i)
            for (std::size_t j = 0; j < nodes; ++j) places_.push_back(at(node(j), node(i)));
        for (const auto& [u, v] : {std::pair{-1.0, -1.0}, {1.0, -1.0}, {-1.0, 1.0}, {1.0, 1.0}, {-1.0, 0.0}, {1.0, 0.0}, {0.0, -1.0}, {0.0, 1.0}})
            radius_m_ = std::max(radius_m_, distance(middle_, at(u, v)).metres());
    }

    void write(std::span<const Position> places, std::vector<float>& field) const {
        std::vector<double> squared(static_cast<std::size_t>(tile_.columns) * static_cast<std::size_t>(tile_.rows), HUGE_VAL);
        for (const Position& p : near_enough(places)) add(p, squared);
        for (int r = 0; r < tile_.rows; ++r) {
            const double* from = &squared[static_cast<std::size_t>(r) * static_cast<std::size_t>(tile_.columns)];
            float* to = &field[static_cast<std::size_t>(tile_.row + r) * static_cast<std::size_t>(raster_.columns) + static_cast<std::size_t>(tile_.column)];
            for (int c = 0; c < tile_.columns; ++c) to[c] = static_cast<float>(std::sqrt(std::max(0.0, from[c])));
        }
    }

  private:
    Position at(double u, double v) const {
        return raster_.position(tile_.column + (u + 1) / 2 * tile_.columns, tile_.row + (v + 1) / 2 * tile_.rows);
    }

    // Those that can be nearest to a place of the tile.
    std::vector<Position> near_enough(std::span<const Position> places) const {
        std::vector<double> away;
        for (const Position& p : places) away.push_back(distance(middle_, p).metres());
        const double most = places.empty() ? 0 : *std::min_element(away.begin(), away.end()) + 2 * radius_m_ * 1.01;
        std::vector<Position> result;
        for (std::size_t i = 0; i < places.size(); ++i)
            if (away[i] <= most) result.push_back(places[i]);
        return result;
    }

    // The least of what is there and of the squared distances from a place.
    void add(Position from, std::vector<double>& squared) const {
        const Square coefficients = transformed(from);
        if (!is_fit(coefficients, from)) return add_one_by_one(from, squared);
        std::vector<double> u(static_cast<std::size_t>(tile_.columns));
        for (int c = 0; c < tile_.columns; ++c) u[static_cast<std::size_t>(c)] = (2 * c + 1.0) / tile_.columns - 1;
        for (int r = 0; r < tile_.rows; ++r) {
            const Row t = chebyshev((2 * r + 1.0) / tile_.rows - 1);
            Row line{};
            for (std::size_t i = 0; i < nodes; ++i)
                for (std::size_t j = 0; j < nodes; ++j) line[j] += coefficients[i][j] * t[i];
            const Row a = powers(line);
            double* to = &squared[static_cast<std::size_t>(r) * static_cast<std::size_t>(tile_.columns)];
            for (std::size_t c = 0; c < u.size(); ++c) {
                const double x = u[c];
                const double value = ((((((a[7] * x + a[6]) * x + a[5]) * x + a[4]) * x + a[3]) * x + a[2]) * x + a[1]) * x + a[0];
                to[c] = std::min(to[c], value);
            }
        }
    }

    // The coefficients that give the squared distances at the nodes.
    Square transformed(Position from) const {
        Square values{}, half{}, result{};
        for (std::size_t i = 0; i < nodes; ++i)
            for (std::size_t j = 0; j < nodes; ++j) {
                const double d = distance(from, places_[i * nodes + j]).metres();
                values[i][j] = d * d;
            }
        static const Square weights = [] {
            Square w{};
            for (std::size_t k = 0; k < nodes; ++k)
                for (std::size_t i = 0; i < nodes; ++i) w[k][i] = (k == 0 ? 1.0 : 2.0) / nodes * chebyshev(node(i))[k];
            return w;
        }();
        for (std::size_t i = 0; i < nodes; ++i)
            for (std::size_t k = 0; k < nodes; ++k)
                for (std::size_t j = 0; j < nodes; ++j) half[i][k] += weights[k][j] * values[i][j];
        for (std::size_t l = 0; l < nodes; ++l)
            for (std::size_t k = 0; k < nodes; ++k)
                for (std::size_t i = 0; i < nodes; ++i) result[l][k] += weights[l][i] * half[i][k];
        return result;
    }

    // Coefficients fall as fast as those after them would: the last ones bound what was left out. Of a squared distance the
    // root errs by that over twice the distance, near the place itself by its root.
    bool is_fit(const Square& c, Position from) const {
        double last = 0;
        for (std::size_t k = 0; k < nodes; ++k) last += std::abs(c[nodes - 1][k]) + std::abs(c[k][nodes - 1]);
        const double nearest = std::max(0.0, distance(from, middle_).metres() - radius_m_ * 1.01);
        return last <= std::max(wanted_m * wanted_m, 2 * nearest * wanted_m);
    }

    void add_one_by_one(Position from, std::vector<double>& squared) const {
        for (int r = 0; r < tile_.rows; ++r)
            for (int c = 0; c < tile_.columns; ++c) {
                double& to = squared[static_cast<std::size_t>(r) * static_cast<std::size_t>(tile_.columns) + static_cast<std::size_t>(c)];
                const double d = distance(from, raster_.position(tile_.column + c + 0.5, tile_.row + r + 0.5)).metres();
                to = std::min(to, d * d);
            }
    }

    const Raster& raster_;
    Tile tile_;
    Position middle_;
    std::vector<Position> places_;  // the nodes, row by row
    double radius_m_ = 0;
};

}  // namespace

std::vector<float> distance_field(const Raster& raster, std::span<const Position> places) {
    const double cell_m = raster.centre ? raster.cell : raster.cell * 111'000;
    const int side = std::clamp(static_cast<int>(most_tile_m / cell_m), 1, tile_cells);
    std::vector<Tile> tiles;
    for (int row = 0; row < raster.rows; row += side)
        for (int column = 0; column < raster.columns; column += side)
            tiles.push_back({column, row, std::min(side, raster.columns - column), std::min(side, raster.rows - row)});
    std::vector<float> field(static_cast<std::size_t>(raster.columns) * static_cast<std::size_t>(raster.rows));
    parallel_for(tiles.size(), [&](std::size_t i) { TileField(raster, tiles[i]).write(places, field); });
    return field;
}

}  // namespace picket::geo
