#include "planner/emit/map/page_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace picket::planner {

using geo::Line;
using geo::Lines;
using geo::MultiPolygon;
using geo::Ring;
using geo::Vec;

namespace {

constexpr double finest_px = 0.25;
constexpr double longest_edge_deg = 0.5;  // straight in lon/lat is a curve on the page: of this length within a pixel
constexpr double beyond_px = 24;          // of the frame, so that no outline follows its edge

Line line_on_page(const Line& given, const PagePlane& plane) {
    Line lon_lat, line;
    for (const Vec& v : given) lon_lat.push_back({written(v.x), written(v.y)});
    const auto add = [&](Vec place) {
        const Vec v = plane.on_page(place);
        if (line.empty() || std::hypot(v.x - line.back().x, v.y - line.back().y) > finest_px) line.push_back(v);
    };
    for (std::size_t i = 0; i + 1 < lon_lat.size(); ++i) {
        const Vec a = lon_lat[i], b = lon_lat[i + 1];
        const double steps = std::max(1.0, std::ceil(std::max(std::abs(b.x - a.x), std::abs(b.y - a.y)) / longest_edge_deg));
        for (double k = 0; k < steps; ++k) add({a.x + (b.x - a.x) * k / steps, a.y + (b.y - a.y) * k / steps});
    }
    const Vec last = plane.on_page(lon_lat.back());
    if (line.size() > 1 && std::hypot(last.x - line.back().x, last.y - line.back().y) <= finest_px) line.pop_back();
    line.push_back(last);
    return line;
}

geo::Box grown(const geo::Box& box, double by) {
    return {{box.low.x - by, box.low.y - by}, {box.high.x + by, box.high.y + by}};
}

geo::Box box_of(const Line& line) {
    geo::Box box;
    for (const Vec& v : line) box.add(v);
    return box;
}

// The part of a ring on one side of a level of x or y (Sutherland and Hodgman 1974). What falls apart stays joined along the
// level, which lies beyond the frame.
Ring cut(const Ring& ring, double Vec::*along, double level, bool keeps_above) {
    const auto inside = [&](Vec v) { return keeps_above ? v.*along >= level : v.*along <= level; };
    Ring result;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Vec a = ring[i], b = ring[i + 1];
        if (inside(a)) result.push_back(a);
        if (inside(a) != inside(b)) {
            const double t = (level - a.*along) / (b.*along - a.*along);
            result.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
        }
    }
    if (!result.empty()) result.push_back(result.front());
    return result;
}

Ring clipped(Ring ring, const geo::Box& box) {
    const geo::Box own = box_of(ring);
    if (!own.meets(box)) return {};
    if (box.holds(own.low) && box.holds(own.high)) return ring;
    ring = cut(ring, &Vec::x, box.low.x, true);
    ring = cut(ring, &Vec::x, box.high.x, false);
    ring = cut(ring, &Vec::y, box.low.y, true);
    return cut(ring, &Vec::y, box.high.y, false);
}

MultiPolygon polygons_on_page(const MultiPolygon& polygons, const PagePlane& plane) {
    const geo::Box box = grown(plane.frame, beyond_px);
    MultiPolygon result;
    for (const geo::Polygon& p : polygons) {
        geo::Polygon drawn{clipped(line_on_page(p.outer, plane), box), {}};
        if (drawn.outer.size() < 4) continue;
        for (const Ring& hole : p.holes)
            if (Ring h = clipped(line_on_page(hole, plane), box); h.size() >= 4) drawn.holes.push_back(std::move(h));
        result.push_back(std::move(drawn));
    }
    return result;
}

Lines lines_on_page(const Lines& lines, const PagePlane& plane) {
    const geo::Box box = grown(plane.frame, beyond_px);
    Lines result;
    for (const Line& line : lines) {
        const Line drawn = line_on_page(line, plane);
        bool goes_on = false;
        for (std::size_t i = 0; i + 1 < drawn.size(); ++i) {
            const bool is_near = box_of({drawn[i], drawn[i + 1]}).meets(box);
            if (is_near && !goes_on) result.push_back({drawn[i]});
            if (is_near) result.back().push_back(drawn[i + 1]);
            goes_on = is_near;
        }
    }
    return result;
}

geo::Points points_on_page(const geo::Points& points, const PagePlane& plane) {
    geo::Points result;
    for (const Vec& p : points)
        if (const Vec v = plane.on_page({written(p.x), written(p.y)}); plane.frame.holds(v)) result.push_back(v);
    return result;
}

double area_of(const Ring& ring) {
    double twice = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) twice += ring[i].x * ring[i + 1].y - ring[i + 1].x * ring[i].y;
    return std::abs(twice) / 2;
}

double length_of(const Line& line) {
    double length = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) length += std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
    return length;
}

// Corners at equal angles about a place, the first straight up, every other one at the inner radius.
Ring corners(Vec at, int count, double radius, double inner) {
    Ring ring;
    for (int i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * i / count, r = i % 2 ? inner : radius;
        ring.push_back({at.x + r * std::sin(angle), at.y - r * std::cos(angle)});
    }
    ring.push_back(ring.front());
    return ring;
}

}  // namespace

geo::Geometry on_page(const geo::Geometry& lon_lat, const PagePlane& plane) {
    if (const auto* points = std::get_if<geo::Points>(&lon_lat)) return points_on_page(*points, plane);
    if (const auto* lines = std::get_if<Lines>(&lon_lat)) return lines_on_page(*lines, plane);
    if (const auto* polygons = std::get_if<MultiPolygon>(&lon_lat)) return polygons_on_page(*polygons, plane);
    return {};
}

Lines hatched(const MultiPolygon& polygons, double angle_deg, double spacing_px) {
    const double angle = angle_deg * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
    // u runs along the lines, v across them.
    const auto turned = [&](Vec p) { return Vec{p.x * c - p.y * s, p.x * s + p.y * c}; };
    const auto back = [&](double u, double v) { return Vec{u * c + v * s, v * c - u * s}; };
    Lines lines;
    for (const geo::Polygon& p : polygons) {
        std::vector<Line> rings{p.outer};
        rings.insert(rings.end(), p.holes.begin(), p.holes.end());
        geo::Box box;
        for (Line& ring : rings)
            for (Vec& v : ring) box.add(v = turned(v));
        for (double k = std::ceil(box.low.y / spacing_px); k * spacing_px <= box.high.y; ++k) {
            const double v = k * spacing_px;
            std::vector<double> crossings;
            for (const Line& ring : rings)
                for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                    const Vec a = ring[i], b = ring[i + 1];
                    if ((a.y <= v) != (b.y <= v)) crossings.push_back(a.x + (v - a.y) / (b.y - a.y) * (b.x - a.x));
                }
            std::sort(crossings.begin(), crossings.end());
            for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) lines.push_back({back(crossings[i], v), back(crossings[i + 1], v)});
        }
    }
    return lines;
}

MultiPolygon marker(const std::string& kind, Vec at, double size_px) {
    const double r = size_px / 2;
    if (kind == "square") return {{{{at.x - r, at.y - r}, {at.x + r, at.y - r}, {at.x + r, at.y + r}, {at.x - r, at.y + r}, {at.x - r, at.y - r}}, {}}};
    if (kind == "triangle") return {{{{at.x, at.y - r}, {at.x + r, at.y + r}, {at.x - r, at.y + r}, {at.x, at.y - r}}, {}}};
    if (kind == "diamond") return {{corners(at, 4, r, r), {}}};
    if (kind == "pentagon") return {{corners(at, 5, r, r), {}}};
    if (kind == "star") return {{corners(at, 10, r, r * 0.42), {}}};
    return {{corners(at, 36, r, r), {}}};
}

Lines cross(Vec at, double size_px) {
    const double r = size_px / 2 * 0.71;  // it lies on its side, as long as it is wide
    return {{{at.x - r, at.y - r}, {at.x + r, at.y + r}}, {{at.x - r, at.y + r}, {at.x + r, at.y - r}}};
}

Lines edges_of(const MultiPolygon& polygons) {
    Lines edges;
    for (const geo::Polygon& p : polygons) {
        edges.push_back(p.outer);
        edges.insert(edges.end(), p.holes.begin(), p.holes.end());
    }
    return edges;
}

MultiPolygon largest(const MultiPolygon& polygons) {
    const auto most = std::max_element(polygons.begin(), polygons.end(), [](const auto& a, const auto& b) { return area_of(a.outer) < area_of(b.outer); });
    return most == polygons.end() ? MultiPolygon{} : MultiPolygon{*most};
}

Vec roomiest(const MultiPolygon& area, const geo::Box& box) {
    constexpr double step_px = 4, words_wide = 3;  // a line of words is so many times as wide as high, at least
    const Lines edges = edges_of(area);
    const auto room_at = [&](Vec at) {
        double least = std::min({(at.x - box.low.x) / words_wide, (box.high.x - at.x) / words_wide, at.y - box.low.y, box.high.y - at.y});
        for (const Line& ring : edges)
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                const auto flat = [&](Vec v) { return Vec{(v.x - at.x) / words_wide, v.y - at.y}; };
                const Vec near = geo::nearest_of_segment({0, 0}, flat(ring[i]), flat(ring[i + 1]));
                least = std::min(least, std::hypot(near.x, near.y));
            }
        return least;
    };
    Vec best = area.front().outer.front();
    double most = -HUGE_VAL;
    for (const Line& run : hatched(area, 0, step_px)) {
        const Vec middle{(run[0].x + run[1].x) / 2, run[0].y};
        if (const double room = room_at(middle); room > most) {
            most = room;
            best = middle;
        }
    }
    return best;
}

Vec middle_of(const Lines& lines) {
    const auto longest = std::max_element(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return length_of(a) < length_of(b); });
    double left = length_of(*longest) / 2;
    for (std::size_t i = 0; i + 1 < longest->size(); ++i) {
        const Vec a = (*longest)[i], b = (*longest)[i + 1];
        const double step = std::hypot(b.x - a.x, b.y - a.y);
        if (step >= left && step > 0) return {a.x + (b.x - a.x) * left / step, a.y + (b.y - a.y) * left / step};
        left -= step;
    }
    return longest->front();
}

}  // namespace picket::planner
