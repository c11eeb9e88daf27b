#include "cli/layer_options.hpp"

#include "geo/quantity_text.hpp"
#include "geo/text.hpp"

namespace picket::cli {

using geo::Distance;

void add_layer_options(CLI::App& command, LayerOptions& options, const std::string& argument) {
    command.add_option(argument, options.file, "Anything GDAL's vector drivers read")->type_name("LAYER")->required();
    command.add_option("--layer", options.layer, "Layer inside the file");
    command.add_option("--where", options.where, "Attribute filter, as in ogr2ogr -where");
    command.add_option("--edges", options.edges, "How edges run between vertices: straight (in the layer's coordinates), geodesic or rhumb")
        ->check(CLI::IsMember({"straight", "geodesic", "rhumb"}));
    command.add_flag("--strict", options.strict, "Refuse polygons that cross themselves instead of repairing them");
}

geo::EdgeRule edge_rule(const LayerOptions& options) {
    return options.edges == "geodesic" ? geo::EdgeRule::geodesic
           : options.edges == "rhumb"  ? geo::EdgeRule::rhumb
                                       : geo::EdgeRule::straight;
}

geo::Layer read_layer(const LayerOptions& options, geo::Notices& notices) {
    return geo::read_layer({options.file, options.layer, options.where, edge_rule(options)},
                           options.strict ? geo::Faults::refuse : geo::Faults::repair, notices);
}

Distance parse_distance_option(const std::string& option, const std::string& text) {
    try {
        return geo::parse_distance(text);
    } catch (const geo::InputError& e) {
        throw geo::InputError(fmt::format("{}: {}", option, e.what()));
    }
}

geo::Angle parse_angle_option(const std::string& option, const std::string& text) {
    try {
        return geo::parse_angle(text);
    } catch (const geo::InputError& e) {
        throw geo::InputError(fmt::format("{}: {}", option, e.what()));
    }
}

geo::Speed parse_speed_option(const std::string& option, const std::string& text) {
    try {
        const geo::Speed speed = geo::parse_speed(text);
        if (!(speed > geo::Speed{})) throw geo::InputError(fmt::format("'{}' is not above 0", text));
        return speed;
    } catch (const geo::InputError& e) {
        throw geo::InputError(fmt::format("{}: {}", option, e.what()));
    }
}

geo::Duration parse_duration_option(const std::string& option, const std::string& text) {
    try {
        const geo::Duration time = geo::parse_duration(text);
        if (time < geo::Duration{}) throw geo::InputError(fmt::format("'{}' is below 0", text));
        return time;
    } catch (const geo::InputError& e) {
        throw geo::InputError(fmt::format("{}: {}", option, e.what()));
    }
}

Distance parse_tolerance(const std::string& text) {
    const Distance tolerance = parse_distance_option("--tolerance", text);
    if (tolerance < Distance::metres(0.1) || tolerance > Distance::kilometres(1))
        throw geo::InputError(fmt::format("--tolerance {}: must lie between 0.1 m and 1 km", text));
    return tolerance;
}

void write_result(const std::string& file, const geo::Layer& layer, const std::vector<geo::Field>& fields,
                  geo::GeometryType type, bool overwrite, geo::Notices& notices) {
    if (file == "-")
        fmt::print("{}", geo::encode_geojson(layer, fields, type));
    else
        geo::write_layer(file, layer, fields, type, overwrite ? geo::Existing::replace : geo::Existing::refuse, notices);
}

}  // namespace picket::cli
