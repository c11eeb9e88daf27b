// Where a path runs near given legs and where it runs far from them.
//
// Error: a change from far to near is placed to 1 mm along the path. The path is walked by steps no longer than the
// distance to the limit, so nothing is passed over but excursions shorter than the least step, which leave the limit by
// half of it at most. Domain: limits up to 100 km.
#pragma once

#include "geo/path.hpp"
#include "geo/proximity.hpp"

#include <vector>

namespace picket::geo {

// A part of a path, by the distance along it.
struct Stretch {
    Distance from, to;
    bool is_near;  // nowhere farther than the limit
};

constexpr Distance least_step(Distance limit) {
    return limit / 500 > Distance::metres(0.5) ? limit / 500 : Distance::metres(0.5);
}

// The whole path in order, near and far by turns. Without legs all of it is far.
std::vector<Stretch> near_and_far(const Path& path, const Proximity& legs, Distance limit);

}  // namespace picket::geo
