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
            if (is_tanker(station)) {
                man(station, dry(station));
                tankers_.emplace(station.id, tanker(station));
            }
        for (const Station& station : s_.stations) {
            if (is_tanker(station)) continue;
            const Sortie sortie = supplied(station);
            if (man(station, sortie) && sortie.refuellings > 0) draw_from_tanker(station, sortie);
        }
        const auto place = [&](const auto& r) {
            return std::find_if(s_.stations.begin(), s_.stations.end(), [&](auto& st) { return st.id == r.id; });
        };
        const auto by_place = [&](const auto& a, const auto& b) { return place(a) < place(b); };
        std::sort(plan_.stations.begin(), plan_.stations.end(), by_place);
        for (const auto& [id, tanker] : tankers_) plan_.tankers.push_back(tanker);
        std::sort(plan_.tankers.begin(), plan_.tankers.end(), by_place);
        for (const Fleet& fleet : s_.fleets) plan_.fleets.push_back(total(fleet));
    }

  private:
    const Fleet& fleet_of(const Station& station) const { return by_id(s_.fleets, station.fleet); }
    const Aircraft& type_of(const Station& station) const { return aircraft_of(s_, fleet_of(station)); }
    bool is_tanker(const Station& station) const { return type_of(station).role == Role::tanker; }

    enum class Way { out, home };
    const Route* route(const Station& station, Way way) const {
        const auto is_it = [&](const Route& r) {
            return r.is_homeward == (way == Way::home) && (r.is_homeward ? r.from : r.to) == station.id;
        };
        const auto found = std::find_if(plan_.routes.begin(), plan_.routes.end(), is_it);
        return found == plan_.routes.end() ? nullptr : &*found;
    }

    // Of the shortest way from its base, if there is one, and from there to where it lands.
    std::optional<Ways> ways(const Station& station) const {
        const Route* out = route(station, Way::out);
        if (!out) return std::nullopt;
        const Route* home = route(station, Way::home);
        return Ways{out->path.length(), home ? home->path.length() : out->path.length(), {}};
    }

    static double sorties_per_day(const Station& station, const Sortie& sortie) {
        return sortie.holds() ? station.seats * station.hours_per_day / sortie.on_station.hours() : 0;
    }

    static double sorties_possible(const Fleet& fleet) {
        return (fleet.count * fleet.availability - fleet.alert) * fleet.sorties_per_aircraft_day;
    }

    Sortie dry(const Station& station) const {
        const std::optional<Ways> way = ways(station);
        return way ? best_sortie(type_of(station), patterns(type_of(station), std::nullopt), *way, station.on_station) : Sortie{};
    }

    // With fuel from its tanker if it names one that is manned and has as much left, and time to give it; dry otherwise.
    Sortie supplied(const Station& station) {
        const std::optional<Ways> way = ways(station);
        if (station.tanker.empty() || station.refuellings == 0 || !way) return dry(station);
        const Station& tanker = by_id(s_.stations, station.tanker);
        const StationResult& tanker_result = by_id(plan_.stations, station.tanker);
        const std::string who = fmt::format("station '{}' flies without its tanker '{}': ", station.id, station.tanker);
        if (!tanker_result.manned) return without(station, who + "that station is not manned");
        const std::optional<Distance> to_tanker = plan_.theatre.air->distance(station.at, tanker.at);
        if (!to_tanker) return without(station, who + "there is no way to it round closed airspace");
        const Sortie wet = refuelled(station, tanker, *way, *to_tanker);
        if (wet.refuellings == 0) return without(station, who + "it would stay no longer with it");
        const TankerResult& given = tankers_.at(station.tanker);
        const Mass wanted = fuel_a_day(station, wet), left = given.per_day - given.given;
        if (wanted > left)
            return without(station, who + fmt::format("it wants {:.1f} t a day, {:.1f} t are left",
                                                      wanted.kilograms() / 1000, left.kilograms() / 1000));
        const double calls = wet.refuellings * sorties_per_day(station, wet), free = given.calls_possible - given.calls;
        if (calls > free)
            return without(station, who + fmt::format("it calls {:.1f} times a day, there is time for {:.1f} more", calls, free));
        return wet;
    }

    Sortie refuelled(const Station& station, const Station& tanker, const Ways& way, Distance to_tanker) const {
        const Aircraft& type = type_of(station);
        const auto to = [&](const std::string& base) {
            return plan_.theatre.air->distance(tanker.at, plan_.theatre.bases.at(base).at).value_or(Distance::metres(HUGE_VAL));
        };
        Distance to_home = Distance::metres(HUGE_VAL);
        for (const std::string& base : homes_of(fleet_of(station))) to_home = std::min(to_home, to(base));
        const TankerTrack track{to(fleet_of(station).base), to_home, station.refuellings, type_of(tanker).refuelling_time->value};
        return best_sortie(type, patterns(type, track), {way.out, way.home, to_tanker}, station.on_station);
    }

    static Mass fuel_a_day(const Station& station, const Sortie& sortie) {
        return sortie.fuel_taken * sorties_per_day(station, sortie);
    }

    // What a station of tankers can give, before any has called.
    TankerResult tanker(const Station& station) const {
        TankerResult r{station.id, {}, {}, {}, 0, 0, 0};
        const StationResult& result = by_id(plan_.stations, station.id);
        if (!result.manned) return r;
        const Aircraft& type = type_of(station);
        r.per_sortie = fuel_to_give(type, *result.transit + result.home, result.flown.on_station);
        r.per_day = r.per_sortie * result.sorties_per_day;
        r.calls_possible = station.seats * type.receivers_at_once->value * (Duration::hours(station.hours_per_day) / type.refuelling_time->value);
        return r;
    }

    void draw_from_tanker(const Station& station, const Sortie& sortie) {
        TankerResult& tanker = tankers_.at(station.tanker);
        tanker.given = tanker.given + fuel_a_day(station, sortie);
        tanker.calls += sortie.refuellings * sorties_per_day(station, sortie);
        tanker.receivers += sorties_per_day(station, sortie);
    }

    Sortie without(const Station& station, std::string notice) {
        plan_.staffing_notices.push_back(std::move(notice));
        return dry(station);
    }

    // Records the station's result; true when it is manned.
    bool man(const Station& station, const Sortie& sortie) {
        const Fleet& fleet = fleet_of(station);
        const std::optional<Ways> way = ways(station);
        const Route* home = route(station, Way::home);
        StationResult r{station.id, std::nullopt, {}, home ? home->to : fleet.base, dry(station), sortie, sorties_per_day(station, sortie),
                        0, 0, false, ""};
        if (way) {
            r.transit = way->out;
            r.home = way->home;
        }
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
        if (!r.manned) plan_.staffing_notices.push_back(fmt::format("station '{}' is not manned: {}", station.id, r.why_not));
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
                      0, 0, 0, 0, std::nullopt, 0, 0};
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
        if (aircraft_of(s_, fleet).role == Role::tanker) f.tanker_sorties_flown = f.sorties_flown;
        const auto price = s_.prices.per_flight_hour.find(fleet.aircraft);
        if (price != s_.prices.per_flight_hour.end())
            f.cost = f.flight_hours * price->second;
        else if (f.flight_hours == 0)
            f.cost = 0;
        return f;
    }

    Plan& plan_;
    const Scenario& s_;
    std::map<std::string, double> sorties_flown_;  // by fleet, so far
    std::map<std::string, TankerResult> tankers_;
};

void add_route(Plan& plan, const Fleet& fleet, const std::string& from, const std::string& to, bool is_homeward, const std::vector<geo::Position>& way) {
    const geo::Path path(way);
    plan.routes.push_back({fmt::format("{}-{}", from, to), from, to, fleet.id, is_homeward, path,
                           path.length() / aircraft_of(plan.scenario, fleet).cruise_speed.value, distance(way.front(), way.back())});
}

// From base to station, and from there to where the aircraft land if that is another base.
void plan_routes(Plan& plan) {
    for (const Station& station : plan.scenario.stations) {
        const Fleet& fleet = by_id(plan.scenario.fleets, station.fleet);
        const geo::Position base = plan.theatre.bases.at(fleet.base).at;
        const std::vector<geo::Position> way = plan.theatre.air->way(base, station.at);
        if (way.empty()) continue;
        add_route(plan, fleet, fleet.base, station.id, false, way);
        // Where it lands, if that is nearer than its base.
        std::string lands_at = fleet.base;
        Distance least = geo::Path(way).length();
        for (const std::string& icao : fleet.recovery) {
            const std::optional<Distance> home = plan.theatre.air->distance(plan.theatre.bases.at(icao).at, station.at);
            if (!home || !(*home < least)) continue;
            least = *home;
            lands_at = icao;
        }
        if (lands_at != fleet.base)
            add_route(plan, fleet, station.id, lands_at, true, plan.theatre.air->way(station.at, plan.theatre.bases.at(lands_at).at));
    }
}

}  // namespace

void plan_stations(Plan& plan) {
    plan.routes.clear();
    plan.stations.clear();
    plan.tankers.clear();
    plan.fleets.clear();
    plan.staffing_notices.clear();
    plan_routes(plan);
    Staffing(plan).run();
}

}  // namespace picket::planner
