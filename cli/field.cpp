// picket field: a raster of how far each place is from the nearest base, how long an aircraft flies there, how long it can stay, or from how
// many bases it can, round closed airspace.
#include "cli/airspace_options.hpp"
#include "cli/app.hpp"
#include "cli/shipped.hpp"
#include "cli/layer_options.hpp"
#include "cli/patrol_options.hpp"
#include "cli/planning.hpp"
#include "cli/progress.hpp"

#include "planner/patrol_field.hpp"
#include "planner/performance.hpp"
#include "planner/place.hpp"

#include "geo/distance_field.hpp"
#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/quantity_text.hpp"
#include "geo/raster_file.hpp"
#include "geo/text.hpp"
#include "geo/ways_field.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

namespace picket::cli {

namespace {

using geo::Angle;
using geo::Distance;
using planner::Place;

struct Options {
    std::vector<std::string> bases;
    std::string cell, radius, what = "distance", speed;
    PatrolOptions patrol;
    AirspaceOptions airspace;
    std::string out, tolerance = "10m";
    int threads = 0;
    bool overwrite = false;
};

constexpr Distance default_radius = Distance::kilometres(1000);

using Cell = std::variant<Distance, Angle>;

Cell read_cell(const std::string& text) {
    if (text.ends_with("deg")) {
        const Angle cell = parse_angle_option("--cell", text);
        if (cell < Angle::degrees(1e-4) || cell > Angle::degrees(1))
            throw geo::InputError(fmt::format("--cell {}: must lie between 0.0001 deg and 1 deg", text));
        return cell;
    }
    const Distance cell = [&] {
        try {
            return geo::parse_distance(text);
        } catch (const geo::InputError& e) {
            throw geo::InputError(fmt::format("--cell: {}; or give degrees, such as 0.01deg", e.what()));
        }
    }();
    if (cell < Distance::metres(10) || cell > Distance::kilometres(100))
        throw geo::InputError(fmt::format("--cell {}: must lie between 10 m and 100 km", text));
    return cell;
}

// What is to be told of each cell.
struct Asked {
    std::string what;
    geo::Speed speed;
    std::optional<PatrolAsked> patrol;
    Distance range;  // no way is longer
};

void refuse_others(const Options& options, bool by_aircraft) {
    if (by_aircraft && options.patrol.aircraft.empty())
        throw geo::InputError(fmt::format("--what {}: of which aircraft? Give --aircraft, such as --aircraft f16", options.what));
    if (!by_aircraft && (!options.patrol.aircraft.empty() || options.patrol.more_than_aircraft()))
        throw geo::InputError("--aircraft, --on-station, --recovery, --tanker and --refuellings: are for --what on-station and --what count");
    if ((options.what == "time") != !options.speed.empty())
        throw geo::InputError(options.speed.empty() ? "--what time: at what speed? Give --speed, such as --speed 480kt" : "--speed: is for --what time");
}

PatrolAsked read_patrol_for(const Options& options) {
    PatrolAsked patrol = read_patrol(options.patrol);
    if (options.what == "on-station" && !patrol.on_station.empty())
        throw geo::InputError("--on-station: is for --what count; --what on-station tells the longest time there is");
    if (options.what == "count" && patrol.on_station.size() != 1)
        throw geo::InputError("--what count: of bases that allow how long on station? Give one time, such as --on-station 1h");
    return patrol;
}

Distance range_of(const PatrolAsked& patrol) {
    if (patrol.tanker || !patrol.recovery.empty()) return planner::range_of_filling(patrol.aircraft);
    const geo::Duration least = patrol.on_station.empty() ? geo::Duration{} : patrol.on_station.front();
    return std::max(planner::reach_radius(patrol.aircraft, least), Distance::kilometres(1));
}

Asked read_asked(const Options& options) {
    const bool by_aircraft = options.what == "on-station" || options.what == "count";
    refuse_others(options, by_aircraft);
    Asked asked{options.what, {}, std::nullopt, default_radius};
    if (!options.speed.empty()) asked.speed = parse_speed_option("--speed", options.speed);
    if (by_aircraft) {
        asked.patrol = read_patrol_for(options);
        asked.range = range_of(*asked.patrol);
    }
    if (options.radius.empty()) return asked;
    const Distance radius = parse_distance_option("--radius", options.radius);
    if (radius < Distance::kilometres(1) || radius > farthest)
        throw geo::InputError(fmt::format("--radius {}: must lie between 1 km and {:g} km", options.radius, farthest.kilometres()));
    asked.range = by_aircraft ? std::min(asked.range, radius) : radius;
    return asked;
}

geo::Raster raster_about(geo::Position centre, Distance radius, const Cell& cell) {
    try {
        if (const auto* degrees = std::get_if<Angle>(&cell)) return geo::Raster::degrees(centre, radius, *degrees);
        return geo::Raster::equal_area(centre, radius, std::get<Distance>(cell));
    } catch (const geo::InputError& e) {
        throw geo::InputError(fmt::format("--cell: {}", e.what()));
    }
}

// Metres to the nearest base, no farther than the range, made what is asked for; the rest has no value.
void to_units(const Asked& asked, std::vector<float>& values) {
    for (float& value : values) {
        const Distance d = Distance::metres(value);
        value = !(d <= asked.range) ? geo::nodata_value : static_cast<float>(asked.what == "time" ? (d / asked.speed).minutes() : d.kilometres());
    }
}

std::map<std::string, std::string> metadata_of(const Asked& asked, bool is_open, const std::string& closed) {
    std::map<std::string, std::string> all{{"source", "picket field"},
                                           {"method", is_open ? "geodesic on WGS84" : "shortest geodesic ways round closed airspace"},
                                           {"closed", closed}};
    if (asked.what == "time") all["speed_kn"] = fmt::format("{:g}", asked.speed.knots());
    if (!asked.patrol) return all;
    all["aircraft"] = asked.patrol->aircraft.id;
    all["recovery"] = ids_of(asked.patrol->recovery);
    if (asked.patrol->tanker) {
        all["tanker"] = asked.patrol->tanker->id;
        all["refuellings"] = std::to_string(asked.patrol->refuellings);
    }
    if (asked.what == "count") all["on_station_min"] = fmt::format("{:g}", asked.patrol->on_station.front().minutes());
    return all;
}

geo::Band patrol_band(const Asked& asked, const geo::Raster& raster, const geo::FreeSpace& space, const std::vector<geo::Position>& bases,
                      Distance radius, const geo::Progress& progress) {
    const PatrolAsked& patrol = *asked.patrol;
    planner::PatrolField field{patrol.aircraft, bases, {}, std::nullopt, asked.range, radius};
    for (const Place& place : patrol.recovery) field.recovery.push_back(place.at);
    if (patrol.tanker) field.tanker = {patrol.tanker->at, patrol.refuellings};
    if (asked.what == "on-station")
        return {"longest time on station from any of the bases", "min", geo::Band::Kind::smooth, longest_on_station(raster, space, field, progress), {}};
    return {"bases from which that time can be spent on station", "bases", geo::Band::Kind::count,
            bases_on_station(raster, space, field, patrol.on_station.front(), progress), {}};
}

geo::Band way_band(const Asked& asked, std::vector<float> metres) {
    to_units(asked, metres);
    if (asked.what == "time") return {"time from the nearest base", "min", geo::Band::Kind::smooth, std::move(metres), {}};
    return {"distance to the nearest base", "km", geo::Band::Kind::smooth, std::move(metres), {}};
}

// Beyond the edge of the shipped countries nothing is known to be free.
void note_edge(const Surroundings& around, const geo::MultiPolygon& known, geo::Notices& notices) {
    geo::Box edge;
    for (const geo::Vec& v : known.front().outer) edge.add(v);
    for (int azimuth = 0; azimuth < 360; ++azimuth) {
        const geo::Position p = direct(around.frame.centre(), Angle::degrees(azimuth), around.radius);
        if (edge.holds({p.lon(), p.lat()})) continue;
        notices.push_back(fmt::format("the field goes beyond the edge of the shipped countries, {:g} to {:g} E and {:g} to {:g} N; cells beyond have "
                                      "no value, since nothing is known to be free there",
                                      edge.low.x, edge.high.x, edge.low.y, edge.high.y));
        return;
    }
}

std::vector<float> round_closed(const geo::Raster& raster, const geo::FreeSpace& space, const std::vector<geo::Position>& bases, Distance range,
                                const geo::Progress& progress) {
    return geo::ways_field(raster, geo::ShortestWays(space, bases, range), progress);
}

int run(const Options& options) {
    std::optional<geo::ThreadLimit> limit;
    if (options.threads > 0) limit.emplace(static_cast<std::size_t>(options.threads));
    const Cell cell = read_cell(options.cell);
    const Asked asked = read_asked(options);
    const Distance tolerance = parse_tolerance(options.tolerance);
    const geo::Existing existing = options.overwrite ? geo::Existing::replace : geo::Existing::refuse;
    geo::require_writable_raster(options.out, existing);

    geo::Notices notices;
    const ProgressLine progress;
    progress("reading layers");
    const std::vector<Place> bases =
        planner::parse_places(options.bases, "--bases", {datasets_folder() / "bases.geojson", "", "", geo::EdgeRule::straight});
    std::vector<geo::Position> starts;
    for (const Place& base : bases) starts.push_back(base.at);
    const std::vector<planner::NamedPlace> places = named_places("--bases", bases, asked.patrol);
    const Surroundings around = surroundings(places, asked.range);
    const geo::Raster raster = raster_about(around.frame.centre(), around.radius, cell);
    const planner::GivenAirspace given = read_airspace(options.airspace, tolerance, notices);
    const bool is_open = given.closed.empty() && given.known.empty();

    const geo::Progress computing = [&, told = -1](double share) mutable {
        if (const int percent = static_cast<int>(share * 100); percent > told) progress("computing", (told = percent) / 100.0);
    };
    const auto space = [&] {
        progress("bringing airspace together");
        return planner::free_airspace(given, around.frame, around.radius, tolerance, places);
    };
    geo::Band band = asked.patrol ? patrol_band(asked, raster, space(), starts, around.radius, computing)
                     : is_open    ? way_band(asked, geo::distance_field(raster, starts, computing))
                                  : way_band(asked, round_closed(raster, space(), starts, asked.range, computing));
    for (float& value : band.values)
        if (!std::isfinite(value)) value = geo::nodata_value;
    if (!given.known.empty()) note_edge(around, given.known, notices);
    band.metadata = metadata_of(asked, is_open, options.airspace.text());
    progress("writing");
    geo::write_raster(options.out, raster, band, existing);
    print_notices(notices);
    return done;
}

}  // namespace

Command add_field(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "field", "A raster of the distance to the nearest base, the time from it, or the time on station an aircraft has, round closed airspace, on WGS84");
    command->add_option("--bases,--base", options->bases, "Where from: the ICAO code of a shipped base, LON,LAT, or a layer of points; may be given again")
        ->type_name("ICAO|LON,LAT|LAYER")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->required();
    command->add_option("--cell", options->cell, "Side of a cell: such as 1km, of an equal-area plane, or 0.01deg, of longitude and latitude")->required();
    command->add_option("--radius", options->radius, "No way is longer, and places farther have no value (1000km if not given, or as far as the aircraft flies)");
    command->add_option("--what", options->what,
                        "distance (km) or time (min) of the nearest base, on-station (the longest time on station from any base, min) or count (of bases "
                        "from which --on-station can be spent there); distance if not given")
        ->check(CLI::IsMember({"distance", "time", "on-station", "count"}));
    command->add_option("--speed", options->speed, "For --what time, such as 480kt");
    add_patrol_options(*command, options->patrol, "For --what on-station and count: a type of datasets/aircraft.toml, such as f16",
                       "For --what count: the time that it is to stay, such as 1h");
    add_airspace_options(*command, options->airspace);
    command->add_option("--out,-o", options->out, "GeoTIFF to write, cloud-optimised: .tif or .tiff")->type_name("FILE")->required();
    command->add_option("--tolerance", options->tolerance, "How far an edge of closed airspace may lie from the true one, 0.1 m to 1 km (10m if not given)");
    command->add_option("--threads", options->threads, "Threads to use (all of them if not given); results do not depend on it")
        ->check(CLI::Range(1, 1024));
    command->add_flag("--overwrite", options->overwrite, "Replace a file that stands there");
    command->footer("Examples:\n  picket field --bases EPMM --bases LRCT --cell 1km --closed BLR --closed RUS -o distance.tif\n"
                    "  picket field --bases EPMM --bases LRCT --cell 0.02deg --what on-station --aircraft f16 --closed BLR --closed RUS -o time.tif\n"
                    "  picket field --bases EPMM --bases LRCT --cell 2km --what count --aircraft f16 --on-station 30min --tanker 25.6,47.3 -o count.tif\n\n"
                    "Exit status: 0 done, 2 wrong arguments or data (nothing is written).");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
