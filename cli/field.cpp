// picket field: a raster of how far each place is from the nearest base, or how long an aircraft flies there, round closed airspace.
#include "cli/airspace_options.hpp"
#include "cli/app.hpp"
#include "cli/datasets.hpp"
#include "cli/layer_options.hpp"
#include "cli/planning.hpp"
#include "cli/progress.hpp"

#include "planner/place.hpp"
#include "planner/theatre_frame.hpp"

#include "geo/distance_field.hpp"
#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/raster_file.hpp"
#include "geo/shortest_ways.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::cli {

namespace {

using geo::Distance;
using planner::Place;

struct Options {
    std::vector<std::string> bases;
    std::string cell, radius = "1000km", what = "distance", speed;
    AirspaceOptions airspace;
    std::string out, tolerance = "10m";
    int threads = 0;
    bool overwrite = false;
};

constexpr Distance farthest = Distance::kilometres(4900);
constexpr double most_cells = 4e8;

geo::Raster raster_about(geo::Position centre, Distance radius, Distance cell) {
    // Round numbers of cells on both sides of the centre.
    const double half = std::ceil(radius / cell);
    if (4 * half * half > most_cells)
        throw geo::InputError(fmt::format("--cell: {:g} m makes {:.2g} cells of {:.0f} km; at most {:.2g} are allowed. Give larger cells or a smaller --radius",
                                          cell.metres(), 4 * half * half, 2 * radius.kilometres(), most_cells));
    return {centre, {-half * cell.metres(), half * cell.metres()}, cell.metres(), static_cast<int>(2 * half), static_cast<int>(2 * half)};
}

// By the shortest way round closed airspace; infinite where there is none within the radius.
std::vector<float> ways_field(const geo::Raster& raster, const geo::FreeSpace& space, const std::vector<geo::Position>& places, Distance radius) {
    const geo::ShortestWays ways(space, places, radius);
    const auto columns = static_cast<std::size_t>(raster.columns);
    std::vector<float> field(columns * static_cast<std::size_t>(raster.rows), HUGE_VALF);
    geo::parallel_for(static_cast<std::size_t>(raster.rows), [&](std::size_t row) {
        for (std::size_t column = 0; column < columns; ++column) {
            const geo::Position at = raster.position(static_cast<double>(column) + 0.5, static_cast<double>(row) + 0.5);
            if (distance(*raster.centre, at) > geo::Frame::domain) continue;
            if (const auto found = ways.distance_to(at)) field[row * columns + column] = static_cast<float>(found->metres());
        }
    });
    return field;
}

int run(const Options& options) {
    std::optional<geo::ThreadLimit> limit;
    if (options.threads > 0) limit.emplace(static_cast<std::size_t>(options.threads));
    const Distance cell = parse_distance_option("--cell", options.cell), radius = parse_distance_option("--radius", options.radius);
    if (cell < Distance::metres(10) || cell > Distance::kilometres(100))
        throw geo::InputError(fmt::format("--cell {}: must lie between 10 m and 100 km", options.cell));
    if (radius < Distance::kilometres(1) || radius > farthest)
        throw geo::InputError(fmt::format("--radius {}: must lie between 1 km and {:g} km", options.radius, farthest.kilometres()));
    const bool by_time = options.what == "time";
    if (by_time != !options.speed.empty())
        throw geo::InputError(by_time ? "--what time: at what speed? Give --speed, such as --speed 480kt" : "--speed: is for --what time");
    const geo::Speed speed = by_time ? parse_speed_option("--speed", options.speed) : geo::Speed{};
    const Distance tolerance = parse_tolerance(options.tolerance);
    const geo::Existing existing = options.overwrite ? geo::Existing::replace : geo::Existing::refuse;
    geo::require_writable_raster(options.out, existing);

    geo::Notices notices;
    const ProgressLine progress;
    progress("reading layers");
    std::vector<geo::Position> places;
    std::vector<planner::NamedPlace> named;
    for (const Place& base : planner::parse_places(options.bases, "--bases", {datasets_folder() / "bases.geojson", "", "", geo::EdgeRule::straight})) {
        places.push_back(base.at);
        named.push_back({"--bases " + base.id, base.at});
    }
    const geo::Position centre = places.size() == 1 ? places[0] : planner::centre_of(places);
    Distance around;
    for (const geo::Position& p : places) around = std::max(around, distance(centre, p) + radius);
    if (around > farthest)
        throw geo::InputError(fmt::format("the bases and the radius reach {:.0f} km from their middle; at most {:g} km is allowed. Give a smaller --radius",
                                          around.kilometres(), farthest.kilometres()));
    const geo::Raster raster = raster_about(centre, around, cell);
    const planner::GivenAirspace given = read_airspace(options.airspace, tolerance, notices);
    progress("computing");
    const bool is_open = given.closed.empty() && given.known.empty();
    geo::Band band{by_time ? "time to the nearest base" : "distance to the nearest base", by_time ? "min" : "km",
                   is_open ? geo::distance_field(raster, places)
                           : ways_field(raster, planner::free_airspace(given, geo::Frame(centre), around, tolerance, named), places, radius),
                   {{"source", "picket field"},
                    {"method", is_open ? "geodesic on WGS84" : "shortest geodesic way round closed airspace"},
                    {"closed", options.airspace.text()}}};
    if (by_time) band.metadata["speed_kn"] = fmt::format("{:g}", speed.knots());
    for (float& value : band.values) {
        const Distance d = Distance::metres(value);
        value = !(d <= radius) ? geo::nodata_value : static_cast<float>(by_time ? (d / speed).minutes() : d.kilometres());
    }
    progress("writing");
    geo::write_raster(options.out, raster, band, existing);
    print_notices(notices);
    return done;
}

}  // namespace

Command add_field(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("field", "A raster of the distance to the nearest base, or the time from it, round closed airspace, on WGS84");
    command->add_option("--bases,--base", options->bases, "Where from: the ICAO code of a shipped base, LON,LAT, or a layer of points; may be given again")
        ->type_name("CODE|LON,LAT|LAYER")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->required();
    command->add_option("--cell", options->cell, "Side of a cell, such as 1km")->required();
    command->add_option("--radius", options->radius, "Places farther than that have no value (1000km if not given)");
    command->add_option("--what", options->what, "distance (km) or time (min); distance if not given")->check(CLI::IsMember({"distance", "time"}));
    command->add_option("--speed", options->speed, "For --what time, such as 480kt");
    add_airspace_options(*command, options->airspace);
    command->add_option("--out,-o", options->out, "GeoTIFF to write, cloud-optimised, in an equal-area plane about the bases")->required();
    command->add_option("--tolerance", options->tolerance, "How far an edge of closed airspace may lie from the true one, 0.1 m to 1 km (10m if not given)");
    command->add_option("--threads", options->threads, "Threads to use (all of them if not given); results do not depend on it")
        ->check(CLI::Range(1, 1024));
    command->add_flag("--overwrite", options->overwrite, "Replace a file that stands there");
    command->footer("Example:\n  picket field --bases EPMM --bases LRCT --cell 1km --closed BLR --closed RUS -o distance.tif\n\n"
                    "Exit status: 0 done, 2 wrong arguments or data (nothing is written).");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
