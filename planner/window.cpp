#include "planner/window.hpp"

#include "geo/buffer.hpp"
#include "geo/edges.hpp"
#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::MultiPolygon;
using geo::Region;
using geo::Vec;

Window::Window(const geo::Frame& frame, Distance radius) : frame_(frame) {
    const geo::Geometry centre = geo::Points{{frame.centre().lon(), frame.centre().lat()}};
    const Distance rim = radius * 1.01 + Distance::kilometres(2);
    shape_ = geo::buffer({&centre, 1}, geo::EdgeRule::straight, rim, std::min(rim / 100, Distance::kilometres(1)));
    for (const geo::Polygon& p : shape_)
        for (const Vec& v : p.outer) box_.add(v);
    // The plane's distance from its centre is the same whichever way, but for the flattening.
    const Vec east = frame.to_frame(geo::direct(frame.centre(), geo::Angle::degrees(90), rim));
    half_side_m_ = std::ceil(std::hypot(east.x, east.y) * 1.02) + 1000;
}

MultiPolygon Window::near(const MultiPolygon& shape) const {
    MultiPolygon result;
    for (const geo::Polygon& p : shape) {
        geo::Box box;
        for (const Vec& v : p.outer) box.add(v);
        if (box.meets(box_)) result.push_back(p);
    }
    return result.empty() ? result : geo::clipped(result, shape_);
}

geo::Lines Window::near(const geo::Line& line) const {
    geo::Box box;
    for (const Vec& v : line) box.add(v);
    return box.meets(box_) ? geo::clipped(line, shape_) : geo::Lines{};
}

Region Window::region_of(const MultiPolygon& near_shape, geo::EdgeRule edges, Distance tolerance) const {
    return valid_region(geo::to_frame(frame_, near_shape, edges, tolerance));
}

Region Window::united(const std::vector<GivenArea>& areas, Distance tolerance) const {
    std::vector<MultiPolygon> shapes(areas.size());
    geo::parallel_for(areas.size(), [&](std::size_t i) { shapes[i] = near(areas[i].shape); });
    MultiPolygon straight;
    std::vector<Region> parts;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (areas[i].edges == geo::EdgeRule::straight)
            straight.insert(straight.end(), shapes[i].begin(), shapes[i].end());
        else
            parts.push_back(region_of(shapes[i], areas[i].edges, tolerance));
    }
    parts.push_back(region_of(geo::united(straight), geo::EdgeRule::straight, tolerance));
    return parts.size() == 1 ? parts[0] : unite(parts);
}

Region Window::beyond(const MultiPolygon& known, Distance tolerance) const {
    if (known.empty()) return {};
    const Region all({{square(0), {}}});
    return subtract(all, region_of(near(known), geo::EdgeRule::straight, tolerance));
}

// A square that holds the window, farther out by so much.
geo::Ring Window::square(double margin_m) const {
    const double h = half_side_m_ + margin_m;
    return {{-h, -h}, {h, -h}, {h, h}, {-h, h}, {-h, -h}};
}

MultiPolygon Window::around(const Region& closed) const {
    MultiPolygon ground{{square(1000), {}}};
    for (geo::Polygon& p : closed.polygons()) {
        std::reverse(p.outer.begin(), p.outer.end());
        ground.front().holes.push_back(std::move(p.outer));
        for (geo::Ring& hole : p.holes) {
            std::reverse(hole.begin(), hole.end());
            ground.push_back({std::move(hole), {}});
        }
    }
    return ground;
}

}  // namespace picket::planner
