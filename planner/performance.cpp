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

}  // namespace

Distance reach_radius(const Aircraft& a, Duration on_station) {
    const Duration by_fuel = usable(a) - on_station * a.loiter_fuel_ratio.value;
    const Duration by_crew = a.crew_limit.value - on_station;
    return std::max(Distance{}, a.cruise_speed.value * std::min(by_fuel, by_crew) / 2);
}

Mass fuel_to_give(const Aircraft& a, Distance out_and_home, Duration on_station) {
    // The published figure is for going to offload_radius and back; what is not burnt on a shorter way can be given,
    // what is burnt on station cannot.
    const Duration saved = (2 * a.offload_radius->value - out_and_home) / a.cruise_speed.value;
    const Duration spent = on_station * a.loiter_fuel_ratio.value;
    const Mass given = a.offload->value + a.fuel.value * ((saved - spent) / a.endurance.value);
    return std::clamp(given, Mass{}, a.fuel.value);
}

Duration cycle(const Aircraft& a, Duration flight) {
    const Duration maintenance = Duration::hours(3.4) + 0.68 * flight;
    return flight + a.turnaround.value + maintenance;
}

double aircraft_per_seat_uncapped(const Aircraft& a, const Sortie& sortie) {
    return cycle(a, sortie.flight) / sortie.on_station;
}

Distance radar_range(Distance instrumented, Distance antenna_height, Distance target_height) {
    const double km = 4.12 * (std::sqrt(antenna_height.metres()) + std::sqrt(target_height.metres()));
    return std::min(instrumented, Distance::kilometres(km));
}

}  // namespace picket::planner
