// Geodesic distances from places to the centres of a tile's cells.
//
// Over a tile the squared distance from a place is a smooth function, at the place itself too: it is interpolated by a polynomial through
// geodesics to 5 x 5, 6 x 6 or, near the place, 8 x 8 places of the tile, and so costs some additions and multiplications a cell.
//
// Error: 0.1 m, tested; where the last terms of the polynomial tell of more than half of that, or few cells are asked for, they are computed
// one by one. Domain: places within 15,000 km; no pole inside a raster in degrees.
#pragma once

#include "geo/cell_polynomial.hpp"
#include "geo/quantity.hpp"
#include "geo/tiles.hpp"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace picket::geo {

class TileDistance {
  public:
    TileDistance(const Raster& raster, const Tile& tile);

    Position middle() const { return middle_; }
    // No place of the tile is farther from its middle.
    Distance radius() const { return Distance::metres(radius_m_); }

    // At cells of the runs the least of what stands in `ways_m`, row by row, and of the distance from a place, both in metres, with what
    // is added to it.
    void take(Position from, double added_m, std::span<const Run> runs, std::vector<double>& ways_m);

  private:
    const std::vector<Position>& nodes(std::size_t count);
    std::optional<CellPolynomial> polynomial(std::size_t count, Position from, double nearest_m);

    const Raster& raster_;
    Tile tile_;
    Position middle_;
    double radius_m_ = 0;
    std::array<std::vector<Position>, most_nodes + 1> nodes_;  // by their count in each direction, row by row; made when needed
    std::vector<double> eastward_;  // of each column, -1 to 1
};

}  // namespace picket::geo
