// Which stations to man, of all that fleets could: a maximal covering problem with budgets. Each fleet has so many sorties a
// day, each tanker so much fuel and so many calls, and an option is a fleet at a place, dry or fed by a tanker.
//
// Error: an answer keeps to every limit; that none is better is proven to the gap asked for, or the answer says how near the
// bound came. Limits are in nodes and pivots: the same problem has the same answer.
#pragma once

#include "planner/solver.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace picket::planner {

struct StationOption {
    std::size_t place = 0, fleet = 0;   // by number
    std::optional<std::size_t> tanker;  // by number; none when dry
    double sorties = 0;                 // a day
    double aircraft = 0;                // needed for them
    double fuel = 0, calls = 0;         // a day, of its tanker
    std::vector<std::uint32_t> covers;  // the demands it covers, ascending
};

struct StationProblem {
    struct Fuel {
        double fuel, calls;  // a day
    };
    std::vector<double> weights;  // of demands
    std::vector<StationOption> options;
    std::vector<double> sorties;  // by fleet: that it can still fly
    std::vector<Fuel> tankers;    // what each can still give
};

struct StationRequest {
    std::optional<std::size_t> most_stations;
    std::optional<double> most_aircraft;  // of all stations chosen
    enum class Objective { weight, stations, aircraft };
    Objective objective = Objective::weight;  // the most weight; or the fewest of these that cover `weight`
    double weight = 0;
    double gap = 0.01;  // of the answer's own number
    std::int64_t nodes = 2000;
};

struct StationAnswer {
    bool found = false;               // otherwise no choice covers the weight
    std::vector<std::size_t> chosen;  // options, ascending
    double covered = 0;               // weight
    double value = 0, bound = 0;      // of the objective; no choice has a better one than the bound
    double greedy = 0;                // weight that the start covered
    bool proven = false;              // to the gap
};

// A choice to start from may be given; the answer is at least as good.
StationAnswer choose_stations(const StationProblem& problem, const StationRequest& request, const std::vector<std::size_t>& start = {},
                              const std::function<void(const SolverProgress&)>& progress = {});

// The weight of the demands that any of them covers.
double covered_by(const StationProblem& problem, const std::vector<std::size_t>& chosen);

// Whether all these options together keep to the limits.
bool keeps_to_limits(const StationProblem& problem, const StationRequest& request, const std::vector<std::size_t>& chosen);

}  // namespace picket::planner
