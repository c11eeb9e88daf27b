// Maps of the whole force: which fleets can hold a place, which stays there longest, who comes there soonest.
#include "planner/plan.hpp"

#include "geo/classified.hpp"
#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/reach.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Region;

namespace {

std::vector<const Fleet*> fighters(const Scenario& s) {
    std::vector<const Fleet*> all;
    for (const Fleet& fleet : s.fleets)
        if (aircraft_of(s, fleet).role == Role::fighter) all.push_back(&fleet);
    return all;
}

// The widest ground drawn of a fleet for a time: with its tanker where it may have one.
const Reach* reach_of(const Plan& plan, const Fleet& fleet, Duration on_station, bool with_tankers) {
    const Reach* widest = nullptr;
    for (const Reach& reach : plan.reach)
        if (reach.fleet == fleet.id && reach.on_station == on_station && (reach.tanker.empty() || with_tankers)) widest = &reach;
    return widest;
}

ForceMap force_map(const Plan& plan, Duration on_station, bool with_tankers) {
    std::vector<const Fleet*> fleets;
    std::vector<Region> grounds;
    for (const Fleet* fleet : fighters(plan.scenario))
        if (const Reach* reach = reach_of(plan, *fleet, on_station, with_tankers); reach && !reach->region.is_empty()) {
            fleets.push_back(fleet);
            grounds.push_back(reach->region);
        }
    ForceMap map{on_station, with_tankers, {}};
    for (auto& [which, region] : geo::overlaid(grounds)) {
        ForcePart part{{}, 0, 0, std::move(region), {}};
        for (const std::size_t i : which) {
            const Fleet& fleet = *fleets[i];
            part.fleets.push_back(fleet.id);
            part.aircraft += fleet.count;
            part.available += fleet.count * fleet.availability - fleet.alert;
        }
        part.area = area_of(plan.theatre.frame, part.region);
        map.parts.push_back(std::move(part));
    }
    // What most can hold comes first.
    std::stable_sort(map.parts.begin(), map.parts.end(), [](const ForcePart& a, const ForcePart& b) {
        return a.fleets.size() != b.fleets.size() ? a.fleets.size() > b.fleets.size() : a.aircraft > b.aircraft;
    });
    return map;
}

// Of two that stay equally long the earlier in the scenario is to be the best one everywhere, not one here and one there as roundings
// fall: it is given so much.
constexpr Duration handicap = Duration::seconds(0.25);

// Behind a corner that the ways of both round, one stays longer than the other by the same time everywhere. That is no reason to look
// closer than this: as they part from the corner's shadow ways change with the square of the distance, 1 s over some kilometres.
constexpr Distance behind_corner = Distance::kilometres(7);

// How long a fleet stays, dry, at any place.
class FleetStay {
  public:
    struct At {
        double seconds;            // negative where it cannot stay, minus infinity where there is no way
        geo::GridPoint out, home;  // the corners or bases that the last legs run from and to
    };

    FleetStay(const Plan& plan, const Fleet& fleet)
        : type_(&aircraft_of(plan.scenario, fleet)), homes_(homes_of(fleet)), out_(ways(plan, {fleet.base})), dry_(patterns(*type_, std::nullopt).front()) {
        if (homes_.size() > 1) home_ = ways(plan, homes_);
    }

    At at(const geo::Located& place) const {
        const auto out = out_.find(place);
        const auto home = home_ ? home_->find(place) : out;
        if (!out || !home) return {-HUGE_VAL, {}, {}};
        const Ways ways{Distance::metres(out->way_m), Distance::metres(home->way_m), {}};
        return {time_on_station(*type_, dry_, ways).seconds(), out_.roots()[out->root].at, (home_ ? *home_ : out_).roots()[home->root].at};
    }

    // How much longer it stays at most for each metre that a place lies nearer.
    double seconds_a_metre() const { return 2 * std::max(1.0, 1 / type_->loiter_fuel_ratio.value) / type_->cruise_speed.value.metres_per_second(); }
    bool flies_as(const FleetStay& other) const { return type_ == other.type_; }
    bool stays_as(const FleetStay& other) const { return flies_as(other) && homes_ == other.homes_; }

  private:
    static geo::ShortestWays ways(const Plan& plan, const std::vector<std::string>& bases) {
        std::vector<geo::Position> starts;
        for (const std::string& icao : bases) starts.push_back(plan.theatre.bases.at(icao).at);
        return {plan.theatre.air->space(), starts};
    }

    const Aircraft* type_;
    std::vector<std::string> homes_;  // the base first
    geo::ShortestWays out_;
    std::optional<geo::ShortestWays> home_;  // where it may land elsewhere
    Pattern dry_;
};

// Which fleet stays longest at a place, by its number from 1, and how far one may go without that being another.
geo::Answer best_at(const std::vector<std::unique_ptr<FleetStay>>& fleets, const geo::Located& place) {
    std::vector<FleetStay::At> at;
    for (const auto& fleet : fleets) at.push_back(fleet->at(place));
    const auto worth = [&](std::size_t i) {
        return at[i].seconds + handicap.seconds() * static_cast<double>(fleets.size() - i) / static_cast<double>(fleets.size());
    };
    std::size_t best = 0;
    for (std::size_t i = 1; i < at.size(); ++i)
        if (worth(i) > worth(best)) best = i;
    if (at[best].seconds == -HUGE_VAL) return {0, HUGE_VAL};
    const double slope = fleets[best]->seconds_a_metre();
    geo::Answer answer{static_cast<int>(best) + 1, HUGE_VAL};
    for (std::size_t i = 0; i < at.size(); ++i) {
        if (i == best || fleets[i]->stays_as(*fleets[best])) continue;  // of equals the first is best everywhere
        double margin_m = (worth(best) - worth(i)) / (slope + fleets[i]->seconds_a_metre());
        if (at[i].out == at[best].out && at[i].home == at[best].home && fleets[i]->flies_as(*fleets[best]))
            margin_m = std::max(margin_m, behind_corner.metres());
        answer.margin_m = std::min(answer.margin_m, margin_m);
    }
    return answer;
}

// A place of reach that rounding has brought beyond a wall is taken as one beside it.
geo::Located located_near(const geo::FreeSpace& air, geo::Position p) {
    geo::Located place = air.locate(p);
    for (const double off_m : {0.005, 0.02, 0.1})
        for (int i = 0; i < 8 && place.triangles.empty(); ++i)
            place = air.locate(geo::direct(p, geo::Angle::degrees(45.0 * i), Distance::metres(off_m)));
    return place;
}

// Where any of the fleets can go and come back from.
Region reached_by_any(const Plan& plan, const std::vector<const Fleet*>& fleets) {
    const Theatre& t = plan.theatre;
    std::vector<Region> grounds(fleets.size());
    geo::parallel_for(fleets.size(), [&](std::size_t i) {
        const Duration none{};
        grounds[i] = patrol_ground(t.air->space(), aircraft_of(plan.scenario, *fleets[i]), dry_patrol(t, *fleets[i]), {&none, 1}, t.budget.method).front();
    });
    return unite(grounds);
}

// Who responds, from where and how late after the call.
struct Responder {
    std::string id, kind;
    geo::Position at;
    geo::Speed dash;
    Duration late;
};

std::vector<Responder> responders(const Plan& plan) {
    std::vector<Responder> all;
    for (const Station& station : plan.scenario.stations) {
        const Aircraft& type = aircraft_of(plan.scenario, by_id(plan.scenario.fleets, station.fleet));
        if (type.role == Role::fighter && result_of(plan, station).manned)
            all.push_back({station.id, "station", station.at, type.dash_speed.value, station.track / 2 / type.dash_speed.value});
    }
    for (const Fleet* fleet : fighters(plan.scenario)) {
        const Aircraft& type = aircraft_of(plan.scenario, *fleet);
        if (fleet->alert > 0) all.push_back({"alert-" + fleet->id, "alert", plan.theatre.bases.at(fleet->base).at, type.dash_speed.value, type.readiness.value});
    }
    return all;
}

}  // namespace

std::vector<ForceMap> plan_force(const Plan& plan) {
    const bool has_tankers = std::any_of(plan.reach.begin(), plan.reach.end(), [](const Reach& r) { return !r.tanker.empty(); });
    std::vector<std::pair<Duration, bool>> asked;
    if (!fighters(plan.scenario).empty())
        for (const Duration& t : force_times(plan.scenario))
            for (const bool with_tankers : {false, true})
                if (has_tankers || !with_tankers) asked.emplace_back(t, with_tankers);
    std::vector<ForceMap> maps(asked.size());
    geo::parallel_for(asked.size(), [&](std::size_t i) { maps[i] = force_map(plan, asked[i].first, asked[i].second); });
    return maps;
}

std::vector<BestBase> plan_best_bases(const Plan& plan) {
    const std::vector<const Fleet*> fleets = fighters(plan.scenario);
    if (fleets.empty()) return {};
    std::vector<std::unique_ptr<FleetStay>> stays(fleets.size());
    geo::parallel_for(fleets.size(), [&](std::size_t i) { stays[i] = std::make_unique<FleetStay>(plan, *fleets[i]); });
    const geo::FreeSpace& air = plan.theatre.air->space();
    const Region reached = reached_by_any(plan, fleets);
    const auto ask = [&](const geo::Located& place) { return best_at(stays, located_near(air, place.position)); };
    std::vector<BestBase> all;
    for (auto& [label, region] : geo::classified(geo::FreeSpace(air.frame(), reached.polygons()), ask, plan.theatre.budget.method)) {
        const geo::Area area = area_of(plan.theatre.frame, region);
        all.push_back({fleets[static_cast<std::size_t>(label) - 1]->id, std::move(region), area});
    }
    return all;
}

std::vector<Arrival> plan_arrivals(const Plan& plan) {
    const Theatre& t = plan.theatre;
    const std::vector<Duration>& times = plan.scenario.force.arrival;
    const std::vector<Responder> all = responders(plan);
    if (times.empty() || all.empty()) return {};
    std::vector<std::vector<Region>> grounds(all.size());
    geo::parallel_for(all.size(), [&](std::size_t i) {
        std::vector<Distance> ranges;
        for (const Duration& within : times) ranges.push_back(std::max(Distance{}, all[i].dash * (within - all[i].late)));
        grounds[i] = geo::reach(geo::ShortestWays(t.air->space(), all[i].at, ranges.back()), ranges, t.budget.method);
    });
    std::vector<Arrival> arrivals;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t k = 0; k < times.size(); ++k) arrivals.push_back({all[i].id, all[i].kind, times[k], grounds[i][k], {}});
    for (std::size_t k = 0; k < times.size(); ++k) {
        std::vector<Region> parts;
        for (const std::vector<Region>& ground : grounds) parts.push_back(ground[k]);
        arrivals.push_back({"first", "first", times[k], unite(parts), {}});
    }
    std::erase_if(arrivals, [](const Arrival& a) { return a.region.is_empty(); });
    geo::parallel_for(arrivals.size(), [&](std::size_t i) { arrivals[i].area = area_of(t.frame, arrivals[i].region); });
    return arrivals;
}

}  // namespace picket::planner
