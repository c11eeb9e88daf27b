// Buffers where the map has its edges: over the poles and across the antimeridian.
#include "tests/catch.hpp"
#include "tests/geo/buffer_support.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

struct Case {
    std::string name;
    std::vector<Geometry> shapes;
    double distance_m, tolerance_m;
    EdgeRule rule = EdgeRule::geodesic;
};

const std::vector<Case> cases = {
    {"disc about the north pole", {Points{{0, 90}}}, 3e5, 10},
    {"disc about the north pole at another longitude", {Points{{77, 90}}}, 3e5, 10},
    {"disc about the south pole", {Points{{-120, -90}}}, 1e6, 100},
    {"small disc about the pole", {Points{{0, 90}}}, 100, 1},
    {"disc about 89.9 N", {Points{{40, 89.9}}}, 1e5, 1},
    {"disc about 89.9 N that misses the pole", {Points{{40, 89.9}}}, 1e4, 1},
    {"disc that all but misses the pole", {Points{{40, 89.9}}}, 11170, 1},
    {"disc that all but reaches the pole", {Points{{40, 89.9}}}, 11169, 1},
    {"disc that just holds the pole", {Points{{40, 89}}}, 111700, 10},
    {"large disc over a pole", {Points{{40, 70}}}, 3e6, 1000},
    {"disc over the antimeridian", {Points{{180, 10}}}, 1e5, 1},
    {"disc over the antimeridian from the other side", {Points{{-180, 10}}}, 1e5, 1},
    {"disc that just crosses the antimeridian", {Points{{179, 0}}}, 111400, 10},
    {"disc that all but touches the antimeridian", {Points{{179, 0}}}, 111310, 10},
    {"disc whose edge nearly meets the antimeridian at one place", {Points{{179, 0}}}, 111319.4908, 10},
    {"disc over pole and antimeridian", {Points{{179, 88}}}, 5e5, 10},
    {"small disc on the antimeridian", {Points{{180, -65}}}, 10, 0.1},
    {"disc over both poles' quarter", {Points{{180, 45}}}, 5e6, 10000},
    {"discs on both sides", {Points{{179.5, 0}, {-179.5, 1}, {180, 2}}}, 9e4, 10},
    {"line across the antimeridian in two parts", {Lines{{{178, 5}, {180, 6}}, {{-180, 6}, {-177, 8}}}}, 5e4, 1},
    {"line along the antimeridian", {Lines{{{180, 50}, {180, 60}}}}, 5e4, 10},
    {"line along the antimeridian on both sides", {Lines{{{180, 50}, {180, 55}}, {{-180, 55}, {-180, 60}}}}, 5e4, 10},
    {"line over the pole", {Lines{{{20, 88}, {-160, 88}}}}, 5e4, 10},
    {"line over the pole by a vertex", {Lines{{{20, 88}, {50, 90}, {100, 88}}}}, 5e4, 10},
    {"line that ends at the pole", {Lines{{{20, 85}, {20, 90}}}}, 2e4, 1},
    {"line near the pole", {Lines{{{20, 89}, {140, 89.5}, {-100, 88.5}}}}, 2e4, 1},
    {"line round the pole", {Lines{{{0, 85}, {90, 85}, {180, 85}}, {{-180, 85}, {-90, 85}, {0, 85}}}}, 2e5, 10},
    {"line straight in lon/lat round the pole", {Lines{{{-180, 85}, {180, 85}}}}, 2e5, 1000, EdgeRule::straight},
    {"the equator", {Lines{{{-180, 0}, {-60, 0}, {60, 0}, {180, 0}}}}, 1e5, 10},
    {"a disc on the seam, another where the rest of the map is asked", {Points{{180, 10}, {0, 0}}}, 1e6, 1000},
    {"discs on the seam and where the rest of the map is asked", {Points{{180, 0}, {0, 0}}}, 1e6, 1000},
    {"discs about the pole and where the rest of the map is asked", {Points{{0, 90}, {0, -5}}}, 1e6, 1000},
    {"a disc about the pole at a longitude that rounds", {Points{{77.7, -89.99}}}, 1e4, 0.1},
    {"short line near the antimeridian", {Lines{{{-177.18, 72.24}, {-177.06, 72.12}, {-177.24, 72}}}}, 1.5e5, 260},
    {"discs on the seam at several latitudes", {Points{{180, 10}, {180, 50}, {180, -40}, {90, 3}}}, 1e6, 1000},
    {"a ring about the pole and a disc inside it",
     {Lines{{{-180, 70}, {180, 70}}}, Points{{180, 89}, {20, 88}}},
     1e5,
     1000,
     EdgeRule::straight},
    {"long leg across the antimeridian", {Lines{{{150, 30}, {-150, 50}}}}, 2e5, 10},
};

std::vector<Position> places_of(const Case& c) {
    std::vector<Position> all;
    for (const Geometry& shape : c.shapes) {
        if (const auto* points = std::get_if<Points>(&shape))
            for (const Vec& p : *points) all.push_back(at(p.x, p.y));
        if (const auto* lines = std::get_if<Lines>(&shape))
            for (const Line& line : *lines)
                for (const Position& p : dense(line, c.rule, 1000)) all.push_back(p);
    }
    return all;
}

// The disc's own, from its edge at the exact distance, the map not asked.
double disc_area_m2(Position centre, double radius_m) {
    GeographicLib::PolygonArea polygon(oracle());
    for (int i = 0; i < 20000; ++i) {
        const Position p = true_direct(centre, -360.0 * i / 20000, radius_m);
        polygon.AddPoint(p.lat(), p.lon());
    }
    double perimeter = 0, area = 0;
    polygon.Compute(false, true, perimeter, area);
    return area;
}

}  // namespace

TEST_CASE("Over poles and the antimeridian the edge of a buffer lies at the distance, within the tolerance") {
    for (const Case& c : cases) {
        INFO(c.name);
        const Truth truth(c.shapes, c.rule, c.tolerance_m);
        const MultiPolygon shape = buffered(c.shapes, c.distance_m, c.tolerance_m, c.rule);
        CHECK(!shape.empty());
        CHECK(wrong_with(shape) == "");
        const double worst_m = worst_edge_m(shape, truth, c.distance_m, 16);
        Worst("map's edges: " + c.name + ", tolerance " + std::to_string(c.tolerance_m), "m").add(worst_m);
        CHECK(worst_m <= c.tolerance_m);
        // No edge goes round the world to get to the other side of the map.
        double longest_m = 0;
        each_ring(shape, [&](const Ring& ring) {
            for (std::size_t i = 1; i < ring.size(); ++i)
                if (std::abs(ring[i].y) < 89.9) longest_m = std::max(longest_m, std::abs(ring[i].x - ring[i - 1].x));
        });
        CHECK(longest_m < 180);
    }
}

TEST_CASE("Over poles and the antimeridian what is nearer lies inside a buffer, what is farther outside") {
    for (const Case& c : cases) {
        INFO(c.name);
        Random random(62);
        const Truth truth(c.shapes, c.rule, c.tolerance_m);
        const MultiPolygon shape = buffered(c.shapes, c.distance_m, c.tolerance_m, c.rule);
        CHECK(misplaced(random, shape, truth, places_of(c), c.distance_m, c.tolerance_m, 1.7 * c.distance_m, 1500) ==
              0);
    }
}

TEST_CASE("Beside the poles and on both sides of the antimeridian places are inside when they are near") {
    for (const Case& c : cases) {
        INFO(c.name);
        const Truth truth(c.shapes, c.rule, c.tolerance_m);
        const MultiPolygon shape = buffered(c.shapes, c.distance_m, c.tolerance_m, c.rule);
        int wrong = 0;
        const auto ask = [&](double lon, double lat) {
            const double beyond_m = truth.beyond(at(lon, lat), c.distance_m);
            if (std::abs(beyond_m) > c.tolerance_m) wrong += holds(shape, {lon, lat}) != (beyond_m < 0);
        };
        for (double lon = -179.3; lon < 180; lon += 15.3)
            for (const double lat : {89.999999, 89.99, 88.1, -89.999999, -89.9}) ask(lon, lat);
        for (double lat = -89.7; lat < 90; lat += 1.93)
            for (const double lon : {-179.999999, -179.9, 179.999999, 179.9}) ask(lon, lat);
        CHECK(wrong == 0);
    }
}

TEST_CASE("A disc has the same area wherever the map is cut") {
    for (const double lat : {0.0, 45.0, 80.0, 89.0, 89.9, -89.99})
        for (const double radius_m : {1e4, 2.5e5, 1.5e6}) {
            INFO("lat " << lat << ", radius " << radius_m);
            const double tolerance_m = radius_m * 1e-5, whole = disc_area_m2(at(0, lat), radius_m);
            double least = HUGE_VAL, most = 0;
            for (const double lon : {0.0, 77.7, 180.0, -180.0, 179.99, -179.0}) {
                const double area = true_area_m2(buffered({Points{{lon, lat}}}, radius_m, tolerance_m));
                least = std::min(least, area);
                most = std::max(most, area);
            }
            // An edge within the tolerance all along is an area within two of it by the radius.
            Worst("disc's area, off the whole", "").add(std::max(most - whole, whole - least) / whole);
            CHECK((most - least) / whole < 1e-5);
            CHECK(std::max(most - whole, whole - least) / whole < 2.1e-5);
        }
}

TEST_CASE("A fine disc has the same area to a part in a million wherever the map is cut") {
    struct Row {
        double lat, radius_m;
    };
    for (const Row& row : {Row{10, 1e5}, {89.9, 1e5}, {89, 1e6}}) {
        INFO("lat " << row.lat);
        const double tolerance_m = row.radius_m * 4e-7, whole = disc_area_m2(at(0, row.lat), row.radius_m);
        for (const double lon : {12.0, 180.0}) {
            const double area = true_area_m2(buffered({Points{{lon, row.lat}}}, row.radius_m, tolerance_m));
            Worst("fine disc's area, off the whole", "").add(std::abs(area / whole - 1));
            CHECK(area == Approx(whole).epsilon(1e-6));
        }
    }
}

TEST_CASE("A buffer moved round the Earth by whole degrees is the same ground") {
    // A line at 31 E, and the same across the antimeridian, cut there as layers cut it.
    const auto moved = [](double turn) {
        const Position a = at(-3, 60), b = at(2, 62);
        std::vector<Vec> line{{a.lon(), a.lat()}, {b.lon(), b.lat()}, {1, 58}};
        Lines parts{{}};
        for (const Vec& v : line) parts.back().push_back({std::remainder(v.x + turn, 360.0), v.y});
        return parts;
    };
    const double here = true_area_m2(buffered({moved(31)}, 2e5, 1, EdgeRule::geodesic));
    for (const double turn : {178.0, 180.0, -179.0}) {
        const MultiPolygon there = buffered({moved(turn)}, 2e5, 1, EdgeRule::geodesic);
        CHECK(there.size() == 2);
        CHECK(true_area_m2(there) == Approx(here).epsilon(1e-5));
    }
}

TEST_CASE("A disc over the antimeridian meets itself there, vertex for vertex") {
    for (const Vec centre : {Vec{180, 10}, {179.7, -65}, {-179, 88.5}}) {
        INFO(centre.x << " " << centre.y);
        std::vector<double> east, west;
        each_ring(buffered({Points{centre}}, 2e5, 10), [&](const Ring& ring) {
            for (std::size_t i = 1; i < ring.size(); ++i) {
                if (ring[i].x == 180) east.push_back(ring[i].y);
                if (ring[i].x == -180) west.push_back(ring[i].y);
            }
        });
        std::sort(east.begin(), east.end());
        std::sort(west.begin(), west.end());
        CHECK(!east.empty());
        CHECK(east == west);
    }
}

TEST_CASE("A buffer that covers the Earth is the whole map, and one that all but covers it has holes") {
    Points grid;
    for (double lat = -85; lat <= 85; lat += 10)
        for (double lon = -175; lon < 180; lon += 10) grid.push_back({lon, lat});
    const double whole_m2 = 5.10065621724e14;  // of WGS84
    // The map's own edge closes on itself on the Earth: nothing, to a geodesic area.
    const MultiPolygon whole = buffered({grid}, 2e6, 2e4);
    REQUIRE(whole.size() == 1);
    CHECK(whole[0].holes.empty());
    CHECK(whole[0].outer == Ring{{-180, -90}, {180, -90}, {180, 90}, {-180, 90}, {-180, -90}});
    const MultiPolygon sieve = buffered({grid}, 7e5, 1e3);
    const Truth truth({grid}, EdgeRule::geodesic, 1e3);
    CHECK(wrong_with(sieve) == "");
    CHECK(holes_of(sieve) > 100);
    CHECK(worst_edge_m(sieve, truth, 7e5) <= 1e3);
    CHECK(whole_m2 + true_area_m2(sieve) > 0.8 * whole_m2);
}
