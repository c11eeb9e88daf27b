// Geometry of a frame knows no antimeridian: its longitudes run on past 180 degrees. RFC 7946 wants it cut there.
#pragma once

#include "geo/shapes.hpp"

#include <vector>

namespace picket::geo {

// Lon/lat in degrees, longitudes within -540 to 540 -> the same places with longitudes within -180 to 180.
// An edge that crosses the antimeridian is cut where it does; both sides get the same latitude.
Vec within_180(Vec place);
std::vector<Line> cut_at_antimeridian(const Line& line);
MultiPolygon cut_at_antimeridian(const MultiPolygon& polygons);

}  // namespace picket::geo
