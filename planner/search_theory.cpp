#include "planner/search_theory.hpp"

#include <cmath>
#include <numbers>

namespace picket::planner {

using geo::Duration;

namespace {

// Between two visits in the same direction: there and back, or once round.
Duration period_of_one(const Beat& beat) { return beat.length * (beat.is_loop ? 1 : 2) / beat.speed; }

}  // namespace

Revisit revisit_of(const Beat& beat) {
    const Duration period = period_of_one(beat) / beat.count;
    // Waits add up to the sum of (gap^2 / 2) over the gaps of a period. Looping, there is one gap. Shuttling, a place is visited
    // twice a period, the two gaps as its distances from both ends; one gap is left at the ends.
    if (beat.is_loop) return {period, period / 2, period / 2};
    return {period, period / 3, period / 2};
}

std::int64_t count_for_revisit(const Beat& beat, Duration within) {
    return static_cast<std::int64_t>(std::ceil(period_of_one(beat) / within - 1e-9));
}

double coverage_factor(geo::Distance sweep_width, geo::Speed speed, Duration time, int count, geo::Area searched) {
    return sweep_width.metres() * (speed * time).metres() * count / searched.square_metres();
}

double detection_by_random_search(double coverage_factor) { return 1 - std::exp(-coverage_factor); }

double detection_by_inverse_cube_law(double coverage_factor) { return std::erf(coverage_factor * std::sqrt(std::numbers::pi) / 2); }

}  // namespace picket::planner
