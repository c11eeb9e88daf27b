#include "geo/edges.hpp"

#include "geo/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace picket::geo {

namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double metres_per_degree = 111412;  // at most, anywhere on the ellipsoid, along a meridian or a parallel
constexpr double least_radius_m = 6.33e6;     // below every radius of curvature of WGS84
constexpr double short_chord_m = 10'000;        // within 6,000 km a chord of that length departs by less than 5 mm
constexpr int deepest_cut = 24;               // 2^24 pieces of one edge: only an edge over a pole asks for more

Vec middle(Vec a, Vec b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

double length(Vec v) { return std::hypot(v.x, v.y); }

double distance_to_chord(Vec p, Vec a, Vec b) {
    const Vec d{b.x - a.x, b.y - a.y};
    const double squared = d.x * d.x + d.y * d.y;
    const double t = squared > 0 ? std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y) / squared, 0.0, 1.0) : 0.0;
    return length({p.x - a.x - t * d.x, p.y - a.y - t * d.y});
}

// A bound on how far an edge straight in lon/lat bows from the geodesic between its ends: its curvature is at most
// tan(lat) / radius, its length at most that of the legs along parallel and meridian.
double most_bow_m(Vec a, Vec b) {
    const double lat = std::max(std::abs(a.y), std::abs(b.y));
    // Past half a turn the geodesic between the ends runs the other way, also where parallels do not bow.
    if (lat > 89 || std::abs(b.x - a.x) > 90) return HUGE_VAL;
    const double east = std::abs(b.x - a.x) * std::cos(std::min(std::abs(a.y), std::abs(b.y)) * radians);
    const double squared_m2 = (east * east + (b.y - a.y) * (b.y - a.y)) * metres_per_degree * metres_per_degree;
    return squared_m2 * std::tan(lat * radians) / (8 * least_radius_m) * 1.1;
}

double isometric_latitude(double lat_deg) {
    constexpr double e = 0.0818191908426215;  // WGS84 eccentricity
    const double s = std::sin(lat_deg * radians);
    return std::atanh(s) - e * std::atanh(e * s);
}

double latitude_of(double isometric) {
    constexpr double e = 0.0818191908426215;
    double s = std::tanh(isometric);
    for (int i = 0; i < 12; ++i) s = std::tanh(isometric + e * std::atanh(e * s));
    return std::asin(s) / radians;
}

// The point halfway along an input edge, the same from either end.
Vec midpoint(Vec a, Vec b, EdgeRule rule) {
    if (rule == EdgeRule::geodesic) {
        const Position m = interpolate(Position::computed(a.x, a.y), Position::computed(b.x, b.y), 0.5);
        const double near_lon = (a.x + b.x) / 2;
        return {near_lon + std::remainder(m.lon() - near_lon, 360.0), m.lat()};
    }
    if (rule == EdgeRule::rhumb && std::abs(a.y) < 90 && std::abs(b.y) < 90 && a.y != b.y)
        return {(a.x + b.x) / 2, latitude_of((isometric_latitude(a.y) + isometric_latitude(b.y)) / 2)};
    return middle(a, b);
}

void append_distinct(Line& line, Vec v) {
    if (line.empty() || !(line.back() == v)) line.push_back(v);
}

// One way through an edge for every pair of coordinate systems: `needs_cut(a, b)` decides, `halve(a, b)` makes the
// vertex between, `emit(b)` takes each piece's end.
template <class Vertex, class NeedsCut, class Halve, class Emit>
void cut(const Vertex& a, const Vertex& b, int depth, const NeedsCut& needs_cut, const Halve& halve,
         const Emit& emit) {
    if (depth < deepest_cut && needs_cut(a, b)) {
        const Vertex m = halve(a, b);
        cut(a, m, depth + 1, needs_cut, halve, emit);
        cut(m, b, depth + 1, needs_cut, halve, emit);
    } else {
        emit(b);
    }
}

// A vertex in both systems.
struct Both {
    Vec lon_lat;
    Vec frame;
};

struct BothSystems {
    const Frame& frame;

    Both from_lon_lat(Vec v) const { return {v, frame.to_frame(Position::computed(v.x, v.y))}; }

    Both from_frame(Vec v) const { return from_frame(v, frame.centre().lon()); }

    // With its longitude within half a turn of another.
    Both from_frame(Vec v, double near_lon) const {
        const Position p = frame.to_position(v);
        return {{near_lon + std::remainder(p.lon() - near_lon, 360.0), p.lat()}, v};
    }

    // Does an edge by `rule` leave the frame's chord by more than the tolerance? Frame metres are never shorter than
    // true ones, so the answer errs on the side of cutting.
    bool strays(const Both& a, const Both& b, EdgeRule rule, double tolerance_m) const {
        // Most edges are short: there the chord is the geodesic within millimetres and the bow alone decides.
        if (rule == EdgeRule::straight && length({b.frame.x - a.frame.x, b.frame.y - a.frame.y}) < short_chord_m &&
            most_bow_m(a.lon_lat, b.lon_lat) <= tolerance_m)
            return false;
        const auto off = [&](Vec v) {
            return distance_to_chord(from_lon_lat(v).frame, a.frame, b.frame) > tolerance_m;
        };
        const Vec half = midpoint(a.lon_lat, b.lon_lat, rule);
        return off(half) || off(midpoint(a.lon_lat, half, rule)) || off(midpoint(half, b.lon_lat, rule));
    }
};

// A ring about a pole, which ends a whole turn from where it began, as a ring of the map: from antimeridian to antimeridian, and
// back along the pole's edge of the map.
Line led_over_pole(const Line& turn, double pole_lat) {
    const double whole = turn.back().x > turn.front().x ? 360 : -360;
    const double low = std::min(turn.front().x, turn.back().x), seam = 180 + 360 * std::ceil((low - 180) / 360);
    std::size_t k = 1;
    while ((turn[k].x < seam) == (turn[0].x < seam)) ++k;
    const double share = (seam - turn[k - 1].x) / (turn[k].x - turn[k - 1].x);
    const double lat = rounded({0, turn[k - 1].y + (turn[k].y - turn[k - 1].y) * share}).y;
    Line ring{{seam, lat}};
    for (std::size_t i = k; i + 1 < turn.size(); ++i) append_distinct(ring, turn[i]);
    for (std::size_t i = 0; i < k; ++i) append_distinct(ring, {turn[i].x + whole, turn[i].y});
    append_distinct(ring, {seam + whole, lat});
    ring.push_back({seam + whole, pole_lat});
    ring.push_back({seam, pole_lat});
    ring.push_back(ring.front());
    for (Vec& v : ring) v.x -= std::min(seam, seam + whole) + 180;
    return ring;
}

template <class Convert>
MultiPolygon each_ring(const MultiPolygon& shape, const Convert& convert) {
    MultiPolygon result;
    result.reserve(shape.size());
    for (const Polygon& polygon : shape) {
        Polygon converted{convert(polygon.outer), {}};
        if (converted.outer.size() < 4) continue;  // collapsed to less than a triangle on the grid
        for (const Ring& hole : polygon.holes) {
            Ring ring = convert(hole);
            if (ring.size() >= 4) converted.holes.push_back(std::move(ring));
        }
        result.push_back(std::move(converted));
    }
    return result;
}

}  // namespace

Vec rounded(Vec lon_lat) { return {std::nearbyint(lon_lat.x * 1e7) / 1e7, std::nearbyint(lon_lat.y * 1e7) / 1e7}; }

Line to_frame(const Frame& frame, const Line& lon_lat, EdgeRule rule, Distance tolerance) {
    const BothSystems systems{frame};
    Line result;
    result.reserve(lon_lat.size());
    if (lon_lat.empty()) return result;
    const auto at = [&](std::size_t i) {
        return systems.from_lon_lat({frame.unwrapped_lon(lon_lat[i].x), lon_lat[i].y});
    };
    Both a = at(0);
    result.push_back(a.frame);
    for (std::size_t i = 1; i < lon_lat.size(); ++i) {
        const Both b = at(i);
        cut(a, b, 0,
            [&](const Both& p, const Both& q) { return systems.strays(p, q, rule, tolerance.metres()); },
            [&](const Both& p, const Both& q) { return systems.from_lon_lat(midpoint(p.lon_lat, q.lon_lat, rule)); },
            [&](const Both& q) { append_distinct(result, q.frame); });
        a = b;
    }
    return result;
}

MultiPolygon to_frame(const Frame& frame, const MultiPolygon& lon_lat, EdgeRule rule, Distance tolerance) {
    return each_ring(lon_lat, [&](const Ring& ring) { return to_frame(frame, ring, rule, tolerance); });
}

Line to_lon_lat(const Frame& frame, const Line& in_frame, Distance tolerance) {
    const BothSystems systems{frame};
    Line result;
    result.reserve(in_frame.size());
    if (in_frame.empty()) return result;
    Both a = systems.from_frame(in_frame.front());
    result.push_back(rounded(a.lon_lat));
    for (std::size_t i = 1; i < in_frame.size(); ++i) {
        const Both b = systems.from_frame(in_frame[i], a.lon_lat.x);
        cut(a, b, 0,
            [&](const Both& p, const Both& q) { return systems.strays(p, q, EdgeRule::straight, tolerance.metres()); },
            [&](const Both& p, const Both& q) { return systems.from_frame(middle(p.frame, q.frame), p.lon_lat.x); },
            [&](const Both& q) { append_distinct(result, rounded(q.lon_lat)); });
        a = b;
    }
    const bool is_about_pole = in_frame.front() == in_frame.back() && std::abs(result.back().x - result.front().x) > 180;
    return is_about_pole ? led_over_pole(result, frame.centre().lat() < 0 ? -90 : 90) : result;
}

MultiPolygon to_lon_lat(const Frame& frame, const MultiPolygon& in_frame, Distance tolerance) {
    return each_ring(in_frame, [&](const Ring& ring) { return to_lon_lat(frame, ring, tolerance); });
}

std::vector<Position> to_geodesics(const Line& lon_lat, EdgeRule rule, Distance tolerance) {
    std::vector<Position> result;
    if (lon_lat.empty()) return result;
    const auto position = [](Vec v) { return Position::computed(v.x, v.y); };
    const auto strays = [&](Vec a, Vec b) {
        if (rule == EdgeRule::geodesic) return false;
        if (rule == EdgeRule::straight && most_bow_m(a, b) <= tolerance.metres()) return false;
        const Vec half = midpoint(a, b, rule);
        const auto off = [&](Vec v, double share) {
            return distance(position(v), interpolate(position(a), position(b), share)) > tolerance;
        };
        return off(half, 0.5) || off(midpoint(a, half, rule), 0.25) || off(midpoint(half, b, rule), 0.75);
    };
    result.push_back(position(lon_lat.front()));
    for (std::size_t i = 1; i < lon_lat.size(); ++i)
        cut(lon_lat[i - 1], lon_lat[i], 0, strays, [&](Vec a, Vec b) { return midpoint(a, b, rule); },
            [&](Vec b) {
                if (!(result.back() == position(b))) result.push_back(position(b));
            });
    return result;
}

Line from_geodesics(const std::vector<Position>& path, Distance tolerance) {
    Line result;
    if (path.empty()) return result;
    const auto near = [](Position p, double lon) { return Vec{lon + std::remainder(p.lon() - lon, 360.0), p.lat()}; };
    const auto strays = [&](Vec a, Vec b) {
        if (most_bow_m(a, b) <= tolerance.metres()) return false;
        const Position p = Position::computed(a.x, a.y), q = Position::computed(b.x, b.y);
        const auto off = [&](double share) {
            const Vec v{a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
            return distance(Position::computed(v.x, v.y), interpolate(p, q, share)) > tolerance;
        };
        return off(0.5) || off(0.25) || off(0.75);
    };
    const auto halve = [&](Vec a, Vec b) {
        return near(interpolate(Position::computed(a.x, a.y), Position::computed(b.x, b.y), 0.5), (a.x + b.x) / 2);
    };
    Vec a{path.front().lon(), path.front().lat()};
    result.push_back(rounded(a));
    for (std::size_t i = 1; i < path.size(); ++i) {
        const Vec b = near(path[i], a.x);
        cut(a, b, 0, strays, halve, [&](Vec v) { append_distinct(result, rounded(v)); });
        a = b;
    }
    return result;
}

}  // namespace picket::geo
