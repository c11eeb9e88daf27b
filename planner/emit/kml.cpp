#include "planner/emit/kml.hpp"

#include "geo/buffer_edge.hpp"
#include "geo/edges.hpp"
#include "geo/kml.hpp"
#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <list>

namespace picket::planner {

namespace {

std::string with_opacity(const std::string& colour, double opacity) {
    return colour.empty() ? "" : fmt::format("{}{:02x}", colour, static_cast<int>(std::lround(opacity * 255)));
}

// A globe has no hatches: what is hatched alone gets a thin fill of the hatch's colour.
geo::KmlStyle style_of(const Symbol& s) {
    const bool is_hatched_only = s.fill.empty() && s.hatch;
    return {is_hatched_only ? with_opacity(s.hatch->colour, 0.2) : with_opacity(s.fill, s.fill_opacity * s.opacity),
            with_opacity(s.stroke, s.opacity), s.width_px};
}

// A globe needs no metres, and slows down with every vertex. A shape of which nothing would be left stays whole.
void lighten(geo::Geometry& geometry) {
    const auto tolerance = geo::Distance::metres(kml_tolerance_m);
    if (auto* area = std::get_if<geo::MultiPolygon>(&geometry)) {
        if (geo::MultiPolygon light = geo::simplified_valid(*area, tolerance, 0, {}); !light.empty()) *area = std::move(light);
    } else if (auto* lines = std::get_if<geo::Lines>(&geometry)) {
        for (geo::Line& line : *lines) line = geo::simplified(line, tolerance);
    }
}

// The features that the entry shows, in the order in which they are drawn.
geo::Layer shown_layer(const PlanView& view, const LayerStyle& entry) {
    geo::Layer layer{entry.id, {}, geo::EdgeRule::straight};
    for (const geo::Feature* f : entry.drawn(view.layer(entry.table).layer)) layer.features.push_back(*f);
    geo::parallel_for(layer.features.size(), [&](std::size_t i) { lighten(layer.features[i].geometry); });
    return layer;
}

}  // namespace

std::string kml(const PlanView& view, const Styles& styles) {
    std::list<geo::Layer> layers;  // where folders point to
    std::vector<geo::KmlFolder> folders;
    for (const LayerStyle& entry : styles.layers) {
        if (entry.id == "countries") continue;
        geo::Layer layer = shown_layer(view, entry);
        if (layer.features.empty()) continue;
        const auto group = std::find_if(styles.groups.begin(), styles.groups.end(), [&](const Group& g) { return g.id == entry.group; });
        std::vector<geo::KmlStyle> looks;
        for (const geo::Feature& f : layer.features) looks.push_back(style_of(entry.rule_for(f)->symbol));
        layers.push_back(std::move(layer));
        const OutputLayer& output = view.layer(entry.table);
        folders.push_back({&layers.back(), output.fields, output.type, fmt::format("{}: {}", group->title, entry.title), entry.description,
                           !entry.is_hidden, std::move(looks), entry.time_from, entry.time_to});
    }
    return geo::encode_kml(view.summary.at("title").get<std::string>(), folders);
}

}  // namespace picket::planner
