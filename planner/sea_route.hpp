// The shortest way by water between two places.
//
// It starts and ends in the open water nearest to the places, of waters that both have. Where a distance is to be kept from
// land, the belt of that width along all coasts is closed, but opened about an end that lies in it: within a tenth more than
// the shortest way by water from there to waters outside that both ends come to, of 100 km at most. What is narrower than
// twice the distance, and not so near such an end, stays closed.
//
// Error: as ShortestWays, in the water as SeaWaters has it; the belt's edge lies within the tolerance.
#pragma once

#include "planner/sea_waters.hpp"

#include <optional>

namespace picket::planner {

struct SeaRoute {
    // An end of the way.
    struct End {
        geo::Position at;
        geo::Distance offset;  // from the place asked for
        geo::Distance opened;  // within so far of it the way may come nearer to land
    };
    End from, to;
    std::vector<geo::Position> way;  // both ends and the corners between
    geo::Line drawn;                 // in lon/lat, edges straight there

    geo::Distance length() const;
};

// How long a way may be.
inline constexpr geo::Distance longest_sea_route = geo::Distance::kilometres(4900);

// Nothing when there is no way within the longest. `offshore` is nothing, or 100 tolerances at least. Throws InputError for a
// place far from water or in what is to be avoided.
std::optional<SeaRoute> sea_route(const GivenWaters& given, const NamedPlace& from, const NamedPlace& to, geo::Distance offshore,
                                  geo::Distance tolerance);

}  // namespace picket::planner
