// Good choices of sites without capacities, found quickly, for a search to begin from.
#pragma once

#include "planner/covering_reduction.hpp"

#include <optional>

namespace picket::planner {

// What may still be chosen.
struct CoveringLimits {
    std::optional<std::size_t> most_sites;
    std::optional<double> budget;
};

// Sites kept by the reduction, chosen one by one for the most weight they add (by cost, where there is a budget); then each
// is exchanged for another as long as that covers more.
std::vector<bool> greedy_most(const ReducedCovering& r, const std::vector<double>& costs, const CoveringLimits& limits);

// From the best of two choices, the one given and one made by the relaxed values of the sites, on by exchanges after random
// ones (with a fixed seed; half of them by sites whose relaxed value is not 0), until so much is covered or it seems to lead nowhere.
std::vector<bool> improved_most(const ReducedCovering& r, const std::vector<double>& costs, const CoveringLimits& limits,
                                const std::vector<bool>& chosen, const std::vector<double>& relaxed, double enough);

// Chosen for the most weight they add by cost until so much is covered, which must be possible; those that can be spared go,
// and one more as long as exchanges make up for it at a lower cost.
std::vector<bool> greedy_share(const ReducedCovering& r, const std::vector<double>& costs, double weight);

}  // namespace picket::planner
