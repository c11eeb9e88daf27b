// Text, numbers and tables as HTML.
#pragma once

#include "planner/emit/tables.hpp"

#include "geo/layer.hpp"

#include <map>

namespace picket::planner {

// Harmless in HTML and SVG, between tags and in attributes.
std::string escaped(std::string_view text);

// JSON that may stand inside <script>.
std::string script_json(const Json& json);

// A name of JSON and files as people write it: km2 is km².
std::string with_units(std::string text);

// Escaped; long numbers stand in groups of three that copy as one number.
std::string number_html(const std::string& shown);

// One cell of a table, as the terminal shows it.
struct Cell {
    const Column& column;
    const Json& value;
    std::string text() const { return shown(column, value); }
    std::string html() const { return number_html(text()); }
};

Cell cell_of(const Table& table, std::size_t row, std::string_view key);

// Null when the summary has no such table.
const Table* find_table(const std::vector<Table>& tables, std::string_view id);

std::string table_html(const Table& table);

// What opens when a reader asks for it.
std::string folded(const std::string& summary, const std::string& content);

// A table of texts: the first row is its head; `is_number` says which columns stand to the right.
std::string table_html(const std::string& caption, const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& is_number);

// Values of layers for people: numbers of a key that tables have too are rounded as there.
class FieldText {
  public:
    explicit FieldText(const std::vector<Table>& tables);
    // "-" where there is none.
    std::string operator()(const std::string& field, const geo::Value& value) const;
    std::string operator()(const geo::Feature& feature, const std::string& field) const;

  private:
    Column column_of(const std::string& field, const geo::Value& value) const;
    std::map<std::string, Column> columns_;
};

}  // namespace picket::planner
