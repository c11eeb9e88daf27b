#include "geo/ground_cells.hpp"

#include "geo/geodesic.hpp"

#include <algorithm>
#include <cmath>

namespace picket::geo {

namespace {

// Of the centres, on which the frame's grid steps are left.
constexpr double grid_error_m = 4 * Frame::grid_m;
constexpr double wanted_m = 0.1;
constexpr std::size_t few = 5, many = most_nodes;

struct InFrame {
    CellPolynomial x, y;
    double error_m() const { return std::max(x.last(), y.last()) + grid_error_m; }
};

InFrame in_frame(const Raster& raster, const Tile& tile, Position centre, std::size_t nodes) {
    std::vector<double> x, y;
    for (std::size_t i = 0; i < nodes; ++i)
        for (std::size_t j = 0; j < nodes; ++j) {
            const PlanePoint p = gnomonic(centre, raster.position(tile.column + (chebyshev_node(j, nodes) + 1) / 2 * tile.columns,
                                                                  tile.row + (chebyshev_node(i, nodes) + 1) / 2 * tile.rows));
            x.push_back(p.x);
            y.push_back(p.y);
        }
    return {{nodes, x}, {nodes, y}};
}

}  // namespace

GroundCells::GroundCells(const Raster& raster, const Tile& tile, const FreeSpace& space)
    : raster_(raster), tile_(tile), space_(space), at_(tile.cells()) {
    InFrame polynomials = in_frame(raster, tile, space.frame().centre(), few);
    if (polynomials.error_m() > wanted_m) polynomials = in_frame(raster, tile, space.frame().centre(), many);
    error_m_ = polynomials.error_m();
    if (polynomials.x.nodes() == few)
        place<few>(polynomials.x, polynomials.y);
    else
        place<many>(polynomials.x, polynomials.y);
    box_ = {{box_.low.x - error_m_, box_.low.y - error_m_}, {box_.high.x + error_m_, box_.high.y + error_m_}};
    const CellPolynomial::Linear to_x = polynomials.x.linear(), to_y = polynomials.y.linear();
    for_column_ = {2 * to_x.eastward / tile.columns, 2 * to_y.eastward / tile.columns};
    for_row_ = {2 * to_x.southward / tile.rows, 2 * to_y.southward / tile.rows};
    const double columns = (tile.columns - 1) / 2.0, rows = (tile.rows - 1) / 2.0;
    first_ = {to_x.middle - for_column_.x * columns - for_row_.x * rows, to_y.middle - for_column_.y * columns - for_row_.y * rows};
    off_ = {to_x.rest + error_m_, to_y.rest + error_m_};
}

template <std::size_t nodes>
void GroundCells::place(const CellPolynomial& x, const CellPolynomial& y) {
    for (int r = 0; r < tile_.rows; ++r) {
        const double southward = (2 * r + 1.0) / tile_.rows - 1;
        const CellPolynomial::Row of_x = x.along(southward), of_y = y.along(southward);
        Vec* at = &at_[tile_.index(0, r)];
        for (int c = 0; c < tile_.columns; ++c) {
            const double eastward = (2 * c + 1.0) / tile_.columns - 1;
            at[c] = {value_at<nodes>(of_x, eastward), value_at<nodes>(of_y, eastward)};
            box_.add(at[c]);
        }
    }
}

GroundCells::Side::Side(const GroundCells& cells, GridPoint a, GridPoint b) : from(a), through(b), start(from_grid(a)) {
    const Vec to = from_grid(b);
    const double length = std::hypot(to.x - start.x, to.y - start.y);
    normal = {(start.y - to.y) / length, (to.x - start.x) / length};
    here = off(cells.first_);
    eastward = normal.x * cells.for_column_.x + normal.y * cells.for_column_.y;
    southward = normal.x * cells.for_row_.x + normal.y * cells.for_row_.y;
    margin = std::abs(normal.x) * cells.off_.x + std::abs(normal.y) * cells.off_.y;
}

void GroundCells::Span::cut(const Side& side, int row) {
    // Inside where eastward * column > sure, outside where it is below maybe.
    const double first = side.here + side.southward * row, sure = side.margin - first, maybe = -side.margin - first;
    const auto clamped = [&](double column) { return static_cast<int>(std::clamp(column, static_cast<double>(begin), static_cast<double>(end))); };
    const double steep = std::abs(side.eastward) * (end - begin + 1);
    if (steep < 1e-6 * side.margin) {  // along the line
        if (maybe > steep) end = begin;
        if (sure > -steep) sure_end = sure_begin;
    } else if (side.eastward > 0) {
        const int from = clamped(std::ceil(maybe / side.eastward)), sure_from = clamped(std::ceil(sure / side.eastward));
        sure_begin = std::max(sure_begin, sure_from);
        begin = from;
    } else {
        const int to = clamped(std::floor(maybe / side.eastward) + 1), sure_to = clamped(std::floor(sure / side.eastward) + 1);
        sure_end = std::min(sure_end, sure_to);
        end = to;
    }
}

bool GroundCells::is_left(const Side& side, int column, int row) const {
    const double off = side.off(at_[tile_.index(column, row)]);
    if (std::abs(off) > error_m_) return off > 0;
    const GridPoint at = to_grid(space_.frame().to_frame(tile_.centre_of(raster_, column, row)));
    return orientation(side.from, side.through, at) >= 0;
}

void GroundCells::add_run(const Span& span, int row, const std::vector<Side>& sides, std::vector<Run>& runs) const {
    const auto add = [&](int begin, int end) {
        if (!runs.empty() && runs.back().row == row && runs.back().end == begin)
            runs.back().end = end;
        else
            runs.push_back({row, begin, end});
    };
    const auto ask = [&](int begin, int end) {
        for (int c = begin; c < end; ++c)
            if (std::all_of(sides.begin(), sides.end(), [&](const Side& side) { return is_left(side, c, row); })) add(c, c + 1);
    };
    if (span.sure_begin >= span.sure_end) return ask(span.begin, span.end);
    ask(span.begin, span.sure_begin);
    add(span.sure_begin, span.sure_end);
    ask(span.sure_end, span.end);
}

std::vector<Run> GroundCells::in_triangle(int triangle) const {
    const Triangulation& ground = space_.ground();
    const auto vertex = [&](int i) { return ground.at(ground[triangle].vertex[static_cast<std::size_t>(i)]); };
    std::vector<Side> sides;
    // Rows by the inverse of what the centres are about.
    const double turn = for_column_.x * for_row_.y - for_column_.y * for_row_.x;
    const auto row_of = [&](Vec v) { return (for_column_.x * v.y - for_column_.y * v.x) / turn; };
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (int i = 0; i < 3; ++i) {
        sides.emplace_back(*this, vertex(i), vertex(after(i)));
        const Vec v = from_grid(vertex(i));
        const double row = row_of({v.x - first_.x, v.y - first_.y});
        low = std::min(low, row);
        high = std::max(high, row);
    }
    const double off = (std::abs(for_column_.x) * off_.y + std::abs(for_column_.y) * off_.x) / std::abs(turn);
    const int first = static_cast<int>(std::clamp(std::ceil(low - off), 0.0, static_cast<double>(tile_.rows)));
    const int last = static_cast<int>(std::clamp(std::floor(high + off), -1.0, tile_.rows - 1.0));
    std::vector<Run> runs;
    for (int r = first; r <= last; ++r) {
        Span span{0, tile_.columns, 0, tile_.columns};
        for (const Side& side : sides) span.cut(side, r);
        if (span.begin < span.end) add_run(span, r, sides, runs);
    }
    return runs;
}

std::vector<Run> GroundCells::left_of(GridPoint from, GridPoint through, const std::vector<Run>& runs) const {
    const std::vector<Side> side{{*this, from, through}};
    std::vector<Run> left;
    for (const Run& run : runs) {
        Span span{run.begin, run.end, run.begin, run.end};
        span.cut(side[0], run.row);
        if (span.begin < span.end) add_run(span, run.row, side, left);
    }
    return left;
}

}  // namespace picket::geo
