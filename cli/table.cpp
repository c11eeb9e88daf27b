#include "cli/table.hpp"

#include <algorithm>

namespace picket::cli {

namespace {

std::size_t width(const std::string& s) {
    return static_cast<std::size_t>(
        std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_number(const std::string& s) { return s.find_first_not_of("0123456789.+-e% ") == std::string::npos; }

}  // namespace

std::string table(const std::vector<std::vector<std::string>>& rows) {
    std::string out;
    if (rows.empty()) return out;
    const std::size_t columns = rows.front().size();
    std::vector<std::size_t> widths(columns, 0);
    std::vector<bool> right(columns, true);
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < columns; ++c) {
            widths[c] = std::max(widths[c], width(rows[r][c]));
            if (r > 0 && !is_number(rows[r][c])) right[c] = false;
        }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t c = 0; c < columns; ++c) {
            const std::string padding(widths[c] - width(row[c]), ' ');
            line += (c ? "  " : "") + (right[c] ? padding + row[c] : row[c] + padding);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

}  // namespace picket::cli
