// The sections of the report as HTML.
#pragma once

#include "planner/emit/report/text.hpp"
#include "planner/emit/view.hpp"

#include <filesystem>

namespace picket::planner {

// The answer in a few sentences, with the numbers that the tables have.
std::string lead_html(const PlanView& view, const std::vector<Table>& tables);

// What was asked of the numbers, and whether they keep to it; empty where nothing was asked.
std::string requirements_html(const PlanView& view, const FieldText& text);

// Tables of the summary by their ids, those left out that it does not have.
std::string tables_html(const std::vector<Table>& tables, const std::vector<std::string>& ids);

// Of zones: the places to protect and the largest gaps; of lanes: the gaps.
std::string places_html(const PlanView& view, const FieldText& text);
std::string zone_gaps_html(const PlanView& view, const FieldText& text);
std::string lane_gaps_html(const PlanView& view, const FieldText& text);

std::string notices_html(const PlanView& view);

// Files, type tables and layers that the plan stands on. `datasets` is the folder of what ships.
std::string sources_html(const PlanView& view, const std::filesystem::path& datasets);

// The command and the versions that make the plan again.
std::string reproduce_html(const PlanView& view);

}  // namespace picket::planner
