// A covering problem made smaller without changing its answer: demands that the same sites cover become one, what nobody
// covers and weighs nothing goes, and so do sites that another one makes useless.
#pragma once

#include "planner/covering.hpp"

namespace picket::planner {

struct ReducedCovering {
    std::vector<double> weights;             // of groups: demands that the same sites cover
    std::vector<std::uint32_t> group_of;     // by demand; no_group for those that went
    std::vector<CoverNumbers> sites_of;      // by group, ascending
    std::vector<CoverNumbers> groups_of;     // by site kept, ascending
    CoverNumbers site;                       // by site kept: its number in the problem
};

inline constexpr std::uint32_t no_group = UINT32_MAX;

// Groups alone, for sites with capacities.
ReducedCovering grouped(const CoveringProblem& problem);

// For sites without capacities: fixed sites go with all that they cover, and so does a site whose demands another one
// covers at no more cost. Where all is to be covered, a group goes when whoever covers a certain other covers it too.
ReducedCovering reduced(const CoveringProblem& problem, bool all_to_be_covered);

}  // namespace picket::planner
