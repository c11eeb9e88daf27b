// A plan as plan.kml, in the colours of its other outputs.
#pragma once

#include "planner/emit/style.hpp"
#include "planner/emit/view.hpp"

namespace picket::planner {

// Lines of the globe lie within so far of the plan's.
constexpr double kml_tolerance_m = 250;

// The file's content: a folder for each entry of the styles but the countries, which a globe has of its own.
std::string kml(const PlanView& view, const Styles& styles);

}  // namespace picket::planner
