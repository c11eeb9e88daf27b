#include "planner/emit/project/layers.hpp"

#include "planner/emit/geopackage.hpp"
#include "planner/emit/project/layout.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

namespace {

bool has_features(const PlanView& view, const LayerStyle& entry) {
    return !entry.drawn(view.layer(entry.table).layer).empty();
}

Xml wgs84() {
    Xml system("spatialrefsys");
    system.add(Xml("proj4", "+proj=longlat +datum=WGS84 +no_defs")).add(Xml("srsid", "3452")).add(Xml("srid", "4326")).add(Xml("authid", "EPSG:4326"));
    return system.add(Xml("description", "WGS 84")).add(Xml("geographicflag", "true"));
}

// Kind and type of geometries, as QGIS calls them.
std::pair<const char*, const char*> geometry_of(geo::GeometryType type) {
    switch (type) {
        case geo::GeometryType::point: return {"Point", "Point"};
        case geo::GeometryType::line: return {"Line", "LineString"};
        default: return {"Polygon", "MultiPolygon"};
    }
}

// A style as saved for a layer: what stands within its root, and whether it has labels.
std::pair<std::string, std::string> style_parts(const std::string& qml) {
    const std::size_t root = qml.find("<qgis");
    const std::size_t inside = qml.find('>', root) + 1;
    const bool is_labelled = qml.substr(root, inside - root).find("labelsEnabled=\"1\"") != std::string::npos;
    return {qml.substr(inside, qml.rfind("</qgis>") - inside), is_labelled ? "1" : "0"};
}

}  // namespace

ProjectLayers::ProjectLayers(const PlanView& view, const Styles& styles, ProjectData data, const std::filesystem::path& resources)
    : view_(view), styles_(styles), data_(data), resources_(resources) {
    for (const LayerStyle& entry : styles.layers)
        if (has_features(view, entry)) entries_.push_back(&entry);
}

std::vector<const LayerStyle*> ProjectLayers::shown() const {
    std::vector<const LayerStyle*> all;
    std::copy_if(entries_.begin(), entries_.end(), std::back_inserter(all), [](const LayerStyle* e) { return !e->is_hidden; });
    return all;
}

std::vector<const LayerStyle*> ProjectLayers::shown_in(const Theme& theme) const {
    std::vector<const LayerStyle*> all = shown();
    std::erase_if(all, [&](const LayerStyle* e) { return std::find(theme.shows.begin(), theme.shows.end(), e->id) == theme.shows.end(); });
    return all;
}

std::optional<std::pair<std::string, std::string>> ProjectLayers::times() const {
    std::optional<std::pair<std::string, std::string>> times;
    for (const LayerStyle* e : entries_) {
        if (e->time_from.empty()) continue;
        for (const geo::Feature& f : view_.layer(e->table).layer.features) {
            const std::string from = f.text(e->time_from), to = f.text(e->time_to);  // which sort as times do
            times = times ? std::pair{std::min(times->first, from), std::max(times->second, to)} : std::pair{from, to};
        }
    }
    return times;
}

std::string ProjectLayers::source_of(const LayerStyle& entry) const {
    return data_ == ProjectData::geopackage ? "./plan.gpkg|layername=" + entry.table : "./" + entry.table + ".geojson";
}

Xml ProjectLayers::tree(const std::vector<const LayerStyle*>& shown) const {
    Xml root("layer-tree-group"), order("custom-order");
    order.set("enabled", "1");  // that of the groups is for reading, this one for drawing
    for (const LayerStyle* e : entries_) order.add(Xml("item", layer_id(*e)));
    for (const Group& g : styles_.groups) {
        Xml group("layer-tree-group");
        group.set("name", g.title).set("checked", "Qt::Checked").set("expanded", "1");
        bool is_used = false;
        for (const LayerStyle* e : entries_) {
            if (e->group != g.id) continue;
            is_used = true;
            const bool is_on = std::find(shown.begin(), shown.end(), e) != shown.end();
            group.add(Xml("layer-tree-layer").set("id", layer_id(*e)).set("name", e->title).set("source", source_of(*e)).set("providerKey", "ogr")
                          .set("checked", is_on ? "Qt::Checked" : "Qt::Unchecked").set("expanded", is_on && e->rules.size() > 1 ? "1" : "0"));
        }
        if (is_used) root.add(group);
    }
    return root.add(order);
}

Xml ProjectLayers::map_layer(const LayerStyle& entry) const {
    const auto [kind, type] = geometry_of(view_.layer(entry.table).type);
    const auto [style, is_labelled] = style_parts(qml_of(entry.id, resources_));
    Xml layer("maplayer");
    layer.set("type", "vector").set("geometry", kind).set("wkbType", type).set("styleCategories", "AllStyleCategories").set("labelsEnabled", is_labelled);
    layer.set("hasScaleBasedVisibilityFlag", "0").set("minScale", "100000000").set("maxScale", "0");
    layer.add(Xml("id", layer_id(entry))).add(Xml("datasource", source_of(entry))).add(Xml("title", entry.title)).add(Xml("abstract", entry.description));
    layer.add(Xml("layername", entry.title)).add(Xml("srs").add(wgs84())).add(Xml("provider", "ogr").set("encoding", "UTF-8"));
    layer.add(Xml("map-layer-style-manager").set("current", "default").add(Xml("map-layer-style").set("name", "default")));
    return layer.add_made(style);
}

void ProjectLayers::add_to(Xml& project, const std::vector<const LayerStyle*>& shown) const {
    Xml layers("projectlayers"), order("layerorder");
    for (const LayerStyle* e : entries_) {
        layers.add(map_layer(*e));
        order.add(Xml("layer").set("id", layer_id(*e)));
    }
    project.add(tree(shown)).add(layers).add(order);
}

}  // namespace picket::planner
