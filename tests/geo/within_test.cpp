// Which places have all of a shape within a distance, against GeographicLib and places all along the edges.
#include "geo/geodesic.hpp"
#include "geo/within.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

using namespace picket::geo;
using namespace picket::test;

TEST_CASE("A place has a shape within the distance when its farthest vertex is, wherever on Earth") {
    Random random(521);
    for (const Position centre : {Position::lon_lat(31, 48), Position::lon_lat(180, -17), Position::lon_lat(0, 89.9), Position::lon_lat(10, -90)})
        for (const double distance_m : {1.0, 800.0, 4e4, 2e6, 5e6}) {
            std::vector<Position> places;
            for (int i = 0; i < 200; ++i) places.push_back(random.within(centre, distance_m));
            const PlacesAround around(places, Distance::metres(distance_m));
            for (int k = 0; k < 20; ++k) {
                std::vector<Position> shape;
                for (std::size_t v = 0, n = 1 + random.below(4); v < n; ++v) shape.push_back(random.within(centre, distance_m / 2));
                std::vector<std::uint32_t> expected;
                for (std::uint32_t i = 0; i < places.size(); ++i) {
                    double most_m = 0;
                    for (const Position& v : shape) most_m = std::max(most_m, true_distance_m(places[i], v));
                    if (most_m <= distance_m) expected.push_back(i);
                }
                CHECK(around.all_of(shape) == expected);
            }
        }
}

TEST_CASE("A place at the distance is within it") {
    Random random(522);
    for (int i = 0; i < 500; ++i) {
        const Position p = random.anywhere();
        const double distance_m = random.log_uniform(1, 5e6);
        const std::vector<Position> there{true_direct(p, random.uniform(-180, 180), distance_m)};
        CHECK(PlacesAround({p}, Distance::metres(distance_m)).all_of(there).size() == 1);
        CHECK(PlacesAround({p}, Distance::metres(distance_m - 1e-5)).all_of(there).empty());
    }
}

TEST_CASE("No place of a geodesic within 5,000 km is farther than its farther end") {
    Random random(523);
    for (int i = 0; i < 2000; ++i) {
        const Position p = random.anywhere(), a = random.within(p, 5e6), b = random.within(p, 5e6);
        const double ends_m = farthest(p, std::vector<Position>{a, b}).metres();
        for (const double share : {0.02, 0.3, 0.5, 0.9, 0.99}) CHECK(true_distance_m(p, interpolate(a, b, share)) <= ends_m + 1e-6);
    }
}
