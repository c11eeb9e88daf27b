// Geometry of a page: what of the Earth falls on it, hatches, markers. Pixels of 1/96 inch, y downward.
#pragma once

#include "planner/emit/map/page_plane.hpp"

#include <cmath>
#include <string>

namespace picket::planner {

// As GeoJSON has it: a plan drawn from its folder looks like the plan drawn when it was made, bit by bit.
inline double written(double degrees) { return std::nearbyint(degrees * 1e7) / 1e7; }

// On the page, what is near the frame alone, without vertices that change nothing one could see: within a quarter of a pixel.
geo::Geometry on_page(const geo::Geometry& lon_lat, const PagePlane& plane);

// Parallel lines over polygons. Angle counter-clockwise from the horizontal.
geo::Lines hatched(const geo::MultiPolygon& polygons, double angle_deg, double spacing_px);

// circle, square, diamond, triangle, pentagon or star, as wide as `size_px` or nearly so.
geo::MultiPolygon marker(const std::string& kind, geo::Vec at, double size_px);
// The two strokes of a cross.
geo::Lines cross(geo::Vec at, double size_px);

geo::Lines edges_of(const geo::MultiPolygon& polygons);

// The one with the largest area; nothing where there is none.
geo::MultiPolygon largest(const geo::MultiPolygon& polygons);

// Of an area the place with the most room for a line of words about it, within the box. There must be an area.
geo::Vec roomiest(const geo::MultiPolygon& area, const geo::Box& box);

// The middle of the longest line, along it.
geo::Vec middle_of(const geo::Lines& lines);

}  // namespace picket::planner
