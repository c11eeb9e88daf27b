// Where each fleet can hold at least a given time on station: for now by direct flight, a geodesic disc less what is
// closed.
#include "planner/plan.hpp"

#include "geo/buffer.hpp"
#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Region;

std::vector<Reach> plan_reach(const Plan& plan, geo::Notices& notices) {
    const Theatre& t = plan.theatre;
    std::vector<Reach> all;
    for (const Fleet& fleet : plan.scenario.fleets)
        for (const geo::Duration on_station : fleet.on_station)
            all.push_back(
                {fleet.id, on_station, reach_radius(aircraft_of(plan.scenario, fleet), on_station), {}, {}});

    std::vector<std::string> cut(all.size());
    geo::parallel_for(all.size(), [&](std::size_t i) {
        Reach& reach = all[i];
        const Fleet& fleet = by_id(plan.scenario.fleets, reach.fleet);
        const geo::Position base = t.bases.at(fleet.base).at;
        // The plane ends somewhere past the frame's domain; what is drawn ends there too.
        const Distance room = geo::Frame::domain - distance(base, t.frame.centre());
        const Region disc = geo::disc(t.frame, base, std::min(reach.radius, room), t.budget.method);
        if (reach.radius > room || !subtract(disc, t.known).is_empty())
            cut[i] = fmt::format("reach of fleet '{}' with {:.0f} min on station goes beyond the edge of the data or of "
                                 "the theatre; it is cut there, since nothing is known to be free beyond",
                                 fleet.id, reach.on_station.minutes());
        reach.region = intersect(disc, t.free);
        reach.area = area_of(t.frame, reach.region);
    });
    for (std::size_t i = 0; i < cut.size(); ++i) {
        if (!cut[i].empty()) notices.push_back(cut[i]);
        const Reach& reach = all[i];
        if (!(reach.radius > Distance{}))
            notices.push_back(fmt::format("fleet '{}' cannot stay {:.0f} min anywhere: its reach is empty",
                                               reach.fleet, reach.on_station.minutes()));
    }
    return all;
}

}  // namespace picket::planner
