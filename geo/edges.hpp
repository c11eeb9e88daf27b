// Cutting edges so that straight in one coordinate system stays within a tolerance of straight in another.
//
// On the way in an edge is cut until the frame's chords lie within `tolerance` of the true edge; on the way out until
// what a viewer draws, straight in lon/lat, lies within `tolerance` of the frame's chord. Bisection at the middle is
// the same from both ends, so an edge shared by two polygons is cut the same way in both.
//
// Error: the deviation is checked at the middle and the quarters of each piece; between them it is smooth and the
// bound holds to a few per cent, which callers leave room for. Domain: the frame's.
#pragma once

#include "geo/frame.hpp"
#include "geo/quantity.hpp"
#include "geo/shapes.hpp"

#include <functional>
#include <vector>

namespace picket::geo {

// How an edge of an input layer runs between two vertices.
enum class EdgeRule { straight, geodesic, rhumb };

// To the 7 decimals (11 mm) that are written.
Vec rounded(Vec lon_lat);

// How far a place lies from an edge that is straight in lon/lat, in metres; for places near the edge. Right to 1 %.
double off_edge_m(Vec place, Vec from, Vec to);

// With fewer vertices: what is left out lies within `tolerance` of the edges that stay, be they drawn straight in lon/lat
// or as geodesics; where the line stands for a curve of that curvature, the curve too. The ends stay, and so do places on
// the antimeridian and the poles, and where `keep` says so. Rings that would collapse come back as they were.
Line simplified(const Line& lon_lat, Distance tolerance, double curvature_per_m = 0,
                const std::function<bool(Vec)>& keep = {});

// Lon/lat in degrees -> frame metres. Works on rings and lines alike.
Line to_frame(const Frame& frame, const Line& lon_lat, EdgeRule rule, Distance tolerance);
MultiPolygon to_frame(const Frame& frame, const MultiPolygon& lon_lat, EdgeRule rule, Distance tolerance);

// Frame metres -> lon/lat in degrees, rounded to 7 decimals, repeated vertices dropped.
Line to_lon_lat(const Frame& frame, const Line& in_frame, Distance tolerance);
MultiPolygon to_lon_lat(const Frame& frame, const MultiPolygon& in_frame, Distance tolerance);

// Lon/lat with edges by `rule` -> vertices joined by geodesics, within `tolerance`.
std::vector<Position> to_geodesics(const Line& lon_lat, EdgeRule rule, Distance tolerance);

// Vertices joined by geodesics -> lon/lat whose straight edges lie within `tolerance`, rounded to 7 decimals.
Line from_geodesics(const std::vector<Position>& path, Distance tolerance);

}  // namespace picket::geo
