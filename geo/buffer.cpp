#include "geo/buffer.hpp"

#include "geo/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace picket::geo {

namespace {

double full_turn_pieces(Position centre, Distance radius, Distance tolerance) {
    // A chord of length L under a circle of geodesic curvature k sags by L^2 k / 8. Here L = 2 pi m12 / n and
    // k = M12 / m12. The curvature varies with the azimuth by the flattening, 1/298: 1 % covers it.
    const Spread s = spread(centre, Angle::degrees(45), radius);
    return std::max(12.0, std::ceil(std::numbers::pi *
                                    std::sqrt(std::abs(s.reduced_length_m * s.scale) * 1.01 /
                                              (2 * tolerance.metres()))));
}

// Appends places on the circle from azimuth `from_deg` to `to_deg`, both included, in frame metres.
void append_arc(Line& out, const Frame& frame, Position centre, Distance radius, double from_deg, double to_deg,
                double pieces_in_full_turn) {
    const int pieces =
        std::max(1, static_cast<int>(std::ceil(pieces_in_full_turn * std::abs(to_deg - from_deg) / 360)));
    for (int i = 0; i <= pieces; ++i) {
        const double azimuth = i == pieces ? to_deg : from_deg + (to_deg - from_deg) * i / pieces;
        out.push_back(frame.to_frame(direct(centre, Angle::degrees(azimuth), radius)));
    }
}

// Snapping to the grid can make neighbours equal; GEOS wants rings without them to be closed and of four vertices.
Region region_of(Line ring) {
    ring.push_back(ring.front());
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    if (ring.size() < 4) return {};
    return Region({Polygon{std::move(ring), {}}});
}

struct Leg {
    Position from, to;
    double azimuth_from_deg, azimuth_to_deg;
    Distance length;
};

std::vector<Leg> legs_of(const Path& line) {
    std::vector<Leg> legs;
    const auto& v = line.vertices();
    for (std::size_t i = 1; i < v.size(); ++i) {
        const Inverse there = inverse(v[i - 1], v[i]);
        if (there.distance > Distance{})
            legs.push_back({v[i - 1], v[i], there.azimuth.degrees(), there.azimuth_at_end.degrees(), there.distance});
    }
    return legs;
}

// One side of a leg: the leg and the curve at the distance from it. `side` is +1 to the right, -1 to the left.
Region strip(const Frame& frame, const Leg& leg, double side, Distance distance, Distance tolerance) {
    // The curve's geodesic curvature is tan(d / R) / R on a sphere; on the ellipsoid within 1 %.
    constexpr double radius_m = 6.33e6;
    const double curvature = std::abs(std::tan(distance.metres() / radius_m)) / radius_m * 1.02;
    // The frame's chord departs from its geodesic too: .66 m for 100 km at worst. Both go with the square of the step.
    constexpr double frame_bow_per_m = 0.66 / (1e5 * 1e5);
    const double step_m = std::sqrt(tolerance.metres() / (curvature / 8 + frame_bow_per_m));
    const int pieces = std::max(1, static_cast<int>(std::ceil(leg.length.metres() / step_m)));
    Line ring{frame.to_frame(leg.to), frame.to_frame(leg.from)};
    for (int i = 0; i <= pieces; ++i) {
        // At the ends the azimuths of the leg itself, so that the neighbouring wedges start at the same vertices.
        const Position p = i == 0        ? leg.from
                           : i == pieces ? leg.to
                                         : interpolate(leg.from, leg.to, static_cast<double>(i) / pieces);
        const double ahead = i == 0        ? leg.azimuth_from_deg
                             : i == pieces ? leg.azimuth_to_deg
                                           : inverse(p, leg.to).azimuth.degrees();
        ring.push_back(frame.to_frame(direct(p, Angle::degrees(ahead + side * 90), distance)));
    }
    return region_of(std::move(ring));
}

Region wedge(const Frame& frame, Position corner, double from_deg, double to_deg, Distance distance, double pieces) {
    Line ring{frame.to_frame(corner)};
    append_arc(ring, frame, corner, distance, from_deg, to_deg, pieces);
    return region_of(std::move(ring));
}

// Pieces meet edge to edge, and snapping to the grid may leave slits between them, as wide as a step of it and as long as
// the edges: holes of no width, and specks beside the whole.
Region without_slits(const Region& region) {
    const auto is_slit = [](const Ring& ring) {
        double perimeter_m = 0;
        for (std::size_t i = 1; i < ring.size(); ++i)
            perimeter_m += std::hypot(ring[i].x - ring[i - 1].x, ring[i].y - ring[i - 1].y);
        return std::abs(signed_area2(ring)) < 8 * Frame::grid_m * perimeter_m;  // a mean width below 8 steps
    };
    MultiPolygon polygons = region.polygons();
    for (Polygon& p : polygons) std::erase_if(p.holes, is_slit);
    std::erase_if(polygons, [&](const Polygon& p) { return is_slit(p.outer); });
    return Region(polygons);
}

}  // namespace

Region disc(const Frame& frame, Position centre, Distance radius, Distance tolerance) {
    if (!(radius > Distance{})) return {};
    const double pieces = full_turn_pieces(centre, radius, tolerance);
    Line ring;
    append_arc(ring, frame, centre, radius, 0, 360 - 360 / pieces, pieces);
    return region_of(std::move(ring));
}

Region buffer(const Frame& frame, const Path& line, Distance distance, Distance tolerance) {
    if (line.vertices().empty() || !(distance > Distance{})) return {};
    const std::vector<Leg> legs = legs_of(line);
    if (legs.empty()) return disc(frame, line.vertices().front(), distance, tolerance);
    const double pieces = full_turn_pieces(line.vertices().front(), distance, tolerance);

    std::vector<Region> parts;
    for (const Leg& leg : legs)
        for (const double side : {-1.0, 1.0}) parts.push_back(strip(frame, leg, side, distance, tolerance));
    for (std::size_t i = 1; i < legs.size(); ++i) {
        const double before = legs[i - 1].azimuth_to_deg;
        const double turn = std::remainder(legs[i].azimuth_from_deg - before, 360.0);
        const double outer = turn > 0 ? -90 : 90;  // turning right leaves the left side open
        if (turn != 0)
            parts.push_back(wedge(frame, legs[i].from, before + outer, before + turn + outer, distance, pieces));
    }
    const Leg& first = legs.front();
    const Leg& last = legs.back();
    parts.push_back(
        wedge(frame, first.from, first.azimuth_from_deg + 90, first.azimuth_from_deg + 270, distance, pieces));
    parts.push_back(wedge(frame, last.to, last.azimuth_to_deg - 90, last.azimuth_to_deg + 90, distance, pieces));
    return without_slits(unite(parts));
}

}  // namespace picket::geo
