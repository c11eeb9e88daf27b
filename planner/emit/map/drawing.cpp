#include "planner/emit/map/drawing.hpp"

#include "geo/text.hpp"

#include <mapnik/cairo/cairo_renderer.hpp>
#include <mapnik/feature_factory.hpp>
#include <mapnik/feature_layer_desc.hpp>
#include <mapnik/label_collision_detector.hpp>
#include <mapnik/layer.hpp>
#include <mapnik/load_map.hpp>
#include <mapnik/map.hpp>
#include <mapnik/memory_datasource.hpp>
#include <mapnik/params.hpp>
#include <mapnik/unicode.hpp>

#include <cmath>

namespace picket::planner {

namespace {

namespace shape = mapnik::geometry;
using Datasource = std::shared_ptr<mapnik::memory_datasource>;

// Mapnik's y runs upward, so that of a page is turned about; one of its units is a pixel.
class Sheet {
  public:
    explicit Sheet(const geo::Box& frame) : frame_(frame) {
        context_->push("paint");
        context_->push("text");
    }

    void add_layer(const PaintedLayer& layer) {
        Datasource features = datasource();
        for (const PaintedShape& s : layer.shapes) features->push(feature(s.geometry, s.paint, ""));
        std::string rules;
        for (std::size_t i = 0; i < layer.paints.size(); ++i)
            rules += fmt::format("<Rule><Filter>[paint] = {}</Filter>{}</Rule>", i, symbolizer(layer.paints[i]));
        add(fmt::format(" opacity=\"{}\"", layer.opacity), rules, std::move(features));
    }

    void add_labels(const LabelGroup& group) {
        Datasource points = datasource(), areas = datasource();
        for (const Label& l : group.labels)
            (std::holds_alternative<geo::Points>(l.geometry) ? points : areas)->push(feature(l.geometry, 0, l.text));
        if (points->size()) add("", text_rule(group.look, "point", "E,W,NE,SE,NW,SW,N,S"), std::move(points));
        if (areas->size()) add("", text_rule(group.look, "interior", "X,S,N,E,W"), std::move(areas));
    }

    void draw_with(Canvas& canvas, const std::vector<geo::Box>& taken) const {
        const double wide = frame_.high.x - frame_.low.x, high = frame_.high.y - frame_.low.y;
        mapnik::Map map(static_cast<int>(wide), static_cast<int>(high));
        map.register_fonts(letters_folder());
        mapnik::load_map_string(map, fmt::format("<Map>{}{}</Map>", styles_, layers_), true);
        for (std::size_t i = 0; i < sources_.size(); ++i) map.layers()[i].set_datasource(sources_[i]);
        map.zoom_to_box({0, 0, wide, high});
        const auto detector = std::make_shared<mapnik::label_collision_detector4>(mapnik::box2d<double>(0, 0, wide, high));
        for (const geo::Box& b : taken)
            detector->insert({b.low.x - frame_.low.x, b.low.y - frame_.low.y, b.high.x - frame_.low.x, b.high.y - frame_.low.y});
        canvas.inside(frame_, [&] {
            const mapnik::cairo_ptr context = canvas.context();
            cairo_translate(context.get(), frame_.low.x, frame_.low.y);
            mapnik::cairo_renderer<mapnik::cairo_ptr> renderer(map, context, detector);
            renderer.apply();
        });
    }

  private:
    static Datasource datasource() {
        mapnik::parameters parameters;
        parameters["type"] = "memory";
        return std::make_shared<mapnik::memory_datasource>(parameters);
    }

    void add(const std::string& attributes, const std::string& rules, Datasource features) {
        const std::string name = fmt::format("l{}", sources_.size());
        styles_ += fmt::format("<Style name=\"{}\"{}>{}</Style>", name, attributes, rules);
        layers_ += fmt::format("<Layer name=\"{0}\"><StyleName>{0}</StyleName></Layer>", name);
        sources_.push_back(std::move(features));
    }

    static std::string symbolizer(const Paint& p) {
        if (!p.width_px) return fmt::format("<PolygonSymbolizer fill=\"{}\" fill-opacity=\"{}\" clip=\"false\"/>", p.colour, p.opacity);
        std::vector<std::string> dashes;
        for (const double d : p.dash_px) dashes.push_back(fmt::format("{}", d));
        return fmt::format("<LineSymbolizer stroke=\"{}\" stroke-opacity=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"{} clip=\"false\"/>",
                           p.colour, p.opacity, *p.width_px, dashes.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", geo::joined(dashes, ",")));
    }

    static std::string text_rule(const LabelLook& look, const char* placement, const char* places) {
        return fmt::format("<Rule><TextSymbolizer face-name=\"DejaVu Sans Book\" size=\"{0}\" fill=\"{1}\" halo-radius=\"{2}\" halo-fill=\"#ffffff\" "
                           "halo-opacity=\"0.85\" placement=\"{3}\" placement-type=\"simple\" placements=\"{4}\" dx=\"{5}\" dy=\"{5}\" "
                           "avoid-edges=\"true\" margin=\"{7}\" repeat-distance=\"40\"{6}>[text]</TextSymbolizer></Rule>",
                           look.size_px, look.colour, look.is_spaced ? 1.2 : 1.4, placement, places, look.away_px,
                           look.is_spaced ? " character-spacing=\"2\" text-transform=\"uppercase\"" : "", look.is_spaced ? 5 : 1);
    }

    mapnik::feature_ptr feature(const geo::Geometry& geometry, std::size_t paint, const std::string& text) {
        mapnik::feature_ptr f = mapnik::feature_factory::create(context_, ++count_);
        f->put("paint", static_cast<mapnik::value_integer>(paint));
        f->put("text", mapnik::value_unicode_string::fromUTF8(text));
        if (const auto* points = std::get_if<geo::Points>(&geometry)) f->set_geometry(shape::geometry<double>(placed(points->front())));
        if (const auto* lines = std::get_if<geo::Lines>(&geometry)) f->set_geometry(shape::geometry<double>(placed(*lines)));
        if (const auto* polygons = std::get_if<geo::MultiPolygon>(&geometry)) f->set_geometry(shape::geometry<double>(placed(*polygons)));
        return f;
    }

    shape::point<double> placed(geo::Vec v) const { return {v.x - frame_.low.x, frame_.high.y - v.y}; }

    template <class Vertices>
    Vertices placed_as(const geo::Line& line) const {
        Vertices vertices;
        vertices.reserve(line.size());
        for (const geo::Vec& v : line) vertices.push_back(placed(v));
        return vertices;
    }

    shape::multi_line_string<double> placed(const geo::Lines& lines) const {
        shape::multi_line_string<double> all;
        for (const geo::Line& line : lines) all.push_back(placed_as<shape::line_string<double>>(line));
        return all;
    }

    shape::multi_polygon<double> placed(const geo::MultiPolygon& polygons) const {
        shape::multi_polygon<double> all;
        for (const geo::Polygon& p : polygons) {
            shape::polygon<double> one;
            add_ring(one, placed_as<shape::linear_ring<double>>(p.outer));
            for (const geo::Ring& hole : p.holes) add_ring(one, placed_as<shape::linear_ring<double>>(hole));
            all.push_back(std::move(one));
        }
        return all;
    }

    // Mapnik 4 keeps the rings of a polygon as one list, Mapnik 3 the outer one apart.
    template <class Polygon>
    static void add_ring(Polygon& polygon, shape::linear_ring<double> ring) {
        if constexpr (requires { polygon.push_back(std::move(ring)); }) polygon.push_back(std::move(ring));
        else if (polygon.empty()) polygon.set_exterior_ring(std::move(ring));
        else polygon.add_hole(std::move(ring));
    }

    geo::Box frame_;
    mapnik::context_ptr context_ = std::make_shared<mapnik::context_type>();
    mapnik::value_integer count_ = 0;
    std::string styles_, layers_;
    std::vector<Datasource> sources_;
};

}  // namespace

void draw(const MapDrawing& drawing, Canvas& canvas) {
    Sheet sheet(drawing.frame);
    for (const PaintedLayer& layer : drawing.layers)
        if (!layer.shapes.empty()) sheet.add_layer(layer);
    for (const LabelGroup& group : drawing.labels) sheet.add_labels(group);
    sheet.draw_with(canvas, drawing.taken);
}

}  // namespace picket::planner
