// What the tests of geo/ share: fixed random numbers, the ellipsoid by other means than ours, planar helpers.
#pragma once

#include "geo/error.hpp"
#include "geo/frame.hpp"
#include "geo/position.hpp"
#include "geo/shapes.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <GeographicLib/Gnomonic.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numbers>
#include <random>
#include <string>
#include <vector>

namespace picket::test {

using geo::Position;
using geo::Vec;

inline constexpr double wgs84_a_m = 6378137.0;
inline constexpr double wgs84_f = 1 / 298.257223563;
inline constexpr double wgs84_e2 = wgs84_f * (2 - wgs84_f);
inline constexpr double degree = std::numbers::pi / 180;

// Half a grid step on both axes: what snapping to the frame's grid may move a place, with a hair for rounding.
inline constexpr double snap_m = 0.7e-3;

inline const GeographicLib::Geodesic& oracle() { return GeographicLib::Geodesic::WGS84(); }

inline double true_distance_m(Position a, Position b) {
    double s = 0;
    oracle().Inverse(a.lat(), a.lon(), b.lat(), b.lon(), s);
    return s;
}

inline Position true_direct(Position from, double azimuth_deg, double distance_m) {
    double lat = 0, lon = 0;
    oracle().Direct(from.lat(), from.lon(), azimuth_deg, distance_m, lat, lon);
    return Position::computed(lon, lat);
}

// The same numbers on every library: std's distributions differ, the engine does not.
class Random {
  public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}
    double uniform(double lower, double upper) {
        return lower + (upper - lower) * (static_cast<double>(engine_() >> 11) * 0x1p-53);
    }
    double log_uniform(double lower, double upper) { return std::exp(uniform(std::log(lower), std::log(upper))); }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
    Position anywhere() { return Position::lon_lat(uniform(-180, 180), std::asin(uniform(-1, 1)) / degree); }
    Position within(Position centre, double distance_m) {
        return true_direct(centre, uniform(-180, 180), distance_m * std::sqrt(uniform(0, 1)));
    }

  private:
    std::mt19937_64 engine_;
};

// Keeps the worst of many, so that a failure tells one number. With PICKET_MEASURED set it is printed as well.
class Worst {
  public:
    Worst(std::string what, std::string unit) : what_(std::move(what)), unit_(std::move(unit)) {}
    ~Worst() {
        if (std::getenv("PICKET_MEASURED"))
            std::printf("measured | %s | %.4g %s\n", what_.c_str(), value_, unit_.c_str());
    }
    Worst(const Worst&) = delete;
    Worst& operator=(const Worst&) = delete;
    void add(double v) {
        if (!(v <= value_)) value_ = v;  // a NaN is the worst of all
    }
    double value() const { return value_; }

  private:
    std::string what_, unit_;
    double value_ = 0;
};

// The gnomonic plane by GeographicLib, not snapped to any grid.
class Plane {
  public:
    explicit Plane(Position centre) : centre_(centre), gnomonic_(oracle()) {}
    Vec forward(Position p) const {
        Vec v;
        gnomonic_.Forward(centre_.lat(), centre_.lon(), p.lat(), p.lon(), v.x, v.y);
        return v;
    }
    Position reverse(Vec v) const {
        double lat = 0, lon = 0;
        gnomonic_.Reverse(centre_.lat(), centre_.lon(), v.x, v.y, lat, lon);
        return Position::computed(lon, lat);
    }

  private:
    Position centre_;
    GeographicLib::Gnomonic gnomonic_;
};

inline Vec along(Vec a, Vec b, double share) { return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share}; }

inline Vec nearest_on(Vec p, Vec a, Vec b) {
    const double dx = b.x - a.x, dy = b.y - a.y, squared = dx * dx + dy * dy;
    const double t = squared > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / squared : 0;
    return along(a, b, std::clamp(t, 0.0, 1.0));
}

inline double apart(Vec a, Vec b) { return std::hypot(a.x - b.x, a.y - b.y); }

// The place of a polyline nearest to p, in the plane.
inline Vec nearest_on(Vec p, const geo::Line& line) {
    Vec best = line.front();
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec q = nearest_on(p, line[i - 1], line[i]);
        if (apart(p, q) < apart(p, best)) best = q;
    }
    return best;
}

// How far p lies from the geodesic segment a-b, for a p near it: in the gnomonic plane about p itself lengths are true
// and geodesics straight.
inline double off_geodesic_m(Position p, Position a, Position b) {
    const Plane plane(p);
    const Vec q = nearest_on({0, 0}, plane.forward(a), plane.forward(b));
    return std::hypot(q.x, q.y);
}

inline double shoelace(const geo::Ring& ring) {
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        sum += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
               (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
    return sum / 2;
}

// Of the plane, holes taken away whichever way they run.
inline double planar_area(const geo::MultiPolygon& shape) {
    double sum = 0;
    for (const geo::Polygon& p : shape) {
        sum += std::abs(shoelace(p.outer));
        for (const geo::Ring& hole : p.holes) sum -= std::abs(shoelace(hole));
    }
    return sum;
}

inline bool ring_holds(const geo::Ring& ring, Vec p) {
    bool in = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Vec a = ring[i - 1], b = ring[i];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) in = !in;
    }
    return in;
}

inline bool holds(const geo::MultiPolygon& shape, Vec p) {
    bool in = false;
    for (const geo::Polygon& polygon : shape) {
        if (ring_holds(polygon.outer, p)) in = !in;
        for (const geo::Ring& hole : polygon.holes)
            if (ring_holds(hole, p)) in = !in;
    }
    return in;
}

// What an InputError says; "" when nothing is thrown.
template <class Call>
std::string refusal(const Call& call) {
    try {
        call();
    } catch (const geo::InputError& e) {
        return e.what();
    }
    return "";
}

inline bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace picket::test
