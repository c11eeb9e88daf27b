// How often a patrol comes by, and how likely it finds what is there. docs/model.md derives each formula and names its limits.
#pragma once

#include "geo/quantity.hpp"

#include <cstdint>

namespace picket::planner {

// Ships or aircraft at one speed along a line. Shuttling, each keeps to a part of its own, all parts as long, and goes to and fro on
// it; looping, they follow one another round the closed line as far apart as they can.
struct Beat {
    bool is_loop;
    geo::Distance length;
    int count;
    geo::Speed speed;
};

struct Revisit {
    geo::Duration worst;              // the longest that any place of the line is without a visit
    geo::Duration mean_wait;          // for the next visit, over all places and times
    geo::Duration longest_mean_wait;  // over all times, at the place where it is longest
};

Revisit revisit_of(const Beat& beat);

// The fewest, in place of the beat's count, for whom no place of the line is longer without a visit.
std::int64_t count_for_revisit(const Beat& beat, geo::Duration within);

// Koopman's coverage factor: the ground swept in a time over the ground searched.
double coverage_factor(geo::Distance sweep_width, geo::Speed speed, geo::Duration time, int count, geo::Area searched);

// How likely what stays in the searched ground is found: where the search is laid at random, and by the inverse cube law of
// detection on parallel sweeps.
double detection_by_random_search(double coverage_factor);
double detection_by_inverse_cube_law(double coverage_factor);

}  // namespace picket::planner
