// Edges cut on their way into and out of the frame: every test follows the true edge at a thousand places and measures
// how far the emitted one lies from it, on the ellipsoid.
#include "geo/edges.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

#include <GeographicLib/Rhumb.hpp>

#include <functional>

using namespace picket::geo;
using namespace picket::test;

namespace {

// edges.hpp: "the bound holds to a few per cent" between the places that are checked.
constexpr double few_per_cent = 1.05;
// 7 decimals: half of 1e-7 deg on both axes.
constexpr double rounding_m = 0.008;

struct Edge {
    std::string name;
    Position centre;  // of the frame
    Vec a, b;         // lon/lat
};

const std::vector<Edge> edges = {
    {"short, at 48N", Position::lon_lat(31, 48), {30, 46}, {30.5, 46.2}},
    {"diagonal, 300 km", Position::lon_lat(31, 48), {29, 45}, {32, 47}},
    {"along 49N, the US border", Position::lon_lat(-105, 48), {-123, 49}, {-95, 49}},
    {"along 70N", Position::lon_lat(30, 66), {10, 70}, {55, 70}},
    {"diagonal near 70N", Position::lon_lat(30, 66), {15, 67}, {50, 73}},
    {"along a meridian", Position::lon_lat(31, 48), {35, 30}, {35, 65}},
    {"across the antimeridian", Position::lon_lat(178, 52), {170, 50}, {-165, 54}},
    {"across the equator", Position::lon_lat(5, 3), {-8, -10}, {20, 14}},
    // Departs nowhere at its middle, for symmetry: only the quarters tell.
    {"symmetric about the equator", Position::lon_lat(5, 0), {-8, -10}, {18, 10}},
    {"far from the centre", Position::lon_lat(31, 48), {-20, 30}, {-12, 33}},
    {"a metre", Position::lon_lat(31, 48), {30, 46}, {30.00001, 46.000003}},
    {"over 3,000 km", Position::lon_lat(31, 48), {10, 40}, {50, 50}},
    {"near the pole", Position::lon_lat(0, 85), {-30, 86}, {60, 87}},
};

const double tolerances_m[] = {0.1, 1, 10, 100, 1000};

// The true edge by its rule, as a function of the share of the way.
std::function<Position(double)> true_edge(Vec a, Vec b, EdgeRule rule) {
    const double turn = std::remainder(b.x - a.x, 360.0);
    if (rule == EdgeRule::straight)
        return [=](double t) { return Position::computed(a.x + turn * t, a.y + (b.y - a.y) * t); };
    if (rule == EdgeRule::rhumb) {
        const GeographicLib::RhumbLine line = [&] {
            double s = 0, azimuth = 0;
            GeographicLib::Rhumb::WGS84().Inverse(a.y, a.x, b.y, b.x, s, azimuth);
            return GeographicLib::Rhumb::WGS84().Line(a.y, a.x, azimuth);
        }();
        double s = 0, azimuth = 0;
        GeographicLib::Rhumb::WGS84().Inverse(a.y, a.x, b.y, b.x, s, azimuth);
        return [line, s](double t) {
            double lat = 0, lon = 0;
            line.Position(s * t, lat, lon);
            return Position::computed(lon, lat);
        };
    }
    const GeographicLib::GeodesicLine line = oracle().InverseLine(a.y, a.x, b.y, b.x);
    return [line](double t) {
        double lat = 0, lon = 0;
        line.Position(line.Distance() * t, lat, lon);
        return Position::computed(lon, lat);
    };
}

const char* name_of(EdgeRule rule) {
    return rule == EdgeRule::straight ? "straight" : rule == EdgeRule::rhumb ? "rhumb" : "geodesic";
}

// How far the edge strays from the chords emitted for it, at a thousand places.
double strays_in_m(const Edge& e, EdgeRule rule, double tolerance_m) {
    const Line emitted = to_frame(Frame(e.centre), {e.a, e.b}, rule, Distance::metres(tolerance_m));
    const Plane plane(e.centre);
    const auto at = true_edge(e.a, e.b, rule);
    double worst = 0;
    for (int i = 0; i <= 1000; ++i) {
        const Position p = at(i / 1000.0);
        worst = std::max(worst, true_distance_m(p, plane.reverse(nearest_on(plane.forward(p), emitted))));
    }
    return worst;
}

// How far lon/lat straight edges stray from the frame chord a-b, at 1,000 places in all or 20 an edge.
double strays_out_m(const Plane& plane, Vec a, Vec b, const Line& lon_lat) {
    const int places = std::max(20, 1000 / static_cast<int>(lon_lat.size()));
    double worst = 0;
    for (std::size_t i = 1; i < lon_lat.size(); ++i)
        for (int k = 0; k <= places; ++k) {
            const Vec v = along(lon_lat[i - 1], lon_lat[i], static_cast<double>(k) / places);
            const Position p = Position::computed(v.x, v.y);
            worst = std::max(worst, true_distance_m(p, plane.reverse(nearest_on(plane.forward(p), a, b))));
        }
    return worst;
}

Line reversed(Line line) {
    std::reverse(line.begin(), line.end());
    return line;
}

}  // namespace

TEST_CASE("On the way in, chords stay within the tolerance of the true edge, for every rule") {
    for (const EdgeRule rule : {EdgeRule::straight, EdgeRule::geodesic, EdgeRule::rhumb}) {
        Worst worst(std::string("to_frame, ") + name_of(rule) + ", (off - grid) / tolerance", "");
        for (const Edge& e : edges)
            for (const double tolerance_m : tolerances_m) {
                INFO(e.name << ", " << name_of(rule) << ", tolerance " << tolerance_m << " m");
                const double off_m = strays_in_m(e, rule, tolerance_m);
                worst.add((off_m - snap_m) / tolerance_m);
                CHECK(off_m <= tolerance_m * few_per_cent + snap_m);
            }
        CHECK(worst.value() > 0.1);  // the tolerance is used, not met by cutting to dust
    }
}

TEST_CASE("On the way in, every vertex emitted lies on the true edge") {
    for (const EdgeRule rule : {EdgeRule::straight, EdgeRule::geodesic, EdgeRule::rhumb})
        for (const Edge& e : edges) {
            INFO(e.name << ", " << name_of(rule));
            const Frame frame(e.centre);
            const Plane plane(e.centre);
            const auto at = true_edge(e.a, e.b, rule);
            Line fine;
            for (int i = 0; i <= 20000; ++i) fine.push_back(plane.forward(at(i / 20000.0)));
            const Line emitted = to_frame(frame, {e.a, e.b}, rule, Distance::metres(100));
            CHECK(emitted.front() == frame.to_frame(Position::computed(e.a.x, e.a.y)));
            CHECK(emitted.back() == frame.to_frame(Position::computed(e.b.x, e.b.y)));
            double off_m = 0;
            for (std::size_t i = 0; i < emitted.size(); i += 1 + emitted.size() / 64)
                off_m = std::max(off_m, apart(emitted[i], nearest_on(emitted[i], fine)));
            // 20,000 chords of at most 200 m bow by 200^2 / 8 R tan(87) = 15 mm; half the grid; and stretch.
            CHECK(off_m < 0.02);
        }
}

TEST_CASE("On the way in, random edges of every length stay within the tolerance") {
    Random random(20);
    for (const EdgeRule rule : {EdgeRule::straight, EdgeRule::geodesic, EdgeRule::rhumb}) {
        Worst worst(std::string("to_frame, ") + name_of(rule) + ", random, (off - grid) / tolerance", "");
        for (int i = 0; i < 60; ++i) {
            const Position centre = Position::lon_lat(random.uniform(-180, 180), random.uniform(-60, 60));
            const Position a = random.within(centre, 2e6);
            const Position b = true_direct(a, random.uniform(-180, 180), random.log_uniform(100, 2e6));
            const double tolerance_m = random.log_uniform(0.1, 1000);
            const Edge e{"random", centre, {a.lon(), a.lat()}, {b.lon(), b.lat()}};
            INFO("from " << a.lon() << " " << a.lat() << " to " << b.lon() << " " << b.lat() << ", " << name_of(rule)
                         << ", tolerance " << tolerance_m << " m");
            const double off_m = strays_in_m(e, rule, tolerance_m);
            worst.add((off_m - snap_m) / tolerance_m);
            CHECK(off_m <= tolerance_m * few_per_cent + snap_m);
        }
    }
}

TEST_CASE("On the way out, straight lon-lat edges stay within the tolerance of the chord") {
    Worst worst("to_lon_lat, (off - rounding) / tolerance", "");
    for (const Edge& e : edges) {
        const Frame frame(e.centre);
        const Plane plane(e.centre);
        const Vec a = frame.to_frame(Position::computed(e.a.x, e.a.y)),
                  b = frame.to_frame(Position::computed(e.b.x, e.b.y));
        for (const double tolerance_m : tolerances_m) {
            INFO(e.name << ", tolerance " << tolerance_m << " m");
            const double off_m = strays_out_m(plane, a, b, to_lon_lat(frame, {a, b}, Distance::metres(tolerance_m)));
            worst.add((off_m - rounding_m) / tolerance_m);
            CHECK(off_m <= tolerance_m * few_per_cent + rounding_m);
        }
    }
}

TEST_CASE("On the way out, random chords of every length stay within the tolerance") {
    Random random(21);
    Worst worst("to_lon_lat, random, (off - rounding) / tolerance", "");
    for (int i = 0; i < 200; ++i) {
        const Position centre = Position::lon_lat(random.uniform(-180, 180), random.uniform(-60, 60));
        const Frame frame(centre);
        const Position p = random.within(centre, 2.5e6);
        const Vec a = frame.to_frame(p);
        const Vec b = frame.to_frame(true_direct(p, random.uniform(-180, 180), random.log_uniform(100, 2e6)));
        const double tolerance_m = random.log_uniform(0.1, 1000);
        INFO("centre " << centre.lon() << " " << centre.lat() << ", tolerance " << tolerance_m << " m");
        const double off_m =
            strays_out_m(Plane(centre), a, b, to_lon_lat(frame, {a, b}, Distance::metres(tolerance_m)));
        worst.add((off_m - rounding_m) / tolerance_m);
        CHECK(off_m <= tolerance_m * few_per_cent + rounding_m);
    }
}

TEST_CASE("An edge along the equator is cut where the frame's chord leaves it") {
    // A lon-lat straight edge on the equator is a geodesic; the chord of a frame centred elsewhere still departs from
    // it, by hundreds of metres over 5,000 km.
    const Edge e{"equator", Position::lon_lat(20, 30), {-5, 0}, {45, 0}};
    for (const double tolerance_m : {0.1, 1.0, 10.0}) {
        INFO("tolerance " << tolerance_m << " m");
        CHECK(strays_in_m(e, EdgeRule::straight, tolerance_m) <= tolerance_m * few_per_cent + snap_m);
        const Frame frame(e.centre);
        const Vec a = frame.to_frame(Position::lon_lat(-5, 0)), b = frame.to_frame(Position::lon_lat(45, 0));
        CHECK(strays_out_m(Plane(e.centre), a, b, to_lon_lat(frame, {a, b}, Distance::metres(tolerance_m))) <=
              tolerance_m * few_per_cent + rounding_m);
    }
}

TEST_CASE("Long edges near the equator stay within a wide tolerance too") {
    // Here the edge hardly bows from its geodesic, and what is left is the frame's own departure.
    for (const double lat : {0.01, 0.2, 1.0, 3.0})
        for (const double tolerance_m : {1.0, 10.0, 100.0}) {
            const Edge e{"low", Position::lon_lat(20, 30), {-5, lat}, {45, lat}};
            INFO("along " << lat << " N, tolerance " << tolerance_m << " m");
            CHECK(strays_in_m(e, EdgeRule::straight, tolerance_m) <= tolerance_m * few_per_cent + snap_m);
        }
}

TEST_CASE("An edge over the pole is cut to a bounded number of pieces") {
    const Frame frame(Position::lon_lat(0, 80));
    const Vec a = frame.to_frame(Position::lon_lat(20, 84)), b = frame.to_frame(Position::lon_lat(-160, 84));
    const Line out = to_lon_lat(frame, {a, b}, Distance::metres(10));
    CHECK(out.size() > 2);
    CHECK(out.size() < 5000);
}

TEST_CASE("An edge is cut at the same vertices from both its ends, by every rule, in and out") {
    Random random(22);
    for (const double tolerance_m : {0.1, 10.0, 1000.0}) {
        const Distance tolerance = Distance::metres(tolerance_m);
        for (int i = 0; i < 60; ++i) {
            const Position centre = Position::lon_lat(random.uniform(-180, 180), random.uniform(-60, 60));
            const Frame frame(centre);
            const Position p = random.within(centre, 1.5e6), q = random.within(p, random.log_uniform(1000, 1e6));
            const Line there{{p.lon(), p.lat()}, {q.lon(), q.lat()}};
            for (const EdgeRule rule : {EdgeRule::straight, EdgeRule::geodesic, EdgeRule::rhumb}) {
                INFO(name_of(rule) << " tolerance " << tolerance_m << " m");
                CHECK(to_frame(frame, there, rule, tolerance) ==
                      reversed(to_frame(frame, reversed(there), rule, tolerance)));
                std::vector<Position> one = to_geodesics(there, rule, tolerance),
                                      other = to_geodesics(reversed(there), rule, tolerance);
                std::reverse(other.begin(), other.end());
                CHECK(one == other);
            }
            const Line chord{frame.to_frame(p), frame.to_frame(q)};
            CHECK(to_lon_lat(frame, chord, tolerance) == reversed(to_lon_lat(frame, reversed(chord), tolerance)));
            const Line one = from_geodesics({p, q}, tolerance), other = reversed(from_geodesics({q, p}, tolerance));
            REQUIRE(one.size() == other.size());
            // The line starts at its first place's own longitude, so that the turn may differ by 360.
            const double turn = one.front().x - other.front().x;
            CHECK(std::abs(std::remainder(turn, 360.0)) < 1e-9);
            for (std::size_t k = 0; k < one.size(); ++k) {
                CHECK(std::abs(one[k].x - other[k].x - turn) < 1e-9);  // deg: rounding at 360
                CHECK(one[k].y == other[k].y);
            }
        }
    }
}

TEST_CASE("Of two polygons that share a border, the border stays shared in the frame") {
    const Frame frame(Position::lon_lat(31, 48));
    const Ring west{{20, 44}, {26, 44.5}, {26.5, 51}, {20, 50}, {20, 44}};
    const Ring east{{26, 44.5}, {33, 45}, {34, 52}, {26.5, 51}, {26, 44.5}};
    for (const EdgeRule rule : {EdgeRule::straight, EdgeRule::geodesic, EdgeRule::rhumb}) {
        const MultiPolygon w = to_frame(frame, MultiPolygon{{west, {}}}, rule, Distance::metres(1));
        const MultiPolygon e = to_frame(frame, MultiPolygon{{east, {}}}, rule, Distance::metres(1));
        const Line border = to_frame(frame, Line{{26, 44.5}, {26.5, 51}}, rule, Distance::metres(1));
        if (rule == EdgeRule::straight) CHECK(border.size() > 8);
        for (const Vec& v : border) {
            CHECK(std::count(w[0].outer.begin(), w[0].outer.end(), v) >= 1);
            CHECK(std::count(e[0].outer.begin(), e[0].outer.end(), v) >= 1);
        }
    }
}

TEST_CASE("Lon-lat edges become geodesics that stay within the tolerance of them") {
    for (const EdgeRule rule : {EdgeRule::straight, EdgeRule::rhumb}) {
        Worst worst(std::string("to_geodesics, ") + name_of(rule) + ", off / tolerance", "");
        for (const Edge& e : edges)
            for (const double tolerance_m : tolerances_m) {
                INFO(e.name << ", " << name_of(rule) << ", tolerance " << tolerance_m << " m");
                // Written past 180 where it crosses the antimeridian.
                const Vec b{e.a.x + std::remainder(e.b.x - e.a.x, 360.0), e.b.y};
                const std::vector<Position> line = to_geodesics({e.a, b}, rule, Distance::metres(tolerance_m));
                const auto at = true_edge(e.a, b, rule);
                double off_m = 0;
                std::size_t leg = 1;
                for (int i = 0; i <= 1000; ++i) {
                    const Position p = at(i / 1000.0);
                    // The legs run in the edge's order: the nearest is the one tried last or a later one.
                    double best_m = off_geodesic_m(p, line[leg - 1], line[leg]);
                    for (std::size_t k = leg + 1; k < line.size(); ++k) {
                        const double next_m = off_geodesic_m(p, line[k - 1], line[k]);
                        if (next_m > best_m) break;
                        best_m = next_m;
                        leg = k;
                    }
                    off_m = std::max(off_m, best_m);
                }
                worst.add(off_m / tolerance_m);
                CHECK(off_m <= tolerance_m * few_per_cent + 1e-6);
            }
    }
}

TEST_CASE("A geodesic edge stays one edge") {
    const std::vector<Position> line = to_geodesics({{10, 40}, {50, 50}}, EdgeRule::geodesic, Distance::metres(0.1));
    CHECK(line == std::vector{Position::lon_lat(10, 40), Position::lon_lat(50, 50)});
}

TEST_CASE("Geodesics leave as lon-lat edges that stay within the tolerance of them") {
    Worst worst("from_geodesics, (off - rounding) / tolerance", "");
    for (const Edge& e : edges)
        for (const double tolerance_m : tolerances_m) {
            INFO(e.name << ", tolerance " << tolerance_m << " m");
            const Position a = Position::computed(e.a.x, e.a.y), b = Position::computed(e.b.x, e.b.y);
            const Line out = from_geodesics({a, b}, Distance::metres(tolerance_m));
            const int places = std::max(10, 1000 / static_cast<int>(out.size()));
            double off_m = 0;
            for (std::size_t i = 1; i < out.size(); ++i)
                for (int k = 0; k <= places; ++k) {
                    const Vec v = along(out[i - 1], out[i], static_cast<double>(k) / places);
                    off_m = std::max(off_m, off_geodesic_m(Position::computed(v.x, v.y), a, b));
                }
            worst.add((off_m - rounding_m) / tolerance_m);
            CHECK(off_m <= tolerance_m * few_per_cent + rounding_m);
        }
}

TEST_CASE("A line across the antimeridian leaves with longitudes that run on past 180") {
    const Line out = from_geodesics(
        {Position::lon_lat(179, 10), Position::lon_lat(-179, 12), Position::lon_lat(-175, 12)}, Distance::metres(10));
    for (std::size_t i = 1; i < out.size(); ++i) CHECK(std::abs(out[i].x - out[i - 1].x) < 5);
    CHECK(out.back().x == 185);
    const Frame frame(Position::lon_lat(180, 10));
    const Line in = to_frame(frame, Line{{179, 10}, {-179, 12}}, EdgeRule::straight, Distance::metres(10));
    CHECK(in == to_frame(frame, Line{{179, 10}, {181, 12}}, EdgeRule::straight, Distance::metres(10)));
    for (const Vec& v : in) CHECK(std::hypot(v.x, v.y) < 300e3);
}

TEST_CASE("An edge written the long way round keeps its way, also along the equator") {
    // RFC 7946: an edge from -100 to 100 runs through 0, not over the antimeridian. Half the globe between 0 and 45 N:
    for (const double south : {0.0, 0.0001, 10.0}) {
        const Line ring{{-100, south}, {100, south}, {100, 45}, {-100, 45}, {-100, south}};
        const std::vector<Position> line = to_geodesics(ring, EdgeRule::straight, Distance::metres(1000));
        INFO("south edge along " << south);
        bool passes_zero = false;
        for (const Position& p : line) passes_zero = passes_zero || (p.lat() < 40 && std::abs(p.lon()) < 60);
        CHECK(passes_zero);
    }
}

TEST_CASE("Coordinates leave with 7 decimals, and no vertex twice in a row") {
    const Frame frame(Position::lon_lat(31, 48));
    const Line chord{frame.to_frame(Position::lon_lat(29, 45)), frame.to_frame(Position::lon_lat(33, 47)),
                     frame.to_frame(Position::lon_lat(33, 47.00000001))};
    const Line out = to_lon_lat(frame, chord, Distance::metres(1));
    for (std::size_t i = 0; i < out.size(); ++i) {
        CHECK(std::abs(out[i].x * 1e7 - std::nearbyint(out[i].x * 1e7)) < 1e-6);
        if (i) CHECK_FALSE(out[i] == out[i - 1]);
    }
    CHECK(out.front() == Vec{29, 45});
    CHECK(out.back() == Vec{33, 47});
}

TEST_CASE("A ring stays closed in and out, and one below the grid is dropped with its holes") {
    const Frame frame(Position::lon_lat(31, 48));
    const MultiPolygon shape{
        {{{29, 45}, {33, 45}, {33, 47}, {29, 47}, {29, 45}}, {{{30, 46}, {31, 46.5}, {31, 46}, {30, 46}}}},
        {{{29, 40}, {29.000000001, 40}, {29, 40.000000001}, {29, 40}}, {}}};
    const MultiPolygon in = to_frame(frame, shape, EdgeRule::straight, Distance::metres(10));
    REQUIRE(in.size() == 1);
    REQUIRE(in[0].holes.size() == 1);
    CHECK(in[0].outer.front() == in[0].outer.back());
    CHECK(in[0].holes[0].front() == in[0].holes[0].back());
    const MultiPolygon out = to_lon_lat(frame, in, Distance::metres(10));
    REQUIRE(out.size() == 1);
    CHECK(out[0].outer.front() == Vec{29, 45});
    CHECK(out[0].outer.front() == out[0].outer.back());
}

TEST_CASE("An empty line stays empty") {
    const Frame frame(Position::lon_lat(31, 48));
    CHECK(to_frame(frame, Line{}, EdgeRule::straight, Distance::metres(1)).empty());
    CHECK(to_lon_lat(frame, Line{}, Distance::metres(1)).empty());
    CHECK(to_geodesics({}, EdgeRule::straight, Distance::metres(1)).empty());
    CHECK(from_geodesics({}, Distance::metres(1)).empty());
}
