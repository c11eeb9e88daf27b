// Faces between lines: which there are, which are taken, and that they are united.
#include "geo/region.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

constexpr double grid = 1e-7;

Line box(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

bool all(Vec) { return true; }

double area(const Region& region) { return planar_area(region.polygons()); }

}  // namespace

TEST_CASE("A closed line encloses its inside, given whole or in parts") {
    CHECK(area(enclosed({box(0, 0, 2, 1)}, grid, all)) == Approx(2));
    CHECK(area(enclosed({{{0, 0}, {2, 0}}, {{2, 0}, {2, 1}}, {{2, 1}, {0, 1}}, {{0, 1}, {0, 0}}}, grid, all)) ==
          Approx(2));
    // Lines that run on past their crossings, none of which is a vertex.
    const Region crossed =
        enclosed({{{-1, 0}, {3, 0}}, {{2, -1}, {2, 2}}, {{3, 1}, {-1, 1}}, {{0, 2}, {0, -1}}}, grid, all);
    REQUIRE(crossed.polygons().size() == 1);
    CHECK(area(crossed) == Approx(2));
    CHECK(crossed.polygons()[0].outer.size() == 5);
}

TEST_CASE("Lines that enclose nothing are passed over") {
    CHECK(enclosed({}, grid, all).is_empty());
    CHECK(enclosed({{}, {{1, 1}}}, grid, all).is_empty());
    CHECK(enclosed({{{0, 0}, {1, 1}, {2, 0}}}, grid, all).is_empty());
    CHECK(enclosed({{{0, 0}, {1, 1}, {0, 0}}}, grid, all).is_empty());
    CHECK(enclosed({{{1, 1}, {1, 1}}}, grid, all).is_empty());
    // Ends left and right of a box, a line apart, and one within.
    const Region with = enclosed({box(0, 0, 2, 1),
                                  {{-1, 0.5}, {0, 0.5}},
                                  {{2, 1}, {4, 4}},
                                  {{9, 9}, {10, 9}},
                                  {{0.5, 0.5}, {1, 0.5}},
                                  {{0, 0.2}, {0.3, 0.2}}},
                                 grid, all);
    REQUIRE(with.polygons().size() == 1);
    CHECK(with.polygons()[0].holes.empty());
    CHECK(area(with) == Approx(2));
}

TEST_CASE("Every face is asked once, at a place inside it, and those taken are united") {
    const std::vector<Line> lines{
        box(0, 0, 3, 3), {{0, 1}, {3, 1}}, {{0, 2}, {3, 2}}, {{1, 0}, {1, 3}}, {{2, 0}, {2, 3}}};
    std::vector<int> asked(9);
    const auto cell = [](Vec v) { return static_cast<std::size_t>(v.x) + 3 * static_cast<std::size_t>(v.y); };
    CHECK(area(enclosed(lines, grid, [&](Vec v) {
              ++asked[cell(v)];
              return true;
          })) == Approx(9));
    CHECK(asked == std::vector<int>(9, 1));
    const Region ring = enclosed(lines, grid, [&](Vec v) { return cell(v) != 4; });
    REQUIRE(ring.polygons().size() == 1);
    CHECK(ring.polygons()[0].holes.size() == 1);
    CHECK(area(ring) == Approx(8));
    const Region corners = enclosed(lines, grid, [&](Vec v) { return cell(v) == 0 || cell(v) == 4 || cell(v) == 8; });
    CHECK(area(corners) == Approx(3));
    CHECK_FALSE(repaired(corners.polygons()).fault);
    CHECK(enclosed(lines, grid, [](Vec) { return false; }).is_empty());
}

TEST_CASE("A box within a box is a face of its own and a hole of the other") {
    const std::vector<Line> lines{box(0, 0, 10, 10), box(2, 2, 8, 8), box(4, 4, 6, 6)};
    const auto depth = [](Vec v) {
        const double off = std::max(std::abs(v.x - 5), std::abs(v.y - 5));
        return off < 1 ? 2 : off < 3 ? 1 : 0;
    };
    CHECK(area(enclosed(lines, grid, all)) == Approx(100));
    CHECK(area(enclosed(lines, grid, [&](Vec v) { return depth(v) == 0; })) == Approx(64));
    CHECK(area(enclosed(lines, grid, [&](Vec v) { return depth(v) == 1; })) == Approx(32));
    CHECK(area(enclosed(lines, grid, [&](Vec v) { return depth(v) != 1; })) == Approx(68));
}

TEST_CASE("Results lie on the grid, and gaps and overlaps narrower than it close") {
    const Region region = enclosed(
        {{{0, 0}, {1, 1e-9}}, {{1, -1e-9}, {1.00000001, 1}}, {{1, 1}, {0, 1}}, {{1e-9, 1}, {0, 0}}}, grid, all);
    REQUIRE(region.polygons().size() == 1);
    CHECK(area(region) == Approx(1));
    Random random(130);
    std::vector<Line> lines;
    for (int i = 0; i < 60; ++i)
        lines.push_back({{random.uniform(0, 1), random.uniform(0, 1)}, {random.uniform(0, 1), random.uniform(0, 1)}});
    for (const Polygon& p : enclosed(lines, grid, all).polygons())
        for (const Vec& v : p.outer) {
            CHECK(std::abs(v.x / grid - std::nearbyint(v.x / grid)) < 1e-6);
            CHECK(std::abs(v.y / grid - std::nearbyint(v.y / grid)) < 1e-6);
        }
}

TEST_CASE("Random lines crossing within a frame leave no ground out and take none twice") {
    Random random(131);
    std::vector<Line> lines{box(0, 0, 1, 1)};
    for (int i = 0; i < 150; ++i) {
        Line line;
        for (int k = 0; k < 4; ++k) line.push_back({random.uniform(-0.2, 1.2), random.uniform(-0.2, 1.2)});
        lines.push_back(line);
    }
    const auto inside_frame = [](Vec v) { return v.x > 0 && v.x < 1 && v.y > 0 && v.y < 1; };
    CHECK(area(enclosed(lines, grid, inside_frame)) == Approx(1).epsilon(1e-6));
    const Vec middle{0.5, 0.5};
    const auto near = [&](Vec v) { return inside_frame(v) && apart(v, middle) < 0.3; };
    const Region disc = enclosed(lines, grid, near);
    const Region rest = enclosed(lines, grid, [&](Vec v) { return inside_frame(v) && !near(v); });
    CHECK_FALSE(repaired(disc.polygons()).fault);
    CHECK_FALSE(repaired(rest.polygons()).fault);
    CHECK(area(disc) + area(rest) == Approx(1).epsilon(1e-6));
}
