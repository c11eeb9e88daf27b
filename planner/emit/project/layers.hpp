// The layers of a plan's QGIS project: the tree of them, and how each is read and drawn.
#pragma once

#include "planner/emit/project/project.hpp"
#include "planner/emit/xml.hpp"

#include <optional>

namespace picket::planner {

class ProjectLayers {
  public:
    ProjectLayers(const PlanView& view, const Styles& styles, ProjectData data, const std::filesystem::path& resources);

    // The tree, in which the entries of `shown` are on, the order of drawing and the layers.
    void add_to(Xml& project, const std::vector<const LayerStyle*>& shown) const;

    // All that the project has but what is hidden, topmost first.
    std::vector<const LayerStyle*> shown() const;

    // What it has of a theme.
    std::vector<const LayerStyle*> shown_in(const Theme& theme) const;

    // From the first to the last time that a layer has, such as "2025-08-22T00:00:00Z"; none where there are no times.
    std::optional<std::pair<std::string, std::string>> times() const;

  private:
    std::string source_of(const LayerStyle& entry) const;
    Xml tree(const std::vector<const LayerStyle*>& shown) const;
    Xml map_layer(const LayerStyle& entry) const;

    const PlanView& view_;
    const Styles& styles_;
    ProjectData data_;
    std::filesystem::path resources_;
    std::vector<const LayerStyle*> entries_;  // that have features, topmost first
};

}  // namespace picket::planner
