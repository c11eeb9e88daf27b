// What lies about the lanes: waters of countries, listed and swept ones, and how near a hostile shore or the front is.
#pragma once

#include "planner/theatre.hpp"

namespace picket::planner {

// The box of lon/lat, unwrapped about the frame, in which areas are of interest.
struct LaneBox {
    geo::Vec lower, upper;
};

// The polygons of a layer that come into the box: one area for each name. Throws InputError where a feature is no polygon.
std::vector<LaneArea> lane_areas(const std::string& kind, const geo::Layer& layer, const geo::LayerRef& ref, const geo::Frame& frame,
                                 const LaneBox& box, geo::Distance tolerance);

// The edges of regions of the frame; null when there are none.
std::shared_ptr<const geo::Proximity> edges_of(const geo::Frame& frame, const std::vector<geo::Region>& regions);

std::shared_ptr<const geo::Proximity> legs_of(const std::vector<geo::Path>& lines);

}  // namespace picket::planner
