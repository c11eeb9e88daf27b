// How good a result is, by GeographicLib: nothing of picket's own distances or areas is asked.
#pragma once

#include "geo/shapes.hpp"

#include <map>
#include <string>

namespace picket::bench {

using Quality = std::map<std::string, double>;  // counters by name

// How far the edge strays from the distance to the vertices joined by geodesics, 8 places on each edge, drawn straight in
// lon/lat; and how many vertices there are. One vertex is a point. For legs up to 1 km and distances up to 2,000 km.
Quality edge_quality(const geo::MultiPolygon& shape, const geo::Line& source, double distance_m);

// The same of several discs, each about its own place: the worst of all, the vertices of all.
Quality disc_quality(const std::vector<geo::MultiPolygon>& shapes, const geo::Points& centres, double radius_m);

// Edges geodesics, rings turning as in GeoJSON.
double geodesic_area_m2(const geo::MultiPolygon& shape);

}  // namespace picket::bench
