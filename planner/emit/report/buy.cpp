// The chart of what numbers of aircraft hold.
#include "planner/emit/report/charts.hpp"
#include "planner/emit/report/svg.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <map>

namespace picket::planner {

namespace {

constexpr double width = 960, height = 320, left = 56, right = 700, top = 12, bottom = 268;

// Rows of the table that draw one line.
struct Series {
    std::string title, css;
    std::vector<std::pair<double, double>> values;  // aircraft, share held
};

std::vector<Series> series_of(const Table& table, const std::string& zone) {
    std::map<std::pair<bool, bool>, Series> all;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (cell_of(table, row, "zone").value != zone) continue;
        const bool tankers = cell_of(table, row, "with_tankers").value, forward = cell_of(table, row, "with_forward_bases").value;
        Series& s = all[{forward, tankers}];
        s.title = fmt::format("{}, {}", forward ? "bases farther forward" : "own bases", tankers ? "with tankers" : "no tankers");
        s.css = fmt::format("{}-{}", forward ? "forward" : "home", tankers ? "wet" : "dry");
        s.values.emplace_back(cell_of(table, row, "aircraft").value.get<double>(), cell_of(table, row, "held_share").value.get<double>());
    }
    std::vector<Series> list;
    for (auto& [supply, s] : all) {
        std::sort(s.values.begin(), s.values.end());
        list.push_back(std::move(s));
    }
    return list;
}

std::string line_of(const Series& s, const Scale& x, const Scale& y) {
    std::string path, dots;
    for (const auto& [aircraft, share] : s.values) {
        path += fmt::format("{}{} {}", path.empty() ? "M" : "L", px(x(aircraft)), px(y(share)));
        dots += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"3.5\" class=\"dot {}\"><title>{}: {:.0f} fighters hold {:.1f} %</title></circle>\n", px(x(aircraft)), px(y(share)),
                            s.css, escaped(s.title), aircraft, share * 100);
    }
    return fmt::format("<path d=\"{}\" class=\"curve {}\"/>\n", path, s.css) + dots;
}

// Names beside the ends of the lines, pushed apart where they would overlap.
std::string names_of(const std::vector<Series>& all, const Scale& x, const Scale& y) {
    std::vector<std::pair<double, const Series*>> ends;
    for (const Series& s : all) ends.emplace_back(y(s.values.back().second), &s);
    std::sort(ends.begin(), ends.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string drawing;
    double least = top;
    for (const auto& [at, s] : ends) {
        const double place = std::max(at, least);
        drawing += svg_line(x(s->values.back().first) + 5, at, right + 10, place, "lead");
        drawing += svg_text(right + 14, place + 4, "name " + s->css, s->title);
        least = place + 17;
    }
    return drawing;
}

std::string chart_of(const std::string& zone, const std::vector<Series>& all) {
    double most = 0;
    for (const Series& s : all) most = std::max(most, s.values.back().first);
    const std::vector<double> ticks = round_ticks(most, 8);
    const Scale x{0, ticks.back(), left, right}, y{0, 1, bottom, top};
    std::string drawing;
    for (int percent = 0; percent <= 100; percent += 20) {
        drawing += svg_line(left, y(percent / 100.0), right, y(percent / 100.0), percent == 0 ? "axis" : "grid");
        drawing += svg_text(left - 8, y(percent / 100.0) + 4, "r", fmt::format("{} %", percent));
    }
    for (const double t : ticks) drawing += svg_text(x(t), bottom + 18, "m", px(t));
    drawing += svg_text((left + right) / 2, bottom + 40, "m", "fighters");
    for (const Series& s : all) drawing += line_of(s, x, y);
    drawing += names_of(all, x, y);
    return svg_figure("buy-" + zone, "Share of the zone " + zone + " that numbers of fighters hold",
                      "Lines rise from left to right: more fighters hold more of the zone, up to what can be reached at all.", width, height, drawing,
                      "Share of the zone that so many fighters hold at best, by the cells that stand for it.");
}

}  // namespace

std::string buy_charts(const PlanView& view, const std::vector<Table>& tables) {
    const Table* table = find_table(tables, "aircraft_buy");
    if (!table) return "";
    std::string html;
    for (const Json& zone : view.plan.at("scenario").at("zones"))
        if (const auto all = series_of(*table, zone.at("id")); !all.empty()) html += chart_of(zone.at("id"), all);
    return html + folded("The same as a table, and what is left without AWACS", table_html(*table));
}

}  // namespace picket::planner
