// What the map of the report draws, as JSON for report.js.
#pragma once

#include "planner/emit/report/text.hpp"
#include "planner/emit/style.hpp"
#include "planner/emit/view.hpp"

namespace picket::planner {

// How far what the map draws may lie from the layers of the plan.
constexpr double map_tolerance_m = 250;

Json report_map(const PlanView& view, const Styles& styles, const FieldText& text);

// Minutes from the start of the plan's day to a time such as 2025-08-22T06:30:00Z; before it they are negative.
double minutes_of_day(const std::string& as_of, const std::string& time);

}  // namespace picket::planner
