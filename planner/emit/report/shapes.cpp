#include "planner/emit/report/shapes.hpp"

#include "geo/edges.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Line;
using geo::MultiPolygon;
using geo::Ring;
using geo::Vec;

namespace {

// To the 7 decimals that layers are written with.
std::pair<std::int64_t, std::int64_t> key_of(Vec v) { return {std::llround(v.x * 1e7), std::llround(v.y * 1e7)}; }

geo::Box box_of(const Ring& ring) {
    geo::Box box;
    for (const Vec& v : ring) box.add(v);
    return box;
}

double area_of(const geo::Box& box) { return (box.high.x - box.low.x) * (box.high.y - box.low.y); }

// Where the horizontal line at `y` crosses the polygon's rings, in order.
std::vector<double> crossings(const geo::Polygon& polygon, double y) {
    std::vector<double> at;
    const auto add = [&](const Ring& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            if ((ring[i].y < y) != (ring[i + 1].y < y))
                at.push_back(ring[i].x + (y - ring[i].y) / (ring[i + 1].y - ring[i].y) * (ring[i + 1].x - ring[i].x));
    };
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
    std::sort(at.begin(), at.end());
    return at;
}

}  // namespace

// A ring that was cut at the antimeridian is moved as one.
Ring MapShapes::unwrapped(const Ring& ring) const {
    const geo::Box box = box_of(ring);
    const double turn = std::nearbyint(((box.low.x + box.high.x) / 2 - middle_lon_) / 360) * 360;
    Ring moved = ring;
    if (turn != 0)
        for (Vec& v : moved) v.x -= turn;
    return moved;
}

bool MapShapes::is_small(const Ring& ring) const {
    const geo::Box box = box_of(ring);
    return geo::off_edge_m(box.high, box.low, box.low) < tolerance_.metres();
}

void MapShapes::add(const MultiPolygon& shape) {
    const auto add_ring = [&](const Ring& given) {
        const Ring ring = unwrapped(given);
        const std::size_t n = ring.size() - 1;
        for (std::size_t i = 0; i < n; ++i) {
            Key before = key_of(ring[(i + n - 1) % n]), after = key_of(ring[i + 1]);
            if (after < before) std::swap(before, after);
            const auto [node, is_new] = nodes_.try_emplace(key_of(ring[i]), Node{before, after});
            if (!is_new && (node->second.before != before || node->second.after != after)) node->second.parts = true;
        }
    };
    for (const geo::Polygon& p : shape) {
        add_ring(p.outer);
        for (const Ring& hole : p.holes) add_ring(hole);
    }
}

Json MapShapes::area(const MultiPolygon& shape) {
    Json polygons = Json::array();
    for (const geo::Polygon& p : shape) {
        if (shape.size() > 1 && is_small(p.outer)) continue;
        Json rings = Json::array({ring(p.outer)});
        for (const Ring& hole : p.holes)
            if (!is_small(hole)) rings.push_back(ring(hole));
        polygons.push_back(std::move(rings));
    }
    if (polygons.empty() && !shape.empty()) polygons.push_back(Json::array({ring(shape.front().outer)}));
    return polygons;
}

bool MapShapes::parts(Vec v) const {
    const auto found = nodes_.find(key_of(v));
    return found != nodes_.end() && found->second.parts;
}

Json MapShapes::ring(const Ring& given) {
    Ring r = unwrapped(given);
    r.pop_back();
    // It starts where others meet it, or else at a vertex that does not depend on who bounds whom.
    auto start = std::find_if(r.begin(), r.end(), [&](Vec v) { return parts(v); });
    if (start == r.end()) start = std::min_element(r.begin(), r.end(), [](Vec a, Vec b) { return key_of(a) < key_of(b); });
    std::rotate(r.begin(), start, r.end());
    r.push_back(r.front());
    Json numbers = Json::array();
    Line line{r.front()};
    for (std::size_t i = 1; i < r.size(); ++i) {
        line.push_back(r[i]);
        if (i + 1 < r.size() && !parts(r[i])) continue;
        numbers.push_back(arc(std::move(line)));
        line = {r[i]};
    }
    return numbers;
}

// Both who see it from the left and who see it from the right write the same line.
std::int64_t MapShapes::arc(Line line) {
    const auto ends = [](const Line& l) { return std::pair(key_of(l[0]), key_of(l[1])); };
    const Line back(line.rbegin(), line.rend());
    const bool is_backward = ends(back) < ends(line);
    if (is_backward) line = back;
    const auto [found, is_new] = numbers_.try_emplace(ends(line), static_cast<std::int64_t>(arcs_.size()));
    if (is_new) arcs_.push_back(written(geo::simplified(line, tolerance_)));
    return is_backward ? ~found->second : found->second;
}

Json MapShapes::written(const Line& line) const {
    Json numbers = Json::array();
    std::int64_t x = 0, y = 0;
    for (const Vec& v : line) {
        const std::int64_t to_x = std::llround(v.x * units_per_degree), to_y = std::llround(v.y * units_per_degree);
        if (!numbers.empty() && to_x == x && to_y == y) continue;
        numbers.push_back(to_x - x);
        numbers.push_back(to_y - y);
        x = to_x;
        y = to_y;
    }
    return numbers;
}

Json MapShapes::lines(const geo::Lines& shape) const {
    Json all = Json::array();
    for (const Line& line : shape) all.push_back(written(geo::simplified(unwrapped(line), tolerance_)));
    return all;
}

Json MapShapes::points(const geo::Points& shape) const {
    Json all = Json::array();
    for (const Vec& p : shape) all.push_back(written(unwrapped({p})));
    return all;
}

Json MapShapes::label_place(const MultiPolygon& shape) const {
    const auto largest = std::max_element(shape.begin(), shape.end(), [](const geo::Polygon& a, const geo::Polygon& b) {
        return area_of(box_of(a.outer)) < area_of(box_of(b.outer));
    });
    if (largest == shape.end()) return nullptr;
    const geo::Box box = box_of(largest->outer);
    Vec best = box.low;
    double widest = -1;
    for (const double part : {0.5, 0.4, 0.6, 0.3, 0.7}) {
        const double y = box.low.y + part * (box.high.y - box.low.y);
        const std::vector<double> at = crossings(*largest, y);
        for (std::size_t i = 0; i + 1 < at.size(); i += 2)
            if (at[i + 1] - at[i] > widest * 1.1) {
                widest = at[i + 1] - at[i];
                best = {(at[i] + at[i + 1]) / 2, y};
            }
    }
    return written(unwrapped({best}));
}

}  // namespace picket::planner
