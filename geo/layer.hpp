// Vector layers in and out: the door to GDAL. Coordinates are lon/lat degrees, WGS84, and edges between them straight in
// lon/lat unless the reference says otherwise; a layer in another coordinate system is brought over on the way in, its
// edges cut so that they stay within .01 m.
#pragma once

#include "geo/edges.hpp"
#include "geo/error.hpp"
#include "geo/file.hpp"
#include "geo/shapes.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace picket::geo {

using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<std::string>>;

struct Feature {
    std::vector<std::pair<std::string, Value>> fields;
    Geometry geometry;

    // Null when there is no such field.
    const Value* find(std::string_view field) const;
    // The field as text; empty when there is none or it is null.
    std::string text(std::string_view field) const;
    // The field as a number; nullopt when there is none, or it is no number.
    std::optional<double> number(std::string_view field) const;
};

struct Layer {
    std::string name;
    std::vector<Feature> features;
    EdgeRule edges = EdgeRule::straight;
};

// Which features of which layer of which file.
struct LayerRef {
    std::filesystem::path file;
    std::string layer;  // empty: the only one
    std::string where;  // empty: all features
    EdgeRule edges = EdgeRule::straight;
    bool may_be_empty = false;  // otherwise no features are an error
};

enum class Faults { repair, refuse };

// Throws InputError: no such file, not a vector layer, no features, no coordinate system (GeoJSON and CSV apart),
// coordinates out of range, a polygon that crosses itself where faults are refused. A repair is a notice.
Layer read_layer(const LayerRef& ref, Faults faults, Notices& notices);

// A column and how it is written. Features name their fields; a field a feature lacks is written as null.
struct Field {
    enum class Type { text, number, integer, boolean, text_list, time };  // time: text such as 2025-08-22T06:30:00Z
    std::string name;
    Type type;
};

enum class GeometryType { point, line, multipolygon };

// The file's content in RFC 7946: right-hand rule, 7 decimals, bbox, ids from the field "id". Features keep their order;
// each has exactly one geometry of the type.
std::string encode_geojson(const Layer& layer, const std::vector<Field>& fields, GeometryType type);

// The columns that the features' values make, in order of first appearance; integers and numbers mixed are numbers, any
// other mixture is text.
std::vector<Field> fields_of(const Layer& layer);

// Writes the layer to a file whose ending says the format: .geojson or .json, .gpkg, .fgb, .shp, .kml. The file, with what
// belongs to it, appears whole or not at all. Throws InputError: an unknown ending, a file that exists and is not to be
// replaced, a place that cannot be written. What a format cannot hold is a notice.
void write_layer(const std::filesystem::path& file, const Layer& layer, const std::vector<Field>& fields,
                 GeometryType type, Existing existing, Notices& notices);

// Throws what write_layer would throw of the name and place alone: to be asked before the work.
void require_writable_layer(const std::filesystem::path& file, Existing existing);

std::string gdal_version();

}  // namespace picket::geo
