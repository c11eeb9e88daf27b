// Who mans which station: time on station, sorties and aircraft, in the order of the scenario file, until a fleet's
// sorties or a tanker's fuel are spent.
#include "planner/plan.hpp"

#include "geo/geodesic.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Mass;

namespace {

// What must not turn 12.000000000000002 sorties into 13.
int rounded_up(double v) { return static_cast<int>(std::ceil(v - 1e-9)); }

class Staffing {
  public:
    explicit Staffing(Plan& plan) : plan_(plan), s_(plan.scenario) {}

    void run() {
        // Tankers first: what they give decides how long the others stay.
        for (const Station& station : s_.stations)
            if (is_tanker(station)) man(station, dry(station));
        for (const Station& station : s_.stations) {
            if (is_tanker(station)) continue;
            const Sortie sortie = supplied(station);
            if (man(station, sortie) && !station.tanker.empty())
                fuel_left(station.tanker) = fuel_left(station.tanker) - fuel_a_day(station, sortie);
        }
        const auto place = [&](const StationResult& r) {
            return std::find_if(s_.stations.begin(), s_.stations.end(), [&](auto& st) { return st.id == r.id; });
        };
        std::sort(plan_.stations.begin(), plan_.stations.end(),
                  [&](const auto& a, const auto& b) { return place(a) < place(b); });
        for (const Fleet& fleet : s_.fleets) plan_.fleets.push_back(total(fleet));
    }

  private:
    const Fleet& fleet_of(const Station& station) const { return by_id(s_.fleets, station.fleet); }
    const Aircraft& type_of(const Station& station) const { return aircraft_of(s_, fleet_of(station)); }
    bool is_tanker(const Station& station) const { return type_of(station).role == Role::tanker; }

    // Of the shortest way from its base, if there is one.
    std::optional<Distance> transit(const Station& station) const {
        const auto is_it = [&](const Route& r) { return r.to == station.id; };
        const auto route = std::find_if(plan_.routes.begin(), plan_.routes.end(), is_it);
        return route == plan_.routes.end() ? std::nullopt : std::optional(route->path.length());
    }

    static double sorties_per_day(const Station& station, const Sortie& sortie) {
        return sortie.holds() ? station.seats * station.hours_per_day / sortie.on_station.hours() : 0;
    }

    static double sorties_possible(const Fleet& fleet) {
        return (fleet.count * fleet.availability - fleet.alert) * fleet.sorties_per_aircraft_day;
    }

    Sortie dry(const Station& station) const {
        const std::optional<Distance> way = transit(station);
        return way ? dry_sortie(type_of(station), *way, station.on_station) : Sortie{};
    }

    // With fuel from its tanker if it names one that is manned and has as much left; dry otherwise.
    Sortie supplied(const Station& station) {
        const std::optional<Distance> way = transit(station);
        if (station.tanker.empty() || station.refuellings == 0 || !way) return dry(station);
        const Station& tanker = by_id(s_.stations, station.tanker);
        const StationResult& tanker_result = by_id(plan_.stations, station.tanker);
        const std::string who = fmt::format("station '{}' flies without its tanker '{}': ", station.id, station.tanker);
        if (!tanker_result.manned) return without(station, who + "that station is not manned");
        const std::optional<Distance> to_tanker = plan_.theatre.air->distance(station.at, tanker.at);
        if (!to_tanker) return without(station, who + "there is no way to it round closed airspace");
        const Sortie wet = refuelled(station, tanker, *way, *to_tanker);
        if (wet.refuellings == 0) return without(station, who + "it would stay no longer with it");
        const Mass wanted = fuel_a_day(station, wet), left = fuel_left(station.tanker);
        if (wanted > left)
            return without(station, who + fmt::format("it wants {:.1f} t a day, {:.1f} t are left",
                                                      wanted.kilograms() / 1000, left.kilograms() / 1000));
        return wet;
    }

    Sortie refuelled(const Station& station, const Station& tanker, Distance way, Distance to_tanker) const {
        const Aircraft& type = type_of(station);
        const std::optional<Distance> from_base = plan_.theatre.air->distance(plan_.theatre.bases.at(fleet_of(station).base).at, tanker.at);
        const Distance fixed = from_base.value_or(Distance::metres(HUGE_VAL));
        return best_sortie(type, patterns(type, TankerTrack{fixed, fixed, station.refuellings}), {way, way, to_tanker}, station.on_station);
    }

    static Mass fuel_a_day(const Station& station, const Sortie& sortie) {
        return sortie.fuel_taken * sorties_per_day(station, sortie);
    }

    // What the station of tankers has still to give in a day.
    Mass& fuel_left(const std::string& tanker_station) {
        const Station& tanker = by_id(s_.stations, tanker_station);
        return fuel_left_.try_emplace(tanker_station, daily_fuel(tanker, by_id(plan_.stations, tanker_station)))
            .first->second;
    }

    Sortie without(const Station& station, std::string notice) {
        plan_.notices.push_back(std::move(notice));
        return dry(station);
    }

    Mass daily_fuel(const Station& tanker, const StationResult& result) const {
        const std::optional<Distance> way = transit(tanker);
        return way ? fuel_to_give(type_of(tanker), *way, result.flown.on_station) * result.sorties_per_day : Mass{};
    }

    // Records the station's result; true when it is manned.
    bool man(const Station& station, const Sortie& sortie) {
        const Fleet& fleet = fleet_of(station);
        StationResult r{station.id, transit(station), dry(station), sortie, sorties_per_day(station, sortie), 0, 0, false, ""};
        if (!r.transit) {
            r.why_not = no_way(station);
        } else if (!sortie.holds()) {
            r.why_not = fmt::format("{} from {} has no time on station {:.0f} km away", fleet.aircraft, fleet.base,
                                    r.transit->kilometres());
        } else {
            r.aircraft_needed = r.sorties_per_day / (fleet.sorties_per_aircraft_day * fleet.availability);
            r.aircraft_needed_uncapped = station.seats * (station.hours_per_day / 24) *
                                         aircraft_per_seat_uncapped(type_of(station), sortie) / fleet.availability;
            double& flown = sorties_flown_[fleet.id];
            r.manned = rounded_up(flown + r.sorties_per_day) <= sorties_possible(fleet) + 1e-9;
            if (r.manned)
                flown += r.sorties_per_day;
            else
                r.why_not = fmt::format("fleet '{}' can fly {:.1f} sorties a day; {:.1f} are taken, {:.1f} more are "
                                        "needed",
                                        fleet.id, sorties_possible(fleet), flown, r.sorties_per_day);
        }
        if (!r.manned) plan_.notices.push_back(fmt::format("station '{}' is not manned: {}", station.id, r.why_not));
        plan_.stations.push_back(std::move(r));
        return plan_.stations.back().manned;
    }

    std::string no_way(const Station& station) const {
        const Theatre& t = plan_.theatre;
        if (contains(t.free, t.frame.to_frame(station.at)))
            return fmt::format("closed airspace leaves no way to it from {}", fleet_of(station).base);
        return "it stands in closed airspace or beyond the data";
    }

    FleetResult total(const Fleet& fleet) const {
        FleetResult f{fleet.id, sorties_possible(fleet), 0, 0, 0, fleet.count * fleet.availability - fleet.alert,
                      0, 0, 0};
        double needed = 0, uncapped = 0, flown = 0;
        for (const Station& station : s_.stations) {
            if (station.fleet != fleet.id) continue;
            const StationResult& r = by_id(plan_.stations, station.id);
            needed += r.sorties_per_day;
            uncapped += r.aircraft_needed_uncapped;
            if (!r.manned) continue;
            flown += r.sorties_per_day;
            f.flight_hours += r.sorties_per_day * r.flown.flight.hours();
        }
        f.sorties_needed = rounded_up(needed);
        f.aircraft_needed =
            rounded_up(f.sorties_needed / (fleet.sorties_per_aircraft_day * fleet.availability));
        f.aircraft_needed_uncapped = rounded_up(uncapped);
        f.sorties_flown = rounded_up(flown);
        f.aircraft_committed = f.sorties_flown / fleet.sorties_per_aircraft_day;
        return f;
    }

    Plan& plan_;
    const Scenario& s_;
    std::map<std::string, double> sorties_flown_;  // by fleet, so far
    std::map<std::string, Mass> fuel_left_;        // by tanker station, a day
};

void plan_routes(Plan& plan) {
    for (const Station& station : plan.scenario.stations) {
        const Fleet& fleet = by_id(plan.scenario.fleets, station.fleet);
        const geo::Position base = plan.theatre.bases.at(fleet.base).at;
        const std::vector<geo::Position> way = plan.theatre.air->way(base, station.at);
        if (way.empty()) continue;
        const geo::Path path(way);
        plan.routes.push_back({fmt::format("{}-{}", fleet.base, station.id), fleet.base, station.id, fleet.id, path,
                               path.length() / aircraft_of(plan.scenario, fleet).cruise_speed.value,
                               distance(base, station.at)});
    }
}

}  // namespace

void plan_stations(Plan& plan) {
    plan_routes(plan);
    Staffing(plan).run();
}

}  // namespace picket::planner
