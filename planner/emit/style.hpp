// How layers look wherever they are drawn: one description (styles/styles.json) for QGIS, the report, pictures and KML.
#pragma once

#include "planner/emit/layers.hpp"

#include <filesystem>

namespace picket::planner {

// A field's value is one of `is`, or a number in [from, below).
struct Condition {
    std::string field;
    std::vector<geo::Value> is;
    std::optional<double> from, below;

    bool holds(const geo::Feature& feature) const;
};

struct Hatch {
    double angle_deg, spacing_px, width_px;  // angle counter-clockwise from the horizontal
    std::string colour;
};

// Lengths are pixels of 1/96 inch, colours #rrggbb; an empty colour draws nothing.
struct Symbol {
    std::string fill, stroke, casing;  // casing: a wider line under a line
    double fill_opacity = 1, opacity = 1, width_px = 1;
    std::vector<double> dash_px;
    std::optional<Hatch> hatch;
    std::string marker;  // of points: circle, square, diamond, triangle, pentagon, star, cross
    double size_px = 0;
};

// The first rule whose conditions all hold draws the feature.
struct Rule {
    std::string title;
    std::vector<Condition> where;
    Symbol symbol;
    std::optional<double> max_scale;  // the denominator of the smallest scale at which it is drawn
};

struct LabelStyle {
    std::string field, colour;
    double size_px;
    std::vector<Condition> where;
    double max_scale;
    bool is_spaced = false;  // letters apart, as of large areas
};

// One entry of a legend: a layer of the plan, or those of its features for which `where` holds.
struct LayerStyle {
    std::string id, table, title, group, description;
    std::vector<Condition> where;
    std::vector<Rule> rules;
    std::optional<LabelStyle> label;
    std::string order_by;  // the field in whose order features are drawn, the last on top
    bool is_descending = false, is_hidden = false;
    std::string time_from, time_to;  // fields of points in time between which a feature is
    std::string minutes;             // or the field of minutes after a call

    bool shows(const geo::Feature& feature) const;
    // Those of its table that are drawn, the last on top.
    std::vector<const geo::Feature*> drawn(const geo::Layer& layer) const;
    // Null where no rule draws it.
    const Rule* rule_for(const geo::Feature& feature) const;
};

// A question and the entries that answer it.
struct Theme {
    std::string id, title;
    std::vector<std::string> shows;
    std::vector<std::string> frame;          // entries that a map of it is to hold; a plan without any has nothing of it
    std::vector<std::string> frame_if_near;  // and those it holds where that costs little of its scale
};

struct Group {
    std::string id, title;
};

struct Styles {
    std::vector<Group> groups;
    std::vector<Theme> themes;
    std::vector<LayerStyle> layers;  // from the topmost down
    std::map<std::string, std::string> aliases;  // of fields, for people, with units
    std::string water, ink;

    const LayerStyle& layer(std::string_view id) const;
    const Theme& theme(std::string_view id) const;
    // What people call a field: its alias, or itself.
    const std::string& alias(const std::string& field) const;
};

// Throws InputError when the file is missing or not as it ships.
Styles read_styles(const std::filesystem::path& file);

}  // namespace picket::planner
