// The ways by water that ships of a plan take from their places to a lane.
#pragma once

#include "planner/kept_ways.hpp"
#include "planner/sea_waters.hpp"

#include <span>

namespace picket::planner {

// Water so far about the frame's centre that the shortest ways from all ships to all places lie in it, and so do ways of at most
// that length between any of the places, but ways longer than the frame has room for. Land is kept clear of by 0.1 m, whatever the plan's tolerance.
std::shared_ptr<const KeptWays> sea_ways(const GivenWaters& given, const geo::Frame& frame, std::span<const geo::Position> ships,
                                         std::span<const geo::Position> places, geo::Distance between_places = {});

}  // namespace picket::planner
