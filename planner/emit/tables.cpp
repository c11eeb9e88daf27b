#include "planner/emit/tables.hpp"

#include "planner/emit/csv.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

namespace {

using Show = Column::Show;

Column text_column(std::string key, std::string title) { return {std::move(key), std::move(title), Show::text, 0}; }
Column number_column(std::string key, std::string title, int places) { return {std::move(key), std::move(title), Show::number, places}; }
Column percent_column(std::string key, std::string title) { return {std::move(key), std::move(title), Show::percent, 1}; }
Column yes_column(std::string key, std::string title) { return {std::move(key), std::move(title), Show::yes_no, 0}; }

Json at_or_null(const Json& object, const std::string& key) { return object.contains(key) ? object.at(key) : Json(nullptr); }

// The values of an object under the columns' keys; `first` fill the first columns.
std::vector<Json> row_of(const Table& table, std::vector<Json> first, const Json& object) {
    for (std::size_t i = first.size(); i < table.columns.size(); ++i) first.push_back(at_or_null(object, table.columns[i].key));
    return first;
}

// A row for each member of summary[id], its name in the first column.
Table members(const Json& s, std::string id, std::string title, std::vector<Column> columns) {
    Table t{std::move(id), std::move(title), std::move(columns), {}};
    for (const auto& [name, object] : s.at(t.id).items()) t.rows.push_back(row_of(t, {name}, object));
    return t;
}

Table reach_table(const Json& s) {
    Table t{"reach", "Reach",
            {text_column("fleet", "fleet"), number_column("on_station_min", "on station min", 0), number_column("radius_km", "radius km", 1),
             number_column("area_km2", "reach km2", 0), number_column("area_with_tanker_km2", "with tanker km2", 0)},
            {}};
    for (const auto& [fleet, times] : s.at("reach").items())
        for (const auto& [label, r] : times.items()) t.rows.push_back(row_of(t, {fleet}, r));
    return t;
}

Table stations_table(const Json& s) {
    return members(s, "stations", "Stations",
                   {text_column("station", "station"), text_column("fleet", "fleet"), number_column("seats", "seats", 0),
                    number_column("transit_km", "transit km", 0), number_column("on_station_h", "on station h", 2),
                    number_column("on_station_dry_h", "dry h", 2), number_column("sorties_per_day", "sorties/day", 1),
                    number_column("aircraft_needed", "aircraft", 1), number_column("aircraft_needed_uncapped", "uncapped", 1),
                    yes_column("manned", "manned")});
}

Table tankers_table(const Json& s) {
    return members(s, "tankers", "Tankers",
                   {text_column("station", "tankers"), number_column("fuel_per_sortie_kg", "kg/sortie", 0),
                    number_column("fuel_to_give_per_day_kg", "kg/day to give", 0), number_column("fuel_given_per_day_kg", "kg/day given", 0),
                    number_column("calls_possible_per_day", "calls/day possible", 0), number_column("calls_per_day", "calls/day", 1),
                    number_column("receivers_per_day", "receivers/day", 1), number_column("receivers_per_tanker_sortie", "per sortie", 1)});
}

Table zones_table(const Json& s) {
    return members(s, "zones", "Zones",
                   {text_column("zone", "zone"), number_column("area_km2", "area km2", 0), number_column("held_km2", "held km2", 0),
                    percent_column("held_share", "held"), percent_column("seen_share", "seen"), number_column("gap_km2", "gap km2", 0),
                    number_column("response_min", "response min", 0), number_column("mean_response_min", "mean min", 1),
                    number_column("worst_response_min", "worst min", 1)});
}

// Where stations were chosen: how good the choice is by the cells that stand for the zone.
Table placements_table(const Json& s) {
    Table t{"placements", "Stations chosen",
            {text_column("zone", "zone"), number_column("candidates", "candidates", 0), number_column("chosen", "chosen", 0),
             percent_column("discrete_share", "cells held"), percent_column("bound_share", "at most"), percent_column("gap", "gap"),
             text_column("why_not", "why not")},
            {}};
    for (const auto& [id, z] : s.at("zones").items())
        if (z.contains("placement")) t.rows.push_back(row_of(t, {id}, z.at("placement")));
    return t;
}

Table aircraft_buy_table(const Json& s) {
    Table t{"aircraft_buy", "What fighters buy",
            {text_column("zone", "zone"), number_column("aircraft", "fighters", 0), yes_column("with_tankers", "tankers"),
             yes_column("with_forward_bases", "forward"), percent_column("held_share", "cells held"), percent_column("bound_share", "at most"),
             percent_column("held_and_seen_share", "and seen"), percent_column("held_and_seen_without_awacs_share", "no AWACS"),
             number_column("stations", "stations", 0), number_column("sorties_per_day", "sorties/day", 1)},
            {}};
    for (const auto& [id, z] : s.at("zones").items())
        if (z.contains("placement"))
            for (const Json& b : z.at("aircraft_buy")) t.rows.push_back(row_of(t, {id}, b));
    return t;
}

Table lanes_table(const Json& s) {
    return members(s, "lanes", "Lanes",
                   {text_column("lane", "lane"), number_column("length_km", "km", 1), number_column("length_nmi", "NM", 1),
                    percent_column("protected_share", "protected"), number_column("exposed_km", "exposed km", 1),
                    number_column("exposed_h", "exposed h", 1), number_column("longest_gap_km", "longest gap km", 1),
                    number_column("worst_air_min", "worst air min", 1), number_column("worst_sea_min", "worst sea min", 1),
                    yes_column("passed", "passed")});
}

Table patrols_table(const Json& s) {
    return members(s, "patrols", "Patrols",
                   {text_column("patrol", "patrol"), text_column("pattern", "pattern"), number_column("length_km", "km", 1),
                    number_column("count", "count", 0), number_column("worst_revisit_min", "worst revisit min", 1),
                    number_column("mean_wait_min", "mean wait min", 1), number_column("needed", "needed", 0),
                    number_column("coverage_factor", "coverage", 2), percent_column("detection_random", "found at random"),
                    percent_column("detection_inverse_cube", "by inverse cube")});
}

Table more_ships_table(const Json& s) {
    Table t{"more_ships", "",
            {text_column("ships", "ships"), number_column("reached_km", "reached km", 1), percent_column("reached_share", "reached"),
             percent_column("bound_share", "at most"), text_column("where", "where, km of lane")},
            {}};
    const Json& more = s.at("more_ships");
    if (more.empty()) return t;
    const Column km = number_column("", "", 1);
    t.title = fmt::format("More ships ({}), of {} km that no ship reaches in time", more.at("type").get<std::string>(), shown(km, more.at("unreached_km")));
    for (const auto& [ships, choice] : more.at("ships").items()) {
        std::vector<std::string> places;
        for (const Json& p : choice.at("places")) places.push_back(fmt::format("{} {:.0f}", p.at("lane").get<std::string>(), p.at("km").get<double>()));
        std::vector<Json> row = row_of(t, {ships}, choice);
        row.back() = geo::joined(places);
        t.rows.push_back(std::move(row));
    }
    return t;
}

std::vector<Column> sortie_columns(std::string key) {
    std::string title = key;
    return {text_column(std::move(key), std::move(title)), number_column("aircraft", "aircraft", 0),
            number_column("aircraft_available", "available", 1), number_column("aircraft_committed", "committed", 1),
            number_column("sorties_flown_per_day", "sorties/day", 0), number_column("tanker_sorties_flown_per_day", "of tankers", 0),
            number_column("flight_hours_per_day", "flight h/day", 1)};
}

// What a day costs stands in the currency of the prices, where there are any.
void add_cost(std::vector<Column>& columns, const Json& s) {
    const Json& total = s.at("total");
    if (total.contains("currency")) columns.push_back(number_column("cost_per_day", total.at("currency").get<std::string>() + "/day", 0));
}

Table fleets_table(const Json& s) {
    std::vector<Column> columns = sortie_columns("fleet");
    columns[1].key = "count";
    columns.push_back(number_column("alert", "on alert", 0));
    columns.push_back(number_column("aircraft_needed", "needed", 0));
    add_cost(columns, s);
    return members(s, "fleets", "Fleets", std::move(columns));
}

Table nations_table(const Json& s) {
    std::vector<Column> columns = sortie_columns("nation");
    columns.push_back(number_column("vessels", "vessels", 0));
    add_cost(columns, s);
    Table t = members(s, "nations", "Nations", std::move(columns));
    if (!t.rows.empty()) t.rows.push_back(row_of(t, {"total"}, s.at("total")));
    return t;
}

Table requirements_table(const Json& s) {
    Table t{"requirements", "Requirements",
            {text_column("key", "number"), text_column("condition", "asked"), text_column("wanted", "wanted"), text_column("got", "got"),
             yes_column("met", "met")},
            {}};
    if (s.contains("requirements"))
        for (const Json& r : s.at("requirements")) t.rows.push_back(row_of(t, {}, r));
    return t;
}

std::string markdown_cell(std::string text) {
    std::string safe;
    for (const char c : text) safe += c == '|' ? std::string("\\|") : c == '\n' ? std::string(" ") : std::string(1, c);
    return safe;
}

}  // namespace

std::string shown(const Column& column, const Json& value) {
    if (value.is_null()) return "-";
    switch (column.show) {
        case Show::number: return fmt::format("{:.{}f}", value.get<double>(), column.places);
        case Show::percent: return fmt::format("{:.{}f} %", value.get<double>() * 100, column.places);
        case Show::yes_no: return value.get<bool>() ? "yes" : "NO";
        case Show::text: break;
    }
    return value.is_string() ? value.get<std::string>() : value.dump();
}

std::vector<Table> tables_of(const Json& s) {
    std::vector<Table> tables{reach_table(s), stations_table(s), tankers_table(s), zones_table(s), placements_table(s), aircraft_buy_table(s),
                              lanes_table(s), patrols_table(s), more_ships_table(s), fleets_table(s), nations_table(s), requirements_table(s)};
    std::erase_if(tables, [](const Table& t) { return t.rows.empty(); });
    return tables;
}

std::string tables_markdown(const Json& summary) {
    std::string text = fmt::format("# {}\n\nAs of {}, tolerance {} m.\n", summary.at("title").get<std::string>(),
                                   summary.at("as_of").get<std::string>(), summary.at("tolerance_m").dump());
    for (const Table& t : tables_of(summary)) {
        std::string head = "|", rule = "|";
        for (const Column& c : t.columns) {
            head += fmt::format(" {} |", markdown_cell(c.title));
            rule += c.show == Show::number || c.show == Show::percent ? " ---: |" : " --- |";
        }
        text += fmt::format("\n## {}\n\n{}\n{}\n", t.title, head, rule);
        for (const auto& row : t.rows) {
            text += "|";
            for (std::size_t i = 0; i < row.size(); ++i) text += fmt::format(" {} |", markdown_cell(shown(t.columns[i], row[i])));
            text += "\n";
        }
    }
    return text;
}

std::vector<OutputFile> tables_csv(const Json& summary) {
    std::vector<OutputFile> files;
    for (const Table& t : tables_of(summary)) {
        if (t.id == "aircraft_buy") continue;  // a plan has it always
        std::vector<std::string> cells;
        for (const Column& c : t.columns) cells.push_back(c.key);
        std::string csv = csv_row(cells);
        for (const auto& row : t.rows) {
            cells.clear();
            for (const Json& value : row) cells.push_back(value.is_null() ? "" : value.is_string() ? value.get<std::string>() : value.dump());
            csv += csv_row(cells);
        }
        files.push_back({t.id + ".csv", std::move(csv)});
    }
    return files;
}

}  // namespace picket::planner
