#include "geo/plane_distance.hpp"

#include <algorithm>
#include <cmath>

namespace picket::geo {

namespace {

constexpr double radius_m = 6'371'000;

// A place of the sphere, at some distance from its centre.
struct Ray {
    double x, y, z;
};

Ray thrown(Vec v) { return {v.x, v.y, radius_m}; }
double dot(const Ray& a, const Ray& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
double size(const Ray& a) { return std::sqrt(dot(a, a)); }
Ray cross(const Ray& a, const Ray& b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }
double apart_m(const Ray& a, const Ray& b) { return radius_m * std::atan2(size(cross(a, b)), dot(a, b)); }

}  // namespace

double rough_distance_m(Vec a, Vec b) { return apart_m(thrown(a), thrown(b)); }

double rough_distance_m(Vec p, Vec a, Vec b) {
    const Ray from = thrown(a), to = thrown(b), place = thrown(p), normal = cross(from, to);
    // The foot lies on the segment where the place is between the planes through both ends and the normal.
    if (dot(cross(normal, from), place) > 0 && dot(cross(to, normal), place) > 0)
        return radius_m * std::asin(std::min(1.0, std::abs(dot(normal, place)) / (size(normal) * size(place))));
    return std::min(apart_m(from, place), apart_m(to, place));
}

}  // namespace picket::geo
