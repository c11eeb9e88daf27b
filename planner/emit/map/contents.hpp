// What a theme shows of a plan: shapes and labels of the map, the keys of its legend, and what it was made from.
#pragma once

#include "planner/emit/map/drawing.hpp"
#include "planner/emit/map/page_plane.hpp"
#include "planner/emit/style.hpp"
#include "planner/emit/view.hpp"

namespace picket::planner {

// A rule that draws something on this map.
struct LegendKey {
    std::string title;
    Symbol symbol;
    geo::GeometryType type;
};

// An entry of the styles.
struct LegendEntry {
    std::string title;
    std::vector<LegendKey> keys;
    std::size_t rule_count;  // of the styles, on this map or not
};

struct LegendGroup {
    std::string title;
    std::vector<LegendEntry> entries;
};

struct MapContents {
    std::vector<PaintedLayer> background, layers;  // from the bottom up; the graticule goes between
    std::vector<LabelGroup> labels;
    std::vector<geo::Box> taken;  // by markers
    std::vector<LegendGroup> legend;
    std::vector<std::string> sources;  // with their dates, those of most features first
    std::vector<std::string> beyond;   // names of places that a theme asks for and that lie outside
};

// Whether the plan has what the theme is about.
bool has_theme(const PlanView& view, const Styles& styles, const Theme& theme);

// The plane on which the theme's map fits the frame.
PagePlane plane_of(const PlanView& view, const Styles& styles, const Theme& theme, const geo::Box& frame);

MapContents contents_of(const PlanView& view, const Styles& styles, const Theme& theme, const PagePlane& plane);

}  // namespace picket::planner
