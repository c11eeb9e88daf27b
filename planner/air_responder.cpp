#include "planner/air_responder.hpp"

#include "geo/text.hpp"

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Position;
using geo::Speed;

std::optional<AirResponder::Arrival> AirResponder::to(const geo::Located& place, Duration at_most) const {
    const auto found = ways->find(place, speed * (at_most - delay));
    if (!found) return std::nullopt;
    return Arrival{delay + Distance::metres(found->way_m) / speed, found->root};
}

std::vector<AirResponder::Circle> AirResponder::circles(Position leg_from, Position leg_to, Duration within) const {
    const geo::Frame& frame = ways->space().frame();
    std::vector<Circle> all;
    for (const std::size_t r : ways->roots_along(geo::to_grid(frame.to_frame(leg_from)), geo::to_grid(frame.to_frame(leg_to)))) {
        const geo::ShortestWays::Root& root = ways->roots()[r];
        const Distance radius = (within - delay) * speed - Distance::metres(root.way_m);
        if (radius > Distance{}) all.push_back({root.position, radius});
    }
    return all;
}

std::vector<AirResponder> air_responders(const Plan& plan, const std::vector<Position>& places) {
    const Scenario& s = plan.scenario;
    std::vector<AirResponder> all;
    const auto add = [&](std::string name, Position at, Duration delay, Speed speed) {
        all.push_back({std::move(name), delay, speed, plan.theatre.air->between(at, places)});
    };
    for (const Station& station : s.stations) {
        const Aircraft& type = aircraft_of(s, by_id(s.fleets, station.fleet));
        if (type.role != Role::fighter || !result_of(plan, station).manned) continue;
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

}  // namespace picket::planner
