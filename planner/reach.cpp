// Where each fleet can hold at least a given time on station, round closed airspace.
#include "planner/plan.hpp"

#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/reach.hpp"
#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;

namespace {

// Of one fleet all that is asked, by one map of ways.
void draw(const Plan& plan, const Fleet& fleet, std::span<Reach> asked) {
    const Theatre& t = plan.theatre;
    std::vector<Distance> ranges;
    for (const Reach& reach : asked) ranges.push_back(reach.radius);
    if (ranges.empty()) return;
    const geo::ShortestWays ways(t.air->space(), t.bases.at(fleet.base).at, *std::max_element(ranges.begin(), ranges.end()));
    const std::vector<geo::Region> regions = geo::reach(ways, ranges, t.budget.method);
    geo::parallel_for(asked.size(), [&](std::size_t i) {
        asked[i].region = regions[i];
        asked[i].area = area_of(t.frame, asked[i].region);
    });
}

// The data's edge, or the theatre's.
std::vector<geo::Line> edge_of_known(const Theatre& t) {
    std::vector<geo::Line> rings;
    for (const geo::Polygon& p : t.known.polygons()) rings.push_back(p.outer);
    return rings;
}

}  // namespace

std::vector<Reach> plan_reach(const Plan& plan, geo::Notices& notices) {
    const Theatre& t = plan.theatre;
    const std::vector<Fleet>& fleets = plan.scenario.fleets;
    std::vector<Reach> all;
    std::vector<std::size_t> first{0};  // of each fleet, and the end
    for (const Fleet& fleet : fleets) {
        for (const geo::Duration on_station : fleet.on_station)
            all.push_back({fleet.id, on_station, reach_radius(aircraft_of(plan.scenario, fleet), on_station), {}, {}});
        first.push_back(all.size());
    }
    geo::parallel_for(fleets.size(), [&](std::size_t i) {
        draw(plan, fleets[i], std::span(all).subspan(first[i], first[i + 1] - first[i]));
    });
    const std::vector<geo::Line> edge = edge_of_known(t);
    for (const Reach& reach : all) {
        if (std::any_of(edge.begin(), edge.end(), [&](const geo::Line& ring) { return touches(reach.region, ring); }))
            notices.push_back(fmt::format("reach of fleet '{}' with {:.0f} min on station goes to the edge of the data or of "
                                          "the theatre; it is cut there, since nothing is known to be free beyond",
                                          reach.fleet, reach.on_station.minutes()));
        if (!(reach.radius > Distance{}))
            notices.push_back(fmt::format("fleet '{}' cannot stay {:.0f} min anywhere: its reach is empty",
                                               reach.fleet, reach.on_station.minutes()));
    }
    return all;
}

}  // namespace picket::planner
