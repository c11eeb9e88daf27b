// Time on station, sorties, aircraft, who is manned; the totals of fleets, nations and bases.
#include "folder.hpp"

#include <set>

namespace independent {

namespace {

int whole(double v) { return static_cast<int>(std::ceil(v - 1e-9)); }

double usable_s(const Json& a) { return figure(a, "endurance_s") - figure(a, "reserve_s"); }

// A sortie calls at station (S) and tanker (T) in some order, from base (B) and home (H). What is left of each filling that
// comes by the station is spent there; no longer than the crew lasts or than was asked. A call's time is flown on the tanker's fuel.
BestSortie flown_so(const Json& a, const SortieLegs& legs, double most_s, const std::string& calls) {
    const auto seconds = [&](char from, char to) {
        const bool tanker = from == 'T' || to == 'T', base = from == 'B', home = to == 'H';
        const double m = base ? (tanker ? legs.base_tanker : legs.base_station)
                              : home ? (tanker ? legs.tanker_home : legs.station_home) : legs.station_tanker;
        return m / figure(a, "cruise_speed_mps");
    };
    BestSortie result;
    double filling = 0, spare = 0;
    bool by_station = false;
    for (std::size_t i = 1; i < calls.size(); ++i) {
        filling += seconds(calls[i - 1], calls[i]);
        result.away_s += seconds(calls[i - 1], calls[i]);
        if (calls[i] == 'S') {
            by_station = true;
            continue;
        }
        if (calls[i] == 'T') {
            ++result.calls;
            result.away_s += legs.call_s;
        }
        if (filling > usable_s(a) && calls != "BSH") return {-HUGE_VAL};
        if (by_station) spare += usable_s(a) - filling;
        filling = 0;
        by_station = false;
    }
    result.stay_s = std::min({spare / figure(a, "loiter_fuel_ratio"), figure(a, "crew_limit_s") - result.away_s, most_s});
    return result;
}

struct Staff {
    const Folder& f;
    const Flights& flights;
    bool longer;  // every way as much longer as it may be: what that changes is what may be off
    std::map<std::string, Flown> flown;
    std::map<std::string, double> sorties_of_fleet;
    struct Given {
        double sortie_kg = 0, can_kg = 0, can_calls = 0, kg = 0, calls = 0, receivers = 0;
    };
    std::map<std::string, Given> tankers;

    double length_of(const Line& way) const {
        return way.empty() ? HUGE_VAL : length_m(way) + (longer ? flights.allowed_m(way) : 0);
    }

    static double possible(const Json& fleet) {
        return (fleet.at("count").get<double>() * fleet.at("availability").get<double>() -
                fleet.at("alert").get<double>()) *
               fleet.at("sorties_per_aircraft_day").get<double>();
    }

    double sorties(const Json& station, double stay) const {
        return stay > 0 ? station.at("seats").get<double>() * station.at("hours_per_day").get<double>() / (stay / 3600)
                        : 0;
    }

    void man(const Json& station) {
        const Json& fleet = f.record("fleets", station.at("fleet"));
        const Json& a = f.aircraft_of(fleet);
        Flown r;
        r.way = flights.from(base_of(f, fleet)).way(place_of(station.at("at")));
        if (r.way.empty()) {
            flown[station.at("id")] = r;
            return;
        }
        r.transit_m = length_of(r.way);
        r.transit_s = r.transit_m / figure(a, "cruise_speed_mps");
        r.home_m = r.transit_m;
        r.home = r.way;
        r.lands_at = fleet.at("base");
        for (const std::string& base : homes_of(fleet)) {
            const Line home = flights.from(place_of(f.feature("bases", base).at("geometry").at("coordinates"))).way(place_of(station.at("at")));
            if (home.empty() || !(length_m(home) < length_m(r.home))) continue;
            r.home = home;
            r.home_m = length_of(home);
            r.lands_at = base;
        }
        const double most_s = station.at("on_station_s").is_null() ? HUGE_VAL : station.at("on_station_s").get<double>();
        BestSortie best = best_sortie(a, {r.transit_m, r.home_m}, 0, most_s);
        best.stay_s = std::max(0.0, best.stay_s);
        r.dry_s = best.stay_s;
        const int refuellings = station.at("refuellings");
        const std::string tanker_id = station.at("tanker");
        if (!tanker_id.empty() && refuellings > 0) {
            const Json& tanker = f.record("stations", tanker_id);
            const Ways& from_tanker = flights.from(place_of(tanker.at("at")));
            const auto to_base = [&](const std::string& base) {
                return length_of(from_tanker.way(place_of(f.feature("bases", base).at("geometry").at("coordinates"))));
            };
            double tanker_home = HUGE_VAL;
            for (const std::string& base : homes_of(fleet)) tanker_home = std::min(tanker_home, to_base(base));
            const double call_s = figure(f.aircraft_of(f.record("fleets", tanker.at("fleet"))), "refuelling_time_s");
            const BestSortie wet = best_sortie(a, {r.transit_m, r.home_m, length_of(flights.from(place_of(station.at("at"))).way(place_of(tanker.at("at")))),
                                                   to_base(fleet.at("base")), tanker_home, call_s}, refuellings, most_s);
            // As much as is burnt beyond the first tank.
            const double burnt_s = wet.away_s + wet.stay_s * figure(a, "loiter_fuel_ratio");
            const double fuel = figure(a, "fuel_kg") * std::max(0.0, burnt_s - usable_s(a)) / figure(a, "endurance_s");
            const double wanted = fuel * sorties(station, wet.stay_s);
            const double calls = wet.calls * sorties(station, wet.stay_s);
            const Given& given = tankers[tanker_id];
            if (flown.at(tanker_id).manned && wet.calls > 0 && wanted <= given.can_kg - given.kg + 1e-6 && calls <= given.can_calls - given.calls + 1e-9) {
                r.fuel_kg = fuel;
                r.refuellings = wet.calls;
                best = wet;
            }
        }
        r.on_station_s = best.stay_s;
        const double away_s = best.away_s;
        r.sorties = sorties(station, r.on_station_s);
        if (r.on_station_s > 0) {
            const double cap = fleet.at("sorties_per_aircraft_day"), fit = fleet.at("availability");
            r.flight_s = away_s + r.on_station_s;
            r.needed = r.sorties / (cap * fit);
            // RAND MR-1028: flight, turnaround and maintenance of 3.4 h and 0.68 of the flight.
            const double cycle_s = r.flight_s + figure(a, "turnaround_s") + 3.4 * 3600 + 0.68 * r.flight_s;
            r.uncapped = station.at("seats").get<double>() * station.at("hours_per_day").get<double>() / 24 * cycle_s /
                         r.on_station_s / fit;
            double& taken = sorties_of_fleet[fleet.at("id")];
            r.manned = whole(taken + r.sorties) <= possible(fleet) + 1e-9;
            if (r.manned) taken += r.sorties;
        }
        if (r.manned && r.refuellings > 0) {
            Given& given = tankers.at(tanker_id);
            given.kg += r.fuel_kg * r.sorties, given.calls += r.refuellings * r.sorties, given.receivers += r.sorties;
        }
        if (a.at("role") == "tanker" && r.manned) {
            const double saved_s = (2 * figure(a, "offload_radius_m") - r.transit_m - r.home_m) / figure(a, "cruise_speed_mps");
            const double spent_s = r.on_station_s * figure(a, "loiter_fuel_ratio");
            const double fuel = figure(a, "fuel_kg");
            const double gives = std::clamp(
                figure(a, "offload_kg") + fuel * (saved_s - spent_s) / figure(a, "endurance_s"), 0.0, fuel);
            tankers[station.at("id")] = {gives, gives * r.sorties, station.at("seats").get<double>() * figure(a, "receivers_at_once") *
                                                                       station.at("hours_per_day").get<double>() * 3600 / figure(a, "refuelling_time_s")};
        }
        flown[station.at("id")] = r;
    }
};

struct Total {
    double aircraft = 0, available = 0, committed = 0, hours = 0, hours_off = 0, sorties = 0, tankers = 0, vessels = 0;
    double rota_sorties = 0, rota_aircraft = 0, cost = 0, cost_off = 0;
    bool has_cost = true;
};

}  // namespace

BestSortie best_sortie(const Json& a, const SortieLegs& legs, int most_calls, double most_s) {
    BestSortie best = flown_so(a, legs, most_s, "BSH");
    // Of orders with as many calls all are tried before those with one more; a call has to bring something.
    for (int n = 1; n <= most_calls; ++n)
        for (const bool first : {false, true})
            for (const bool last : {false, true}) {
                std::string calls = first ? "BTS" : "BSTS";
                if (n == 1 && first && last) continue;  // never on station
                for (int k = 1; k < n - (last ? 1 : 0); ++k) calls += "TS";
                calls += last ? "TH" : "H";
                if (!first && last && n == 1) calls = "BSTH";
                const BestSortie b = flown_so(a, legs, most_s, calls);
                if (b.stay_s > best.stay_s + (n > best.calls ? 1e-6 : 0)) best = b;
            }
    return best;
}

Stay::Stay(const Folder& f, const Flights& flights, const Json& fleet, bool wet)
    : aircraft_(f.aircraft_of(fleet)), out_(flights.from(base_of(f, fleet))) {
    for (const std::string& base : homes_of(fleet))
        homes_.push_back(&flights.from(place_of(f.feature("bases", base).at("geometry").at("coordinates"))));
    if (!wet) return;
    const Json& tanker = f.record("stations", fleet.at("tanker"));
    const Place at = place_of(tanker.at("at"));
    tanker_ = &flights.from(at);
    calls_ = fleet.at("refuellings");
    legs_.base_tanker = out_.distance_m(at);
    legs_.tanker_home = HUGE_VAL;
    for (const Ways* home : homes_) legs_.tanker_home = std::min(legs_.tanker_home, home->distance_m(at));
    legs_.call_s = figure(f.aircraft_of(f.record("fleets", tanker.at("fleet"))), "refuelling_time_s");
}

double Stay::seconds(Place p) const {
    const double range = usable_s(aircraft_) * figure(aircraft_, "cruise_speed_mps") * 1.1;
    SortieLegs legs = legs_;
    legs.base_station = out_.distance_m(p, range);
    legs.station_home = HUGE_VAL;
    for (const Ways* home : homes_) legs.station_home = std::min(legs.station_home, home == &out_ ? legs.base_station : home->distance_m(p, range));
    if (tanker_) legs.station_tanker = tanker_->distance_m(p, range);
    return best_sortie(aircraft_, legs, calls_, HUGE_VAL).stay_s;
}

std::vector<std::string> homes_of(const Json& fleet) {
    std::vector<std::string> homes{fleet.at("base")};
    for (const std::string base : fleet.at("recovery")) homes.push_back(base);
    return homes;
}

std::map<std::string, Flown> check_staffing(const Folder& f, const Flights& flights, Report& report) {
    Staff staff{f, flights, false, {}, {}, {}}, longest{f, flights, true, {}, {}, {}};
    const Json& stations = f.scenario.at("stations");
    const auto is_tanker = [&](const Json& s) {
        return f.aircraft_of(f.record("fleets", s.at("fleet"))).at("role") == "tanker";
    };
    for (const bool tankers : {true, false})
        for (const Json& s : stations)
            if (is_tanker(s) == tankers) staff.man(s), longest.man(s);

    report.equal("stations: all there", f.features("stations").size(), stations.size(), "stations.geojson");
    report.equal("stations: all in the summary", f.summary.at("stations").size(), stations.size(), "summary.json");
    for (const Json& s : stations) {
        const std::string id = s.at("id");
        const Flown &r = staff.flown.at(id), &l = longest.flown.at(id);
        const Json& sum = f.summary.at("stations").at(id);
        const Json& feature = f.feature("stations", id);
        const Json& p = properties(feature);
        const Json& fleet = f.record("fleets", s.at("fleet"));
        const auto near = [&](const char* check, const Json& got, double Flown::*number, double unit, int decimals) {
            report.add(check, std::abs(got.get<double>() - r.*number / unit),
                       rounding(decimals) + std::abs(l.*number - r.*number) / unit, id);
        };
        if (r.way.empty()) {
            report.equal("stations: transit where there is no way", Json{sum.at("transit_km"), sum.at("transit_min")},
                         Json{nullptr, nullptr}, id);
        } else {
            near("stations: transit, km", sum.at("transit_km"), &Flown::transit_m, 1000, 3);
            near("stations: transit, min", sum.at("transit_min"), &Flown::transit_s, 60, 2);
        }
        if (!r.way.empty()) near("stations: way home, km", sum.at("transit_home_km"), &Flown::home_m, 1000, 3);
        if (!r.way.empty()) report.equal("stations: where they land", sum.at("lands_at"), r.lands_at, id);
        report.equal("stations: calls at the tanker", sum.at("refuellings"), r.refuellings, id);
        near("stations: time on station, h", sum.at("on_station_h"), &Flown::on_station_s, 3600, 4);
        near("stations: time on station, h", p.at("on_station_h"), &Flown::on_station_s, 3600, 4);
        near("stations: the same without tanker, h", sum.at("on_station_dry_h"), &Flown::dry_s, 3600, 4);
        near("stations: the same without tanker, h", p.at("on_station_dry_h"), &Flown::dry_s, 3600, 4);
        near("stations: flight, h", sum.at("flight_h"), &Flown::flight_s, 3600, 4);
        near("stations: fuel taken, kg", sum.at("fuel_taken_kg"), &Flown::fuel_kg, 1, 1);
        near("stations: sorties a day", sum.at("sorties_per_day"), &Flown::sorties, 1, 4);
        near("stations: sorties a day", p.at("sorties_per_day"), &Flown::sorties, 1, 4);
        near("stations: aircraft needed", sum.at("aircraft_needed"), &Flown::needed, 1, 3);
        near("stations: aircraft needed", p.at("aircraft_needed"), &Flown::needed, 1, 3);
        near("stations: aircraft needed, no cap", sum.at("aircraft_needed_uncapped"), &Flown::uncapped, 1, 3);
        near("stations: aircraft needed, no cap", p.at("aircraft_needed_uncapped"), &Flown::uncapped, 1, 3);
        report.equal("stations: manned", sum.at("manned"), r.manned, id);
        report.equal("stations: manned", p.at("manned"), r.manned, id);
        report.equal("stations: fleet, base, nation, seats",
                     Json{p.at("fleet"), p.at("base"), p.at("nation"), p.at("seats")},
                     Json{s.at("fleet"), fleet.at("base"), fleet.at("nation"), s.at("seats")}, id);
        report.add("stations: place, m",
                   distance_m(place_of(feature.at("geometry").at("coordinates")), place_of(s.at("at"))), 0.02, id);
    }

    for (const auto& [id, sum] : f.summary.at("tankers").items()) {
        const Staff::Given &t = staff.tankers[id], &l = longest.tankers[id];
        const auto near = [&](const char* key, double Staff::Given::*number, int decimals) {
            report.add(std::string("tankers: ") + key, std::abs(sum.at(key).get<double>() - t.*number),
                       rounding(decimals) + std::abs(t.*number - l.*number), id);
        };
        near("fuel_per_sortie_kg", &Staff::Given::sortie_kg, 1);
        near("fuel_to_give_per_day_kg", &Staff::Given::can_kg, 1);
        near("fuel_given_per_day_kg", &Staff::Given::kg, 1);
        near("calls_possible_per_day", &Staff::Given::can_calls, 3);
        near("calls_per_day", &Staff::Given::calls, 3);
        near("receivers_per_day", &Staff::Given::receivers, 3);
        const Flown& flown = staff.flown.at(id);
        report.add("tankers: receivers_per_tanker_sortie",
                   std::abs(sum.at("receivers_per_tanker_sortie").get<double>() - (flown.manned ? t.receivers / flown.sorties : 0)),
                   rounding(3) + (flown.manned ? std::abs(t.receivers - l.receivers) / flown.sorties : 0), id);
    }

    std::map<std::string, Total> nations, bases, types, all;
    const Json& prices = f.scenario.at("prices");
    for (const Json& fleet : f.scenario.at("fleets")) {
        const std::string id = fleet.at("id");
        const Json& sum = f.summary.at("fleets").at(id);
        double needed = 0, uncapped = 0, flying = 0, hours = 0, hours_off = 0;
        for (const Json& s : stations)
            if (s.at("fleet") == id) {
                const Flown &r = staff.flown.at(s.at("id")), &l = longest.flown.at(s.at("id"));
                needed += r.sorties;
                uncapped += r.uncapped;
                if (!r.manned) continue;
                flying += r.sorties, hours += r.sorties * r.flight_s / 3600;
                hours_off += std::abs(l.sorties * l.flight_s - r.sorties * r.flight_s) / 3600;
            }
        const double cap = fleet.at("sorties_per_aircraft_day"), fit = fleet.at("availability");
        const double available = fleet.at("count").get<double>() * fit - fleet.at("alert").get<double>();
        const auto near = [&](const char* check, const char* key, double expected, double limit) {
            report.add(check, std::abs(sum.at(key).get<double>() - expected), limit, id);
        };
        near("fleets: sorties possible", "sorties_possible_per_day", Staff::possible(fleet), rounding(3));
        near("fleets: sorties needed, rounded up once", "sorties_needed_per_day", whole(needed), 0);
        near("fleets: sorties flown", "sorties_flown_per_day", whole(flying), 0);
        report.that("fleets: no more sorties than the cap allows",
                    sum.at("sorties_flown_per_day").get<double>() <= Staff::possible(fleet) + 1e-9, id);
        near("fleets: aircraft needed", "aircraft_needed", whole(whole(needed) / (cap * fit)), 0);
        near("fleets: aircraft needed, no cap", "aircraft_needed_uncapped", whole(uncapped), 0);
        near("fleets: aircraft available", "aircraft_available", available, rounding(3));
        near("fleets: aircraft committed", "aircraft_committed", whole(flying) / cap, rounding(3));
        near("fleets: flight hours", "flight_hours_per_day", hours, rounding(3) + hours_off);
        const bool refuels = f.aircraft_of(fleet).at("role") == "tanker";
        near("fleets: tanker sorties", "tanker_sorties_flown_per_day", refuels ? whole(flying) : 0, 0);
        const std::string type = fleet.at("aircraft");
        const bool is_priced = !prices.is_null() && prices.at("per_flight_hour").contains(type);
        const double price = is_priced ? prices.at("per_flight_hour").at(type).get<double>() : 0;
        report.equal("fleets: cost only where there are prices", sum.contains("cost_per_day"), !prices.is_null(), id);
        if (!prices.is_null() && (is_priced || hours == 0))
            near("fleets: cost", "cost_per_day", hours * price, rounding(2) + hours_off * price);
        else if (!prices.is_null())
            report.that("fleets: no cost without a price", sum.at("cost_per_day").is_null(), id);
        for (Total* t : {&nations[fleet.at("nation")], &bases[fleet.at("base")], &types[type], &all["total"]}) {
            t->aircraft += fleet.at("count").get<double>();
            t->available += available;
            t->committed += whole(flying) / cap;
            t->hours += hours, t->hours_off += hours_off;
            t->sorties += whole(flying);
            t->tankers += refuels ? whole(flying) : 0;
            t->rota_sorties += sum.at("sorties_in_rota").get<double>();  // these two are recomputed with the rota
            t->rota_aircraft += sum.at("aircraft_in_rota").get<double>();
            t->cost += hours * price, t->cost_off += hours_off * price;
            t->has_cost = t->has_cost && (is_priced || hours == 0);
        }
    }
    for (const Json& v : f.scenario.at("vessels")) nations[v.at("nation")].vessels += v.at("count").get<double>(), all["total"].vessels += v.at("count").get<double>();
    const Json total = {{"total", f.summary.at("total")}};
    if (!prices.is_null()) report.equal("total: currency", f.summary.at("total").at("currency"), prices.at("currency"), "total");
    for (const auto& [name, totals] : {std::pair{"nations", &nations}, std::pair{"bases", &bases}, std::pair{"types", &types}, std::pair{"total", &all}}) {
        const Json& sums = totals == &all ? total : f.summary.at(name);
        report.equal("totals: all there", sums.size(), totals->size(), name);
        for (const auto& [id, t] : *totals) {
            const Json& sum = sums.at(id);
            const auto near = [&](const char* key, double expected) {
                report.add(std::string("totals: ") + name, std::abs(sum.at(key).get<double>() - expected),
                           rounding(3) + (key == std::string("flight_hours_per_day") ? t.hours_off : 0), id + " " + key);
            };
            near("aircraft", t.aircraft);
            near("aircraft_available", t.available);
            near("aircraft_committed", t.committed);
            near("flight_hours_per_day", t.hours);
            near("sorties_flown_per_day", t.sorties);
            near("tanker_sorties_flown_per_day", t.tankers);
            near("sorties_in_rota", t.rota_sorties);
            near("aircraft_in_rota", t.rota_aircraft);
            if (sum.contains("vessels")) near("vessels", t.vessels);
            report.equal("totals: cost only where there are prices", sum.contains("cost_per_day"), !prices.is_null(), id);
            if (prices.is_null()) continue;
            if (t.has_cost)
                report.add("totals: cost", std::abs(sum.at("cost_per_day").get<double>() - t.cost), rounding(2) + t.cost_off, id);
            else
                report.that("totals: no cost without a price", sum.at("cost_per_day").is_null(), id);
        }
    }
    return staff.flown;
}

}  // namespace independent
