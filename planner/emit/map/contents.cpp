#include "planner/emit/map/contents.hpp"

#include "planner/emit/map/page_geometry.hpp"
#include "planner/emit/map/symbols.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace picket::planner {

namespace {

constexpr const char* background_group = "background";
constexpr const char* bearings = "countries";  // everybody knows what they are

bool holds(const std::vector<std::string>& ids, const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

bool is_drawn_at(const std::optional<double>& max_scale, double scale) { return !max_scale || scale <= *max_scale; }

void add_vertices(const geo::Geometry& geometry, std::vector<geo::Vec>& places) {
    const auto add = [&](const geo::Line& line) {
        for (const geo::Vec& v : line) places.push_back({written(v.x), written(v.y)});
    };
    if (const auto* points = std::get_if<geo::Points>(&geometry)) add(*points);
    if (const auto* lines = std::get_if<geo::Lines>(&geometry))
        for (const geo::Line& line : *lines) add(line);
    if (const auto* polygons = std::get_if<geo::MultiPolygon>(&geometry))
        for (const geo::Polygon& p : *polygons) add(p.outer);
}

// Of the features that are drawn at every scale.
std::vector<geo::Vec> places_of(const PlanView& view, const Styles& styles, const std::vector<std::string>& ids) {
    std::vector<geo::Vec> places;
    for (const std::string& id : ids)
        for (const geo::Feature* f : styles.layer(id).drawn(view.layer(styles.layer(id).table).layer))
            if (!styles.layer(id).rule_for(*f)->max_scale) add_vertices(f->geometry, places);
    return places;
}

// Areas without edges or hatches, all as opaque as each other.
bool is_flat(const LayerStyle& entry) {
    return std::all_of(entry.rules.begin(), entry.rules.end(), [&](const Rule& r) {
        const Symbol &s = r.symbol, &first = entry.rules.front().symbol;
        return !s.fill.empty() && s.stroke.empty() && !s.hatch && s.fill_opacity == first.fill_opacity && s.opacity == first.opacity;
    });
}

// Whether a name of that look has room across the area.
bool has_room(const geo::MultiPolygon& area, const std::string& text, const LabelStyle& look) {
    constexpr double letter_wide = 0.75, space_px = 2;  // of a capital, by its size
    if (!look.is_spaced) return true;
    geo::Box box;
    for (const geo::Polygon& p : area)
        for (const geo::Vec& v : p.outer) box.add(v);
    return box.high.x - box.low.x > 0.8 * static_cast<double>(text.size()) * (letter_wide * look.size_px + space_px);
}

// Collects what one entry of the styles adds to the map.
class EntryDrawing {
  public:
    // `is_asked_for`: what lies outside the map is named.
    EntryDrawing(const LayerStyle& entry, geo::GeometryType type, bool is_asked_for, const PagePlane& plane, MapContents& contents)
        : entry_(entry), type_(type), is_asked_for_(is_asked_for), plane_(plane), contents_(contents),
          painter_(is_flat(entry)) {}

    void add(const geo::Feature& f) {
        const Rule& rule = *entry_.rule_for(f);
        if (!is_drawn_at(rule.max_scale, plane_.scale())) return;
        const geo::Geometry drawn = on_page(f.geometry, plane_);
        if (!is_seen(drawn)) {
            if (is_asked_for_ && type_ == geo::GeometryType::point && !rule.max_scale) contents_.beyond.push_back(beyond_name(f));
            return;
        }
        painter_.add(rule.symbol, drawn);
        seen_.insert(&rule);
        ++sources_[source_of(f)];
        if (const auto* points = std::get_if<geo::Points>(&drawn)) take(points->front(), rule.symbol.size_px);
        label(f, drawn, rule);
    }

    void finish(std::map<std::string, int>& sources) {
        painter_.add_layers_to(entry_.group == background_group && type_ == geo::GeometryType::multipolygon ? contents_.background : contents_.layers);
        if (!group_.labels.empty()) contents_.labels.push_back(std::move(group_));
        for (const auto& [source, count] : sources_) sources[source] += count;
    }

    // Keys in the order of the rules.
    std::vector<LegendKey> keys() const {
        std::vector<LegendKey> keys;
        for (const Rule& rule : entry_.rules)
            if (seen_.contains(&rule)) keys.push_back({rule.title, rule.symbol, type_});
        return keys;
    }

  private:
    bool is_seen(const geo::Geometry& drawn) const {
        if (const auto* points = std::get_if<geo::Points>(&drawn)) return !points->empty();
        if (const auto* lines = std::get_if<geo::Lines>(&drawn)) return !lines->empty();
        const auto* polygons = std::get_if<geo::MultiPolygon>(&drawn);
        return polygons && !polygons->empty();
    }

    std::string beyond_name(const geo::Feature& f) const {
        return entry_.label && !f.text(entry_.label->field).empty() ? f.text(entry_.label->field) : f.text("name");
    }

    static std::string source_of(const geo::Feature& f) {
        std::string source = f.text("source");
        source = source.substr(0, source.find(';'));
        return f.text("as_of").empty() ? source : fmt::format("{} ({})", source, f.text("as_of"));
    }

    void take(geo::Vec at, double size_px) {
        const double r = size_px / 2;
        contents_.taken.push_back({{at.x - r, at.y - r}, {at.x + r, at.y + r}});
    }

    void label(const geo::Feature& f, const geo::Geometry& drawn, const Rule& rule) {
        if (!entry_.label || plane_.scale() > entry_.label->max_scale) return;
        const LabelStyle& l = *entry_.label;
        if (!std::all_of(l.where.begin(), l.where.end(), [&](const Condition& c) { return c.holds(f); })) return;
        const std::string text = f.text(l.field);
        if (text.empty()) return;
        constexpr double gap_px = 3;
        group_.look = {l.size_px, l.colour, l.is_spaced, std::max(rule.symbol.size_px, rule.symbol.width_px) / 2 + gap_px};
        if (const auto* lines = std::get_if<geo::Lines>(&drawn)) group_.labels.push_back({text, middle_of(*lines)});
        else if (const auto* area = std::get_if<geo::MultiPolygon>(&drawn)) label_area(text, largest(*area), l);
        else group_.labels.push_back({text, std::get<geo::Points>(drawn).front()});
    }

    void label_area(const std::string& text, const geo::MultiPolygon& area, const LabelStyle& look) {
        if (has_room(area, text, look)) group_.labels.push_back({text, roomiest(area, plane_.frame), true});
    }

    const LayerStyle& entry_;
    geo::GeometryType type_;
    bool is_asked_for_;
    const PagePlane& plane_;
    MapContents& contents_;
    SymbolPainter painter_;
    LabelGroup group_;
    std::set<const Rule*> seen_;
    std::map<std::string, int> sources_;
};

}  // namespace

bool has_theme(const PlanView& view, const Styles& styles, const Theme& theme) {
    return !places_of(view, styles, theme.frame).empty();
}

PagePlane plane_of(const PlanView& view, const Styles& styles, const Theme& theme, const geo::Box& frame) {
    constexpr double costs_at_most = 1.25;
    const std::vector<geo::Vec> places = places_of(view, styles, theme.frame);
    return fitted(with_near(places, places_of(view, styles, theme.frame_if_near), frame, costs_at_most), frame);
}

MapContents contents_of(const PlanView& view, const Styles& styles, const Theme& theme, const PagePlane& plane) {
    MapContents contents;
    std::map<std::string, std::vector<LegendEntry>> keys;  // by group
    std::map<std::string, int> sources;
    // From the bottom up; labels are asked from the top down.
    for (auto entry = styles.layers.rbegin(); entry != styles.layers.rend(); ++entry) {
        if (!holds(theme.shows, entry->id) || entry->is_hidden) continue;
        const bool is_asked_for = holds(theme.frame, entry->id) || holds(theme.frame_if_near, entry->id);
        EntryDrawing drawing(*entry, view.layer(entry->table).type, is_asked_for, plane, contents);
        for (const geo::Feature* f : entry->drawn(view.layer(entry->table).layer)) drawing.add(*f);
        drawing.finish(sources);
        if (entry->id == bearings) continue;
        auto& group = keys[entry->group];
        if (LegendEntry own{entry->title, drawing.keys(), entry->rules.size()}; !own.keys.empty()) group.insert(group.begin(), std::move(own));
    }
    std::reverse(contents.labels.begin(), contents.labels.end());
    for (const Group& g : styles.groups)
        if (!keys[g.id].empty()) contents.legend.push_back({g.title, keys[g.id]});
    std::vector<std::pair<std::string, int>> counted(sources.begin(), sources.end());
    std::stable_sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [source, count] : counted)
        if (!source.empty()) contents.sources.push_back(source);
    return contents;
}

}  // namespace picket::planner
