// Polygons of controlled ground as one region: united, and slivers that drawing left between them closed.
//
// A gap between two polygons that is narrower than the sliver width is closed: along a polygon's ring, where another
// polygon is so near, the ground between the ring and its nearest places on the other is added. Then holes and parts go
// whose mean width, twice the area by the perimeter, is below that width. Vertices elsewhere stay as they are.
#pragma once

#include "geo/frame.hpp"
#include "geo/layer.hpp"
#include "geo/region.hpp"

namespace picket::planner {

// The frame that a box of lon/lat lies in. Throws InputError, naming the file, when it reaches too far for one.
geo::Frame frame_over(const std::vector<geo::Vec>& places, const std::string& file);

// Throws InputError when a feature is no polygon. What goes as a sliver is told in a notice.
geo::Region control_ground(const geo::Layer& control, const geo::LayerRef& ref, const geo::Frame& frame,
                           geo::Distance sliver, geo::Notices& notices);

// How closely edges of the layer are followed.
constexpr geo::Distance follow_control = geo::Distance::metres(0.05);

}  // namespace picket::planner
