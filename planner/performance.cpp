#include "planner/performance.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Mass;

namespace {

// Endurance usable between a full tank and the reserve.
Duration usable(const Aircraft& a) { return a.endurance.value - a.reserve.value; }

// `fuel_time` is counted at cruise flow; on station it lasts 1 / loiter_fuel_ratio as long. `away` is all the time of
// the sortie off station, which the crew's limit covers too.
Sortie sortie_with(const Aircraft& a, Duration transit, Duration fuel_time, Duration away, Mass taken,
                   std::optional<Duration> stay) {
    Duration on_station = std::min(fuel_time / a.loiter_fuel_ratio.value, a.crew_limit.value - away);
    if (stay) on_station = std::min(on_station, *stay);
    if (!(on_station > Duration{})) return {transit, Duration{}, Duration{}, Mass{}};
    return {transit, on_station, away + on_station, taken};
}

}  // namespace

Sortie dry_sortie(const Aircraft& a, Distance transit, std::optional<Duration> stay) {
    const Duration one_way = transit / a.cruise_speed.value;
    return sortie_with(a, one_way, usable(a) - 2 * one_way, 2 * one_way, Mass{}, stay);
}

Sortie refuelled_sortie(const Aircraft& a, Distance transit, Distance tanker_away, int refuellings,
                        std::optional<Duration> stay) {
    const Duration one_way = transit / a.cruise_speed.value;
    const Duration detour = tanker_away / a.cruise_speed.value;
    // From base to the station and on to the tanker, from there to the station and back to it, and home: each on one
    // filling.
    const bool reached = one_way + detour <= usable(a) && (refuellings < 2 || 2 * detour <= usable(a));
    if (!reached) return {one_way, Duration{}, Duration{}, Mass{}};
    const Duration away = 2 * one_way + 2.0 * refuellings * detour;
    const Duration fuel_time = (refuellings + 1.0) * usable(a) - away;
    const Mass filling = a.fuel.value * (usable(a) / a.endurance.value);
    return sortie_with(a, one_way, fuel_time, away, filling * refuellings, stay);
}

Distance reach_radius(const Aircraft& a, Duration on_station) {
    const Duration by_fuel = usable(a) - on_station * a.loiter_fuel_ratio.value;
    const Duration by_crew = a.crew_limit.value - on_station;
    return std::max(Distance{}, a.cruise_speed.value * std::min(by_fuel, by_crew) / 2);
}

Mass fuel_to_give(const Aircraft& a, Distance transit, Duration on_station) {
    // The published figure is for going to offload_radius and back; what is not burnt on a shorter way can be given,
    // what is burnt on station cannot.
    const Duration saved = 2 * (a.offload_radius->value - transit) / a.cruise_speed.value;
    const Duration spent = on_station * a.loiter_fuel_ratio.value;
    const Mass given = a.offload->value + a.fuel.value * ((saved - spent) / a.endurance.value);
    return std::clamp(given, Mass{}, a.fuel.value);
}

double aircraft_per_seat_uncapped(const Aircraft& a, const Sortie& sortie) {
    const Duration maintenance = Duration::hours(3.4) + 0.68 * sortie.flight;
    return (sortie.flight + a.turnaround.value + maintenance) / sortie.on_station;
}

Distance radar_range(Distance instrumented, Distance antenna_height, Distance target_height) {
    const double km = 4.12 * (std::sqrt(antenna_height.metres()) + std::sqrt(target_height.metres()));
    return std::min(instrumented, Distance::kilometres(km));
}

}  // namespace picket::planner
