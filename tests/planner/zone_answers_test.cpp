#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "planner/zone_answers.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

using namespace picket;
using test::fleet;
using test::lacking;

namespace {

// 10 NM a minute.
constexpr double dash_km_per_min = 18.52;

std::string station(const std::string& id, double lon, double lat, const std::string& more = "") {
    return fmt::format("[[station]]\nid = \"{}\"\nat = [{}, {}]\nfleet = \"f\"\nhours_per_day = 1\nzones = [\"z\"]\n{}\n", id, lon, lat, more);
}

std::string disc_zone(double radius_km, const std::string& more = "", const std::string& response = "10 min") {
    return fmt::format("[[zone]]\nid = \"z\"\nresponse_time = \"{}\"\nregion = {{ disc = {{ at = [15, 50], radius = \"{} km\" }} }}\n{}\n",
                       response, radius_km, more);
}

std::string air_defence(double lon, double lat) {
    return fmt::format("[[air_defence]]\nid = \"sam\"\nnation = \"AAA\"\ntype = \"battery\"\nat = [{}, {}]\n", lon, lat);
}

std::string coastal(const std::string& id, double lon, double lat) {
    return fmt::format("[[sensor]]\nid = \"{}\"\nnation = \"AAA\"\ntype = \"coastal\"\nat = [{}, {}]\nheight = \"100 m\"\n", id, lon, lat);
}

}  // namespace

TEST_CASE("A station in the middle of a disc: the mean is two thirds of its time, and the rim is what a gap misses") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 9) + station("s", 15, 50) + disc_zone(250));
    const planner::ZoneResult& z = plan.zones.at(0);
    const double rim_min = 250 / dash_km_per_min;
    REQUIRE(z.response.worst);
    CHECK(std::abs(z.response.worst->minutes() - rim_min) < planner::worst_error.minutes() + 0.001);
    CHECK(std::abs(z.response.mean->minutes() - 2.0 / 3 * 10) < planner::mean_error.minutes());
    CHECK(z.response.unreached.square_kilometres() < 0.01);
    REQUIRE(z.gap_pieces.size() == 1);
    const planner::GapResult& gap = z.gap_pieces[0];
    CHECK(gap.nearest == "s");
    CHECK(std::abs(gap.response->minutes() - rim_min) < planner::worst_error.minutes() + 0.001);
    CHECK(gap.closed_by == "s in 13.5 min instead of 10.0 min");
    CHECK(std::abs(test::distance_m(*gap.worst_at, geo::Position::lon_lat(15, 50)) - 250'000) < 100);
}

TEST_CASE("A racetrack's half and an alert's readiness count before the first metre") {
    const test::World world;
    const auto on_track = world.plan(fleet("f", 9) + station("s", 15, 50, "track = \"37.04 km\"") + disc_zone(100));
    CHECK(on_track.zones[0].response.worst->minutes() == Approx(100 / dash_km_per_min + 1).margin(0.006));
    const auto alert = world.plan(fleet("f", 9, "alert = 1") + disc_zone(100, "", "30 min"));
    CHECK(alert.zones[0].response.worst->minutes() == Approx(100 / dash_km_per_min + 15).margin(0.006));
}

TEST_CASE("No place waits longer than the worst, the mean is that of many places, and nobody is everywhere in a gap sooner") {
    const test::World world;
    const std::vector<geo::Position> at{geo::Position::lon_lat(13, 49), geo::Position::lon_lat(16.5, 51.5), geo::Position::lon_lat(18, 47)};
    std::string body = fleet("f", 60);
    for (std::size_t i = 0; i < at.size(); ++i) body += station(fmt::format("s{}", i), at[i].lon(), at[i].lat());
    const auto plan = world.plan(body + "[[zone]]\nid = \"z\"\nresponse_time = \"9 min\"\nregion = { country = \"AAA\" }\n");
    const planner::ZoneResult& z = plan.zones.at(0);
    const auto minutes = [&](std::size_t i, geo::Position p) { return test::distance_m(at[i], p) / 1000 / dash_km_per_min; };
    const auto first = [&](geo::Position p) { return std::min({minutes(0, p), minutes(1, p), minutes(2, p)}); };
    CHECK(first(*z.response.worst_at) == Approx(z.response.worst->minutes()).margin(0.001));
    const geo::PreparedRegion in_zone(z.region);
    std::vector<std::unique_ptr<geo::PreparedRegion>> in_gap;
    for (const planner::GapResult& gap : z.gap_pieces) in_gap.push_back(std::make_unique<geo::PreparedRegion>(gap.region));
    std::vector<std::array<double, 3>> slowest(in_gap.size(), {0, 0, 0});
    test::Random random;
    double total = 0, n = 0;
    for (int i = 0; i < 40000; ++i) {
        const double south = std::sin(45 * 3.14159265358979 / 180), north = std::sin(55 * 3.14159265358979 / 180);
        const geo::Position p = geo::Position::lon_lat(random(10, 20), std::asin(random(south, north)) * 180 / 3.14159265358979);
        const geo::Vec v = plan.theatre.frame.to_frame(p);
        if (!in_zone.contains(v)) continue;
        const double here = first(p);
        if (here > z.response.worst->minutes() + planner::worst_error.minutes()) CHECK(here == z.response.worst->minutes());
        if (here <= 9) total += here, ++n;
        for (std::size_t g = 0; g < in_gap.size(); ++g)
            if (in_gap[g]->contains(v))
                for (std::size_t k = 0; k < 3; ++k) slowest[g][k] = std::max(slowest[g][k], minutes(k, p));
    }
    // 13,000 places, with a spread of 2.2 min: chance makes 0.02 of it.
    CHECK(n > 10000);
    CHECK(std::abs(total / n - z.response.mean->minutes()) < 0.06);
    for (std::size_t g = 0; g < in_gap.size(); ++g) {
        const planner::GapResult& gap = z.gap_pieces[g];
        REQUIRE(gap.response);
        const std::size_t nearest = static_cast<std::size_t>(gap.nearest.back() - '0');
        INFO("gap " << g << " by " << gap.nearest);
        CHECK(minutes(nearest, *gap.worst_at) == Approx(gap.response->minutes()).margin(0.001));
        CHECK(slowest[g][nearest] <= gap.response->minutes() + planner::worst_error.minutes());
        if (gap.area.square_kilometres() < 1000) continue;  // too few places drawn
        for (std::size_t k = 0; k < 3; ++k) CHECK(slowest[g][k] > gap.response->minutes() - 0.5);
    }
    geo::Area pieces;
    for (const planner::GapResult& gap : z.gap_pieces) pieces = pieces + gap.area;
    CHECK(pieces.square_metres() == Approx(z.gap_area.square_metres()).epsilon(1e-9));
}

TEST_CASE("Air defence holds at once") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 1) + air_defence(15, 50) + disc_zone(50));
    const planner::ZoneResponse& r = plan.zones.at(0).response;
    REQUIRE(r.worst);
    CHECK(r.worst->seconds() == 0);
    CHECK(r.mean->seconds() == 0);
    CHECK(plan.zones[0].gap_pieces.empty());
}

TEST_CASE("Where nobody can come there is no worst response but a reason, and the gap says so") {
    const test::World world;
    const auto closed = world.plan("[airspace]\nclosed_countries = [\"BBB\"]\n" + fleet("f", 30) + station("s", 19, 50) +
                                   "[[zone]]\nid = \"z\"\nresponse_time = \"10 min\"\nregion = { disc = { at = [20, 50], radius = \"50 km\" } }\n");
    const planner::ZoneResult& z = closed.zones.at(0);
    CHECK_FALSE(z.response.worst);
    CHECK(lacking(z.response.why_not, {"closed airspace"}) == "");
    CHECK(z.response.unreached.square_kilometres() == Approx(z.gap_area.square_kilometres()).epsilon(1e-3));
    REQUIRE(z.gap_pieces.size() == 1);
    CHECK(z.gap_pieces[0].nearest.empty());
    CHECK(lacking(z.gap_pieces[0].closed_by, {"air defence"}) == "");
    const auto alone = world.plan(fleet("f", 1) + disc_zone(50));
    CHECK_FALSE(alone.zones.at(0).response.worst);
    CHECK_FALSE(alone.zones[0].response.mean);
    CHECK(lacking(alone.zones[0].response.why_not, {"no manned station"}) == "");
    CHECK(lacking(alone.zones[0].gap_pieces.at(0).closed_by, {"there is none"}) == "");
}

TEST_CASE("A way round closed airspace counts in the time of a gap") {
    const test::World world;
    // The sea south of both countries is open: from AAA the way to the far side of BBB leads round its corner.
    const auto far = [&](const std::string& airspace) {
        return world.plan(airspace + fleet("f", 30) + station("s", 19, 50) +
                          "[[zone]]\nid = \"z\"\nresponse_time = \"10 min\"\nregion = { disc = { at = [31, 50], radius = \"20 km\" } }\n");
    };
    const auto open = far(""), closed = far("[airspace]\nclosed_countries = [\"BBB\"]\n");
    REQUIRE(open.zones.at(0).response.worst);
    REQUIRE(closed.zones.at(0).response.worst);
    CHECK(closed.zones[0].response.worst->minutes() > open.zones[0].response.worst->minutes() + 5);
}

TEST_CASE("Seen is what lies within a radar's horizon at the zone's height, counted by sensors, and is not held") {
    const test::World world;
    const auto plan = [&](const std::string& more) {
        return world.plan(fleet("f", 1) + coastal("r", 15, 50) + coastal("r2", 15, 50) + coastal("r3", 15, 51.8) + disc_zone(150, more));
    };
    const auto low = plan(""), high = plan("seen_at = \"25 m\"");
    const double low_km = 41.2, high_km = 41.2 + 20.6;  // 4.12 (10 + 0), 4.12 (10 + 5)
    CHECK(low.zones[0].seen_area.square_kilometres() == Approx(3.14159265 * low_km * low_km).epsilon(1e-3));
    CHECK(high.zones[0].held.is_empty());
    REQUIRE(high.zones[0].by_seen_area.size() == 2);
    CHECK(high.zones[0].by_seen_area[0].first == 1);  // a part of r3's, 200 km away
    CHECK(high.zones[0].by_seen_area[1].first == 2);
    CHECK(high.zones[0].by_seen_area[1].second.square_kilometres() == Approx(3.14159265 * high_km * high_km).epsilon(1e-3));
    CHECK(high.sensors.at(0).radius.kilometres() == Approx(low_km));
    const planner::Json sum = planner::summary_of(high).at("zones").at("z");
    CHECK(sum.at("seen_share").get<double>() == Approx(sum.at("seen_km2").get<double>() / sum.at("area_km2").get<double>()).margin(1e-6));
    CHECK(sum.at("seen_by_cover_km2").size() == 2);
    CHECK(sum.at("held_share") == 0.0);
}

TEST_CASE("Weights of places in the zone are summed, held and seen; those outside do not count, and a notice says so") {
    const test::World world;
    world.folder().write("people.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","id":"a","properties":{"name":"A","people":300},"geometry":{"type":"Point","coordinates":[15.1,50]}},
        {"type":"Feature","id":"b","properties":{"name":"B","people":100},"geometry":{"type":"Point","coordinates":[18,50]}},
        {"type":"Feature","id":"c","properties":{"name":"C","people":50},"geometry":{"type":"Point","coordinates":[25,50]}}]})");
    const auto plan = world.plan(fleet("f", 9) + station("s", 15, 50) + coastal("r", 15, 50) +
                                 disc_zone(250, "weights = [{ name = \"people\", layer = \"people.geojson\", field = \"people\" }]\n"
                                                "assets = [{ name = \"plant\", at = [15, 50], weight = 4 }, { name = \"port\", at = [15, 52] }]"));
    const planner::Json w = planner::summary_of(plan).at("zones").at("z").at("weights");
    CHECK(w.at("people") == planner::Json{{"places", 2}, {"total", 400.0}, {"held", 300.0}, {"held_share", 0.75}, {"seen", 300.0}, {"seen_share", 0.75}});
    CHECK(w.at("assets") == planner::Json{{"places", 2}, {"total", 5.0}, {"held", 4.0}, {"held_share", 0.8}, {"seen", 4.0}, {"seen_share", 0.8}});
    const planner::WeightedPlace& port = plan.zones[0].weights.at(1).places.at(1);
    CHECK(port.held_by == 0);
    CHECK(port.response->minutes() == Approx(test::distance_m(port.at, geo::Position::lon_lat(15, 50)) / 1000 / dash_km_per_min));
    CHECK(std::any_of(plan.notices.begin(), plan.notices.end(), [](const std::string& n) {
        return n.find("zone 'z': 1 of the 3 places of 'people' lie outside the zone") != std::string::npos;
    }));
    const auto by_layer = world.plan(fleet("f", 9) + disc_zone(250, "assets = \"people.geojson\""));
    CHECK(by_layer.zones[0].weights.at(0).places.at(0).weight == 1);
}

TEST_CASE("A weight that is none is refused with file, feature and field") {
    const test::World world;
    world.folder().write("bad.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","id":"a","properties":{"people":-3},"geometry":{"type":"Point","coordinates":[15,50]}}]})");
    world.folder().write("line.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","id":"l","properties":{},"geometry":{"type":"LineString","coordinates":[[15,50],[16,50]]}}]})");
    const auto told = [&](const std::string& more) { return test::refusal([&] { world.plan(fleet("f", 1) + disc_zone(50, more)); }); };
    CHECK(lacking(told("weights = [{ name = \"p\", layer = \"bad.geojson\", field = \"people\" }]"), {"zone 'z'", "weights 'p'", "bad.geojson, feature 1 (a)", "people", "0 or more"}) == "");
    CHECK(lacking(told("weights = [{ name = \"p\", layer = \"bad.geojson\", field = \"folk\" }]"), {"zone 'z'", "bad.geojson: no field 'folk'", "it has", "people"}) == "");
    CHECK(lacking(told("assets = \"line.geojson\""), {"zone 'z'", "line.geojson, feature 1 (l)", "is no point"}) == "");
    CHECK(lacking(told("assets = [{ name = \"p\", at = [15, 50], weight = 0 }]"), {"weight", "must be positive"}) == "");
    CHECK(lacking(told("assets = [{ name = \"p\", at = [15, 50], wieght = 2 }]"), {"wieght", "weight"}) == "");
    CHECK(lacking(told("weights = [{ name = \"assets\", layer = \"bad.geojson\", field = \"people\" }]"), {"name", "used already"}) == "");
    CHECK(lacking(told("seen_at = \"-5 m\""), {"seen_at", "cannot be negative"}) == "");
}
