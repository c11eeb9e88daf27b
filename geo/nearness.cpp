#include "geo/nearness.hpp"

#include <algorithm>
#include <cmath>

namespace picket::geo {

namespace {

// By how much a chord to a leg's chord may differ from the distance to the leg: the sag of a leg of 20 km is 8 m, and
// 100 km of geodesic are 1 m longer than their chord.
constexpr double chord_slack_m = 10;
constexpr double most_cut_m = 0.001;

class Walk {
  public:
    Walk(const Path& path, const Proximity& legs, Distance limit)
        : path_(path), legs_(legs), limit_m_(limit.metres()), step_m_(least_step(limit).metres()) {}

    std::vector<Stretch> run() const {
        const double end_m = path_.length().metres();
        std::vector<Stretch> result{{Distance{}, Distance{}, false}};
        double at_m = 0, beyond_m = beyond(0);
        result.back().is_near = beyond_m <= 0;
        while (at_m < end_m) {
            const double next_m = std::min(end_m, at_m + std::max(std::abs(beyond_m), step_m_));
            const double next_beyond_m = beyond(next_m);
            if ((next_beyond_m <= 0) != result.back().is_near) {
                const Distance change = Distance::metres(changed(at_m, next_m, result.back().is_near));
                result.back().to = change;
                result.push_back({change, change, next_beyond_m <= 0});
            }
            at_m = next_m;
            beyond_m = next_beyond_m;
        }
        result.back().to = path_.length();
        return result;
    }

  private:
    // By how much the place is farther than the limit; of a place clearly on one side by how much at least.
    double beyond(double along_m) const {
        const Position p = path_.at(Distance::metres(along_m));
        const double chord_beyond_m = legs_.nearest_chord(earth_centred(p)).chord_m - limit_m_;
        if (chord_beyond_m > 2 * chord_slack_m) return chord_beyond_m - chord_slack_m;
        if (chord_beyond_m < -2 * chord_slack_m) return chord_beyond_m + chord_slack_m;
        return legs_.nearest(p).away.metres() - limit_m_;
    }

    double changed(double from_m, double to_m, bool from_near) const {
        while (to_m - from_m > most_cut_m) {
            const double middle_m = (from_m + to_m) / 2;
            ((beyond(middle_m) <= 0) == from_near ? from_m : to_m) = middle_m;
        }
        return (from_m + to_m) / 2;
    }

    const Path& path_;
    const Proximity& legs_;
    double limit_m_, step_m_;
};

}  // namespace

std::vector<Stretch> near_and_far(const Path& path, const Proximity& legs, Distance limit) {
    if (legs.legs().empty()) return {{Distance{}, path.length(), false}};
    return Walk(path, legs, limit).run();
}

}  // namespace picket::geo
