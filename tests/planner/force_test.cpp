// Maps of the whole force, bases to land at and tankers' numbers, in the small made-up world.
#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace picket;
using planner::by_id;
using test::fleet;

namespace {

const std::string in_the_east =
    "[[fleet]]\nid = \"east\"\nnation = \"BBB\"\nbase = \"BBBB\"\naircraft = \"fighter\"\ncount = 6\nalert = 2\non_station = [\"1 h\"]\n";

std::string tanker_station(int seats) {
    return fmt::format("[[fleet]]\nid = \"t\"\nnation = \"BBB\"\nbase = \"AAAA\"\naircraft = \"tanker\"\ncount = 40\navailability = 1.0\non_station = []\n"
                       "[[station]]\nid = \"tk\"\nat = [17, 50]\nfleet = \"t\"\nseats = {}\non_station = \"2 h\"\n", seats);
}

bool has_notice(const planner::Plan& plan, std::string_view part) {
    return std::any_of(plan.notices.begin(), plan.notices.end(), [&](const std::string& n) { return n.find(part) != std::string::npos; });
}

geo::Vec in_frame(const planner::Plan& plan, geo::Position p) { return plan.theatre.frame.to_frame(p); }

}  // namespace

TEST_CASE("The force's maps name the fleets that can hold each place, each place once") {
    const test::World world;
    const auto plan = world.plan(fleet("west", 10, "on_station = [\"0 min\", \"1 h\"]") + in_the_east);
    REQUIRE(plan.force.size() == 2);  // 0 min and 1 h, dry
    test::Random random;
    for (const planner::ForceMap& map : plan.force) {
        const double radius_m = (2.5 - map.on_station.hours()) / 2 * 480 * 1852;
        const geo::Position west = geo::Position::lon_lat(15, 50), east = plan.theatre.bases.at("BBBB").at;
        std::set<std::size_t> seen;
        for (int i = 0; i < 1500; ++i) {
            const geo::Position p = test::moved(i % 2 ? west : east, random(0, 360), radius_m * std::sqrt(random(0, 1.3)));
            const double to_west = test::distance_m(west, p) - radius_m, to_east = test::distance_m(east, p) - radius_m;
            if (std::min(std::abs(to_west), std::abs(to_east)) < 12 || !contains(plan.theatre.free, in_frame(plan, p))) continue;
            std::vector<std::string> expected;
            if (to_west < 0) expected.emplace_back("west");
            if (to_east < 0) expected.emplace_back("east");
            std::vector<std::string> found;
            int times = 0;
            for (const planner::ForcePart& part : map.parts)
                if (contains(part.region, in_frame(plan, p))) {
                    found = part.fleets;
                    ++times;
                    CHECK(part.aircraft == (to_west < 0 ? 10 : 0) + (to_east < 0 ? 6 : 0));
                }
            CHECK(found == expected);
            CHECK(times == (expected.empty() ? 0 : 1));
            seen.insert(expected.size());
        }
        CHECK(seen.size() == 3);
    }
}

TEST_CASE("The fleet that stays longest is the nearer of two alike, and of two at one base the one whose tanks last") {
    const test::World world;
    const auto plan = world.plan(fleet("west", 10) + in_the_east);
    REQUIRE(plan.best_bases.size() == 2);
    test::Random random;
    const geo::Position west = geo::Position::lon_lat(15, 50), east = plan.theatre.bases.at("BBBB").at;
    int asked = 0;
    for (int i = 0; i < 2000; ++i) {
        const geo::Position p = test::moved(west, random(0, 360), random(0, 1.2e6));
        const double to_west = test::distance_m(west, p), to_east = test::distance_m(east, p);
        // Within 1 s of the best: 2 x 247 m nearer.
        if (std::abs(to_west - to_east) < 250 || std::min(to_west, to_east) > 555.6e3 - 20 || !contains(plan.theatre.free, in_frame(plan, p))) continue;
        ++asked;
        for (const planner::BestBase& best : plan.best_bases)
            CHECK(contains(best.region, in_frame(plan, p)) == ((best.fleet == "west") == (to_west < to_east)));
    }
    CHECK(asked > 400);
    const auto alike = world.plan(fleet("one", 10) + fleet("two", 10));
    REQUIRE(alike.best_bases.size() == 1);
    CHECK(alike.best_bases[0].fleet == "one");
}

TEST_CASE("Who is there in time counts from the racetrack's worst point and after the readiness of alert") {
    const test::World world;
    const auto plan = world.plan("[force]\narrival = [\"10 min\", \"30 min\"]\n" + fleet("f", 30, "alert = 2") +
                                 "[[station]]\nid = \"s\"\nat = [18, 50]\nfleet = \"f\"\ntrack = \"20 km\"\n");
    const double dash_mps = 600 * 1852 / 3600.0;
    std::map<std::string, double> radius_m{{"s-10", 600 * dash_mps - 10e3}, {"s-30", 1800 * dash_mps - 10e3}, {"alert-f-30", 900 * dash_mps}};
    for (const planner::Arrival& a : plan.arrivals) {
        if (a.from == "first") continue;
        const std::string key = fmt::format("{}-{:.0f}", a.from, a.within.minutes());
        INFO(key);
        REQUIRE(radius_m.contains(key));  // alert is not there within 10 minutes, 15 being its readiness
        const geo::Position from = a.from == "s" ? geo::Position::lon_lat(18, 50) : geo::Position::lon_lat(15, 50);
        for (const double azimuth : {80.0, 190.0, 300.0}) {
            CHECK(contains(a.region, in_frame(plan, test::moved(from, azimuth, radius_m.at(key) - 12))));
            CHECK_FALSE(contains(a.region, in_frame(plan, test::moved(from, azimuth, radius_m.at(key) + 12))));
        }
        radius_m.erase(key);
    }
    CHECK(radius_m.empty());
}

TEST_CASE("An aircraft that may land elsewhere reaches farther that way, and a station's sorties land at the nearer base") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 30, "on_station = [\"1 h\"]\nrecovery = [\"BBBB\"]") +
                                 "[[station]]\nid = \"s\"\nat = [22, 50]\nfleet = \"f\"\n");
    const geo::Position base = geo::Position::lon_lat(15, 50), other = plan.theatre.bases.at("BBBB").at, at = geo::Position::lon_lat(22, 50);
    const planner::StationResult& s = by_id(plan.stations, "s");
    CHECK(s.lands_at == "BBBB");
    CHECK(s.home.metres() == Approx(test::distance_m(at, other)));
    const double flown_h = (test::distance_m(base, at) + test::distance_m(at, other)) / 1852 / 480;
    CHECK(s.flown.on_station.hours() == Approx(2.5 - flown_h).epsilon(1e-6));
    REQUIRE(plan.reach.size() == 1);
    CHECK_FALSE(plan.reach[0].radius);
    test::Random random;
    int inside = 0;
    for (int i = 0; i < 1500; ++i) {
        const geo::Position p = test::moved(base, random(0, 360), random(0, 9e5));
        const double to_base = test::distance_m(base, p), left_m = 1.5 * 480 * 1852 - to_base - std::min(to_base, test::distance_m(other, p));
        if (std::abs(left_m) < 25 || !contains(plan.theatre.free, in_frame(plan, p))) continue;
        CHECK(contains(plan.reach[0].region, in_frame(plan, p)) == (left_m > 0));
        inside += left_m > 0;
    }
    CHECK(inside > 300);
}

TEST_CASE("Reach is drawn with a fleet's tanker too, and holds all that it holds without") {
    const test::World world;
    const std::string asks = "on_station = [\"0 min\", \"1 h\"]\ntanker = \"tk\"\n";
    const auto plan = world.plan(fleet("f", 30, asks) + tanker_station(1));
    REQUIRE(plan.reach.size() == 4);
    for (const std::size_t i : {0u, 1u}) {
        const planner::Reach &dry = plan.reach[i], &wet = plan.reach[i + 2];
        CHECK(wet.tanker == "tk");
        CHECK(wet.on_station == dry.on_station);
        CHECK(wet.area > dry.area);
        CHECK(area_of(plan.theatre.frame, subtract(dry.region, wet.region)).square_kilometres() < 0.1 * 1e-5 * dry.area.square_kilometres());
    }
    REQUIRE(plan.force.size() == 4);  // both times, dry and with tankers
    // 40 tankers can man one seat; fifty cannot be manned at all.
    const auto dry = world.plan(fleet("f", 30, asks) + tanker_station(50));
    CHECK(dry.reach.size() == 2);
    CHECK(has_notice(dry, "reach of fleet 'f' is not drawn with its tanker: station 'tk' is not manned"));
}

TEST_CASE("A tanker has no time for more calls than its receivers take") {
    const test::World world;
    std::string types = test::read_file(world.folder().path() / "aircraft.toml");
    const auto at = types.find("0.001 s");
    REQUIRE(at != std::string::npos);
    types.replace(at, 7, "90 min");
    world.folder().write("aircraft.toml", types);
    const auto wet = [](const std::string& id) {
        return "[[station]]\nid = \"" + id + "\"\nat = [17, 50]\nfleet = \"f\"\non_station = \"3 h\"\ntanker = \"tk\"\n";
    };
    // 24 h at 90 min a call are 16 calls a day; 8 sorties of 3 h call 8 times.
    const auto plan = world.plan(fleet("f", 60) + tanker_station(1) + wet("one") + wet("two") + wet("three"));
    const planner::TankerResult& tanker = plan.tankers.at(0);
    CHECK(tanker.calls_possible == Approx(16));
    CHECK(tanker.calls == Approx(16));
    CHECK(tanker.receivers == Approx(16));
    CHECK(by_id(plan.stations, "two").flown.refuellings == 1);
    CHECK(by_id(plan.stations, "three").flown.refuellings == 0);
    CHECK(has_notice(plan, "station 'three' flies without its tanker 'tk': it calls 8.0 times a day, there is time for 0.0 more"));
    // The time with the tanker is flown: out and home, 3 h on station, 1.5 h.
    const planner::StationResult& one = by_id(plan.stations, "one");
    CHECK(one.flown.flight.hours() > 4.5);
    const planner::Json summary = test::whole_summary(plan);
    CHECK(summary.at("tankers").at("tk").at("receivers_per_tanker_sortie").get<double>() == Approx(16 / 12.0).margin(1e-3));
}

TEST_CASE("Maps of the force refuse what they cannot draw, with the key") {
    const test::World world;
    const auto refused = [&](const std::string& body) { return test::refusal([&] { world.plan(body); }); };
    CHECK(test::lacking(refused("[force]\narrivals = [\"10 min\"]\n" + fleet("f", 1)), {"arrivals", "unknown key", "arrival"}) == "");
    CHECK(test::lacking(refused("[force]\narrival = [\"0 min\"]\n" + fleet("f", 1)), {"arrival", "must be positive"}) == "");
    CHECK(test::lacking(refused(fleet("f", 1, "recovery = [\"AAAB\"]")), {"fleet 'f'", "unknown base 'AAAB'", "did you mean 'AAAA'"}) == "");
    CHECK(test::lacking(refused(fleet("f", 1, "tanker = \"tk\"")), {"fleet 'f'", "unknown station 'tk'"}) == "");
    CHECK(test::lacking(refused(fleet("f", 1, "refuellings = 2")), {"fleet 'f'", "refuellings", "names no tanker"}) == "");
}
