// Reach round what is closed: properties that hold of any, and layouts made to lose a sight line.
#include "geo/geodesic.hpp"
#include "geo/plane_distance.hpp"
#include "geo/reach.hpp"
#include "geo/region_measure.hpp"
#include "tests/catch.hpp"
#include "tests/geo/obstacles.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

constexpr double h = 60'000;

Ring box(double west, double south, double east, double north) {
    return {{west, south}, {west, north}, {east, north}, {east, south}, {west, south}};  // clockwise: a hole
}

MultiPolygon square_with(std::vector<Ring> holes) {
    return {{{{-h, -h}, {h, -h}, {h, h}, {-h, h}, {-h, -h}}, std::move(holes)}};
}

double area_m2(const Frame& frame, const Region& region) { return area_of(frame, region).square_metres(); }

// What a border of that length may hide in steps of the grid.
double slivers_m2(double border_m) { return border_m * 2 * Frame::grid_m; }

const Frame frame(Position::lon_lat(20, 50));

Position at(double x, double y) { return frame.to_position({x, y}); }

}  // namespace

TEST_CASE("A longer range never shrinks reach, closing more never grows it, opening never shrinks it") {
    for (int trial = 0; trial < 25; ++trial) {
        INFO("trial " << trial);
        Random random(static_cast<std::uint64_t>(trial) + 300);
        Obstacles obstacles = random_obstacles(random, frame.centre(), 15'000, 4, 6 + trial % 5);
        Position from = random.within(frame.centre(), 25'000);
        while (obstacles.hold(from)) from = random.within(frame.centre(), 25'000);
        const FreeSpace space(frame, obstacles.free(frame, h));
        const std::vector<Distance> ranges{Distance::kilometres(10), Distance::kilometres(25), Distance::kilometres(26)};
        const Distance tolerance = Distance::metres(5);
        const std::vector<Region> ground = reach(ShortestWays(space, from, ranges.back()), ranges, tolerance);
        const Region closed = subtract(Region(square_with({})), Region(obstacles.free(frame, h)));
        for (std::size_t i = 0; i < ground.size(); ++i) {
            // Vertices on walls are those of the walls, or lie on them to a step of the grid.
            CHECK(area_m2(frame, intersect(ground[i], closed)) < slivers_m2(2e6));
            CHECK(contains(ground[i], frame.to_frame(from)));
            if (i > 0) CHECK(area_m2(frame, subtract(ground[i - 1], ground[i])) < 1);
        }
        // One obstacle less: nothing that was reached is lost, but for what chords of arcs leave out.
        obstacles.rings.pop_back();
        const FreeSpace wider(frame, obstacles.free(frame, h));
        const Region more = reach(ShortestWays(wider, from, ranges[1]), ranges[1], tolerance);
        CHECK(area_m2(frame, subtract(ground[1], more)) < 2 * tolerance.metres() * 1e6);
        CHECK(area_m2(frame, more) > area_m2(frame, ground[1]) - 2 * tolerance.metres() * 1e6);
    }
}

TEST_CASE("The way back is as long as the way out, and runs by the same corners") {
    Worst worst("way out less way back", "m");
    for (int trial = 0; trial < 30; ++trial) {
        Random random(static_cast<std::uint64_t>(trial) + 500);
        const Obstacles obstacles = random_obstacles(random, frame.centre(), 15'000, 4, 8);
        const FreeSpace space(frame, obstacles.free(frame, h));
        const auto place = [&] {
            for (;;)
                if (const Position p = random.within(frame.centre(), 40'000); !obstacles.hold(p)) return p;
        };
        const Position a = place(), b = place();
        const auto out = ShortestWays(space, a).way_to(b);
        auto back = ShortestWays(space, b).way_to(a);
        std::reverse(back.begin(), back.end());
        REQUIRE(out.size() == back.size());
        worst.add(std::abs((measure_line(out) - measure_line(back)).metres()));
        for (std::size_t i = 0; i < out.size(); ++i) CHECK(distance(out[i], back[i]).metres() < 1e-3);
    }
    CHECK(worst.value() < 1e-3);
}

TEST_CASE("Sight along a wall, past corners in line and through a gap between them is not lost") {
    // Blocks whose sides lie on one straight line, exactly, above it and below it in turn:
    //     ##      ##      ##
    //  s ------------------------ t
    //         ##      ##
    const FreeSpace space(frame, square_with({box(-40'000, 0, -30'000, 9'000), box(-25'000, -9'000, -15'000, 0),
                                              box(-10'000, 0, 0, 9'000), box(5'000, -9'000, 15'000, 0), box(20'000, 0, 30'000, 9'000)}));
    const Position s = at(-50'000, 0), t = at(50'000, 0);
    const ShortestWays ways(space, s);
    REQUIRE(ways.distance_to(t));
    CHECK(ways.distance_to(t)->metres() == Approx(distance(s, t).metres()).margin(1e-3));
    // From corner to corner on that line, and to places beside it.
    for (const double x : {-40'000.0, -25'000.0, -15'000.0, 0.0, 5'000.0, 30'000.0}) {
        REQUIRE(ways.distance_to(at(x, 0)));
        CHECK(ways.distance_to(at(x, 0))->metres() == Approx(distance(s, at(x, 0)).metres()).margin(1e-3));
    }
    // Behind the third block: under the first one and up between the two; and farther behind, over its upper left corner.
    const Position under = at(-30'000, 0), upper = at(-10'000, 9'000), behind = at(-5'000, 12'000), farther = at(0, 10'000);
    const double over = (distance(s, under) + distance(under, behind)).metres();
    const double round = (distance(s, under) + distance(under, upper) + distance(upper, farther)).metres();
    CHECK(ways.distance_to(farther)->metres() == Approx(round).margin(1e-3));
    CHECK(ways.distance_to(behind)->metres() == Approx(over).margin(1e-3));
}

TEST_CASE("Areas that touch in a corner leave no passage") {
    // A ring of four blocks that touch at corners alone.
    const auto closed = square_with({box(-20'000, 10'000, 10'000, 20'000), box(10'000, -10'000, 20'000, 10'000),
                                     box(-10'000, -20'000, 10'000, -10'000), box(-20'000, -10'000, -10'000, 10'000)});
    const FreeSpace space(frame, closed);
    const ShortestWays ways(space, at(0, 0));
    CHECK(ways.distance_to(at(9'000, 9'000)));
    CHECK_FALSE(ways.distance_to(at(30'000, 30'000)));
    CHECK(ways.way_to(at(30'000, 30'000)).empty());
    const Region ground = reach(ways, Distance::kilometres(100), Distance::metres(10));
    CHECK(area_m2(frame, ground) == Approx(4e8).epsilon(0.001));
    // A place on the corner where two of them touch belongs to both sides.
    CHECK(ShortestWays(space, at(10'000, 10'000)).distance_to(at(30'000, 30'000)));
    CHECK(ShortestWays(space, at(10'000, 10'000)).distance_to(at(0, 0)));
}

TEST_CASE("From a place on a wall, on a corner and in a pocket reach is what is in sight and round") {
    const FreeSpace space(frame, square_with({box(-10'000, -10'000, 10'000, 10'000)}));
    const Position wall = at(0, 10'000), corner = at(10'000, 10'000);
    CHECK(ShortestWays(space, wall).distance_to(at(0, -10'000))->metres() ==
          Approx((distance(wall, corner) + distance(corner, at(10'000, -10'000)) + distance(at(10'000, -10'000), at(0, -10'000))).metres()).margin(1e-3));
    // Half a disc, while the wall is longer than the range; three quarters about the corner.
    const double disc_m2 = area_m2(frame, reach(ShortestWays(FreeSpace(frame, square_with({})), wall), Distance::kilometres(8), Distance::metres(1)));
    const Region half = reach(ShortestWays(space, wall), Distance::kilometres(8), Distance::metres(1));
    CHECK(area_m2(frame, half) == Approx(disc_m2 / 2).epsilon(1e-4));
    const Region three = reach(ShortestWays(space, corner), Distance::kilometres(8), Distance::metres(1));
    CHECK(area_m2(frame, three) == Approx(disc_m2 * 3 / 4).epsilon(1e-4));
}

TEST_CASE("Reach round a block with edges of hundreds of kilometres has no gap at its corners") {
    // Straight in the frame over such lengths is not straight on the ground; arcs have to end on the walls all the same.
    const Frame wide(Position::lon_lat(-2, 3.3));
    const double far = 3'000'000;
    const MultiPolygon ground{{{{-far, -far}, {far, -far}, {far, far}, {-far, far}, {-far, -far}},
                               {{{220'000, -360'000}, {220'000, 530'000}, {1'120'000, 530'000}, {1'120'000, -360'000}, {220'000, -360'000}}}}};
    const FreeSpace space(wide, ground);
    const ShortestWays ways(space, wide.centre(), Distance::kilometres(2'000));
    double last_m2 = 0;
    for (double km = 1'100; km < 2'000; km += 12.5) {
        INFO(km << " km");
        const Region region = reach(ways, Distance::kilometres(km), Distance::metres(3));
        const double area = area_m2(wide, region);
        CHECK(area > last_m2);
        CHECK(area < 3.1416 * km * km * 1e6);
        CHECK(area > 0.5 * 3.1416 * km * km * 1e6);
        last_m2 = area;
    }
}

TEST_CASE("Where nothing is closed reach is the disc, and a start that is not in free ground has none") {
    const FreeSpace open(frame, square_with({}));
    const Region disc = reach(ShortestWays(open, frame.centre()), Distance::kilometres(30), Distance::metres(2));
    // Spherical cap, to the flattening.
    CHECK(area_m2(frame, disc) == Approx(3.14159 * 9e8).epsilon(2e-3));
    const MultiPolygon shape = disc.polygons();
    REQUIRE(shape.size() == 1);
    for (const Vec& v : shape[0].outer)
        CHECK(distance(frame.centre(), frame.to_position(v)).metres() == Approx(30'000).margin(1.5e-3));
    const FreeSpace shut(frame, square_with({box(-10'000, -10'000, 10'000, 10'000)}));
    const ShortestWays none(shut, frame.centre());
    CHECK(reach(none, Distance::kilometres(30), Distance::metres(2)).is_empty());
    CHECK_FALSE(none.distance_to(at(30'000, 0)));
}

TEST_CASE("Rough distances are within their bounds") {
    Random random(9);
    Worst worst("rough distance against the geodesic", "%");
    for (int i = 0; i < 100'000; ++i) {
        const Frame any(random.anywhere());
        const Position p = random.within(any.centre(), 6e6);
        const Position q = i % 2 ? random.within(any.centre(), 6e6) : true_direct(p, random.uniform(-180, 180), random.log_uniform(10, 300'000));
        if (true_distance_m(any.centre(), q) > 6e6) continue;
        const double rough = rough_distance_m(any.to_frame(p), any.to_frame(q)), exact = true_distance_m(p, q);
        REQUIRE(at_least_m(rough) <= exact);
        REQUIRE(at_most_m(rough) >= exact);
        worst.add(std::abs(rough / exact - 1) * 100);
    }
    CHECK(worst.value() < 0.7);
    // From a segment: no place of it is nearer, and one is as near.
    for (int i = 0; i < 2'000; ++i) {
        const Vec p{random.uniform(-3e6, 3e6), random.uniform(-3e6, 3e6)}, a{random.uniform(-3e6, 3e6), random.uniform(-3e6, 3e6)};
        const Vec b{a.x + random.uniform(-1e6, 1e6), a.y + random.uniform(-1e6, 1e6)};
        double least = 1e9;
        for (int k = 0; k <= 1000; ++k) least = std::min(least, rough_distance_m(p, along(a, b, k / 1000.0)));
        CHECK(rough_distance_m(p, a, b) == Approx(least).epsilon(1e-3).margin(1500));
        CHECK(rough_distance_m(p, a, b) <= least + 1e-6);
    }
}
