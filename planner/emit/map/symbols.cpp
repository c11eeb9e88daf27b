#include "planner/emit/map/symbols.hpp"

#include "planner/emit/map/page_geometry.hpp"

#include <algorithm>

namespace picket::planner {

std::size_t SymbolPainter::paint(PaintedLayer& layer, const Paint& wanted) {
    const auto found = std::find(layer.paints.begin(), layer.paints.end(), wanted);
    if (found != layer.paints.end()) return static_cast<std::size_t>(found - layer.paints.begin());
    layer.paints.push_back(wanted);
    return layer.paints.size() - 1;
}

void SymbolPainter::add_line(const Symbol& s, const geo::Lines& lines) {
    constexpr double casing_px = 1.2;  // on each side
    if (s.stroke.empty() || lines.empty()) return;
    if (!s.casing.empty()) casings_.shapes.push_back({paint(casings_, {s.casing, 0.9 * s.opacity, s.width_px + 2 * casing_px, {}}), lines});
    shapes_.shapes.push_back({paint(shapes_, {s.stroke, s.opacity, s.width_px, s.dash_px}), lines});
}

void SymbolPainter::add_area(const Symbol& s, const geo::MultiPolygon& area) {
    if (area.empty()) return;
    if (!s.fill.empty() && is_flat_) {
        constexpr double seam_px = 0.4;  // closes the hair's breadth that areas side by side leave between them
        shapes_.opacity = s.fill_opacity * s.opacity;
        shapes_.shapes.push_back({paint(shapes_, {s.fill, 1, {}, {}}), area});
        shapes_.shapes.push_back({paint(shapes_, {s.fill, 1, seam_px, {}}), edges_of(area)});
    } else if (!s.fill.empty()) {
        shapes_.shapes.push_back({paint(shapes_, {s.fill, s.fill_opacity * s.opacity, {}, {}}), area});
    }
    if (s.hatch)
        if (geo::Lines lines = hatched(area, s.hatch->angle_deg, s.hatch->spacing_px); !lines.empty())
            shapes_.shapes.push_back({paint(shapes_, {s.hatch->colour, s.opacity, s.hatch->width_px, {}}), std::move(lines)});
    add_line(s, edges_of(area));
}

void SymbolPainter::add_marker(const Symbol& s, geo::Vec at) {
    if (s.marker == "cross") {
        const geo::Lines strokes = cross(at, s.size_px);
        shapes_.shapes.push_back({paint(shapes_, {"#ffffff", 0.9, s.width_px + 2, {}}), strokes});
        shapes_.shapes.push_back({paint(shapes_, {s.stroke, s.opacity, s.width_px, {}}), strokes});
        return;
    }
    const geo::MultiPolygon shape = marker(s.marker, at, s.size_px);
    if (!s.fill.empty() && s.fill_opacity > 0) shapes_.shapes.push_back({paint(shapes_, {s.fill, s.fill_opacity * s.opacity, {}, {}}), shape});
    if (!s.stroke.empty()) shapes_.shapes.push_back({paint(shapes_, {s.stroke, s.opacity, s.width_px, {}}), edges_of(shape)});
}

void SymbolPainter::add(const Symbol& symbol, const geo::Geometry& geometry) {
    if (const auto* points = std::get_if<geo::Points>(&geometry))
        for (const geo::Vec& p : *points) add_marker(symbol, p);
    if (const auto* lines = std::get_if<geo::Lines>(&geometry)) add_line(symbol, *lines);
    if (const auto* area = std::get_if<geo::MultiPolygon>(&geometry)) add_area(symbol, *area);
}

void SymbolPainter::add_layers_to(std::vector<PaintedLayer>& layers) const {
    for (const PaintedLayer& layer : {casings_, shapes_})
        if (!layer.shapes.empty()) layers.push_back(layer);
}

}  // namespace picket::planner
