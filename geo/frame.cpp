#include "geo/frame.hpp"

#include "geo/geodesic.hpp"

#include <cmath>

namespace picket::geo {

namespace {
double snapped(double v) { return std::nearbyint(v / Frame::grid_m) * Frame::grid_m; }
}  // namespace

Vec Frame::to_frame(Position p) const {
    const PlanePoint q = gnomonic(centre_, p);
    return {snapped(q.x), snapped(q.y)};
}

Position Frame::to_position(Vec v) const { return gnomonic_inverse(centre_, {v.x, v.y}); }

double Frame::unwrapped_lon(double lon_deg) const {
    return centre_.lon() + std::remainder(lon_deg - centre_.lon(), 360.0);
}

}  // namespace picket::geo
