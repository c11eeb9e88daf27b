#include "geo/predicates.hpp"

#include "geo/frame.hpp"

#include <cmath>

namespace picket::geo {

namespace {

__extension__ using Wide = __int128;

std::int64_t steps(double metres) { return static_cast<std::int64_t>(std::llround(metres / Frame::grid_m)); }

bool is_between(std::int64_t a, std::int64_t b, std::int64_t c) { return (a <= c && c <= b) || (b <= c && c <= a); }

}  // namespace

GridPoint to_grid(Vec in_frame) { return {steps(in_frame.x), steps(in_frame.y)}; }

Vec from_grid(GridPoint p) { return {static_cast<double>(p.x) * Frame::grid_m, static_cast<double>(p.y) * Frame::grid_m}; }

int orientation(GridPoint a, GridPoint b, GridPoint c) {
    const Wide left = Wide(b.x - a.x) * (c.y - a.y);
    const Wide right = Wide(b.y - a.y) * (c.x - a.x);
    return left > right ? 1 : left < right ? -1 : 0;
}

int orientation(Vec a, Vec b, Vec c) { return orientation(to_grid(a), to_grid(b), to_grid(c)); }

bool segments_meet(GridPoint a, GridPoint b, GridPoint c, GridPoint d) {
    const int c_side = orientation(a, b, c), d_side = orientation(a, b, d);
    const int a_side = orientation(c, d, a), b_side = orientation(c, d, b);
    if (c_side * d_side < 0 && a_side * b_side < 0) return true;
    const auto holds = [](GridPoint from, GridPoint to, GridPoint v) { return is_between(from.x, to.x, v.x) && is_between(from.y, to.y, v.y); };
    return (c_side == 0 && holds(a, b, c)) || (d_side == 0 && holds(a, b, d)) || (a_side == 0 && holds(c, d, a)) ||
           (b_side == 0 && holds(c, d, b));
}

bool segments_meet(Vec a, Vec b, Vec c, Vec d) { return segments_meet(to_grid(a), to_grid(b), to_grid(c), to_grid(d)); }

}  // namespace picket::geo
