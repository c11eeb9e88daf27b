// What a map needs about it to be read: graticule, scale bars, north arrow.
#pragma once

#include "planner/emit/map/canvas.hpp"
#include "planner/emit/map/drawing.hpp"
#include "planner/emit/map/page_plane.hpp"

namespace picket::planner {

// A meridian or parallel, and where it leaves the frame by the edge that its label stands at: parallels by the left one,
// meridians by the lower one.
struct GraticuleLine {
    geo::Line line;  // on the page
    std::string label;
    std::optional<geo::Vec> mark;
    bool is_meridian;
};

std::vector<GraticuleLine> graticule(const PagePlane& plane);
PaintedLayer graticule_layer(const std::vector<GraticuleLine>& lines);
// Frame and labels of the graticule, outside it.
void draw_frame(const std::vector<GraticuleLine>& lines, const PagePlane& plane, const std::string& ink, Canvas& canvas);

struct ScaleBar {
    double length;  // in its unit
    std::string unit;
    double width_px;  // at the centre of the map, from west to east
};

// As long as a round number of kilometres and of nautical miles allows.
std::vector<ScaleBar> scale_bars(const PagePlane& plane, double widest_px);

// The box that scale bars and north arrow stand in: the corner of the frame that hides the least of what is taken.
geo::Box furniture_box(const PagePlane& plane, const std::vector<geo::Box>& taken);
void draw_furniture(const geo::Box& box, const PagePlane& plane, const std::string& ink, Canvas& canvas);

}  // namespace picket::planner
