// A plan as plan.gpkg: every layer as a table that QGIS opens in its style.
#pragma once

#include "planner/emit/style.hpp"
#include "planner/emit/view.hpp"

namespace picket::planner {

// The file's content. `resources` is the folder that holds styles/.
std::string geopackage(const PlanView& view, const Styles& styles, const std::filesystem::path& resources);

// The style of a layer as QGIS saves it; empty where there is none.
std::string qml_of(const std::string& layer, const std::filesystem::path& resources);

}  // namespace picket::planner
