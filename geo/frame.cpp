#include "geo/frame.hpp"

#include "geo/geodesic.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

namespace picket::geo {

namespace {
double snapped(double v) { return std::nearbyint(v / Frame::grid_m) * Frame::grid_m; }
}  // namespace

Vec Frame::to_frame(Position p) const {
    const PlanePoint q = gnomonic(centre_, p);
    return {snapped(q.x), snapped(q.y)};
}

// Shapes of one plan share most of their vertices, which are brought back again and again: each thread keeps the last ones.
Position Frame::to_position(Vec v) const {
    struct Kept {
        Position centre = Position::computed(0, 0);
        Vec from{HUGE_VAL, HUGE_VAL};
        Position to = Position::computed(0, 0);
    };
    constexpr std::size_t count = 1 << 15;
    thread_local std::vector<Kept> kept(count);
    const auto x = static_cast<std::uint64_t>(std::llround(v.x / grid_m)), y = static_cast<std::uint64_t>(std::llround(v.y / grid_m));
    Kept& k = kept[((x * 0x9e3779b97f4a7c15U) ^ (y * 0xc2b2ae3d27d4eb4fU)) >> 49];
    if (!(k.from == v) || !(k.centre == centre_)) k = {centre_, v, gnomonic_inverse(centre_, {v.x, v.y})};
    return k.to;
}

double Frame::unwrapped_lon(double lon_deg) const {
    return centre_.lon() + std::remainder(lon_deg - centre_.lon(), 360.0);
}

}  // namespace picket::geo
