#include "planner/placing_output.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

namespace {

std::string_view sought(const StationsWanted& w) {
    if (!w.share) return "held_share";
    return w.fewest_aircraft ? "aircraft" : "stations";
}

double gap_of(double value, double bound) {
    const double most = std::max(std::abs(value), std::abs(bound));
    return most > 0 ? std::abs(value - bound) / most : 0;
}

Json discrete_json(const Placement::Discrete& d, bool by_share) {
    return {{"spacing_km", decimals(d.spacing.kilometres(), 3)},
            {"candidates", d.candidates},
            {"options", d.options},
            {"greedy_share", decimals(d.greedy_share, 6)},
            {"discrete_share", decimals(d.share, 6)},
            {"bound_share", by_share ? Json(nullptr) : Json(decimals(d.bound, 6))},
            {"value", decimals(d.value, 6)},
            {"bound", decimals(d.bound, 6)},
            {"gap", decimals(gap_of(d.value, d.bound), 6)},
            {"proven", d.proven}};
}

}  // namespace

Json placement_json(const Plan& plan, const Placement& p) {
    const StationsWanted& w = *by_id(plan.scenario.zones, p.zone).stations;
    Json json = discrete_json(p.found, w.share.has_value());
    json["sought"] = sought(w);
    json["demands"] = p.demands;
    json["held_before_share"] = decimals(p.held_before, 6);
    json["chosen"] = p.chosen.size();
    json["why_not"] = p.why_not.empty() ? Json(nullptr) : Json(p.why_not);
    if (p.halved) {
        json["halved"] = discrete_json(*p.halved, w.share.has_value());
        json["halved"]["change"] = decimals(p.halved->value - p.found.value, 6);
    }
    return json;
}

Json aircraft_buy_json(const Placement& p) {
    Json rows = Json::array();
    for (const AircraftBuy& b : p.buys)
        rows.push_back({{"aircraft", b.aircraft},
                        {"with_tankers", b.supply.tankers},
                        {"with_forward_bases", b.supply.forward},
                        {"held_share", decimals(b.held_share, 6)},
                        {"bound_share", decimals(b.bound_share, 6)},
                        {"held_and_seen_share", decimals(b.held_and_seen_share, 6)},
                        {"held_and_seen_without_awacs_share", decimals(b.seen_without_awacs_share, 6)},
                        {"stations", b.stations},
                        {"sorties_per_day", decimals(b.sorties, 3)},
                        {"aircraft_needed", decimals(b.needed, 3)}});
    return rows;
}

std::string aircraft_buy_csv(const Plan& plan) {
    std::string csv = "zone,aircraft,with_tankers,with_forward_bases,held_share,bound_share,held_and_seen_share,held_and_seen_without_awacs_share,"
                      "stations,sorties_per_day,aircraft_needed\n";
    for (const Placement& p : plan.placements)
        for (const AircraftBuy& b : p.buys)
            csv += fmt::format("{},{},{},{},{:.6f},{:.6f},{:.6f},{:.6f},{},{:.3f},{:.3f}\n", p.zone, b.aircraft, b.supply.tankers, b.supply.forward,
                               b.held_share, b.bound_share, b.held_and_seen_share, b.seen_without_awacs_share, b.stations, b.sorties, b.needed);
    return csv;
}

Json stations_wanted_json(const StationsWanted& w) {
    return {{"fleets", w.fleets},
            {"seats", w.seats},
            {"hours_per_day", w.hours_per_day},
            {"on_station_s", w.on_station ? Json(w.on_station->seconds()) : Json(nullptr)},
            {"track_m", w.track.metres()},
            {"tankers", w.tankers},
            {"refuellings", w.refuellings},
            {"forward", w.forward},
            {"zones", w.zones},
            {"spacing_m", w.spacing ? Json(w.spacing->metres()) : Json(nullptr)},
            {"stand_off_m", w.stand_off.metres()},
            {"threat_distance_m", w.threat_distance.metres()},
            {"at_most", w.at_most ? Json(*w.at_most) : Json(nullptr)},
            {"share", w.share ? Json(*w.share) : Json(nullptr)},
            {"minimise", w.fewest_aircraft ? "aircraft" : "stations"},
            {"aircraft", w.aircraft},
            {"check_spacing", w.check_spacing}};
}

}  // namespace picket::planner
