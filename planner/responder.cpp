#include "planner/responder.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Position;
using geo::Speed;

std::optional<Responder::Arrival> Responder::to(const geo::Located& place, Duration at_most) const {
    const auto found = ways->find(place, speed * (at_most - delay));
    if (!found) return std::nullopt;
    return Arrival{delay + Distance::metres(found->way_m) / speed, found->root};
}

namespace {

// Fighters of manned stations that are wanted, and on alert.
template <class IsWanted, class WaysFrom>
std::vector<Responder> fighters(const Plan& plan, const IsWanted& is_wanted, const WaysFrom& ways_from) {
    const Scenario& s = plan.scenario;
    std::vector<Responder> all;
    const auto add = [&](std::string name, Position at, Duration delay, Speed speed) {
        all.push_back({std::move(name), delay, speed, ways_from(at)});
    };
    for (const Station& station : s.stations) {
        const Aircraft& type = aircraft_of(s, by_id(s.fleets, station.fleet));
        if (type.role != Role::fighter || !is_wanted(station) || !result_of(plan, station).manned) continue;
        const Speed dash = type.dash_speed.value;
        add(station.id, station.at, station.track / 2 / dash, dash);  // from the racetrack's worst point
    }
    for (const Fleet& fleet : s.fleets) {
        const Aircraft& type = aircraft_of(s, fleet);
        if (fleet.alert == 0 || type.role != Role::fighter) continue;
        add("alert-" + fleet.id, plan.theatre.bases.at(fleet.base).at, type.readiness.value, type.dash_speed.value);
    }
    return all;
}

}  // namespace

std::vector<Responder> air_responders(const Plan& plan, const std::vector<Position>& line) {
    return fighters(plan, [](const Station&) { return true; }, [&](Position at) { return plan.theatre.air->along(at, line); });
}

std::vector<Responder> zone_responders(const Plan& plan, const Zone& zone) {
    const auto names_it = [&](const Station& s) { return std::find(s.zones.begin(), s.zones.end(), zone.id) != s.zones.end(); };
    return fighters(plan, names_it, [&](Position at) { return plan.theatre.air->from(at, Distance::metres(HUGE_VAL)); });
}

std::vector<Responder> sea_responders(const Plan& plan, const std::vector<Position>& line, std::string_view name, geo::Notices& notices) {
    std::vector<Responder> all;
    for (const SeaPost& post : plan.posts) {
        const VesselType& type = plan.scenario.catalogue.vessels.at(by_id(plan.scenario.vessels, post.vessel).type);
        const auto leave_out = [&](std::string_view why) {
            notices.push_back(fmt::format("vessel '{}' is not counted for {}: {}", post.id, name, why));
        };
        if (!plan.theatre.sea->space().holds(post.at)) {
            leave_out("she lies on land, by the countries layer, or beyond its edge");
            continue;
        }
        auto ways = plan.theatre.sea->along(post.at, line);
        const Speed dash = type.dash_speed.value;
        if (std::none_of(line.begin(), line.end(), [&](Position p) { return ways->distance_to(p).has_value(); }))
            leave_out("there is no way by water");
        else
            all.push_back({post.id, type.readiness.value + post.half / dash, dash, std::move(ways)});  // from where she is farthest off
    }
    return all;
}

}  // namespace picket::planner
