// Aircraft that come when called: from manned stations and from ground alert, round closed airspace.
#pragma once

#include "planner/plan.hpp"

namespace picket::planner {

struct AirResponder {
    std::string name;
    geo::Duration delay;
    geo::Speed speed;
    std::shared_ptr<const geo::ShortestWays> ways;

    struct Arrival {
        geo::Duration after;
        std::size_t root;  // of the ways: the corner that the last straight leg comes from
    };
    // Nothing where there is no way, or none that fast.
    std::optional<Arrival> to(const geo::Located& place, geo::Duration at_most) const;

    // Where along the leg a place can be reached in just that time, it lies on one of these circles.
    struct Circle {
        geo::Position centre;
        geo::Distance radius;
    };
    std::vector<Circle> circles(geo::Position leg_from, geo::Position leg_to, geo::Duration within) const;
};

// Those of a plan, in the order of its stations, then of its fleets, with ways to all the places.
std::vector<AirResponder> air_responders(const Plan& plan, const std::vector<geo::Position>& places);

}  // namespace picket::planner
