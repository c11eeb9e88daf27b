// A line as crooked as a front: the same on every machine.
#pragma once

#include "geo/shapes.hpp"

namespace picket::bench {

// 4,000 vertices, about 1,200 km from 31.5 E 46.5 N to 35 E 51.3 N, by midpoint displacement from a fixed seed.
geo::Line front_line();

}  // namespace picket::bench
