// Geodesics against three witnesses: GeographicLib's series (which PROJ shares), GeographicLib's elliptic integrals
// (which it does not), and integration and closed forms written here (which share nothing).
#include "geo/geodesic.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

#include <GeographicLib/GeodesicExact.hpp>
#include <GeographicLib/PolygonArea.hpp>

#include <array>

using namespace picket::geo;
using namespace picket::test;

namespace {

// geodesic.hpp: "right to some nanometres"; Karney 2013 states 15 nm for the series of order 6.
constexpr double nanometres_bound_m = 20e-9;

// A double of degrees resolves 3e-14 deg at 180: 3 nm on the ground; two of them and the routine's own 15 nm.
constexpr double place_bound_m = 25e-9;

using Vec3 = std::array<double, 3>;

// A geodesic as a mechanical problem: a free particle on the ellipsoid x^2/a^2 + y^2/a^2 + z^2/b^2 = 1, carried by
// Runge-Kutta steps. Over 3,000 km in steps of 2 km the error of order 4 is far below a micrometre.
struct Particle {
    Vec3 at, velocity;
};

Particle slope(const Particle& p) {
    const double a2 = wgs84_a_m * wgs84_a_m, b2 = a2 * (1 - wgs84_e2);
    const Vec3 n{p.at[0] / a2, p.at[1] / a2, p.at[2] / b2};
    const Vec3& v = p.velocity;
    const double pull =
        (v[0] * v[0] / a2 + v[1] * v[1] / a2 + v[2] * v[2] / b2) / (n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
    return {v, {-pull * n[0], -pull * n[1], -pull * n[2]}};
}

Particle moved(const Particle& p, const Particle& by, double h) {
    Particle q = p;
    for (std::size_t i = 0; i < 3; ++i) {
        q.at[i] += h * by.at[i];
        q.velocity[i] += h * by.velocity[i];
    }
    return q;
}

Position integrated(Position from, double azimuth_deg, double distance_m) {
    const double lat = from.lat() * degree, lon = from.lon() * degree, azimuth = azimuth_deg * degree;
    const double sl = std::sin(lat), cl = std::cos(lat), so = std::sin(lon), co = std::cos(lon);
    const double n = wgs84_a_m / std::sqrt(1 - wgs84_e2 * sl * sl);
    Particle p{{n * cl * co, n * cl * so, n * (1 - wgs84_e2) * sl}, {}};
    const Vec3 east{-so, co, 0}, north{-sl * co, -sl * so, cl};
    for (std::size_t i = 0; i < 3; ++i) p.velocity[i] = std::sin(azimuth) * east[i] + std::cos(azimuth) * north[i];
    const int steps = static_cast<int>(std::ceil(distance_m / 2000));
    const double h = distance_m / steps;
    for (int i = 0; i < steps; ++i) {
        const Particle k1 = slope(p), k2 = slope(moved(p, k1, h / 2)), k3 = slope(moved(p, k2, h / 2)),
                       k4 = slope(moved(p, k3, h));
        for (const auto& [k, weight] : {std::pair{k1, 1.0}, {k2, 2.0}, {k3, 2.0}, {k4, 1.0}})
            p = moved(p, k, h * weight / 6);
    }
    const double horizontal = std::hypot(p.at[0], p.at[1]);
    return Position::computed(std::atan2(p.at[1], p.at[0]) / degree,
                              std::atan2(p.at[2], horizontal * (1 - wgs84_e2)) / degree);
}

// The length of a meridian between two latitudes: its radius of curvature, integrated (Simpson, 2,000 intervals: the
// remainder of order 4 is below a nanometre).
double meridian_arc_m(double lat1_deg, double lat2_deg) {
    const auto radius = [](double lat) {
        const double s = std::sin(lat);
        return wgs84_a_m * (1 - wgs84_e2) / std::pow(1 - wgs84_e2 * s * s, 1.5);
    };
    const int n = 2000;
    const double h = (lat2_deg - lat1_deg) * degree / n;
    double sum = 0;
    for (int i = 0; i <= n; ++i) sum += radius(lat1_deg * degree + h * i) * (i == 0 || i == n ? 1 : i % 2 ? 4 : 2);
    return sum * h / 3;
}

// The area between the equator and a latitude, a radian of longitude wide: closed form.
double zone_area_m2(double lat_deg) {
    const double e = std::sqrt(wgs84_e2), s = std::sin(lat_deg * degree);
    return wgs84_a_m * wgs84_a_m * (1 - wgs84_e2) / 2 * (s / (1 - wgs84_e2 * s * s) + std::atanh(e * s) / e);
}

double area_m2(const std::vector<Position>& ring) { return measure_ring(ring).area.square_metres(); }

}  // namespace

TEST_CASE("Distance and azimuths of any two places agree with GeographicLib") {
    Random random(2);
    Worst series("inverse against GeographicLib, anywhere", "m"), exact("inverse against elliptic integrals", "m"),
        azimuths("azimuth x distance against GeographicLib", "m");
    const GeographicLib::GeodesicExact& elliptic = GeographicLib::GeodesicExact::WGS84();
    for (int i = 0; i < 20000; ++i) {
        const Position a = random.anywhere();
        const Position b = i % 2 ? random.anywhere() : random.within(a, random.log_uniform(0.001, 3e6));
        double s = 0, azi1 = 0, azi2 = 0;
        oracle().Inverse(a.lat(), a.lon(), b.lat(), b.lon(), s, azi1, azi2);
        const Inverse ours = inverse(a, b);
        series.add(std::abs(ours.distance.metres() - s));
        CHECK(ours.distance == distance(a, b));
        if (s < 15e6) {  // near the antipode the azimuth is ill-conditioned
            const double lever_m = std::min(s, 6e6);
            azimuths.add(std::abs(std::remainder(ours.azimuth.degrees() - azi1, 360.0)) * degree * lever_m);
            azimuths.add(std::abs(std::remainder(ours.azimuth_at_end.degrees() - azi2, 360.0)) * degree * lever_m);
        }
        if (i % 20 == 0) {
            elliptic.Inverse(a.lat(), a.lon(), b.lat(), b.lon(), s);
            exact.add(std::abs(ours.distance.metres() - s));
        }
    }
    CHECK(series.value() < nanometres_bound_m);
    CHECK(exact.value() < nanometres_bound_m);
    // An azimuth of a short line turns with the rounding of its ends.
    CHECK(azimuths.value() < 50e-9);
}

TEST_CASE("The place so far in a direction agrees with GeographicLib and with an integrated path") {
    Random random(3);
    Worst series("direct against GeographicLib, to 15,000 km", "m"),
        free("direct against a Runge-Kutta path, to 3,000 km", "m");
    for (int i = 0; i < 5000; ++i) {
        const Position from = random.anywhere();
        const double azimuth_deg = random.uniform(-180, 360), s = random.log_uniform(0.01, 15e6);
        const Position ours = direct(from, Angle::degrees(azimuth_deg), Distance::metres(s));
        series.add(true_distance_m(ours, true_direct(from, azimuth_deg, s)));
        if (i % 25 == 0) {
            const double near = std::min(s, 3e6);
            free.add(true_distance_m(direct(from, Angle::degrees(azimuth_deg), Distance::metres(near)),
                                     integrated(from, azimuth_deg, near)));
        }
    }
    CHECK(series.value() < place_bound_m);
    // 1,500 steps of 3D rounding at 1 nm each may add up.
    CHECK(free.value() < 1e-6);
}

TEST_CASE("Along a meridian the distance is the integral of its curvature radius") {
    Worst worst("meridian arcs against quadrature", "m");
    for (const auto& [lat1, lat2] : {std::pair{0.0, 90.0}, {-90.0, 90.0}, {46.5, 50.45}, {-10.0, 70.0}, {48.0, 48.001}})
        for (const double lon : {0.0, 31.0, 180.0, -75.5})
            worst.add(std::abs(distance(Position::lon_lat(lon, lat1), Position::lon_lat(lon, lat2)).metres() -
                               meridian_arc_m(lat1, lat2)));
    CHECK(worst.value() < nanometres_bound_m);
}

TEST_CASE("Along the equator the distance is the arc of a circle") {
    Worst worst("equatorial arcs against a circle", "m");
    for (const double lon : {0.001, 1.0, 45.0, 90.0, 179.0})
        worst.add(std::abs(distance(Position::lon_lat(-20, 0), Position::computed(lon - 20, 0)).metres() -
                           wgs84_a_m * lon * degree));
    CHECK(worst.value() < nanometres_bound_m);
}

TEST_CASE("A triangle of equator and two meridians has its share of the hemisphere") {
    Worst worst("triangles to the pole against the closed form", "m2");
    for (const double width_deg : {0.5, 1.0, 30.0, 90.0, 179.0}) {
        const std::vector<Position> north{Position::lon_lat(-15, 0), Position::lon_lat(width_deg - 15, 0),
                                          Position::lon_lat(0, 90)};
        const double expect = zone_area_m2(90) * width_deg * degree;
        worst.add(std::abs(area_m2(north) - expect));
        const std::vector<Position> back(north.rbegin(), north.rend());
        worst.add(std::abs(area_m2(back) + expect));  // clockwise is negative
    }
    // geodesic.hpp: .1 m2 a vertex.
    CHECK(worst.value() < 0.3);
}

TEST_CASE("The equator encloses half the ellipsoid") {
    std::vector<Position> ring;
    for (const double lon : {0.0, 90.0, 180.0, -90.0}) ring.push_back(Position::lon_lat(lon, 0));
    const Measure m = measure_ring(ring);
    CHECK(m.area.square_metres() == Approx(2 * std::numbers::pi * zone_area_m2(90)).margin(0.4));  // m2, .1 a vertex
    CHECK(m.perimeter.metres() == Approx(2 * std::numbers::pi * wgs84_a_m).margin(4 * nanometres_bound_m));
}

TEST_CASE("A lon-lat rectangle, cut finely, has the closed form's area") {
    // Each geodesic chord of a parallel bows poleward and takes or leaves 2/3 bow x chord: the defect falls with the
    // square of the spacing, so one Richardson step from n and 2n leaves nothing to see.
    const auto rectangle = [](double w, double s, double e, double n, int cuts) {
        std::vector<Position> ring;
        for (int i = 0; i <= cuts; ++i) ring.push_back(Position::lon_lat(w + (e - w) * i / cuts, s));
        for (int i = 0; i <= cuts; ++i) ring.push_back(Position::lon_lat(e - (e - w) * i / cuts, n));
        return measure_ring(ring).area.square_metres();
    };
    Worst worst("lon-lat rectangles against the closed form, relative", "");
    struct Box {
        double w, s, e, n;
    };
    for (const Box& b :
         {Box{22, 44, 40, 52}, {-10, -5, 10, 5}, {20, 60, 30, 70}, {-179, 50, 179, 60}, {31, 48, 31.1, 48.1}}) {
        const double one = rectangle(b.w, b.s, b.e, b.n, 2000), two = rectangle(b.w, b.s, b.e, b.n, 4000);
        const double expect = (zone_area_m2(b.n) - zone_area_m2(b.s)) * (b.e - b.w) * degree;
        worst.add(std::abs((4 * two - one) / 3 - expect) / expect);
    }
    // Rounding of 8,000 vertices at .1 m2 against the least box of 80 km2 would be 1e-5; what is seen is far less.
    CHECK(worst.value() < 1e-9);
}

TEST_CASE("Area and perimeter of rings agree with GeographicLib") {
    Random random(4);
    Worst areas("ring areas against GeographicLib, per vertex", "m2"), lengths("perimeters against GeographicLib", "m");
    for (int i = 0; i < 500; ++i) {
        const Position centre = random.anywhere();
        const double radius_m = random.log_uniform(10, 3e6);
        std::vector<Position> ring;
        GeographicLib::PolygonArea polygon(oracle());
        const int n = 3 + static_cast<int>(random.below(30));
        for (int k = 0; k < n; ++k) {
            ring.push_back(true_direct(centre, -360.0 * k / n, radius_m * random.uniform(0.3, 1)));
            polygon.AddPoint(ring.back().lat(), ring.back().lon());
        }
        double perimeter = 0, area = 0;
        polygon.Compute(false, true, perimeter, area);
        const Measure ours = measure_ring(ring);
        areas.add(std::abs(ours.area.square_metres() - area) / n);
        lengths.add(std::abs(ours.perimeter.metres() - perimeter));
        std::vector<Position> closed = ring;
        closed.push_back(ring.front());
        CHECK(measure_ring(closed).area == ours.area);  // the last vertex may repeat the first
        CHECK(measure_line(closed).metres() == Approx(perimeter).margin(n * nanometres_bound_m));
    }
    CHECK(areas.value() < 0.1);
    CHECK(lengths.value() < 33 * nanometres_bound_m);
}

TEST_CASE("A line of less than two places has no length") {
    CHECK(measure_line({}).metres() == 0);
    CHECK(measure_line(std::vector{Position::lon_lat(31, 46)}).metres() == 0);
}

TEST_CASE("A place on the way divides it in the share asked") {
    Random random(5);
    Worst shares("interpolate: distance from the start", "m"),
        detour("interpolate: way over the place less the way", "m");
    for (int i = 0; i < 5000; ++i) {
        const Position a = random.anywhere(), b = random.within(a, random.log_uniform(1, 8e6));
        const double share = random.uniform(0, 1), s = true_distance_m(a, b);
        const Position p = interpolate(a, b, share);
        shares.add(std::abs(true_distance_m(a, p) - share * s));
        detour.add(std::abs(true_distance_m(a, p) + true_distance_m(p, b) - s));
    }
    CHECK(shares.value() < 2 * nanometres_bound_m);
    CHECK(detour.value() < 2 * nanometres_bound_m);
}

TEST_CASE("A place on the way is the same to the last bit from either end") {
    Random random(6);
    for (int i = 0; i < 5000; ++i) {
        const Position a = random.anywhere();
        const Position b = i % 3 == 0 ? Position::computed(a.lon(), random.uniform(-80, 80)) : random.within(a, 5e6);
        for (const double share : {0.5, 0.25, 0.75, 0.125}) {
            if (!(interpolate(a, b, share) == interpolate(b, a, 1 - share))) FAIL("differs from the other end");
        }
    }
    SUCCEED();
}

TEST_CASE("Reduced length and scale tell how neighbouring geodesics spread") {
    Random random(7);
    Worst lengths("reduced length against GeographicLib", "m"), scales("scale against GeographicLib", ""),
        pencil("reduced length against two neighbouring geodesics, relative", "");
    for (int i = 0; i < 1000; ++i) {
        const Position from = random.anywhere();
        const double azimuth = random.uniform(-180, 180), s = random.uniform(1e3, 8e6);
        const Spread ours = spread(from, Angle::degrees(azimuth), Distance::metres(s));
        double lat = 0, lon = 0, azi = 0, m12 = 0, M12 = 0, M21 = 0;
        oracle().Direct(from.lat(), from.lon(), azimuth, s, lat, lon, azi, m12, M12, M21);
        lengths.add(std::abs(ours.reduced_length_m - m12));
        scales.add(std::abs(ours.scale - M12));
        const double half_deg = 1e-3;
        const double width =
            true_distance_m(true_direct(from, azimuth - half_deg, s), true_direct(from, azimuth + half_deg, s));
        pencil.add(std::abs(width / (2 * half_deg * degree) / ours.reduced_length_m - 1));
    }
    CHECK(lengths.value() < nanometres_bound_m);
    CHECK(scales.value() < 1e-14);
    // The pencil is 2e-3 deg wide: its second order is 1e-10, and 20 nm of the 35 mm it spans at 1 km is 1e-6.
    CHECK(pencil.value() < 1e-6);
}
