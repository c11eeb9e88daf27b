// docs/model.md, "Rota".
#include "planner/rota.hpp"

#include "planner/plan.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Duration;

namespace {

constexpr double most_sorties = 100000;

// What is left after the last whole sortie and shorter than this is no sortie of its own.
constexpr Duration negligible = Duration::seconds(1);

// The sorties of one seat of a manned station, one after the other; the last is cut at the end of the station's hours.
void add_seat(const Plan& plan, const Station& station, int seat, std::vector<RotaSortie>& rota) {
    const StationResult& r = result_of(plan, station);
    const Aircraft& type = aircraft_of(plan.scenario, by_id(plan.scenario.fleets, station.fleet));
    const Duration end = Duration::hours(station.hours_per_day), stay = r.flown.on_station;
    const Duration home = r.home / type.cruise_speed.value;
    // All else that is flown, with the calls at a tanker, comes before the seat is taken.
    const Duration out = r.flown.flight - stay - home;
    Duration from;
    for (int number = 1; from < end; ++number) {
        Duration to = number * stay;
        if (to > end - negligible) to = end;
        rota.push_back({station.id, station.fleet, seat, number, from, to, from - out, to + home});
        from = to;
    }
}

// The lowest number that is free. With aircraft that are alike, taking sorties as they take off needs as few as can be.
int number_aircraft(const Plan& plan, const Fleet& fleet, std::vector<RotaSortie>& rota) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < rota.size(); ++i)
        if (rota[i].fleet == fleet.id) order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rota[a].takeoff < rota[b].takeoff; });
    constexpr Duration rounding = Duration::seconds(1e-6);
    std::vector<Duration> ready;  // of each aircraft, when it can take off again
    for (const std::size_t i : order) {
        RotaSortie& sortie = rota[i];
        const auto free = std::find_if(ready.begin(), ready.end(), [&](Duration at) { return at < sortie.takeoff + rounding; });
        sortie.aircraft = static_cast<int>(free - ready.begin()) + 1;
        const Duration at = sortie.takeoff + cycle(aircraft_of(plan.scenario, fleet), sortie.landing - sortie.takeoff);
        if (free == ready.end())
            ready.push_back(at);
        else
            *free = at;
    }
    return static_cast<int>(ready.size());
}

void refuse_too_many(const Plan& plan) {
    double sorties = 0;
    for (const Station& station : plan.scenario.stations)
        if (const StationResult& r = result_of(plan, station); r.manned)
            sorties += station.seats * std::ceil(station.hours_per_day / r.flown.on_station.hours());
    if (sorties > most_sorties)
        throw geo::InputError(fmt::format("{}: its stations take {:.0f} sorties a day; a rota has at most {:.0f}: ask for fewer seats or hours",
                                          plan.scenario.file.string(), sorties, most_sorties));
}

}  // namespace

void plan_rota(Plan& plan) {
    refuse_too_many(plan);
    for (const Station& station : plan.scenario.stations)
        for (int seat = 1; result_of(plan, station).manned && seat <= station.seats; ++seat) add_seat(plan, station, seat, plan.rota);
    for (FleetResult& f : plan.fleets) f.aircraft_in_rota = number_aircraft(plan, by_id(plan.scenario.fleets, f.id), plan.rota);
}

std::string rota_csv(const Plan& plan) {
    std::string csv = "station,seat,from_h,to_h,fleet,nation,base,sortie,takeoff_h,landing_h,aircraft\n";
    for (const RotaSortie& s : plan.rota) {
        const Fleet& fleet = by_id(plan.scenario.fleets, s.fleet);
        csv += fmt::format("{},{},{:.4f},{:.4f},{},{},{},{},{:.4f},{:.4f},{}\n", s.station, s.seat, s.from.hours(), s.to.hours(), s.fleet,
                           fleet.nation, fleet.base, s.number, s.takeoff.hours(), s.landing.hours(), s.aircraft);
    }
    return csv;
}

}  // namespace picket::planner
