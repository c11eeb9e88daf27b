// Which sites to choose so that the most demand is covered (R. L. Church and C. ReVelle, The maximal covering location
// problem, Papers of the Regional Science Association 32, 1974), by number or budget; or the fewest or cheapest that cover a
// share. Sites may have capacities: demand is then assigned to chosen sites, parts of it to several if need be.
//
// Error: none but the solver's where weights, costs and capacities are whole numbers of at most nine digits in sum (in
// units of their common divisor); otherwise a ten millionth of the total weight. An answer not proven comes with its bound.
#pragma once

#include "planner/solver.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace picket::planner {

using CoverNumbers = std::vector<std::uint32_t>;

struct CoveringProblem {
    struct Site {
        double cost = 1;
        double capacity = std::numeric_limits<double>::infinity();  // the weight it can serve
        bool fixed = false;                                         // chosen already
    };
    std::vector<double> weights;       // of demands, 0 or more
    std::vector<Site> sites;           // costs and capacities 0 or more
    std::vector<CoverNumbers> covers;  // by site: the demands it covers, ascending

    bool has_capacities() const;
    double total_weight() const;
};

// What is asked for: the most weight covered by at most so many sites, at most at that cost, or both; or, alone, the least
// cost at which that share of all weight is covered.
struct CoveringRequest {
    std::optional<std::size_t> most_sites;
    std::optional<double> budget;
    std::optional<double> share;  // above 0, to 1
    std::int64_t nodes = SolverLimits{}.nodes;
};

struct CoveringAnswer {
    struct Served {
        std::uint32_t demand, site;
        double weight;
    };
    std::string why_not;       // empty: there is an answer, and what follows is it
    std::vector<bool> chosen;  // by site
    double covered = 0;        // weight
    double cost = 0;           // of the chosen sites
    double bound = 0;          // no choice covers more weight; for a share, none costs less
    bool proven = false;
    std::vector<Served> served;  // by demand and site; only where there are capacities
};

// The best found, or one sentence why there is none: no sites, too many sites fixed, too costly ones, a share out of reach.
CoveringAnswer solve_covering(const CoveringProblem& problem, const CoveringRequest& request,
                              const std::function<void(const SolverProgress&)>& progress = {});

}  // namespace picket::planner
