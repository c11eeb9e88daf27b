// The plane of a map: equal-area about the map's centre, fitted to a box of the page.
#pragma once

#include "geo/position.hpp"
#include "geo/shapes.hpp"

#include <vector>

namespace picket::planner {

struct PagePlane {
    geo::Position centre;
    geo::Box frame;  // on the page, in pixels of 1/96 inch, y downward
    double metres_per_px;

    geo::Vec middle() const { return {(frame.low.x + frame.high.x) / 2, (frame.low.y + frame.high.y) / 2}; }
    geo::Vec on_page(geo::Vec lon_lat) const;
    geo::Position position(geo::Vec on_page) const;
    // The denominator of the scale at the centre.
    double scale() const { return metres_per_px / (0.0254 / 96); }
};

// The plane on which all places (lon/lat) lie in the frame, with a margin about them.
PagePlane fitted(const std::vector<geo::Vec>& places, const geo::Box& frame);

// Those of `more` that can be added to `places` one after another, the least costly first, while the map's scale gets no smaller
// than by this factor.
std::vector<geo::Vec> with_near(std::vector<geo::Vec> places, std::vector<geo::Vec> more, const geo::Box& frame, double factor);

}  // namespace picket::planner
