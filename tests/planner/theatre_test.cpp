#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

using namespace picket;
using test::fleet;
using test::lacking;
using test::refusal;

namespace {

std::string planned(const test::World& world, const std::string& body, bool with_front = false) {
    return refusal([&] { world.plan(body, with_front); });
}

std::string station(const std::string& id, double lon, double lat) {
    return fmt::format("[[station]]\nid = \"{}\"\nat = [{}, {}]\nfleet = \"f\"\n", id, lon, lat);
}

std::string notice_with(const planner::Plan& plan, std::string_view part) {
    for (const std::string& notice : plan.notices)
        if (notice.find(part) != std::string::npos) return notice;
    return "(no such notice)";
}

}  // namespace

TEST_CASE("The frame's centre is that of the smallest circle round the scenario's places, to a tenth of a degree") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 50) + station("west", 13, 50) + station("north", 16, 52));
    const geo::Position c = plan.theatre.frame.centre();
    CHECK(c.lon() * 10 == Approx(std::nearbyint(c.lon() * 10)).margin(1e-9));
    CHECK(c.lat() * 10 == Approx(std::nearbyint(c.lat() * 10)).margin(1e-9));
    // Brute force: no other tenth of a degree nearby has a smaller radius by more than the rounding costs.
    const std::vector<geo::Position> places{geo::Position::lon_lat(15, 50), geo::Position::lon_lat(13, 50),
                                            geo::Position::lon_lat(16, 52)};
    const auto radius = [&](geo::Position p) {
        double most = 0;
        for (const auto& place : places) most = std::max(most, test::distance_m(p, place));
        return most;
    };
    double least = 1e9;
    for (int i = 0; i <= 60; ++i)
        for (int j = 0; j <= 60; ++j)
            least = std::min(least, radius(geo::Position::lon_lat(12 + i * 0.1, 48 + j * 0.1)));
    CHECK(radius(c) <= least + 8000);
}

TEST_CASE("A scenario larger than one theatre is refused with the place that lies too far") {
    const test::World world;
    const std::string message = planned(world, fleet("f", 50) + station("far", 95, -30));
    CHECK(lacking(message, {"scenario.toml", "larger than one theatre", "3000 km", "km from the centre"}) == "");
    // The farthest place from the middle between two is either of them.
    CHECK((message.find("station 'far'") != std::string::npos || message.find("base AAAA") != std::string::npos));
}

TEST_CASE("A scenario that names no place is refused") {
    const test::World world;
    CHECK(lacking(planned(world, ""), {"scenario.toml", "nothing to plan"}) == "");
}

TEST_CASE("An unknown base or lane is refused with the nearest right one") {
    const test::World world;
    std::string text = fleet("f", 3);
    text.replace(text.find("AAAA"), 4, "AAAB");
    CHECK(lacking(planned(world, text), {"scenario.toml", "fleet 'f'", "unknown base 'AAAB'", "did you mean 'AAAA'?",
                                         "bases.geojson", "BBBB, CCCC"}) == "");
    CHECK(lacking(planned(world, "[[lane]]\nid = \"soth\"\nwatched = true\n"),
                  {"scenario.toml", "unknown lane 'soth'", "did you mean 'south'?", "lanes.geojson"}) == "");
}

TEST_CASE("A base strictly inside closed airspace is refused") {
    const test::World world;
    std::string text = "[airspace]\nclosed_countries = [\"AAA\"]\n" + fleet("f", 3);
    CHECK(lacking(planned(world, text), {"scenario.toml", "AAAA", "closed"}) == "");
}

TEST_CASE("Reach beyond the data is cut there, and a notice says so") {
    const test::World world;
    // 600 NM from 50 N reach south of 41 N and west of 0 E.
    const auto plan = world.plan(fleet("f", 3, "on_station = [\"0 min\"]"));
    CHECK(lacking(notice_with(plan, "edge of the data"), {"fleet 'f'", "nothing is known to be free beyond"}) == "");
    for (const geo::Polygon& p : plan.reach.at(0).region.polygons())
        for (const geo::Vec& v : p.outer) {
            const geo::Position at = plan.theatre.frame.to_position(v);
            CHECK(at.lon() >= -0.001);
            CHECK(at.lon() <= 40.001);
        }
    const auto small = world.plan(fleet("f", 3, "on_station = [\"2 h\"]"));
    CHECK(notice_with(small, "edge of the data") == "(no such notice)");
}

TEST_CASE("A runway too short for its aircraft is a notice, a runway long enough is not") {
    const test::World world;
    std::string text = fleet("f", 3);
    text.replace(text.find("AAAA"), 4, "BBBB");
    CHECK(lacking(notice_with(world.plan(text), "runway"), {"fleet 'f'", "BBBB", "1000 m", "needs 2400 m"}) == "");
    CHECK(notice_with(world.plan(fleet("f", 3)), "runway") == "(no such notice)");
}

TEST_CASE("Lines that end where others start become one front line") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 3), true);
    REQUIRE(plan.theatre.frontline.size() == 1);
    const double expected =
        test::distance_m(geo::Position::lon_lat(12, 45), geo::Position::lon_lat(12, 55));  // along a meridian
    CHECK(plan.theatre.frontline[0].length().metres() == Approx(expected).margin(0.001));
}

TEST_CASE("A country is closed with its territorial sea unless the scenario leaves that open") {
    const test::World world;
    const auto closed = [&](const std::string& airspace, double lon, double lat) {
        const auto plan = world.plan("[airspace]\n" + airspace + fleet("f", 3), true);
        return !contains(plan.theatre.free, plan.theatre.frame.to_frame(geo::Position::lon_lat(lon, lat)));
    };
    const std::string both = "closed_countries = [\"BBB\"]\n";
    CHECK(closed(both, 25, 50));
    CHECK(closed(both, 25, 44.9));
    CHECK_FALSE(closed(both, 25, 44.7));
    CHECK_FALSE(closed(both, 15, 50));
    CHECK_FALSE(closed(both + "territorial_sea = false\n", 25, 44.9));
    CHECK(closed(both + "territorial_sea = false\n", 25, 50));
    CHECK(closed(both, 11, 50));
    CHECK_FALSE(closed(both + "control_closed = false\n", 11, 50));
}

TEST_CASE("A layer is closed as drawn") {
    const test::World world;
    world.folder().write("square.geojson", R"({"type": "Polygon",
        "coordinates": [[[17, 49], [18, 49], [18, 51], [17, 51], [17, 49]]]})");
    const auto plan = world.plan("[airspace]\nclosed_layers = [\"square.geojson\"]\n" + fleet("f", 3));
    CHECK_FALSE(contains(plan.theatre.free, plan.theatre.frame.to_frame(geo::Position::lon_lat(17.5, 50))));
    CHECK(contains(plan.theatre.free, plan.theatre.frame.to_frame(geo::Position::lon_lat(18.5, 50))));
}

TEST_CASE("Layers with the wrong geometry or without a key field are refused by file") {
    const test::World world;
    const auto with = [&](const std::string& key, const std::string& file) {
        std::string text = test::World::head();
        const auto at = text.find("\n" + key + " = ");
        text.replace(at, text.find('\n', at + 1) - at, "\n" + key + " = \"" + file + "\"");
        world.folder().write("s.toml", text + fleet("f", 3) + "[[lane]]\nid = \"south\"\nwatched = true\n");
        return refusal([&] {
            planner::make_plan(planner::read_scenario(world.folder().path() / "s.toml", test::datasets()),
                               geo::Faults::repair, [](std::string_view) {});
        });
    };
    CHECK(lacking(with("bases", "lanes.geojson"), {"lanes.geojson", "icao"}) == "");
    CHECK(lacking(with("lanes", "bases.geojson"), {"bases.geojson", "must be a line"}) == "");
    CHECK(lacking(with("ports", "none.geojson"), {"none.geojson", "no such file"}) == "");
}

TEST_CASE("An area is that of the ellipsoid") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 3, "on_station = [\"2 h\"]"));
    // A geodesic circle of radius s on a sphere of the local mean radius R: 2 pi R^2 (1 - cos(s / R)); R at 50 N,
    // sqrt(meridian x prime vertical) = 6381.6 km, changes by 0.05 % across the disc.
    const double s = plan.reach.at(0).radius.value().kilometres(), r = 6381.6;
    CHECK(plan.reach.at(0).area.square_kilometres() ==
          Approx(2 * 3.14159265358979 * r * r * (1 - std::cos(s / r))).epsilon(2e-4));
}
