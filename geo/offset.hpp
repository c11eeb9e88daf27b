// Where the edge of a buffer can run: the curves at a distance from legs, beside them and round their ends, less what
// is proven to lie nearer to another leg.
//
// Every place of the buffer's edge lies on one of the curves that are given back, or within `tolerance` of it; what else
// they hold lies inside the buffer and is told by its distance. A curve comes as a line straight in lon/lat between
// places at the exact distance, within `tolerance` of the curve itself, longitudes running on past 180.
#pragma once

#include "geo/proximity.hpp"
#include "geo/shapes.hpp"

#include <span>
#include <vector>

namespace picket::geo {

enum class Side { both, left, right };

// Legs [first, first + count) of a Proximity that follow one another, closed when the last leads to the first, and the
// side of them that is wanted.
struct Chain {
    std::size_t first;
    std::size_t count;
    bool closed;
    Side side;
};

// An edge no longer than this, straight in lon/lat or a geodesic, keeps within the tolerance of a curve of that geodesic
// curvature at most, equatorward of 80 degrees.
double longest_step_m(double curvature_per_m, double lat_deg, double tolerance_m);

// The largest curvature of curves at that distance.
double offset_curvature_per_m(Distance distance);

// Round the ends of chains that are not closed run half circles. Domain: distances to 9,000 km.
std::vector<Line> offset_curves(const Proximity& legs, std::span<const Chain> chains, Distance distance,
                                Distance tolerance);

}  // namespace picket::geo
