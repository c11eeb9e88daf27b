#include "planner/emit/report/map.hpp"

#include "planner/calendar.hpp"
#include "planner/emit/report/shapes.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace picket::planner {

namespace {

using geo::Feature;
using geo::MultiPolygon;

Json symbol_json(const Rule& rule) {
    const Symbol& s = rule.symbol;
    Json j = {{"title", rule.title}};
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) j[key] = value;
    };
    add("fill", s.fill);
    add("stroke", s.stroke);
    add("casing", s.casing);
    add("marker", s.marker);
    j["fillOpacity"] = s.fill_opacity;
    j["opacity"] = s.opacity;
    j["width"] = s.width_px;
    if (!s.dash_px.empty()) j["dash"] = s.dash_px;
    if (s.hatch) j["hatch"] = {{"angle", s.hatch->angle_deg}, {"spacing", s.hatch->spacing_px}, {"width", s.hatch->width_px}, {"colour", s.hatch->colour}};
    if (s.size_px > 0) j["size"] = s.size_px;
    if (rule.max_scale) j["maxScale"] = *rule.max_scale;
    return j;
}

// Where a feature comes from stands apart from its numbers.
bool is_about(const std::string& field) {
    static const std::set<std::string> about{"id", "name", "source", "as_of", "method", "tolerance_m"};
    return about.contains(field);
}

std::string about(const Feature& f) {
    std::string text = fmt::format("Source: {}, as of {}.", f.text("source"), f.text("as_of"));
    if (const std::string method = f.text("method"); !method.empty()) text += fmt::format(" Method: {}; within {} m.", method, f.text("tolerance_m"));
    return text;
}

std::string kind_of(geo::GeometryType type) {
    return type == geo::GeometryType::point ? "point" : type == geo::GeometryType::line ? "line" : "area";
}

class MapWriter {
  public:
    MapWriter(const PlanView& view, const Styles& styles, const FieldText& text)
        : view_(view), styles_(styles), text_(text),
          shapes_(geo::Distance::metres(map_tolerance_m), view.plan.at("frame").at("centre").at(0).get<double>()),
          as_of_(view.summary.at("as_of").get<std::string>()) {
        for (const OutputLayer& l : view.layers)
            for (const Feature& f : l.layer.features)
                if (const auto* area = std::get_if<MultiPolygon>(&f.geometry)) shapes_.add(*area);
    }

    Json write() {
        Json groups = Json::array(), themes = Json::array(), layers = Json::array();
        for (const LayerStyle& entry : styles_.layers)
            if (Json layer = layer_json(entry); !layer.at("features").empty()) layers.push_back(std::move(layer));
        for (const Group& g : styles_.groups) groups.push_back({{"id", g.id}, {"title", g.title}});
        for (const Theme& t : styles_.themes) themes.push_back({{"id", t.id}, {"title", t.title}, {"shows", t.shows}});
        return {{"units", MapShapes::units_per_degree}, {"extent", extent()}, {"groups", groups}, {"themes", themes},
                {"layers", std::move(layers)}, {"arcs", shapes_.arcs()}};
    }

  private:
    Json layer_json(const LayerStyle& entry) {
        const OutputLayer& output = view_.layer(entry.table);
        Json layer = {{"id", entry.id}, {"title", entry.title}, {"group", entry.group}, {"description", entry.description},
                      {"kind", kind_of(output.type)}, {"hidden", entry.is_hidden}, {"features", Json::array()}};
        for (const Rule& rule : entry.rules) layer["rules"].push_back(symbol_json(rule));
        if (entry.label)
            layer["label"] = {{"colour", entry.label->colour}, {"size", entry.label->size_px}, {"maxScale", entry.label->max_scale}, {"spaced", entry.label->is_spaced}};
        if (!entry.time_from.empty()) layer["timed"] = true;
        if (!entry.minutes.empty()) layer["minutes"] = true;
        std::vector<std::string> fields;
        for (const geo::Field& f : output.fields)
            if (!is_about(f.name)) fields.push_back(f.name);
        for (const std::string& f : fields) layer["fields"].push_back(styles_.alias(f));
        std::vector<std::string> sources;
        for (const Feature* f : entry.drawn(output.layer)) layer["features"].push_back(feature_json(entry, *f, fields, sources));
        layer["sources"] = sources;
        return layer;
    }

    Json feature_json(const LayerStyle& entry, const Feature& f, const std::vector<std::string>& fields, std::vector<std::string>& sources) {
        Json values = Json::array();
        for (const std::string& field : fields) {
            const std::string text = text_(f, field);
            values.push_back(text == "-" ? Json(0) : Json(with_units(text)));
        }
        while (!values.empty() && values.back() == 0) values.erase(values.size() - 1);
        const std::string from = about(f);
        auto source = std::find(sources.begin(), sources.end(), from);
        if (source == sources.end()) source = sources.insert(source, from);
        Json j = {{"n", f.text("name")}, {"r", entry.rule_for(f) - entry.rules.data()}, {"v", values}, {"s", source - sources.begin()}, {"g", shape_json(f)}};
        if (entry.label && std::all_of(entry.label->where.begin(), entry.label->where.end(), [&](const Condition& c) { return c.holds(f); })) {
            j["l"] = f.text(entry.label->field);
            if (const auto* area = std::get_if<MultiPolygon>(&f.geometry)) j["p"] = shapes_.label_place(*area);
        }
        if (!entry.time_from.empty()) j["t"] = {minutes_of_day(as_of_, f.text(entry.time_from)), minutes_of_day(as_of_, f.text(entry.time_to))};
        if (!entry.minutes.empty()) j["m"] = f.number(entry.minutes).value_or(0);
        return j;
    }

    Json shape_json(const Feature& f) {
        if (const auto* area = std::get_if<MultiPolygon>(&f.geometry)) return shapes_.area(*area);
        if (const auto* lines = std::get_if<geo::Lines>(&f.geometry)) return shapes_.lines(*lines);
        if (const auto* points = std::get_if<geo::Points>(&f.geometry)) return shapes_.points(*points);
        return Json::array();
    }

    // What the map shows at first, in degrees: what is asked of, or else where somebody gets to, or else from where.
    Json extent() const {
        for (const std::vector<const char*>& names : {std::vector{"zones", "lanes", "stations"}, {"reach"}, {"bases"}}) {
            geo::Box box;
            for (const char* name : names)
                for (const Feature& f : view_.layer(name).layer.features) add_to(box, f.geometry);
            if (box.low.x <= box.high.x) return {box.low.x, box.low.y, box.high.x, box.high.y};
        }
        return {-180, -60, 180, 75};
    }

    void add_to(geo::Box& box, const geo::Geometry& geometry) const {
        const auto add = [&](const geo::Line& line) {
            for (const geo::Vec& v : shapes_.unwrapped(line)) box.add(v);
        };
        if (const auto* area = std::get_if<MultiPolygon>(&geometry))
            for (const geo::Polygon& p : *area) add(p.outer);
        if (const auto* lines = std::get_if<geo::Lines>(&geometry))
            for (const geo::Line& l : *lines) add(l);
        if (const auto* points = std::get_if<geo::Points>(&geometry)) add(*points);
    }

    const PlanView& view_;
    const Styles& styles_;
    const FieldText& text_;
    MapShapes shapes_;
    std::string as_of_;
};

}  // namespace

double minutes_of_day(const std::string& as_of, const std::string& time) {
    const auto number = [&](std::size_t at) { return std::stod(time.substr(at, 2)); };
    const double days = static_cast<double>(seconds_at(time.substr(0, 10)) - seconds_at(as_of)) / 86400;
    return days * 1440 + number(11) * 60 + number(14) + number(17) / 60;
}

Json report_map(const PlanView& view, const Styles& styles, const FieldText& text) { return MapWriter(view, styles, text).write(); }

}  // namespace picket::planner
