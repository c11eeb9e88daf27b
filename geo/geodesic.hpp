// Geodesics on WGS84: the door to PROJ's geodesic routines (C. F. F. Karney, Algorithms for geodesics, 2013).
// Distances are right to some nanometres, areas to about 0.1 m2 a vertex, anywhere on Earth.
#pragma once

#include "geo/position.hpp"
#include "geo/quantity.hpp"

#include <span>
#include <string>

namespace picket::geo {

struct Inverse {
    Distance distance;
    Angle azimuth;          // at the start, clockwise from north
    Angle azimuth_at_end;   // onward, at the end
};

struct Measure {
    Distance perimeter;
    Area area;  // positive when the ring runs counter-clockwise
};

// How a pencil of geodesics from a point spreads after a distance: reduced length and geodesic scale.
struct Spread {
    double reduced_length_m;
    double scale;
};

Inverse inverse(Position from, Position to);
Distance distance(Position a, Position b);
Position direct(Position from, Angle azimuth, Distance distance);
// Where a geodesic is after a distance, and which way it runs on from there.
struct Waypoint {
    Position position;
    Angle azimuth;
};
Waypoint waypoint(Position from, Angle azimuth, Distance distance);
Spread spread(Position from, Angle azimuth, Distance distance);
struct WaypointAndSpread {
    Waypoint waypoint;
    Spread spread;
};
WaypointAndSpread waypoint_and_spread(Position from, Angle azimuth, Distance distance);

// The ellipsoidal gnomonic plane about `centre` (Karney 2013, section 8), in metres: x east, y north, distance from the
// centre rho = m12 / M12. Geodesics through the centre are straight; others nearly. Domain: within 8,000 km.
struct PlanePoint {
    double x;
    double y;
};
PlanePoint gnomonic(Position centre, Position p);
Position gnomonic_inverse(Position centre, PlanePoint q);

// The point at `share` (0 to 1) of the way from a to b. Exactly symmetric: interpolate(a, b, t) and
// interpolate(b, a, 1 - t) take the same geodesic from the same end.
Position interpolate(Position a, Position b, double share);

std::string proj_version();

// Of the ring whose edges are geodesics; the last vertex need not repeat the first.
Measure measure_ring(std::span<const Position> ring);
Distance measure_line(std::span<const Position> line);

}  // namespace picket::geo
