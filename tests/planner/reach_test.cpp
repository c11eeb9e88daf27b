#include "tests/catch.hpp"
#include "tests/geo/visibility_graph.hpp"
#include "tests/planner/world.hpp"

#include "planner/emit/layers.hpp"

#include <algorithm>
#include <cmath>

using namespace picket;
using geo::area_of;
using test::fleet;

namespace {

const std::string closed_east = "[airspace]\nclosed_countries = [\"BBB\"]\n";

geo::Layer layer_of(const planner::Plan& plan) { return planner::reach_layer(plan).layer; }

// How far from a boundary a random place must be for its answer to be certain.
constexpr double doubt_m = 12;  // the tolerance and a little

bool in_closed_box(geo::Position p, double margin_deg) {
    const bool land = p.lon() > 20 - margin_deg && p.lon() < 30 + margin_deg && p.lat() > 44.8 - margin_deg &&
                      p.lat() < 55 + margin_deg;
    return land;
}

// Within the data: the countries layer ends at 0 and 40 E, 35 and 62 N.
bool in_known_box(geo::Position p, double margin_deg) {
    return p.lon() > margin_deg && p.lon() < 40 - margin_deg && p.lat() > 35 + margin_deg && p.lat() < 62 - margin_deg;
}

}  // namespace

TEST_CASE("A place is in the reach if and only if it is known, not closed, and near enough by the way round") {
    const test::World world;
    const auto plan = world.plan(closed_east + fleet("f", 10, "on_station = [\"0 min\", \"30 min\", \"60 min\", \"2 h\"]"));
    REQUIRE(plan.reach.size() == 4);
    const geo::Position base = geo::Position::lon_lat(15, 50);
    // The closed ground's own outline, as places joined by geodesics.
    const geo::Region closed = unite(plan.theatre.closed.at(0).region, plan.theatre.closed.at(1).region);
    const geo::MultiPolygon shape = closed.polygons();
    REQUIRE(shape.size() == 1);
    std::vector<std::vector<geo::Position>> outline(1);
    for (const geo::Vec& v : shape[0].outer) outline[0].push_back(plan.theatre.frame.to_position(v));
    outline[0].pop_back();
    const test::VisibilityGraph graph(outline);
    test::Random random;
    for (const planner::Reach& reach : plan.reach) {
        // Closed form: half of what is left of 2.5 h at 480 kt.
        const double radius_m = (2.5 - reach.on_station.hours()) / 2 * 480 * 1852;
        CHECK(reach.radius.value().metres() == Approx(radius_m));
        std::vector<geo::Position> places;
        for (int i = 0; i < 700; ++i) {
            const geo::Position p = test::moved(base, random(0, 360), radius_m * std::sqrt(random(0, 1.3)));
            if (in_closed_box(p, 2e-4) == in_closed_box(p, -2e-4) && in_known_box(p, 2e-4) == in_known_box(p, -2e-4)) places.push_back(p);
        }
        const std::vector<double> ways_m = graph.lengths_m(base, places);
        int inside = 0, outside = 0, shut = 0, round = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const geo::Position p = places[i];
            const bool is_closed = in_closed_box(p, 0);
            if (!is_closed && std::abs(ways_m[i] - radius_m) < doubt_m) continue;
            const bool got = contains(reach.region, plan.theatre.frame.to_frame(p));
            const bool expected = !is_closed && ways_m[i] < radius_m && in_known_box(p, 0);
            if (got != expected) {
                INFO("at " << p.lon() << ", " << p.lat() << ": " << ways_m[i] << " m of " << radius_m);
                CHECK(got == expected);
            }
            ++(expected ? inside : outside);
            shut += is_closed;
            round += !is_closed && ways_m[i] > test::distance_m(base, p) + 1000;
        }
        CHECK(inside > 200);
        CHECK(outside > 50);
        if (reach.on_station.hours() < 1.5) CHECK(shut > 10);
        if (reach.on_station.hours() < 0.5) CHECK(round > 10);
    }
}

TEST_CASE("Reach nests: more time on station, less ground") {
    const test::World world;
    const auto plan = world.plan(closed_east + fleet("f", 10, "on_station = [\"2 h\", \"0 min\", \"1 h\", \"30 min\"]"));
    REQUIRE(plan.reach.size() == 4);
    for (std::size_t i = 1; i < plan.reach.size(); ++i) {
        const planner::Reach &wide = plan.reach[i - 1], &narrow = plan.reach[i];
        CHECK(wide.on_station < narrow.on_station);
        CHECK(narrow.area < wide.area);
        // Their boundaries share what is closed, so the difference is slivers of the grid at most.
        CHECK(area_of(plan.theatre.frame, subtract(narrow.region, wide.region)).square_metres() < 10);
    }
}

TEST_CASE("Reach never enters closed airspace") {
    const test::World world;
    const auto plan = world.plan(closed_east + fleet("f", 10, "on_station = [\"0 min\", \"1 h\"]"), true);
    REQUIRE(plan.theatre.closed.size() == 3);  // the country, its sea, and the far side of the front
    for (const planner::Reach& reach : plan.reach)
        for (const planner::ClosedPart& part : plan.theatre.closed) {
            INFO(part.reason);
            CHECK(area_of(plan.theatre.frame, intersect(reach.region, part.region)).square_metres() < 10);
        }
    // Without the closing it would.
    const auto open = world.plan(fleet("f", 10, "on_station = [\"0 min\"]"));
    CHECK(area_of(open.theatre.frame, intersect(open.reach[0].region, plan.theatre.closed[0].region)).square_kilometres() >
          1e5);
}

TEST_CASE("A time on station that cannot be had anywhere gives an empty reach and a notice") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 10, "on_station = [\"3 h\"]"));
    CHECK(plan.reach.at(0).region.is_empty());
    CHECK(plan.reach.at(0).area.square_metres() == 0);
    CHECK(std::any_of(plan.notices.begin(), plan.notices.end(), [](const std::string& n) {
        return n.find("fleet 'f' cannot stay 180 min anywhere") != std::string::npos;
    }));
}

TEST_CASE("Reach is drawn for each fleet and each time asked, in order") {
    const test::World world;
    const auto plan = world.plan(fleet("b", 10, "on_station = [\"1 h\", \"0 min\"]") + fleet("a", 10));
    REQUIRE(plan.reach.size() == 4);
    CHECK(plan.reach[0].fleet == "b");
    CHECK(plan.reach[0].on_station.hours() == 0);
    CHECK(plan.reach[1].on_station.hours() == 1);
    CHECK(plan.reach[2].fleet == "a");
    CHECK(plan.reach[2].is_asked);
    CHECK_FALSE(plan.reach[3].is_asked);  // 1 h serves the force's map alone, since the other fleet asks for it
    CHECK(layer_of(plan).features.size() == 3);
}
