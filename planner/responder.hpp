// Who comes when called: aircraft from manned stations and from ground alert, round closed airspace, and ships by water.
#pragma once

#include "planner/plan.hpp"

namespace picket::planner {

struct Responder {
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
};

// Aircraft, in the order of the plan's stations, then of its fleets, with ways to all places of a line.
std::vector<Responder> air_responders(const Plan& plan, const std::vector<geo::Position>& line);

// Aircraft that a zone may count on, in the same order, with all ways there are: of stations that name it, and from alert.
std::vector<Responder> zone_responders(const Plan& plan, const Zone& zone);

// Ships, in the order of the plan's posts, likewise. One that has a way to none of the line's vertices is left out, and a
// notice says why; it calls the line by the name.
std::vector<Responder> sea_responders(const Plan& plan, const std::vector<geo::Position>& line, std::string_view name, geo::Notices& notices);

}  // namespace picket::planner
