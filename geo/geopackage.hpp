// Several layers as one GeoPackage, with what programs show of them: titles, descriptions, names of fields, metadata and
// the styles that QGIS takes.
#pragma once

#include "geo/layer.hpp"

#include <map>

namespace picket::geo {

struct GeoPackageTable {
    const Layer* layer;  // not owned
    std::vector<Field> fields;
    GeometryType type;
    std::string title, description;
    std::map<std::string, std::string> aliases;  // what people call a field
    std::map<std::string, std::string> metadata;
    std::string qml;  // the default style; empty: none
};

// The file's content. Tables have the names of their layers, the columns fid and geom, and one geometry type each; every
// time in it is `made_at`, such as 2025-08-22T00:00:00Z, so that the same tables make the same bytes.
std::string encode_geopackage(const std::vector<GeoPackageTable>& tables, const std::map<std::string, std::string>& metadata,
                              const std::string& made_at);

}  // namespace picket::geo
