// Symbols of the styles as paints and shapes, the same on the map and in its legend.
#pragma once

#include "planner/emit/map/drawing.hpp"
#include "planner/emit/style.hpp"

namespace picket::planner {

// Shapes of features under the rules of one entry of the styles; casings lie under all of them.
class SymbolPainter {
  public:
    // `is_flat`: no area shows through another, so their opacity is that of all together.
    explicit SymbolPainter(bool is_flat = false) : is_flat_(is_flat) {}

    // The geometry is on the page.
    void add(const Symbol& symbol, const geo::Geometry& geometry);
    void add_layers_to(std::vector<PaintedLayer>& layers) const;

  private:
    std::size_t paint(PaintedLayer& layer, const Paint& wanted);
    void add_line(const Symbol& symbol, const geo::Lines& lines);
    void add_area(const Symbol& symbol, const geo::MultiPolygon& area);
    void add_marker(const Symbol& symbol, geo::Vec at);

    PaintedLayer casings_, shapes_;
    bool is_flat_;
};

}  // namespace picket::planner
