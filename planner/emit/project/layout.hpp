// The print layouts of a plan's QGIS project: a page for each question, made of styles/layout.xml.
#pragma once

#include "planner/emit/project/frame.hpp"
#include "planner/emit/xml.hpp"

#include <filesystem>

namespace picket::planner {

// What is drawn of a theme, topmost first, with the names of its layers' sources.
struct LayoutContent {
    const Styles& styles;
    const Theme& theme;
    std::vector<const LayerStyle*> entries;
    std::string sources;
};

// What the project calls a layer; QGIS takes no ids of ten letters or less.
std::string layer_id(const LayerStyle& entry);

// The template, with `resources` the folder that holds styles/. Throws InputError when picket's own file is missing.
std::string layout_template(const std::filesystem::path& resources);

// A <Layout> that shows all that the plane holds.
std::string layout(const std::string& layout_template, const LayoutContent& content, const MapPlane& plane);

// The name of a theme's layout.
std::string layout_name(const Theme& theme);

}  // namespace picket::planner
