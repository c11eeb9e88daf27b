// Shapes and labels in the pixels of a page (1/96 inch, y downward): Mapnik draws the shapes and finds room for the labels.
#pragma once

#include "planner/emit/map/canvas.hpp"

#include "geo/shapes.hpp"

#include <optional>
#include <vector>

namespace picket::planner {

// A fill, or a line of a width.
struct Paint {
    std::string colour;  // #rrggbb
    double opacity = 1;
    std::optional<double> width_px = std::nullopt;
    std::vector<double> dash_px = {};
    friend bool operator==(const Paint&, const Paint&) = default;
};

struct PaintedShape {
    std::size_t paint;  // of the layer's paints
    geo::Geometry geometry;
};

// Shapes one on another in their order; `opacity` is that of all together, so that none shows through another.
struct PaintedLayer {
    std::vector<Paint> paints;
    std::vector<PaintedShape> shapes;
    double opacity = 1;
};

struct LabelLook {
    double size_px = 10;
    std::string colour;
    bool is_spaced = false;  // capitals apart, as of large areas
    double away_px = 0;      // between a point and its label
};

// Beside a place, or about it, as inside of an area.
struct Label {
    std::string text;
    geo::Vec at;
    bool is_inside = false;
};

// Labels of one look, the first with the first choice of room.
struct LabelGroup {
    LabelLook look;
    std::vector<Label> labels;
};

struct MapDrawing {
    geo::Box frame;  // nothing is drawn outside
    std::vector<PaintedLayer> layers;   // from the bottom up
    std::vector<LabelGroup> labels;     // the first with the first choice of room
    std::vector<geo::Box> taken;        // no room for labels
};

void draw(const MapDrawing& drawing, Canvas& canvas);

}  // namespace picket::planner
