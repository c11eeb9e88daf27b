// Buffers of polygons, outward and inward.
#include "tests/catch.hpp"
#include "tests/geo/buffer_support.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

Ring box(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

// Simple, for its vertices go round the middle.
Ring star(std::uint64_t seed, Vec middle, double least_deg, double most_deg, int count) {
    Random random(seed);
    Ring ring;
    for (int i = 0; i < count; ++i) {
        const double r = random.uniform(least_deg, most_deg), turn = 2 * std::numbers::pi * i / count;
        ring.push_back(rounded({middle.x + r * std::cos(turn), middle.y + r * std::sin(turn)}));
    }
    ring.push_back(ring.front());
    return ring;
}

const Ring l_shape{{30, 46}, {32, 46}, {32, 46.5}, {30.7, 46.5}, {30.7, 48}, {30, 48}, {30, 46}};
const Ring dumbbell{{30, 46}, {31, 46},    {31, 46.45}, {33, 46.45}, {33, 46}, {34, 46}, {34, 47},
                    {33, 47}, {33, 46.55}, {31, 46.55}, {31, 47},    {30, 47}, {30, 46}};
const MultiPolygon with_hole{{box(30, 46, 32, 48), {box(30.6, 46.6, 31.4, 47.4)}}};
const MultiPolygon island_in_hole{{box(30, 46, 34, 49), {box(30.6, 46.6, 33.4, 48.4)}},
                                  {box(31.6, 47.3, 32.4, 47.7), {}}};
// Cut at the antimeridian, and at a pole, as layers are.
const MultiPolygon across_180{{box(178, 10, 180, 13), {}}, {box(-180, 10, -177, 13), {}}};
const MultiPolygon antarctica{
    {{{-180, -90}, {180, -90}, {180, -70}, {90, -66}, {20, -72}, {-60, -64}, {-120, -75}, {-180, -70}, {-180, -90}},
     {}}};
const MultiPolygon arctic_wedge{{{{10, 80}, {60, 80}, {60, 90}, {10, 90}, {10, 80}}, {}}};

struct Case {
    std::string name;
    std::vector<Geometry> shapes;
    double distance_m, tolerance_m;
};

const std::vector<Case> cases = {
    {"box, 1 km", {MultiPolygon{{box(30, 46, 32, 47), {}}}}, 1e3, 1},
    {"box, 1 km inward", {MultiPolygon{{box(30, 46, 32, 47), {}}}}, -1e3, 1},
    {"box, 200 km", {MultiPolygon{{box(30, 46, 32, 47), {}}}}, 2e5, 10},
    {"wide box, 10 km", {MultiPolygon{{box(0, 50, 30, 60), {}}}}, 1e4, 100},
    {"wide box, 10 km inward", {MultiPolygon{{box(0, 50, 30, 60), {}}}}, -1e4, 100},
    {"wide box, 2000 km", {MultiPolygon{{box(0, 30, 30, 60), {}}}}, 2e6, 1000},
    {"L, 20 km", {MultiPolygon{{l_shape, {}}}}, 2e4, 1},
    {"L, 15 km inward", {MultiPolygon{{l_shape, {}}}}, -1.5e4, 1},
    {"dumbbell, 5 km inward: the bar is just left", {MultiPolygon{{dumbbell, {}}}}, -5e3, 10},
    {"dumbbell, 8 km inward: two pieces", {MultiPolygon{{dumbbell, {}}}}, -8e3, 10},
    {"hole, 5 km", {with_hole}, 5e3, 1},
    {"hole, 5 km inward", {with_hole}, -5e3, 1},
    {"hole, 40 km: it is filled", {with_hole}, 4e4, 10},
    {"hole, 21 km inward: pieces", {with_hole}, -2.1e4, 10},
    {"island in a hole, 10 km", {island_in_hole}, 1e4, 1},
    {"island in a hole, 10 km inward", {island_in_hole}, -1e4, 1},
    {"star, 2 km", {MultiPolygon{{star(1, {31, 48}, 0.2, 1, 90), {}}}}, 2e3, 1},
    {"star, 2 km inward", {MultiPolygon{{star(1, {31, 48}, 0.2, 1, 90), {}}}}, -2e3, 1},
    {"star, 100 km", {MultiPolygon{{star(1, {31, 48}, 0.2, 1, 90), {}}}}, 1e5, 10},
    {"two identical", {MultiPolygon{{l_shape, {}}}, MultiPolygon{{l_shape, {}}}}, 1e4, 1},
    {"two that share an edge",
     {MultiPolygon{{box(30, 46, 31, 47), {}}}, MultiPolygon{{box(31, 46, 32, 47), {}}}},
     1e4,
     1},
    {"two that share part of an edge",
     {MultiPolygon{{box(30, 46, 31, 47), {}}}, MultiPolygon{{box(31, 46.3, 32, 46.8), {}}}},
     1e4,
     1},
    {"two that touch at a corner",
     {MultiPolygon{{box(30, 46, 31, 47), {}}}, MultiPolygon{{box(31, 47, 32, 48), {}}}},
     1e4,
     1},
    {"two that overlap",
     {MultiPolygon{{box(30, 46, 31, 47), {}}}, MultiPolygon{{box(30.5, 46.5, 32, 48), {}}}},
     1e4,
     1},
    {"polygon, line and point", {MultiPolygon{{l_shape, {}}}, Lines{{{29, 45}, {33, 48}}}, Points{{35, 46}}}, 3e4, 1},
    {"across the antimeridian, 30 km", {across_180}, 3e4, 1},
    {"across the antimeridian, 30 km inward", {across_180}, -3e4, 1},
    {"round the south pole, 100 km", {antarctica}, 1e5, 1000},
    {"round the south pole, 100 km inward", {antarctica}, -1e5, 1000},
    {"round the south pole, 2000 km", {antarctica}, 2e6, 1000},
    {"wedge to the pole, 100 km", {arctic_wedge}, 1e5, 10},
    {"wedge to the pole, 30 km inward", {arctic_wedge}, -3e4, 10},
};

std::vector<Position> places_of(const std::vector<Geometry>& shapes) {
    std::vector<Position> all;
    for (const Geometry& shape : shapes)
        if (const auto* polygons = std::get_if<MultiPolygon>(&shape))
            each_ring(*polygons, [&](const Ring& ring) {
                for (std::size_t i = 1; i < ring.size(); ++i)
                    for (int k = 0; k < 20; ++k) {
                        const Vec v = along(ring[i - 1], ring[i], k / 20.0);
                        all.push_back(Position::computed(v.x, v.y));
                    }
            });
    return all;
}

}  // namespace

TEST_CASE("The edge of a buffer of polygons lies at the distance, within the tolerance, all along") {
    Worst share("buffer of polygons: edge off the distance / tolerance", "");
    for (const Case& c : cases) {
        INFO(c.name);
        const Truth truth(c.shapes, EdgeRule::straight, c.tolerance_m, c.distance_m < 0);
        const MultiPolygon shape = buffered(c.shapes, c.distance_m, c.tolerance_m);
        CHECK(wrong_with(shape) == "");
        CHECK(!shape.empty());
        const double worst_m = worst_edge_m(shape, truth, c.distance_m, 3);
        Worst("buffer of polygons: " + c.name + ", tolerance " + std::to_string(c.tolerance_m), "m").add(worst_m);
        share.add(worst_m / c.tolerance_m);
        CHECK(worst_m <= c.tolerance_m);
    }
}

TEST_CASE("What is nearer to polygons or in them lies inside their buffer, what is farther outside") {
    for (const Case& c : cases) {
        INFO(c.name);
        Random random(72);
        const Truth truth(c.shapes, EdgeRule::straight, c.tolerance_m, c.distance_m < 0);
        const MultiPolygon shape = buffered(c.shapes, c.distance_m, c.tolerance_m);
        CHECK(misplaced(random, shape, truth, places_of(c.shapes), c.distance_m, c.tolerance_m,
                        2 * std::abs(c.distance_m) + 5e4, 500) == 0);
    }
}

TEST_CASE("A buffer of polygons has the pieces and holes its distance gives, and no others") {
    struct Row {
        std::string name;
        MultiPolygon shape;
        double distance_m;
        std::size_t pieces, holes;
    };
    for (const Row& row : std::vector<Row>{{"box", {{box(30, 46, 32, 47), {}}}, 1e4, 1, 0},
                                           {"box inward", {{box(30, 46, 32, 47), {}}}, -1e4, 1, 0},
                                           {"box inward to nothing", {{box(30, 46, 32, 47), {}}}, -6e4, 0, 0},
                                           {"dumbbell inward", {{dumbbell, {}}}, -5e3, 1, 0},
                                           {"dumbbell farther inward", {{dumbbell, {}}}, -8e3, 2, 0},
                                           {"hole", with_hole, 5e3, 1, 1},
                                           {"hole filled", with_hole, 4e4, 1, 0},
                                           {"hole inward", with_hole, -5e3, 1, 1},
                                           {"island", island_in_hole, 1e4, 2, 1},
                                           {"island that meets", island_in_hole, 5e4, 1, 0},
                                           {"island inward", island_in_hole, -1e4, 2, 1},
                                           {"across 180", across_180, 3e4, 2, 0},
                                           {"across 180 inward", across_180, -3e4, 2, 0},
                                           {"antarctica", antarctica, 1e5, 1, 0},
                                           {"antarctica inward", antarctica, -1e5, 1, 0}}) {
        INFO(row.name);
        const MultiPolygon shape = buffered({row.shape}, row.distance_m, std::abs(row.distance_m) > 9e4 ? 100 : 10);
        CHECK(shape.size() == row.pieces);
        CHECK(holes_of(shape) == row.holes);
    }
}

TEST_CASE("Which way rings run does not matter to their buffer") {
    MultiPolygon turned = with_hole;
    std::reverse(turned[0].outer.begin(), turned[0].outer.end());
    std::reverse(turned[0].holes[0].begin(), turned[0].holes[0].end());
    for (const double distance_m : {5e3, -5e3})
        CHECK(true_area_m2(buffered({turned}, distance_m, 1)) ==
              Approx(true_area_m2(buffered({with_hole}, distance_m, 1))).epsilon(1e-5));
}

TEST_CASE("Polygons that touch have the buffer of the ground they share") {
    const MultiPolygon whole{{box(30, 46, 32, 47), {}}}, west{{box(30, 46, 31, 47), {}}},
        east{{box(31, 46, 32, 47), {}}};
    CHECK(true_area_m2(buffered({west, east}, 1e4, 1)) ==
          Approx(true_area_m2(buffered({whole}, 1e4, 1))).epsilon(1e-5));
}

TEST_CASE("Where the map is cut through a polygon its inward buffer keeps off nothing") {
    // Of the same boxes away from the seam, moved by 170 degrees.
    const MultiPolygon here{{box(8, 10, 13, 13), {}}};
    for (const double distance_m : {3e4, -3e4})
        CHECK(true_area_m2(buffered({across_180}, distance_m, 1)) ==
              Approx(true_area_m2(buffered({here}, distance_m, 1))).epsilon(1e-5));
    // A cap about the pole, its edge along a parallel straight in lon/lat: what is left is a cap.
    const MultiPolygon cap{{{{-180, -90}, {180, -90}, {180, -80}, {-180, -80}, {-180, -90}}, {}}};
    double to_parallel_m = 0;
    oracle().Inverse(-90, 0, -80, 0, to_parallel_m);
    for (const double distance_m : {1e5, -1e5})
        CHECK(true_area_m2(buffered({cap}, distance_m, 100)) ==
              Approx(true_area_m2(buffered({Points{{0, -90}}}, to_parallel_m + distance_m, 100))).epsilon(4e-4));
}

TEST_CASE("Buffers of polygons whose edges are geodesics keep to the geodesics") {
    // Far from straight in lon/lat: along 49 N for 40 degrees the geodesic runs 2 degrees north of the chord.
    const MultiPolygon south{{box(-120, 40, -80, 49), {}}}, north{{box(-120, 49, -80, 58), {}}};
    for (const MultiPolygon& shape : {south, north})
        for (const double distance_m : {2e4, -2e4}) {
            INFO((&shape == &south ? "south " : "north ") << distance_m);
            const MultiPolygon got = buffered({shape}, distance_m, 10, EdgeRule::geodesic);
            const Truth truth({shape}, EdgeRule::geodesic, 10);
            CHECK(got.size() == 1);
            CHECK(holes_of(got) == 0);
            CHECK(worst_edge_m(got, truth, distance_m) <= 10);
        }
}

TEST_CASE("A polygon with geodesic edges does not fill the ground between them and their chords") {
    // A ring of line north of the chord along 49 N and south of the geodesic: its middle is far from both.
    const MultiPolygon north{{box(-120, 49, -80, 58), {}}};
    const Lines ring{{{-101, 49.4}, {-99, 49.4}, {-99, 50.4}, {-101, 50.4}, {-101, 49.4}}};
    const MultiPolygon got = buffered({north, ring}, 1e4, 10, EdgeRule::geodesic);
    const Truth truth({north, ring}, EdgeRule::geodesic, 10);
    REQUIRE(truth.to_edges(at(-100, 49.9)) > 2e4);
    CHECK_FALSE(holds(got, {-100, 49.9}));
    CHECK(holds(got, {-100, 53}));
}
