// What stands beside and below a map: the numbers, the legend, the sources.
#pragma once

#include "planner/emit/map/canvas.hpp"
#include "planner/emit/map/contents.hpp"
#include "planner/emit/map/facts.hpp"

namespace picket::planner {

// Words broken into lines no wider than that.
std::vector<std::string> wrapped(const std::string& words, double widest_px, const TextLook& look, Canvas& canvas);

// In the box, from its top; letters are smaller where they would not fit.
void draw_panel(const std::vector<Fact>& facts, const std::vector<LegendGroup>& legend, const std::vector<std::string>& beyond,
                const geo::Box& box, const std::string& ink, Canvas& canvas);

}  // namespace picket::planner
