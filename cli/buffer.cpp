// picket buffer: the ground within a geodesic distance of any layer's features.
#include "cli/app.hpp"
#include "cli/layer_options.hpp"
#include "cli/planning.hpp"
#include "cli/progress.hpp"

#include "geo/buffer.hpp"
#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>

namespace picket::cli {

namespace {

using geo::Distance;
using geo::Field;

struct Options {
    LayerOptions in;
    std::string out;
    std::string distance;
    std::string side = "both";
    std::string tolerance;
    bool dissolve = false;
    bool overwrite = false;
};

constexpr Distance least = Distance::metres(1), most = Distance::kilometres(5000);

Distance distance_of(const Options& options) {
    const Distance distance = parse_distance_option("--distance", options.distance);
    const Distance size = distance < Distance{} ? -distance : distance;
    if (size < least || size > most)
        throw geo::InputError(fmt::format("--distance {}: must lie between 1 m and 5000 km (with a minus sign: inward from "
                                          "the edges of polygons)", options.distance));
    return distance;
}

// What the user asks for; if nothing, 10 m, and a hundredth of the distance where that is finer.
Distance tolerance_of(const Options& options, Distance distance) {
    const Distance finest = Distance::metres(0.1), hundredth = (distance < Distance{} ? -distance : distance) / 100;
    if (options.tolerance.empty()) return std::max(finest, std::min(Distance::metres(10), hundredth));
    const Distance tolerance = parse_tolerance(options.tolerance);
    if (tolerance > std::max(finest, hundredth))
        throw geo::InputError(fmt::format("--tolerance {}: is more than a hundredth of the distance, {:g} m; ask for less",
                                          options.tolerance, hundredth.metres()));
    return tolerance;
}

void require_fit(const Options& options, const geo::Layer& layer, Distance distance) {
    for (std::size_t i = 0; i < layer.features.size(); ++i) {
        const geo::Geometry& g = layer.features[i].geometry;
        if (distance < Distance{} && !std::holds_alternative<geo::MultiPolygon>(g))
            throw geo::InputError(fmt::format("{}, feature {}: is no polygon; a negative distance goes inward from the edges of "
                                              "polygons", options.in.file, i + 1));
        if (options.side != "both" && !std::holds_alternative<geo::Lines>(g))
            throw geo::InputError(fmt::format("{}, feature {}: is no line; only lines have a --side", options.in.file, i + 1));
    }
}

// The feature's fields, with what was done to it.
geo::Feature described(geo::Feature feature, Distance distance, Distance tolerance, const std::string& side) {
    const auto set = [&](const std::string& name, geo::Value value) {
        const auto same = [&](const auto& field) { return field.first == name; };
        std::erase_if(feature.fields, same);
        feature.fields.emplace_back(name, std::move(value));
    };
    set("distance_m", distance.metres());
    if (side != "both") set("side", side);
    set("tolerance_m", tolerance.metres());
    set("method", std::string("geodesic buffer on WGS84"));
    return feature;
}

geo::Side side_of(const Options& options) {
    return options.side == "left" ? geo::Side::left : options.side == "right" ? geo::Side::right : geo::Side::both;
}

// One polygon a feature; features of which nothing is left go with a notice.
geo::Layer each_buffered(const Options& options, geo::Layer layer, Distance distance, Distance tolerance,
                         geo::Notices& notices) {
    const ProgressLine progress;
    std::atomic<std::size_t> finished = 0;
    std::mutex printing;
    const std::size_t count = layer.features.size();
    geo::parallel_for(count, [&](std::size_t i) {
        geo::Feature& feature = layer.features[i];
        feature.geometry = geo::buffer({&feature.geometry, 1}, layer.edges, distance, tolerance, side_of(options));
        feature = described(std::move(feature), distance, tolerance, options.side);
        const std::size_t n = ++finished;
        if (n % std::max<std::size_t>(1, count / 100) == 0) {
            const std::scoped_lock lock(printing);
            progress(fmt::format("{} of {} features", n, count), static_cast<double>(n) / static_cast<double>(count));
        }
    });
    std::size_t number = 0;
    std::erase_if(layer.features, [&](const geo::Feature& feature) {
        ++number;
        const bool empty = std::get<geo::MultiPolygon>(feature.geometry).empty();
        if (empty) notices.push_back(fmt::format("{}, feature {}: nothing is left of it at {}", options.in.file, number, options.distance));
        return empty;
    });
    return layer;
}

geo::Layer dissolved(const Options& options, const geo::Layer& layer, Distance distance, Distance tolerance,
                     geo::Notices& notices) {
    const ProgressLine progress;
    progress(fmt::format("dissolving {} features", layer.features.size()));
    std::vector<geo::Geometry> shapes;
    for (const geo::Feature& feature : layer.features) shapes.push_back(feature.geometry);
    geo::Layer result{layer.name, {}, layer.edges};
    geo::MultiPolygon ground = geo::buffer(shapes, layer.edges, distance, tolerance, side_of(options));
    if (ground.empty()) {
        notices.push_back(fmt::format("{}: nothing is left at {}", options.in.file, options.distance));
        return result;
    }
    geo::Feature all{{{"name", layer.name}, {"features", static_cast<std::int64_t>(shapes.size())}}, std::move(ground)};
    result.features.push_back(described(std::move(all), distance, tolerance, options.side));
    return result;
}

int run(const Options& options) {
    const Distance distance = distance_of(options);
    const Distance tolerance = tolerance_of(options, distance);
    if (options.out != "-")
        geo::require_writable_layer(options.out, options.overwrite ? geo::Existing::replace : geo::Existing::refuse);
    geo::Notices notices;
    const geo::Layer layer = read_layer(options.in, notices);
    require_fit(options, layer, distance);
    const geo::Layer result = options.dissolve ? dissolved(options, layer, distance, tolerance, notices)
                                               : each_buffered(options, layer, distance, tolerance, notices);
    write_result(options.out, result, geo::fields_of(result), geo::GeometryType::multipolygon, options.overwrite, notices);
    print_notices(notices);
    return done;
}

}  // namespace

Command add_buffer(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("buffer", "The ground within a geodesic distance of each feature, on WGS84, anywhere on Earth");
    add_layer_options(*command, options->in, "IN");
    command->add_option("OUT", options->out, "File to write, its format by its ending: .geojson, .gpkg, .fgb, .shp or .kml; - is GeoJSON on standard output")->type_name("FILE")
        ->required();
    command->add_option("--distance", options->distance, "How far, such as 100km or 12NM; with a minus sign inward from the edges of polygons")
        ->required();
    command->add_option("--side", options->side, "Of lines, the ground on one side: left or right, seen along the line")
        ->check(CLI::IsMember({"both", "left", "right"}));
    command->add_flag("--dissolve", options->dissolve, "One feature: the ground within the distance of any feature");
    command->add_option("--tolerance", options->tolerance, "How far an edge may lie from the true distance, 0.1 m to 1 km (10 m, or a hundredth of the distance, if not given)");
    command->add_flag("--overwrite", options->overwrite, "Replace OUT if it exists");
    command->footer("Example:\n  picket buffer frontline.geojson near.gpkg --distance 100km --tolerance 10m\n\n"
                    "Exit status: 0 done, 2 wrong arguments or data.");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
