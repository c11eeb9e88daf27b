// The kinds of protection that a lane asks for, and whether a place of it has them.
#pragma once

#include "planner/plan.hpp"

namespace picket::planner {

struct LaneKind {
    std::string_view name;
    bool is_given;
    std::optional<double> short_min, short_km;  // by how much a threshold in minutes or kilometres is missed; met by all, 0 or less
};

// Those asked for, in the order in which a failure is named.
std::vector<LaneKind> kinds_asked(const Lane& lane, const LaneState& state);

// Fills in what follows from the values: whether the place is protected, and if not, the cause and by how much it is missed.
void judge(const Lane& lane, LaneState& state);

// Whether the causes, joined by "+", name the kind.
bool names_kind(std::string_view causes, std::string_view kind);

// By how much a place misses the thresholds that the causes name; the least of each sort, where any of them would do. Where a
// leg ends a threshold may just be met: missed by nothing.
struct LaneShortage {
    std::optional<double> minutes, kilometres;
};
LaneShortage shortage(const Lane& lane, const LaneState& state, std::string_view causes);

}  // namespace picket::planner
