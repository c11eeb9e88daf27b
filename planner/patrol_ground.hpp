// Where an aircraft can hold a patrol for a time: from its base, home to the nearest place where it may land, with or without a
// tanker, each by the shortest way round closed airspace.
#pragma once

#include "planner/sortie.hpp"

#include "geo/free_space.hpp"
#include "geo/region.hpp"

#include <span>
#include <vector>

namespace picket::planner {

struct TankerAt {
    geo::Position at;
    int refuellings;  // at most so many a sortie
    geo::Duration time_each{};  // with the tanker
};

struct Patrol {
    geo::Position base;
    std::vector<geo::Position> homes;  // where it may land; the base alone if it flies home
    std::optional<TankerAt> tanker;
};

// The ground where at least each of the times can be spent on station, in the order given; of two times, the longer one's lies in
// the shorter one's. Edges lie within the tolerance. Empty where nowhere is left for it.
std::vector<geo::Region> patrol_ground(const geo::FreeSpace& space, const Aircraft& aircraft, const Patrol& patrol,
                                       std::span<const geo::Duration> times, geo::Distance tolerance);

}  // namespace picket::planner
