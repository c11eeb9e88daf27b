// The report: one page that needs nothing but itself, made of report/page.html, report.css, report.js and Debian's Leaflet.
#pragma once

#include "planner/emit/style.hpp"
#include "planner/emit/view.hpp"

#include <filesystem>

namespace picket::planner {

// `resources` holds report/ and datasets/. Throws InputError when a part of the page or Leaflet is missing.
std::string report_html(const PlanView& view, const Styles& styles, const std::filesystem::path& resources);

}  // namespace picket::planner
