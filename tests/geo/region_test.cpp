// The algebra of regions, on random polygons, against areas and memberships computed here without GEOS.
#include "geo/region.hpp"
#include "geo/parallel.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

// Where two borders cross, the vertex between is snapped, and bends the edge it lies on by at most half a grid step on
// both axes: a sliver half as long as the edge and so wide. No edge is bent by more than that.
double snapping_m2(const MultiPolygon& a, const MultiPolygon& b) {
    double border_m = 0;
    for (const MultiPolygon* shape : {&a, &b})
        for (const Polygon& p : *shape) {
            for (std::size_t i = 1; i < p.outer.size(); ++i) border_m += apart(p.outer[i - 1], p.outer[i]);
            for (const Ring& hole : p.holes)
                for (std::size_t i = 1; i < hole.size(); ++i) border_m += apart(hole[i - 1], hole[i]);
        }
    return border_m * snap_m;
}

// A result's vertex lies within one grid step of the exact one (region.hpp): a place this far from every border is
// decided the same by all.
constexpr double undecided_m = 2e-3;

double snapped(double v) { return std::nearbyint(v * 1024) / 1024; }

// A star about a point: valid whatever the radii.
Ring star(Random& random, Vec centre, double radius_m, int vertices) {
    Ring ring;
    for (int i = 0; i < vertices; ++i) {
        const double angle = 2 * std::numbers::pi * i / vertices, r = radius_m * random.uniform(0.3, 1);
        ring.push_back({snapped(centre.x + r * std::cos(angle)), snapped(centre.y + r * std::sin(angle))});
    }
    ring.push_back(ring.front());
    return ring;
}

MultiPolygon random_shape(Random& random) {
    const Vec centre{random.uniform(-5e4, 5e4), random.uniform(-5e4, 5e4)};
    Polygon polygon{star(random, centre, 1e5, 3 + static_cast<int>(random.below(40))), {}};
    if (random.below(2)) polygon.holes.push_back(star(random, centre, 1e4, 5 + static_cast<int>(random.below(9))));
    // Of a triangle's star the inner radius may be as small as .3 x .5: keep the hole inside.
    if (polygon.outer.size() < 8) polygon.holes.clear();
    return {polygon};
}

bool near_border(const MultiPolygon& shape, Vec p) {
    for (const Polygon& polygon : shape) {
        if (apart(p, nearest_on(p, polygon.outer)) < undecided_m) return true;
        for (const Ring& hole : polygon.holes)
            if (apart(p, nearest_on(p, hole)) < undecided_m) return true;
    }
    return false;
}

double area_of(const Region& region) { return planar_area(region.polygons()); }

bool same(const MultiPolygon& a, const MultiPolygon& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i].outer != b[i].outer || a[i].holes != b[i].holes) return false;
    return true;
}

const Ring square{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};

Region box(double x, double y, double size) {
    return Region({{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}, {}}});
}

}  // namespace

TEST_CASE("Overlay keeps the area: A is what it shares with B and what it does not") {
    Random random(40);
    Worst parts("A = (A and B) + (A less B), defect / border x .7 mm", ""),
        whole("(A or B) = A + B - (A and B), defect / border x .7 mm", ""),
        relative("A = (A and B) + (A less B), figures of 100 km, relative", "");
    for (int i = 0; i < 200; ++i) {
        const MultiPolygon shape_a = random_shape(random), shape_b = random_shape(random);
        const Region a(shape_a), b(shape_b);
        const double area_a = planar_area(shape_a), area_b = planar_area(shape_b), both = area_of(intersect(a, b));
        const double allowed_m2 = snapping_m2(shape_a, shape_b);
        parts.add(std::abs(both + area_of(subtract(a, b)) - area_a) / allowed_m2);
        whole.add(std::abs(area_a + area_b - both - area_of(unite(a, b))) / allowed_m2);
        relative.add(std::abs(both + area_of(subtract(a, b)) - area_a) / area_a);
    }
    CHECK(parts.value() < 1);
    CHECK(whole.value() < 1);
}

TEST_CASE("A place is in a union, intersection or difference as logic has it") {
    Random random(41);
    int tried = 0, wrong = 0;
    for (int i = 0; i < 60; ++i) {
        const MultiPolygon a = random_shape(random), b = random_shape(random);
        const Region ra(a), rb(b);
        const MultiPolygon sum = unite(ra, rb).polygons(), both = intersect(ra, rb).polygons(),
                           rest = subtract(ra, rb).polygons();
        for (int k = 0; k < 100; ++k) {
            const Vec p{random.uniform(-1.5e5, 1.5e5), random.uniform(-1.5e5, 1.5e5)};
            if (near_border(a, p) || near_border(b, p)) continue;
            ++tried;
            const bool in_a = holds(a, p), in_b = holds(b, p);
            wrong += holds(sum, p) != (in_a || in_b);
            wrong += holds(both, p) != (in_a && in_b);
            wrong += holds(rest, p) != (in_a && !in_b);
        }
    }
    CHECK(tried > 5000);
    CHECK(wrong == 0);
}

TEST_CASE("Union and intersection do not care for the order, nor for how often") {
    Random random(42);
    Worst worst("(A or B) less (B or A), area", "m2");
    for (int i = 0; i < 100; ++i) {
        const Region a(random_shape(random)), b(random_shape(random)), c(random_shape(random));
        CHECK(same(unite(a, b).polygons(), unite(b, a).polygons()));
        CHECK(same(intersect(a, b).polygons(), intersect(b, a).polygons()));
        CHECK(same(unite(a, a).polygons(), a.polygons()));
        CHECK(same(intersect(a, a).polygons(), a.polygons()));
        CHECK(subtract(a, a).is_empty());
        const std::vector<Region> all{a, b, c};
        worst.add(std::abs(area_of(unite(all)) - area_of(unite(unite(c, a), b))));
        worst.add(area_of(subtract(unite(a, b), unite(b, a))));
        worst.add(std::abs(area_of(subtract(subtract(a, b), c)) - area_of(subtract(a, unite(b, c)))));
    }
    // A millimetre along a border of some 1,000 km.
    CHECK(worst.value() < 1e3);
}

TEST_CASE("A vertex that nothing touched leaves an overlay as it came") {
    Random random(43);
    for (int i = 0; i < 50; ++i) {
        const MultiPolygon a = random_shape(random), b = random_shape(random);
        const MultiPolygon sum = unite(Region(a), Region(b)).polygons();
        for (const Vec& v : a[0].outer) {
            if (holds(b, v) || near_border(b, v)) continue;
            bool found = false;
            for (const Polygon& p : sum) {
                found = found || std::find(p.outer.begin(), p.outer.end(), v) != p.outer.end();
                for (const Ring& hole : p.holes) found = found || std::find(hole.begin(), hole.end(), v) != hole.end();
            }
            if (!found) FAIL("lost a vertex");
        }
    }
    SUCCEED();
}

TEST_CASE("Every vertex of an overlay lies on the grid") {
    Random random(44);
    for (int i = 0; i < 50; ++i) {
        const Region a(random_shape(random)), b(random_shape(random));
        for (const Region& r : {unite(a, b), intersect(a, b), subtract(a, b)})
            for (const Polygon& p : r.polygons())
                for (const Vec& v : p.outer)
                    if (v.x != snapped(v.x) || v.y != snapped(v.y)) FAIL("off the grid");
    }
    SUCCEED();
}

TEST_CASE("Polygons come in a fixed order, outer rings counter-clockwise, holes clockwise, from the least vertex") {
    const Ring clockwise(square.rbegin(), square.rend());
    const Ring hole{{2, 2}, {4, 2}, {4, 4}, {2, 4}, {2, 2}}, second{{6, 6}, {8, 6}, {8, 8}, {6, 8}, {6, 6}};
    Ring far;
    for (const Vec& v : square) far.push_back({v.x - 100, v.y});
    std::rotate(far.begin(), far.begin() + 2, far.end() - 1);
    far.back() = far.front();
    const MultiPolygon out = Region({{clockwise, {second, hole}}, {far, {}}}).polygons();
    REQUIRE(out.size() == 2);
    CHECK(out[0].outer.front() == Vec{-100, 0});
    CHECK(out[1].outer.front() == Vec{0, 0});
    for (const Polygon& p : out) {
        CHECK(shoelace(p.outer) > 0);
        CHECK(p.outer.front() == p.outer.back());
    }
    REQUIRE(out[1].holes.size() == 2);
    CHECK(out[1].holes[0].front() == Vec{2, 2});
    CHECK(out[1].holes[1].front() == Vec{6, 6});
    for (const Ring& h : out[1].holes) CHECK(shoelace(h) < 0);
    CHECK(same(Region({{far, {}}, {square, {hole, second}}}).polygons(), out));
}

TEST_CASE("Twice the signed area is positive counter-clockwise, closed or not, and exact far from the origin") {
    CHECK(signed_area2(square) == 200);
    CHECK(signed_area2(Ring(square.begin(), square.end() - 1)) == 200);
    CHECK(signed_area2(Ring(square.rbegin(), square.rend())) == -200);
    CHECK(signed_area2({}) == 0);
    Ring far;
    for (const Vec& v : square) far.push_back({v.x / 1024 + 6e6, v.y / 1024 - 8e6});
    CHECK(signed_area2(far) == 200.0 / 1024 / 1024);
}

TEST_CASE("With an empty region the algebra is that of nothing") {
    const Region none, a({{square, {}}});
    CHECK(none.is_empty());
    CHECK(none.polygons().empty());
    CHECK(Region(MultiPolygon{}).is_empty());
    CHECK(same(unite(none, a).polygons(), a.polygons()));
    CHECK(same(unite(a, none).polygons(), a.polygons()));
    CHECK(same(subtract(a, none).polygons(), a.polygons()));
    CHECK(intersect(a, none).is_empty());
    CHECK(subtract(none, a).is_empty());
    CHECK(unite(none, none).is_empty());
    CHECK(unite(std::vector<Region>{}).is_empty());
    CHECK(unite(std::vector<Region>{none, none}).is_empty());
    CHECK(same(unite(std::vector<Region>{none, a}).polygons(), a.polygons()));
    CHECK_FALSE(contains(none, {1, 1}));
    CHECK_FALSE(touches(none, {{0, 0}, {1, 1}}));
    CHECK(inside(none, {{0, 0}, {1, 1}}).empty());
    CHECK_FALSE(PreparedRegion(none).contains({1, 1}));
}

TEST_CASE("Regions that only touch share no region, and their union is whole") {
    const Region a = box(0, 0, 10), beside = box(10, 0, 10), corner = box(10, 10, 10);
    CHECK(intersect(a, beside).is_empty());
    CHECK(intersect(a, corner).is_empty());
    CHECK(unite(a, beside).polygons().size() == 1);
    CHECK(area_of(unite(a, beside)) == 200);
    CHECK(area_of(unite(a, corner)) == 200);
    CHECK(subtract(a, beside).polygons().size() == 1);
}

TEST_CASE("A border and a corner count as inside, a hole's inside does not") {
    const Region ring({{square, {{{2, 2}, {4, 2}, {4, 4}, {2, 4}, {2, 2}}}}});
    const PreparedRegion prepared(ring);
    struct Row {
        Vec p;
        bool in;
    };
    for (const Row& row : {Row{{5, 5}, true},
                           {{0, 5}, true},
                           {{0, 0}, true},
                           {{3, 3}, false},
                           {{2, 3}, true},
                           {{11, 5}, false},
                           {{-0.001, 5}, false}}) {
        INFO(row.p.x << " " << row.p.y);
        CHECK(contains(ring, row.p) == row.in);
        CHECK(prepared.contains(row.p) == row.in);
    }
}

TEST_CASE("A prepared region answers as the plain one and as a count of crossings does") {
    Random random(45);
    int wrong = 0;
    for (int i = 0; i < 20; ++i) {
        const MultiPolygon shape = random_shape(random);
        const Region region(shape);
        const PreparedRegion prepared(region);
        for (int k = 0; k < 300; ++k) {
            const Vec p{random.uniform(-1.5e5, 1.5e5), random.uniform(-1.5e5, 1.5e5)};
            if (near_border(shape, p)) continue;
            wrong += prepared.contains(p) != holds(shape, p);
            wrong += contains(region, p) != holds(shape, p);
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("The parts of a line inside a region have the lengths a fine count of places says") {
    Random random(46);
    Worst worst("length of a line inside a region, against places counted", "m");
    for (int i = 0; i < 40; ++i) {
        const MultiPolygon shape = random_shape(random);
        const Region region(shape);
        const Line line{
            {random.uniform(-2e5, 2e5), -1.5e5}, {random.uniform(-1e5, 1e5), 0}, {random.uniform(-2e5, 2e5), 1.5e5}};
        double length = 0;
        for (const Line& part : inside(region, line))
            for (std::size_t k = 1; k < part.size(); ++k) {
                length += apart(part[k - 1], part[k]);
                CHECK(contains(region, along(part[k - 1], part[k], 0.5)));
            }
        double counted = 0;
        const int n = 2000;
        for (std::size_t leg = 1; leg < line.size(); ++leg)
            for (int k = 0; k < n; ++k)
                if (holds(shape, along(line[leg - 1], line[leg], (k + 0.5) / n)))
                    counted += apart(line[leg - 1], line[leg]) / n;
        worst.add(std::abs(length - counted));
        CHECK(touches(region, line) == (length > 0));
    }
    // Each of some 20 crossings is seen to half a step of 200 m / 2.
    CHECK(worst.value() < 2000);
}

TEST_CASE("A line touches a region it meets in a single point, and none it passes by") {
    const Region a = box(0, 0, 10);
    CHECK(touches(a, {{-5, 5}, {15, 5}}));
    CHECK(touches(a, {{-5, 5}, {5, -5}}));  // through the corner
    CHECK(touches(a, {{10, 3}, {20, 3}}));  // ends on the border
    CHECK(touches(a, {{2, 2}, {3, 3}}));    // wholly inside
    CHECK_FALSE(touches(a, {{-5, 4.9}, {4.9, -5}}));
    CHECK_FALSE(touches(a, {{11, 0}, {11, 10}}));
    CHECK(inside(a, {{-5, 5}, {5, -5}}).empty());
    REQUIRE(inside(a, {{-5, 5}, {15, 5}}).size() == 1);
    CHECK(inside(a, {{-5, 5}, {15, 5}})[0] == Line{{0, 5}, {10, 5}});
}

TEST_CASE("A valid polygon passes repair untouched") {
    const MultiPolygon shape{{square, {{{2, 2}, {4, 2}, {4, 4}, {2, 4}, {2, 2}}}}};
    const Repaired result = repaired(shape);
    CHECK_FALSE(result.fault);
    CHECK(same(result.polygons, shape));
    // Either direction is valid: direction is no fault.
    CHECK_FALSE(repaired({{Ring(square.rbegin(), square.rend()), {}}}).fault);
}

TEST_CASE("A bow-tie is repaired to its two triangles, and the fault says where it crossed") {
    const Repaired result = repaired({{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}, {}}});
    REQUIRE(result.fault);
    CHECK(says(*result.fault, "Self-intersection"));
    CHECK(says(*result.fault, "(5.000000, 5.000000)"));
    CHECK(result.polygons.size() == 2);
    CHECK(planar_area(result.polygons) == 50);
    CHECK_FALSE(repaired(result.polygons).fault);
}

TEST_CASE("Other faults are repaired to valid polygons of the area meant") {
    struct Row {
        const char* name;
        MultiPolygon shape;
        double area;
    };
    const Ring outside{{20, 20}, {22, 20}, {22, 22}, {20, 22}, {20, 20}};
    for (const Row& row : {
             Row{"spike", {{{{0, 0}, {10, 0}, {10, 10}, {15, 10}, {10, 10}, {0, 10}, {0, 0}}, {}}}, 100},
             Row{"two overlapping parts", {{square, {}}, {{{5, 0}, {15, 0}, {15, 10}, {5, 10}, {5, 0}}, {}}}, -1},
             Row{"figure of eight with equal vertices",
                 {{{{0, 0}, {4, 0}, {4, 4}, {8, 4}, {8, 8}, {4, 8}, {4, 4}, {0, 4}, {0, 0}}, {}}},
                 32},
             Row{"repeated vertex", {{{{0, 0}, {10, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {}}}, 100},
             Row{"no area at all", {{{{0, 0}, {10, 0}, {5, 0}, {0, 0}}, {}}}, 0},
         }) {
        INFO(row.name);
        const Repaired result = repaired(row.shape);
        if (!result.polygons.empty()) CHECK_FALSE(repaired(result.polygons).fault);
        if (row.area >= 0) CHECK(planar_area(result.polygons) == Approx(row.area).margin(1e-9));
    }
}

TEST_CASE("Random rings that cross themselves come out of repair valid") {
    Random random(47);
    int crossed = 0;
    for (int i = 0; i < 200; ++i) {
        Ring ring;
        for (int k = 0; k < 8; ++k) ring.push_back({random.uniform(20, 40), random.uniform(40, 55)});
        ring.push_back(ring.front());
        const Repaired result = repaired({{ring, {}}});
        crossed += result.fault.has_value();
        CHECK_FALSE(result.polygons.empty());
        CHECK_FALSE(repaired(result.polygons).fault);
        CHECK_FALSE(intersect(Region(result.polygons), box(20, 40, 20)).is_empty());
    }
    CHECK(crossed > 150);
}

TEST_CASE("Clipping keeps what is in the box, to the vertex where the box does not touch it") {
    const MultiPolygon shape{{square, {}}, {{{100, 100}, {110, 100}, {110, 110}, {100, 100}}, {}}};
    CHECK(same(clipped(shape, {-1, -1}, {200, 200}), shape));
    CHECK(clipped(shape, {50, 50}, {60, 60}).empty());
    CHECK(clipped({}, {0, 0}, {1, 1}).empty());
    const MultiPolygon part = clipped(shape, {5, -5}, {50, 50});
    REQUIRE(part.size() == 1);
    CHECK(planar_area(part) == 50);
    CHECK(std::count(part[0].outer.begin(), part[0].outer.end(), Vec{10, 10}) == 1);
    Random random(48);
    for (int i = 0; i < 50; ++i) {
        const MultiPolygon a = random_shape(random);
        const MultiPolygon in = clipped(a, {-4e4, -3e4}, {5e4, 6e4});
        for (int k = 0; k < 50; ++k) {
            const Vec p{random.uniform(-1e5, 1e5), random.uniform(-1e5, 1e5)};
            if (near_border(a, p)) continue;
            const bool in_box = p.x > -4e4 && p.x < 5e4 && p.y > -3e4 && p.y < 6e4;
            if (holds(in, p) != (in_box && holds(a, p))) FAIL("clipped wrongly at " << p.x << " " << p.y);
        }
    }
}

TEST_CASE("Regions are made, united and let go on many threads with the answer of one") {
    Random random(49);
    std::vector<MultiPolygon> shapes;
    for (int i = 0; i < 64; ++i) shapes.push_back(random_shape(random));
    const Region common(shapes[0]);
    std::vector<Region> many(64);
    parallel_for(64, [&](std::size_t i) { many[i] = unite(common, Region(shapes[i])); });
    for (std::size_t i = 0; i < 64; ++i) CHECK(same(many[i].polygons(), unite(common, Region(shapes[i])).polygons()));
}

TEST_CASE("A ring that is not closed is refused by an exception, not by a crash") {
    const MultiPolygon open{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}}};
    CHECK_THROWS(Region(open));
}

TEST_CASE("What is grown holds all within the margin and nothing much farther, however sharp the corners") {
    const double margin = 0.1;
    const auto check = [&](const Region& grown, const MultiPolygon& shape, const std::vector<Line>& lines) {
        Random random(5);
        for (int i = 0; i < 20'000; ++i) {
            const std::vector<Line>& all = lines;
            const Line& line = all[random.below(all.size())];
            const Vec a = line[random.below(line.size())];
            const Vec p{a.x + random.uniform(-0.4, 0.4), a.y + random.uniform(-0.4, 0.4)};
            double away = 1e9;
            for (const Line& l : all) away = std::min(away, apart(p, nearest_on(p, l)));
            if (holds(shape, p)) away = 0;
            // Overlay puts vertices on the grid.
            if (away < margin - 2e-3) REQUIRE(contains(grown, p));
            if (away > 2.3 * margin + 2e-3) REQUIRE_FALSE(contains(grown, p));
        }
    };
    // A needle, a notch narrower than twice the margin, a hole.
    const Ring outer{{5000, 100}, {5000.001, 300}, {5000.1, 300}, {5000.1, 200}, {5000.2, 200}, {5000.2, 300}, {5100, 300}, {5100, 100}, {5050, 100.001}, {5000, 100}};
    const Ring hole{{5020, 150}, {5060, 250}, {5060.05, 150}, {5020, 150}};
    const MultiPolygon shape{{outer, {hole}}};
    check(grown(Region(shape), margin), shape, {outer, hole});
    const std::vector<Line> lines{{{5000, 100}, {5010, 100}, {5000, 100.01}}, {{5000, 90}, {5000, 120}}};
    check(grown(lines, margin), {}, lines);
    CHECK(grown(Region(), margin).is_empty());
    CHECK(grown(std::vector<Line>{}, margin).is_empty());
}
