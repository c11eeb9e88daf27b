#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "geo/text.hpp"

#include <cmath>

using namespace picket;
using planner::by_id;
using test::fleet;
using test::lacking;

namespace {

// A station right at base AAAA: stays of one hour, so that hours a day are sorties a day.
std::string station(const std::string& id, double sorties_per_day, const std::string& more = "",
                    const std::string& of = "f") {
    return fmt::format("[[station]]\nid = \"{}\"\nat = [15, 50]\nfleet = \"{}\"\non_station = \"1 h\"\n"
                       "hours_per_day = {}\n{}\n",
                       id, of, sorties_per_day, more);
}

// Stays of two fillings less nothing, 5 h, with a top-up of 5 t from the tanker beside it.
std::string wet_station(const std::string& id, double sorties_per_day) {
    return fmt::format("[[station]]\nid = \"{}\"\nat = [15, 50]\nfleet = \"f\"\non_station = \"5 h\"\nseats = 2\n"
                       "hours_per_day = {}\ntanker = \"tk\"\nrefuellings = 1\n",
                       id, sorties_per_day * 5 / 2);
}

std::string at(geo::Position p) { return fmt::format("at = [{}, {}]\n", p.lon(), p.lat()); }

std::string tankers(int count, double sorties_per_day, const std::string& place = "at = [15, 50]\n") {
    return fmt::format("[[fleet]]\nid = \"t\"\nnation = \"BBB\"\nbase = \"AAAA\"\naircraft = \"tanker\"\ncount = {}\n"
                       "availability = 1.0\n[[station]]\nid = \"tk\"\n{}fleet = \"t\"\non_station = \"1 h\"\n"
                       "hours_per_day = {}\n",
                       count, place, sorties_per_day);
}

bool manned(const planner::Plan& plan, const std::string& id) { return by_id(plan.stations, id).manned; }

bool has_notice(const planner::Plan& plan, std::string_view part) {
    for (const std::string& notice : plan.notices)
        if (notice.find(part) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST_CASE("Stations are manned in the order of the file until the fleet's sorties are spent") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 10) + station("one", 4) + station("two", 7) + station("three", 6));
    CHECK(manned(plan, "one"));
    CHECK_FALSE(manned(plan, "two"));  // 4 + 7 > 10
    CHECK(manned(plan, "three"));      // 4 + 6 = 10: what is left still serves one that fits
    CHECK(lacking(by_id(plan.stations, "two").why_not,
                  {"fleet 'f'", "10.0 sorties a day", "4.0 are taken", "7.0 more are needed"}) == "");
    CHECK(has_notice(plan, "station 'two' is not manned"));
    const auto turned = world.plan(fleet("f", 10) + station("two", 7) + station("one", 4) + station("three", 3));
    CHECK(manned(turned, "two"));
    CHECK_FALSE(manned(turned, "one"));
    CHECK(manned(turned, "three"));
    REQUIRE(turned.stations.size() == 3);
    CHECK(turned.stations[0].id == "two");  // results stand in the order of the file
    CHECK(turned.stations[2].id == "three");
}

TEST_CASE("Sorties are rounded up once for a fleet, not once for a station") {
    const test::World world;
    // 1.2 + 1.4 are 2.6, so 3; station by station they would be 2 + 2.
    const auto plan = world.plan(fleet("f", 3) + station("one", 1.2) + station("two", 1.4));
    CHECK(manned(plan, "one"));
    CHECK(manned(plan, "two"));
    CHECK(plan.fleets.at(0).sorties_needed == 3);
    CHECK(plan.fleets.at(0).sorties_flown == 3);
    // 2.6 sorties are three whole ones, and 2.8 cannot be flown by two aircraft and four fifths.
    const auto short_of = world.plan(fleet("f", 4, "sorties_per_aircraft_day = 0.7") + station("one", 1.2) + station("two", 1.4));
    CHECK(manned(short_of, "one"));
    CHECK_FALSE(manned(short_of, "two"));
}

TEST_CASE("Whole sorties are not rounded up by the error of binary fractions") {
    const test::World world;
    // 24 / 0.1 h stays of six minutes, 0.1 h a sortie: 240 sorties exactly.
    const auto plan = world.plan(fleet("f", 12) + "[[station]]\nid = \"s\"\nat = [15, 50]\nfleet = \"f\"\n"
                                                  "on_station = \"1h12min\"\nhours_per_day = 14.4\n");
    CHECK(plan.fleets.at(0).sorties_needed == 12);
    CHECK(manned(plan, "s"));
}

TEST_CASE("A station's sorties a day are seats times hours over time on station") {
    const test::World world;
    const geo::Position place = test::moved(geo::Position::lon_lat(15, 50), 90, 250 * 1852);
    const auto plan = world.plan(
        "[[fleet]]\nid = \"f\"\nnation = \"AAA\"\nbase = \"AAAA\"\naircraft = \"fighter\"\ncount = 60\n"
        "[[station]]\nid = \"s\"\nfleet = \"f\"\nseats = 2\n" + at(place));
    const planner::StationResult& r = by_id(plan.stations, "s");
    CHECK(r.flown.on_station.hours() == Approx(1.458).margin(0.0005));
    CHECK(r.sorties_per_day == Approx(2 * 24 / r.flown.on_station.hours()));
    CHECK(r.aircraft_needed_uncapped == Approx(2 * 7.27 / 0.7).margin(0.02));
    CHECK(plan.fleets.at(0).aircraft_needed_uncapped == 21);
    // Under the cap of one sortie a day: 33 sorties, 70 % of the aircraft fit to fly them.
    CHECK(plan.fleets.at(0).sorties_needed == 33);
    CHECK(plan.fleets.at(0).aircraft_needed == 48);
    CHECK(r.manned == (33 <= 60 * 0.7));
}

TEST_CASE("24 aircraft needed at 50 % readiness are 48") {
    const test::World world;
    const auto needed = [&](const std::string& availability) {
        return world.plan("[[fleet]]\nid = \"f\"\nnation = \"AAA\"\nbase = \"AAAA\"\naircraft = \"fighter\"\ncount = 60\navailability = " +
                          availability + "\nsorties_per_aircraft_day = 1\n" + station("s", 24))
            .fleets.at(0).aircraft_needed;
    };
    CHECK(needed("1.0") == 24);
    CHECK(needed("0.5") == 48);
}

TEST_CASE("What a fleet can fly is what is available times the cap") {
    const test::World world;
    const auto plan = world.plan(
        "[[fleet]]\nid = \"f\"\nnation = \"AAA\"\nbase = \"AAAA\"\naircraft = \"fighter\"\ncount = 10\n"
        "availability = 0.5\nsorties_per_aircraft_day = 0.8\n" + station("one", 4) + station("two", 0.5));
    CHECK(plan.fleets.at(0).sorties_possible == Approx(4));
    CHECK(manned(plan, "one"));
    CHECK_FALSE(manned(plan, "two"));
    CHECK(plan.fleets.at(0).aircraft_committed == Approx(5));
}

TEST_CASE("Aircraft on alert are not committed elsewhere") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 10, "alert = 2") + station("one", 8) + station("two", 1));
    CHECK(plan.fleets.at(0).sorties_possible == Approx(8));
    CHECK(plan.fleets.at(0).aircraft_available == Approx(8));
    CHECK(manned(plan, "one"));
    CHECK_FALSE(manned(plan, "two"));
    CHECK(by_id(world.plan(fleet("f", 10) + station("one", 8) + station("two", 1)).stations, "two").manned);
}

TEST_CASE("A station out of reach is not manned, takes nothing and says why") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 10) + "[[station]]\nid = \"far\"\nat = [35, 60]\nfleet = \"f\"\n" +
                                 station("near", 10));
    CHECK_FALSE(manned(plan, "far"));
    CHECK(lacking(by_id(plan.stations, "far").why_not, {"fighter", "AAAA", "no time on station"}) == "");
    CHECK(by_id(plan.stations, "far").sorties_per_day == 0);
    CHECK(manned(plan, "near"));
    CHECK(plan.fleets.at(0).sorties_needed == 10);
}

TEST_CASE("A tanker's fuel is a budget that stations spend in the order of the file") {
    const test::World world;
    // A sortie of an hour beside its base: 30 t at 1,000 NM, less 5 t for the hour, plus the 4 h of way saved at 5 t,
    // make 45 t. Each fighter's top-up is 5 t and what it burns in a millisecond with the tanker.
    const auto plan = world.plan(fleet("f", 30) + tankers(1, 1) + wet_station("one", 5) + wet_station("two", 5) +
                                 wet_station("three", 3.99));
    const auto taken = [&](const char* id) { return by_id(plan.stations, id).flown.fuel_taken.kilograms(); };
    CHECK(taken("one") == Approx(5000));
    CHECK(taken("two") == 0);  // 25 t of 45 are gone, 25 more are wanted
    CHECK(taken("three") == Approx(5000));
    CHECK(has_notice(plan, "station 'two' flies without its tanker 'tk': it wants 25.0 t a day, 20.0 t are left"));
    CHECK(manned(plan, "two"));  // dry
    CHECK(by_id(plan.stations, "two").flown.on_station == by_id(plan.stations, "two").dry.on_station);
}

TEST_CASE("A station whose tanker is not manned flies dry, and a notice says so") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 30) + tankers(1, 2) + station("one", 5, "tanker = \"tk\"\n"));
    CHECK_FALSE(manned(plan, "tk"));
    CHECK(by_id(plan.stations, "one").flown.fuel_taken.kilograms() == 0);
    CHECK(has_notice(plan, "station 'one' flies without its tanker 'tk': that station is not manned"));
}

TEST_CASE("A station that is not manned takes no fuel from others") {
    const test::World world;
    // The fleet cannot fly the first station's nine sorties; the fuel for them is there for the second.
    const auto plan = world.plan(fleet("f", 5) + tankers(1, 1) + wet_station("one", 9) + wet_station("two", 5));
    CHECK_FALSE(manned(plan, "one"));
    CHECK(manned(plan, "two"));
    CHECK(by_id(plan.stations, "two").flown.fuel_taken.kilograms() == Approx(5000));
}

TEST_CASE("A top-up lengthens the time on station by what the model says") {
    const test::World world;
    const geo::Position base = geo::Position::lon_lat(15, 50);
    const geo::Position place = test::moved(base, 0, 240 * 1852), tanker = test::moved(place, 0, 48 * 1852);
    const auto plan = world.plan(fleet("f", 60) + tankers(3, 3, at(tanker)) +
                                 "[[station]]\nid = \"s\"\nfleet = \"f\"\ntanker = \"tk\"\nrefuellings = 1\n"
                                 "hours_per_day = 8\n" + at(place));
    CHECK(by_id(plan.stations, "s").dry.on_station.hours() == Approx(1.5).margin(1e-6));
    CHECK(by_id(plan.stations, "s").flown.on_station.hours() == Approx(1.5 + 2.5 - 0.2).margin(1e-6));
}

TEST_CASE("A station partly manned holds nothing") {
    const test::World world;
    const std::string zone = "[[zone]]\nid = \"z\"\nresponse_time = \"10 min\"\n"
                             "region = { disc = { at = [15, 50], radius = \"100 km\" } }\n";
    // Two seats want six sorties: enough for one of them is not enough.
    const auto five = world.plan(fleet("f", 5) + station("s", 3, "seats = 2\nzones = [\"z\"]") + zone);
    CHECK(by_id(five.stations, "s").sorties_per_day == Approx(6));
    CHECK_FALSE(manned(five, "s"));
    CHECK(five.zones.at(0).held_area.square_metres() == 0);
    CHECK(five.zones.at(0).gap_area == five.zones.at(0).area);
    const auto six = world.plan(fleet("f", 6) + station("s", 3, "seats = 2\nzones = [\"z\"]") + zone);
    CHECK(manned(six, "s"));
    CHECK(six.zones.at(0).gap_area.square_metres() == 0);
}

TEST_CASE("A route leads round closed airspace by its corners, at cruise speed") {
    const test::World world;
    const auto plan = world.plan("[airspace]\nclosed_countries = [\"BBB\"]\n" + fleet("f", 10) +
                                 "[[station]]\nid = \"s\"\nat = [32, 50]\nfleet = \"f\"\n");
    REQUIRE(plan.routes.size() == 1);
    const planner::Route& route = plan.routes[0];
    // BBB ends at 20 and 30 E and 55 N; over its parallel the geodesic runs through free air.
    const geo::Position base = geo::Position::lon_lat(15, 50), west = geo::Position::lon_lat(20, 55),
                        east = geo::Position::lon_lat(30, 55), station = geo::Position::lon_lat(32, 50);
    const double length = test::distance_m(base, west) + test::distance_m(west, east) + test::distance_m(east, station);
    CHECK(route.path.vertices().size() == 4);
    CHECK(route.path.length().metres() == Approx(length).margin(0.01));
    CHECK(route.direct.metres() == Approx(test::distance_m(base, station)).margin(0.001));
    CHECK(route.time.hours() == Approx(length / 1852 / 480));
    REQUIRE(plan.stations[0].transit);
    CHECK(plan.stations[0].transit->metres() == Approx(length).margin(0.01));
}

TEST_CASE("Where nothing is closed between them a route is the geodesic") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 10) + "[[station]]\nid = \"s\"\nat = [22, 50]\nfleet = \"f\"\n");
    REQUIRE(plan.routes.size() == 1);
    CHECK(plan.routes[0].path.vertices().size() == 2);
    CHECK(plan.routes[0].path.length().metres() ==
          Approx(test::distance_m(geo::Position::lon_lat(15, 50), geo::Position::lon_lat(22, 50))).margin(0.001));
}

TEST_CASE("A station in closed airspace has no way to it and is not manned, with the reason") {
    const test::World world;
    const auto plan = world.plan("[airspace]\nclosed_countries = [\"BBB\"]\n" + fleet("f", 10) +
                                 "[[station]]\nid = \"s\"\nat = [22, 50]\nfleet = \"f\"\n");
    CHECK(plan.routes.empty());
    CHECK_FALSE(plan.stations[0].transit);
    CHECK_FALSE(manned(plan, "s"));
    CHECK(has_notice(plan, "station 's' is not manned: it stands in closed airspace or beyond the data"));
    const planner::Json summary = test::whole_summary(plan);
    CHECK(summary.at("stations").at("s").at("transit_km").is_null());
    CHECK(summary.at("stations").at("s").at("sorties_per_day") == 0);
}

TEST_CASE("Closed ground all round a base leaves no way, and a corridor opens one") {
    const test::World world;
    const auto box = [](double west, double south, double east, double north) {
        return fmt::format("[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]", west, south, east, north);
    };
    world.folder().write("ring.geojson", R"({"type":"Feature","properties":{"id":"ring"},"geometry":{"type":"Polygon","coordinates":[)" +
                                             box(14, 49, 16, 51) + "," + box(14.5, 49.5, 15.5, 50.5) + "]}}");
    world.folder().write("gate.geojson", R"({"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[15,50],[18,50]]}})");
    const std::string rest = fleet("f", 10) + "[[station]]\nid = \"s\"\nat = [18, 50]\nfleet = \"f\"\n";
    const auto shut = world.plan("[airspace]\nclosed_layers = [\"ring.geojson\"]\n" + rest);
    CHECK(shut.routes.empty());
    CHECK(has_notice(shut, "closed airspace leaves no way to it from AAAA"));
    const auto open = world.plan("[airspace]\nclosed_layers = [\"ring.geojson\"]\nopen_layers = [\"gate.geojson\"]\n"
                                 "open_width = \"20 km\"\n" + rest);
    REQUIRE(open.routes.size() == 1);
    CHECK(open.routes[0].path.length().metres() ==
          Approx(test::distance_m(geo::Position::lon_lat(15, 50), geo::Position::lon_lat(18, 50))).margin(0.01));
}
