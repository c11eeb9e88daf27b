// picket frontline: the line of contact from polygons of controlled ground, and controlled ground from a line.
#include "cli/app.hpp"
#include "cli/layer_options.hpp"
#include "cli/planning.hpp"
#include "cli/table.hpp"

#include "planner/drawn.hpp"
#include "planner/ground_beyond.hpp"
#include "planner/line_of_contact.hpp"
#include "planner/theatre.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <map>

namespace picket::cli {

namespace {

using geo::Distance;
using geo::Field;
using planner::ContactPiece;
using planner::Json;

struct Options {
    LayerOptions in;
    std::string borders, borders_layer, borders_where;
    std::string out;
    std::string tolerance = "1km";
    std::string min_length = "5km";
    std::string sliver;
    std::string ends = "cut";
    std::vector<std::string> seeds;
    bool to_control = false;
    bool overwrite = false;
    bool json = false;
};

// How closely what is written, straight in lon/lat, follows what was found.
constexpr Distance follow = Distance::metres(0.5);

Distance distance_of(const std::string& option, const std::string& text, Distance least, Distance most) {
    const Distance distance = parse_distance_option(option, text);
    if (distance < least || distance > most)
        throw geo::InputError(
            fmt::format("{} {}: must lie between {:g} m and {:g} km", option, text, least.metres(), most.kilometres()));
    return distance;
}

Distance tolerance_of(const Options& options) {
    return distance_of("--tolerance", options.tolerance, Distance::metres(1), Distance::kilometres(50));
}

planner::Led led_by(const Options& options) {
    return options.ends == "border" ? planner::Led::all
           : options.ends == "cut"  ? planner::Led::none
                                    : planner::Led::main;
}

geo::LayerRef lines_ref(const Options& options) {
    return {options.in.file, options.in.layer, options.in.where, edge_rule(options.in)};
}

geo::LayerRef borders_ref(const Options& options) {
    return {options.borders, options.borders_layer, options.borders_where, geo::EdgeRule::straight};
}

geo::Layer read_borders(const Options& options, geo::Notices& notices) {
    return geo::read_layer(borders_ref(options), options.in.strict ? geo::Faults::refuse : geo::Faults::repair,
                           notices);
}

// The latest date that the features bear; null when none does.
geo::Value latest_date(const geo::Layer& layer) {
    std::string latest;
    for (const geo::Feature& f : layer.features) latest = std::max(latest, f.text("as_of"));
    return latest.empty() ? geo::Value{} : geo::Value{latest};
}

std::string file_name(const std::string& file) { return std::filesystem::path(file).filename().string(); }

geo::Layer layer_of(const std::vector<ContactPiece>& pieces, const Options& options, const geo::Value& as_of,
                    Distance tolerance) {
    geo::Layer layer{"frontline", {}, geo::EdgeRule::straight};
    std::map<std::string, int> number;
    const std::string method = "boundary of controlled ground farther than the tolerance from border and coast";
    const std::string led = method + "; its ends led on to the border";
    for (const ContactPiece& piece : pieces) {
        const std::string kind = piece.kind_name();
        const int n = ++number[kind];
        const std::string name = kind == "main"      ? std::string("Main line of contact")
                                 : kind == "section" ? fmt::format("Section {}", n)
                                                     : fmt::format("Pocket {}", n);
        geo::Feature feature;
        feature.fields = {{"id", kind == "main" ? kind : fmt::format("{}-{}", kind, n)},
                          {"name", name},
                          {"kind", kind},
                          {"length_km", planner::decimals(piece.path.length().kilometres(), 6)},
                          {"length_mi", planner::decimals(piece.path.length().miles(), 6)},
                          {"ends_km", planner::decimals(piece.ends.kilometres(), 6)},
                          {"tolerance_m", tolerance.metres()},
                          {"source", fmt::format("{} and {}", file_name(options.in.file), file_name(options.borders))},
                          {"as_of", as_of},
                          {"method", piece.ends > Distance{} ? led : method}};
        feature.geometry = geo::Lines{geo::from_geodesics(piece.path.vertices(), follow)};
        layer.features.push_back(std::move(feature));
    }
    return layer;
}

const std::vector<Field>& line_fields() {
    static const std::vector<Field> fields{{"id", Field::Type::text},
                                           {"name", Field::Type::text},
                                           {"kind", Field::Type::text},
                                           {"length_km", Field::Type::number},
                                           {"length_mi", Field::Type::number},
                                           {"ends_km", Field::Type::number},
                                           {"tolerance_m", Field::Type::number},
                                           {"source", Field::Type::text},
                                           {"as_of", Field::Type::text},
                                           {"method", Field::Type::text}};
    return fields;
}

void print_pieces(const geo::Layer& layer, bool json) {
    double km = 0, mi = 0;
    std::vector<std::vector<std::string>> rows{{"id", "kind", "length km", "length mi"}};
    Json list = Json::array();
    for (const geo::Feature& f : layer.features) {
        km += *f.number("length_km");
        mi += *f.number("length_mi");
        rows.push_back({f.text("id"), f.text("kind"), fmt::format("{:.3f}", *f.number("length_km")),
                        fmt::format("{:.3f}", *f.number("length_mi"))});
        list.push_back({{"id", f.text("id")},
                        {"name", f.text("name")},
                        {"kind", f.text("kind")},
                        {"length_km", *f.number("length_km")},
                        {"length_mi", *f.number("length_mi")},
                        {"ends_km", *f.number("ends_km")}});
    }
    rows.push_back({"total", "", fmt::format("{:.3f}", km), fmt::format("{:.3f}", mi)});
    if (json)
        fmt::print("{}", planner::to_text({{"pieces", std::move(list)},
                                           {"total_km", planner::decimals(km, 6)},
                                           {"total_mi", planner::decimals(mi, 6)}}));
    else
        fmt::print("{}", table(rows));
}

int to_line(const Options& options, geo::Notices& notices) {
    const Distance tolerance = tolerance_of(options);
    const Distance min_length = distance_of("--min-length", options.min_length, {}, Distance::kilometres(10'000));
    const Distance sliver =
        options.sliver.empty() ? tolerance / 5 : distance_of("--sliver", options.sliver, {}, tolerance);
    const geo::Layer control = read_layer(options.in, notices);
    const geo::Layer borders = read_borders(options, notices);
    const std::vector<ContactPiece> pieces =
        planner::line_of_contact(control, lines_ref(options), borders, borders_ref(options),
                                 {tolerance, min_length, sliver, led_by(options)}, notices);
    const geo::Layer layer = layer_of(pieces, options, latest_date(control), tolerance);
    write_result(options.out, layer, line_fields(), geo::GeometryType::line, options.overwrite, notices);
    print_notices(notices);
    if (options.out != "-") print_pieces(layer, options.json);
    return done;
}

int to_control(const Options& options, geo::Notices& notices) {
    const Distance tolerance = tolerance_of(options);
    std::vector<planner::Seed> seeds;
    for (const std::string& text : options.seeds) seeds.push_back(planner::parse_seed(text));
    const geo::Layer lines = read_layer(options.in, notices);
    const geo::Layer borders = read_borders(options, notices);
    const planner::GroundBeyond beyond =
        planner::ground_beyond(lines, lines_ref(options), borders, borders_ref(options), seeds, tolerance, notices);
    const double area_km2 = geo::area_of(beyond.frame, beyond.region).square_kilometres();
    geo::Feature feature;
    feature.fields = {{"id", "control"},
                      {"name", "Ground beyond the line of contact"},
                      {"area_km2", planner::decimals(area_km2, 6)},
                      {"tolerance_m", tolerance.metres()},
                      {"source", fmt::format("{} and {}", file_name(options.in.file), file_name(options.borders))},
                      {"as_of", latest_date(lines)},
                      {"method", fmt::format("ground of the countries cut by the line, the faces of the seeds {}",
                                             geo::joined(options.seeds, "; "))}};
    feature.geometry = planner::drawn(beyond.frame, beyond.region, follow);
    const geo::Layer layer{"control", {feature}, geo::EdgeRule::straight};
    write_result(options.out, layer,
                 {{"id", Field::Type::text},
                  {"name", Field::Type::text},
                  {"area_km2", Field::Type::number},
                  {"tolerance_m", Field::Type::number},
                  {"source", Field::Type::text},
                  {"as_of", Field::Type::text},
                  {"method", Field::Type::text}},
                 geo::GeometryType::multipolygon, options.overwrite, notices);
    print_notices(notices);
    if (options.out == "-") return done;
    if (options.json)
        fmt::print("{}", planner::to_text({{"id", "control"}, {"area_km2", planner::decimals(area_km2, 6)}}));
    else
        fmt::print("{}", table({{"id", "area km2"}, {"control", fmt::format("{:.3f}", area_km2)}}));
    return done;
}

int run(const Options& options) {
    if (options.to_control && options.seeds.empty())
        throw geo::InputError("--to-control needs a --seed LON,LAT on the ground beyond the line");
    if (!options.to_control && !options.seeds.empty())
        throw geo::InputError(
            fmt::format("--seed {}: is for --to-control, which makes controlled ground from a line", options.seeds[0]));
    if (options.json && options.out == "-")
        throw geo::InputError("--json and --out - both want standard output; give --out a file");
    if (options.out != "-")
        geo::require_writable_layer(options.out, options.overwrite ? geo::Existing::replace : geo::Existing::refuse);
    geo::Notices notices;
    return options.to_control ? to_control(options, notices) : to_line(options, notices);
}

}  // namespace

Command add_frontline(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("frontline", "The line of contact from polygons of controlled ground, and the other way");
    add_layer_options(*command, options->in, "CONTROL");
    command->add_option("--borders,-b", options->borders, "Layer of countries, whose outlines are border and coast")
        ->type_name("LAYER")
        ->required();
    command->add_option("--borders-layer", options->borders_layer, "Layer inside that file");
    command->add_option("--borders-where", options->borders_where, "Attribute filter on the countries");
    command
        ->add_option("--out,-o", options->out,
                     "File to write, its format by its ending: .geojson, .gpkg, .fgb, .shp or .kml; - is GeoJSON on "
                     "standard output")
        ->type_name("FILE")
        ->required();
    command->add_option("--tolerance", options->tolerance,
                        "What is nearer to border or coast is no line of contact (1km if not given)");
    command->add_option("--min-length", options->min_length, "Leave out shorter pieces (5km if not given)");
    command->add_option("--sliver", options->sliver,
                        "Close gaps between polygons that are narrower (a fifth of the tolerance if not given)");
    command
        ->add_option(
            "--ends", options->ends,
            "Which open pieces are led on along the boundary to the border: cut (none: they end at the tolerance), main "
            "(the main line) or border (all)")
        ->check(CLI::IsMember({"cut", "main", "border"}));
    command->add_flag("--to-control", options->to_control,
                      "CONTROL is a line: make the ground beyond it, which holds the seeds");
    command->add_option("--seed", options->seeds, "LON,LAT of a place beyond the line; may be given again")
        ->type_name("LON,LAT")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_flag("--overwrite", options->overwrite, "Replace a file that stands there");
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    command->footer(
        "Examples:\n  picket frontline control.gpkg --borders datasets/countries.geojson -o line.geojson\n"
        "  picket frontline line.geojson --borders datasets/countries.geojson --to-control --seed 34.10,44.95 "
        "-o control.geojson\n\n"
        "Exit status: 0 done, 2 wrong arguments or data (nothing is written).");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
