// Shortest ways round obstacles, against a graph of all lines of sight made by other means.
#include "geo/geodesic.hpp"
#include "geo/reach.hpp"
#include "tests/catch.hpp"
#include "tests/geo/obstacles.hpp"
#include "tests/geo/visibility_graph.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

Position free_place(Random& random, const Obstacles& obstacles, Position centre, double radius_m) {
    for (;;)
        if (const Position p = random.within(centre, radius_m); !obstacles.hold(p)) return p;
}

}  // namespace

TEST_CASE("Ways round random obstacles are as long as the shortest of all lines of sight") {
    Worst worst("way round obstacles against a visibility graph", "m");
    for (int trial = 0; trial < 40; ++trial) {
        INFO("trial " << trial);
        Random random(static_cast<std::uint64_t>(trial) + 1);
        const Position centre = Position::lon_lat(random.uniform(-180, 180), random.uniform(-70, 70));
        const double cell_m = random.log_uniform(2'000, 20'000);
        const Obstacles obstacles = random_obstacles(random, centre, cell_m, 4, 5 + static_cast<int>(random.below(8)));
        const Frame frame(centre);
        const FreeSpace space(frame, obstacles.free(frame, 10 * cell_m));
        const Position from = free_place(random, obstacles, centre, 2.5 * cell_m);
        std::vector<Position> places;
        for (int i = 0; i < 40; ++i) places.push_back(free_place(random, obstacles, centre, 2.8 * cell_m));
        const std::vector<double> wanted = VisibilityGraph(obstacles.rings).lengths_m(from, places);
        const ShortestWays ways(space, from);
        for (std::size_t i = 0; i < places.size(); ++i) {
            INFO("place " << i);
            const auto got = ways.distance_to(places[i]);
            REQUIRE(got);
            worst.add(std::abs(got->metres() - wanted[i]));
            REQUIRE(std::abs(got->metres() - wanted[i]) < 0.01);
        }
    }
}

TEST_CASE("Reach round random obstacles holds the places whose shortest way is short enough, and no others") {
    for (int trial = 0; trial < 40; ++trial) {
        INFO("trial " << trial);
        Random random(static_cast<std::uint64_t>(trial) + 1000);
        const Position centre = Position::lon_lat(random.uniform(-180, 180), random.uniform(-70, 70));
        const double cell_m = random.log_uniform(2'000, 20'000);
        const Obstacles obstacles = random_obstacles(random, centre, cell_m, 4, 5 + static_cast<int>(random.below(8)));
        const Frame frame(centre);
        const FreeSpace space(frame, obstacles.free(frame, 10 * cell_m));
        const Position from = free_place(random, obstacles, centre, 2 * cell_m);
        const double range_m = cell_m * random.uniform(0.5, 5), tolerance_m = cell_m / 1000;
        std::vector<Position> places;
        for (int i = 0; i < 200; ++i) places.push_back(free_place(random, obstacles, centre, 4 * cell_m));
        const std::vector<double> wanted = VisibilityGraph(obstacles.rings).lengths_m(from, places);
        const ShortestWays ways(space, from, Distance::metres(range_m));
        const Region ground = reach(ways, Distance::metres(range_m), Distance::metres(tolerance_m));
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (std::abs(wanted[i] - range_m) < tolerance_m * 1.1) continue;
            INFO("place " << i << ", " << wanted[i] << " of " << range_m);
            CHECK(contains(ground, frame.to_frame(places[i])) == (wanted[i] < range_m));
        }
    }
}
