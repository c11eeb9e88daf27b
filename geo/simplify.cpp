#include "geo/chord.hpp"
#include "geo/edges.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace picket::geo {

namespace {

// A place where the map was cut: others meet it there.
bool is_on_seam(Vec v) { return std::abs(v.x) == 180 || std::abs(v.y) == 90; }

// How far a place lies from the plane through an edge's ends and the vertical: from the geodesic between them, within
// a thousandth for edges to 500 km.
double off_geodesic_m(Vec3 place, Vec3 from, Vec3 to) {
    const Vec3 across = cross(to - from, place);
    const double length = length_m(across);
    return length > 0 ? std::abs(dot(place - from, across)) / length : 0;
}

class Simplifier {
  public:
    Simplifier(const Line& line, double tolerance_m, double curvature_per_m, const std::function<bool(Vec)>& keep)
        : line_(line), tolerance_m_(tolerance_m) {
        for (const Vec& v : line) {
            centred_.push_back(earth_centred(Position::computed(v.x, v.y)));
            stays_.push_back(is_on_seam(v) || (keep && keep(v)));
        }
        for (std::size_t i = 0; i + 1 < line.size(); ++i) sag_m_.push_back(sag_m(i, curvature_per_m));
    }

    // The farthest vertex an edge may run to: doubled steps while they hold, then the last that holds between.
    std::size_t farthest(std::size_t from) const {
        std::size_t good = from + 1, step = 1;
        while (good + step < line_.size() && stands_for(from, good + step)) {
            good += step;
            step *= 2;
        }
        for (; step > 0; step /= 2)
            if (good + step < line_.size() && stands_for(from, good + step)) good += step;
        return good;
    }

  private:
    // How far a curve of that curvature at most may lie from an edge of the line. Where the line hardly turns it has less:
    // an edge of an arc turns by half of what the arc does at each end at least, and sags by an eighth of that times its
    // length.
    double sag_m(std::size_t i, double curvature_per_m) const {
        const double edge_m = length_m(centred_[i + 1] - centred_[i]), most = edge_m * edge_m * curvature_per_m / 8;
        if (most == 0 || i == 0 || i + 2 == line_.size()) return most;
        return std::min(most, edge_m * std::max(turn_at(i), turn_at(i + 1)) / 4);
    }

    // The angle by which the line turns at a vertex, in radians.
    double turn_at(std::size_t i) const {
        const Vec3 a = centred_[i] - centred_[i - 1], b = centred_[i + 1] - centred_[i], up = centred_[i];
        return std::abs(std::atan2(dot(up, cross(a, b)) / length_m(up), dot(a, b)));
    }

    // Whether the edge from `from` to `to` stands for the vertices between, and for the curve between those.
    bool stands_for(std::size_t from, std::size_t to) const {
        if (length_m(centred_[to] - centred_[from]) > longest_edge_m) return false;
        double sag_m = sag_m_[from];
        for (std::size_t i = from + 1; i < to; ++i) {
            sag_m = std::max(sag_m, sag_m_[i]);
            if (stays_[i]) return false;
            // Across a long step of longitude the plane's scale is not that at the place.
            if (std::abs(line_[to].x - line_[from].x) > 20) return false;
            if (off_edge_m(line_[i], line_[from], line_[to]) + sag_m > tolerance_m_) return false;
            if (off_geodesic_m(centred_[i], centred_[from], centred_[to]) + sag_m > tolerance_m_) return false;
        }
        return true;
    }

    static constexpr double longest_edge_m = 500'000;
    const Line& line_;
    double tolerance_m_;
    std::vector<Vec3> centred_;
    std::vector<bool> stays_;
    std::vector<double> sag_m_;  // of the curve above each edge
};

}  // namespace

double off_edge_m(Vec place, Vec from, Vec to) {
    constexpr double radians = std::numbers::pi / 180, equatorial_m = 6378137.0, e2 = 0.00669437999014;
    const double sine = std::sin(place.y * radians), w = 1 - e2 * sine * sine;
    const double east_m = equatorial_m / std::sqrt(w) * std::cos(place.y * radians) * radians;
    const double north_m = equatorial_m * (1 - e2) / (w * std::sqrt(w)) * radians;
    const double bx = std::remainder(to.x - from.x, 360.0) * east_m, by = (to.y - from.y) * north_m;
    const double px = std::remainder(place.x - from.x, 360.0) * east_m, py = (place.y - from.y) * north_m;
    const double squared = bx * bx + by * by;
    const double t = squared > 0 ? std::clamp((px * bx + py * by) / squared, 0.0, 1.0) : 0.0;
    return std::hypot(px - t * bx, py - t * by);
}

Line simplified(const Line& lon_lat, Distance tolerance, double curvature_per_m, const std::function<bool(Vec)>& keep) {
    if (lon_lat.size() < 3) return lon_lat;
    const Simplifier simplifier(lon_lat, tolerance.metres(), curvature_per_m, keep);
    Line result{lon_lat.front()};
    for (std::size_t i = 0; i + 1 < lon_lat.size();) {
        i = simplifier.farthest(i);
        result.push_back(lon_lat[i]);
    }
    const bool ring = lon_lat.front() == lon_lat.back();
    return ring && result.size() < 4 ? lon_lat : result;
}

}  // namespace picket::geo
