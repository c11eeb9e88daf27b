#include "geo/predicates.hpp"

#include "geo/frame.hpp"

#include <cmath>
#include <cstdint>

namespace picket::geo {

namespace {

__extension__ using Wide = __int128;

std::int64_t steps(double metres) { return static_cast<std::int64_t>(std::llround(metres / Frame::grid_m)); }

bool is_between(double a, double b, double c) { return (a <= c && c <= b) || (b <= c && c <= a); }

}  // namespace

int orientation(Vec a, Vec b, Vec c) {
    const Wide left = Wide(steps(b.x) - steps(a.x)) * (steps(c.y) - steps(a.y));
    const Wide right = Wide(steps(b.y) - steps(a.y)) * (steps(c.x) - steps(a.x));
    return left > right ? 1 : left < right ? -1 : 0;
}

bool segments_meet(Vec a, Vec b, Vec c, Vec d) {
    const int c_side = orientation(a, b, c), d_side = orientation(a, b, d);
    const int a_side = orientation(c, d, a), b_side = orientation(c, d, b);
    if (c_side * d_side < 0 && a_side * b_side < 0) return true;
    const auto holds = [](Vec from, Vec to, Vec v) { return is_between(from.x, to.x, v.x) && is_between(from.y, to.y, v.y); };
    return (c_side == 0 && holds(a, b, c)) || (d_side == 0 && holds(a, b, d)) || (a_side == 0 && holds(c, d, a)) ||
           (b_side == 0 && holds(c, d, b));
}

}  // namespace picket::geo
