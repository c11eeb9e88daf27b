// What one sortie can do: out, on station, perhaps to a tanker, and home, each way the shortest round closed airspace.
// docs/model.md derives the formulas and names their limits.
#pragma once

#include "planner/catalogue.hpp"

#include <span>

namespace picket::planner {

struct Sortie {
    geo::Duration transit;     // out, at cruise speed
    geo::Duration on_station;  // zero when the place cannot be reached and left again
    geo::Duration flight;      // take-off to landing
    geo::Mass fuel_taken;      // from tankers
    int refuellings = 0;

    bool holds() const { return on_station > geo::Duration{}; }
};

// The ways between a station and where its aircraft come from, land and refuel.
struct Ways {
    geo::Distance out, home, tanker;  // the last is of no meaning without a tanker
};

// A tanker track at the service of a sortie.
struct TankerTrack {
    geo::Distance from_base, to_home;
    int refuellings;  // at most so many a sortie
    geo::Duration time_each{};  // with the tanker, on its fuel
};

// A sum of ways, some of them the same for all stations.
struct SumOfWays {
    double out = 0, home = 0, tanker = 0;  // how many times each is flown
    geo::Distance fixed;

    geo::Distance of(const Ways& w) const { return w.out * out + w.home * home + w.tanker * tanker + fixed; }
    // How much it can grow for each metre that the station moves.
    double slope() const { return out + home + tanker; }
};

// An order in which a sortie goes to its station and its tanker: first to either, last from either.
struct Pattern {
    int refuellings = 0;
    int fillings = 1;               // those from which time on station is taken
    SumOfWays from_those;           // ways flown on them
    SumOfWays all;                  // all ways flown
    std::vector<SumOfWays> single;  // each has to be flown on one filling
    geo::Duration refuelling{};     // with the tanker, all calls together
};

// All that are worth flying, the dry one first. A pattern is left out when its way from base to tanker or from tanker home is
// longer than a filling lasts.
std::vector<Pattern> patterns(const Aircraft& aircraft, const std::optional<TankerTrack>& tanker);

// What a pattern leaves for the station: negative by what is lacking, or zero where a leg is longer than a filling lasts.
geo::Duration time_on_station(const Aircraft& aircraft, const Pattern& pattern, const Ways& ways);

// The longest time on station, at most `stay`, with the fewest refuellings that give it.
Sortie best_sortie(const Aircraft& aircraft, std::span<const Pattern> patterns, const Ways& ways,
                   std::optional<geo::Duration> stay);

// Out and home by the same way, without a tanker.
Sortie dry_sortie(const Aircraft& aircraft, geo::Distance transit, std::optional<geo::Duration> stay);

// By how much the station may move in any direction and still have that time on station, at least; negative where it has not,
// by how much it would have to move at least.
geo::Distance room(const Aircraft& aircraft, std::span<const Pattern> patterns, const Ways& ways, geo::Duration on_station);

// How far a full tank lasts before the reserve.
geo::Distance range_of_filling(const Aircraft& aircraft);

}  // namespace picket::planner
