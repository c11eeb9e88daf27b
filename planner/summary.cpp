#include "planner/summary.hpp"

#include "planner/placing_output.hpp"
#include "planner/sea_patrol_output.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <map>

namespace picket::planner {

using geo::Distance;

namespace {

double km(Distance d) { return decimals(d.kilometres(), 3); }
double km2(geo::Area a) { return decimals(a.square_kilometres(), 3); }
double share(double part, double whole) { return whole > 0 ? decimals(part / whole, 6) : 0; }
Json minutes_or_null(const std::optional<double>& v) { return v ? Json(decimals(*v, 2)) : Json(nullptr); }

Json frontline_of(const Plan& plan) {
    Json json = Json::object();
    if (plan.theatre.frontline.empty()) return json;
    Distance total;
    for (const geo::Path& line : plan.theatre.frontline) total = total + line.length();
    json["length_km"] = km(total);
    json["length_mi"] = decimals(total.miles(), 3);
    json["lines"] = plan.theatre.frontline.size();
    json["tolerance_m"] = plan.scenario.tolerance.metres();  // of following the layer's edges, not of the layer
    return json;
}

Json reach_of(const Plan& plan) {
    Json json = Json::object();
    for (const Reach& r : plan.reach) {
        if (!r.is_asked) continue;
        Json& of = json[r.fleet][time_label(r.on_station)];
        if (!r.tanker.empty()) {
            of["area_with_tanker_km2"] = km2(r.area);
            continue;
        }
        of = {{"on_station_min", decimals(r.on_station.minutes(), 2)},
              {"radius_km", r.radius ? Json(km(*r.radius)) : Json(nullptr)},
              {"area_km2", km2(r.area)}};
    }
    return json;
}

// Ground by how many fleets can hold it, at least one.
Json force_of(const Plan& plan) {
    Json json = Json::object();
    for (const ForceMap& map : plan.force) {
        std::map<std::size_t, geo::Area> by_fleets;
        geo::Area total;
        for (const ForcePart& part : map.parts) {
            by_fleets[part.fleets.size()] = by_fleets[part.fleets.size()] + part.area;
            total = total + part.area;
        }
        Json counts = Json::object();
        for (const auto& [count, area] : by_fleets) counts[std::to_string(count)] = km2(area);
        json[time_label(map.on_station)][map.with_tankers ? "with_tankers" : "dry"] = {{"area_km2", km2(total)}, {"by_fleets_km2", counts}};
    }
    return json;
}

Json best_bases_of(const Plan& plan) {
    Json json = Json::object();
    for (const BestBase& best : plan.best_bases) json[best.fleet] = {{"area_km2", km2(best.area)}};
    return json;
}

Json arrival_of(const Plan& plan) {
    Json json = Json::object();
    for (const Arrival& a : plan.arrivals) json[a.from][time_label(a.within)] = {{"area_km2", km2(a.area)}};
    return json;
}

Json tankers_of(const Plan& plan) {
    Json json = Json::object();
    for (const TankerResult& t : plan.tankers) {
        const double sorties = by_id(plan.stations, t.id).sorties_per_day;
        const bool is_manned = by_id(plan.stations, t.id).manned;
        json[t.id] = {{"fuel_per_sortie_kg", decimals(t.per_sortie.kilograms(), 1)},
                      {"fuel_to_give_per_day_kg", decimals(t.per_day.kilograms(), 1)},
                      {"fuel_given_per_day_kg", decimals(t.given.kilograms(), 1)},
                      {"calls_possible_per_day", decimals(t.calls_possible, 3)},
                      {"calls_per_day", decimals(t.calls, 3)},
                      {"receivers_per_day", decimals(t.receivers, 3)},
                      {"receivers_per_tanker_sortie", is_manned ? decimals(t.receivers / sorties, 3) : 0.0}};
    }
    return json;
}

Json cost_json(const std::optional<double>& cost) { return cost ? Json(decimals(*cost, 2)) : Json(nullptr); }

Json fleets_of(const Plan& plan) {
    Json json = Json::object();
    for (const FleetResult& f : plan.fleets) {
        const Fleet& fleet = by_id(plan.scenario.fleets, f.id);
        json[f.id] = {{"nation", fleet.nation},
                      {"base", fleet.base},
                      {"aircraft", fleet.aircraft},
                      {"count", fleet.count},
                      {"alert", fleet.alert},
                      {"aircraft_available", decimals(f.aircraft_available, 3)},
                      {"aircraft_committed", decimals(f.aircraft_committed, 3)},
                      {"aircraft_needed", f.aircraft_needed},
                      {"aircraft_needed_uncapped", f.aircraft_needed_uncapped},
                      {"sorties_possible_per_day", decimals(f.sorties_possible, 3)},
                      {"sorties_needed_per_day", f.sorties_needed},
                      {"sorties_flown_per_day", f.sorties_flown},
                      {"tanker_sorties_flown_per_day", f.tanker_sorties_flown},
                      {"flight_hours_per_day", decimals(f.flight_hours, 3)},
                      {"sorties_in_rota", f.sorties_in_rota},
                      {"aircraft_in_rota", f.aircraft_in_rota}};
        if (!plan.scenario.prices.currency.empty()) json[f.id]["cost_per_day"] = cost_json(f.cost);
    }
    return json;
}

Json stations_of(const Plan& plan) {
    Json json = Json::object();
    for (const Station& station : plan.scenario.stations) {
        const StationResult& r = result_of(plan, station);
        const geo::Speed cruise = aircraft_of(plan.scenario, by_id(plan.scenario.fleets, station.fleet)).cruise_speed.value;
        json[station.id] = {{"fleet", station.fleet},
                            {"seats", station.seats},
                            {"manned", r.manned},
                            {"transit_km", r.transit ? Json(km(*r.transit)) : Json(nullptr)},
                            {"transit_min", r.transit ? Json(decimals((*r.transit / cruise).minutes(), 2)) : Json(nullptr)},
                            {"transit_home_km", r.transit ? Json(km(r.home)) : Json(nullptr)},
                            {"lands_at", r.lands_at},
                            {"refuellings", r.flown.refuellings},
                            {"on_station_h", decimals(r.flown.on_station.hours(), 4)},
                            {"on_station_dry_h", decimals(r.dry.on_station.hours(), 4)},
                            {"flight_h", decimals(r.flown.flight.hours(), 4)},
                            {"fuel_taken_kg", decimals(r.flown.fuel_taken.kilograms(), 1)},
                            {"sorties_per_day", decimals(r.sorties_per_day, 4)},
                            {"aircraft_needed", decimals(r.aircraft_needed, 3)},
                            {"aircraft_needed_uncapped", decimals(r.aircraft_needed_uncapped, 3)}};
    }
    return json;
}

Json minutes_or_null(const std::optional<geo::Duration>& d) { return d ? Json(decimals(d->minutes(), 2)) : Json(nullptr); }

Json weights_of(const ZoneResult& z) {
    Json json = Json::object();
    for (const WeightResult& w : z.weights) {
        double total = 0, held = 0, seen = 0;
        for (const WeightedPlace& p : w.places) {
            total += p.weight;
            if (p.held_by > 0) held += p.weight;
            if (p.seen_by > 0) seen += p.weight;
        }
        json[w.name] = {{"places", w.places.size()}, {"total", decimals(total, 6)}, {"held", decimals(held, 6)},
                        {"held_share", share(held, total)}, {"seen", decimals(seen, 6)}, {"seen_share", share(seen, total)}};
    }
    return json;
}

Json response_of(const ZoneResponse& r) {
    Json json = {{"worst_response_min", minutes_or_null(r.worst)},
                 {"mean_response_min", minutes_or_null(r.mean)},
                 {"unreached_km2", r.worst ? 0.0 : km2(r.unreached)},
                 {"worst_response_at", nullptr}};
    if (r.worst_at) json["worst_response_at"] = {decimals(r.worst_at->lon(), 7), decimals(r.worst_at->lat(), 7)};
    if (!r.worst) json["worst_response_why_not"] = r.why_not;
    return json;
}

Json zones_of(const Plan& plan) {
    Json json = Json::object();
    for (const ZoneResult& z : plan.zones) {
        const Zone& zone = by_id(plan.scenario.zones, z.id);
        const double height_km = (zone.ceiling - zone.floor).kilometres();
        Json covers = Json::object(), seen = Json::object();
        for (const auto& [count, area] : z.cover_area) covers[std::to_string(count)] = km2(area);
        for (const auto& [count, area] : z.by_seen_area) seen[std::to_string(count)] = km2(area);
        json[z.id] = {{"area_km2", km2(z.area)},
                      {"volume_km3", decimals(z.area.square_kilometres() * height_km, 1)},
                      {"response_min", decimals(zone.response_time.minutes(), 2)},
                      {"held_km2", km2(z.held_area)},
                      {"held_share", share(z.held_area.square_metres(), z.area.square_metres())},
                      {"gap_km2", km2(z.gap_area)},
                      {"gap_share", share(z.gap_area.square_metres(), z.area.square_metres())},
                      {"held_by_cover_km2", covers},
                      {"seen_km2", km2(z.seen_area)},
                      {"seen_share", share(z.seen_area.square_metres(), z.area.square_metres())},
                      {"seen_by_cover_km2", seen},
                      {"weights", weights_of(z)}};
        json[z.id].update(response_of(z.response));
    }
    for (const Placement& p : plan.placements) {
        json[p.zone]["placement"] = placement_json(plan, p);
        json[p.zone]["aircraft_buy"] = aircraft_buy_json(p);
    }
    return json;
}

Json number_or_null(const std::optional<double>& v, int places) { return v ? Json(decimals(*v, places)) : Json(nullptr); }

Json worst_of(const std::optional<LaneWorst>& w) {
    if (!w) return {{"from_km", nullptr}, {"cause", nullptr}, {"short_min", nullptr}, {"short_km", nullptr}};
    return {{"from_km", km(w->from)}, {"cause", w->cause}, {"short_min", number_or_null(w->short_min, 2)}, {"short_km", number_or_null(w->short_km, 2)}};
}

// What is exposed of ship and cargo, in hours times their value.
Json value_of(const Lane& lane, Distance open) {
    if (!lane.ship_value && !lane.cargo_value) return {{"value", nullptr}, {"currency", nullptr}, {"exposed_value_h", nullptr}};
    const double value = lane.ship_value.value_or(0) + lane.cargo_value.value_or(0);
    return {{"value", value}, {"currency", lane.currency}, {"exposed_value_h", decimals((open / lane.ship_speed).hours() * value, 2)}};
}

Json lane_of(const Plan& plan, const LaneResult& r) {
    const Distance open = r.length - r.protected_length;
    const auto longest = std::max_element(r.gaps.begin(), r.gaps.end(), [](const LaneGap& a, const LaneGap& b) {
        return a.to - a.from < b.to - b.from;
    });
    const bool gaps = longest != r.gaps.end();
    std::optional<double> air, sea;
    for (const LaneLeg& leg : r.legs) {
        if (leg.state.air_min && (!air || *leg.state.air_min > *air)) air = leg.state.air_min;
        if (leg.state.sea_min && (!sea || *leg.state.sea_min > *sea)) sea = leg.state.sea_min;
    }
    const Lane& lane = by_id(plan.scenario.lanes, r.id);
    Json without = Json::object();
    for (const auto& [kind, length] : r.without) without[kind] = km(length);
    Json json = {{"length_km", km(r.length)},
            {"length_nmi", decimals(r.length.nautical_miles(), 3)},
            {"port_offset_km", km(r.port_offset)},
            {"protected_km", km(r.protected_length)},
            {"protected_share", share(r.protected_length.metres(), r.length.metres())},
            {"exposed_km", km(open)},
            {"exposed_h", decimals((open / lane.ship_speed).hours(), 4)},
            {"gaps", r.gaps.size()},
            {"longest_gap_km", gaps ? km(longest->to - longest->from) : 0.0},
            {"longest_gap_from_km", gaps ? Json(km(longest->from)) : Json(nullptr)},
            {"longest_gap_h", gaps ? decimals(longest->exposed.hours(), 4) : 0.0},
            {"worst_air_min", minutes_or_null(air)},
            {"worst_sea_min", minutes_or_null(sea)},
            {"passed", r.has_passed},
            {"without_km", without},
            {"worst_km", worst_of(r.worst)},
            {"listed_km", km(r.listed_length)},
            {"listed_h", decimals((r.listed_length / lane.ship_speed).hours(), 4)}};
    json.update(value_of(lane, open));
    return json;
}

// Sums over fleets (and vessels): of a nation, a base, a type, or all.
struct Total {
    int aircraft = 0, sorties = 0, tanker_sorties = 0, in_rota = 0, aircraft_in_rota = 0, vessels = 0;
    double available = 0, committed = 0, hours = 0;
    std::optional<double> cost = 0;

    void add(const Fleet& fleet, const FleetResult& f) {
        aircraft += fleet.count;
        sorties += f.sorties_flown;
        tanker_sorties += f.tanker_sorties_flown;
        available += f.aircraft_available;
        committed += f.aircraft_committed;
        hours += f.flight_hours;
        in_rota += f.sorties_in_rota;
        aircraft_in_rota += f.aircraft_in_rota;
        cost = cost && f.cost ? std::optional(*cost + *f.cost) : std::nullopt;
    }
};

Json to_json(const Total& t, const Prices& prices) {
    Json json = {{"aircraft", t.aircraft},
                 {"aircraft_available", decimals(t.available, 3)},
                 {"aircraft_committed", decimals(t.committed, 3)},
                 {"sorties_flown_per_day", t.sorties},
                 {"tanker_sorties_flown_per_day", t.tanker_sorties},
                 {"flight_hours_per_day", decimals(t.hours, 3)},
                 {"sorties_in_rota", t.in_rota},
                 {"aircraft_in_rota", t.aircraft_in_rota}};
    if (!prices.currency.empty()) json["cost_per_day"] = cost_json(t.cost);
    return json;
}

Json total_of(const Plan& plan) {
    Total total;
    for (const FleetResult& f : plan.fleets) total.add(by_id(plan.scenario.fleets, f.id), f);
    Json json = to_json(total, plan.scenario.prices);
    int vessels = 0;
    for (const Vessel& v : plan.scenario.vessels) vessels += v.count;
    json["vessels"] = vessels;
    if (!plan.scenario.prices.currency.empty()) json["currency"] = plan.scenario.prices.currency;
    return json;
}

Json totals_by(const Plan& plan, const std::string Fleet::*group, bool with_vessels) {
    std::map<std::string, Total> totals;
    for (const FleetResult& f : plan.fleets) {
        const Fleet& fleet = by_id(plan.scenario.fleets, f.id);
        totals[fleet.*group].add(fleet, f);
    }
    if (with_vessels)
        for (const Vessel& v : plan.scenario.vessels) totals[v.nation].vessels += v.count;
    Json json = Json::object();
    for (const auto& [name, t] : totals) {
        json[name] = to_json(t, plan.scenario.prices);
        if (with_vessels) json[name]["vessels"] = t.vessels;
    }
    return json;
}

void collect_keys(const Json& json, const std::string& prefix, std::vector<std::string>& out) {
    for (const auto& [key, value] : json.items()) {
        const std::string path = prefix.empty() ? key : prefix + "." + key;
        if (value.is_object())
            collect_keys(value, path, out);
        else if (!value.is_array())
            out.push_back(path);
    }
}

}  // namespace

std::string time_label(geo::Duration time) {
    const double seconds = std::nearbyint(time.seconds());
    return std::fmod(seconds, 60) == 0 ? fmt::format("{:.0f}min", seconds / 60) : fmt::format("{:.0f}s", seconds);
}

Json summary_of(const Plan& plan) {
    Json lanes = Json::object();
    for (const LaneResult& r : plan.lanes) lanes[r.id] = lane_of(plan, r);
    return {{"scenario", plan.scenario.name},
            {"title", plan.scenario.title},
            {"as_of", plan.scenario.as_of},
            {"tolerance_m", plan.scenario.tolerance.metres()},
            {"frontline", frontline_of(plan)},
            {"reach", reach_of(plan)},
            {"force", force_of(plan)},
            {"best_bases", best_bases_of(plan)},
            {"arrival", arrival_of(plan)},
            {"fleets", fleets_of(plan)},
            {"stations", stations_of(plan)},
            {"tankers", tankers_of(plan)},
            {"zones", zones_of(plan)},
            {"lanes", lanes},
            {"patrols", patrols_json(plan)},
            {"more_ships", more_ships_json(plan)},
            {"nations", totals_by(plan, &Fleet::nation, true)},
            {"bases", totals_by(plan, &Fleet::base, false)},
            {"types", totals_by(plan, &Fleet::aircraft, false)},
            {"total", total_of(plan)}};
}

const Json* find_key(const Json& summary, std::string_view key) {
    const Json* at = &summary;
    while (!key.empty()) {
        const auto dot = key.find('.');
        const std::string step(key.substr(0, dot));
        key = dot == std::string_view::npos ? std::string_view{} : key.substr(dot + 1);
        if (!at->is_object() || !at->contains(step)) return nullptr;
        at = &at->at(step);
    }
    return at;
}

std::vector<std::string> all_keys(const Json& summary) {
    std::vector<std::string> keys;
    collect_keys(summary, "", keys);
    return keys;
}

std::vector<RequirementResult> judge(const Scenario& scenario, const Json& summary) {
    std::vector<RequirementResult> results;
    for (const Requirement& r : scenario.requirements) {
        const Json* value = find_key(summary, r.key);
        if (value && !value->is_number() && !value->is_null())
            throw geo::InputError(fmt::format("{}: requirement '{}': this key holds {}; a requirement bounds a number", scenario.file.string(), r.key,
                                              value->is_boolean() ? "true or false" : value->is_string() ? "a text" : "several numbers"));
        if (!value)
            throw geo::InputError(fmt::format("{}: requirement '{}': no number of the plan has this key{}",
                                              scenario.file.string(), r.key,
                                              geo::did_you_mean(r.key, all_keys(summary))));
        if (!r.fault.empty()) throw geo::InputError(r.fault);
        // A number that there is none of here, such as the mean response where nothing is held, keeps to no bound.
        const std::optional<double> got = value->is_null() ? std::nullopt : std::optional(value->get<double>());
        results.push_back({r.key, r.text, r.bound, got, r.at_least, got && (r.at_least ? *got >= r.bound : *got <= r.bound)});
    }
    return results;
}

Json to_json(const std::vector<RequirementResult>& results) {
    Json json = Json::array();
    for (const RequirementResult& r : results)
        json.push_back({{"key", r.key},
                        {"condition", r.at_least ? "at_least" : "at_most"},
                        {"wanted", r.wanted},
                        {"got", r.got ? Json(*r.got) : Json(nullptr)},
                        {"met", r.met},
                        {"missed_by", r.got ? Json(r.met ? 0.0 : decimals(std::abs(r.wanted - *r.got), 6)) : Json(nullptr)}});
    return json;
}

std::vector<RequirementResult> requirements_in(const Json& summary) {
    std::vector<RequirementResult> results;
    for (const Json& r : summary.at("requirements")) {
        const bool least = r.at("condition") == "at_least";
        const double wanted = r.at("wanted");
        const std::string key = r.at("key");
        const std::optional<double> got = r.at("got").is_null() ? std::nullopt : std::optional(r.at("got").get<double>());
        results.push_back({key, fmt::format("{} {} {}", key, least ? ">=" : "<=", wanted), wanted, got, least, r.at("met")});
    }
    return results;
}

}  // namespace picket::planner
