// Stations chosen for zones: that they are what the zone asked for, all manned, clear of the front line, and that what is told of the
// choice agrees with itself. What they hold is recomputed with all other stations.
#include "folder.hpp"

#include <fstream>
#include <sstream>

namespace independent {

namespace {

bool has(const Json& list, const Json& value) { return std::find(list.begin(), list.end(), value) != list.end(); }

double from_front_m(const Folder& f, Place p) {
    double nearest = HUGE_VAL;
    for (const Json& feature : f.features("frontline"))
        nearest = std::min(nearest, Way(line_of(feature.at("geometry").at("coordinates")), 500).nearest(p).away_m);
    return nearest;
}

void check_station(const Folder& f, const Json& station, const Json& wanted, const std::map<std::string, Flown>& flown, Report& report) {
    const std::string id = station.at("id");
    report.that("placing: chosen stations are manned", flown.at(id).manned, id);
    report.that("placing: by fleets that may", has(wanted.at("fleets"), station.at("fleet")), id);
    report.that("placing: fed by tankers that may", station.at("tanker") == "" || has(wanted.at("tankers"), station.at("tanker")), id);
    for (const char* key : {"seats", "hours_per_day", "track_m", "on_station_s"})
        report.equal("placing: seats, hours and track", station.at(key), wanted.at(key), id + " " + key);
    report.equal("placing: told in the layer", properties(f.feature("stations", id)).at("chosen"), true, id);
    const double stand_off = wanted.at("stand_off_m");
    if (stand_off > 0)
        report.that("placing: off the front line",
                    from_front_m(f, place_of(station.at("at"))) >= stand_off + station.at("track_m").get<double>() / 2 - f.tolerance_m, id);
}

// The choice on the discrete problem, as far as it can be told from its own numbers.
void check_choice(const Json& p, const std::string& id, Report& report) {
    const double value = p.at("value"), bound = p.at("bound"), most = std::max(value, bound);
    report.add("placing: gap", std::abs(p.at("gap").get<double>() - (most > 0 ? std::abs(value - bound) / most : 0)), 2e-6 / std::max(most, 1e-3), id);
    report.that("placing: proven to a hundredth", !p.at("proven").get<bool>() || p.at("gap").get<double>() <= 0.01 + 1e-6, id);
    report.that("placing: shares are shares", p.at("discrete_share") >= 0 && p.at("discrete_share") <= 1.000001, id);
    if (p.at("bound_share").is_null()) return;
    report.that("placing: no more than the bound, no less than the start",
                p.at("discrete_share").get<double>() <= p.at("bound_share").get<double>() + 1e-6 &&
                    p.at("greedy_share").get<double>() <= p.at("discrete_share").get<double>() + 1e-6,
                id);
}

void check_spacing(const Folder& f, const Json& zone, const Json& placement, Report& report) {
    double least = HUGE_VAL;
    for (const Json& fleet : zone.at("stations").at("fleets")) {
        const double radius = figure(f.aircraft_of(f.record("fleets", fleet)), "dash_speed_mps") * zone.at("response_s").get<double>() -
                              zone.at("stations").at("track_m").get<double>() / 2;
        if (radius > 0) least = std::min(least, radius);
    }
    if (std::isfinite(least))
        report.that("placing: candidates at most a tenth of the response radius apart",
                    placement.at("spacing_km").get<double>() <= least / 10000 + rounding(3), zone.at("id"));
}

// More aircraft, tankers or forward bases never hold less than the same without.
void check_no_less(const Json& less, const Json& more, const std::string& id, Report& report) {
    const auto number = [](const Json& row, const char* key) { return row.at(key).is_boolean() ? row.at(key).get<bool>() : row.at(key).get<double>(); };
    const auto no_less = [&](const char* key) { return number(less, key) <= number(more, key); };
    if (!no_less("aircraft") || !no_less("with_tankers") || !no_less("with_forward_bases")) return;
    report.that("placing: more hold no less", no_less("held_share"), id);
    if (less.at("with_tankers") == more.at("with_tankers") && less.at("with_forward_bases") == more.at("with_forward_bases"))
        report.that("placing: nor is the bound on more aircraft less", no_less("bound_share"), id);
}

void check_buys(const Json& zone, const Json& rows, std::string& csv, Report& report) {
    const std::string id = zone.at("id");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Json& r = rows[i];
        report.that("placing: aircraft needed are no more than there are", r.at("aircraft_needed") <= r.at("aircraft").get<double>() + 1e-3, id);
        report.that("placing: aircraft hold no more than the bound", r.at("held_share").get<double>() <= r.at("bound_share").get<double>() + 1e-6, id);
        const double held = r.at("held_share"), seen = r.at("held_and_seen_share"), unwarned = r.at("held_and_seen_without_awacs_share");
        report.that("placing: of what is held some is seen, and less without AWACS", 0 <= unwarned && unwarned <= seen && seen <= held + 1e-6, id);
        for (std::size_t j = 0; j < i; ++j) check_no_less(rows[j], r, id, report);
        char line[300];
        const auto word = [&](const char* key) { return r.at(key).get<bool>() ? "true" : "false"; };
        std::snprintf(line, sizeof line, ",%d,%s,%s,%.6f,%.6f,%.6f,%.6f,%d,%.3f,%.3f\n", r.at("aircraft").get<int>(), word("with_tankers"),
                      word("with_forward_bases"), held, r.at("bound_share").get<double>(), seen, unwarned, r.at("stations").get<int>(),
                      r.at("sorties_per_day").get<double>(), r.at("aircraft_needed").get<double>());
        csv += id + line;
    }
    report.equal("placing: all numbers of aircraft asked for are there", rows.size() % std::max<std::size_t>(1, zone.at("stations").at("aircraft").size()),
                 std::size_t{0}, id);
}

}  // namespace

void check_placing(const Folder& f, const std::map<std::string, Flown>& flown, Report& report) {
    std::string csv = "zone,aircraft,with_tankers,with_forward_bases,held_share,bound_share,held_and_seen_share,held_and_seen_without_awacs_share,"
                      "stations,sorties_per_day,aircraft_needed\n";
    for (const Json& zone : f.scenario.at("zones")) {
        if (zone.at("stations").is_null()) continue;
        const std::string id = zone.at("id");
        const Json &placement = f.summary.at("zones").at(id).at("placement"), &wanted = zone.at("stations");
        std::size_t chosen = 0;
        for (const Json& station : f.scenario.at("stations")) {
            if (!station.at("chosen").get<bool>() || station.at("zones").at(0) != id) continue;
            ++chosen;
            check_station(f, station, wanted, flown, report);
        }
        report.equal("placing: number of chosen stations", placement.at("chosen"), chosen, id);
        report.that("placing: no more than asked for", wanted.at("at_most").is_null() || chosen <= wanted.at("at_most").get<std::size_t>(), id);
        report.that("placing: stations or a reason", placement.at("why_not").is_null() || chosen == 0, id);
        if (placement.at("why_not").is_null()) check_choice(placement, id, report);
        check_spacing(f, zone, placement, report);
        check_buys(zone, f.summary.at("zones").at(id).at("aircraft_buy"), csv, report);
    }
    std::ifstream in(f.dir + "/aircraft_buy.csv");
    std::stringstream text;
    text << in.rdbuf();
    report.equal("placing: aircraft_buy.csv has the same rows", text.str(), csv, "aircraft_buy.csv");
}

}  // namespace independent
