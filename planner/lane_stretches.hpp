// Where along a path a circle or an area holds it.
//
// Error: borders to 1 cm along the path, where it runs along a border to what that border is right to.
#pragma once

#include "geo/frame.hpp"
#include "geo/path.hpp"
#include "geo/region.hpp"

#include <functional>

namespace picket::planner {

struct LaneStretch {
    geo::Distance from, to;
};

// A thing and the stretches it holds, in order, none touching the next. Where one thing ends and another begins, the place is
// the other's.
struct NamedStretches {
    std::string name;
    std::vector<LaneStretch> in;

    bool holds(geo::Distance along) const;
};

// A hair inside the ends of a stretch, where the answer is the stretch's own, and the path's vertices between.
std::vector<geo::Distance> places_inside(const geo::Path& path, const LaneStretch& stretch);

// The stretches of a path whose middle it holds, of those between the cuts.
std::vector<LaneStretch> stretches_between(const geo::Path& path, std::vector<geo::Distance> cuts,
                                           const std::function<bool(geo::Position)>& holds);

std::vector<LaneStretch> stretches_in_circle(const geo::Path& path, geo::Position centre, geo::Distance radius);
std::vector<LaneStretch> stretches_in_area(const geo::Path& path, const geo::Frame& frame, const geo::Region& area);

// Where a path meets the edges of an area in the frame.
std::vector<geo::Distance> border_crossings(const geo::Path& path, const geo::Frame& frame, const geo::MultiPolygon& area);

}  // namespace picket::planner
