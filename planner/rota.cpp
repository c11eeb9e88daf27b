// docs/model.md, "Rota".
#include "planner/rota.hpp"

#include "planner/plan.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <queue>

namespace picket::planner {

using geo::Duration;

namespace {

constexpr Duration day = Duration::hours(24);
constexpr double most_sorties = 1e5, most_takeoffs = 1e6;

// What must not turn 12.000000000000002 sorties into 13.
double sorties_of_seat(const Station& station, const StationResult& r) {
    return std::ceil(station.hours_per_day / r.flown.on_station.hours() - 1e-9);
}

// The sorties of one seat, one after the other; they share its hours evenly.
void add_seat(const Plan& plan, const Station& station, int seat, std::vector<RotaSortie>& rota) {
    const StationResult& r = result_of(plan, station);
    const Aircraft& type = aircraft_of(plan.scenario, by_id(plan.scenario.fleets, station.fleet));
    const Duration home = r.home / type.cruise_speed.value;
    // All else that is flown, with the calls at a tanker, comes before the seat is taken.
    const Duration out = r.flown.flight - r.flown.on_station - home;
    const int sorties = static_cast<int>(sorties_of_seat(station, r));
    const auto end_of = [&](int number) { return Duration::hours(station.hours_per_day * number / sorties); };
    for (int number = 1; number <= sorties; ++number) {
        const Duration from = end_of(number - 1), to = end_of(number);
        rota.push_back({station.id, station.fleet, seat, number, from, to, from - out, to + home});
    }
}

// The aircraft of a fleet: as many as are off the ground or not yet ready again at the same time.
class Pool {
  public:
    // The lowest number that is free.
    int take(Duration takeoff, Duration cycle) {
        constexpr Duration rounding = Duration::seconds(1e-6);
        for (; !busy_.empty() && busy_.top().first < takeoff + rounding; busy_.pop()) free_.push(busy_.top().second);
        if (free_.empty()) free_.push(++count_);
        const int number = free_.top();
        free_.pop();
        busy_.emplace(takeoff + cycle, number);
        return number;
    }
    int count() const { return count_; }

  private:
    template <class T>
    using LeastFirst = std::priority_queue<T, std::vector<T>, std::greater<>>;
    LeastFirst<std::pair<Duration, int>> busy_;  // until when
    LeastFirst<int> free_;
    int count_ = 0;
};

// Says which aircraft flies which sortie on a day like all those before and after it, and how many aircraft that takes. With
// aircraft that are alike, handing them out as they take off needs as few as can be.
int number_aircraft(const Plan& plan, const Fleet& fleet, std::vector<RotaSortie>& rota) {
    const Aircraft& type = aircraft_of(plan.scenario, fleet);
    const auto cycle_of = [&](const RotaSortie& s) { return cycle(type, s.landing - s.takeoff); };
    std::vector<std::size_t> own;
    Duration longest_cycle, earliest;
    for (std::size_t i = 0; i < rota.size(); ++i)
        if (rota[i].fleet == fleet.id) {
            own.push_back(i);
            longest_cycle = std::max(longest_cycle, cycle_of(rota[i]));
            earliest = std::min(earliest, rota[i].takeoff);
        }
    // On this day's first take-off bear the sorties of so many days before; as many after it see to it that its last is like all others.
    const double days = std::ceil((longest_cycle - earliest) / day);
    if (static_cast<double>(own.size()) * (2 * days + 1) > most_takeoffs)
        throw geo::InputError(fmt::format("{}: fleet '{}': a rota of {} sorties a day, each with a cycle of up to {:.0f} h, is too long to be of use: "
                                          "ask for fewer seats or longer times on station",
                                          plan.scenario.file.string(), fleet.id, own.size(), longest_cycle.hours()));
    std::vector<std::pair<Duration, std::size_t>> takeoffs;
    for (double d = -days; d <= days; ++d)
        for (const std::size_t i : own) takeoffs.emplace_back(rota[i].takeoff + d * day, i);
    std::sort(takeoffs.begin(), takeoffs.end());
    Pool pool;
    for (const auto& [at, i] : takeoffs) {
        const int aircraft = pool.take(at, cycle_of(rota[i]));
        if (at == rota[i].takeoff) rota[i].aircraft = aircraft;
    }
    return pool.count();
}

void refuse_too_many(const Plan& plan) {
    double sorties = 0;
    for (const Station& station : plan.scenario.stations)
        if (const StationResult& r = result_of(plan, station); r.manned) sorties += station.seats * sorties_of_seat(station, r);
    if (sorties > most_sorties)
        throw geo::InputError(fmt::format("{}: its stations take {:.0f} sorties a day; a rota has at most {:.0f}: ask for fewer seats or longer times on station",
                                          plan.scenario.file.string(), sorties, most_sorties));
}

}  // namespace

void plan_rota(Plan& plan) {
    refuse_too_many(plan);
    for (const Station& station : plan.scenario.stations)
        for (int seat = 1; result_of(plan, station).manned && seat <= station.seats; ++seat) add_seat(plan, station, seat, plan.rota);
    for (FleetResult& f : plan.fleets) {
        f.sorties_in_rota = static_cast<int>(std::count_if(plan.rota.begin(), plan.rota.end(), [&](const RotaSortie& s) { return s.fleet == f.id; }));
        f.aircraft_in_rota = number_aircraft(plan, by_id(plan.scenario.fleets, f.id), plan.rota);
        if (f.aircraft_in_rota > f.aircraft_available)
            plan.notices.push_back(fmt::format("fleet '{}': its rota takes {} aircraft, {:.1f} are fit to fly and not on alert: they are not ready again in "
                                               "time; lower its sorties_per_aircraft_day, or give it more aircraft",
                                               f.id, f.aircraft_in_rota, f.aircraft_available));
    }
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
