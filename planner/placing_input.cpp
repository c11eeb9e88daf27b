#include "planner/placing_input.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Duration;

namespace {

int whole(const Config& t, std::string_view key, std::int64_t otherwise, std::int64_t least) {
    const std::int64_t value = t.get_or<std::int64_t>(key, otherwise);
    if (value < least || value > 10000) t.fail(key, fmt::format("must be a whole number from {} to 10000", least));
    return static_cast<int>(value);
}

Distance not_negative(const Config& t, std::string_view key) {
    const Distance value = t.get_or<Distance>(key, Distance{});
    if (value < Distance{}) t.fail(key, "cannot be negative");
    return value;
}

Role role_of(const Scenario& s, const std::string& fleet) { return s.catalogue.aircraft.at(by_id(s.fleets, fleet).aircraft).role; }

// The names under the key, each of them known, none twice.
std::vector<std::string> names(const Config& t, std::string_view key, std::string_view what, const std::vector<std::string>& known) {
    std::vector<std::string> all = t.list<std::string>(key);
    for (auto name = all.begin(); name != all.end(); ++name) {
        if (std::find(known.begin(), known.end(), *name) == known.end())
            t.fail(key, fmt::format("unknown {} '{}'{}; known: {}", what, *name, geo::did_you_mean(*name, known),
                                    known.empty() ? "none" : geo::joined(known)));
        if (std::find(all.begin(), name, *name) != name) t.fail(key, fmt::format("names '{}' twice", *name));
    }
    return all;
}

std::vector<std::string> fleets_in(const Config& t, const Scenario& s) {
    std::vector<std::string> all = names(t, "fleets", "fleet", ids_of(s.fleets));
    if (!t.has("fleets"))
        for (const Fleet& f : s.fleets)
            if (role_of(s, f.id) == Role::fighter) all.push_back(f.id);
    for (const std::string& fleet : all)
        if (role_of(s, fleet) != Role::fighter)
            t.fail("fleets", fmt::format("the aircraft of fleet '{}' are no fighters but {}", fleet, by_id(s.fleets, fleet).aircraft));
    return all;
}

std::vector<std::string> tankers_in(const Config& t, const Scenario& s) {
    std::vector<std::string> all = names(t, "tankers", "station", ids_of(s.stations));
    for (const std::string& tanker : all)
        if (role_of(s, by_id(s.stations, tanker).fleet) != Role::tanker)
            t.fail("tankers", fmt::format("the aircraft of station '{}' are no tankers", tanker));
    return all;
}

std::vector<int> aircraft_in(const Config& t) {
    std::vector<int> all;
    for (const std::int64_t n : t.list<std::int64_t>("aircraft")) {
        if (n < 0 || n > 10000) t.fail("aircraft", "must be whole numbers from 0 to 10000");
        all.push_back(static_cast<int>(n));
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.size() > 20) t.fail("aircraft", "are more than 20 numbers");
    return all;
}

bool asks_fewest_aircraft(const Config& t) {
    const std::string what = t.get_or<std::string>("minimise", "stations");
    if (what != "stations" && what != "aircraft") t.fail("minimise", "must be \"stations\" or \"aircraft\"");
    if (t.has("minimise") && !t.has("share")) t.fail("minimise", "says what a share is to cost least of; add share = \"80 %\"");
    return what == "aircraft";
}

}  // namespace

StationsWanted read_stations_wanted(const Config& t, const std::string& zone, const Scenario& s) {
    t.set_label(fmt::format("stations of zone '{}'", zone));
    StationsWanted w{fleets_in(t, s),
                     whole(t, "seats", 2, 1),
                     t.get_or<double>("hours_per_day", 24),
                     t.find<Duration>("on_station"),
                     not_negative(t, "track"),
                     tankers_in(t, s),
                     whole(t, "refuellings", t.has("tankers") ? 1 : 0, 0),
                     t.list<std::string>("forward"),
                     t.list<std::string>("zones"),
                     t.find<Distance>("spacing"),
                     not_negative(t, "stand_off"),
                     t.layers("threats"),
                     not_negative(t, "threat_distance"),
                     t.has("at_most") ? std::optional(whole(t, "at_most", 0, 0)) : std::nullopt,
                     t.has("share") ? std::optional(t.get<Share>("share").value) : std::nullopt,
                     asks_fewest_aircraft(t),
                     aircraft_in(t),
                     t.get_or<bool>("check_spacing", false)};
    t.refuse_unknown_keys();
    if (!(w.hours_per_day > 0 && w.hours_per_day <= 24)) t.fail("hours_per_day", "must be above 0 and at most 24");
    if (w.on_station && !(*w.on_station > Duration{})) t.fail("on_station", "must be positive");
    if (w.share && !(*w.share > 0)) t.fail("share", "must be above 0");
    if (w.refuellings > 9) t.fail("refuellings", "must be a whole number from 0 to 9");
    if (w.refuellings > 0 && w.tankers.empty()) t.fail("refuellings", "names no tankers; add tankers = [\"STATION\"]");
    if (!w.forward.empty() && w.aircraft.empty()) t.fail("forward", "is for what numbers of aircraft buy; add aircraft = [24, 48]");
    if (w.spacing && !(*w.spacing >= Distance::metres(100))) t.fail("spacing", "must be at least 100 m");
    if (w.stand_off > Distance{} && !s.frontline) t.fail("stand_off", "is from the front line, but the scenario has no frontline");
    if (w.stand_off > Distance::kilometres(2000)) t.fail("stand_off", "must be at most 2000 km");
    if (w.threat_distance > Distance{} && w.threats.empty()) t.fail("threat_distance", "is from threats; add threats = [LAYER]");
    if (w.threat_distance > Distance::kilometres(2000)) t.fail("threat_distance", "must be at most 2000 km");
    return w;
}

}  // namespace picket::planner
