// What limits a choice of stations: rows "sum of use over the options chosen <= limit", each by its own measure.
#pragma once

#include "planner/station_choice.hpp"

namespace picket::planner {

struct StationLimit {
    double most;
    std::vector<double> use;  // by option
};

// Sorties of each fleet, and how many stations they can make at most; fuel and calls of each tanker; stations; aircraft.
std::vector<StationLimit> limits_of(const StationProblem& problem, const StationRequest& request);

// The options that are worth looking at: each keeps to the limits alone, and none is as good as it in all: same fleet, covering
// no less for no more. Ascending.
std::vector<std::size_t> worthwhile(const StationProblem& problem, const StationRequest& request);

// A fleet that can man one station at most, where nothing else counts its sorties.
std::vector<bool> mans_one(const StationProblem& problem, const StationRequest& request);

}  // namespace picket::planner
