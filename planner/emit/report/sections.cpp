#include "planner/emit/report/sections.hpp"

#include "planner/summary.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

namespace {

// One finding: a number in large letters and what it is.
std::string finding(const std::string& number, const std::string& words) {
    return fmt::format("<li><b class=\"big\">{}</b> <span>{}</span></li>\n", number, words);
}

std::string card(const std::string& question, const std::string& link, const std::string& findings) {
    if (findings.empty()) return "";
    return fmt::format("<section class=\"card\"><h2>{}</h2>\n<ul>\n{}</ul>\n<p><a href=\"#{}\">More</a></p></section>\n", question, findings, link);
}

std::string title_of(const Json& list, const std::string& id) {
    for (const Json& one : list)
        if (one.at("id") == id) return one.value("title", "").empty() ? id : one.at("title").get<std::string>();
    return id;
}

std::string air_findings(const std::vector<Table>& tables) {
    std::string html;
    if (const Table* nations = find_table(tables, "nations")) {
        const std::size_t total = nations->rows.size() - 1;
        const auto n = [&](const char* key) { return cell_of(*nations, total, key).html(); };
        html += finding(n("aircraft"), fmt::format("aircraft in the scenario, {} of them fit to fly and not on alert", n("aircraft_available")));
        html += finding(n("sorties_flown_per_day"), fmt::format("sorties a day, {} of them of tankers; {} flight hours a day", n("tanker_sorties_flown_per_day"), n("flight_hours_per_day")));
    }
    if (const Table* stations = find_table(tables, "stations")) {
        std::size_t manned = 0;
        for (std::size_t row = 0; row < stations->rows.size(); ++row) manned += cell_of(*stations, row, "manned").value.get<bool>() ? 1 : 0;
        html += finding(fmt::format("{} of {}", manned, stations->rows.size()), "stations manned");
    }
    return html;
}

std::string zone_findings(const PlanView& view, const std::vector<Table>& tables) {
    const Table* zones = find_table(tables, "zones");
    std::string html;
    for (std::size_t row = 0; zones && row < zones->rows.size(); ++row) {
        const auto n = [&](const char* key) { return cell_of(*zones, row, key).html(); };
        const std::string id = cell_of(*zones, row, "zone").value;
        html += finding(n("held_share"), fmt::format("held: {}. {} of {} km², each place within {} min of a call", escaped(title_of(view.plan.at("scenario").at("zones"), id)),
                                                     n("held_km2"), n("area_km2"), n("response_min")));
        html += finding(n("gap_km2") + " km²", cell_of(*zones, row, "worst_response_min").value.is_null() ? "in gaps; parts of the zone nobody comes to" : fmt::format("in gaps; the worst place waits {} min", n("worst_response_min")));
    }
    return html;
}

std::string lane_name(const PlanView& view, const std::string& id) {
    for (const geo::Feature& f : view.layer("lanes").layer.features)
        if (f.text("id") == id && !f.text("name").empty()) return f.text("name");
    return id;
}

std::string lane_findings(const PlanView& view, const std::vector<Table>& tables) {
    const Table* lanes = find_table(tables, "lanes");
    std::string html;
    for (std::size_t row = 0; lanes && row < lanes->rows.size(); ++row) {
        const auto n = [&](const char* key) { return cell_of(*lanes, row, key).html(); };
        const std::string name = escaped(lane_name(view, cell_of(*lanes, row, "lane").value));
        html += finding(n("protected_share"), cell_of(*lanes, row, "exposed_km").value == 0
                                                  ? fmt::format("protected: {}, {} km", name, n("length_km"))
                                                  : fmt::format("protected: {}, {} km; {} h without, the longest gap {} km", name, n("length_km"), n("exposed_h"), n("longest_gap_km")));
    }
    return html;
}

// "90.4 % to 97.1 %" of a column, by its values.
std::string range_of(const Table& table, const char* key) {
    std::size_t least = 0, most = 0;
    for (std::size_t row = 1; row < table.rows.size(); ++row) {
        if (cell_of(table, row, key).value < cell_of(table, least, key).value) least = row;
        if (cell_of(table, row, key).value > cell_of(table, most, key).value) most = row;
    }
    const std::string low = cell_of(table, least, key).html(), high = cell_of(table, most, key).html();
    return low == high ? low : fmt::format("{} to {}", low, high);
}

// The answer in a sentence or two.
std::string sentences(const std::vector<Table>& tables) {
    std::string words;
    const Table *zones = find_table(tables, "zones"), *lanes = find_table(tables, "lanes"), *nations = find_table(tables, "nations");
    if (zones) words += fmt::format("{} of {} is held", range_of(*zones, "held_share"), zones->rows.size() == 1 ? "the zone" : fmt::format("each of {} zones", zones->rows.size()));
    if (lanes)
        words += fmt::format("{}hips have the protection asked for along {} of {}", words.empty() ? "S" : "; s", range_of(*lanes, "protected_share"),
                             lanes->rows.size() == 1 ? "the lane" : fmt::format("each of {} lanes", lanes->rows.size()));
    if (!words.empty()) words += ". ";
    if (nations && cell_of(*nations, nations->rows.size() - 1, "sorties_flown_per_day").value > 0) {
        const auto n = [&](const char* key) { return cell_of(*nations, nations->rows.size() - 1, key).html(); };
        words += fmt::format("This takes {} sorties and {} flight hours a day; the scenario has {} aircraft.", n("sorties_flown_per_day"), n("flight_hours_per_day"), n("aircraft"));
    }
    return words.empty() ? "" : fmt::format("<p class=\"lead\">{}</p>\n", words);
}

std::string verdict(const PlanView& view) {
    const auto asked = requirements_in(view.summary);
    if (asked.empty()) return "";
    const auto met = std::count_if(asked.begin(), asked.end(), [](const RequirementResult& r) { return r.met; });
    const std::size_t all = asked.size();
    const std::string how = static_cast<std::size_t>(met) == all ? (all == 1 ? "The requirement is met" : fmt::format("All {} requirements are met", all))
                                                                 : fmt::format("{} of {} requirements met, {} missed", met, all, all - static_cast<std::size_t>(met));
    return fmt::format("<p class=\"verdict {}\"><a href=\"#requirements\">{}</a>.</p>\n", static_cast<std::size_t>(met) == all ? "met" : "missed", how);
}

struct FeatureColumn {
    const char *field, *title;
    bool is_number;
};

// The first features of a layer, a row for each; what has no feature has no table.
std::string features_table(const std::string& caption, const std::vector<geo::Feature>& features, const std::vector<FeatureColumn>& columns, const FieldText& text) {
    constexpr std::size_t most = 15;
    if (features.empty()) return "";
    std::vector<std::vector<std::string>> rows(1);
    std::vector<bool> is_number;
    for (const FeatureColumn& c : columns) {
        rows[0].push_back(c.title);
        is_number.push_back(c.is_number);
    }
    for (std::size_t i = 0; i < std::min(most, features.size()); ++i) {
        rows.emplace_back();
        for (const FeatureColumn& c : columns) rows.back().push_back(text(features[i], c.field));
    }
    return table_html(features.size() > most ? fmt::format("{}: the first {} of {}", caption, most, features.size()) : caption, rows, is_number);
}

std::string last_step(const std::string& key) { return key.substr(key.rfind('.') + 1); }

}  // namespace

std::string lead_html(const PlanView& view, const std::vector<Table>& tables) {
    return sentences(tables) + verdict(view) + "<div class=\"cards\">\n" + card("How far and how long can fleets patrol?", "air", air_findings(tables)) +
           card("What of the zone is held?", "zone", zone_findings(view, tables)) + card("Where do ships have protection?", "lanes", lane_findings(view, tables)) + "</div>\n";
}

std::string requirements_html(const PlanView& view, const FieldText& text) {
    std::vector<std::vector<std::string>> rows{{"number", "asked", "is", "verdict"}};
    for (const RequirementResult& r : requirements_in(view.summary)) {
        const auto rounded = [&](double v) { return text(last_step(r.key), v); };
        // What is missed by less than is shown is told in full.
        const bool is_close = !r.met && r.got && rounded(*r.got) == rounded(r.wanted);
        const auto words = [&](double v) { return is_close ? fmt::to_string(v) : rounded(v); };
        rows.push_back({r.key, fmt::format("{} {}", r.at_least ? "at least" : "at most", words(r.wanted)), r.got ? words(*r.got) : "there is none", r.met ? "met" : "missed"});
    }
    if (rows.size() == 1) return "<p>This scenario asks nothing of its numbers.</p>\n";
    return table_html("Requirements", rows, {false, true, true, false});
}

std::string tables_html(const std::vector<Table>& tables, const std::vector<std::string>& ids) {
    std::string html;
    for (const std::string& id : ids)
        if (const Table* table = find_table(tables, id)) html += table_html(*table);
    return html;
}

std::string places_html(const PlanView& view, const FieldText& text) {
    const auto& places = view.layer("zone_assets").layer.features;
    const std::vector<FeatureColumn> columns{{"name", "place", false}, {"zone", "zone", false},          {"weight", "weight", true},           {"held", "held", false},
                                             {"held_by", "by", true},  {"response_min", "first min", true}, {"seen", "seen", false}, {"seen_by", "by", true}};
    return features_table("Places to protect", places, columns, text);
}

std::string zone_gaps_html(const PlanView& view, const FieldText& text) {
    return features_table("Gaps of the zone", view.layer("zone_gaps").layer.features,
                          {{"name", "gap", false}, {"area_km2", "km²", true}, {"nearest", "nearest", false}, {"response_min", "there in min", true},
                           {"short_min", "too late by min", true}, {"closed_by", "what would close it", false}},
                          text);
}

std::string lane_gaps_html(const PlanView& view, const FieldText& text) {
    return features_table("Gaps of the lanes", view.layer("lane_gaps").layer.features,
                          {{"lane", "lane", false}, {"from_km", "from km", true}, {"to_km", "to km", true}, {"length_km", "km", true}, {"exposed_h", "exposed h", true},
                           {"nearest", "nearest", false}, {"response_min", "there in min", true}, {"short_min", "too late by min", true},
                           {"closed_by", "what would close it", false}},
                          text);
}

std::string notices_html(const PlanView& view) {
    const Json& notices = view.plan.at("notices");
    if (notices.empty()) return "<p>None: nothing was repaired, left out or doubtful.</p>\n";
    std::string html = "<ul>\n";
    for (const Json& n : notices) html += fmt::format("<li>{}</li>\n", escaped(n.get<std::string>()));
    return html + "</ul>\n";
}

}  // namespace picket::planner
