#include "planner/emit/style.hpp"

#include "planner/json.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

namespace {

geo::Value value_of(const Json& j) {
    if (j.is_boolean()) return j.get<bool>();
    if (j.is_number()) return j.get<double>();
    return j.get<std::string>();
}

// Numbers are alike whatever their type.
bool same(const geo::Value& a, const geo::Value& b) {
    const auto number_of = [](const geo::Value& v) -> std::optional<double> {
        if (const auto* i = std::get_if<std::int64_t>(&v)) return static_cast<double>(*i);
        if (const auto* d = std::get_if<double>(&v)) return *d;
        return std::nullopt;
    };
    const auto x = number_of(a), y = number_of(b);
    return x && y ? *x == *y : a == b;
}

std::optional<double> number_in(const Json& j, const char* key) {
    return j.contains(key) ? std::optional(j.at(key).get<double>()) : std::nullopt;
}

std::vector<Condition> conditions_in(const Json& j) {
    std::vector<Condition> all;
    if (!j.contains("where")) return all;
    for (const auto& [field, wanted] : j.at("where").items()) {
        Condition c{field, {}, {}, {}};
        if (wanted.is_object()) {
            c.from = number_in(wanted, "from");
            c.below = number_in(wanted, "below");
        } else if (wanted.is_array()) {
            for (const Json& one : wanted) c.is.push_back(value_of(one));
        } else {
            c.is.push_back(value_of(wanted));
        }
        all.push_back(std::move(c));
    }
    return all;
}

Symbol symbol_in(const Json& j) {
    Symbol s;
    s.fill = j.value("fill", "");
    s.stroke = j.value("stroke", "");
    s.casing = j.value("casing", "");
    s.fill_opacity = j.value("fill_opacity", 1.0);
    s.opacity = j.value("opacity", 1.0);
    s.width_px = j.value("width", 1.0);
    s.dash_px = j.value("dash", std::vector<double>{});
    if (j.contains("hatch")) {
        const Json& h = j.at("hatch");
        s.hatch = Hatch{h.at("angle").get<double>(), h.at("spacing").get<double>(), h.at("width").get<double>(), h.at("colour").get<std::string>()};
    }
    s.marker = j.value("marker", "");
    s.size_px = j.value("size", 0.0);
    return s;
}

LayerStyle layer_in(const Json& j) {
    LayerStyle l;
    l.id = j.at("id").get<std::string>();
    l.table = j.value("table", l.id);
    l.title = j.at("title").get<std::string>();
    l.group = j.at("group").get<std::string>();
    l.description = j.at("description").get<std::string>();
    l.where = conditions_in(j);
    for (const Json& r : j.at("rules")) l.rules.push_back({r.at("title").get<std::string>(), conditions_in(r), symbol_in(r), number_in(r, "max_scale")});
    if (j.contains("label")) {
        const Json& t = j.at("label");
        l.label = LabelStyle{t.at("field").get<std::string>(), t.at("colour").get<std::string>(), t.at("size").get<double>(), conditions_in(t),
                             t.at("max_scale").get<double>(), t.value("spaced", false)};
    }
    l.order_by = j.value("order_by", "");
    l.is_descending = j.value("descending", false);
    l.is_hidden = j.value("hidden", false);
    if (j.contains("time")) {
        l.time_from = j.at("time").at("from").get<std::string>();
        l.time_to = j.at("time").at("to").get<std::string>();
    }
    l.minutes = j.value("minutes", "");
    return l;
}

}  // namespace

bool Condition::holds(const geo::Feature& feature) const {
    if (!is.empty()) {
        const geo::Value* value = feature.find(field);
        return value && std::any_of(is.begin(), is.end(), [&](const geo::Value& v) { return same(*value, v); });
    }
    const auto number = feature.number(field);
    return number && (!from || *number >= *from) && (!below || *number < *below);
}

bool LayerStyle::shows(const geo::Feature& feature) const {
    return std::all_of(where.begin(), where.end(), [&](const Condition& c) { return c.holds(feature); });
}

std::vector<const geo::Feature*> LayerStyle::drawn(const geo::Layer& layer) const {
    std::vector<const geo::Feature*> features;
    for (const geo::Feature& f : layer.features)
        if (shows(f) && rule_for(f)) features.push_back(&f);
    const auto order = [&](const geo::Feature* f) { return f->number(order_by).value_or(0) * (is_descending ? -1 : 1); };
    if (!order_by.empty())
        std::stable_sort(features.begin(), features.end(), [&](const auto* a, const auto* b) { return order(a) < order(b); });
    return features;
}

const Rule* LayerStyle::rule_for(const geo::Feature& feature) const {
    for (const Rule& rule : rules)
        if (std::all_of(rule.where.begin(), rule.where.end(), [&](const Condition& c) { return c.holds(feature); })) return &rule;
    return nullptr;
}

const LayerStyle& Styles::layer(std::string_view id) const {
    return *std::find_if(layers.begin(), layers.end(), [&](const LayerStyle& l) { return l.id == id; });
}

const Theme& Styles::theme(std::string_view id) const {
    return *std::find_if(themes.begin(), themes.end(), [&](const Theme& t) { return t.id == id; });
}

const std::string& Styles::alias(const std::string& field) const {
    const auto found = aliases.find(field);
    return found == aliases.end() ? field : found->second;
}

Styles read_styles(const std::filesystem::path& file) {
    const Json j = read_json(file);
    try {
        Styles s;
        for (const Json& g : j.at("groups")) s.groups.push_back({g.at("id").get<std::string>(), g.at("title").get<std::string>()});
        for (const Json& t : j.at("themes"))
            s.themes.push_back({t.at("id").get<std::string>(), t.at("title").get<std::string>(), t.at("shows").get<std::vector<std::string>>(),
                                t.at("frame").get<std::vector<std::string>>(), t.value("frame_if_near", std::vector<std::string>{})});
        for (const Json& l : j.at("layers")) s.layers.push_back(layer_in(l));
        s.aliases = j.at("aliases").get<std::map<std::string, std::string>>();
        s.water = j.at("water").get<std::string>();
        s.ink = j.at("ink").get<std::string>();
        for (const Theme& t : s.themes)
            for (const auto* ids : {&t.shows, &t.frame, &t.frame_if_near})
                for (const std::string& id : *ids)
                    if (std::none_of(s.layers.begin(), s.layers.end(), [&](const LayerStyle& l) { return l.id == id; }))
                        throw geo::InputError(fmt::format("{}: theme '{}' shows '{}', which is no layer of it", file.string(), t.id, id));
        return s;
    } catch (const Json::exception& e) {
        throw geo::InputError(fmt::format("{}: is not as picket ships it: {}", file.string(), e.what()));
    }
}

}  // namespace picket::planner
