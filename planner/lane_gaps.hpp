// Gaps of a lane: what they lack, who is nearest and what would close them.
#pragma once

#include "planner/lane_values.hpp"

namespace picket::planner {

// Stretches without protection that follow one another are one gap, whatever their causes.
std::vector<LaneGap> gaps_of(const Plan& plan, const Lane& lane, const LaneValues& values, const std::vector<LaneLeg>& legs);

// Nothing where all of the lane is protected.
std::optional<LaneWorst> worst_kilometre(const std::vector<LaneLeg>& legs);

}  // namespace picket::planner
