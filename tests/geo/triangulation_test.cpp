// Triangles of free ground: they tile it, keep to its borders, and find every place.
#include "geo/triangulation.hpp"
#include "tests/catch.hpp"
#include "tests/geo/obstacles.hpp"

#include <cmath>
#include <set>

using namespace picket::geo;
using namespace picket::test;

namespace {

constexpr double least_passage_m = 0.05;

double area_of(const Triangulation& t, const Triangle& triangle) {
    const Vec a = from_grid(t.at(triangle.vertex[0])), b = from_grid(t.at(triangle.vertex[1])), c = from_grid(t.at(triangle.vertex[2]));
    return ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2;
}

double ground_area(const Triangulation& t) {
    double sum = 0;
    for (const Triangle& triangle : t.triangles())
        if (triangle.is_ground) sum += area_of(t, triangle);
    return sum;
}

Ring box(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

Ring reversed(Ring ring) {
    std::reverse(ring.begin(), ring.end());
    return ring;
}

}  // namespace

TEST_CASE("Triangles of random ground tile it, turn one way, and know their neighbours") {
    for (int trial = 0; trial < 30; ++trial) {
        INFO("trial " << trial);
        Random random(static_cast<std::uint64_t>(trial) + 7);
        const Frame frame(Position::lon_lat(random.uniform(-180, 180), random.uniform(-70, 70)));
        const MultiPolygon ground = random_obstacles(random, frame.centre(), 9000, 5, 4 + trial % 9).free(frame, 40'000);
        const Triangulation t = triangulated(ground, least_passage_m);
        CHECK(ground_area(t) == Approx(planar_area(ground)).epsilon(1e-12));
        std::set<std::pair<GridPoint, GridPoint>> walls;
        for (std::size_t i = 0; i < t.triangles().size(); ++i) {
            const Triangle& triangle = t.triangles()[i];
            REQUIRE(orientation(t.at(triangle.vertex[0]), t.at(triangle.vertex[1]), t.at(triangle.vertex[2])) == 1);
            for (std::size_t k = 0; k < 3; ++k) {
                const int next = triangle.across[k];
                if (next < 0) continue;
                const Triangle& other = t[next];
                const auto back = std::find(other.across.begin(), other.across.end(), static_cast<int>(i)) - other.across.begin();
                REQUIRE(back < 3);
                // The edge that two triangles share runs one way in one and the other way in the other.
                const auto from = triangle.vertex[(k + 1) % 3], to = triangle.vertex[(k + 2) % 3];
                REQUIRE(other.vertex[(static_cast<std::size_t>(back) + 1) % 3] == to);
                REQUIRE(other.vertex[(static_cast<std::size_t>(back) + 2) % 3] == from);
                REQUIRE(triangle.wall[k] == other.wall[static_cast<std::size_t>(back)]);
                if (triangle.is_ground && !other.is_ground) walls.insert({t.at(from), t.at(to)});
            }
        }
        // Every border edge is a wall with ground to its left, and there are no others.
        std::size_t edges = 0;
        const auto count = [&](const Ring& ring) {
            for (std::size_t i = 1; i < ring.size(); ++i, ++edges) CHECK(walls.contains({to_grid(ring[i - 1]), to_grid(ring[i])}));
        };
        for (const Polygon& p : ground) {
            count(p.outer);
            for (const Ring& hole : p.holes) count(hole);
        }
        CHECK(walls.size() == edges);
    }
}

TEST_CASE("A place is found in the triangles that hold it, and closed ground has none") {
    Random random(5);
    const Frame frame(Position::lon_lat(20, 50));
    const MultiPolygon ground = random_obstacles(random, frame.centre(), 9000, 5, 7).free(frame, 40'000);
    const Triangulation t = triangulated(ground, least_passage_m);
    for (int i = 0; i < 5000; ++i) {
        const Vec v{random.uniform(-41'000, 41'000), random.uniform(-41'000, 41'000)};
        const GridPoint p = to_grid(v);
        const std::vector<int> found = t.ground_at(p);
        CHECK(found.empty() == !holds(ground, from_grid(p)));
        for (const int triangle : found)
            for (std::size_t k = 0; k < 3; ++k)
                REQUIRE(orientation(t.at(t[triangle].vertex[k]), t.at(t[triangle].vertex[(k + 1) % 3]), p) >= 0);
    }
    for (int v = 0; v < 20; ++v) CHECK(t.ground_at(t.at(v)).size() >= 1);
}

TEST_CASE("The triangles along a straight way are those that it meets") {
    Random random(6);
    const Frame frame(Position::lon_lat(20, 50));
    const Triangulation t = triangulated(random_obstacles(random, frame.centre(), 9000, 5, 7).free(frame, 40'000), least_passage_m);
    for (int i = 0; i < 300; ++i) {
        const GridPoint a = to_grid({random.uniform(-30'000, 30'000), random.uniform(-30'000, 30'000)});
        // Some ways run from vertex to vertex.
        const GridPoint b = i % 3 ? to_grid({random.uniform(-30'000, 30'000), random.uniform(-30'000, 30'000)}) : t.at(static_cast<int>(random.below(100)));
        std::vector<int> found = t.ground_along(a, b), expected;
        for (std::size_t k = 0; k < t.triangles().size(); ++k) {
            const auto& v = t.triangles()[k].vertex;
            bool meets = false;
            for (std::size_t j = 0; j < 3; ++j) meets = meets || segments_meet(a, b, t.at(v[j]), t.at(v[(j + 1) % 3]));
            const auto inside = t.ground_at(a);
            meets = meets || std::find(inside.begin(), inside.end(), static_cast<int>(k)) != inside.end();
            if (meets && t.triangles()[k].is_ground) expected.push_back(static_cast<int>(k));
        }
        std::sort(found.begin(), found.end());
        CHECK(found == expected);
    }
}

TEST_CASE("A border may pass through a vertex of another ring, and rings may touch there") {
    // A hole whose corner lies in the middle of the outer border, which has no vertex there.
    const MultiPolygon ground{{box(0, 0, 100, 100), {{{50, 0}, {40, 20}, {60, 20}, {50, 0}}}}};
    const Triangulation t = triangulated(ground, least_passage_m);
    CHECK(ground_area(t) == Approx(10'000 - 200));
    CHECK(t.ground_at(to_grid({50, 10})).empty());
    CHECK(t.ground_at(to_grid({30, 1})).size() >= 1);
}

TEST_CASE("A passage of 3 cm is closed and one of 8 cm is open") {
    for (const double width : {0.03, 0.08}) {
        // Two blocks from border to border, but for the passage between them.
        const MultiPolygon ground{{box(0, 0, 100, 100), {reversed(box(40, 10, 50, 90)), reversed(box(50 + width, 10, 60, 90))}}};
        const Triangulation t = triangulated(ground, least_passage_m);
        CHECK(t.ground_at(to_grid({50 + width / 2, 50})).empty() == (width < least_passage_m));
    }
}

TEST_CASE("Ground of no polygons has no triangles and holds nothing") {
    const Triangulation t = triangulated({}, least_passage_m);
    CHECK(t.triangles().empty());
    CHECK(t.ground_at({0, 0}).empty());
    CHECK(t.ground_along({0, 0}, {5, 5}).empty());
}
