// What the commands that read and write any layer share: options, and reading by them.
#pragma once

#include "cli/app.hpp"

#include "geo/layer.hpp"

#include <string>

namespace picket::cli {

struct LayerOptions {
    std::string file;
    std::string layer;
    std::string where;
    std::string edges = "straight";
    bool strict = false;
};

// Adds the file as an argument by the given name, and --layer, --where, --edges and --strict.
void add_layer_options(CLI::App& command, LayerOptions& options, const std::string& argument);

geo::EdgeRule edge_rule(const LayerOptions& options);

geo::Layer read_layer(const LayerOptions& options, geo::Notices& notices);

// "10m" given for the option; throws InputError when it is no distance or not from 0.1 m to 1 km.
geo::Distance parse_tolerance(const std::string& text);

// A distance given for an option, whose name stands in the error.
geo::Distance parse_distance_option(const std::string& option, const std::string& text);

// A time on station or the like, 0 or more, in the same way.
geo::Duration parse_duration_option(const std::string& option, const std::string& text);

// An angle, in the same way.
geo::Angle parse_angle_option(const std::string& option, const std::string& text);

// A speed above nothing, in the same way.
geo::Speed parse_speed_option(const std::string& option, const std::string& text);

// To the file, or as GeoJSON to standard output when it is "-".
void write_result(const std::string& file, const geo::Layer& layer, const std::vector<geo::Field>& fields,
                  geo::GeometryType type, bool overwrite, geo::Notices& notices);

}  // namespace picket::cli
