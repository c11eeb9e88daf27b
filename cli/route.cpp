// picket route: the shortest way between places round closed airspace.
#include "cli/airspace_options.hpp"
#include "cli/app.hpp"
#include "cli/shipped.hpp"
#include "cli/layer_options.hpp"
#include "cli/planning.hpp"
#include "cli/progress.hpp"
#include "cli/table.hpp"

#include "planner/json.hpp"
#include "planner/place.hpp"
#include "planner/theatre.hpp"

#include "geo/geodesic.hpp"
#include "geo/quantity_text.hpp"
#include "geo/shortest_ways.hpp"
#include "geo/text.hpp"

#include <algorithm>

namespace picket::cli {

namespace {

using geo::Distance;
using geo::Position;
using planner::Json;
using planner::Place;

struct Options {
    std::vector<std::string> from, to;
    AirspaceOptions airspace;
    std::string out;
    std::string speed;
    std::string tolerance = "10m";
    bool overwrite = false;
    bool json = false;
};

constexpr Distance farthest = Distance::kilometres(4900);

struct Route {
    Place from, to;
    std::vector<Position> way;  // empty: there is none

    Distance length() const { return geo::measure_line(way); }
    Distance direct() const { return distance(from.at, to.at); }
    std::string id() const { return from.id + "-" + to.id; }
};

// Ways from one place within what lies about it. A way no longer than the radius cannot leave it, so it is the shortest; when
// places are left without one, more is looked at.
class Finder {
  public:
    Finder(const Options& options, const planner::GivenAirspace& given, Distance tolerance)
        : options_(options), given_(given), tolerance_(tolerance) {}

    std::vector<Route> routes(const Place& from, const std::vector<Place>& to) const {
        std::vector<Route> result;
        Distance radius = Distance::kilometres(100);
        for (const Place& place : to) {
            result.push_back({from, place, {}});
            radius = std::max(radius, result.back().direct() * 1.2);
            if (result.back().direct() > farthest)
                throw geo::InputError(fmt::format("--to {}: lies {:.0f} km from {}; at most {:g} km are allowed", place.id,
                                                  result.back().direct().kilometres(), from.id, farthest.kilometres()));
        }
        for (;; radius = std::min(radius * 2, farthest)) {
            radius = std::min(radius, farthest);
            look(radius, result);
            const auto is_found = [](const Route& r) { return !r.way.empty(); };
            if (radius == farthest || std::all_of(result.begin(), result.end(), is_found)) return result;
        }
    }

  private:
    void look(Distance radius, std::vector<Route>& routes) const {
        const geo::Frame frame(routes.front().from.at);
        std::vector<planner::NamedPlace> places{{"--from " + routes.front().from.id, routes.front().from.at}};
        for (const Route& r : routes) places.push_back({"--to " + r.to.id, r.to.at});
        const geo::FreeSpace space = planner::free_airspace(given_, frame, radius, tolerance_, places);
        const geo::ShortestWays ways(space, routes.front().from.at, radius);
        for (Route& r : routes) {
            if (r.way.empty()) r.way = ways.way_to(r.to.at);
        }
    }

    const Options& options_;
    const planner::GivenAirspace& given_;
    Distance tolerance_;
};

std::string corners_of(const Route& route) {
    std::vector<std::string> corners;
    for (std::size_t i = 1; i + 1 < route.way.size(); ++i)
        corners.push_back(fmt::format("{:.7f},{:.7f}", route.way[i].lon(), route.way[i].lat()));
    return geo::joined(corners, " ");
}

geo::Layer layer_of(const std::vector<Route>& routes, const std::optional<geo::Speed>& speed, const std::string& closed, Distance tolerance) {
    geo::Layer layer{"route", {}, geo::EdgeRule::straight};
    for (const Route& r : routes) {
        if (r.way.empty()) continue;
        geo::Feature f;
        f.fields = {{"id", r.id()},
                    {"name", fmt::format("{} to {}", r.from.name, r.to.name)},
                    {"from", r.from.id},
                    {"to", r.to.id},
                    {"length_km", planner::decimals(r.length().kilometres(), 6)},
                    {"length_nmi", planner::decimals(r.length().nautical_miles(), 6)},
                    {"direct_km", planner::decimals(r.direct().kilometres(), 6)},
                    {"time_min", speed ? geo::Value(planner::decimals((r.length() / *speed).minutes(), 6)) : geo::Value{}},
                    {"turns", static_cast<std::int64_t>(std::max<std::size_t>(r.way.size(), 2) - 2)},
                    {"corners", corners_of(r)},
                    {"closed", closed},
                    {"source", std::string("picket route")},
                    {"method", std::string("shortest geodesic way round closed airspace")},
                    {"tolerance_m", tolerance.metres()}};
        f.geometry = geo::Lines{geo::from_geodesics(r.way, planner::ToleranceBudget(tolerance).output)};
        layer.features.push_back(std::move(f));
    }
    return layer;
}

const std::vector<geo::Field>& fields() {
    using Type = geo::Field::Type;
    static const std::vector<geo::Field> all{
        {"id", Type::text},          {"name", Type::text},       {"from", Type::text},     {"to", Type::text},
        {"length_km", Type::number}, {"length_nmi", Type::number}, {"direct_km", Type::number}, {"time_min", Type::number},
        {"turns", Type::integer},    {"corners", Type::text},    {"closed", Type::text},   {"source", Type::text},
        {"method", Type::text},      {"tolerance_m", Type::number}};
    return all;
}

void print(const std::vector<Route>& routes, bool json) {
    std::vector<std::vector<std::string>> rows{{"from", "to", "length km", "length NM", "direct km", "turns"}};
    Json list = Json::array();
    for (const Route& r : routes) {
        const bool found = !r.way.empty();
        const auto number = [&](double v) { return found ? fmt::format("{:.3f}", v) : std::string("no way"); };
        rows.push_back({r.from.id, r.to.id, number(r.length().kilometres()), number(r.length().nautical_miles()),
                        fmt::format("{:.3f}", r.direct().kilometres()), found ? fmt::format("{}", r.way.size() - 2) : ""});
        Json corners = Json::array();
        for (std::size_t i = 1; i + 1 < r.way.size(); ++i)
            corners.push_back({planner::decimals(r.way[i].lon(), 7), planner::decimals(r.way[i].lat(), 7)});
        list.push_back({{"from", r.from.id},
                        {"to", r.to.id},
                        {"length_km", found ? Json(planner::decimals(r.length().kilometres(), 6)) : Json()},
                        {"length_nmi", found ? Json(planner::decimals(r.length().nautical_miles(), 6)) : Json()},
                        {"direct_km", planner::decimals(r.direct().kilometres(), 6)},
                        {"corners", found ? corners : Json()}});
    }
    if (json)
        fmt::print("{}", planner::to_text({{"routes", std::move(list)}}));
    else
        fmt::print("{}", table(rows));
}

int run(const Options& options) {
    if (options.json && options.out == "-") throw geo::InputError("--json and --out - both want standard output; give --out a file");
    const Distance tolerance = parse_tolerance(options.tolerance);
    const std::optional<geo::Speed> speed =
        options.speed.empty() ? std::nullopt : std::optional(parse_speed_option("--speed", options.speed));
    if (!options.out.empty() && options.out != "-")
        geo::require_writable_layer(options.out, options.overwrite ? geo::Existing::replace : geo::Existing::refuse);
    geo::Notices notices;
    std::vector<Route> routes;
    {
        const ProgressLine progress;
        progress("reading layers");
        const geo::LayerRef bases{datasets_folder() / "bases.geojson", "", "", geo::EdgeRule::straight};
        const std::vector<Place> from = planner::parse_places(options.from, "--from", bases);
        const std::vector<Place> to = planner::parse_places(options.to, "--to", bases);
        const planner::GivenAirspace given = read_airspace(options.airspace, tolerance, notices);
        for (const Place& place : from) {
            progress("looking for ways from " + place.id, static_cast<double>(routes.size()) / static_cast<double>(from.size() * to.size()));
            for (Route& r : Finder(options, given, tolerance).routes(place, to)) routes.push_back(std::move(r));
        }
    }
    bool all_found = true;
    for (const Route& r : routes) {
        if (!r.way.empty()) continue;
        all_found = false;
        notices.push_back(fmt::format("there is no way from {} to {} of {:g} km or less",
                                      r.from.id, r.to.id, farthest.kilometres()));
    }
    const geo::Layer layer = layer_of(routes, speed, options.airspace.text(), tolerance);
    if (!options.out.empty() && !layer.features.empty())
        write_result(options.out, layer, fields(), geo::GeometryType::line, options.overwrite, notices);
    print_notices(notices);
    if (options.out != "-") print(routes, options.json);
    return all_found ? done : answer_is_no;
}

}  // namespace

Command add_route(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("route", "The shortest way between places round closed airspace, on WGS84");
    const auto places = [&](const std::string& name, std::vector<std::string>& into, const std::string& what) {
        command->add_option(name, into, what + ": the ICAO code of a shipped base, LON,LAT, or a layer of points; may be given again")
            ->type_name("ICAO|LON,LAT|LAYER")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
            ->required();
    };
    places("--from", options->from, "Where from");
    places("--to", options->to, "Where to");
    add_airspace_options(*command, options->airspace);
    command->add_option("--out,-o", options->out, "File to write, its format by its ending: .geojson, .gpkg, .fgb, .shp or .kml; - is GeoJSON on standard output")->type_name("FILE");
    command->add_option("--speed", options->speed, "Speed over ground, such as 450kt, for the field time_min");
    command->add_option("--tolerance", options->tolerance, "How far an edge may lie from the true one, 0.1 m to 1 km (10m if not given)");
    command->add_flag("--overwrite", options->overwrite, "Replace a file that stands there");
    command->add_flag("--json", options->json, "Print JSON instead of a table, with the corners that each way turns at");
    command->footer("Example:\n  picket route --from EPMM --to 36.2,50.0 --closed BLR --closed RUS -o route.geojson\n\n"
                    "Exit status: 0 done, 1 there is no way, 2 wrong arguments or data (nothing is written).");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
