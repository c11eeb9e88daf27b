#include "planner/emit/emit.hpp"

#include "planner/emit/layers.hpp"
#include "planner/placing_output.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

namespace {

// Text as CSV wants it where it holds a comma, a quote or a new line.
std::string csv_text(const std::string& s) {
    if (s.find_first_of(",\"\r\n") == std::string::npos) return s;
    std::string text = "\"";
    for (const char c : s) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
}

std::string number(const std::optional<double>& v) { return v ? fmt::format("{:.2f}", *v) : ""; }

std::string row(const std::string& lane, const LanePoint& p) {
    const LaneState& s = p.state;
    std::vector<std::string> cells{lane, fmt::format("{:.4f}", p.along.kilometres()), fmt::format("{:.4f}", p.along.nautical_miles()),
                                   fmt::format("{:.7f}", p.at.lon()), fmt::format("{:.7f}", p.at.lat()), number(s.air_min), s.air_by,
                                   number(s.sea_min), s.sea_by, s.watched_by};
    cells.insert(cells.end(), s.watched_by_kind.begin(), s.watched_by_kind.end());
    cells.insert(cells.end(), {number(s.revisit_min), s.revisit_by, s.air_defence_by, s.coastal_defence_by, number(s.swept_width_m),
                               number(s.swept_depth_m), s.swept_by, number(s.front_km), number(s.hostile_shore_km), s.waters, s.listed,
                               s.is_protected ? "true" : "false", s.cause, s.without, number(s.short_min), number(s.short_km)});
    for (std::string& cell : cells) cell = csv_text(cell);
    return geo::joined(cells, ",") + "\n";
}

}  // namespace

std::string lane_profile_csv(const Plan& plan) {
    std::string csv = "lane,km,nmi,lon,lat,air_min,air_by,sea_min,sea_by,watched_by,airborne_by,coastal_by,ground_by,revisit_min,revisit_by,"
                      "air_defence_by,coastal_defence_by,swept_width_m,swept_depth_m,swept_by,front_km,hostile_shore_km,waters,listed,"
                      "protected,cause,without,short_min,short_km\n";
    for (const LaneResult& r : plan.lanes)
        for (const LanePoint& p : r.profile) csv += row(r.id, p);
    return csv;
}

std::vector<OutputFile> emit(const Plan& plan, const Json& summary) {
    const auto makers = layer_makers(plan);
    std::vector<OutputFile> files(makers.size());
    geo::parallel_for(makers.size(), [&](std::size_t i) {
        const OutputLayer made = makers[i]();
        files[i] = {made.layer.name + ".geojson", geo::encode_geojson(made.layer, made.fields, made.type)};
    });
    files.push_back({"aircraft_buy.csv", aircraft_buy_csv(plan)});
    files.push_back({"lane_profile.csv", lane_profile_csv(plan)});
    files.push_back({"rota.csv", rota_csv(plan)});
    files.push_back({"summary.json", to_text(summary)});
    files.push_back({"plan.json", ""});
    std::sort(files.begin(), files.end(), [](auto& a, auto& b) { return a.name < b.name; });
    std::vector<std::string> names;
    for (const OutputFile& f : files) names.push_back(f.name);
    for (OutputFile& f : files)
        if (f.name == "plan.json") f.content = to_text(plan_json(plan, names));
    return files;
}

}  // namespace picket::planner
