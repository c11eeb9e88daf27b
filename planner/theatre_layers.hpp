// The layers of a plan's theatre as they are read, and the records in them; no frame is chosen yet.
#pragma once

#include "planner/theatre.hpp"

#include "geo/text.hpp"

namespace picket::planner {

struct Layers {
    geo::Layer bases, ports, countries, territorial_sea, lanes;
    std::optional<geo::Layer> frontline, control, swept, listed;
    std::vector<geo::Layer> closed, open;
};

// All that the scenario names, side by side. Throws InputError, as do those below.
Layers read_layers(const Scenario& scenario, geo::Faults faults, geo::Notices& notices);

// A feature's geometry, which must be of that kind.
template <class Kind>
const Kind& geometry_of(const geo::Feature& feature, const geo::LayerRef& ref, std::string_view wanted) {
    if (const auto* kind = std::get_if<Kind>(&feature.geometry)) return *kind;
    throw geo::InputError(fmt::format("{}: feature '{}' must be {}", ref.file.string(), feature.text("id"), wanted));
}

std::map<std::string, Base> bases_in(const geo::Layer& layer, const geo::LayerRef& ref);
std::vector<Port> ports_in(const geo::Layer& layer, const geo::LayerRef& ref);
std::map<std::string, LanePath> lanes_in(const geo::Layer& layer, const geo::LayerRef& ref, geo::Distance tolerance);

// Lines that start where another ends become one; the longest first.
std::vector<geo::Path> joined_lines(const geo::Layer& layer, const geo::LayerRef& ref, geo::Distance tolerance);

}  // namespace picket::planner
