// Ways by water, against a graph of all lines of sight and land looked at by other means.
#include "geo/antimeridian.hpp"
#include "planner/sea_route.hpp"
#include "planner/sea_ways.hpp"
#include "tests/catch.hpp"
#include "tests/geo/obstacles.hpp"
#include "tests/geo/visibility_graph.hpp"

using namespace picket;
using geo::Distance;
using geo::Position;
using geo::Vec;
using planner::GivenWaters;
using planner::SeaRoute;
using test::Random;

namespace {

using Rings = std::vector<std::vector<Position>>;

// Counter-clockwise rings of places, edges straight in lon/lat.
GivenWaters sea_with(const Rings& islands) {
    GivenWaters given;
    for (const auto& ring : islands)
        given.land.push_back({"islands", {{test::Obstacles::lon_lat(ring), {}}}, geo::EdgeRule::straight});
    return given;
}

GivenWaters sea_with(const geo::MultiPolygon& land) { return {{{"land", land, geo::EdgeRule::straight}}, {}, {}, {}}; }

Position at(double lon, double lat) { return Position::lon_lat(lon, lat); }

std::optional<SeaRoute> route(const GivenWaters& given, Position from, Position to, Distance offshore = {},
                              Distance tolerance = Distance::metres(0.1)) {
    return planner::sea_route(given, {"--from A", from}, {"--to B", to}, offshore, tolerance);
}

// With vertices so close that a straight edge in lon/lat is a geodesic to some centimetres.
std::vector<Position> densified(const std::vector<Position>& ring, int pieces) {
    std::vector<Position> result;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Position a = ring[i], b = ring[(i + 1) % ring.size()];
        for (int k = 0; k < pieces; ++k) {
            const double t = static_cast<double>(k) / pieces;
            result.push_back(at(a.lon() + (b.lon() - a.lon()) * t, a.lat() + (b.lat() - a.lat()) * t));
        }
    }
    return result;
}

double side(Vec a, Vec b, Vec p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); }

bool cross_or_touch(Vec a, Vec b, Vec c, Vec d) {
    return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

// Whether a line drawn straight in lon/lat meets any of the land.
bool touches_land(const geo::Line& line, const Rings& islands) {
    for (const auto& ring : islands) {
        const geo::Ring land = test::Obstacles::lon_lat(ring);
        for (const Vec& v : line)
            if (test::ring_holds(land, v)) return true;
        for (std::size_t i = 1; i < line.size(); ++i)
            for (std::size_t k = 1; k < land.size(); ++k)
                if (cross_or_touch(line[i - 1], line[i], land[k - 1], land[k])) return true;
    }
    return false;
}

double drawn_length_m(const geo::Line& line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        sum += test::true_distance_m(Position::computed(line[i - 1].x, line[i - 1].y), Position::computed(line[i].x, line[i].y));
    return sum;
}

// The least distance from land of a place, seen along its edges every few metres.
double off_land_m(Vec v, const Rings& islands) {
    double least = 1e9;
    const Position p = at(v.x, v.y);
    const test::Plane plane(p);
    for (const auto& ring : islands)
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Vec q = test::nearest_on({0, 0}, plane.forward(ring[i]), plane.forward(ring[(i + 1) % ring.size()]));
            least = std::min(least, std::hypot(q.x, q.y));
        }
    return least;
}

Position water(Random& random, const test::Obstacles& islands, Position centre, double radius_m) {
    for (;;)
        if (const Position p = random.within(centre, radius_m); !islands.hold(p)) return p;
}

// A quarter of a degree of land with a strait through it, 2 km wide, along the meridian of 30 E; closed seas are to the north
// and the south of it.
geo::MultiPolygon strait() {
    const double w = 0.0125;
    const geo::Ring west{{29, 44}, {30 - w, 44}, {30 - w, 44.25}, {29, 44.25}, {29, 44}};
    const geo::Ring east{{30 + w, 44}, {31, 44}, {31, 44.25}, {30 + w, 44.25}, {30 + w, 44}};
    const geo::Ring coast{{28, 43}, {32, 43}, {32, 45}, {28, 45}, {28, 43}};
    const geo::Ring seas{{29, 43.5}, {29, 44.75}, {31, 44.75}, {31, 43.5}, {29, 43.5}};
    return {{coast, {seas}}, {west, {}}, {east, {}}};
}

}  // namespace

TEST_CASE("Ways round random islands are as long as the shortest of all lines of sight, and touch no land") {
    test::Worst worst("way by water against a visibility graph", "m");
    for (int trial = 0; trial < 12; ++trial) {
        INFO("trial " << trial);
        Random random(static_cast<std::uint64_t>(trial) + 1);
        const Position centre = at(random.uniform(-170, 170), random.uniform(-60, 60));
        const double cell_m = random.log_uniform(2'000, 8'000);
        const test::Obstacles islands = test::random_obstacles(random, centre, cell_m, 4, 5 + static_cast<int>(random.below(6)));
        Rings fine;
        for (const auto& ring : islands.rings) fine.push_back(densified(ring, 3));
        const test::VisibilityGraph graph(fine);
        const GivenWaters given = sea_with(islands.rings);
        for (int pair = 0; pair < 3; ++pair) {
            INFO("pair " << pair);
            const Position from = water(random, islands, centre, 2.8 * cell_m), to = water(random, islands, centre, 2.8 * cell_m);
            const double wanted = graph.lengths_m(from, {to}).at(0);
            const auto got = route(given, from, to);
            REQUIRE(got);
            worst.add(std::abs(got->length().metres() - wanted));
            REQUIRE(std::abs(got->length().metres() - wanted) < 1);
            REQUIRE_FALSE(touches_land(got->drawn, islands.rings));
            REQUIRE(std::abs(drawn_length_m(got->drawn) - got->length().metres()) < 0.1);
        }
    }
}

TEST_CASE("However coarse the tolerance, a way touches no land") {
    for (const double tolerance : {0.1, 1.0, 10.0, 100.0})
        for (int trial = 0; trial < 6; ++trial) {
            INFO("tolerance " << tolerance << ", trial " << trial);
            Random random(static_cast<std::uint64_t>(trial) + 100);
            const Position centre = at(random.uniform(-170, 170), random.uniform(-75, 75));
            const double cell_m = random.log_uniform(20'000, 200'000);
            const test::Obstacles islands = test::random_obstacles(random, centre, cell_m, 3, 7);
            const Position from = water(random, islands, centre, 2 * cell_m), to = water(random, islands, centre, 2 * cell_m);
            const auto got = route(sea_with(islands.rings), from, to, {}, Distance::metres(tolerance));
            REQUIRE(got);
            REQUIRE_FALSE(touches_land(got->drawn, islands.rings));
        }
}

TEST_CASE("A lane that keeps off land is as long as the shortest round the ground within that distance") {
    test::Worst worst("way off land against a visibility graph", "m");
    const double d = 600, step = 3;
    for (int trial = 0; trial < 6; ++trial) {
        INFO("trial " << trial);
        Random random(static_cast<std::uint64_t>(trial) + 200);
        const Position centre = at(random.uniform(-170, 170), random.uniform(-60, 60));
        const test::Plane plane(centre);
        Rings islands, round;
        for (const double east : {-3000.0, 3000.0}) {
            const Position middle = plane.reverse({east, random.uniform(-1500, 1500)});
            auto& island = islands.emplace_back();
            auto& ground = round.emplace_back();
            const double turned = random.uniform(0, 360);
            for (int k = 0; k < 3; ++k) island.push_back(test::true_direct(middle, turned - 120.0 * k, random.uniform(800, 2000)));
            // About each corner an arc from the one edge's square to the other's.
            for (std::size_t k = 0; k < 3; ++k) {
                const Position corner = island[k], before = island[(k + 2) % 3], after = island[(k + 1) % 3];
                double unused = 0, in = 0, out = 0;
                test::oracle().Inverse(before.lat(), before.lon(), corner.lat(), corner.lon(), unused, unused, in);
                test::oracle().Inverse(corner.lat(), corner.lon(), after.lat(), after.lon(), unused, out, unused);
                in += 90;  // to the right of the edges, which run counter-clockwise
                out += 90;
                while (out > in) out -= 360;
                while (out <= in - 360) out += 360;
                for (double azimuth = in; azimuth > out; azimuth -= step) ground.push_back(test::true_direct(corner, azimuth, d));
                ground.push_back(test::true_direct(corner, out, d));
            }
        }
        const Position from = plane.reverse({random.uniform(-8000, 8000), -6000}), to = plane.reverse({random.uniform(-8000, 8000), 6000});
        const double wanted = test::VisibilityGraph(round).lengths_m(from, {to}).at(0);
        const auto got = route(sea_with(islands), from, to, Distance::metres(d));
        REQUIRE(got);
        worst.add(std::abs(got->length().metres() - wanted));
        CHECK(std::abs(got->length().metres() - wanted) < 1);
        CHECK(got->from.opened == Distance{});
        for (std::size_t i = 1; i < got->drawn.size(); ++i)
            for (int k = 0; k <= 20; ++k) REQUIRE(off_land_m(test::along(got->drawn[i - 1], got->drawn[i], k / 20.0), islands) >= d);
    }
}

TEST_CASE("Off land a lane leaves its port by an opening no wider than told") {
    const geo::Ring coast{{29, 44}, {30, 44}, {30, 44.5}, {29, 44.5}, {29, 44}};
    const Rings islands{{at(29, 44), at(30, 44), at(30, 44.5), at(29, 44.5)}};
    const auto got = route(sea_with(geo::MultiPolygon{{coast, {}}}), at(29.99, 44.25), at(28.5, 44.25), Distance::kilometres(6), Distance::metres(1));
    REQUIRE(got);
    CHECK(got->from.offset.metres() == Approx(test::true_distance_m(at(29.99, 44.25), at(30, 44.25))).margin(3));
    CHECK(got->from.opened.metres() == Approx(6600).margin(10));
    CHECK(got->to.opened == Distance{});
    const Rings fine{densified(islands[0], 50)};
    for (std::size_t i = 1; i < got->drawn.size(); ++i)
        for (int k = 0; k <= 10; ++k) {
            const Vec v = test::along(got->drawn[i - 1], got->drawn[i], k / 10.0);
            const bool is_near_port = test::true_distance_m(at(v.x, v.y), got->from.at) <= got->from.opened.metres() + 1;
            if (!is_near_port) REQUIRE(off_land_m(v, fine) >= 6000);
        }
}

TEST_CASE("A barrier from coast to coast closes a strait, a shorter one is gone round") {
    GivenWaters given = sea_with(strait());
    const Position north = at(30, 44.6), south = at(30, 43.7);
    const auto open = route(given, north, south);
    REQUIRE(open);
    CHECK(open->length().metres() == Approx(test::true_distance_m(north, south)).margin(0.1));

    given.barriers = {{{29.98, 44.1}, {30.02, 44.11}}};
    CHECK_FALSE(route(given, north, south));

    given.barriers = {{{29.98, 44.1}, {30.005, 44.1}}};
    const auto round = route(given, north, south);
    REQUIRE(round);
    const Position tip = at(30.005, 44.1);
    CHECK(round->length().metres() == Approx(test::true_distance_m(north, tip) + test::true_distance_m(tip, south)).margin(0.5));

    // However far it goes on, only what lies near counts.
    given.barriers = {{{29.5, -89}, {29.5, 89}}};
    const auto beside = route(given, north, south);
    REQUIRE(beside);
    CHECK(beside->length().metres() == Approx(test::true_distance_m(north, south)).margin(0.1));
    given.barriers = {{{-179, 44.1}, {179, 44.1}}};
    CHECK_FALSE(route(given, north, south));

    given.barriers.clear();
    given.avoided = {{"mines", {{{{29.9, 44.1}, {30.1, 44.1}, {30.1, 44.15}, {29.9, 44.15}, {29.9, 44.1}}, {}}}, geo::EdgeRule::straight}};
    CHECK_FALSE(route(given, north, south));
    CHECK(route(given, north, at(30, 44.2)));
}

TEST_CASE("Off land a strait narrower than twice the distance is closed") {
    const GivenWaters given = sea_with(strait());
    CHECK(route(given, at(30, 44.6), at(30, 43.7), Distance::metres(900), Distance::metres(1)));
    CHECK_FALSE(route(given, at(30, 44.6), at(30, 43.7), Distance::metres(1100), Distance::metres(1)));
}

TEST_CASE("A port starts in the nearest of the waters from which there is a way") {
    // A lake 300 m to the north of the port, the sea 900 m to the south.
    const double m = 1 / 111'000.0;
    const geo::Ring land{{29, 44}, {30, 44}, {30, 44.5}, {29, 44.5}, {29, 44}};
    const geo::Ring lake{{29.4, 44 + 1200 * m}, {29.4, 44.2}, {29.6, 44.2}, {29.6, 44 + 1200 * m}, {29.4, 44 + 1200 * m}};
    const GivenWaters given = sea_with({{land, {lake}}});
    const Position port = at(29.5, 44 + 900 * m);
    const auto to_sea = route(given, port, at(29.5, 43.5)), to_lake = route(given, port, at(29.5, 44.1));
    REQUIRE(to_sea);
    REQUIRE(to_lake);
    CHECK(to_sea->from.offset.metres() == Approx(900).epsilon(0.01));
    CHECK(to_lake->from.offset.metres() == Approx(300).epsilon(0.01));
    CHECK_FALSE(route(given, at(29.5, 44.1), at(29.5, 43.5)));
}

TEST_CASE("Places far inland or in avoided waters are refused by their name") {
    GivenWaters given = sea_with(strait());
    const Position sea = at(30, 44.6);
    const std::string inland = test::refusal([&] { route(given, sea, at(29.5, 44.125)); });
    CHECK(test::says(inland, "--to B: lies 13.9 km from the nearest open water; at most 5 km"));
    given.avoided = {{"mines", {{{{29.8, 43.6}, {30.2, 43.6}, {30.2, 43.8}, {29.8, 43.8}, {29.8, 43.6}}, {}}}, geo::EdgeRule::straight}};
    CHECK(test::says(test::refusal([&] { route(given, sea, at(30, 43.7)); }), "--to B: lies in an area to be avoided (mines)"));
    given.barriers = {{{29.8, 43.55}, {30.2, 43.55}}};
    CHECK(test::says(test::refusal([&] { route(given, at(30, 43.55), sea); }), "--from A: lies on a barrier"));
    CHECK(test::says(test::refusal([&] { route(given, sea, at(120, 10)); }), "--to B: lies "));
}

TEST_CASE("A way is found however far it leads round, and none where the water ends") {
    // A wall of ten degrees between two places a degree apart.
    const GivenWaters given = sea_with(Rings{{at(25, 44), at(35, 44), at(35, 44.05), at(25, 44.05)}});
    const Position south = at(29.9, 43.5), north = at(29.9, 44.5), near = at(29.2, 43.4);
    const double round = test::true_distance_m(south, at(25, 44)) + test::true_distance_m(at(25, 44), at(25, 44.05)) +
                         test::true_distance_m(at(25, 44.05), north);
    const auto got = route(given, south, north);
    REQUIRE(got);
    CHECK(got->length().metres() == Approx(round).margin(0.5));

    const geo::Frame frame(at(30, 44));
    const auto sea = planner::sea_ways(given, frame, std::vector{south}, std::vector{near, north});
    REQUIRE(sea->distance(south, north));
    CHECK(sea->distance(south, north)->metres() == Approx(round).margin(0.5));
    CHECK(sea->distance(south, near)->metres() == Approx(test::true_distance_m(south, near)).margin(0.01));

    const auto closed = planner::sea_ways(sea_with({{{{20, 40}, {40, 40}, {40, 48}, {20, 48}, {20, 40}},
                                                     {{{29, 43}, {29, 43.9}, {31, 43.9}, {31, 43}, {29, 43}}, {{29, 44}, {29, 45}, {31, 45}, {31, 44}, {29, 44}}}}}),
                                          frame, std::vector{south}, std::vector{near, north});
    CHECK_FALSE(closed->distance(south, north));
    CHECK(closed->distance(south, near));
}

TEST_CASE("The antimeridian parts no waters") {
    GivenWaters given = sea_with(geo::MultiPolygon{{{{179.9, -1}, {180, -1}, {180, 1}, {179.9, 1}, {179.9, -1}}, {}},
                                  {{{-180, -1}, {-179.9, -1}, {-179.9, 1}, {-180, 1}, {-180, -1}}, {}}});
    given.known = geo::cut_at_antimeridian({{{{170, -5}, {190, -5}, {190, 5}, {170, 5}, {170, -5}}, {}}});
    const Position west = at(179, 0.5), east = at(-179, 0.5);
    const auto got = route(given, west, east);
    REQUIRE(got);
    CHECK(got->length().metres() == Approx(test::true_distance_m(west, at(179.9, 1)) + test::true_distance_m(at(179.9, 1), at(-179.9, 1)) +
                                           test::true_distance_m(at(-179.9, 1), east)).margin(0.5));
}

TEST_CASE("Beyond the edge of the data nothing is water") {
    GivenWaters given = sea_with(Rings{{at(29, 44), at(30, 44), at(30, 45), at(29, 45)}});
    given.known = {{{{28, 43.9}, {31, 43.9}, {31, 44.5}, {28, 44.5}, {28, 43.9}}, {}}};
    const auto got = route(given, at(28.5, 44.2), at(30.5, 44.2));
    REQUIRE(got);
    for (const Vec& v : got->drawn) CHECK(v.y > 43.9);
    given.known = {{{{28, 44.1}, {31, 44.1}, {31, 44.5}, {28, 44.5}, {28, 44.1}}, {}}};
    CHECK_FALSE(route(given, at(28.5, 44.2), at(30.5, 44.2)));
}
