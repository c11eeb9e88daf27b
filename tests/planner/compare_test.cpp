#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "planner/compare.hpp"
#include "planner/emit/emit.hpp"
#include "planner/emit/plan_folder.hpp"

#include "geo/text.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>

#include <cmath>

using namespace picket;
using planner::FinishedPlan;

namespace {

std::string station(const std::string& id, double lon, double lat) {
    return fmt::format("[[station]]\nid = \"{}\"\nat = [{}, {}]\nfleet = \"f\"\nhours_per_day = 1\nzones = [\"z\"]\n", id, lon, lat);
}

// A disc of 350 km in which stations of fighters hold discs of their own.
std::string body(const std::string& stations) {
    return test::fleet("f", 30) + stations + "[[zone]]\nid = \"z\"\nresponse_time = \"5 min\"\nregion = { disc = { at = [15, 50], radius = \"350 km\" } }\n";
}

FinishedPlan finished(const test::World& world, const std::string& name, const planner::Plan& plan) {
    const std::filesystem::path folder = world.folder().path() / name;
    planner::write_folder(folder, planner::emit(plan, test::whole_summary(plan), test::as_geojson()), planner::Existing::refuse);
    return planner::read_finished_plan(folder);
}

// By GeographicLib, a polygon of so many sides that it lacks less than a millionth of the circle.
double circle_area_km2(geo::Position centre, double radius_m) {
    GeographicLib::PolygonArea polygon(GeographicLib::Geodesic::WGS84());
    constexpr int sides = 7200;
    for (int i = 0; i < sides; ++i) {
        const geo::Position p = test::moved(centre, -360.0 * i / sides, radius_m);
        polygon.AddPoint(p.lat(), p.lon());
    }
    double perimeter = 0, area = 0;
    polygon.Compute(false, true, perimeter, area);
    return area / 1e6;
}

const planner::KeyPair& pair_of(const std::vector<planner::KeyPair>& pairs, const std::string& key) {
    for (const planner::KeyPair& p : pairs)
        if (p.key == key) return p;
    throw std::runtime_error("no pair " + key);
}

}  // namespace

TEST_CASE("A plan against itself differs in nothing and gains no ground") {
    const test::World world;
    const FinishedPlan a = finished(world, "a", world.plan(body(station("one", 14, 49) + station("two", 15, 50))));
    for (const planner::KeyPair& p : planner::key_pairs(a, a)) {
        INFO(p.key);
        CHECK(!p.differs());
        CHECK(p.change().value_or(0) == 0);
    }
    geo::Notices notices;
    CHECK(planner::ground_changes(a, a, notices).empty());
    CHECK(notices.empty());
}

TEST_CASE("One station more gains the ground of its disc, and the other way loses it") {
    const test::World world;
    test::Random random;
    for (int round = 0; round < 4; ++round) {
        const double lon = random(15.8, 17.2), lat = random(49, 51);
        const planner::Plan more = world.plan(body(station("one", 13, 50) + station("two", lon, lat)));
        const FinishedPlan a = finished(world, fmt::format("a{}", round), world.plan(body(station("one", 13, 50))));
        const FinishedPlan b = finished(world, fmt::format("b{}", round), more);
        const double radius_m = more.zones.at(0).holders.at(1).radius.metres();
        const double expected = circle_area_km2(geo::Position::lon_lat(lon, lat), radius_m);
        // An edge may lie off by the tolerances of both plans, all along.
        const double allowed = 2 * 3.14159265 * radius_m * (a.tolerance + b.tolerance).metres() / 1e6;
        INFO("a station at " << lon << ", " << lat << " with " << radius_m << " m");
        geo::Notices notices;
        const auto gained = planner::ground_changes(a, b, notices), lost = planner::ground_changes(b, a, notices);
        REQUIRE(gained.size() == 1);
        REQUIRE(lost.size() == 1);
        CHECK(gained[0].is_gained);
        CHECK(!lost[0].is_gained);
        CHECK(gained[0].zone == "z");
        CHECK(std::abs(gained[0].area.square_kilometres() - expected) < allowed);
        // Overlay snaps to the grid of 1 mm.
        CHECK(std::abs((gained[0].area - lost[0].area).square_metres()) < 2 * 3.14159265 * radius_m * 1e-3);
        CHECK(pair_of(planner::key_pairs(a, b), "zones.z.held_km2").change().value() == Approx(expected).margin(allowed));
    }
}

TEST_CASE("Keys of one plan alone are told, and a prefix chooses whole steps") {
    const test::World world;
    const FinishedPlan a = finished(world, "a", world.plan(body(station("one", 13, 50))));
    const FinishedPlan b = finished(world, "b", world.plan(body(station("one", 13, 50) + station("one-more", 16, 50))));
    const auto pairs = planner::key_pairs(a, b);
    CHECK(!pair_of(pairs, "stations.one-more.seats").a);
    CHECK(pair_of(pairs, "stations.one-more.seats").b == planner::Json(1));
    CHECK(!pair_of(pairs, "stations.one-more.seats").change());
    for (const auto& p : planner::under(pairs, "stations.one")) CHECK(p.key.starts_with("stations.one."));
    CHECK(test::lacking(test::refusal([&] { planner::under(pairs, "station.one"); }), {"--key station.one", "did you mean 'stations.one'"}) == "");
}

TEST_CASE("Slivers between two tolerances are left out and told") {
    const test::World world;
    const std::string stations = station("one", 13, 50);
    const std::string fine = "tolerance = \"1 m\"\n", coarse = "tolerance = \"100 m\"\n";
    const FinishedPlan a = finished(world, "a", world.plan(fine + body(stations)));
    const FinishedPlan b = finished(world, "b", world.plan(coarse + body(stations)));
    geo::Notices notices;
    CHECK(planner::ground_changes(a, b, notices).empty());
    REQUIRE(notices.size() == 2);
    CHECK(test::lacking(notices[0], {"zone 'z'", "km2", "101 m"}) == "");
    CHECK(test::lacking(notices[1], {"reach 'f-0min'", "km2", "101 m"}) == "");
}

TEST_CASE("A zone that is other ground is told") {
    const test::World world;
    const FinishedPlan a = finished(world, "a", world.plan(body(station("one", 13, 50))));
    const std::string wide = test::fleet("f", 30) + station("one", 13, 50) +
                             "[[zone]]\nid = \"z\"\nresponse_time = \"5 min\"\nregion = { disc = { at = [15, 50], radius = \"360 km\" } }\n";
    const FinishedPlan b = finished(world, "b", world.plan(wide));
    geo::Notices notices;
    CHECK(planner::ground_changes(a, b, notices).empty());
    REQUIRE(notices.size() == 1);
    CHECK(test::lacking(notices[0], {"zone 'z' is not the same ground"}) == "");
}

TEST_CASE("What is no plan is refused with what it lacks") {
    const test::TemporaryFolder folder;
    const auto refusal = [&] { return test::refusal([&] { planner::read_finished_plan(folder.path()); }); };
    CHECK(test::lacking(test::refusal([] { planner::read_finished_plan("nowhere"); }), {"nowhere", "no such folder"}) == "");
    CHECK(test::lacking(refusal(), {"is not the folder of a plan", "no plan.json"}) == "");
    folder.write("summary.json", "{\"requirements\": []}");
    folder.write("plan.json", "{\"schema_version\": 2}");
    CHECK(test::lacking(refusal(), {"schema_version 2"}) == "");
    folder.write("plan.json", "{\"schema_version\": 1}");
    CHECK(test::lacking(refusal(), {"not those of a plan"}) == "");
    folder.write("plan.json", R"({"schema_version": 1, "scenario": {"name": "x", "title": "x", "tolerance_m": 0}, "frame": {"centre": [0, 0]}})");
    CHECK(test::lacking(refusal(), {"tolerance of 0 m"}) == "");
}
