// Choices of stations without a program: greedy, then exchanged and shaken as long as that helps.
#pragma once

#include "planner/station_limits.hpp"

namespace picket::planner {

// The most weight that is found within the limits, from a choice that keeps to them. Options are taken in their order of
// `first` before any other, which may be empty. Shaken so many times in vain at most.
std::vector<std::size_t> filled_stations(const StationProblem& problem, const std::vector<StationLimit>& limits, std::vector<std::size_t> chosen,
                                         const std::vector<std::size_t>& first, int shakes);

// Takes away those without which as much is covered, the one that needs the most aircraft first.
void spare_useless(const StationProblem& problem, std::vector<std::size_t>& chosen);

// Options one by one until the weight is covered, those without need taken away; empty when it is not.
std::vector<std::size_t> stations_for(const StationProblem& problem, const std::vector<StationLimit>& limits, double weight, bool by_aircraft);

}  // namespace picket::planner
