// picket reach: the ground within a distance of bases by the shortest way round closed airspace.
#include "cli/airspace_options.hpp"
#include "cli/app.hpp"
#include "cli/datasets.hpp"
#include "cli/layer_options.hpp"
#include "cli/planning.hpp"
#include "cli/progress.hpp"

#include "planner/drawn.hpp"
#include "planner/place.hpp"
#include "planner/theatre.hpp"
#include "planner/theatre_frame.hpp"

#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/reach.hpp"
#include "geo/region_measure.hpp"
#include "geo/text.hpp"

#include <algorithm>

namespace picket::cli {

namespace {

using geo::Distance;
using planner::Place;

struct Options {
    std::vector<std::string> bases, radii;
    AirspaceOptions airspace;
    std::string out;
    std::string tolerance = "10m";
    int threads = 0;
    bool overwrite = false;
};

constexpr Distance farthest = Distance::kilometres(4900);

std::vector<Distance> radii_of(const Options& options) {
    std::vector<Distance> radii;
    for (const std::string& text : options.radii) {
        radii.push_back(parse_distance_option("--radius", text));
        if (radii.back() < Distance::kilometres(1) || radii.back() > farthest)
            throw geo::InputError(fmt::format("--radius {}: must lie between 1 km and {:g} km", text, farthest.kilometres()));
    }
    return radii;
}

// The frame about all bases, and how far from its centre they reach.
struct Surroundings {
    geo::Frame frame;
    Distance radius;
};

Surroundings surroundings(const std::vector<Place>& bases, Distance range) {
    std::vector<geo::Position> places;
    for (const Place& base : bases) places.push_back(base.at);
    const geo::Position centre = places.size() == 1 ? places[0] : planner::centre_of(places);
    Distance radius;
    for (const geo::Position& p : places) radius = std::max(radius, distance(centre, p) + range);
    if (radius > farthest)
        throw geo::InputError(fmt::format("--radius: bases and radius reach {:.0f} km from their middle at {:.1f},{:.1f}; at most {:g} km "
                                          "is allowed. Give fewer bases at a time, or a smaller radius",
                                          radius.kilometres(), centre.lon(), centre.lat(), farthest.kilometres()));
    return {geo::Frame(centre), radius};
}

const std::vector<geo::Field>& fields() {
    using Type = geo::Field::Type;
    static const std::vector<geo::Field> all{{"id", Type::text},         {"name", Type::text},      {"base", Type::text},
                                             {"radius_km", Type::number}, {"radius_nmi", Type::number}, {"area_km2", Type::number},
                                             {"closed", Type::text},     {"source", Type::text},    {"method", Type::text},
                                             {"tolerance_m", Type::number}};
    return all;
}

geo::Feature feature_of(const Place& base, Distance radius, const std::string& closed, const geo::Frame& frame,
                        const geo::Region& ground, Distance tolerance) {
    const double km = planner::decimals(radius.kilometres(), 6);
    geo::Feature f;
    f.fields = {{"id", fmt::format("{}-{:g}km", base.id, km)},
                {"name", fmt::format("{}, {:g} km", base.name, km)},
                {"base", base.id},
                {"radius_km", km},
                {"radius_nmi", planner::decimals(radius.nautical_miles(), 6)},
                {"area_km2", planner::decimals(geo::area_of(frame, ground).square_kilometres(), 6)},
                {"closed", closed},
                {"source", std::string("picket reach")},
                {"method", std::string("shortest geodesic way round closed airspace")},
                {"tolerance_m", tolerance.metres()}};
    f.geometry = planner::drawn(frame, ground, planner::ToleranceBudget(tolerance).output);
    return f;
}

// Beyond the edge of the shipped countries nothing is known to be free.
void note_edges(const geo::Layer& layer, const geo::MultiPolygon& known, geo::Notices& notices) {
    geo::Box edge;
    for (const geo::Vec& v : known.front().outer) edge.add(v);
    const auto is_on_edge = [&](const geo::Vec& v) {
        constexpr double near_deg = 1e-3;
        return std::min({v.x - edge.low.x, edge.high.x - v.x, v.y - edge.low.y, edge.high.y - v.y}) < near_deg;
    };
    for (const geo::Feature& f : layer.features)
        for (const geo::Polygon& p : std::get<geo::MultiPolygon>(f.geometry))
            if (std::any_of(p.outer.begin(), p.outer.end(), is_on_edge)) {
                notices.push_back(fmt::format("{} goes to the edge of the shipped countries, {:g} to {:g} E and {:g} to {:g} N; it is cut "
                                              "there, since nothing is known to be free beyond",
                                              f.text("name"), edge.low.x, edge.high.x, edge.low.y, edge.high.y));
                break;
            }
}

int run(const Options& options) {
    std::optional<geo::ThreadLimit> limit;
    if (options.threads > 0) limit.emplace(static_cast<std::size_t>(options.threads));
    const Distance tolerance = parse_tolerance(options.tolerance);
    const std::vector<Distance> radii = radii_of(options);
    if (options.out != "-")
        geo::require_writable_layer(options.out, options.overwrite ? geo::Existing::replace : geo::Existing::refuse);
    geo::Notices notices;
    const ProgressLine progress;
    progress("reading layers");
    const std::vector<Place> bases = planner::parse_places(
        options.bases, "--base", {datasets_folder() / "bases.geojson", "", "", geo::EdgeRule::straight});
    const Distance range = *std::max_element(radii.begin(), radii.end());
    const Surroundings around = surroundings(bases, range);
    const planner::GivenAirspace given = read_airspace(options.airspace, tolerance, notices);
    std::vector<planner::NamedPlace> places;
    for (const Place& base : bases) places.push_back({"--base " + base.id, base.at});
    progress("bringing airspace together");
    const geo::FreeSpace space = planner::free_airspace(given, around.frame, around.radius, tolerance, places);

    geo::Layer layer{"reach", std::vector<geo::Feature>(bases.size() * radii.size()), geo::EdgeRule::straight};
    geo::parallel_for(bases.size(), [&](std::size_t b) {
        const geo::ShortestWays ways(space, bases[b].at, range);
        const std::vector<geo::Region> ground = geo::reach(ways, radii, planner::ToleranceBudget(tolerance).method);
        geo::parallel_for(radii.size(), [&](std::size_t r) {
            layer.features[b * radii.size() + r] =
                feature_of(bases[b], radii[r], options.airspace.text(), around.frame, ground[r], tolerance);
        });
    });
    if (!given.known.empty()) note_edges(layer, given.known, notices);
    write_result(options.out, layer, fields(), geo::GeometryType::multipolygon, options.overwrite, notices);
    print_notices(notices);
    return done;
}

}  // namespace

Command add_reach(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("reach", "The ground within a distance of bases by the shortest way round closed airspace, on WGS84");
    command->add_option("--base", options->bases, "Where from: the ICAO code of a shipped base, LON,LAT, or a layer of points; may be given again")
        ->type_name("CODE|LON,LAT|LAYER")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->required();
    command->add_option("--radius", options->radii, "How far, such as 1200km or 600NM; several with commas, or given again")
        ->type_name("DISTANCE")
        ->delimiter(',')
        ->required();
    add_airspace_options(*command, options->airspace);
    command->add_option("--out,-o", options->out, "File to write, its format by its ending: .geojson, .gpkg, .fgb, .shp or .kml; - is GeoJSON on standard output")
        ->required();
    command->add_option("--tolerance", options->tolerance, "How far an edge may lie from the true one, 0.1 m to 1 km (10m if not given)");
    command->add_option("--threads", options->threads, "Threads to use (all of them if not given); results do not depend on it")
        ->check(CLI::Range(1, 1024));
    command->add_flag("--overwrite", options->overwrite, "Replace a file that stands there");
    command->footer("Examples:\n  picket reach --base EPMM --radius 600km,1200km --closed BLR --closed RUS -o reach.geojson\n"
                    "  picket reach --base 21.66,52.20 --radius 1200km --closed countries.gpkg --closed-where \"iso3 in ('BLR','RUS')\" "
                    "--open way.geojson --width 20km -o reach.gpkg\n\n"
                    "Exit status: 0 done, 2 wrong arguments or data (nothing is written).");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
