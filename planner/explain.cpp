#include "planner/explain.hpp"

#include "planner/summary.hpp"

#include "geo/error.hpp"
#include "geo/text.hpp"

#include <sstream>
#include <vector>

namespace picket::planner {

using geo::InputError;

namespace {

// A family of numbers: `*` in the pattern stands for one step, $1 and $2 in the inputs for what it matched. An input is
// another key of the summary, or a record of plan.json behind a word and a colon.
struct Rule {
    std::string_view pattern;
    std::string_view formula;
    std::vector<std::string_view> inputs;
    std::string_view section;  // of docs/model.md
};

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all{
        {"frontline.length_*", "sum of the geodesic lengths of the front line's edges, each cut so that it follows the "
                               "layer's own edge within a quarter of the tolerance", {"layer:frontline", "tolerance"},
         "Lengths and areas"},
        {"frontline.tolerance_m", "given in the scenario or by --tolerance; a layer that is itself generalised is not made "
                                  "finer by it",
         {"layer:frontline"}, "Lengths and areas"},
        {"frontline.lines", "number of lines left after joining parts end to end", {"layer:frontline"},
         "Lengths and areas"},
        {"reach.*.*.radius_km", "cruise speed x min(endurance - reserve - t x loiter_fuel_ratio, crew limit - t) / 2, "
                                "t = time on station",
         {"reach.$1.$2.on_station_min", "aircraft-of-fleet:$1"}, "Reach"},
        {"reach.*.*.area_with_tanker_km2", "geodesic area of the ground where some order of calls at the station and the fleet's tanker leaves "
                                           "that time",
         {"reach.$1.$2.on_station_min", "fleet:$1", "aircraft-of-fleet:$1", "airspace", "layer:countries"}, "Time on station"},
        {"reach.*.*.area_km2", "geodesic area of the ground from which the way out and home, round closed airspace, leaves that time; without a "
                               "tanker",
         {"reach.$1.$2.radius_km", "fleet:$1", "airspace", "layer:countries"}, "Reach"},
        {"reach.*.*.on_station_min", "asked for in the scenario", {"fleet:$1"}, "Reach"},
        {"force.*.*.area_km2", "geodesic area of the ground that at least one fleet of fighters can hold for that time", {"airspace"}, "The whole force"},
        {"force.*.*.by_fleets_km2.*", "geodesic area that exactly so many fleets of fighters can hold for that time", {"force.$1.$2.area_km2"},
         "The whole force"},
        {"best_bases.*.area_km2", "geodesic area where this fleet of fighters stays longest without a tanker", {"fleet:$1", "aircraft-of-fleet:$1"},
         "The whole force"},
        {"arrival.*.*.area_km2", "geodesic area within dash speed x (time - delay) by the shortest way; the delay is the readiness of ground alert or "
                                 "half a station's track; \"first\" is the union of all",
         {"airspace"}, "The whole force"},
        {"tankers.*.fuel_per_sortie_kg", "offload + fuel x ((2 x offload_radius - way out - way home) / cruise speed - loiter_fuel_ratio x time on "
                                         "station) / endurance, between 0 and all its fuel",
         {"station:$1", "aircraft-of-station:$1"}, "Tankers"},
        {"tankers.*.fuel_to_give_per_day_kg", "fuel of a sortie x sorties a day", {"tankers.$1.fuel_per_sortie_kg", "stations.$1.sorties_per_day"}, "Tankers"},
        {"tankers.*.fuel_given_per_day_kg", "sum over the stations it feeds of fuel taken x sorties a day", {"tankers.$1.receivers_per_day"}, "Tankers"},
        {"tankers.*.calls_possible_per_day", "seats x receivers_at_once x hours a day / refuelling_time", {"station:$1", "aircraft-of-station:$1"}, "Tankers"},
        {"tankers.*.calls_per_day", "sum over the stations it feeds of refuellings x sorties a day", {"tankers.$1.calls_possible_per_day"}, "Tankers"},
        {"tankers.*.receivers_per_day", "sum over the stations it feeds of sorties a day", {"station:$1"}, "Tankers"},
        {"tankers.*.receivers_per_tanker_sortie", "receivers a day / the tankers' sorties a day", {"tankers.$1.receivers_per_day", "stations.$1.sorties_per_day"},
         "Tankers"},
        {"fleets.*.sorties_possible_per_day", "(count x availability - alert) x cap on sorties a day", {"fleet:$1"},
         "Sorties"},
        {"fleets.*.sorties_needed_per_day", "sum over the fleet's stations, rounded up once", {"stations-of-fleet:$1"},
         "Sorties"},
        {"fleets.*.sorties_flown_per_day", "sum over the fleet's manned stations, rounded up once",
         {"stations-of-fleet:$1"}, "Sorties"},
        {"fleets.*.aircraft_needed", "sorties needed / (cap x availability), rounded up",
         {"fleets.$1.sorties_needed_per_day", "fleet:$1"}, "Sorties"},
        {"fleets.*.aircraft_needed_uncapped", "sum over stations of seats x (hours a day / 24) x cycle / time on "
                                              "station / availability, rounded up; cycle = flight + turnaround + 3.4 h + 0.68 x flight",
         {"stations-of-fleet:$1", "aircraft-of-fleet:$1"}, "Sorties"},
        {"fleets.*.aircraft_available", "count x availability - alert", {"fleet:$1"}, "Sorties"},
        {"fleets.*.aircraft_committed", "sorties flown / cap on sorties a day",
         {"fleets.$1.sorties_flown_per_day", "fleet:$1"}, "Sorties"},
        {"fleets.*.flight_hours_per_day", "sum over manned stations of sorties a day x flight time",
         {"stations-of-fleet:$1"}, "Sorties"},
        {"fleets.*.tanker_sorties_flown_per_day", "sorties flown, of a fleet of tankers", {"fleets.$1.sorties_flown_per_day", "fleet:$1"}, "Sorties"},
        {"fleets.*.cost_per_day", "flight hours x price of a flight hour", {"fleets.$1.flight_hours_per_day", "prices"}, "Sorties"},
        {"fleets.*.sorties_in_rota", "sum over manned stations of seats x (hours a day / time on station, rounded up)", {"stations-of-fleet:$1"}, "Rota"},
        {"fleets.*.aircraft_in_rota", "the most whose cycles in the rota, repeated every day, are under way at once; cycle = flight + turnaround + 3.4 h + "
                                      "0.68 x flight",
         {"fleet:$1", "aircraft-of-fleet:$1", "stations-of-fleet:$1"}, "Rota"},
        {"fleets.*.*", "given in the scenario", {"fleet:$1"}, "Sorties"},
        {"stations.*.transit_km", "length of the shortest way from base to station round closed airspace", {"station:$1"}, "Time on station"},
        {"stations.*.transit_home_km", "length of the shortest way from the station to the nearest base where its aircraft may land", {"station:$1"},
         "Time on station"},
        {"stations.*.transit_min", "transit / cruise speed", {"stations.$1.transit_km", "aircraft-of-station:$1"},
         "Time on station"},
        {"stations.*.on_station_dry_h",
         "min((endurance - reserve - transit out and home) / loiter_fuel_ratio, crew limit - transit), and no more than the "
         "station's on_station",
         {"stations.$1.transit_min", "station:$1", "aircraft-of-station:$1"}, "Time on station"},
        {"stations.*.on_station_h",
         "the longest over all orders of calls at station and tanker: min((fillings that bring time on station x (endurance - "
         "reserve) - way flown on those) / loiter_fuel_ratio, crew limit - all ways), and no more than the station's on_station; "
         "without a tanker where that is not manned, has no fuel left or brings nothing",
         {"stations.$1.transit_min", "stations.$1.on_station_dry_h", "stations.$1.fuel_taken_kg", "station:$1",
          "aircraft-of-station:$1"},
         "Time on station"},
        {"stations.*.flight_h", "time on station + transit out and home + ways to the tanker + refuelling_time for each call",
         {"stations.$1.on_station_h", "stations.$1.transit_min"}, "Time on station"},
        {"stations.*.fuel_taken_kg", "fuel x (all ways + time with the tanker + loiter_fuel_ratio x time on station - (endurance - reserve)) / endurance",
         {"station:$1", "aircraft-of-station:$1"}, "Tankers"},
        {"stations.*.sorties_per_day", "seats x hours a day / time on station",
         {"stations.$1.on_station_h", "station:$1"}, "Sorties"},
        {"stations.*.aircraft_needed", "sorties a day / (cap x availability)",
         {"stations.$1.sorties_per_day", "fleet-of-station:$1"}, "Sorties"},
        {"stations.*.aircraft_needed_uncapped", "seats x (hours a day / 24) x cycle / time on station / availability; cycle = flight + "
                                                "turnaround + 3.4 h + 0.68 x flight",
         {"stations.$1.flight_h", "stations.$1.on_station_h", "aircraft-of-station:$1", "fleet-of-station:$1"},
         "Sorties"},
        {"stations.*.manned", "the fleet's sorties so far and this station's stay within what the fleet can fly",
         {"stations.$1.sorties_per_day", "fleet-of-station:$1"}, "Sorties"},
        {"stations.*.*", "given in the scenario", {"station:$1"}, "Sorties"},
        {"zones.*.area_km2", "geodesic area of the zone's region", {"zone:$1", "tolerance"}, "Zones"},
        {"zones.*.volume_km3", "area x (ceiling - floor)", {"zones.$1.area_km2", "zone:$1"}, "Zones"},
        {"zones.*.held_km2", "geodesic area of the zone within response time of a manned station, of ground alert, or "
                             "inside the radius of air defence",
         {"zone:$1", "zones.$1.area_km2", "zones.$1.gap_km2", "holders:$1"}, "Zones"},
        {"zones.*.held_share", "held_km2 / area_km2", {"zones.$1.held_km2", "zones.$1.area_km2"}, "Zones"},
        {"zones.*.gap_km2", "geodesic area of the zone less what is held", {"zones.$1.area_km2", "zones.$1.held_km2"},
         "Zones"},
        {"zones.*.gap_share", "gap_km2 / area_km2", {"zones.$1.gap_km2", "zones.$1.area_km2"}, "Zones"},
        {"zones.*.held_by_cover_km2.*", "geodesic area held by exactly $2", {"zones.$1.held_km2", "holders:$1"},
         "Zones"},
        {"zones.*.placement.discrete_share", "share of the zone's area in cells whose places chosen and other stations hold", {"zone:$1", "zones.$1.held_share"},
         "Placing stations"},
        {"zones.*.placement.bound_share", "no choice among the candidates holds more cells, by the integer program's bound",
         {"zones.$1.placement.discrete_share"}, "Placing stations"},
        {"zones.*.placement.gap", "|value - bound| / the larger of both", {"zones.$1.placement.value", "zones.$1.placement.bound"}, "Placing stations"},
        {"zones.*.placement.*", "of the choice of stations on candidates and cells", {"zone:$1"}, "Placing stations"},
        {"zones.*.placement.halved.*", "the same with candidates half as far apart", {"zone:$1"}, "Placing stations"},
        {"zones.*.seen_km2", "geodesic area of the zone within the radar cover of at least one sensor, at the height `seen_at` or the sensor's own",
         {"zone:$1", "zones.$1.area_km2"}, "Zones"},
        {"zones.*.seen_share", "seen_km2 / area_km2", {"zones.$1.seen_km2", "zones.$1.area_km2"}, "Zones"},
        {"zones.*.seen_by_cover_km2.*", "geodesic area seen by exactly $2 sensors", {"zones.$1.seen_km2", "zone:$1"}, "Zones"},
        {"zones.*.worst_response_min", "the longest that a place of the zone waits for the first to come, by air defence 0; no place waits 0.3 s longer",
         {"zone:$1", "holders:$1"}, "Zones"},
        {"zones.*.worst_response_why_not", "why there is no worst response", {"zones.$1.unreached_km2"}, "Zones"},
        {"zones.*.mean_response_min", "mean over the area held of the time of the first to come, by air defence 0; to 12 s",
         {"zones.$1.held_km2", "holders:$1"}, "Zones"},
        {"zones.*.unreached_km2", "geodesic area of the zone that nobody comes to, however late", {"zone:$1", "holders:$1"}, "Zones"},
        {"zones.*.weights.*.places", "places of $2 in the zone", {"zone:$1"}, "Zones"},
        {"zones.*.weights.*.total", "sum of the weights of the places of $2 in the zone", {"zone:$1"}, "Zones"},
        {"zones.*.weights.*.held", "the same of those that are held", {"zones.$1.weights.$2.total", "holders:$1"}, "Zones"},
        {"zones.*.weights.*.held_share", "held / total", {"zones.$1.weights.$2.held", "zones.$1.weights.$2.total"}, "Zones"},
        {"zones.*.weights.*.seen", "the same of those that a sensor sees", {"zones.$1.weights.$2.total"}, "Zones"},
        {"zones.*.weights.*.seen_share", "seen / total", {"zones.$1.weights.$2.seen", "zones.$1.weights.$2.total"}, "Zones"},
        {"zones.*.*", "given in the scenario", {"zone:$1"}, "Zones"},
        {"lanes.*.length_*", "sum of the geodesic lengths of the lane's edges", {"layer:lanes", "tolerance"}, "Lanes"},
        {"lanes.*.port_offset_km", "geodesic distance from the port to the lane's first vertex",
         {"layer:ports", "layer:lanes"}, "Lanes"},
        {"lanes.*.protected_km", "sum of the legs that have the protection asked for", {"lane:$1", "lanes.$1.length_km"},
         "Lanes"},
        {"lanes.*.protected_share", "protected_km / length_km", {"lanes.$1.protected_km", "lanes.$1.length_km"},
         "Lanes"},
        {"lanes.*.exposed_km", "length_km - protected_km", {"lanes.$1.length_km", "lanes.$1.protected_km"}, "Lanes"},
        {"lanes.*.exposed_h", "exposed_km / speed of the ship", {"lanes.$1.exposed_km", "lane:$1"}, "Lanes"},
        {"lanes.*.gaps", "number of stretches without the protection asked for", {"lane:$1"}, "Lanes"},
        {"lanes.*.longest_gap_*", "the longest stretch without the protection asked for; hours at the ship's speed",
         {"lane:$1"}, "Lanes"},
        {"lanes.*.worst_air_min", "largest time to the first aircraft: half the racetrack and the shortest way round closed "
                                  "airspace at dash speed from a manned station, or readiness and that way from alert",
         {"lane:$1"}, "Lanes"},
        {"lanes.*.worst_sea_min", "largest time to the first ship: readiness, and the shortest way by water at dash speed; on patrol, with "
                                  "half her part of the line or the way from her box's edge to its centre",
         {"lane:$1"}, "Lanes"},
        {"lanes.*.passed", "protected_share is at least protected_at_least, or 1", {"lanes.$1.protected_share", "lane:$1"}, "Lanes"},
        {"lanes.*.without_km.*", "sum of the legs that have not the kind $2 asked for", {"lane:$1", "lanes.$1.length_km"}, "Lanes"},
        {"lanes.*.worst_km.*", "the whole kilometre that holds the place farthest from what is asked: nobody at all, then minutes, then kilometres",
         {"lane:$1"}, "Lanes"},
        {"lanes.*.listed_km", "sum of the legs that lie in listed areas", {"layer:listed", "lanes.$1.length_km"}, "Lanes"},
        {"lanes.*.listed_h", "listed_km / speed of the ship", {"lanes.$1.listed_km", "lane:$1"}, "Lanes"},
        {"lanes.*.value", "ship_value + cargo_value", {"lane:$1"}, "Lanes"},
        {"lanes.*.currency", "given in the scenario", {"lane:$1"}, "Lanes"},
        {"lanes.*.exposed_value_h", "exposed_h x value", {"lanes.$1.exposed_h", "lanes.$1.value"}, "Lanes"},
        {"patrols.*.length_km", "geodesic length of the stretch of lane, or of the box's edge", {"patrol:$1", "layer:lanes"}, "Patrols"},
        {"patrols.*.worst_revisit_min", "2 x length / (count x speed) to and fro, length / (count x speed) round",
         {"patrols.$1.pattern", "patrols.$1.length_km", "patrols.$1.count", "patrols.$1.speed_kn"}, "Patrols"},
        {"patrols.*.mean_wait_min", "sum of gap^2 / (2 x time) over the gaps between visits, mean over all places: a third of the worst revisit to and fro, "
                                    "half of it round",
         {"patrols.$1.pattern", "patrols.$1.worst_revisit_min"}, "Patrols"},
        {"patrols.*.longest_mean_wait_min", "the same at the place where it is longest: half the worst revisit", {"patrols.$1.worst_revisit_min"}, "Patrols"},
        {"patrols.*.needed", "the least count with which the worst revisit is no longer than the one wanted",
         {"patrols.$1.revisit_wanted_min", "patrols.$1.pattern", "patrols.$1.length_km", "patrols.$1.speed_kn"}, "Patrols"},
        {"patrols.*.searched_km2", "geodesic area of the box, or length x sweep width", {"patrol:$1", "patrols.$1.length_km"}, "Patrols"},
        {"patrols.*.coverage_factor", "count x sweep width x speed x search time / area searched",
         {"patrol:$1", "patrols.$1.count", "patrols.$1.speed_kn", "patrols.$1.searched_km2"}, "Patrols"},
        {"patrols.*.detection_random", "1 - exp(-coverage factor)", {"patrols.$1.coverage_factor"}, "Patrols"},
        {"patrols.*.detection_inverse_cube", "erf(coverage factor x sqrt(pi) / 2)", {"patrols.$1.coverage_factor"}, "Patrols"},
        {"patrols.*.manned", "a vessel always is; a station where its fleet can man it", {"patrol:$1"}, "Patrols"},
        {"patrols.*.*", "given in the scenario", {"patrol:$1"}, "Patrols"},
        {"more_ships.unreached_km", "sum of the pieces of lanes that no ship reaches in time, each about 1 km long and told by its middle", {"more-ships"},
         "Where more ships would lie"},
        {"more_ships.pieces", "their number", {"more_ships.unreached_km"}, "Where more ships would lie"},
        {"more_ships.candidates", "places along the lanes, `spacing` apart, in the water", {"more-ships"}, "Where more ships would lie"},
        {"more_ships.ships.*.reached_km", "sum of those pieces that one of the places chosen reaches in time", {"more_ships.unreached_km", "more-ships"},
         "Where more ships would lie"},
        {"more_ships.ships.*.reached_share", "reached_km / unreached_km", {"more_ships.ships.$1.reached_km", "more_ships.unreached_km"},
         "Where more ships would lie"},
        {"more_ships.ships.*.bound_share", "no choice among the candidates reaches more, by the integer program's bound",
         {"more_ships.ships.$1.reached_share"}, "Where more ships would lie"},
        {"more_ships.ships.*.proven", "whether the bound is what is reached", {"more_ships.ships.$1.bound_share"}, "Where more ships would lie"},
        {"more_ships.*", "given in the scenario", {"more-ships"}, "Where more ships would lie"},
        {"nations.*.*", "sum over the nation's fleets and vessels", {"fleets-by:nation:$1"}, "Sorties"},
        {"bases.*.*", "sum over the base's fleets", {"fleets-by:base:$1"}, "Sorties"},
        {"types.*.*", "sum over the fleets of that type", {"fleets-by:aircraft:$1"}, "Sorties"},
        {"total.currency", "given in the scenario", {"prices"}, "Sorties"},
        {"total.*", "sum over all fleets and vessels", {"nations"}, "Sorties"},
        {"tolerance_m", "given in the scenario or by --tolerance", {}, "Lengths and areas"},
        {"*", "given in the scenario", {}, "Lengths and areas"},
    };
    return all;
}

std::vector<std::string> steps(std::string_view key) {
    std::vector<std::string> result;
    std::istringstream in{std::string(key)};
    for (std::string step; std::getline(in, step, '.');) result.push_back(step);
    return result;
}

// True when `pattern` fits; what `*` stood for whole steps goes to `captured`.
bool fits(std::string_view pattern, std::string_view key, std::vector<std::string>& captured) {
    const std::vector<std::string> p = steps(pattern), k = steps(key);
    captured.clear();
    if (p.size() != k.size()) return false;
    for (std::size_t i = 0; i < p.size(); ++i) {
        const bool open = p[i].ends_with('*');
        const std::string stem = open ? p[i].substr(0, p[i].size() - 1) : p[i];
        if (open ? !k[i].starts_with(stem) : k[i] != stem) return false;
        if (p[i] == "*") captured.push_back(k[i]);
    }
    return true;
}

std::string filled(std::string_view text, const std::vector<std::string>& captured) {
    std::string result(text);
    for (std::size_t i = 0; i < captured.size(); ++i)
        for (const std::string mark = fmt::format("${}", i + 1); result.find(mark) != std::string::npos;)
            result.replace(result.find(mark), mark.size(), captured[i]);
    return result;
}

class Explainer {
  public:
    Explainer(Json plan, Json summary) : plan_(std::move(plan)), summary_(std::move(summary)) {}

    std::string operator()(const std::string& key) const {
        const Json* value = find_key(summary_, key);
        if (!value || value->is_structured()) refuse(key);
        std::string out = fmt::format("{} = {}\n", key, value->dump());
        std::vector<std::string> captured;
        for (const Rule& rule : rules()) {
            if (!fits(rule.pattern, key, captured)) continue;
            out += fmt::format("\nFormula\n  {}\n  (docs/model.md, \"{}\")\n", filled(rule.formula, captured),
                               rule.section);
            if (!rule.inputs.empty()) out += "\nInputs\n";
            for (const std::string_view input : rule.inputs) out += input_text(filled(input, captured));
            break;
        }
        return out + fmt::format("\nMade by picket {} (GEOS {}, PROJ {}) to a tolerance of {} m, as of {}.\n",
                                 plan_.at("versions").at("picket").get<std::string>(),
                                 plan_.at("versions").at("geos").get<std::string>(),
                                 plan_.at("versions").at("proj").get<std::string>(), summary_.at("tolerance_m").dump(),
                                 summary_.at("as_of").get<std::string>());
    }

  private:
    [[noreturn]] void refuse(const std::string& key) const {
        throw InputError(fmt::format("no number of this plan has the key '{}'{}; the keys are those of summary.json, "
                                     "joined by dots",
                                     key, geo::did_you_mean(key, all_keys(summary_))));
    }

    const Json& scenario() const { return plan_.at("scenario"); }

    const Json& record(std::string_view list, std::string_view id) const {
        for (const Json& r : scenario().at(list))
            if (r.at("id") == id) return r;
        throw InputError(fmt::format("plan.json has no '{}' among its {}", id, list));
    }

    static std::string line(std::string_view name, const Json& value, std::string_view origin = "") {
        return fmt::format("  {} = {}{}\n", name, value.dump(), origin.empty() ? "" : fmt::format("   [{}]", origin));
    }

    std::string input_text(const std::string& input) const {
        const auto colon = input.find(':');
        const std::string word = input.substr(0, colon);
        const std::string id = colon == std::string::npos ? "" : input.substr(colon + 1);
        if (word == "tolerance") return line("tolerance_m", summary_.at("tolerance_m"), "scenario");
        if (word == "airspace") return line("airspace", scenario().at("airspace"), "scenario");
        if (word == "prices") return line("prices", scenario().at("prices"), "scenario");
        if (word == "layer") return layer_text(id);
        if (word == "fleet") return line("fleet", record("fleets", id), "scenario");
        if (word == "station") return line("station", record("stations", id), "scenario");
        if (word == "zone") return line("zone", record("zones", id), "scenario");
        if (word == "lane") return line("lane", record("lanes", id), "scenario");
        if (word == "patrol") return patrol_text(id);
        if (word == "more-ships") return line("more_ships", scenario().at("more_ships"), "scenario");
        if (word == "fleet-of-station") return input_text("fleet:" + fleet_of(id));
        if (word == "aircraft-of-fleet") return aircraft_text(id);
        if (word == "aircraft-of-station") return aircraft_text(fleet_of(id));
        if (word == "stations-of-fleet") return stations_text("fleet", id);
        if (word == "holders") return holders_text(id);
        if (word == "fleets-by") return fleets_text(id.substr(0, id.find(':')), id.substr(id.find(':') + 1));
        return line(input, *find_key(summary_, input), "summary.json");
    }

    std::string fleet_of(const std::string& station) const { return record("stations", station).at("fleet"); }

    std::string patrol_text(const std::string& id) const {
        for (const char* list : {"vessels", "stations"})
            for (const Json& r : scenario().at(list))
                if (r.at("id") == id && !r.at("patrol").is_null()) return line("patrol", r, "scenario");
        throw InputError(fmt::format("plan.json has no patrol '{}'", id));
    }

    std::string layer_text(const std::string& name) const {
        const Json& layer = scenario().at("layers").at(name);
        if (layer.is_null()) return line(name, nullptr, "not in the scenario");
        const std::string file = layer.at("file");
        for (const Json& input : plan_.at("inputs"))
            if (input.at("file") == file)
                return line(name, file, fmt::format("SHA-256 {}", input.at("sha256").dump()));
        return line(name, file);
    }

    std::string aircraft_text(const std::string& fleet) const {
        const std::string type = record("fleets", fleet).at("aircraft");
        std::string out;
        for (const auto& [name, figure] : plan_.at("types").at("aircraft").at(type).items())
            if (figure.is_object())
                out += line(type + "." + name, figure.at("value"), source_text(figure.at("source")));
        return out;
    }

    std::string source_text(const std::string& key) const {
        if (!plan_.at("sources").contains(key)) return key;
        const Json& source = plan_.at("sources").at(key);
        return fmt::format("{}, {}", source.at("title").get<std::string>(), source.at("date").get<std::string>());
    }

    std::string stations_text(const std::string& field, const std::string& id) const {
        std::string out;
        for (const Json& station : scenario().at("stations"))
            if (station.at(field) == id) {
                const std::string name = station.at("id");
                out += line("stations." + name, summary_.at("stations").at(name), "summary.json");
            }
        return out.empty() ? "  none\n" : out;
    }

    std::string holders_text(const std::string& zone) const {
        std::string out;
        for (const Json& station : scenario().at("stations"))
            for (const Json& held : station.at("zones"))
                if (held == zone) {
                    const std::string name = station.at("id");
                    out += line("stations." + name + ".manned", summary_.at("stations").at(name).at("manned"),
                                "summary.json");
                }
        for (const Json& fleet : scenario().at("fleets"))
            if (fleet.at("alert") > 0) out += line("ground alert", fleet, "scenario");
        for (const Json& site : scenario().at("air_defence")) {
            const std::string type = site.at("type");
            const Json& figure = plan_.at("types").at("air_defence").at(type).at("radius_m");
            out += line("air_defence", site, "scenario");
            out += line(type + ".radius_m", figure.at("value"), source_text(figure.at("source")));
        }
        return out + "  (those that reach the zone are in station_cover.geojson, with their radius)\n";
    }

    std::string fleets_text(const std::string& field, const std::string& id) const {
        std::string out;
        for (const auto& [name, fleet] : summary_.at("fleets").items())
            if (fleet.at(field) == id) out += line("fleets." + name, fleet, "summary.json");
        return out.empty() ? "  none\n" : out;
    }

    Json plan_, summary_;
};

}  // namespace

std::string explain(const std::filesystem::path& folder, const std::string& key) {
    if (!std::filesystem::is_directory(folder))
        throw InputError(fmt::format("{}: no such folder; it must be the --out of picket plan", folder.string()));
    Json plan = read_json(folder / "plan.json"), summary = read_json(folder / "summary.json");
    try {
        return Explainer(std::move(plan), std::move(summary))(key);
    } catch (const Json::exception& e) {
        throw InputError(fmt::format("{}: its plan.json and summary.json are not those of a plan of picket ({})",
                                     folder.string(), e.what()));
    }
}

}  // namespace picket::planner
