// Buffers of much: lines that cross a thousand times, rings of 200,000 vertices, edges cut into tens of thousands.
#include "tests/catch.hpp"
#include "tests/geo/buffer_support.hpp"

#include <chrono>

using namespace picket::geo;
using namespace picket::test;

namespace {

// With a generous bound, several times what it takes: growth with the square of the vertices would break it.
template <class Call>
double seconds(const Call& call) {
    const auto start = std::chrono::steady_clock::now();
    call();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Goes round and round, each turn shifted: every turn crosses its neighbours.
Line coil(Vec from, int turns) {
    Line line;
    for (int i = 0; i <= turns * 24; ++i) {
        const double turn = 2 * std::numbers::pi * i / 24;
        line.push_back({from.x + 0.02 * i / 24 + 0.4 * std::cos(turn), from.y + 0.3 * std::sin(turn)});
    }
    return line;
}

// A coast: a circle with bays within bays, simple for its radius is a function of the direction.
Ring coast(Vec middle, double radius_deg, int count, std::uint64_t seed) {
    Random random(seed);
    std::vector<double> size, phase;
    for (int octave = 0; octave < 14; ++octave) {
        size.push_back(0.16 * std::pow(0.6, octave) * random.uniform(0.5, 1));
        phase.push_back(random.uniform(0, 2 * std::numbers::pi));
    }
    Ring ring;
    for (int i = 0; i < count; ++i) {
        const double turn = 2 * std::numbers::pi * i / count;
        double r = 1;
        for (std::size_t k = 0; k < size.size(); ++k) r += size[k] * std::sin(turn * std::pow(2.0, k) + phase[k]);
        ring.push_back(
            rounded({middle.x + radius_deg * r * std::cos(turn) * 1.5, middle.y + radius_deg * r * std::sin(turn)}));
    }
    ring.push_back(ring.front());
    return ring;
}

// Some of the edge, and places all about: the whole would take the oracle too long.
double worst_of_some_m(const MultiPolygon& shape, const Truth& truth, double distance_m, int count, Random& random) {
    double worst = 0;
    std::vector<Position> places;
    each_edge_place(shape, 2, [&](Position p) { places.push_back(p); });
    for (int i = 0; i < count; ++i)
        worst = std::max(worst, std::abs(truth.to_edges(places[random.below(places.size())]) - std::abs(distance_m)));
    return worst;
}

std::vector<Position> positions(const Line& line) {
    std::vector<Position> result;
    for (const Vec& v : line) result.push_back(at(v.x, v.y));
    return result;
}

}  // namespace

TEST_CASE("A line that crosses itself a thousand times and more has its buffer") {
    const Line line = coil({30, 46}, 60);
    for (const double distance_m : {100.0, 1e3, 2e4}) {
        INFO(distance_m);
        Random random(81);
        const double tolerance_m = distance_m / 100;
        const std::vector<Geometry> shapes{Lines{line}};
        MultiPolygon shape;
        const double took_s = seconds([&] { shape = buffered(shapes, distance_m, tolerance_m, EdgeRule::geodesic); });
        const Truth truth(shapes, EdgeRule::geodesic, tolerance_m);
        Worst("coil, " + std::to_string(distance_m), "s").add(took_s);
        CHECK(took_s < 20);
        CHECK(wrong_with(shape) == "");
        CHECK(worst_of_some_m(shape, truth, distance_m, 3000, random) <= tolerance_m);
        CHECK(misplaced(random, shape, truth, positions(line), distance_m, tolerance_m, 3 * distance_m, 1500) == 0);
    }
}

TEST_CASE("A coast of 200,000 vertices has its buffers, outward and inward") {
    const Ring ring = coast({20, 50}, 4, 200000, 82);
    REQUIRE_FALSE(repaired({{ring, {}}}).fault);
    const std::vector<Geometry> shapes{MultiPolygon{{ring, {}}}};
    for (const double distance_m : {2e3, 2e4, 2e5, -2e4}) {
        INFO(distance_m);
        Random random(83);
        const double tolerance_m = 10;
        MultiPolygon shape;
        const double took_s = seconds([&] { shape = buffered(shapes, distance_m, tolerance_m); });
        const Truth truth(shapes, EdgeRule::straight, tolerance_m, distance_m < 0);
        Worst("coast of 200,000, " + std::to_string(distance_m), "s").add(took_s);
        CHECK(took_s < 30);
        CHECK(wrong_with(shape) == "");
        CHECK(worst_of_some_m(shape, truth, distance_m, 150, random) <= tolerance_m);
        CHECK(misplaced(random, shape, truth, positions(ring), distance_m, tolerance_m, 2 * std::abs(distance_m),
                        150) == 0);
    }
}

TEST_CASE("Long edges along parallels take time and vertices in proportion to their length") {
    for (const double lat : {30.0, 60.0, 80.0})
        for (const double distance_m : {1e4, -1e4}) {
            INFO("lat " << lat << ", distance " << distance_m);
            const MultiPolygon strip{{{{0, lat}, {160, lat}, {160, lat + 0.5}, {0, lat + 0.5}, {0, lat}}, {}}};
            MultiPolygon shape;
            const double took_s = seconds([&] { shape = buffered({strip}, distance_m, 1); });
            Worst("strip at " + std::to_string(lat) + ", " + std::to_string(distance_m), "s").add(took_s);
            CHECK(took_s < 5);
            // Its edges are nearly parallels, and a geodesic bows from one by length^2 tan(lat) / 8 R.
            const double step_m = std::sqrt(8 * 6.37e6 * 0.5 / std::tan((lat + 0.6) * degree));
            const double length_m = 2 * 160 * 111.3e3 * std::cos(lat * degree);
            CHECK(static_cast<double>(vertices_of(shape)) < 2 * length_m / step_m + 200);
            CHECK(wrong_with(shape) == "");
        }
}

TEST_CASE("Many points have their buffers, apart and together") {
    Random random(84);
    Points points;
    for (int i = 0; i < 20000; ++i) {
        const Position p = random.anywhere();
        points.push_back({p.lon(), p.lat()});
    }
    for (const double distance_m : {1e4, 2e5}) {
        INFO(distance_m);
        MultiPolygon shape;
        const double tolerance_m = distance_m / 100;
        const double took_s = seconds([&] { shape = buffered({points}, distance_m, tolerance_m); });
        const Truth truth({points}, EdgeRule::geodesic, tolerance_m);
        Worst("20,000 points, " + std::to_string(distance_m), "s").add(took_s);
        CHECK(took_s < 30);
        CHECK(wrong_with(shape) == "");
        CHECK(worst_of_some_m(shape, truth, distance_m, 300, random) <= tolerance_m);
        CHECK(misplaced(random, shape, truth, positions(points), distance_m, tolerance_m, 2 * distance_m, 300) == 0);
    }
}
