// Time on station with tankers and other places to land, against sorties flown leg by leg, and against ways found by brute force.
#include "tests/catch.hpp"
#include "tests/geo/obstacles.hpp"
#include "tests/geo/visibility_graph.hpp"

#include "planner/patrol_ground.hpp"
#include "planner/performance.hpp"

#include "geo/reach.hpp"
#include "geo/region_measure.hpp"

#include <cmath>

using namespace picket;
using geo::Distance;
using geo::Duration;
using geo::Position;
using planner::Aircraft;
using test::Random;

namespace {

Aircraft aircraft(double range_km, double reserve, double ratio, double crew_limit_h) {
    Aircraft a{};
    a.cruise_speed.value = geo::Speed::kilometres_per_hour(900);
    a.endurance.value = Duration::hours(range_km / 900 / (1 - reserve));
    a.reserve.value = reserve * a.endurance.value;
    a.loiter_fuel_ratio.value = ratio;
    a.fuel.value = geo::Mass::kilograms(5000);
    a.crew_limit.value = Duration::hours(crew_limit_h);
    return a;
}

// Distances in km between base, station, tanker and home; hours of fuel at cruise.
struct Flight {
    double out, home, tanker, base_tanker, tanker_home;
    const Aircraft& a;

    double usable_h() const { return a.endurance.value.hours() - a.reserve.value.hours(); }
    double hours(double km) const { return km / 900; }

    double between(char from, char to) const {
        const std::string both{from, to};
        if (both == "BS") return out;
        if (both == "SH") return home;
        if (both == "ST" || both == "TS") return tanker;
        return both == "BT" ? base_tanker : tanker_home;
    }

    // Of a sortie that calls at the given places in their order: what is left of each filling is spent on station.
    double on_station_h(const std::string& calls) const {
        double spent = 0, flown = 0, filling = 0;
        bool was_on_station = false;
        for (std::size_t i = 1; i < calls.size(); ++i) {
            filling += hours(between(calls[i - 1], calls[i]));
            flown += hours(between(calls[i - 1], calls[i]));
            was_on_station = was_on_station || calls[i] == 'S';
            if (calls[i] == 'S') continue;
            if (filling > usable_h()) return -1;
            if (was_on_station) spent += (usable_h() - filling) / a.loiter_fuel_ratio.value;
            filling = 0;
            was_on_station = false;
        }
        return std::min(spent, a.crew_limit.value.hours() - flown);
    }

    // Of all orders with at most so many calls at the tanker.
    double best_h(int refuellings) const {
        double best = -1;
        const std::function<void(std::string, int)> go_on = [&](std::string calls, int left) {
            if (calls.find('S') != std::string::npos) best = std::max(best, on_station_h(calls + "H"));
            if (calls.back() != 'S') go_on(calls + "S", left);
            if (calls.back() != 'T' && left > 0) go_on(calls + "T", left - 1);
        };
        go_on("B", refuellings);
        return best;
    }
};

}  // namespace

TEST_CASE("Time on station is that of the best order of calls") {
    Random random(41);
    int refuelled = 0, none = 0, limited = 0;
    for (int i = 0; i < 5000; ++i) {
        const Aircraft a = aircraft(random.uniform(500, 3000), random.uniform(0, 0.3), random.uniform(0.5, 1.5), random.uniform(1, 12));
        const int most = static_cast<int>(random.uniform(1, 4));
        const Flight f{random.uniform(0, 2000), random.uniform(0, 2000), random.uniform(0, 1500), random.uniform(0, 3000), random.uniform(0, 3000), a};
        const auto all = patterns(a, planner::TankerTrack{Distance::kilometres(f.base_tanker), Distance::kilometres(f.tanker_home), most});
        const planner::Ways ways{Distance::kilometres(f.out), Distance::kilometres(f.home), Distance::kilometres(f.tanker)};
        const planner::Sortie sortie = best_sortie(a, all, ways, std::nullopt);
        const double expected = std::max(0.0, f.best_h(most));
        INFO("trial " << i);
        CHECK(sortie.on_station.hours() == Approx(expected).margin(1e-6));
        CHECK(sortie.on_station.hours() >= dry_sortie(a, ways.out, std::nullopt).on_station.hours() * (f.home <= f.out));
        refuelled += sortie.refuellings > 0;
        none += expected == 0;
        limited += sortie.flight.hours() > a.crew_limit.value.hours() * 0.999999;
        // There is room for a time just when it can be had.
        if (expected > 0) {
            CHECK(room(a, all, ways, 0.999 * sortie.on_station) > Distance{});
            CHECK(room(a, all, ways, 1.001 * sortie.on_station) < Distance{});
        }
    }
    CHECK(refuelled > 500);
    CHECK(none > 500);
    CHECK(limited > 250);
}

TEST_CASE("Patrols can be held where the times of ways found by brute force say so") {
    for (int trial = 0; trial < 6; ++trial) {
        INFO("trial " << trial);
        const geo::Frame frame(Position::lon_lat(20, 50));
        Random random(static_cast<std::uint64_t>(trial) + 70);
        const test::Obstacles obstacles = test::random_obstacles(random, frame.centre(), 15'000, 4, 6 + trial % 4);
        const geo::FreeSpace space(frame, obstacles.free(frame, 60'000));
        const auto open_place = [&] {
            Position p = random.within(frame.centre(), 40'000);
            while (obstacles.hold(p)) p = random.within(frame.centre(), 40'000);
            return p;
        };
        const Aircraft a = aircraft(random.uniform(70, 110), 0.1, 0.8, 24);
        planner::Patrol patrol{open_place(), {}, std::nullopt};
        patrol.homes = {patrol.base};
        if (trial % 4 != 0) patrol.homes.push_back(open_place());
        if (trial % 2 != 0) patrol.tanker = {open_place(), 1 + trial % 3};
        const std::vector<Duration> times{Duration::minutes(1), Duration::minutes(4), Duration{}};
        const Distance tolerance = Distance::metres(5);
        const std::vector<geo::Region> ground = patrol_ground(space, a, patrol, times, tolerance);
        CHECK(area_of(frame, subtract(ground[1], ground[0])).square_metres() < 1);
        CHECK(area_of(frame, subtract(ground[0], ground[2])).square_metres() < 1);

        std::vector<Position> places;
        for (int i = 0; i < 700; ++i) places.push_back(open_place());
        const test::VisibilityGraph graph(obstacles.rings);
        std::vector<Position> asked = places;
        if (patrol.tanker) asked.push_back(patrol.tanker->at);
        const std::vector<double> out = graph.lengths_m(patrol.base, asked);
        std::vector<double> home = out, tanker(asked.size(), 0.0);
        for (const Position& p : patrol.homes) {
            const std::vector<double> way = graph.lengths_m(p, asked);
            for (std::size_t i = 0; i < way.size(); ++i) home[i] = std::min(home[i], way[i]);
        }
        if (patrol.tanker) tanker = graph.lengths_m(patrol.tanker->at, asked);
        int wrong = 0, doubtful = 0, held = 0;
        for (std::size_t i = 0; i < places.size(); ++i)
            for (std::size_t t = 0; t < times.size(); ++t) {
                const Flight f{out[i] / 1000, home[i] / 1000, tanker[i] / 1000, out.back() / 1000, home.back() / 1000, a};
                const int most = patrol.tanker ? patrol.tanker->refuellings : 0;
                // Within the tolerance of the edge either answer is right: there the time differs by what the ways can change.
                const double slack_h = 2.0 * (most + 1) * tolerance.kilometres() * 1.2 / 900 / 0.8;
                const double left_h = f.best_h(most) - times[t].hours();
                const bool is_held = contains(ground[t], frame.to_frame(places[i]));
                held += is_held;
                if (std::abs(left_h) < slack_h || (f.best_h(most) == -1 && times[t] == Duration{}))
                    ++doubtful;
                else
                    wrong += is_held != (left_h > 0);
            }
        CHECK(wrong == 0);
        CHECK(held > 150);
        CHECK(doubtful < 500);
    }
}
