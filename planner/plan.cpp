#include "planner/plan.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <array>

namespace picket::planner {

namespace {

// Nothing takes off from closed ground; the border itself may be flown.
void refuse_closed_bases(const Plan& plan) {
    const Theatre& t = plan.theatre;
    const auto refuse = [&](const std::string& whose, const std::string& base) {
        const geo::Vec at = t.frame.to_frame(t.bases.at(base).at);
        if (contains(t.free, at)) return;
        const auto part = std::find_if(t.closed.begin(), t.closed.end(),
                                       [&](const ClosedPart& p) { return contains(p.region, at); });
        throw geo::InputError(fmt::format("{}: {}: its base {} lies in closed airspace ({}); choose another "
                                          "base, or open that airspace",
                                          plan.scenario.file.string(), whose, base,
                                          part == t.closed.end() ? "beyond the edge of the countries layer"
                                                                 : part->reason));
    };
    for (const Fleet& fleet : plan.scenario.fleets)
        for (const std::string& base : homes_of(fleet)) refuse(fmt::format("fleet '{}'", fleet.id), base);
    for (const Zone& zone : plan.scenario.zones)
        if (zone.stations)
            for (const std::string& base : zone.stations->forward) refuse(fmt::format("stations of zone '{}'", zone.id), base);
}

void notice_short_runways(Plan& plan) {
    for (const Fleet& fleet : plan.scenario.fleets)
        for (const std::string& icao : homes_of(fleet)) {
            const Base& base = plan.theatre.bases.at(icao);
            const geo::Distance needed = aircraft_of(plan.scenario, fleet).runway.value;
            if (base.runway_m && *base.runway_m < needed.metres())
                plan.notices.push_back(fmt::format("fleet '{}': the runway of {} ({}) is {:.0f} m; {} needs {:.0f} m",
                                                   fleet.id, base.icao, base.name, *base.runway_m, fleet.aircraft,
                                                   needed.metres()));
        }
}

}  // namespace

Plan make_plan(Scenario scenario, geo::Faults faults, const Progress& progress) {
    progress("reading layers");
    Theatre theatre = build_theatre(scenario, faults);
    Plan plan{std::move(scenario), std::move(theatre), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    plan.notices = plan.theatre.notices;
    refuse_closed_bases(plan);
    notice_short_runways(plan);
    progress("stations and sorties");
    plan_stations(plan);
    place_stations(plan, faults, progress);
    plan.notices.insert(plan.notices.end(), plan.staffing_notices.begin(), plan.staffing_notices.end());
    plan_rota(plan);
    plan_sites(plan);
    plan_patrols(plan);
    progress("reach, zones and lanes");
    std::vector<Reach> reach;
    std::vector<ZoneResult> zones;
    std::vector<LaneResult> lanes;
    std::vector<BestBase> best_bases;
    std::vector<Arrival> arrivals;
    std::optional<MoreShipsResult> more_ships;
    std::array<geo::Notices, 4> notices;
    const std::array<std::function<void()>, 6> steps{[&] { reach = plan_reach(plan, notices[0]); },
                                                     [&] { best_bases = plan_best_bases(plan); },
                                                     [&] { zones = plan_zones(plan, faults, notices[1]); },
                                                     [&] { lanes = plan_lanes(plan, notices[2]); },
                                                     [&] { more_ships = plan_more_ships(plan, notices[3]); },
                                                     [&] { arrivals = plan_arrivals(plan); }};
    geo::parallel_for(steps.size(), [&](std::size_t i) { steps[i](); });
    plan.reach = std::move(reach);
    plan.best_bases = std::move(best_bases);
    plan.arrivals = std::move(arrivals);
    plan.force = plan_force(plan);
    plan.zones = std::move(zones);
    plan.lanes = std::move(lanes);
    notice_placements(plan);
    plan.more_ships = std::move(more_ships);
    for (const geo::Notices& n : notices) plan.notices.insert(plan.notices.end(), n.begin(), n.end());
    return plan;
}

const StationResult& result_of(const Plan& plan, const Station& station) { return by_id(plan.stations, station.id); }

const Aircraft& aircraft_of(const Scenario& scenario, const Fleet& fleet) {
    return scenario.catalogue.aircraft.at(fleet.aircraft);
}

}  // namespace picket::planner
