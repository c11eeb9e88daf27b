// Time on station, sorties, aircraft, who is manned; the totals of fleets, nations and bases.
#include "folder.hpp"

#include <set>

namespace independent {

namespace {

int whole(double v) { return static_cast<int>(std::ceil(v - 1e-9)); }

struct Staff {
    const Folder& f;
    const Flights& flights;
    bool longer;  // every way as much longer as it may be: what that changes is what may be off
    std::map<std::string, Flown> flown;
    std::map<std::string, double> sorties_of_fleet, fuel_of_tanker;

    static double usable_s(const Json& a) { return figure(a, "endurance_s") - figure(a, "reserve_s"); }

    double length_of(const Line& way) const {
        return way.empty() ? HUGE_VAL : length_m(way) + (longer ? flights.allowed_m(way) : 0);
    }

    static double possible(const Json& fleet) {
        return (fleet.at("count").get<double>() * fleet.at("availability").get<double>() -
                fleet.at("alert").get<double>()) *
               fleet.at("sorties_per_aircraft_day").get<double>();
    }

    struct Legs {
        double base_station, station_tanker, base_tanker;
    };
    struct Best {
        double stay_s = 0, away_s = 0;
        int calls = 0;  // at the tanker
    };

    // A sortie calls at station (S) and tanker (T) in some order, from base and back to it (B). What is left of each filling that
    // comes by the station is spent there; no longer than the crew lasts or than was asked.
    static Best flown_so(const Json& a, const Json& station, const Legs& legs, const std::string& calls) {
        const auto seconds = [&](char from, char to) {
            const double m = from != 'B' && to != 'B' ? legs.station_tanker : from == 'S' || to == 'S' ? legs.base_station : legs.base_tanker;
            return m / figure(a, "cruise_speed_mps");
        };
        Best result;
        double filling = 0, spare = 0;
        bool by_station = false;
        for (std::size_t i = 1; i < calls.size(); ++i) {
            filling += seconds(calls[i - 1], calls[i]);
            result.away_s += seconds(calls[i - 1], calls[i]);
            if (calls[i] == 'S') {
                by_station = true;
                continue;
            }
            result.calls += calls[i] == 'T';
            if (filling > usable_s(a) && calls != "BSB") return {};
            if (by_station) spare += usable_s(a) - filling;
            filling = 0;
            by_station = false;
        }
        result.stay_s = std::min(spare / figure(a, "loiter_fuel_ratio"), figure(a, "crew_limit_s") - result.away_s);
        if (!station.at("on_station_s").is_null()) result.stay_s = std::min(result.stay_s, station.at("on_station_s").get<double>());
        result.stay_s = std::max(0.0, result.stay_s);
        return result;
    }

    static Best best_of(const Json& a, const Json& station, const Legs& legs, int most) {
        Best best = flown_so(a, station, legs, "BSB");
        // Of orders with as many calls all are tried before those with one more; a call has to bring something.
        for (int n = 1; n <= most; ++n)
            for (const bool first : {false, true})
                for (const bool last : {false, true}) {
                    std::string calls = first ? "BTS" : "BSTS";
                    if (n == 1 && first && last) continue;  // never on station
                    for (int k = 1; k < n - (last ? 1 : 0); ++k) calls += "TS";
                    calls += last ? "TB" : "B";
                    if (!first && last && n == 1) calls = "BSTB";
                    const Best b = flown_so(a, station, legs, calls);
                    if (b.stay_s > best.stay_s + (n > best.calls ? 1e-6 : 0)) best = b;
                }
        return best;
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
        Best best = best_of(a, station, {r.transit_m, 0, 0}, 0);
        r.dry_s = best.stay_s;
        const int refuellings = station.at("refuellings");
        const std::string tanker_id = station.at("tanker");
        if (!tanker_id.empty() && refuellings > 0) {
            const Json& tanker = f.record("stations", tanker_id);
            const Line to_tanker = flights.from(place_of(station.at("at"))).way(place_of(tanker.at("at")));
            const Line from_base = flights.from(base_of(f, fleet)).way(place_of(tanker.at("at")));
            const Best wet = best_of(a, station, {r.transit_m, length_of(to_tanker), length_of(from_base)}, refuellings);
            // As much as is burnt beyond the first tank.
            const double burnt_s = wet.away_s + wet.stay_s * figure(a, "loiter_fuel_ratio");
            const double fuel = figure(a, "fuel_kg") * std::max(0.0, burnt_s - usable_s(a)) / figure(a, "endurance_s");
            const double wanted = fuel * sorties(station, wet.stay_s);
            if (flown.at(tanker_id).manned && wet.calls > 0 && wanted <= fuel_of_tanker.at(tanker_id) + 1e-6) {
                fuel_of_tanker[tanker_id] -= wanted;
                r.fuel_kg = fuel;
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
        if (a.at("role") == "tanker" && r.manned) {
            const double saved_s =
                2 * (figure(a, "offload_radius_m") - r.transit_m) / figure(a, "cruise_speed_mps");
            const double spent_s = r.on_station_s * figure(a, "loiter_fuel_ratio");
            const double fuel = figure(a, "fuel_kg");
            const double gives = std::clamp(
                figure(a, "offload_kg") + fuel * (saved_s - spent_s) / figure(a, "endurance_s"), 0.0, fuel);
            fuel_of_tanker[station.at("id")] = gives * r.sorties;
        }
        flown[station.at("id")] = r;
    }
};

struct Total {
    double aircraft = 0, available = 0, committed = 0, hours = 0, hours_off = 0, sorties = 0, vessels = 0;
};

}  // namespace

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

    std::map<std::string, Total> nations, bases;
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
        for (Total* t : {&nations[fleet.at("nation")], &bases[fleet.at("base")]}) {
            t->aircraft += fleet.at("count").get<double>();
            t->available += available;
            t->committed += whole(flying) / cap;
            t->hours += hours, t->hours_off += hours_off;
            t->sorties += whole(flying);
        }
    }
    for (const Json& v : f.scenario.at("vessels")) nations[v.at("nation")].vessels += 1;
    for (const auto& [name, totals] : {std::pair{"nations", &nations}, std::pair{"bases", &bases}}) {
        const Json& sums = f.summary.at(name);
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
            if (sum.contains("vessels")) near("vessels", t.vessels);
        }
    }
    return staff.flown;
}

}  // namespace independent
