// More ships for the lanes: how far each could go in time.
#pragma once

#include "planner/scenario.hpp"

namespace picket::planner {

// In which a ship is wanted on the lane; nothing where none is asked for.
std::optional<geo::Duration> more_ships_within(const Scenario& scenario, const Lane& lane);

// How far a ship more could come by then; zero where none is asked for, or she is not ready by then.
geo::Distance way_in_time(const Scenario& scenario, const Lane& lane);

// The longest of these on any lane: they set out from any place of it. Zero where no more ships are asked for.
geo::Distance longest_way_of_more_ships(const Scenario& scenario);

}  // namespace picket::planner
