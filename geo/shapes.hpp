// Plain coordinates, in lon/lat degrees or in frame metres; the owner says which.
#pragma once

#include <algorithm>
#include <cmath>
#include <variant>
#include <vector>

namespace picket::geo {

struct Vec {
    double x = 0;
    double y = 0;
    friend bool operator==(const Vec&, const Vec&) = default;
};

// Of the segment a-b the place nearest to p, in their own plane.
inline Vec nearest_of_segment(Vec p, Vec a, Vec b) {
    const Vec d{b.x - a.x, b.y - a.y};
    const double squared = d.x * d.x + d.y * d.y;
    const double t = squared > 0 ? std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y) / squared, 0.0, 1.0) : 0.0;
    return {a.x + t * d.x, a.y + t * d.y};
}

using Line = std::vector<Vec>;
// Closed: the last vertex repeats the first.
using Ring = std::vector<Vec>;

struct Polygon {
    Ring outer;
    std::vector<Ring> holes;
};

using MultiPolygon = std::vector<Polygon>;

struct Box {
    Vec low{HUGE_VAL, HUGE_VAL}, high{-HUGE_VAL, -HUGE_VAL};  // holds nothing

    void add(Vec v) {
        low = {std::min(low.x, v.x), std::min(low.y, v.y)};
        high = {std::max(high.x, v.x), std::max(high.y, v.y)};
    }
    void add(const Box& b) {
        add(b.low);
        add(b.high);
    }
    bool holds(Vec v) const { return v.x >= low.x && v.x <= high.x && v.y >= low.y && v.y <= high.y; }
    bool meets(const Box& b) const {
        return low.x <= b.high.x && b.low.x <= high.x && low.y <= b.high.y && b.low.y <= high.y;
    }
};

using Points = std::vector<Vec>;
using Lines = std::vector<Line>;
using Geometry = std::variant<std::monostate, Points, Lines, MultiPolygon>;

}  // namespace picket::geo
