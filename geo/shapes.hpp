// Plain coordinates, in lon/lat degrees or in frame metres; the owner says which.
#pragma once

#include <vector>

namespace picket::geo {

struct Vec {
    double x = 0;
    double y = 0;
    friend bool operator==(const Vec&, const Vec&) = default;
};

using Line = std::vector<Vec>;
// Closed: the last vertex repeats the first.
using Ring = std::vector<Vec>;

struct Polygon {
    Ring outer;
    std::vector<Ring> holes;
};

using MultiPolygon = std::vector<Polygon>;

}  // namespace picket::geo
