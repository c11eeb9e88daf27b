// What an aircraft can do in one sortie. docs/model.md derives each formula and names its limits.
#pragma once

#include "planner/catalogue.hpp"

namespace picket::planner {

struct Sortie {
    geo::Duration transit;     // one way, at cruise speed
    geo::Duration on_station;  // zero when the place cannot be reached and left again
    geo::Duration flight;      // take-off to landing
    geo::Mass fuel_taken;      // from tankers

    bool holds() const { return on_station > geo::Duration{}; }
};

// One sortie to a place `transit` away and back, without a tanker.
Sortie dry_sortie(const Aircraft& aircraft, geo::Distance transit, std::optional<geo::Duration> stay);

// The same with `refuellings` top-ups from a tanker `tanker_away` from the station.
Sortie refuelled_sortie(const Aircraft& aircraft, geo::Distance transit, geo::Distance tanker_away, int refuellings,
                        std::optional<geo::Duration> stay);

// The farthest place where at least `on_station` can be spent; zero when there is none.
geo::Distance reach_radius(const Aircraft& aircraft, geo::Duration on_station);

// What one tanker sortie can give that flies `transit` out and stays so long.
geo::Mass fuel_to_give(const Aircraft& tanker, geo::Distance transit, geo::Duration on_station);

// Aircraft that keep one seat manned round the clock with no cap on sorties (RAND MR-1028, Appendix B): the length of a
// whole cycle of flight, turnaround and maintenance over the time on station.
double aircraft_per_seat_uncapped(const Aircraft& aircraft, const Sortie& sortie);

// How far a radar sees over a 4/3 earth; no farther than its instrumented range.
geo::Distance radar_range(geo::Distance instrumented, geo::Distance antenna_height, geo::Distance target_height);

}  // namespace picket::planner
