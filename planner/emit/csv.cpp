#include "planner/emit/csv.hpp"

#include "geo/text.hpp"

namespace picket::planner {

namespace {

std::string csv_text(const std::string& s) {
    if (s.find_first_of(",\"\r\n") == std::string::npos) return s;
    std::string text = "\"";
    for (const char c : s) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
}

}  // namespace

std::string csv_row(const std::vector<std::string>& cells) {
    std::vector<std::string> quoted;
    for (const std::string& cell : cells) quoted.push_back(csv_text(cell));
    return geo::joined(quoted, ",") + "\n";
}

std::vector<std::string> csv_cells(const std::string& row) {
    std::vector<std::string> cells(1);
    bool is_quoted = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool is_double = is_quoted && row.compare(i, 2, "\"\"") == 0;
        if (is_double) {
            cells.back() += row[++i];
        } else if (row[i] == '"') {
            is_quoted = !is_quoted;
        } else if (row[i] == ',' && !is_quoted) {
            cells.emplace_back();
        } else if (row[i] != '\n' && row[i] != '\r') {
            cells.back() += row[i];
        }
    }
    return cells;
}

}  // namespace picket::planner
