#include "geo/chord.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace picket::geo {

namespace {

constexpr double equatorial_m = 6378137.0;
constexpr double flattening = 1 / 298.257223563;
constexpr double polar_m = equatorial_m * (1 - flattening);
// Of all normal sections: north-south at the equator, and at the pole. A part in 10^9 covers rounding.
constexpr double least_radius_m = polar_m * polar_m / equatorial_m * (1 - 1e-9);
constexpr double largest_radius_m = equatorial_m * equatorial_m / polar_m * (1 + 1e-9);

double arc_m(double radius_m, double chord_m) {
    return 2 * radius_m * std::asin(std::min(1.0, chord_m / (2 * radius_m)));
}

double chord_m(double radius_m, double arc_m) {
    return 2 * radius_m * std::sin(std::min(arc_m / (2 * radius_m), std::numbers::pi / 2));
}

}  // namespace

Vec3 earth_centred(Position p) {
    constexpr double e2 = flattening * (2 - flattening);
    const double lat = p.lat() * (std::numbers::pi / 180), lon = p.lon() * (std::numbers::pi / 180);
    const double s = std::sin(lat), c = std::cos(lat);
    const double n = equatorial_m / std::sqrt(1 - e2 * s * s);
    return {n * c * std::cos(lon), n * c * std::sin(lon), n * (1 - e2) * s};
}

double length_m(Vec3 v) { return std::sqrt(dot(v, v)); }

Vec3 nearest_of_segment(Vec3 a, Vec3 b, Vec3 x) {
    const Vec3 d = b - a;
    const double squared = dot(d, d);
    const double t = squared > 0 ? std::clamp(dot(x - a, d) / squared, 0.0, 1.0) : 0.0;
    return a + t * d;
}

double least_geodesic_m(double chord_m) { return arc_m(largest_radius_m, chord_m); }
double most_geodesic_m(double chord_m) { return arc_m(least_radius_m, chord_m); }
double chord_within_m(double distance_m) { return chord_m(least_radius_m, distance_m); }
double chord_beyond_m(double distance_m) { return chord_m(largest_radius_m, distance_m); }

}  // namespace picket::geo
