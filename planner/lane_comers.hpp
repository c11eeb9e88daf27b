// Who comes first to the places of a lane, and where that changes.
#pragma once

#include "planner/lane_search.hpp"
#include "planner/lane_stretches.hpp"
#include "planner/responder.hpp"

namespace picket::planner {

class LaneComers {
  public:
    // Nobody comes.
    LaneComers() = default;
    // All to free space. `responders(line)` makes them for a line with the vertices of the lane and more.
    LaneComers(const geo::Path& lane, const KeptWays& ways, const std::function<std::vector<Responder>(const std::vector<geo::Position>&)>& responders);

    struct First {
        double minutes;
        std::size_t who;   // by number, from 0
        std::size_t root;  // the corner, among those of who comes, that the last straight way comes from
    };
    // Of several at the same time to 6 us, the first of the responders.
    std::optional<First> first(geo::Distance along) const;

    const std::string& name(const First& first) const { return responders_[first.who].name; }

    // Where free space begins and ends, and in it who is the first, or whether he comes within a time.
    void add_flips(const std::optional<geo::Duration>& within, std::vector<geo::Distance>& cuts) const;

    // The longest time along a stretch with one answer; there must be a first.
    double worst_minutes(const LaneStretch& stretch) const;

    // By how much that time can change in a metre.
    double minutes_per_metre() const;

  private:
    std::optional<First> first_at(const geo::Located& place) const;
    LaneAnswer answer(geo::Distance along, geo::Distance near, const std::optional<geo::Duration>& within) const;

    const geo::Path* lane_ = nullptr;
    const geo::FreeSpace* space_ = nullptr;
    std::vector<Responder> responders_;
    std::vector<LaneStretch> free_;
};

}  // namespace picket::planner
