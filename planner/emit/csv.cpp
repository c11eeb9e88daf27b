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

}  // namespace picket::planner
