// Which cells of a tile have their centres in a triangle of the ground, or on one side of a ray: decided by the frame's
// coordinates of the centres, interpolated to some centimetres, and exactly, as for any other place, where a centre is as near to the line
// as the interpolation may err. So what is free is what FreeSpace holds.
//
// Domain: tiles within the frame's.
#pragma once

#include "geo/cell_polynomial.hpp"
#include "geo/free_space.hpp"
#include "geo/tiles.hpp"

#include <vector>

namespace picket::geo {

class GroundCells {
  public:
    GroundCells(const Raster& raster, const Tile& tile, const FreeSpace& space);

    // Holds all centres, in the frame.
    const Box& box() const { return box_; }

    // Those in a triangle of the ground, its edges included, row by row southward.
    std::vector<Run> in_triangle(int triangle) const;

    // Those of the runs to the left of the line from a place through another, or on it.
    std::vector<Run> left_of(GridPoint from, GridPoint through, const std::vector<Run>& runs) const;

  private:
    // How far to the left of a line a centre lies, in metres: by its coordinates, and about so by column and row.
    struct Side {
        Side(const GroundCells& cells, GridPoint from, GridPoint through);
        double off(Vec v) const { return (v.x - start.x) * normal.x + (v.y - start.y) * normal.y; }

        GridPoint from, through;
        Vec start, normal;
        double here, eastward, southward;  // of the first cell; for each column; for each row
        double margin;                     // how far off that may be
    };
    // Of a row the cells that may be on the inner side, and those that certainly are.
    struct Span {
        int begin, end, sure_begin, sure_end;
        void cut(const Side& side, int row);
    };
    template <std::size_t nodes>
    void place(const CellPolynomial& x, const CellPolynomial& y);
    void add_run(const Span& span, int row, const std::vector<Side>& sides, std::vector<Run>& runs) const;
    bool is_left(const Side& side, int column, int row) const;

    const Raster& raster_;
    Tile tile_;
    const FreeSpace& space_;
    std::vector<Vec> at_;  // centres in the frame, row by row
    double error_m_ = 0;   // of them
    Box box_;
    Vec first_, for_column_, for_row_;  // about where the first centre lies, and how far the next ones
    Vec off_;                           // how far off that may be
};

}  // namespace picket::geo
