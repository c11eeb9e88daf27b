// A plan as plan.gpkg: every layer as a table that QGIS opens in its style.
#pragma once

#include "planner/emit/style.hpp"
#include "planner/emit/view.hpp"

namespace picket::planner {

// The file's content. `resources` is the folder that holds styles/.
std::string geopackage(const PlanView& view, const Styles& styles, const std::filesystem::path& resources);

// How QGIS shows a table, or one entry of styles.json, as it saves styles. Throws InputError when picket's own file is missing.
std::string qml_of(const std::string& name, const std::filesystem::path& resources);

}  // namespace picket::planner
