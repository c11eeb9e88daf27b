#include "planner/emit.hpp"

#include "planner/emit_layers.hpp"
#include "planner/placing_output.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

namespace {

// Text as CSV wants it where it holds a comma.
std::string quoted(const std::string& s) { return s.find(',') == std::string::npos ? s : '"' + s + '"'; }

std::string minutes(const std::optional<double>& v) { return v ? fmt::format("{:.2f}", *v) : ""; }

}  // namespace

std::string lane_profile_csv(const Plan& plan) {
    std::string csv =
        "lane,km,nmi,lon,lat,air_min,air_by,sea_min,sea_by,watched_by,air_defence_by,protected,cause\n";
    for (const LaneResult& r : plan.lanes)
        for (const LanePoint& p : r.profile)
            csv += fmt::format("{},{:.4f},{:.4f},{:.7f},{:.7f},{},{},{},{},{},{},{},{}\n", r.id,
                               p.along.kilometres(), p.along.nautical_miles(), p.at.lon(), p.at.lat(),
                               minutes(p.state.air_min), p.state.air_by, minutes(p.state.sea_min), p.state.sea_by,
                               quoted(p.state.watched_by), quoted(p.state.air_defence_by),
                               p.state.is_protected ? "true" : "false", p.state.cause);
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
