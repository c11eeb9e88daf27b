#include "planner/emit/map/furniture.hpp"

#include "geo/geodesic.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace picket::planner {

using geo::Vec;

namespace {

constexpr double widest_bar_px = 150, box_width_px = 232, box_height_px = 62, box_gap_px = 8;

// Degrees between lines, so that about five cross the frame's shorter side.
double step_of(double span_deg) {
    for (const double step : {0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0})
        if (span_deg / step <= 6) return step;
    return 20;
}

struct Span {
    double west = HUGE_VAL, east = -HUGE_VAL, south = HUGE_VAL, north = -HUGE_VAL;
};

// Of the frame's edges, with longitudes about the centre's.
Span span_of(const PagePlane& plane) {
    Span span;
    const auto add = [&](Vec v) {
        const geo::Position p = plane.position(v);
        const double lon = plane.centre.lon() + std::remainder(p.lon() - plane.centre.lon(), 360.0);
        span = {std::min(span.west, lon), std::max(span.east, lon), std::min(span.south, p.lat()), std::max(span.north, p.lat())};
    };
    constexpr int places = 40;
    const geo::Box& f = plane.frame;
    for (int i = 0; i <= places; ++i) {
        const double x = f.low.x + (f.high.x - f.low.x) * i / places, y = f.low.y + (f.high.y - f.low.y) * i / places;
        for (const Vec v : {Vec{x, f.low.y}, Vec{x, f.high.y}, Vec{f.low.x, y}, Vec{f.high.x, y}}) add(v);
    }
    return span;
}

std::string degrees(double value, const char* above, const char* below) {
    const double v = std::abs(value);
    return v == 0 ? "0°" : fmt::format("{:g}°\u202f{}", v, value > 0 ? above : below);
}

// Where a line crosses a level of x or y first.
std::optional<Vec> crossing(const geo::Line& line, double Vec::*along, double level) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const Vec a = line[i], b = line[i + 1];
        if ((a.*along - level) * (b.*along - level) > 0 || a.*along == b.*along) continue;
        const double t = (level - a.*along) / (b.*along - a.*along);
        return Vec{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    }
    return std::nullopt;
}

GraticuleLine line_of(const PagePlane& plane, double level, const Span& span, bool is_meridian) {
    GraticuleLine g{{}, is_meridian ? degrees(std::remainder(level, 360.0), "E", "W") : degrees(level, "N", "S"), {}, is_meridian};
    constexpr int steps = 120;
    const double from = is_meridian ? span.south : span.west, to = is_meridian ? span.north : span.east, more = (to - from) * 0.02;
    for (int i = 0; i <= steps; ++i) {
        const double other = from - more + (to - from + 2 * more) * i / steps;
        g.line.push_back(plane.on_page(is_meridian ? Vec{level, std::clamp(other, -90.0, 90.0)} : Vec{other, level}));
    }
    const geo::Box& f = plane.frame;
    g.mark = is_meridian ? crossing(g.line, &Vec::y, f.high.y) : crossing(g.line, &Vec::x, f.low.x);
    if (g.mark && (is_meridian ? g.mark->x < f.low.x || g.mark->x > f.high.x : g.mark->y < f.low.y || g.mark->y > f.high.y)) g.mark.reset();
    return g;
}

double round_below(double most) {
    const double power = std::pow(10.0, std::floor(std::log10(most)));
    for (const double digit : {5.0, 2.0})
        if (digit * power <= most) return digit * power;
    return power;
}

void draw_bar(const ScaleBar& bar, Vec at, const std::string& ink, Canvas& canvas) {
    constexpr int parts = 4;
    constexpr double high = 4;
    for (int i = 0; i < parts; ++i) {
        const geo::Box part{{at.x + bar.width_px * i / parts, at.y}, {at.x + bar.width_px * (i + 1) / parts, at.y + high}};
        canvas.fill(outline(part), i % 2 ? "#ffffff" : ink);
        canvas.stroke(outline(part), ink, 0.6);
    }
    const TextLook look{8.5, ink};
    canvas.text({at.x, at.y - 3}, "0", look, Align::centre);
    canvas.text({at.x + bar.width_px / 2, at.y - 3}, fmt::format("{:g}", bar.length / 2), look, Align::centre);
    canvas.text({at.x + bar.width_px - canvas.text_width(fmt::format("{:g}", bar.length), look) / 2, at.y - 3}, fmt::format("{:g} {}", bar.length, bar.unit), look);
}

// True north at the centre of the map.
void draw_north(const PagePlane& plane, Vec at, const std::string& ink, Canvas& canvas) {
    constexpr double step_deg = 0.01, half = 15;
    const Vec here = plane.on_page({plane.centre.lon(), plane.centre.lat()});
    const bool is_at_pole = plane.centre.lat() + step_deg > 90;
    const Vec there = plane.on_page({plane.centre.lon(), plane.centre.lat() + (is_at_pole ? -step_deg : step_deg)});
    const double length = std::hypot(there.x - here.x, there.y - here.y) * (is_at_pole ? -1 : 1);
    const Vec up{(there.x - here.x) / length, (there.y - here.y) / length}, right{-up.y, up.x};
    const auto place = [&](double along, double across) { return Vec{at.x + up.x * along + right.x * across, at.y + up.y * along + right.y * across}; };
    canvas.fill({place(half, 0), place(-half, -7), place(-half + 6, 0)}, ink);
    const geo::Line other{place(half, 0), place(-half, 7), place(-half + 6, 0), place(half, 0)};
    canvas.fill(other, "#ffffff");
    canvas.stroke(other, ink, 0.8);
    const Vec letter = place(half + 9, 0);
    canvas.text({letter.x, letter.y + 4}, "N", {10, ink, true}, Align::centre);
}

}  // namespace

std::vector<GraticuleLine> graticule(const PagePlane& plane) {
    const Span span = span_of(plane);
    std::vector<GraticuleLine> lines;
    const double lat_step = step_of(span.north - span.south), lon_step = std::max(lat_step, step_of((span.east - span.west) * 0.8));
    // Counted by whole numbers: sums of steps stray, and zero would be 3e-17.
    for (int i = static_cast<int>(std::ceil(span.west / lon_step)); i * lon_step <= span.east; ++i) lines.push_back(line_of(plane, i * lon_step, span, true));
    for (int i = static_cast<int>(std::ceil(span.south / lat_step)); i * lat_step <= span.north; ++i) lines.push_back(line_of(plane, i * lat_step, span, false));
    return lines;
}

PaintedLayer graticule_layer(const std::vector<GraticuleLine>& lines) {
    PaintedLayer layer{{{"#6b7a88", 0.3, 0.5, {}}}, {}};
    for (const GraticuleLine& g : lines) layer.shapes.push_back({0, geo::Lines{g.line}});
    return layer;
}

void draw_frame(const std::vector<GraticuleLine>& lines, const PagePlane& plane, const std::string& ink, Canvas& canvas) {
    const geo::Box& f = plane.frame;
    const TextLook look{7.5, "#6b6f76"};
    for (const GraticuleLine& g : lines) {
        if (!g.mark) continue;
        const Vec m = *g.mark;
        canvas.stroke({m, g.is_meridian ? Vec{m.x, m.y + 3} : Vec{m.x - 3, m.y}}, ink, 0.7);
        if (g.is_meridian) canvas.text({m.x, m.y + 11}, g.label, look, Align::centre);
        else canvas.text({m.x - 5, m.y + 2.7}, g.label, look, Align::right);
    }
    canvas.stroke(outline(f), ink, 0.8);
}

std::vector<ScaleBar> scale_bars(const PagePlane& plane, double widest_px) {
    // Along the ellipsoid between the ends of a stretch of the page about the centre.
    const Vec m = plane.middle();
    const geo::Distance stretch = geo::distance(plane.position({m.x - widest_px / 2, m.y}), plane.position({m.x + widest_px / 2, m.y}));
    const double km = round_below(stretch.kilometres()), nmi = round_below(stretch.nautical_miles());
    return {{km, "km", widest_px * km / stretch.kilometres()}, {nmi, "NM", widest_px * nmi / stretch.nautical_miles()}};
}

geo::Box furniture_box(const PagePlane& plane, const std::vector<geo::Box>& taken) {
    const geo::Box& f = plane.frame;
    const double left = f.low.x + box_gap_px, right = f.high.x - box_gap_px - box_width_px;
    const double top = f.low.y + box_gap_px, bottom = f.high.y - box_gap_px - box_height_px;
    const auto box_at = [](Vec v) { return geo::Box{v, {v.x + box_width_px, v.y + box_height_px}}; };
    const auto hidden = [&](const geo::Box& box) { return std::count_if(taken.begin(), taken.end(), [&](const geo::Box& b) { return b.meets(box); }); };
    geo::Box best = box_at({left, bottom});
    for (const Vec corner : {Vec{right, bottom}, Vec{right, top}, Vec{left, top}})
        if (hidden(box_at(corner)) < hidden(best)) best = box_at(corner);
    return best;
}

void draw_furniture(const geo::Box& box, const PagePlane& plane, const std::string& ink, Canvas& canvas) {
    canvas.fill(outline(box), "#ffffff", 0.82);
    canvas.stroke(outline(box), ink, 0.5, 0.5);
    double y = box.low.y + 18;
    for (const ScaleBar& bar : scale_bars(plane, widest_bar_px)) {
        draw_bar(bar, {box.low.x + 12, y}, ink, canvas);
        y += 22;
    }
    draw_north(plane, {box.high.x - 20, (box.low.y + box.high.y) / 2 + 7}, ink, canvas);
}

}  // namespace picket::planner
