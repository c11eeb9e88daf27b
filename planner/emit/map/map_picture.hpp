// A finished map of a plan: title, map, numbers, legend, sources, on one page.
#pragma once

#include "planner/emit/map/canvas.hpp"
#include "planner/emit/style.hpp"
#include "planner/emit/view.hpp"

namespace picket::planner {

struct MapOptions {
    std::string theme;  // of the styles; empty: the zone, else the sea, else the air
    PictureFormat format = PictureFormat::png;
    int width = 1684, height = 1191;  // in dots: A4
    double dpi = 144;
};

// The file's content. Throws InputError: no such theme, a plan that has nothing of it, a page too small, no letters installed.
std::string map_picture(const PlanView& view, const Styles& styles, const MapOptions& options);

// The themes that the plan has something of, in the order of the styles.
std::vector<std::string> themes_of(const PlanView& view, const Styles& styles);

}  // namespace picket::planner
