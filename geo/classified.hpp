// The ground of a free space by an answer that each of its places gives: how many contours it lies within, which base serves
// it best.
//
// The triangles of the ground are halved until each holds one answer for sure, or one edge between two answers that a chord
// follows; edges meet walls and each other in common vertices, so the regions share their borders.
//
// Error: a border lies within `tolerance` of the true one, tested at three places of each chord from both sides. Ground with an answer
// of its own that comes to no side of a triangle of sqrt(8 x 100 km x tolerance) (1.4 km at 2.5 m) may be missed.
#pragma once

#include "geo/free_space.hpp"
#include "geo/quantity.hpp"
#include "geo/region.hpp"

#include <functional>
#include <map>

namespace picket::geo {

struct Answer {
    int label = 0;
    double margin_m = 0;  // no place within so far, by ways through the free space, has another label
};

// Of a place of the free space, always the same; asked from one thread.
using Ask = std::function<Answer(const Located&)>;

// The regions by label; ground with the label 0 is left out.
std::map<int, Region> classified(const FreeSpace& space, const Ask& ask, Distance tolerance);

}  // namespace picket::geo
