// Covering problems as integer programs. Weights and costs are put in units that make them whole numbers where they can be,
// so that the solver knows by what steps its answer can change.
#pragma once

#include "planner/covering_start.hpp"

#include <span>

namespace picket::planner {

// For sites without capacities: a column y for each site kept, chosen or not, and one x for each group, covered or not.
struct CoveringProgram {
    IntegerProgram program;
    double unit;  // of the cost, in weight or cost of the problem
    double gap;   // that may stay, in that unit
    std::vector<std::span<const std::uint32_t>> covered_by;  // by column x: the sites of its group

    std::size_t site_count() const { return program.columns.size() - covered_by.size(); }
    double unscaled(double cost) const { return cost * unit; }
    std::vector<double> start(const std::vector<bool>& chosen) const;
    CoverNumbers chosen(const std::vector<double>& values) const;
};

// Least of minus the weight covered; x is at most the sum of its y. A group that one site alone covers needs no x.
CoveringProgram most_program(const ReducedCovering& r, const std::vector<double>& costs, const CoveringLimits& limits);

// Least cost at which so much weight is covered, or, where none is given, all of it.
CoveringProgram share_program(const ReducedCovering& r, const std::vector<double>& costs, std::optional<double> weight);

// For sites with capacities: y as above, and the weight that flows from each group to each site that covers it.
struct CapacityProgram {
    struct Flow {
        std::uint32_t group, site;
        std::size_t column;
    };
    IntegerProgram program;
    std::vector<Flow> flows;         // by site, then group; columns in this order
    std::vector<double> capacities;  // by site, in units of weight: at most what it covers
    double weight_unit, cost_unit;
    double gap;
};

// What is asked for, or the most weight served where nothing is; the reduction must have kept every site.
CapacityProgram capacity_program(const CoveringProblem& problem, const ReducedCovering& r, const CoveringRequest& request);

// Values that keep to the request: sites chosen one by one for the most weight they can serve. Empty where a share is not
// reached in this way.
std::vector<double> filled(const CapacityProgram& program, const CoveringProblem& problem, const ReducedCovering& r,
                           const CoveringRequest& request);

}  // namespace picket::planner
