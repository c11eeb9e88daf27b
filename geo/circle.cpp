#include "geo/circle.hpp"

#include "geo/chord.hpp"
#include "geo/edges.hpp"
#include "geo/geodesic.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace picket::geo {

namespace {

constexpr double pi = std::numbers::pi, radians = pi / 180;
// Exact places on half the circle, ends included; the other half mirrors it in the centre's meridian.
constexpr std::size_t parts = 16;
using Samples = std::array<double, parts + 1>;

// The circle through space as trigonometric sums in the azimuth, through the exact places. On a sphere a circle is its
// first harmonic alone; each further one of the ellipsoid is smaller by the flattening, and what is left after the 16th is
// rounding. So a place costs a tenth of a geodesic.
class CircleInSpace {
  public:
    // Coordinates of the exact places with the centre's meridian as longitude 0: x and z are even in the azimuth, y odd.
    CircleInSpace(const Samples& x, const Samples& y, const Samples& z) {
        for (std::size_t k = 0; k <= parts; ++k)
            for (std::size_t j = 0; j <= parts; ++j) {
                const double angle = pi * static_cast<double>(j * k % (2 * parts)) / parts;
                const double share = (j == 0 || j == parts ? 1.0 : 2.0) / parts * (k == 0 || k == parts ? 0.5 : 1.0);
                x_[k] += share * x[j] * std::cos(angle);
                z_[k] += share * z[j] * std::cos(angle);
                y_[k] += 2.0 / parts * y[j] * std::sin(angle);
            }
    }

    Vec3 at(double azimuth_rad) const {  // Clenshaw's recurrence
        const double c = std::cos(azimuth_rad);
        double x1 = 0, x2 = 0, z1 = 0, z2 = 0, y1 = 0, y2 = 0;
        for (std::size_t k = parts; k > 0; --k) {
            const double x0 = x_[k] + 2 * c * x1 - x2, z0 = z_[k] + 2 * c * z1 - z2, y0 = y_[k] + 2 * c * y1 - y2;
            x2 = x1, x1 = x0, z2 = z1, z1 = z0, y2 = y1, y1 = y0;
        }
        return {x_[0] + c * x1 - x2, y1 * std::sin(azimuth_rad), z_[0] + c * z1 - z2};
    }

  private:
    Samples x_{}, y_{}, z_{};
};

// How many edges a radian of azimuth needs. An edge of length L sags by L^2 k / 8 under a circle of curvature k; drawn
// straight in lon/lat it bends itself, by tan(lat) sin(h) (1 + cos(h)^2) / R at a heading h.
double edges_per_radian(const Waypoint& there, const Spread& spread, double tolerance_m) {
    constexpr double radius_m = 6.37e6;
    const double heading = there.azimuth.degrees() * radians + pi / 2;
    const double cosine = std::cos(heading), curvature = spread.scale / spread.reduced_length_m;
    const double bend = std::tan(there.position.lat() * radians) * std::sin(heading) * (1 + cosine * cosine) / radius_m;
    return spread.reduced_length_m * std::sqrt(std::max(curvature, curvature + bend) / (8 * tolerance_m));
}

}  // namespace

std::optional<Ring> circle(Position centre, Distance radius, Distance tolerance) {
    if (!(tolerance > Distance{}) || tolerance > radius / 100) return std::nullopt;
    Samples x, y, z, rate, needed{};  // needed: edges from azimuth 0 on
    for (std::size_t i = 0; i <= parts; ++i) {
        const Angle azimuth = Angle::degrees(180.0 * static_cast<double>(i) / parts);
        const auto [there, spread] = waypoint_and_spread(centre, azimuth, radius);
        const double lon = std::remainder(there.position.lon() - centre.lon(), 360.0);
        if (std::abs(there.position.lat()) > 80 || std::abs(centre.lon()) + std::abs(lon) > 175) return std::nullopt;
        const Vec3 place = earth_centred(Position::computed(lon, there.position.lat()));
        x[i] = place.x, y[i] = place.y, z[i] = place.z;
        // 2 % to spare for what the rate does between the samples.
        rate[i] = edges_per_radian(there, spread, 0.98 * tolerance.metres()) * (pi / parts);
        if (i > 0) needed[i] = needed[i - 1] + (rate[i - 1] + rate[i]) / 2;
    }
    const CircleInSpace in_space(x, y, z);
    const int half = std::max(6, static_cast<int>(std::ceil(needed.back())));
    Line eastern;  // azimuths 0 to 180, longitudes from the centre's
    eastern.reserve(static_cast<std::size_t>(half) + 1);
    std::size_t part = 0;
    for (int e = 0; e <= half; ++e) {
        const double share = needed.back() * e / half;
        while (part + 1 < parts && needed[part + 1] < share) ++part;
        // The rate changes evenly over the part: rate t + change t^2 / 2 edges by the share t of it.
        const double left = share - needed[part], change = rate[part + 1] - rate[part];
        const double within = 2 * left / (rate[part] + std::sqrt(std::max(0.0, rate[part] * rate[part] + 2 * change * left)));
        const Vec3 v = in_space.at((static_cast<double>(part) + within) * pi / parts);
        constexpr double e2 = 0.0066943799901413165;  // on the ellipsoid tan(lat) = z / (p (1 - e^2))
        eastern.push_back({std::atan2(v.y, v.x) / radians, std::atan2(v.z, std::hypot(v.x, v.y) * (1 - e2)) / radians});
    }
    Ring ring;
    ring.reserve(2 * eastern.size());
    for (auto it = eastern.rbegin(); it != eastern.rend(); ++it) ring.push_back(rounded({centre.lon() + it->x, it->y}));
    for (std::size_t i = 1; i < eastern.size(); ++i) ring.push_back(rounded({centre.lon() - eastern[i].x, eastern[i].y}));
    return ring;
}

}  // namespace picket::geo
