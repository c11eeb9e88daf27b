// Fields of ways round obstacles, cell by cell against ShortestWays, and against a graph of all lines of sight.
#include "geo/error.hpp"
#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/ways_field.hpp"
#include "tests/catch.hpp"
#include "tests/geo/obstacles.hpp"
#include "tests/geo/visibility_graph.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

constexpr double allowed_m = 0.1;

struct Cell {
    int column, row;
    double way_m;  // in the field
    bool is_free;
};

std::vector<Cell> cells_of(const Raster& raster, const ShortestWays& ways) {
    const WaysField field(raster, ways);
    const FreeField free(raster, ways.space());
    std::vector<Cell> cells;
    for (const Tile& tile : tiles_of(raster)) {
        const std::vector<double> ways_m = field.on(tile);
        const std::vector<bool> is_free = free.on(tile);
        for (int r = 0; r < tile.rows; ++r)
            for (int c = 0; c < tile.columns; ++c)
                cells.push_back({tile.column + c, tile.row + r, ways_m[tile.index(c, r)], is_free[tile.index(c, r)]});
    }
    return cells;
}

// Every cell against the ways themselves.
void check(const Raster& raster, const ShortestWays& ways, Worst& worst) {
    std::size_t wrong_ways = 0, wrong_ground = 0;
    for (const Cell& cell : cells_of(raster, ways)) {
        const Position at = raster.position(cell.column + 0.5, cell.row + 0.5);
        wrong_ground += cell.is_free != ways.space().holds(at);
        const auto wanted = ways.distance_to(at);
        if (wanted.has_value() != std::isfinite(cell.way_m))
            // At the very limit the polynomial's error decides.
            wrong_ways += std::abs((wanted ? wanted->metres() : cell.way_m) - ways.limit().metres()) > allowed_m;
        else if (wanted)
            worst.add(std::abs(cell.way_m - wanted->metres()));
    }
    CHECK(wrong_ground == 0);
    CHECK(wrong_ways == 0);
    CHECK(worst.value() < allowed_m);
}

Position free_place(Random& random, const Obstacles& obstacles, Position centre, double radius_m) {
    for (;;)
        if (const Position p = random.within(centre, radius_m); !obstacles.hold(p)) return p;
}

// Rings about places of a raster, in cells from its first.
Obstacles at_cells(const Raster& raster, const std::vector<std::vector<Vec>>& rings) {
    Obstacles obstacles;
    for (const auto& ring : rings) {
        auto& places = obstacles.rings.emplace_back();
        for (const Vec& v : ring) places.push_back(raster.position(v.x, v.y));
    }
    return obstacles;
}

}  // namespace

TEST_CASE("A field of ways has at every cell the shortest way, and none where there is none") {
    Worst worst("field of ways round obstacles against the ways", "m");
    for (int trial = 0; trial < 24; ++trial) {
        INFO("trial " << trial);
        Random random(static_cast<std::uint64_t>(trial) + 300);
        const Position centre = Position::lon_lat(random.uniform(-180, 180), random.uniform(-70, 70));
        const double cell_m = random.log_uniform(2'000, 200'000);
        const Obstacles obstacles = random_obstacles(random, centre, cell_m, 4, 5 + static_cast<int>(random.below(8)));
        const Frame frame(centre);
        const FreeSpace space(frame, obstacles.free(frame, 3 * cell_m));
        std::vector<Position> starts;
        for (std::size_t i = 0; i < 1 + random.below(4); ++i) starts.push_back(free_place(random, obstacles, centre, 2.5 * cell_m));
        const Distance limit = Distance::metres(trial % 3 == 0 ? random.uniform(0.5, 5) * cell_m : HUGE_VAL);
        const ShortestWays ways(space, starts, limit);
        // Not about the frame's own centre; beyond the free ground on all sides.
        const Position middle = random.within(centre, cell_m);
        const Distance radius = Distance::metres(3.5 * cell_m);
        check(trial % 2 == 0 ? Raster::equal_area(middle, radius, radius / random.uniform(40, 75))
                             : Raster::degrees(middle, radius, Angle::degrees(radius.metres() / 111'000 / random.uniform(40, 75))),
              ways, worst);
    }
}

TEST_CASE("A field of ways is as long as the shortest of all lines of sight") {
    Worst worst("field of ways against a visibility graph", "m");
    for (int trial = 0; trial < 12; ++trial) {
        INFO("trial " << trial);
        Random random(static_cast<std::uint64_t>(trial) + 400);
        const Position centre = Position::lon_lat(random.uniform(-180, 180), random.uniform(-70, 70));
        const double cell_m = random.log_uniform(2'000, 20'000);
        const Obstacles obstacles = random_obstacles(random, centre, cell_m, 4, 5 + static_cast<int>(random.below(8)));
        const Frame frame(centre);
        const FreeSpace space(frame, obstacles.free(frame, 10 * cell_m));
        const Position from = free_place(random, obstacles, centre, 2.5 * cell_m);
        const Raster raster = Raster::equal_area(centre, Distance::metres(2.8 * cell_m), Distance::metres(cell_m / 25));
        std::vector<Position> places;
        std::vector<double> got;
        for (const Cell& cell : cells_of(raster, ShortestWays(space, from)))
            if (const Position at = raster.position(cell.column + 0.5, cell.row + 0.5); random.below(400) == 0 && !obstacles.hold(at)) {
                places.push_back(at);
                got.push_back(cell.way_m);
            }
        const std::vector<double> wanted = VisibilityGraph(obstacles.rings).lengths_m(from, places);
        REQUIRE(places.size() > 20);
        for (std::size_t i = 0; i < places.size(); ++i) worst.add(std::abs(got[i] - wanted[i]));
    }
    CHECK(worst.value() < allowed_m);
}

TEST_CASE("Cells whose centres are corners, or lie on walls, are decided as other places are") {
    const Position centre = Position::lon_lat(21, 52);
    const Raster raster = Raster::equal_area(centre, Distance::kilometres(60), Distance::kilometres(1));
    // A square, a comb with a passage one cell wide, and a spike as thin as a grid step at its tip; corners at centres of cells.
    const Obstacles obstacles = at_cells(
        raster, {{{20.5, 60.5}, {40.5, 60.5}, {40.5, 40.5}, {20.5, 40.5}},
                 {{60.5, 100.5}, {100.5, 100.5}, {100.5, 50.5}, {95.5, 50.5}, {95.5, 90.5}, {94.5, 90.5}, {94.5, 50.5}, {85.5, 50.5}, {85.5, 95.5}, {60.5, 95.5}},
                 {{50.5, 20.5}, {50.500002, 20.499}, {110.5, 20.5}}});
    const Frame frame(centre);
    const FreeSpace space(frame, obstacles.free(frame, 80'000));
    Worst worst("field of ways at corners of cells", "m");
    // Starts on a corner, on a wall, at a cell's centre in the open and in the passage.
    for (const Vec from : {Vec{40.5, 40.5}, Vec{30.5, 40.5}, Vec{10.5, 50.5}, Vec{95, 60.5}, Vec{80.5, 20.6}}) {
        INFO(from.x << ", " << from.y);
        check(raster, ShortestWays(space, raster.position(from.x, from.y)), worst);
    }
}

TEST_CASE("A field of ways ends where the frame does") {
    const Position centre = Position::lon_lat(21, 52);
    const Frame frame(centre);
    constexpr double h = 2e7;
    const FreeSpace space(frame, {{{{-h, -h}, {h, -h}, {h, h}, {-h, h}, {-h, -h}}, {}}});
    const ShortestWays ways(space, centre);
    const Raster raster = Raster::equal_area(centre, Distance::kilometres(8000), Distance::kilometres(100));
    for (const Cell& cell : cells_of(raster, ways)) {
        const Distance away = distance(centre, raster.position(cell.column + 0.5, cell.row + 0.5));
        if (away < Frame::domain - Distance::kilometres(1)) CHECK(std::abs(cell.way_m - away.metres()) < allowed_m);
        if (away > Frame::domain + Distance::kilometres(300)) CHECK(!std::isfinite(cell.way_m));
    }
}

TEST_CASE("A field of ways does not depend on the number of threads") {
    Random random(500);
    const Position centre = Position::lon_lat(21, 52);
    const Obstacles obstacles = random_obstacles(random, centre, 100'000, 4, 9);
    const Frame frame(centre);
    const FreeSpace space(frame, obstacles.free(frame, 500'000));
    const ShortestWays ways(space, free_place(random, obstacles, centre, 200'000));
    const Raster raster = Raster::equal_area(centre, Distance::kilometres(250), Distance::kilometres(1));
    const std::vector<float> all = ways_field(raster, ways);
    const ThreadLimit one(1);
    CHECK(ways_field(raster, ways) == all);
}

TEST_CASE("Rasters hold all within their radius, and no more cells than are allowed") {
    Random random(501);
    for (int i = 0; i < 200; ++i) {
        const Position centre = Position::lon_lat(random.uniform(-180, 180), random.uniform(-60, 60));
        const Distance radius = Distance::metres(random.log_uniform(1e3, 3e6));
        const Raster plane = Raster::equal_area(centre, radius, radius / random.uniform(1, 50));
        const bool holds_pole = 90 - std::abs(centre.lat()) < radius.metres() / 110e3;
        const Raster degrees = holds_pole ? plane : Raster::degrees(centre, radius, Angle::degrees(radius.metres() / 111e3 / random.uniform(1, 50)));
        for (int k = 0; k < 20; ++k) {
            const Position p = true_direct(centre, random.uniform(-180, 180), radius.metres());
            const Vec v = equal_area(centre, p);
            CHECK((v.x >= plane.upper_left.x && v.x <= plane.upper_left.x + plane.columns * plane.cell));
            CHECK((v.y <= plane.upper_left.y && v.y >= plane.upper_left.y - plane.rows * plane.cell));
            if (holds_pole) continue;
            const double lon = centre.lon() + std::remainder(p.lon() - centre.lon(), 360.0);
            CHECK((lon >= degrees.upper_left.x && lon <= degrees.upper_left.x + degrees.columns * degrees.cell));
            CHECK((p.lat() <= degrees.upper_left.y && p.lat() >= degrees.upper_left.y - degrees.rows * degrees.cell));
        }
    }
    const Position centre = Position::lon_lat(21, 52);
    CHECK(says(refusal([&] { Raster::degrees(Position::lon_lat(0, 89), Distance::kilometres(200), Angle::degrees(1)); }), "cannot hold a pole"));
    CHECK(says(refusal([&] { Raster::equal_area(centre, Distance::kilometres(4900), Distance::metres(10)); }), "at most 4e+08 are allowed"));
    CHECK(says(refusal([&] { Raster::degrees(centre, Distance::kilometres(2000), Angle::degrees(1e-4)); }), "at most 4e+08 are allowed"));
}
