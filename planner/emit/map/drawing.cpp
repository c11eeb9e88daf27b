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
#include <unicode/locid.h>

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
    }

    void add_layer(const PaintedLayer& layer) {
        Datasource features = datasource();
        for (const PaintedShape& s : layer.shapes) features->push(feature(s.geometry, s.paint));
        std::string rules;
        for (std::size_t i = 0; i < layer.paints.size(); ++i)
            rules += fmt::format("<Rule><Filter>[paint] = {}</Filter>{}</Rule>", i, symbolizer(layer.paints[i]));
        add(fmt::format(" opacity=\"{}\"", layer.opacity), rules, std::move(features));
    }

    void draw_on(Canvas& canvas) const {
        const double wide = frame_.high.x - frame_.low.x, high = frame_.high.y - frame_.low.y;
        mapnik::Map map(static_cast<int>(wide), static_cast<int>(high));
        mapnik::load_map_string(map, fmt::format("<Map>{}{}</Map>", styles_, layers_), true);
        for (std::size_t i = 0; i < sources_.size(); ++i) map.layers()[i].set_datasource(sources_[i]);
        map.zoom_to_box({0, 0, wide, high});
        canvas.inside(frame_, [&] {
            const mapnik::cairo_ptr context = canvas.context();
            cairo_translate(context.get(), frame_.low.x, frame_.low.y);
            mapnik::cairo_renderer<mapnik::cairo_ptr> renderer(map, context);
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

    mapnik::feature_ptr feature(const geo::Geometry& geometry, std::size_t paint) {
        mapnik::feature_ptr f = mapnik::feature_factory::create(context_, ++count_);
        f->put("paint", static_cast<mapnik::value_integer>(paint));
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

// Room for labels, the first come first. They are written on the canvas and not by Mapnik, which changes the size of letters by
// a random millionth from version 4 on.
class Labels {
  public:
    Labels(const MapDrawing& drawing, Canvas& canvas)
        : frame_(drawing.frame), canvas_(canvas), detector_({frame_.low.x, frame_.low.y, frame_.high.x, frame_.high.y}) {
        for (const geo::Box& b : drawing.taken) detector_.insert({b.low.x, b.low.y, b.high.x, b.high.y});
    }

    void draw(const LabelGroup& group) {
        const LabelLook& l = group.look;
        const TextLook look{l.size_px, l.colour, false, l.is_spaced ? 1.2 : 1.4, l.is_spaced ? 2.0 : 0.0};
        for (const Label& label : group.labels) {
            const std::string text = l.is_spaced ? in_capitals(label.text) : label.text;
            const double wide = canvas_.text_width(text, look);
            for (const geo::Vec& start : starts(label, wide, l)) {
                if (!takes(text, {{start.x, start.y - above * l.size_px}, {start.x + wide, start.y + below * l.size_px}}, l.is_spaced ? 5 : 1)) continue;
                canvas_.text(start, text, look);
                break;
            }
        }
    }

  private:
    static constexpr double above = 0.76, below = 0.24;  // the letters' heights about the baseline, by their size

    static std::string in_capitals(const std::string& text) {
        std::string capitals;
        mapnik::value_unicode_string::fromUTF8(text).toUpper(icu::Locale::getRoot()).toUTF8String(capitals);
        return capitals;
    }

    // Where the baseline may begin, the best first.
    static std::vector<geo::Vec> starts(const Label& label, double wide, const LabelLook& look) {
        const double size = look.size_px, away = look.away_px, aside = 0.3 * away, middle = (above - below) / 2 * size;
        const geo::Vec p = label.at;
        if (!label.is_inside) {
            const double right = p.x + aside, left = p.x - aside - wide, over = p.y - away - below * size, under = p.y + away + above * size;
            return {{p.x + away, p.y + middle}, {p.x - away - wide, p.y + middle}, {right, over}, {right, under}, {left, over}, {left, under},
                    {p.x - wide / 2, over}, {p.x - wide / 2, under}};
        }
        std::vector<geo::Vec> all;
        for (const geo::Vec off : {geo::Vec{0, 0}, geo::Vec{0, 1.2}, geo::Vec{0, -1.2}, geo::Vec{1.5, 0}, geo::Vec{-1.5, 0}, geo::Vec{0, 2.4}, geo::Vec{0, -2.4}})
            all.push_back({p.x - wide / 2 + off.x * size, p.y + middle + off.y * size});
        return all;
    }

    // Takes the room, if there is any and the same words do not stand near.
    bool takes(const std::string& text, const geo::Box& box, double margin) {
        constexpr double apart_px = 40;
        if (!frame_.holds(box.low) || !frame_.holds(box.high)) return false;
        const mapnik::box2d<double> room(box.low.x, box.low.y, box.high.x, box.high.y);
        const auto words = mapnik::value_unicode_string::fromUTF8(text);
        if (!detector_.has_placement(room, margin, words, apart_px)) return false;
        detector_.insert(room, words);
        return true;
    }

    geo::Box frame_;
    Canvas& canvas_;
    mapnik::label_collision_detector4 detector_;
};

}  // namespace

void draw(const MapDrawing& drawing, Canvas& canvas) {
    Sheet sheet(drawing.frame);
    for (const PaintedLayer& layer : drawing.layers)
        if (!layer.shapes.empty()) sheet.add_layer(layer);
    sheet.draw_on(canvas);
    Labels labels(drawing, canvas);
    for (const LabelGroup& group : drawing.labels) labels.draw(group);
}

}  // namespace picket::planner
