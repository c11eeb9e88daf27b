// A bound on what a choice of sites can cover, for problems so large that the simplex method takes too long.
#pragma once

#include "planner/covering_start.hpp"

namespace picket::planner {

struct CoveringBound {
    double most;                 // no choice within the limits covers more weight
    std::vector<bool> out, in;   // by site: no choice that covers more than is known chooses it; every one does
};

// By Lagrangian relaxation of "covered only by a chosen site" and subgradients (R. D. Galvao and C. ReVelle, A Lagrangean
// heuristic for the maximal covering location problem, European Journal of Operational Research 88, 1996). `known` is the
// weight that a choice is known to cover; more than it is at least one step more. Any bound it stops at is right; it
// stops after so many rounds, and early when few are given and the first ones lead nowhere.
CoveringBound bound_most(const ReducedCovering& r, const std::vector<double>& costs, const CoveringLimits& limits, double known,
                         double step, int most_rounds);

// What every choice costs at least that covers so much weight, by the bound above on what budgets can cover. `known` is what
// one does cost; costs are multiples of the unit, or of nothing when it is 0.
double bound_cost(const ReducedCovering& r, const std::vector<double>& costs, double weight, double known, double unit);

}  // namespace picket::planner
