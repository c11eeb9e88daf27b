#include "tests/catch.hpp"
#include "tests/planner/support.hpp"

#include "planner/performance.hpp"

#include <cmath>

using namespace picket;
using geo::Distance;
using geo::Duration;
using geo::Mass;
using geo::Speed;
using planner::Aircraft;
using planner::Sortie;

namespace {

// 480 kt, 2.5 h, nothing kept back, the same fuel flow everywhere, 5 t.
Aircraft plain() {
    Aircraft a{};
    a.id = "plain";
    a.cruise_speed.value = Speed::knots(480);
    a.dash_speed.value = Speed::knots(600);
    a.endurance.value = Duration::hours(2.5);
    a.loiter_fuel_ratio.value = 1;
    a.fuel.value = Mass::kilograms(5000);
    a.turnaround.value = Duration::hours(3);
    a.crew_limit.value = Duration::hours(24);
    return a;
}

Aircraft shipped(const std::string& id) {
    planner::Catalogue catalogue;
    planner::add_aircraft(catalogue, planner::Config::load(test::datasets() / "aircraft.toml"));
    return catalogue.aircraft.at(id);
}

// With a tanker that is too far from the base to go there first.
Sortie refuelled_sortie(const Aircraft& a, Distance transit, Distance to_tanker, int refuellings, std::optional<Duration> stay) {
    const Distance far = Distance::kilometres(1e5);
    return best_sortie(a, patterns(a, planner::TankerTrack{far, far, refuellings}), {transit, transit, to_tanker}, stay);
}

constexpr Distance nmi(double v) { return Distance::nautical_miles(v); }

}  // namespace

TEST_CASE("Time on station is endurance less reserve less the ways there and back") {
    Aircraft a = plain();
    const Sortie s = dry_sortie(a, nmi(240), std::nullopt);
    CHECK(s.transit.hours() == Approx(0.5));
    CHECK(s.on_station.hours() == Approx(1.5));
    CHECK(s.flight.hours() == Approx(2.5));
    CHECK(s.fuel_taken.kilograms() == 0);
    a.reserve.value = Duration::minutes(30);
    CHECK(dry_sortie(a, nmi(240), std::nullopt).on_station.hours() == Approx(1.0));
}

TEST_CASE("Fuel lasts longer on station when loitering burns less") {
    Aircraft a = plain();
    a.loiter_fuel_ratio.value = 0.75;
    CHECK(dry_sortie(a, nmi(240), std::nullopt).on_station.hours() == Approx(2.0));
    CHECK(dry_sortie(a, nmi(240), std::nullopt).flight.hours() == Approx(3.0));
}

TEST_CASE("A place that cannot be reached and left again has no time on station") {
    for (const double d : {600.0, 601.0, 5000.0}) {
        const Sortie s = dry_sortie(plain(), nmi(d), std::nullopt);
        CHECK_FALSE(s.holds());
        CHECK(s.on_station.hours() == 0);
    }
    CHECK(dry_sortie(plain(), nmi(599), std::nullopt).holds());
}

TEST_CASE("The crew's limit covers the whole sortie") {
    Aircraft a = plain();
    a.crew_limit.value = Duration::hours(2);
    const Sortie s = dry_sortie(a, nmi(240), std::nullopt);
    CHECK(s.on_station.hours() == Approx(1.0));
    CHECK(s.flight.hours() == Approx(2.0));
    CHECK_FALSE(dry_sortie(a, nmi(480), std::nullopt).holds());
    // A tanker would only cost the crew's time.
    const Sortie wet = refuelled_sortie(a, nmi(240), nmi(48), 3, std::nullopt);
    CHECK(wet.refuellings == 0);
    CHECK(wet.on_station.hours() == Approx(1.0));
    a.crew_limit.value = Duration::hours(3);
    CHECK(refuelled_sortie(a, nmi(240), nmi(48), 3, std::nullopt).on_station.hours() == Approx(3 - 1 - 2 * 0.1));
    CHECK(refuelled_sortie(a, nmi(240), nmi(48), 3, std::nullopt).refuellings == 1);
}

TEST_CASE("The stay limit cuts the time on station and never lengthens it") {
    CHECK(dry_sortie(plain(), nmi(240), Duration::hours(1)).on_station.hours() == Approx(1.0));
    CHECK(dry_sortie(plain(), nmi(240), Duration::hours(1)).flight.hours() == Approx(2.0));
    CHECK(dry_sortie(plain(), nmi(240), Duration::hours(9)).on_station.hours() == Approx(1.5));
}

TEST_CASE("A P-8A spends 4 h on station 2,222 km away, as published") {
    CHECK(dry_sortie(shipped("p8a"), Distance::kilometres(2222), std::nullopt).on_station.hours() ==
          Approx(4).margin(0.1));
}

TEST_CASE("A Typhoon patrols for about 3 h at 100 NM, as published") {
    CHECK(dry_sortie(shipped("typhoon"), nmi(100), std::nullopt).on_station.hours() == Approx(3).margin(0.1));
}

TEST_CASE("A Rafale stays up for more than 2 h without a tanker, as published") {
    CHECK(dry_sortie(shipped("rafale"), nmi(1), std::nullopt).flight.hours() > 2);
}

TEST_CASE("RAND's example: 500 NM at 500 kt make a cycle of 9.76 h") {
    Aircraft a = plain();
    const Sortie s{Duration::hours(1), Duration::hours(1), Duration::hours(2), Mass{}};
    // Per hour on station, and there is one.
    CHECK(aircraft_per_seat_uncapped(a, s) == Approx(9.76).epsilon(1e-12));
    CHECK(nmi(500) / Speed::knots(500) * 2 == s.flight);
}

TEST_CASE("250 NM away at 480 kt with 2.5 h of endurance: 1.458 h on station, 7.27 aircraft per seat, 21 for a two-ship") {
    const Sortie s = dry_sortie(plain(), nmi(250), std::nullopt);
    CHECK(s.on_station.hours() == Approx(1.458).margin(0.0005));
    CHECK(aircraft_per_seat_uncapped(plain(), s) == Approx(7.27).margin(0.005));
    CHECK(std::ceil(2 * aircraft_per_seat_uncapped(plain(), s) / 0.7) == 21);
}

TEST_CASE("A reach's radius is where the time on station is what was asked, for any aircraft") {
    test::Random random;
    for (int i = 0; i < 200; ++i) {
        Aircraft a = plain();
        a.endurance.value = Duration::hours(random(1, 12));
        a.reserve.value = a.endurance.value * random(0, 0.3);
        a.loiter_fuel_ratio.value = random(0.5, 1.3);
        a.crew_limit.value = Duration::hours(random(1, 14));
        const Duration asked = Duration::hours(random(0.01, 3));
        const Distance radius = reach_radius(a, asked);
        INFO("time asked " << asked.hours() << " h, radius " << radius.kilometres() << " km");
        if (radius > Distance{}) {
            CHECK(dry_sortie(a, radius, std::nullopt).on_station.hours() == Approx(asked.hours()).epsilon(1e-9));
            CHECK(dry_sortie(a, radius + Distance::kilometres(1), std::nullopt).on_station < asked);
        } else {
            CHECK(dry_sortie(a, Distance::metres(1), std::nullopt).on_station < asked);
        }
    }
}

TEST_CASE("A reach's radius falls with the time asked and is never negative") {
    Distance before = Distance::kilometres(1e6);
    for (double h = 0; h < 4; h += 0.25) {
        const Distance radius = reach_radius(plain(), Duration::hours(h));
        CHECK(radius >= Distance{});
        CHECK((radius < before || radius == Distance{}));
        before = radius;
    }
    CHECK(reach_radius(plain(), Duration{}).nautical_miles() == Approx(600));
    CHECK(reach_radius(plain(), Duration::hours(3)).metres() == 0);
}

TEST_CASE("A top-up adds a filling less the way to the tanker and back") {
    const Aircraft a = plain();
    const Sortie dry = dry_sortie(a, nmi(240), std::nullopt);
    const Sortie once = refuelled_sortie(a, nmi(240), nmi(48), 1, std::nullopt);
    CHECK(once.on_station.hours() == Approx(dry.on_station.hours() + 2.5 - 2 * 0.1));
    CHECK(once.flight.hours() == Approx(once.on_station.hours() + 2 * 0.5 + 2 * 0.1));
    CHECK(once.fuel_taken.kilograms() == Approx(5000));
    const Sortie twice = refuelled_sortie(a, nmi(240), nmi(48), 2, std::nullopt);
    CHECK(twice.on_station.hours() == Approx(dry.on_station.hours() + 2 * (2.5 - 2 * 0.1)));
    CHECK(twice.fuel_taken.kilograms() == Approx(10000));
}

TEST_CASE("A top-up takes no more than what is not kept in reserve") {
    Aircraft a = plain();
    a.reserve.value = Duration::hours(0.5);
    CHECK(refuelled_sortie(a, nmi(100), nmi(10), 1, std::nullopt).fuel_taken.kilograms() == Approx(4000));
}

TEST_CASE("A top-up takes no more than what is burnt") {
    // 0.5 h out, 2.5 h on station, 0.1 h to the tanker and as much back, 0.5 h home are 3.7 h: 1.2 h more than a tank.
    const Sortie s = refuelled_sortie(plain(), nmi(240), nmi(48), 1, Duration::hours(2.5));
    CHECK(s.flight.hours() == Approx(3.7));
    CHECK(s.fuel_taken.kilograms() == Approx(1.2 / 2.5 * 5000));
}

TEST_CASE("A tanker out of reach on one filling gives no time on station") {
    // 620 NM to the station and 585 on to the tanker are more than 1,200 NM.
    CHECK(refuelled_sortie(plain(), nmi(620), nmi(575), 1, std::nullopt).refuellings == 1);
    CHECK(refuelled_sortie(plain(), nmi(620), nmi(585), 1, std::nullopt).refuellings == 0);
}

TEST_CASE("Between two top-ups the way from the tanker to the station and back fits in one filling") {
    // 720 NM to the tanker: 1.5 h each way, so nobody can go there and back on 2.5 h of fuel.
    CHECK(refuelled_sortie(plain(), nmi(1), nmi(720), 2, std::nullopt).refuellings < 2);
}

TEST_CASE("A tanker gives its published fuel at its published radius, more when nearer and less when it stays") {
    Aircraft t = plain();
    t.endurance.value = Duration::hours(10);
    t.fuel.value = Mass::kilograms(50000);  // 5 t an hour
    t.offload = planner::Figure<Mass>{Mass::kilograms(20000), "drawn"};
    t.offload_radius = planner::Figure<Distance>{nmi(960), "drawn"};
    CHECK(fuel_to_give(t, 2 * nmi(960), Duration{}).kilograms() == Approx(20000));
    CHECK(fuel_to_give(t, 2 * nmi(720), Duration{}).kilograms() == Approx(25000));  // an hour saved
    CHECK(fuel_to_give(t, 2 * nmi(960), Duration::hours(1)).kilograms() == Approx(15000));
    CHECK(fuel_to_give(t, 2 * nmi(960), Duration::hours(9)).kilograms() == 0);
    t.offload->value = Mass::kilograms(49000);
    CHECK(fuel_to_give(t, 2 * nmi(0), Duration{}).kilograms() == Approx(50000));  // no more than it carries
}

TEST_CASE("A radar sees to the horizon of a 4/3 earth, and no farther than its instrumented range") {
    const auto km = [](double range_km, double antenna_m, double target_m) {
        return planner::radar_range(Distance::kilometres(range_km), Distance::metres(antenna_m),
                                    Distance::metres(target_m))
            .kilometres();
    };
    CHECK(km(1000, 100, 0) == Approx(41.2));
    CHECK(km(1000, 9000, 25) == Approx(4.12 * (std::sqrt(9000.0) + 5)));
    CHECK(km(300, 9000, 25) == Approx(300));
    CHECK(km(300, 0, 0) == 0);
    // From the geometry itself: to the tangent of a sphere 4/3 as large, along its surface.
    const double r = 4.0 / 3 * 6371, h = 9.15;
    CHECK(km(1000, 9150, 0) == Approx(r * std::acos(r / (r + h))).epsilon(0.002));
}
