// Exact predicates, and regions and paths measured on the ellipsoid.
#include "tests/catch.hpp"
#include "tests/geo/exact_distance.hpp"

#include "geo/buffer.hpp"
#include "geo/circle.hpp"
#include "geo/geodesic.hpp"
#include "geo/path.hpp"
#include "geo/predicates.hpp"
#include "geo/region_measure.hpp"

#include <GeographicLib/PolygonArea.hpp>

#include <cmath>
#include <random>

using namespace picket::geo;

namespace {

constexpr double step = Frame::grid_m;

Position at(double lon, double lat) { return Position::computed(lon, lat); }

Position to(double lon, double lat, double azimuth_deg, double distance_m) {
    double far_lat = 0, far_lon = 0;
    GeographicLib::Geodesic::WGS84().Direct(lat, lon, azimuth_deg, distance_m, far_lat, far_lon);
    return at(far_lon, far_lat);
}

double between_m(Position a, Position b) {
    double m = 0;
    GeographicLib::Geodesic::WGS84().Inverse(a.lat(), a.lon(), b.lat(), b.lon(), m);
    return m;
}

}  // namespace

TEST_CASE("Orientation is exact on the grid: one step off a line of 8,000 km is told") {
    std::mt19937_64 random(7);
    std::uniform_int_distribution<std::int64_t> far(-(1LL << 32), 1LL << 32), few(-1000, 1000);
    for (int i = 0; i < 10'000; ++i) {
        // c = a + k (b - a) / n lies on the line when the whole is n steps of the same vector.
        const std::int64_t n = 1 + (std::abs(few(random)) % 900), k = std::abs(few(random)) % (n + 1);
        const std::int64_t dx = far(random) / 1000, dy = far(random) / 1000, ax = far(random) / 8, ay = far(random) / 8;
        const auto vec = [](std::int64_t x, std::int64_t y) { return Vec{static_cast<double>(x) * step, static_cast<double>(y) * step}; };
        const Vec a = vec(ax, ay), b = vec(ax + n * dx, ay + n * dy), c = vec(ax + k * dx, ay + k * dy);
        REQUIRE(orientation(a, b, c) == 0);
        if (dx == 0) continue;
        const Vec above = vec(ax + k * dx, ay + k * dy + 1);
        REQUIRE(orientation(a, b, above) == (dx > 0 ? 1 : -1));
        REQUIRE(orientation(b, a, above) == (dx > 0 ? -1 : 1));
        REQUIRE(orientation(b, above, a) == orientation(a, b, above));
        CHECK(segments_meet(a, b, c, above));
        if (k > 0 && k < n) CHECK_FALSE(segments_meet(a, b, above, vec(ax + k * dx, ay + k * dy + 5)));
    }
}

TEST_CASE("Segments that share an end, a part or nothing are told apart") {
    const auto meet = [](Vec a, Vec b, Vec c, Vec d) { return segments_meet(a, b, c, d); };
    CHECK(meet({0, 0}, {4, 4}, {0, 4}, {4, 0}));
    CHECK(meet({0, 0}, {4, 0}, {4, 0}, {9, 9}));
    CHECK(meet({0, 0}, {4, 0}, {2, 0}, {9, 0}));
    CHECK_FALSE(meet({0, 0}, {4, 0}, {5, 0}, {9, 0}));
    CHECK_FALSE(meet({0, 0}, {4, 0}, {0, step}, {4, step}));
}

TEST_CASE("A circle's vertices lie at the radius and its edges within the tolerance, in fewer vertices than even ones") {
    for (const double lat : {0.0, 37.0, 52.2, -61.0})
        for (const double radius_m : {1e3, 5e5, 1.5e6}) {
            const double tolerance_m = std::min(10.0, radius_m / 100);
            INFO("lat " << lat << ", radius " << radius_m);
            const auto ring = circle(at(21, lat), Distance::metres(radius_m), Distance::metres(tolerance_m));
            REQUIRE(ring);
            CHECK(signed_area2(*ring) > 0);
            double vertex_m = 0, straight_m = 0, geodesic_m = 0;
            const auto off = [&](Position p) { return std::abs(between_m(at(21, lat), p) - radius_m); };
            for (std::size_t i = 1; i < ring->size(); ++i) {
                const Vec a = (*ring)[i - 1], b = (*ring)[i];
                vertex_m = std::max(vertex_m, off(at(a.x, a.y)));
                for (const double t : {0.25, 0.5, 0.75}) {
                    straight_m = std::max(straight_m, off(at(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y))));
                    geodesic_m = std::max(geodesic_m, off(interpolate(at(a.x, a.y), at(b.x, b.y), t)));
                }
            }
            CHECK(vertex_m < 0.009);  // rounding to 7 decimals
            CHECK(straight_m < tolerance_m);
            CHECK(geodesic_m < tolerance_m);
            CHECK(straight_m > 0.8 * tolerance_m);  // no finer than asked
        }
    CHECK_FALSE(circle(at(179, 0), Distance::kilometres(500), Distance::metres(10)));
    CHECK_FALSE(circle(at(0, 80), Distance::kilometres(500), Distance::metres(10)));
}

TEST_CASE("A region's area, perimeter and distance are those of its places on the ellipsoid") {
    const Frame frame(at(31, 48));
    const Distance radius = Distance::kilometres(400);
    const Region region = disc(frame, at(30, 49), radius, Distance::metres(0.5));
    GeographicLib::PolygonArea polygon(GeographicLib::Geodesic::WGS84());
    for (int i = 0; i < 20'000; ++i) {
        const Position p = to(30, 49, -i * 360.0 / 20'000, radius.metres());
        polygon.AddPoint(p.lat(), p.lon());
    }
    double perimeter_m = 0, area_m2 = 0;
    polygon.Compute(false, true, perimeter_m, area_m2);
    CHECK(area_of(frame, region).square_metres() == Approx(area_m2).epsilon(2e-6));  // chords of 0.5 m
    CHECK(perimeter_of(frame, region).metres() == Approx(perimeter_m).epsilon(2e-6));
    const RegionDistance distance(frame, region);
    CHECK(distance.from(at(30.5, 49.5)) == Distance{});
    for (const double azimuth : {10.0, 130.0, 250.0}) {
        const Position p = to(30, 49, azimuth, 650e3);
        CHECK(distance.from(p).metres() == Approx(250e3).margin(0.6));
        CHECK(between_m(distance.nearest(p).place, at(30, 49)) == Approx(400e3).margin(0.6));
    }
}

TEST_CASE("A path densified stays where it is, and simplified keeps within the tolerance") {
    std::vector<Position> vertices;
    for (int i = 0; i <= 400; ++i) vertices.push_back(at(20 + i * 0.02, 50 + 0.1 * std::sin(i * 0.05) + 0.0002 * std::sin(i * 2.1)));
    const Path path(vertices);
    const Path dense = path.densified(Distance::metres(500));
    CHECK(dense.length().metres() == Approx(path.length().metres()).margin(1e-3));
    for (std::size_t i = 1; i < dense.stations().size(); ++i)
        CHECK((dense.stations()[i] - dense.stations()[i - 1]).metres() <= 500 + 1e-6);
    for (const double tolerance_m : {50.0, 400.0}) {
        const Path few = path.simplified(Distance::metres(tolerance_m));
        CHECK(few.vertices().size() < path.vertices().size() / 3);
        CHECK(few.vertices().front() == vertices.front());
        CHECK(few.vertices().back() == vertices.back());
        double worst_m = 0;
        for (const Position& p : dense.vertices()) worst_m = std::max(worst_m, few.nearest(p).away.metres());
        CHECK(worst_m <= tolerance_m + 1e-3);
    }
}
