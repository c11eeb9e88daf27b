// Buffers of points and lines against distances by GeographicLib: a buffer is right when every place of its edge lies
// at the distance, within the tolerance, and what is nearer lies inside and what is farther outside.
#include "tests/catch.hpp"
#include "tests/geo/buffer_support.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

struct Case {
    std::string name;
    Lines lines;  // one of one place is a point
    double distance_m, tolerance_m;
    EdgeRule rule = EdgeRule::geodesic;
};

std::vector<Geometry> shapes_of(const Case& c) {
    Points points;
    Lines lines;
    for (const Line& line : c.lines) {
        if (line.size() == 1) points.push_back(line[0]);
        if (line.size() > 1) lines.push_back(line);
    }
    return {points, lines};
}

Line wiggle(std::uint64_t seed, Vec from, double leg_m, int legs, double turn_deg) {
    Random random(seed);
    Line line{from};
    Position p = at(from.x, from.y);
    double azimuth = random.uniform(-180, 180);
    for (int i = 0; i < legs; ++i) {
        p = true_direct(p, azimuth, leg_m * random.uniform(0.2, 1));
        line.push_back({p.lon(), p.lat()});
        azimuth += random.uniform(-turn_deg, turn_deg);
    }
    return line;
}

const Line straight_line{{30, 46}, {31, 47}}, corner{{30, 46}, {31, 46.5}, {30.5, 47.2}},
    hairpin{{30, 46}, {32, 46.1}, {30, 46.2}}, spike{{30, 46}, {31, 46.5}, {32, 46}, {31, 46.5}, {30.5, 47}},
    back_and_forth{{30, 46}, {31, 47}, {30, 46}}, closed{{30, 46}, {32, 46}, {32, 47.4}, {30, 47.4}, {30, 46}};

// Distances of 100 tolerances and more, as buffer.hpp asks.
const std::vector<Case> cases = {
    {"point, 10 m", {{{30, 46}}}, 10, 0.1},
    {"point, 1 km", {{{-70, -33}}}, 1e3, 0.1},
    {"point, 1 km, coarse", {{{-70, -33}}}, 1e3, 10},
    {"point, 100 km", {{{30, 46}}}, 1e5, 1},
    {"point, 300 km", {{{30, 66}}}, 3e5, 1000},
    {"point, 1000 km", {{{30, 46}}}, 1e6, 1},
    {"point, 3000 km", {{{10, 20}}}, 3e6, 1000},
    {"point, 3000 km, fine", {{{10, 0}}}, 3e6, 10},
    {"points apart and overlapping", {{{30, 46}}, {{31, 46}}, {{31, 47}}, {{40, 46}}}, 7e4, 10},
    {"leg, 10 m", {straight_line}, 10, 0.1},
    {"leg, 1 km", {straight_line}, 1e3, 1},
    {"leg, 22 km", {straight_line}, 22224, 10},
    {"leg, 300 km", {straight_line}, 3e5, 100},
    {"leg, 1500 km", {straight_line}, 1.5e6, 10},
    {"leg, 3000 km", {straight_line}, 3e6, 1000},
    {"long leg, 1 km", {{{10, 40}, {50, 50}}}, 1e3, 10},
    {"long leg, 500 km", {{{10, 40}, {50, 50}}}, 5e5, 10},
    {"long leg, 3000 km", {{{10, 40}, {50, 50}}}, 3e6, 1000},
    {"leg along the equator, 2000 km", {{{-20, 0}, {20, 0}}}, 2e6, 100},
    {"leg along a meridian, 200 km", {{{20, -30}, {20, 50}}}, 2e5, 10},
    {"corner, 20 km", {corner}, 2e4, 1},
    {"corner, 300 km", {corner}, 3e5, 10},
    {"hairpin, 5 km", {hairpin}, 5e3, 1},
    {"hairpin, 11.1 km: the arms just meet", {hairpin}, 11.1e3, 10},
    {"hairpin, 60 km", {hairpin}, 6e4, 10},
    {"spike, 5 km", {spike}, 5e3, 1},
    {"spike, 200 km", {spike}, 2e5, 10},
    {"there and back, 5 km", {back_and_forth}, 5e3, 1},
    {"closed, 10 km: with a hole", {closed}, 1e4, 1},
    {"closed, 76 km: the hole closes", {closed}, 7.6e4, 10},
    {"closed, 100 km", {closed}, 1e5, 10},
    {"wiggle, 500 m", {wiggle(1, {31, 48}, 2e3, 80, 100)}, 500, 1},
    {"wiggle, 5 km", {wiggle(2, {31, 48}, 2e3, 80, 100)}, 5e3, 10},
    {"wiggle, 100 km", {wiggle(3, {31, 48}, 3e4, 80, 100)}, 1e5, 10},
    {"wiggle, 100 km, coarse", {wiggle(3, {31, 48}, 3e4, 80, 100)}, 1e5, 1000},
    {"wiggle, 2000 km", {wiggle(4, {31, 48}, 1e5, 40, 100)}, 2e6, 100},
    {"wiggle in the far north, 50 km", {wiggle(5, {31, 84}, 3e4, 40, 100)}, 5e4, 10},
    {"straight in lon/lat along 60N, 30 km", {{{0, 60}, {12, 60}, {12, 62}}}, 3e4, 10, EdgeRule::straight},
    {"rhumb-free parallel at 49N, 1 km", {{{0, 49}, {8, 49}}}, 1e3, 1, EdgeRule::straight},
    {"two lines that cross, 20 km", {{{30, 46}, {32, 47}}, {{30, 47}, {32, 46}}}, 2e4, 10},
    {"two identical lines, 20 km", {corner, corner}, 2e4, 10},
};

std::vector<Position> places_of(const Lines& lines, EdgeRule rule) {
    std::vector<Position> all;
    for (const Line& line : lines)
        for (const Position& p : dense(line, rule, 1000)) all.push_back(p);
    return all;
}

}  // namespace

TEST_CASE("The edge of a buffer of points and lines lies at the distance, within the tolerance, all along") {
    Worst share("buffer of points and lines: edge off the distance / tolerance", "");
    for (const Case& c : cases) {
        INFO(c.name);
        const Truth truth(shapes_of(c), c.rule, c.tolerance_m);
        const MultiPolygon shape = buffered(shapes_of(c), c.distance_m, c.tolerance_m, c.rule);
        CHECK(wrong_with(shape) == "");
        REQUIRE(!shape.empty());
        const double worst_m = worst_edge_m(shape, truth, c.distance_m);
        Worst("buffer " + c.name + ", tolerance " + std::to_string(c.tolerance_m), "m").add(worst_m);
        share.add(worst_m / c.tolerance_m);
        CHECK(worst_m <= c.tolerance_m);
    }
    CHECK(share.value() > 0.5);  // the tolerance is used: no more vertices than it needs
}

TEST_CASE("What is nearer lies inside a buffer of points and lines, what is farther outside") {
    for (const Case& c : cases) {
        INFO(c.name);
        Random random(52);
        const Truth truth(shapes_of(c), c.rule, c.tolerance_m);
        const MultiPolygon shape = buffered(shapes_of(c), c.distance_m, c.tolerance_m, c.rule);
        CHECK(misplaced(random, shape, truth, places_of(c.lines, c.rule), c.distance_m, c.tolerance_m,
                        1.5 * c.distance_m, 600) == 0);
    }
}

TEST_CASE("A buffer has the pieces and holes its distance gives, and no others") {
    struct Row {
        std::string name;
        Lines lines;
        double distance_m;
        std::size_t pieces, holes;
    };
    for (const Row& row : std::vector<Row>{{"point", {{{30, 46}}}, 7e4, 1, 0},
                                           {"hairpin open", {hairpin}, 5e3, 1, 0},
                                           {"hairpin shut", {hairpin}, 6e4, 1, 0},
                                           {"spike", {spike}, 5e3, 1, 0},
                                           {"there and back", {back_and_forth}, 5e3, 1, 0},
                                           {"closed, open inside", {closed}, 1e4, 1, 1},
                                           {"closed, full", {closed}, 1e5, 1, 0},
                                           {"two apart", {{{30, 46}}, {{33, 46}}}, 7e4, 2, 0},
                                           {"two that meet", {{{30, 46}}, {{31, 46}}}, 7e4, 1, 0}}) {
        INFO(row.name);
        const MultiPolygon shape = buffered(shapes_of({row.name, row.lines, 0, 0}), row.distance_m, 10);
        CHECK(shape.size() == row.pieces);
        CHECK(holes_of(shape) == row.holes);
    }
}

TEST_CASE("A buffer of nothing is empty, and one of a line of no length is its end's disc") {
    CHECK(buffered({}, 1e3, 10).empty());
    CHECK(buffered({Geometry{}}, 1e3, 10).empty());
    CHECK(buffered({Points{}, Lines{}, MultiPolygon{}}, 1e3, 10).empty());
    const MultiPolygon expect = buffered({Points{{30, 46}}}, 5e4, 10);
    for (const Line& line : {Line{{30, 46}}, Line{{30, 46}, {30, 46}}, Line{{30, 46}, {30, 46}, {30, 46}}}) {
        const MultiPolygon got = buffered({Lines{line}}, 5e4, 10);
        REQUIRE(got.size() == 1);
        CHECK(got[0].outer == expect[0].outer);
    }
}

TEST_CASE("Repeated vertices, features given twice and the order of features change nothing that matters") {
    const auto area = [](const std::vector<Geometry>& shapes) { return true_area_m2(buffered(shapes, 2e4, 10)); };
    const double once = area({Lines{corner}}), bound = 3.5e5 * 10;  // perimeter times tolerance
    CHECK(std::abs(area({Lines{corner, corner}}) - once) < bound);
    CHECK(std::abs(area({Lines{corner}, Lines{corner}}) - once) < bound);
    CHECK(std::abs(area({Lines{{corner[0], corner[0], corner[1], corner[1], corner[2], corner[2]}}}) - once) < bound);
    CHECK(std::abs(area({Lines{{corner[2], corner[1], corner[0]}}}) - once) < bound);
    CHECK(std::abs(area({Lines{corner}, Points{{corner[1]}}}) - once) < bound);
    CHECK(std::abs(area({Lines{corner}, Points{{36, 46}}}) - once - area({Points{{36, 46}}})) < bound);
}

TEST_CASE("A buffer about a buffer's own polygon reaches as far as one of both distances") {
    // The ground within b of the ground within a is the ground within a + b.
    for (const Line& line : {corner, spike, wiggle(6, {31, 48}, 2e4, 12, 120)}) {
        const MultiPolygon first = buffered({Lines{line}}, 2e4, 1, EdgeRule::geodesic);
        const MultiPolygon second = buffered({first}, 1.5e4, 1, EdgeRule::straight);
        const Truth truth({Lines{line}}, EdgeRule::geodesic, 1);
        CHECK(wrong_with(second) == "");
        CHECK(worst_edge_m(second, truth, 3.5e4) <= 2);
        // And back again: all of the first but where it was concave.
        const MultiPolygon back = buffered({second}, -1.5e4, 1, EdgeRule::straight);
        CHECK(wrong_with(back) == "");
        const Truth to_back({back}, EdgeRule::straight, 1);
        double outward_m = 0;
        each_edge_place(first, 2, [&](Position p) {
            if (!holds(back, {p.lon(), p.lat()})) outward_m = std::max(outward_m, to_back.to_edges(p));
        });
        CHECK(outward_m <= 3);
    }
}

TEST_CASE("A buffer holds the one of a shorter distance") {
    for (const Line& line : {corner, hairpin, closed, wiggle(7, {31, 48}, 2e4, 30, 120)})
        for (const double a_m : {2e3, 6e3, 11.1e3, 3e4, 7.6e4}) {
            INFO(a_m);
            const MultiPolygon smaller = buffered({Lines{line}}, a_m - 20, 10),
                               larger = buffered({Lines{line}}, a_m, 10);
            int out = 0;
            each_edge_place(smaller, 1, [&](Position p) { out += !holds(larger, {p.lon(), p.lat()}); });
            CHECK(out == 0);
            // A hole of the larger lies in one of the smaller: its own edge lies outside the smaller.
            int in = 0;
            each_edge_place(larger, 1, [&](Position p) { in += holds(smaller, {p.lon(), p.lat()}); });
            CHECK(in == 0);
        }
}

TEST_CASE("Random jagged lines have buffers right everywhere, without pinholes, anywhere on Earth") {
    Random random(53);
    Worst share("random jagged lines: edge off the distance / tolerance", "");
    for (int round = 0; round < 300; ++round) {
        const double distance_m = random.log_uniform(1e3, 5e5), tolerance_m = distance_m / random.log_uniform(100, 1e4);
        const Position start = random.anywhere();
        const Line line = wiggle(1000 + static_cast<std::uint64_t>(round), {start.lon(), start.lat()},
                                 distance_m * random.log_uniform(0.05, 3), 2 + static_cast<int>(random.below(12)), 180);
        INFO("round " << round << ", distance " << distance_m << " m, tolerance " << tolerance_m << " m");
        const std::vector<Geometry> shapes{Lines{line}};
        const MultiPolygon shape = buffered(shapes, distance_m, tolerance_m, EdgeRule::geodesic);
        const Truth truth(shapes, EdgeRule::geodesic, tolerance_m);
        CHECK(wrong_with(shape) == "");
        const double worst_m = worst_edge_m(shape, truth, distance_m, 2);
        share.add(worst_m / tolerance_m);
        CHECK(worst_m <= tolerance_m);
        CHECK(misplaced(random, shape, truth, places_of({line}, EdgeRule::geodesic), distance_m, tolerance_m,
                        1.5 * distance_m, 200) == 0);
    }
}
