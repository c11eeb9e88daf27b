// What the places of a lane have: who comes first and when, what covers them.
#pragma once

#include "planner/lane_comers.hpp"
#include "planner/lane_kinds.hpp"

namespace picket::planner {

class LaneValues {
  public:
    LaneValues(const Plan& plan, const Lane& lane, geo::Notices& notices);

    const geo::Path& path() const { return path_; }

    // The values of a place, judged.
    LaneState at(geo::Distance along) const;

    // Every place where an answer changes, both ends of the lane included, in order; some where none does.
    std::vector<geo::Distance> flips() const;

    // The answer of a stretch between two flips, with its worst values.
    LaneState worst(geo::Distance from, geo::Distance to) const;

  private:
    LaneGreatest greatest_shortage(const LaneStretch& stretch, const LaneState& answer) const;

    const Lane& lane_;
    const geo::Path& path_;
    LaneComers air_, sea_;
    std::vector<NamedStretches> sensors_, air_defence_;
};

}  // namespace picket::planner
