// What numbers of aircraft hold of a zone, by the demands that stand for it: dry and with tankers, from their own bases and from
// bases farther forward.
#pragma once

#include "planner/placing_options.hpp"

namespace picket::planner {

// By supply, then by number, ascending; `held` are the demands held before. Each number has at least the answer of fewer and, where
// that can be flown, of less supply. Bounds as of StationAnswer.
std::vector<AircraftBuy> aircraft_buys(const Plan& plan, const Zone& zone, const WaysToDemands& ways, const std::vector<Demand>& held,
                                       const Candidates& candidates, const std::function<void(const SolverProgress&)>& progress);

}  // namespace picket::planner
