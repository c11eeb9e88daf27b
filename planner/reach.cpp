// Where each fleet can hold at least a given time on station, round closed airspace, dry and with its tanker.
#include "planner/plan.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Duration;

namespace {

// All that is drawn of one fleet in one way: dry, or with its tanker.
struct Drawing {
    const Fleet* fleet;
    std::string tanker;
    std::vector<Reach> reach;
};

// The times of a fleet's own, and those of the force's maps if its aircraft count there.
std::vector<Reach> asked(const Plan& plan, const Fleet& fleet, const std::string& tanker) {
    std::vector<Duration> times = fleet.on_station;
    if (const Aircraft& type = aircraft_of(plan.scenario, fleet); type.role == Role::fighter)
        for (const Duration& t : force_times(plan.scenario))
            if (std::find(times.begin(), times.end(), t) == times.end()) times.push_back(t);
    std::sort(times.begin(), times.end());
    std::vector<Reach> all;
    for (const Duration& t : times) {
        const bool is_asked = std::find(fleet.on_station.begin(), fleet.on_station.end(), t) != fleet.on_station.end();
        all.push_back({fleet.id, t, tanker, is_asked, std::nullopt, {}, {}});
    }
    return all;
}

// A tanker's station that is not manned draws nothing.
std::vector<Drawing> drawings(const Plan& plan, geo::Notices& notices) {
    std::vector<Drawing> all;
    for (const Fleet& fleet : plan.scenario.fleets) {
        all.push_back({&fleet, "", asked(plan, fleet, "")});
        if (fleet.tanker.empty() || fleet.refuellings == 0) continue;
        if (by_id(plan.stations, fleet.tanker).manned)
            all.push_back({&fleet, fleet.tanker, asked(plan, fleet, fleet.tanker)});
        else
            notices.push_back(fmt::format("reach of fleet '{}' is not drawn with its tanker: station '{}' is not manned", fleet.id, fleet.tanker));
    }
    return all;
}

void draw(const Plan& plan, Drawing& drawing) {
    const Theatre& t = plan.theatre;
    const Fleet& fleet = *drawing.fleet;
    const Aircraft& type = aircraft_of(plan.scenario, fleet);
    Patrol patrol = dry_patrol(t, fleet);
    if (!drawing.tanker.empty()) {
        const Station& station = by_id(plan.scenario.stations, drawing.tanker);
        const Aircraft& tanker = aircraft_of(plan.scenario, by_id(plan.scenario.fleets, station.fleet));
        patrol.tanker = {station.at, fleet.refuellings, tanker.refuelling_time->value};
    }
    std::vector<Duration> times;
    for (const Reach& reach : drawing.reach) times.push_back(reach.on_station);
    const std::vector<geo::Region> ground = patrol_ground(t.air->space(), type, patrol, times, t.budget.method);
    geo::parallel_for(drawing.reach.size(), [&](std::size_t i) {
        Reach& reach = drawing.reach[i];
        if (patrol.homes.size() == 1 && !patrol.tanker) reach.radius = reach_radius(type, reach.on_station);
        reach.region = ground[i];
        reach.area = area_of(t.frame, reach.region);
    });
}

// The data's edge, or the theatre's.
std::vector<geo::Line> edge_of_known(const Theatre& t) {
    std::vector<geo::Line> rings;
    for (const geo::Polygon& p : t.known.polygons()) rings.push_back(p.outer);
    return rings;
}

}  // namespace

Patrol dry_patrol(const Theatre& theatre, const Fleet& fleet) {
    Patrol patrol{theatre.bases.at(fleet.base).at, {}, std::nullopt};
    for (const std::string& icao : homes_of(fleet)) patrol.homes.push_back(theatre.bases.at(icao).at);
    return patrol;
}

std::vector<Reach> plan_reach(const Plan& plan, geo::Notices& notices) {
    std::vector<Drawing> all = drawings(plan, notices);
    geo::parallel_for(all.size(), [&](std::size_t i) { draw(plan, all[i]); });
    const std::vector<geo::Line> edge = edge_of_known(plan.theatre);
    std::vector<Reach> result;
    for (Drawing& drawing : all)
        for (Reach& reach : drawing.reach) {
            const std::string what = fmt::format("'{}' with {:.0f} min on station{}", reach.fleet, reach.on_station.minutes(),
                                                 reach.tanker.empty() ? "" : fmt::format(" and the tanker of '{}'", reach.tanker));
            if (reach.is_asked && std::any_of(edge.begin(), edge.end(), [&](const geo::Line& ring) { return touches(reach.region, ring); }))
                notices.push_back(fmt::format("reach of fleet {} goes to the edge of the data or of the theatre; it is cut there, since "
                                              "nothing is known to be free beyond",
                                              what));
            if (reach.is_asked && reach.region.is_empty())
                notices.push_back(fmt::format("fleet '{}' cannot stay {:.0f} min anywhere: its reach is empty", reach.fleet,
                                              reach.on_station.minutes()));
            result.push_back(std::move(reach));
        }
    return result;
}

}  // namespace picket::planner
