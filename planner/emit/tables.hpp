// The numbers of summary.json as tables, the same on the terminal, in the report, as Markdown and as CSV.
#pragma once

#include "planner/emit/emit.hpp"

namespace picket::planner {

struct Column {
    enum class Show { text, number, percent, yes_no };
    std::string key;    // as in summary.json, with the unit
    std::string title;  // for people
    Show show = Show::text;
    int places = 0;  // decimals of a number
};

struct Table {
    std::string id, title;
    std::vector<Column> columns;
    std::vector<std::vector<Json>> rows;  // values as they are in summary.json
};

// As people read it: rounded, shares in per cent, "-" for what there is none of.
std::string shown(const Column& column, const Json& value);

// Those that have rows: reach, stations, tankers, zones, placements, aircraft_buy, lanes, patrols, more_ships, fleets,
// nations, requirements.
std::vector<Table> tables_of(const Json& summary);

// All tables as one text, and each but aircraft_buy as a file of its own, TABLE.csv, with the exact values.
std::string tables_markdown(const Json& summary);
std::vector<OutputFile> tables_csv(const Json& summary);

}  // namespace picket::planner
