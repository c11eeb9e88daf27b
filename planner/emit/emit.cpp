#include "planner/emit/emit.hpp"

#include "planner/emit/csv.hpp"
#include "planner/emit/geopackage.hpp"
#include "planner/emit/kml.hpp"
#include "planner/emit/layers.hpp"
#include "planner/emit/map/map_picture.hpp"
#include "planner/emit/project/project.hpp"
#include "planner/emit/report/report.hpp"
#include "planner/emit/style.hpp"
#include "planner/emit/tables.hpp"
#include "planner/emit/view.hpp"
#include "planner/placing_output.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace picket::planner {

namespace {

constexpr std::array<std::pair<std::string_view, Product>, 8> product_names{{{"geojson", Product::geojson},
                                                                             {"gpkg", Product::gpkg},
                                                                             {"csv", Product::csv},
                                                                             {"md", Product::md},
                                                                             {"kml", Product::kml},
                                                                             {"png", Product::png},
                                                                             {"qgz", Product::qgz},
                                                                             {"html", Product::html}}};

// What stands between commas, blanks at the ends of each left out.
std::vector<std::string> words_in(const std::string& list) {
    std::vector<std::string> words;
    std::istringstream stream(list);
    for (std::string word; std::getline(stream, word, ',');) {
        const auto from = word.find_first_not_of(' ');
        words.push_back(from == std::string::npos ? "" : word.substr(from, word.find_last_not_of(' ') - from + 1));
    }
    return words;
}

std::vector<OutputLayer> layers_of(const Plan& plan) {
    const auto makers = layer_makers(plan);
    std::vector<OutputLayer> layers(makers.size());
    geo::parallel_for(makers.size(), [&](std::size_t i) { layers[i] = makers[i](); });
    return layers;
}

// Each layer, and beside it its style, which QGIS takes by the name.
std::vector<OutputFile> geojson_files(const PlanView& view, const std::filesystem::path& resources) {
    std::vector<OutputFile> files(view.layers.size());
    geo::parallel_for(files.size(), [&](std::size_t i) {
        const OutputLayer& l = view.layers[i];
        files[i] = {l.layer.name + ".geojson", geo::encode_geojson(l.layer, l.fields, l.type)};
    });
    for (const OutputLayer& l : view.layers) files.push_back({l.layer.name + ".qml", qml_of(l.layer.name, resources)});
    return files;
}

// A map for each theme.
std::vector<OutputFile> png_files(const PlanView& view, const Styles& styles) {
    const std::vector<std::string> themes = themes_of(view, styles);
    std::vector<OutputFile> files(themes.size());
    geo::parallel_for(files.size(), [&](std::size_t i) {
        MapOptions options;
        options.theme = themes[i];
        files[i] = {fmt::format("map-{}.png", themes[i]), map_picture(view, styles, options)};
    });
    return files;
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
    return csv_row(cells);
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

std::set<Product> products_in(const std::string& names) {
    std::vector<std::string> known;
    for (const auto& [name, product] : product_names) known.emplace_back(name);
    std::set<Product> products;
    for (const std::string& name : words_in(names)) {
        const auto found = std::find_if(product_names.begin(), product_names.end(), [&](const auto& p) { return p.first == name; });
        if (found == product_names.end())
            throw geo::InputError(fmt::format("--emit: unknown '{}'{}; there are {}", name, geo::did_you_mean(name, known), geo::joined(known)));
        products.insert(found->second);
    }
    return products;
}

std::vector<OutputFile> emit(const Plan& plan, const Json& summary, const EmitOptions& options) {
    const PlanView view{layers_of(plan), summary, plan_json(plan, {}), lane_profile_csv(plan)};
    const Styles styles = read_styles(options.resources / "styles" / "styles.json");
    std::vector<OutputFile> files{{"aircraft_buy.csv", aircraft_buy_csv(plan)}, {"lane_profile.csv", view.lane_profile},
                                  {"rota.csv", rota_csv(plan)}, {"summary.json", to_text(summary)}, {"plan.json", ""}};
    const auto add = [&](std::vector<OutputFile> more) { std::move(more.begin(), more.end(), std::back_inserter(files)); };
    const auto asked_for = [&](Product product) { return options.products.contains(product); };
    // A project shows files beside it: where none are asked for, the GeoPackage.
    const bool needs_data = asked_for(Product::qgz) && !asked_for(Product::geojson);
    const auto wants = [&](Product product) { return asked_for(product) || (product == Product::gpkg && needs_data); };
    if (wants(Product::geojson)) add(geojson_files(view, options.resources));
    if (wants(Product::gpkg)) add({{"plan.gpkg", geopackage(view, styles, options.resources)}});
    if (wants(Product::csv)) add(tables_csv(summary));
    if (wants(Product::md)) add({{"tables.md", tables_markdown(summary)}});
    if (wants(Product::kml)) add({{"plan.kml", kml(view, styles)}});
    if (wants(Product::png)) add(png_files(view, styles));
    if (wants(Product::qgz))
        add({{"plan.qgz", project(view, styles, wants(Product::gpkg) ? ProjectData::geopackage : ProjectData::geojson, options.resources)}});
    if (wants(Product::html)) add({{"report.html", report_html(view, styles, options.resources)}});
    std::sort(files.begin(), files.end(), [](auto& a, auto& b) { return a.name < b.name; });
    std::vector<std::string> names;
    for (const OutputFile& f : files) names.push_back(f.name);
    for (OutputFile& f : files)
        if (f.name == "plan.json") f.content = to_text(plan_json(plan, names));
    return files;
}

}  // namespace picket::planner
