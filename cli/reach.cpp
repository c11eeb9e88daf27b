// picket reach: the ground within a distance of bases by the shortest way round closed airspace, or where an aircraft from
// there can hold a patrol for a time.
#include "cli/airspace_options.hpp"
#include "cli/app.hpp"
#include "cli/shipped.hpp"
#include "cli/layer_options.hpp"
#include "cli/patrol_options.hpp"
#include "cli/planning.hpp"
#include "cli/progress.hpp"

#include "planner/drawn.hpp"
#include "planner/patrol_ground.hpp"
#include "planner/performance.hpp"
#include "planner/place.hpp"

#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/reach.hpp"
#include "geo/region_measure.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <mutex>

namespace picket::cli {

namespace {

using geo::Distance;
using planner::Place;

struct Options {
    std::vector<std::string> bases, radii;
    PatrolOptions patrol;
    AirspaceOptions airspace;
    std::string out;
    std::string tolerance = "10m";
    int threads = 0;
    bool overwrite = false;
};

std::vector<Distance> radii_of(const Options& options) {
    std::vector<Distance> radii;
    for (const std::string& text : options.radii) {
        radii.push_back(parse_distance_option("--radius", text));
        if (radii.back() < Distance::kilometres(1) || radii.back() > farthest)
            throw geo::InputError(fmt::format("--radius {}: must lie between 1 km and {:g} km", text, farthest.kilometres()));
    }
    return radii;
}

// What is to be drawn: ground within distances, or where patrols can be held, from each base.
struct Asked {
    std::vector<Distance> radii;
    std::optional<PatrolAsked> patrol;

    std::size_t count() const { return patrol ? patrol->on_station.size() : radii.size(); }
    // From any of the places that an aircraft leaves or comes to, none goes farther.
    Distance range() const {
        if (!patrol) return *std::max_element(radii.begin(), radii.end());
        const geo::Duration least = *std::min_element(patrol->on_station.begin(), patrol->on_station.end());
        if (!patrol->tanker && patrol->recovery.empty()) return std::max(planner::reach_radius(patrol->aircraft, least), Distance::kilometres(1));
        return planner::range_of_filling(patrol->aircraft);
    }
};

Asked read_asked(const Options& options) {
    const bool by_aircraft = !options.patrol.aircraft.empty();
    if (by_aircraft != options.radii.empty())
        throw geo::InputError(by_aircraft ? "--radius: give either a radius, or --aircraft with --on-station"
                                          : "how far? Give --radius, such as --radius 600km, or --aircraft with --on-station");
    if (by_aircraft) {
        PatrolAsked patrol = read_patrol(options.patrol);
        if (patrol.on_station.empty())
            throw geo::InputError("--aircraft: how long is it to stay on station? Give --on-station, such as --on-station 30min,1h");
        return {{}, std::move(patrol)};
    }
    if (options.patrol.more_than_aircraft())
        throw geo::InputError("--on-station, --recovery, --tanker and --refuellings: of which aircraft? Give --aircraft, such as --aircraft f16");
    return {radii_of(options), std::nullopt};
}

using Type = geo::Field::Type;

std::vector<geo::Field> fields(const Asked& asked) {
    std::vector<geo::Field> all{{"id", Type::text}, {"name", Type::text}, {"base", Type::text}};
    if (asked.patrol)
        all.insert(all.end(), {{"aircraft", Type::text}, {"on_station_min", Type::number}, {"tanker", Type::text},
                               {"refuellings", Type::integer}, {"recovery", Type::text}});
    else
        all.insert(all.end(), {{"radius_km", Type::number}, {"radius_nmi", Type::number}});
    all.insert(all.end(), {{"area_km2", Type::number}, {"closed", Type::text}, {"source", Type::text}, {"method", Type::text},
                           {"tolerance_m", Type::number}});
    return all;
}

// What both kinds of features share.
geo::Feature feature_of(const Place& base, const std::string& id, const std::string& name, const std::string& method,
                        const std::string& closed, const geo::Frame& frame, const geo::Region& ground, Distance tolerance) {
    geo::Feature f;
    f.fields = {{"id", base.id + "-" + id},
                {"name", base.name + ", " + name},
                {"base", base.id},
                {"area_km2", planner::decimals(geo::area_of(frame, ground).square_kilometres(), 6)},
                {"closed", closed},
                {"source", std::string("picket reach")},
                {"method", method},
                {"tolerance_m", tolerance.metres()}};
    f.geometry = planner::drawn(frame, ground, planner::ToleranceBudget(tolerance).output);
    return f;
}

class Drawing {
  public:
    Drawing(const Asked& asked, const geo::FreeSpace& space, std::string closed, Distance tolerance)
        : asked_(asked), space_(space), closed_(std::move(closed)), tolerance_(tolerance) {}

    // Of one base, one for each radius or time.
    std::vector<geo::Feature> features(const Place& base) const { return asked_.patrol ? patrols(base) : discs(base); }

  private:
    std::vector<geo::Feature> discs(const Place& base) const {
        const geo::ShortestWays ways(space_, base.at, asked_.range());
        const std::vector<geo::Region> ground = geo::reach(ways, asked_.radii, planner::ToleranceBudget(tolerance_).method);
        std::vector<geo::Feature> all(ground.size());
        geo::parallel_for(ground.size(), [&](std::size_t i) {
            const double km = planner::decimals(asked_.radii[i].kilometres(), 6);
            all[i] = feature_of(base, fmt::format("{:g}km", km), fmt::format("{:g} km", km), "shortest geodesic way round closed airspace",
                                closed_, space_.frame(), ground[i], tolerance_);
            all[i].fields.emplace_back("radius_km", km);
            all[i].fields.emplace_back("radius_nmi", planner::decimals(asked_.radii[i].nautical_miles(), 6));
        });
        return all;
    }

    std::vector<geo::Feature> patrols(const Place& base) const {
        const PatrolAsked& p = *asked_.patrol;
        planner::Patrol patrol{base.at, {base.at}, std::nullopt};
        for (const Place& place : p.recovery)
            if (!(place.at == base.at)) patrol.homes.push_back(place.at);
        if (p.tanker) patrol.tanker = {p.tanker->at, p.refuellings};
        const std::vector<geo::Region> ground =
            planner::patrol_ground(space_, p.aircraft, patrol, p.on_station, planner::ToleranceBudget(tolerance_).method);
        std::vector<geo::Feature> all(ground.size());
        geo::parallel_for(ground.size(), [&](std::size_t i) {
            const double minutes = planner::decimals(p.on_station[i].minutes(), 6);
            all[i] = feature_of(base, fmt::format("{}-{:g}min", p.aircraft.id, minutes),
                                fmt::format("{}, {:g} min on station", p.aircraft.name, minutes),
                                "time on station by shortest geodesic ways round closed airspace", closed_, space_.frame(), ground[i], tolerance_);
            all[i].fields.emplace_back("aircraft", p.aircraft.id);
            all[i].fields.emplace_back("on_station_min", minutes);
            all[i].fields.emplace_back("tanker", p.tanker ? p.tanker->id : std::string());
            all[i].fields.emplace_back("refuellings", static_cast<std::int64_t>(p.refuellings));
            all[i].fields.emplace_back("recovery", ids_of(p.recovery));
        });
        return all;
    }

    const Asked& asked_;
    const geo::FreeSpace& space_;
    std::string closed_;
    Distance tolerance_;
};

void note_empty(const geo::Layer& layer, geo::Notices& notices) {
    for (const geo::Feature& f : layer.features)
        if (std::get<geo::MultiPolygon>(f.geometry).empty())
            notices.push_back(fmt::format("{}: nowhere is so long left; its area is empty", f.text("name")));
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
    const Asked asked = read_asked(options);
    if (options.out != "-")
        geo::require_writable_layer(options.out, options.overwrite ? geo::Existing::replace : geo::Existing::refuse);
    geo::Notices notices;
    const ProgressLine progress;
    progress("reading layers");
    const std::vector<Place> bases = planner::parse_places(
        options.bases, "--base", {datasets_folder() / "bases.geojson", "", "", geo::EdgeRule::straight});
    const std::vector<planner::NamedPlace> places = named_places("--base", bases, asked.patrol);
    const Surroundings around = surroundings(places, asked.range());
    const planner::GivenAirspace given = read_airspace(options.airspace, tolerance, notices);
    progress("bringing airspace together");
    const geo::FreeSpace space = planner::free_airspace(given, around.frame, around.radius, tolerance, places);
    progress("drawing");
    const Drawing drawing(asked, space, options.airspace.text(), tolerance);
    std::vector<std::vector<geo::Feature>> by_base(bases.size());
    std::mutex telling;
    std::size_t drawn = 0;
    geo::parallel_for(bases.size(), [&](std::size_t b) {
        by_base[b] = drawing.features(bases[b]);
        const std::scoped_lock lock(telling);
        ++drawn;
        progress(fmt::format("drawing, {} of {} bases done", drawn, bases.size()), static_cast<double>(drawn) / static_cast<double>(bases.size()));
    });
    geo::Layer layer{"reach", {}, geo::EdgeRule::straight};
    for (std::vector<geo::Feature>& features : by_base) std::move(features.begin(), features.end(), std::back_inserter(layer.features));
    note_empty(layer, notices);
    if (!given.known.empty()) note_edges(layer, given.known, notices);
    write_result(options.out, layer, fields(asked), geo::GeometryType::multipolygon, options.overwrite, notices);
    print_notices(notices);
    return done;
}

}  // namespace

Command add_reach(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("reach", "The ground within a distance of bases, or where patrols from there can be held for a time, round closed airspace, on WGS84");
    command->add_option("--base", options->bases, "Where from: the ICAO code of a shipped base, LON,LAT, or a layer of points; may be given again")
        ->type_name("ICAO|LON,LAT|LAYER")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->required();
    command->add_option("--radius", options->radii, "How far, such as 1200km or 600NM; several with commas, or given again")
        ->type_name("DISTANCE")
        ->delimiter(',');
    add_patrol_options(*command, options->patrol, "Instead of --radius: a type of datasets/aircraft.toml, such as f16; needs --on-station",
                       "The times that it is to stay, such as 30min or 1h; several with commas, or given again");
    add_airspace_options(*command, options->airspace);
    command->add_option("--out,-o", options->out, "File to write, its format by its ending: .geojson, .gpkg, .fgb, .shp or .kml; - is GeoJSON on standard output")->type_name("FILE")
        ->required();
    command->add_option("--tolerance", options->tolerance, "How far an edge may lie from the true one, 0.1 m to 1 km (10m if not given)");
    command->add_option("--threads", options->threads, "Threads to use (all of them if not given); results do not depend on it")
        ->check(CLI::Range(1, 1024));
    command->add_flag("--overwrite", options->overwrite, "Replace a file that stands there");
    command->footer("Examples:\n  picket reach --base EPMM --radius 600km,1200km --closed BLR --closed RUS -o reach.geojson\n"
                    "  picket reach --base EPMM --aircraft f16 --on-station 30min,1h --tanker 25.6,47.3 --closed BLR --closed RUS -o patrols.gpkg\n"
                    "  picket reach --base 21.66,52.20 --radius 1200km --closed countries.gpkg --closed-where \"iso3 in ('BLR','RUS')\" "
                    "--open way.geojson --width 20km -o reach.gpkg\n\n"
                    "Exit status: 0 done, 2 wrong arguments or data (nothing is written).");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
