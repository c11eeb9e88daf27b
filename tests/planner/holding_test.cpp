#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

using namespace picket;
using geo::area_of;
using test::fleet;

namespace {

std::string station(const std::string& id, double lon, double lat, const std::string& more = "",
                    const std::string& of = "f") {
    return fmt::format("[[station]]\nid = \"{}\"\nat = [{}, {}]\nfleet = \"{}\"\nhours_per_day = 1\nzones = [\"z\"]\n{}\n",
                       id, lon, lat, of, more);
}

std::string zone(const std::string& region, const std::string& response = "10 min") {
    return fmt::format("[[zone]]\nid = \"z\"\nresponse_time = \"{}\"\nregion = {}\n", response, region);
}

std::string air_defence(double lon, double lat, const std::string& more = "") {
    return fmt::format("[[air_defence]]\nid = \"sam\"\nnation = \"AAA\"\ntype = \"battery\"\nat = [{}, {}]\n{}\n", lon, lat,
                       more);
}

struct Responder {
    std::string id;
    geo::Position at;
    double radius_m;
};

// Each of the zone's random places must be held by exactly as many as brute force counts.
void check_by_brute_force(const planner::Plan& plan, const std::vector<Responder>& responders, double lon0, double lon1,
                          double lat0, double lat1) {
    const planner::ZoneResult& z = plan.zones.at(0);
    std::vector<std::string> ids;
    for (const planner::Cover& c : z.holders) ids.push_back(c.id);
    std::vector<std::string> expected_ids;
    for (const Responder& r : responders) expected_ids.push_back(r.id);
    CHECK(ids == expected_ids);
    const geo::PreparedRegion in_zone(z.region), in_held(z.held), in_gaps(z.gaps);
    std::vector<std::pair<int, std::unique_ptr<geo::PreparedRegion>>> in_cover;
    for (const auto& [number, region] : z.by_cover)
        in_cover.emplace_back(number, std::make_unique<geo::PreparedRegion>(region));
    test::Random random;
    int held = 0, gaps = 0, twice = 0;
    for (int i = 0; i < 5000; ++i) {
        const geo::Position p = geo::Position::lon_lat(random(lon0, lon1), random(lat0, lat1));
        int count = 0;
        bool doubtful = false;
        for (const Responder& r : responders) {
            const double away = test::distance_m(p, r.at);
            doubtful = doubtful || std::abs(away - r.radius_m) < 12;
            count += away <= r.radius_m;
        }
        const geo::Vec v = plan.theatre.frame.to_frame(p);
        if (doubtful || !in_zone.contains(v)) continue;
        INFO("at " << p.lon() << ", " << p.lat() << ", held by " << count);
        CHECK(in_held.contains(v) == (count > 0));
        CHECK(in_gaps.contains(v) == (count == 0));
        for (const auto& [number, region] : in_cover) CHECK(region->contains(v) == (number == count));
        ++(count > 0 ? held : gaps);
        twice += count > 1;
    }
    CHECK(held > 500);
    CHECK(gaps > 200);
    CHECK(twice > 100);
}

double plane_area_m2(const geo::Region& region) {
    double twice = 0;
    for (const geo::Polygon& p : region.polygons()) {
        twice += geo::signed_area2(p.outer);
        for (const geo::Ring& hole : p.holes) twice += geo::signed_area2(hole);
    }
    return twice / 2;
}

// Held and gaps tile the zone; covers tile what is held: in the frame, where they were overlaid, and on the ellipsoid.
void check_partition(const planner::Plan& plan) {
    const double plane = plane_area_m2(plan.zones.at(0).region);
    CHECK(std::abs(plane_area_m2(plan.zones[0].held) + plane_area_m2(plan.zones[0].gaps) - plane) <= 1e-9 * plane);
    const planner::ZoneResult& z = plan.zones.at(0);
    const double zone = z.area.square_metres(), held = z.held_area.square_metres(), gaps = z.gap_area.square_metres();
    CHECK(std::abs(held + gaps - zone) <= 1e-9 * zone);
    double covers = 0;
    for (const auto& [count, area] : z.cover_area) covers += area.square_metres();
    CHECK(std::abs(covers - held) <= 1e-9 * zone);
    CHECK(area_of(plan.theatre.frame, intersect(z.held, z.gaps)).square_metres() <= 1e-9 * zone);
    CHECK(area_of(plan.theatre.frame, subtract(z.held, z.region)).square_metres() <= 1e-9 * zone);
}

}  // namespace

TEST_CASE("A place is held when an aircraft of a manned station, from alert, or air defence is there in time") {
    const test::World world;
    const auto plan = world.plan(
        fleet("f", 60) + fleet("g", 5, "alert = 2") + station("one", 13, 49) + station("two", 15, 51, "track = \"50 km\"") +
        air_defence(17, 48) + zone("{ country = \"AAA\" }", "17 min"));
    // 10 NM a minute at dash speed; a patrol counts from the worst point of its track, alert from 15 minutes on.
    check_by_brute_force(plan,
                         {{"one", geo::Position::lon_lat(13, 49), 170 * 1852.0},
                          {"two", geo::Position::lon_lat(15, 51), 170 * 1852.0 - 25000},
                          {"alert-g", geo::Position::lon_lat(15, 50), 20 * 1852.0},
                          {"sam", geo::Position::lon_lat(17, 48), 60000}},
                         10, 20, 45, 55);
    check_partition(plan);
}

TEST_CASE("Held and gaps partition the zone, and counted covers add up, for many overlapping stations") {
    const test::World world;
    std::string body = fleet("f", 500);
    std::vector<Responder> responders;
    test::Random random;
    for (int i = 0; i < 12; ++i) {
        const double lon = std::round(random(12, 18) * 100) / 100, lat = std::round(random(47, 53) * 100) / 100;
        body += station(fmt::format("s{}", i), lon, lat);
        responders.push_back({fmt::format("s{}", i), geo::Position::lon_lat(lon, lat), 80 * 1852.0});
    }
    const auto plan = world.plan(body + zone("{ country = \"AAA\" }", "8 min"));
    check_by_brute_force(plan, responders, 10, 20, 45, 55);
    check_partition(plan);
    CHECK(plan.zones[0].by_cover.size() > 3);
}

TEST_CASE("An air-defence site may have a radius of its own") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 1) + air_defence(15, 50, "radius = \"30 km\"") + zone("{ country = \"AAA\" }"));
    REQUIRE(plan.zones[0].holders.size() == 1);
    const double r = 30, expected = 3.14159265358979 * r * r;
    CHECK(plan.zones[0].held_area.square_kilometres() == Approx(expected).epsilon(1e-3));
}

TEST_CASE("Alert that cannot be airborne in time, a track longer than the response, and unnamed stations hold nothing") {
    const test::World world;
    const std::string region = "{ disc = { at = [15, 50], radius = \"100 km\" } }";
    const auto held_km2 = [&](const std::string& body, const std::string& response) {
        return world.plan(body + zone(region, response)).zones[0].held_area.square_kilometres();
    };
    CHECK(held_km2(fleet("f", 5, "alert = 2"), "15 min") == 0);
    CHECK(held_km2(fleet("f", 5, "alert = 2"), "16 min") > 0);
    CHECK(held_km2(fleet("f", 9) + station("s", 15, 50, "track = \"380 km\""), "10 min") == 0);
    CHECK(held_km2(fleet("f", 9) + station("s", 15, 50, "track = \"360 km\""), "10 min") > 0);
    std::string unnamed = station("s", 15, 50);
    unnamed.replace(unnamed.find("zones"), 5, "#");
    CHECK(held_km2(fleet("f", 9) + unnamed, "10 min") == 0);
}

TEST_CASE("Seen is not held: a station of early-warning aircraft or of tankers holds no zone") {
    const test::World world;
    const auto held = [&](const std::string& type, const std::string& stay) {
        std::string text = fleet("f", 30);
        text.replace(text.find("fighter"), 7, type);
        const auto plan = world.plan(text + station("s", 15, 50, stay) +
                                     zone("{ disc = { at = [15, 50], radius = \"50 km\" } }"));
        return plan.zones[0].held_area.square_kilometres();
    };
    CHECK(held("fighter", "") > 7000);
    CHECK(held("radar", "") == 0);
    CHECK(held("tanker", "on_station = \"4 h\"\n") == 0);
}

TEST_CASE("Closed airspace is not held by aircraft that may not enter it") {
    const test::World world;
    const auto plan = world.plan("[airspace]\nclosed_countries = [\"BBB\"]\n" + fleet("f", 30) + station("s", 19.5, 50) +
                                 zone("{ disc = { at = [20, 50], radius = \"50 km\" } }"));
    const auto held = [&](double lon) {
        return contains(plan.zones[0].held, plan.theatre.frame.to_frame(geo::Position::lon_lat(lon, 50)));
    };
    CHECK(held(19.9));
    CHECK_FALSE(held(20.1));
    check_partition(plan);
}

TEST_CASE("A sensor sees to its range and horizon, from a place or from a manned station") {
    const test::World world;
    const std::string radar = "[[sensor]]\nid = \"r\"\nnation = \"AAA\"\n";
    const auto coastal = world.plan(fleet("f", 1) + radar + "type = \"coastal\"\nat = [15, 45]\ntarget_height = \"25 m\"\n");
    REQUIRE(coastal.sensors.size() == 1);
    CHECK(coastal.sensors[0].radius.kilometres() == Approx(100));  // 4.12 (20 + 5) = 103 is beyond the instrument's range
    const auto low = world.plan(fleet("f", 1) + radar + "type = \"coastal\"\nat = [15, 45]\nheight = \"100 m\"\n");
    CHECK(low.sensors[0].radius.kilometres() == Approx(41.2));
    const auto carried = world.plan(fleet("f", 9) + station("s", 15, 50, "track = \"40 km\"") + zone("{ country = \"AAA\" }") +
                                    radar + "type = \"airborne\"\nstation = \"s\"\n");
    REQUIRE(carried.sensors.size() == 1);
    CHECK(carried.sensors[0].radius.kilometres() == Approx(300 - 20));
    const auto empty = world.plan(fleet("f", 1, "alert = 1") + station("s", 15, 50) + zone("{ country = \"AAA\" }") + radar +
                                  "type = \"airborne\"\nstation = \"s\"\n");
    CHECK(empty.sensors.empty());
    CHECK(std::any_of(empty.notices.begin(), empty.notices.end(), [](const std::string& n) {
        return n.find("sensor 'r' sees nothing: station 's' is not manned") != std::string::npos;
    }));
}
