// Searches along a lane for what cannot change faster than so much a metre: the distance to anything by as much as one goes on, a
// time by as much over the speed. So a stretch in whose middle nothing is near to changing holds no change, and others are halved.
//
// Error: changes to 1 mm along the lane; an answer that holds for less than `least_stretch` may be passed over.
#pragma once

#include "geo/quantity.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace picket::planner {

constexpr geo::Distance least_stretch = geo::Distance::metres(0.5);
constexpr geo::Distance flip_error = geo::Distance::metres(0.001);

// The answer at a place, and whether it is that of all places so near.
struct LaneAnswer {
    std::size_t label;
    bool is_settled;
};

// Where along a stretch the answer changes, in order. `ask(place, near)` gives a LaneAnswer.
template <class Ask>
void add_changes(geo::Distance from, geo::Distance to, const Ask& ask, std::vector<geo::Distance>& changes) {
    const geo::Distance middle = (from + to) / 2;
    if (ask(middle, (to - from) / 2).is_settled) return;
    if (to - from > least_stretch) {
        add_changes(from, middle, ask, changes);
        add_changes(middle, to, ask, changes);
        return;
    }
    const auto label = [&](geo::Distance d) { return ask(d, geo::Distance{}).label; };
    const std::size_t last = label(to);
    for (std::size_t here = label(from); here != last; here = label(from)) {
        geo::Distance low = from, high = to;
        while (high - low > flip_error) {
            const geo::Distance between = (low + high) / 2;
            (label(between) == here ? low : high) = between;
        }
        changes.push_back((low + high) / 2);
        from = high;
    }
}

// A value at a place. Between two places of one piece, 1 km apart at most, it is nowhere greater than at one of them.
struct LaneSample {
    double value;
    std::size_t piece;
    static constexpr std::size_t no_piece = std::numeric_limits<std::size_t>::max();
};

struct LaneGreatest {
    double value;
    geo::Distance at;
};

// The greatest value along a stretch, which changes by at most `per_metre`: to `error`, or exactly where all is pieces.
template <class Value>
class LaneClimb {
  public:
    LaneClimb(const Value& value, double per_metre, double error) : value_(value), per_metre_(per_metre), error_(error) {}

    // Between the first of the places and the last, which are in order; no piece goes on from before one of them to after it.
    LaneGreatest over(const std::vector<geo::Distance>& places, LaneGreatest known) {
        best_ = known;
        std::vector<LaneSample> samples;
        for (const geo::Distance d : places) samples.push_back(taken(d));
        for (std::size_t i = 1; i < places.size(); ++i) climb(places[i - 1], samples[i - 1], places[i], samples[i]);
        return best_;
    }

  private:
    static constexpr geo::Distance longest_piece = geo::Distance::kilometres(1);

    LaneSample taken(geo::Distance d) {
        const LaneSample s = value_(d);
        if (s.value > best_.value) best_ = {s.value, d};
        return s;
    }

    void climb(geo::Distance from, const LaneSample& first, geo::Distance to, const LaneSample& last) {
        const geo::Distance length = to - from;
        if ((first.value + last.value + length.metres() * per_metre_) / 2 <= best_.value + error_) return;
        if (length <= flip_error) return;
        if (first.piece == last.piece && first.piece != LaneSample::no_piece && length <= longest_piece) return;
        const geo::Distance middle = (from + to) / 2;
        const LaneSample between = taken(middle);
        climb(from, first, middle, between);
        climb(middle, between, to, last);
    }

    const Value& value_;
    double per_metre_, error_;
    LaneGreatest best_{};
};

}  // namespace picket::planner
