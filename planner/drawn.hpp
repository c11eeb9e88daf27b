// A region of a frame as polygons to be written: valid in lon/lat after rounding.
#pragma once

#include "geo/frame.hpp"
#include "geo/region.hpp"

namespace picket::planner {

// With edges straight in lon/lat within the tolerance of the region's.
geo::MultiPolygon drawn(const geo::Frame& frame, const geo::Region& region, geo::Distance tolerance);

}  // namespace picket::planner
