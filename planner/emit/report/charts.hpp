// The charts of the report, each with a table that says the same.
#pragma once

#include "planner/emit/report/text.hpp"
#include "planner/emit/view.hpp"

namespace picket::planner {

// Lanes by kilometre: protected or not, who comes first, who watches.
std::string lane_charts(const PlanView& view, const FieldText& text);

// What numbers of aircraft hold of zones; empty where that was not asked for.
std::string buy_charts(const PlanView& view, const std::vector<Table>& tables);

// A day of sorties.
std::string rota_chart(const PlanView& view, const FieldText& text);

}  // namespace picket::planner
