// What aircraft, tankers and radars can do. docs/model.md derives each formula and names its limits.
#pragma once

#include "planner/sortie.hpp"

namespace picket::planner {

// The farthest place where at least `on_station` can be spent; zero when there is none.
geo::Distance reach_radius(const Aircraft& aircraft, geo::Duration on_station);

// What one tanker sortie can give that flies so far out and home together and stays so long.
geo::Mass fuel_to_give(const Aircraft& tanker, geo::Distance out_and_home, geo::Duration on_station);

// From take-off until the aircraft can take off again: flight, turnaround and maintenance (RAND MR-1028, Appendix B).
geo::Duration cycle(const Aircraft& aircraft, geo::Duration flight);

// Aircraft that keep one seat manned round the clock with no cap on sorties: the length of a whole cycle over the time on
// station.
double aircraft_per_seat_uncapped(const Aircraft& aircraft, const Sortie& sortie);

// How far a radar sees over a 4/3 earth; no farther than its instrumented range.
geo::Distance radar_range(geo::Distance instrumented, geo::Distance antenna_height, geo::Distance target_height);

}  // namespace picket::planner
