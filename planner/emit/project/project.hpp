// A plan as plan.qgz: a QGIS project of its layers in their styles, with map themes, bookmarks and layouts for print.
#pragma once

#include "planner/emit/style.hpp"
#include "planner/emit/view.hpp"

#include <filesystem>

namespace picket::planner {

// Which files beside it the project shows.
enum class ProjectData { geopackage, geojson };

// The file's content. `resources` is the folder that holds styles/. Entries without features are left out, and so are
// themes without any in their frames.
std::string project(const PlanView& view, const Styles& styles, ProjectData data, const std::filesystem::path& resources);

// What is packed in it.
std::string project_xml(const PlanView& view, const Styles& styles, ProjectData data, const std::filesystem::path& resources);

}  // namespace picket::planner
