// picket measure: geodesic length and area of any layer's features.
#include "cli/app.hpp"
#include "cli/layer_options.hpp"
#include "cli/planning.hpp"
#include "cli/table.hpp"

#include "geo/geodesic.hpp"
#include "geo/text.hpp"

#include <cmath>

namespace picket::cli {

namespace {

using geo::Distance;
using planner::Json;

struct Options {
    LayerOptions in;
    bool json = false;
};

// Edges are followed to a millimetre: lengths and areas then carry no error worth stating.
constexpr Distance follow = Distance::metres(0.001);

struct Measured {
    std::string id, name, type;
    double length_m = 0;
    double area_m2 = 0;
};

Measured measured(const geo::Feature& feature, std::size_t index, geo::EdgeRule edges) {
    Measured m{feature.text("id"), feature.text("name"), "none"};
    if (m.id.empty()) m.id = std::to_string(index);
    if (std::holds_alternative<geo::Points>(feature.geometry)) m.type = "point";
    if (const auto* lines = std::get_if<geo::Lines>(&feature.geometry)) {
        m.type = "line";
        for (const geo::Line& line : *lines)
            m.length_m += geo::measure_line(geo::to_geodesics(line, edges, follow)).metres();
    }
    if (const auto* polygons = std::get_if<geo::MultiPolygon>(&feature.geometry)) {
        m.type = "polygon";
        const auto add = [&](const geo::Ring& ring, double sign) {
            std::vector<geo::Position> positions = geo::to_geodesics(ring, edges, follow);
            positions.pop_back();
            const geo::Measure r = geo::measure_ring(positions);
            m.length_m += r.perimeter.metres();
            m.area_m2 += sign * std::abs(r.area.square_metres());
        };
        for (const geo::Polygon& p : *polygons) {
            add(p.outer, 1);
            for (const geo::Ring& hole : p.holes) add(hole, -1);
        }
    }
    return m;
}

void print_json(const std::vector<Measured>& all) {
    Json list = Json::array();
    for (const Measured& m : all)
        list.push_back({{"id", m.id},
                        {"name", m.name},
                        {"type", m.type},
                        {"length_km", planner::decimals(m.length_m / 1000, 6)},
                        {"length_nmi", planner::decimals(m.length_m / 1852, 6)},
                        {"length_mi", planner::decimals(m.length_m / 1609.344, 6)},
                        {"area_km2", planner::decimals(m.area_m2 / 1e6, 6)}});
    fmt::print("{}", planner::to_text(list));
}

void print_table(const std::vector<Measured>& all) {
    std::vector<std::vector<std::string>> rows{{"id", "name", "type", "length km", "length NM", "length mi", "area km2"}};
    Measured total{"total", "", ""};
    const auto row = [](const Measured& m) -> std::vector<std::string> {
        return {m.id,
                m.name,
                m.type,
                fmt::format("{:.3f}", m.length_m / 1000),
                fmt::format("{:.3f}", m.length_m / 1852),
                fmt::format("{:.3f}", m.length_m / 1609.344),
                fmt::format("{:.3f}", m.area_m2 / 1e6)};
    };
    for (const Measured& m : all) {
        rows.push_back(row(m));
        total.length_m += m.length_m;
        total.area_m2 += m.area_m2;
    }
    if (all.size() > 1) rows.push_back(row(total));
    fmt::print("{}", table(rows));
}

int run(const Options& options) {
    geo::Notices notices;
    const geo::Layer layer = read_layer(options.in, notices);
    std::vector<Measured> all;
    for (std::size_t i = 0; i < layer.features.size(); ++i) all.push_back(measured(layer.features[i], i + 1, layer.edges));
    print_notices(notices);
    options.json ? print_json(all) : print_table(all);
    return done;
}

}  // namespace

Command add_measure(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("measure", "Geodesic length (perimeter) and area of each feature, on WGS84");
    add_layer_options(*command, options->in, "FILE");
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    command->footer("Example:\n  picket measure countries.gpkg --where \"iso3 = 'UKR'\"\n\n"
                    "Exit status: 0 done, 2 wrong arguments or data.");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
