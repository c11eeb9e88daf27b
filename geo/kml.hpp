// Layers as one KML file for Google Earth and the like.
#pragma once

#include "geo/layer.hpp"

namespace picket::geo {

// How a feature looks, colours as #rrggbb or #rrggbbaa; an empty one draws nothing.
struct KmlStyle {
    std::string fill, line;
    double line_width_px = 1;
};

struct KmlFolder {
    const Layer* layer;  // not owned
    std::vector<Field> fields;
    GeometryType type;
    std::string title, description;
    bool is_visible;
    std::vector<KmlStyle> styles;      // of each feature
    std::string time_from, time_to;    // fields of points in time between which a feature is; empty: always
};

// The file's content: a folder each, features with their fields as extended data.
std::string encode_kml(const std::string& title, const std::vector<KmlFolder>& folders);

}  // namespace picket::geo
