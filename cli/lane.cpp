// picket lane: the shortest way for ships between places, round land and closed waters.
#include "cli/airspace_options.hpp"
#include "cli/app.hpp"
#include "cli/shipped.hpp"
#include "cli/layer_options.hpp"
#include "cli/planning.hpp"
#include "cli/progress.hpp"
#include "cli/table.hpp"

#include "planner/json.hpp"
#include "planner/place.hpp"
#include "planner/sea_route.hpp"

#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/quantity_text.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <filesystem>

namespace picket::cli {

namespace {

using geo::Distance;
using planner::Json;
using planner::Place;
using planner::SeaRoute;

struct Options {
    std::vector<std::string> from, to, avoid;
    std::string land;
    std::string offshore;
    std::string out;
    std::string tolerance;
    int threads = 0;
    bool strict = false;
    bool overwrite = false;
    bool json = false;

    // What is avoided, for the field that says so.
    std::string avoid_text() const {
        std::vector<std::string> names;
        for (const std::string& file : avoid) names.push_back(std::filesystem::path(file).filename().string());
        return geo::joined(names);
    }
};

struct Lane {
    Place from, to;
    std::optional<SeaRoute> route;

    Distance direct() const { return distance(from.at, to.at); }
    // Such as a scenario takes: coordinates have a comma and a point.
    std::string id() const {
        std::string id = from.id + "-" + to.id;
        for (char& c : id)
            if (c == ',' || c == '.') c = '_';
        return id;
    }
    std::size_t turns() const { return std::max<std::size_t>(route->way.size(), 2) - 2; }
};

constexpr Distance widest_belt = Distance::kilometres(200);

Distance offshore_of(const Options& options) {
    if (options.offshore.empty()) return {};
    const Distance offshore = parse_distance_option("--offshore", options.offshore);
    if (offshore < Distance::metres(10) || offshore > widest_belt)
        throw geo::InputError(fmt::format("--offshore {}: must lie between 10 m and 200 km", options.offshore));
    return offshore;
}

// What the user asks for. If nothing, so little that the way is as long as one that touches land; a wide belt need not be so fine.
Distance tolerance_of(const Options& options, Distance offshore) {
    const Distance finest = Distance::metres(0.1);
    const bool has_belt = offshore > Distance{};
    if (options.tolerance.empty()) return has_belt ? std::clamp(offshore / 1000, finest, Distance::metres(10)) : finest;
    const Distance tolerance = parse_tolerance(options.tolerance);
    if (has_belt && tolerance > offshore / 100)
        throw geo::InputError(fmt::format("--tolerance {}: is more than a hundredth of --offshore, {:g} m; ask for less", options.tolerance,
                                          offshore.metres() / 100));
    if (tolerance > Distance::metres(100))
        throw geo::InputError(fmt::format("--tolerance {}: must lie between 0.1 m and 100 m; a lane keeps so far from land", options.tolerance));
    return tolerance;
}

struct Waters {
    planner::GivenWaters given;
    std::string as_of;  // the latest of the land
};

std::vector<planner::GivenArea> areas_of(const geo::Layer& layer, const std::string& option, const std::string& file) {
    std::vector<planner::GivenArea> areas;
    for (std::size_t i = 0; i < layer.features.size(); ++i) {
        const auto* shape = std::get_if<geo::MultiPolygon>(&layer.features[i].geometry);
        if (!shape) throw geo::InputError(fmt::format("{} {}, feature {}: is no polygon; land is made of polygons", option, file, i + 1));
        areas.push_back({file, *shape, layer.edges});
    }
    return areas;
}

// Polygons are areas, lines are barriers.
void append_avoided(const geo::Layer& layer, const std::string& file, planner::GivenWaters& given) {
    for (std::size_t i = 0; i < layer.features.size(); ++i) {
        const geo::Feature& f = layer.features[i];
        const std::string name = f.text("name").empty() ? fmt::format("{}, feature {}", file, i + 1) : fmt::format("{}, {}", file, f.text("name"));
        if (const auto* shape = std::get_if<geo::MultiPolygon>(&f.geometry))
            given.avoided.push_back({name, *shape, layer.edges});
        else if (const auto* lines = std::get_if<geo::Lines>(&f.geometry))
            given.barriers.insert(given.barriers.end(), lines->begin(), lines->end());
        else
            throw geo::InputError(fmt::format("--avoid {}, feature {}: is a point; to avoid the water about it, make an area by picket buffer",
                                              file, i + 1));
    }
}

Waters read_waters(const Options& options, geo::Notices& notices) {
    const bool is_own = !options.land.empty();
    const std::filesystem::path land = is_own ? std::filesystem::path(options.land) : datasets_folder() / "countries.geojson";
    std::vector<geo::Layer> layers(1 + options.avoid.size());
    std::vector<geo::Notices> found(layers.size());
    geo::parallel_for(layers.size(), [&](std::size_t i) {
        layers[i] = geo::read_layer({i == 0 ? land : std::filesystem::path(options.avoid[i - 1]), "", "", geo::EdgeRule::straight},
                                    options.strict ? geo::Faults::refuse : geo::Faults::repair, found[i]);
    });
    for (const geo::Notices& n : found) notices.insert(notices.end(), n.begin(), n.end());
    Waters waters;
    waters.given.land = areas_of(layers[0], "--land", land.filename().string());
    for (std::size_t i = 0; i < options.avoid.size(); ++i)
        append_avoided(layers[i + 1], std::filesystem::path(options.avoid[i]).filename().string(), waters.given);
    if (!is_own) waters.given.known = shipped_extent();
    for (const geo::Feature& f : layers[0].features) waters.as_of = std::max(waters.as_of, f.text("as_of"));
    return waters;
}

geo::Layer layer_of(const std::vector<Lane>& lanes, const Options& options, const Waters& waters, Distance offshore, Distance tolerance) {
    geo::Layer layer{"lane", {}, geo::EdgeRule::straight};
    const auto km = [](Distance d) { return planner::decimals(d.kilometres(), 6); };
    for (const Lane& lane : lanes) {
        if (!lane.route) continue;
        const SeaRoute& route = *lane.route;
        geo::Feature f;
        f.fields = {{"id", lane.id()},
                    {"name", fmt::format("{} to {}", lane.from.name, lane.to.name)},
                    {"from", lane.from.id},
                    {"to", lane.to.id},
                    {"length_km", km(route.length())},
                    {"length_nmi", planner::decimals(route.length().nautical_miles(), 6)},
                    {"port_offset_km", km(route.from.offset)},
                    {"to_offset_km", km(route.to.offset)},
                    {"turns", static_cast<std::int64_t>(lane.turns())},
                    {"offshore_nmi", planner::decimals(offshore.nautical_miles(), 6)},
                    {"opened_from_km", km(route.from.opened)},
                    {"opened_to_km", km(route.to.opened)},
                    {"avoid", options.avoid_text()},
                    {"source", fmt::format("picket lane round {}", waters.given.land.front().name)},
                    {"as_of", waters.as_of},
                    {"method", std::string("shortest geodesic way by water")},
                    {"tolerance_m", planner::decimals(tolerance.metres(), 6)}};
        f.geometry = geo::Lines{route.drawn};
        layer.features.push_back(std::move(f));
    }
    return layer;
}

const std::vector<geo::Field>& fields() {
    using Type = geo::Field::Type;
    static const std::vector<geo::Field> all{
        {"id", Type::text},               {"name", Type::text},         {"from", Type::text},          {"to", Type::text},
        {"length_km", Type::number},      {"length_nmi", Type::number}, {"port_offset_km", Type::number}, {"to_offset_km", Type::number},
        {"turns", Type::integer},         {"offshore_nmi", Type::number}, {"opened_from_km", Type::number}, {"opened_to_km", Type::number},
        {"avoid", Type::text},            {"source", Type::text},       {"as_of", Type::text},         {"method", Type::text},
        {"tolerance_m", Type::number}};
    return all;
}

Json json_of(const Lane& lane) {
    const auto km = [](Distance d) { return planner::decimals(d.kilometres(), 6); };
    Json all{{"from", lane.from.id}, {"to", lane.to.id}, {"direct_km", km(lane.direct())}};
    for (const char* key : {"length_km", "length_nmi", "port_offset_km", "to_offset_km", "opened_from_km", "opened_to_km", "turns"}) all[key] = Json();
    if (!lane.route) return all;
    all["length_km"] = km(lane.route->length());
    all["length_nmi"] = planner::decimals(lane.route->length().nautical_miles(), 6);
    all["port_offset_km"] = km(lane.route->from.offset);
    all["to_offset_km"] = km(lane.route->to.offset);
    all["opened_from_km"] = km(lane.route->from.opened);
    all["opened_to_km"] = km(lane.route->to.opened);
    all["turns"] = lane.turns();
    return all;
}

void print(const std::vector<Lane>& lanes, bool json) {
    std::vector<std::vector<std::string>> rows{{"from", "to", "length km", "length NM", "direct km", "port offset km", "to offset km", "turns"}};
    Json list = Json::array();
    for (const Lane& lane : lanes) {
        const auto number = [](Distance d) { return fmt::format("{:.3f}", d.kilometres()); };
        if (lane.route)
            rows.push_back({lane.from.id, lane.to.id, number(lane.route->length()), fmt::format("{:.3f}", lane.route->length().nautical_miles()),
                            number(lane.direct()), number(lane.route->from.offset), number(lane.route->to.offset),
                            fmt::format("{}", lane.turns())});
        else
            rows.push_back({lane.from.id, lane.to.id, "no way", "no way", number(lane.direct()), "", "", ""});
        list.push_back(json_of(lane));
    }
    if (json)
        fmt::print("{}", planner::to_text({{"lanes", std::move(list)}}));
    else
        fmt::print("{}", table(rows));
}

void note_missing(const std::vector<Lane>& lanes, const Options& options, const Waters& waters, geo::Notices& notices) {
    for (const Lane& lane : lanes) {
        if (lane.route) continue;
        std::string why = fmt::format("there is no way by water from {} to {} of {:g} km or less", lane.from.id, lane.to.id,
                                      planner::longest_sea_route.kilometres());
        if (!options.offshore.empty())
            why += fmt::format(" that keeps {} from land; what is narrower than twice that is closed, but near both ends: ask for less", options.offshore);
        if (!waters.given.known.empty()) why += "; the edge of the shipped countries, -20 to 80 E and 20 to 75 N, is closed";
        notices.push_back(why);
    }
}

// Beyond the edge of the shipped countries nothing is known to be water.
void note_edges(const std::vector<Lane>& lanes, const geo::MultiPolygon& known, geo::Notices& notices) {
    geo::Box edge;
    for (const geo::Polygon& p : known)
        for (const geo::Vec& v : p.outer) edge.add(v);
    const auto is_on_edge = [&](const geo::Vec& v) {
        constexpr double near_deg = 1e-3;
        return std::min({v.x - edge.low.x, edge.high.x - v.x, v.y - edge.low.y, edge.high.y - v.y}) < near_deg;
    };
    for (const Lane& lane : lanes)
        if (lane.route && std::any_of(lane.route->drawn.begin(), lane.route->drawn.end(), is_on_edge))
            notices.push_back(fmt::format("{} runs along the edge of the shipped countries, -20 to 80 E and 20 to 75 N, which is closed; "
                                          "beyond it there may be a shorter way", lane.id()));
}

std::vector<Lane> find_lanes(const Options& options, const Waters& waters, Distance offshore, Distance tolerance, const ProgressLine& progress) {
    const std::vector<geo::LayerRef> known{{datasets_folder() / "ports.geojson", "", "", geo::EdgeRule::straight},
                                           {datasets_folder() / "sea_places.geojson", "", "", geo::EdgeRule::straight}};
    const std::vector<Place> from = planner::parse_sea_places(options.from, "--from", known);
    const std::vector<Place> to = planner::parse_sea_places(options.to, "--to", known);
    std::vector<Lane> lanes;
    for (const Place& a : from)
        for (const Place& b : to) {
            progress(fmt::format("looking for the way from {} to {}", a.id, b.id), static_cast<double>(lanes.size()) / static_cast<double>(from.size() * to.size()));
            lanes.push_back({a, b, planner::sea_route(waters.given, {"--from " + a.id, a.at}, {"--to " + b.id, b.at}, offshore, tolerance)});
        }
    return lanes;
}

int run(const Options& options) {
    if (options.json && options.out == "-") throw geo::InputError("--json and --out - both want standard output; give --out a file");
    std::optional<geo::ThreadLimit> limit;
    if (options.threads > 0) limit.emplace(static_cast<std::size_t>(options.threads));
    const Distance offshore = offshore_of(options);
    const Distance tolerance = tolerance_of(options, offshore);
    if (!options.out.empty() && options.out != "-")
        geo::require_writable_layer(options.out, options.overwrite ? geo::Existing::replace : geo::Existing::refuse);
    geo::Notices notices;
    Waters waters;
    std::vector<Lane> lanes;
    {
        const ProgressLine progress;
        progress("reading layers");
        waters = read_waters(options, notices);
        lanes = find_lanes(options, waters, offshore, tolerance, progress);
    }
    note_missing(lanes, options, waters, notices);
    if (!waters.given.known.empty()) note_edges(lanes, waters.given.known, notices);
    const geo::Layer layer = layer_of(lanes, options, waters, offshore, tolerance);
    if (!options.out.empty() && !layer.features.empty())
        write_result(options.out, layer, fields(), geo::GeometryType::line, options.overwrite, notices);
    print_notices(notices);
    if (options.out != "-") print(lanes, options.json);
    return layer.features.size() == lanes.size() ? done : answer_is_no;
}

}  // namespace

Command add_lane(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("lane", "The shortest way for ships between places, round land and closed waters, on WGS84");
    const auto several = [&](const std::string& name, std::vector<std::string>& into, const std::string& type, const std::string& what) {
        return command->add_option(name, into, what + "; may be given again")
            ->type_name(type)
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    };
    several("--from", options->from, "NAME|LON,LAT|LAYER", "Where from: a port or place that ships with picket, LON,LAT, or a layer of points")->required();
    several("--to", options->to, "NAME|LON,LAT|LAYER", "Where to, in the same way")->required();
    several("--avoid", options->avoid, "LAYER", "Closed waters: a layer of polygons, or of lines that no ship crosses, drawn from coast to coast to close a strait");
    command->add_option("--land", options->land, "A layer of polygons that is all the land there is (if not given, the shipped countries)")->type_name("LAYER");
    command->add_option("--offshore", options->offshore, "Distance to keep from land, such as 3NM, but near both ends");
    command->add_option("--out,-o", options->out, "File to write, its format by its ending: .geojson, .gpkg, .fgb, .shp or .kml; - is GeoJSON on standard output")->type_name("FILE");
    command->add_option("--tolerance", options->tolerance, "How far an edge may lie from the true one, and how far the lane keeps from land besides --offshore, 0.1 m to 100 m "
                                                           "(0.1m if not given; with --offshore a thousandth of it, 10 m at most)");
    command->add_option("--threads", options->threads, "Threads to use (all of them if not given); results do not depend on it")
        ->check(CLI::Range(1, 1024));
    command->add_flag("--strict", options->strict, "Refuse polygons that cross themselves instead of repairing them");
    command->add_flag("--overwrite", options->overwrite, "Replace a file that stands there");
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    command->footer("Example:\n  picket lane --from Odesa --to Bosphorus --offshore 3NM -o lane.geojson\n\n"
                    "Exit status: 0 done, 1 there is no way, 2 wrong arguments or data (nothing is written).");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
