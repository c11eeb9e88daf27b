#include "planner/placing_options.hpp"

#include "planner/holding.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Position;

namespace {

constexpr Distance no_way = Distance::kilometres(1e6);  // no aircraft flies so far

// Sorties that a fleet can still fly: whole ones a day, as they are rounded up once, less those of its manned stations.
double sorties_left(const Plan& plan, const std::string& fleet) {
    double left = std::floor(by_id(plan.fleets, fleet).sorties_possible + 1e-9) + 5e-10;
    for (const Station& station : plan.scenario.stations)
        if (station.fleet == fleet && result_of(plan, station).manned) left -= result_of(plan, station).sorties_per_day;
    return std::max(0.0, left);
}

// Ways from a place to all candidates.
std::vector<Distance> ways_to(const Plan& plan, Position place, const std::vector<Position>& candidates) {
    const auto ways = plan.theatre.air->between(place, candidates);
    std::vector<Distance> all(candidates.size());
    geo::parallel_for(all.size(), [&](std::size_t i) { all[i] = ways->distance_to(candidates[i]).value_or(no_way); });
    return all;
}

struct Tanker {
    std::size_t number;
    const Station* station;
    Duration time_each;
    std::vector<Distance> to;  // candidates
};

std::vector<Tanker> tankers_of(const Plan& plan, const Zone& zone, const std::vector<Position>& candidates) {
    std::vector<Tanker> all;
    for (std::size_t i = 0; i < zone.stations->tankers.size(); ++i) {
        const Station& station = by_id(plan.scenario.stations, zone.stations->tankers[i]);
        if (zone.stations->refuellings == 0 || !result_of(plan, station).manned) continue;
        const Aircraft& type = aircraft_of(plan.scenario, by_id(plan.scenario.fleets, station.fleet));
        all.push_back({i, &station, type.refuelling_time->value, ways_to(plan, station.at, candidates)});
    }
    return all;
}

// One fleet's sorties to all candidates.
class FleetOptions {
  public:
    FleetOptions(const Plan& plan, const Zone& zone, std::size_t number, const Candidates& candidates, bool forward)
        : plan_(plan), wanted_(*zone.stations), number_(number), fleet_(by_id(plan.scenario.fleets, wanted_.fleets[number])),
          type_(aircraft_of(plan.scenario, fleet_)), radius_(response_radius(wanted_.track, type_, zone.response_time)), candidates_(candidates),
          starts_{fleet_.base}, homes_(homes_of(fleet_)) {
        if (forward)
            for (std::vector<std::string>* bases : {&starts_, &homes_}) bases->insert(bases->end(), wanted_.forward.begin(), wanted_.forward.end());
        out_ = nearest_of(starts_);
        home_ = homes_ == starts_ ? out_ : nearest_of(homes_);
    }

    void add_dry(std::vector<StationOption>& options) const { add(options, nullptr); }

    void add_wet(std::vector<StationOption>& options, const Tanker& tanker) const { add(options, &tanker); }

  private:
    // From each candidate.
    std::vector<Distance> nearest_of(const std::vector<std::string>& bases) const {
        std::vector<Distance> least(candidates_.at.size(), no_way);
        for (const std::string& icao : bases) {
            const std::vector<Distance> ways = ways_to(plan_, plan_.theatre.bases.at(icao).at, candidates_.at);
            for (std::size_t j = 0; j < least.size(); ++j) least[j] = std::min(least[j], ways[j]);
        }
        return least;
    }

    std::optional<TankerTrack> track(const Tanker* tanker) const {
        if (!tanker) return std::nullopt;
        const auto nearest = [&](const std::vector<std::string>& bases) {
            Distance least = Distance::metres(HUGE_VAL);
            for (const std::string& icao : bases)
                if (const auto way = plan_.theatre.air->distance(tanker->station->at, plan_.theatre.bases.at(icao).at)) least = std::min(least, *way);
            return least;
        };
        return TankerTrack{nearest(starts_), nearest(homes_), wanted_.refuellings, tanker->time_each};
    }

    void add(std::vector<StationOption>& options, const Tanker* tanker) const {
        if (!(radius_ > Distance{})) return;
        const std::vector<Pattern> all = patterns(type_, track(tanker));
        for (std::size_t j = 0; j < out_.size(); ++j) {
            if (!(out_[j] < no_way)) continue;
            const Distance to_tanker = tanker ? tanker->to[j] : Distance{};
            if (!(to_tanker < no_way)) continue;
            const Sortie sortie = best_sortie(type_, all, {out_[j], home_[j], to_tanker}, wanted_.on_station);
            if (!sortie.holds() || (tanker && sortie.refuellings == 0)) continue;
            StationOption o{j, number_, tanker ? std::optional(tanker->number) : std::nullopt, 0, 0, 0, 0, {}};
            o.sorties = wanted_.seats * wanted_.hours_per_day / sortie.on_station.hours();
            o.aircraft = o.sorties / (fleet_.sorties_per_aircraft_day * fleet_.availability);
            o.fuel = sortie.fuel_taken.kilograms() * o.sorties;
            o.calls = sortie.refuellings * o.sorties;
            for (std::size_t i = 0; i < candidates_.ways[j].size(); ++i)
                if (candidates_.ways[j][i] <= radius_.metres()) o.covers.push_back(static_cast<std::uint32_t>(i));
            if (!o.covers.empty()) options.push_back(std::move(o));
        }
    }

    const Plan& plan_;
    const StationsWanted& wanted_;
    std::size_t number_;
    const Fleet& fleet_;
    const Aircraft& type_;
    Distance radius_;
    const Candidates& candidates_;
    std::vector<std::string> starts_, homes_;  // bases
    std::vector<Distance> out_, home_;         // from candidates
};

}  // namespace

ResponseRadii response_radii(const Plan& plan, const Zone& zone) {
    ResponseRadii radii;
    for (const std::string& fleet : zone.stations->fleets) {
        const Distance radius =
            response_radius(zone.stations->track, aircraft_of(plan.scenario, by_id(plan.scenario.fleets, fleet)), zone.response_time);
        if (!(radius > Distance{})) continue;
        radii.most = std::max(radii.most, radius);
        radii.least = radii.least > Distance{} ? std::min(radii.least, radius) : radius;
    }
    return radii;
}

StationProblem station_problem(const Plan& plan, const Zone& zone, const WaysToDemands& ways, const Candidates& candidates, Supply supply) {
    StationProblem p;
    for (const Demand& d : ways.demands()) p.weights.push_back(d.weight);
    for (const std::string& fleet : zone.stations->fleets) p.sorties.push_back(sorties_left(plan, fleet));
    std::vector<Tanker> tankers;
    if (supply.tankers) {
        tankers = tankers_of(plan, zone, candidates.at);
        // A hair less than they have, so that sums in another order stay within it.
        for (const std::string& id : zone.stations->tankers) {
            const TankerResult& t = by_id(plan.tankers, id);
            p.tankers.push_back({(t.per_day - t.given).kilograms() * (1 - 1e-9), (t.calls_possible - t.calls) * (1 - 1e-9)});
        }
    }
    for (std::size_t f = 0; f < zone.stations->fleets.size(); ++f) {
        const FleetOptions of_fleet(plan, zone, f, candidates, supply.forward);
        of_fleet.add_dry(p.options);
        for (const Tanker& tanker : tankers) of_fleet.add_wet(p.options, tanker);
    }
    return p;
}

Station station_of(const Zone& zone, const Candidates& candidates, const StationOption& option, std::string id) {
    const StationsWanted& w = *zone.stations;
    std::vector<std::string> zones{zone.id};
    for (const std::string& other : w.zones)
        if (other != zone.id) zones.push_back(other);
    return {std::move(id),
            candidates.at[option.place],
            w.fleets[option.fleet],
            w.seats,
            w.hours_per_day,
            w.on_station,
            w.track,
            std::move(zones),
            option.tanker ? w.tankers[*option.tanker] : "",
            option.tanker ? w.refuellings : 0,
            true};
}

std::string why_no_options(const Plan& plan, const Zone& zone, const Candidates& candidates, bool has_time) {
    const std::vector<std::string>& fleets = zone.stations->fleets;
    if (std::all_of(fleets.begin(), fleets.end(), [&](const std::string& fleet) { return sorties_left(plan, fleet) < 1e-6; }))
        return "no fleet has a sortie left to fly";
    if (has_time)
        return fmt::format("no fleet has the sorties to man one at any of {} candidates, as far from its base as they lie", candidates.at.size());
    // The fleet that lacks the least.
    std::string lacking;
    Distance least = no_way;
    for (const std::string& id : fleets) {
        const Fleet& fleet = by_id(plan.scenario.fleets, id);
        const std::vector<Distance> ways = ways_to(plan, plan.theatre.bases.at(fleet.base).at, candidates.at);
        const Distance nearest = *std::min_element(ways.begin(), ways.end()), reach = reach_radius(aircraft_of(plan.scenario, fleet), Duration{});
        if (!(nearest < no_way) || nearest - reach >= least) continue;
        least = nearest - reach;
        lacking = fmt::format(": fleet '{}' comes back from {:.0f} km dry, the nearest lies {:.0f} km from {}", id, reach.kilometres(), nearest.kilometres(), fleet.base);
    }
    return fmt::format("no base is near enough: no fleet has time on station at any of {} candidates{}{}", candidates.at.size(),
                       zone.stations->tankers.empty() ? "" : ", be it with tankers", lacking);
}

}  // namespace picket::planner
