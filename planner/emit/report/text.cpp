#include "planner/emit/report/text.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <array>

namespace picket::planner {

namespace {

using Show = Column::Show;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_right(const Column& c) { return c.show == Show::number || c.show == Show::percent; }

std::string box_of(const std::string& label, const std::string& table) {
    return fmt::format("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">{}</div>\n", label, table);
}

Json json_of(const geo::Value& value) {
    if (const auto* b = std::get_if<bool>(&value)) return *b;
    if (const auto* i = std::get_if<std::int64_t>(&value)) return *i;
    if (const auto* d = std::get_if<double>(&value)) return *d;
    if (const auto* s = std::get_if<std::string>(&value)) return *s;
    if (const auto* l = std::get_if<std::vector<std::string>>(&value)) return geo::joined(*l);
    return nullptr;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string html;
    html.reserve(text.size());
    for (const char c : text) switch (c) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            case '\'': html += "&#39;"; break;
            default: html += c;
        }
    return html;
}

std::string script_json(const Json& json) {
    std::string safe;
    for (const char c : json.dump()) safe += c == '<' ? std::string("\\u003c") : std::string(1, c);
    return safe;
}

std::string with_units(std::string text) {
    for (const auto& [plain, right] : {std::pair("km2", "km²"), std::pair("km3", "km³")})
        for (std::size_t at; (at = text.find(plain)) != std::string::npos;) text.replace(at, 3, right);
    return text;
}

std::string number_html(const std::string& shown) {
    const std::size_t from = shown.starts_with('-') ? 1 : 0;
    std::size_t to = from;
    while (to < shown.size() && is_digit(shown[to])) ++to;
    const bool is_number = to > from && std::all_of(shown.begin() + static_cast<std::ptrdiff_t>(to), shown.end(), [](char c) { return is_digit(c) || c == '.' || c == ' ' || c == '%'; });
    if (!is_number || to - from < 5) return escaped(shown);
    const std::size_t first = from + (to - from - 1) % 3 + 1;
    std::string html = shown.substr(0, first);
    for (std::size_t i = first; i < to; i += 3) html += fmt::format("<span class=\"k\">{}</span>", shown.substr(i, 3));
    return html + shown.substr(to);
}

Cell cell_of(const Table& table, std::size_t row, std::string_view key) {
    const auto column = std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& c) { return c.key == key; });
    return {*column, table.rows.at(row).at(static_cast<std::size_t>(column - table.columns.begin()))};
}

const Table* find_table(const std::vector<Table>& tables, std::string_view id) {
    const auto found = std::find_if(tables.begin(), tables.end(), [&](const Table& t) { return t.id == id; });
    return found == tables.end() ? nullptr : &*found;
}

std::string folded(const std::string& summary, const std::string& content) {
    return fmt::format("<details><summary>{}</summary>\n{}</details>\n", escaped(summary), content);
}

std::string table_html(const Table& table) {
    std::vector<std::vector<std::string>> rows(1);
    std::vector<bool> is_number;
    for (const Column& c : table.columns) {
        rows[0].push_back(with_units(c.title));
        is_number.push_back(is_right(c));
    }
    for (const auto& row : table.rows) {
        rows.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i) rows.back().push_back(shown(table.columns[i], row[i]));
    }
    return table_html(table.title, rows, is_number);
}

std::string table_html(const std::string& caption, const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& is_number) {
    const auto side = [&](std::size_t i) { return is_number[i] ? " class=\"n\"" : ""; };
    std::string html = fmt::format("<table><caption>{}</caption>\n<thead><tr>", escaped(caption));
    for (std::size_t i = 0; i < rows[0].size(); ++i) html += fmt::format("<th scope=\"col\"{}>{}</th>", side(i), escaped(rows[0][i]));
    html += "</tr></thead>\n<tbody>\n";
    for (std::size_t r = 1; r < rows.size(); ++r) {
        html += "<tr>";
        for (std::size_t i = 0; i < rows[r].size(); ++i) {
            const std::string& text = rows[r][i];
            const bool is_no = text == "NO" || text == "missed";
            const std::string content = is_no ? fmt::format("<strong class=\"no\">{}</strong>", escaped(text)) : number_html(text);
            html += i == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", side(i), content) : fmt::format("<td{}>{}</td>", side(i), content);
        }
        html += "</tr>\n";
    }
    return box_of(escaped(caption), html + "</tbody></table>");
}

FieldText::FieldText(const std::vector<Table>& tables) {
    for (const Table& t : tables)
        for (const Column& c : t.columns) columns_.emplace(c.key, c);
    columns_.erase("response_min");  // of a zone what is asked for, of a gap what is computed
}

Column FieldText::column_of(const std::string& field, const geo::Value& value) const {
    if (std::holds_alternative<bool>(value)) return {field, field, Show::yes_no, 0};
    if (!std::holds_alternative<double>(value) && !std::holds_alternative<std::int64_t>(value)) return {field, field, Show::text, 0};
    if (const auto found = columns_.find(field); found != columns_.end()) return found->second;
    if (field.ends_with("share") || field.starts_with("detection_")) return {field, field, Show::percent, 1};
    static constexpr std::array<std::pair<std::string_view, int>, 10> places{
        {{"depth_m", 1}, {"_km2", 0}, {"_km3", 0}, {"_nmi", 1}, {"_km", 1}, {"_mi", 1}, {"_min", 1}, {"_m", 0}, {"_h", 2}, {"_kn", 0}}};
    for (const auto& [ending, n] : places)
        if (field.ends_with(ending)) return {field, field, Show::number, n};
    return {field, field, Show::text, 0};
}

std::string FieldText::operator()(const std::string& field, const geo::Value& value) const {
    Json json = json_of(value);
    if (json.is_string() && json.get<std::string>().empty()) json = nullptr;
    if (json.is_string() && field.ends_with("_time")) {
        const std::string time = json.get<std::string>();  // 2025-08-22T06:30:00Z
        return fmt::format("{} {}", time.substr(0, 10), time.substr(11, 5));
    }
    return shown(column_of(field, value), json);
}

std::string FieldText::operator()(const geo::Feature& feature, const std::string& field) const {
    const geo::Value* value = feature.find(field);
    return value ? (*this)(field, *value) : "-";
}

}  // namespace picket::planner
