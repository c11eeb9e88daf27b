#include "planner/sortie.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Mass;

namespace {

Duration usable(const Aircraft& a) { return a.endurance.value - a.reserve.value; }

Pattern dry_pattern() { return {0, 1, {1, 1, 0, {}}, {1, 1, 0, {}}, {}, {}}; }

// First from base to tanker, or by the station; last home from the tanker, or from the station.
Pattern pattern(const TankerTrack& tanker, int refuellings, bool tanker_first, bool tanker_last) {
    Pattern p{refuellings, refuellings + 1, {}, {}, {}, static_cast<double>(refuellings) * tanker.time_each};
    if (tanker_first) {
        --p.fillings;
        p.all.fixed = p.all.fixed + tanker.from_base;
    } else {
        p.single.push_back({1, 0, 1, {}});
        p.from_those = {1, 0, 1, {}};
    }
    if (refuellings > 1) p.single.push_back({0, 0, 2, {}});
    p.from_those.tanker += 2.0 * (refuellings - 1);
    if (tanker_last) {
        --p.fillings;
        p.all.fixed = p.all.fixed + tanker.to_home;
    } else {
        p.single.push_back({0, 1, 1, {}});
        p.from_those.home += 1;
        p.from_those.tanker += 1;
    }
    p.all = {p.from_those.out, p.from_those.home, p.from_those.tanker, p.all.fixed};
    return p;
}

Duration flown(const Aircraft& a, const SumOfWays& sum, const Ways& ways) { return sum.of(ways) / a.cruise_speed.value; }

}  // namespace

Distance range_of_filling(const Aircraft& a) { return a.cruise_speed.value * usable(a); }

// Fuel is counted in time at cruise flow; on station it lasts 1 / loiter_fuel_ratio as long. All the time of a sortie off
// station counts against the crew's limit too. While with the tanker an aircraft flies on the tanker's fuel: it leaves with full tanks.
Duration time_on_station(const Aircraft& a, const Pattern& p, const Ways& ways) {
    for (const SumOfWays& leg : p.single)
        if (flown(a, leg, ways) > usable(a)) return Duration{};
    const Duration by_fuel = (static_cast<double>(p.fillings) * usable(a) - flown(a, p.from_those, ways)) / a.loiter_fuel_ratio.value;
    return std::min(by_fuel, a.crew_limit.value - flown(a, p.all, ways) - p.refuelling);
}

std::vector<Pattern> patterns(const Aircraft& a, const std::optional<TankerTrack>& tanker) {
    std::vector<Pattern> all{dry_pattern()};
    if (!tanker) return all;
    const Distance range = range_of_filling(a);
    for (int n = 1; n <= tanker->refuellings; ++n)
        for (const bool first : {false, true})
            for (const bool last : {false, true}) {
                if ((first && tanker->from_base > range) || (last && tanker->to_home > range)) continue;
                if (n + 1 - first - last < 1) continue;  // never on station
                all.push_back(pattern(*tanker, n, first, last));
            }
    return all;
}

Sortie best_sortie(const Aircraft& a, std::span<const Pattern> patterns, const Ways& ways, std::optional<Duration> stay) {
    // What two patterns give alike may differ in the last bit: a refuelling has to bring more than that.
    constexpr Duration same = Duration::seconds(1e-6);
    Sortie best{ways.out / a.cruise_speed.value, Duration{}, Duration{}, Mass{}, 0};
    for (const Pattern& p : patterns) {
        Duration on_station = time_on_station(a, p, ways);
        if (stay) on_station = std::min(on_station, *stay);
        if (!(on_station > best.on_station + (p.refuellings > best.refuellings ? same : Duration{}))) continue;
        const Duration away = flown(a, p.all, ways) + p.refuelling;
        const Duration burnt = away + on_station * a.loiter_fuel_ratio.value;
        const Mass taken = a.fuel.value * std::max(0.0, (burnt - usable(a)) / a.endurance.value);
        best = {best.transit, on_station, away + on_station, p.refuellings > 0 ? taken : Mass{}, p.refuellings};
    }
    return best;
}

Sortie dry_sortie(const Aircraft& a, Distance transit, std::optional<Duration> stay) {
    return best_sortie(a, patterns(a, std::nullopt), {transit, transit, {}}, stay);
}

Distance room(const Aircraft& a, std::span<const Pattern> patterns, const Ways& ways, Duration on_station) {
    const Distance range = range_of_filling(a);
    const auto left = [&](const SumOfWays& sum, Distance most) { return (most - sum.of(ways)) / sum.slope(); };
    Distance best = Distance::metres(-HUGE_VAL);
    for (const Pattern& p : patterns) {
        const Duration for_ways = static_cast<double>(p.fillings) * usable(a) - on_station * a.loiter_fuel_ratio.value;
        Distance least = std::min(left(p.from_those, a.cruise_speed.value * for_ways),
                                  left(p.all, a.cruise_speed.value * (a.crew_limit.value - p.refuelling - on_station)));
        for (const SumOfWays& leg : p.single) least = std::min(least, left(leg, range));
        best = std::max(best, least);
    }
    return best;
}

}  // namespace picket::planner
