// Chords against geodesics by GeographicLib, anywhere on Earth.
#include "geo/chord.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

#include <GeographicLib/Geocentric.hpp>

using namespace picket::geo;
using namespace picket::test;

namespace {

double chord_between(Position a, Position b) { return length_m(earth_centred(a) - earth_centred(b)); }

// Half of the places where the ellipsoid is most and least curved.
Position start_of(Random& random, int i) {
    if (i % 4 == 0) return Position::lon_lat(random.uniform(-180, 180), random.uniform(-0.5, 0.5));
    if (i % 4 == 1) return Position::lon_lat(random.uniform(-180, 180), 90 - std::abs(random.uniform(-0.5, 0.5)));
    return random.anywhere();
}

}  // namespace

TEST_CASE("Earth-centred places are those of GeographicLib") {
    Random random(100);
    Worst worst("earth-centred", "m");
    for (int i = 0; i < 2000; ++i) {
        const Position p = i == 0 ? Position::lon_lat(20, 90) : i == 1 ? Position::lon_lat(-180, 0) : random.anywhere();
        Vec3 v;
        GeographicLib::Geocentric::WGS84().Forward(p.lat(), p.lon(), 0, v.x, v.y, v.z);
        worst.add(length_m(earth_centred(p) - v));
    }
    CHECK(worst.value() < 1e-8);
}

TEST_CASE("A chord bounds its geodesic from both sides, as closely as chord.hpp says") {
    struct Row {
        double length_m, closeness_m;
    };
    Random random(101);
    for (const Row& row : {Row{1, 1e-6}, {1e3, 1e-6}, {1e5, 0.021}, {3e5, 0.6}, {3e6, 570}, {1e7, 5e4}}) {
        INFO("geodesics of " << row.length_m << " m");
        Worst below("chord, least bound at " + std::to_string(row.length_m), "m");
        Worst above("chord, most bound at " + std::to_string(row.length_m), "m");
        int wrong = 0;
        for (int i = 0; i < 20000; ++i) {
            const Position a = start_of(random, i);
            const double azimuth = i % 3 ? random.uniform(-180, 180) : 90 * static_cast<double>(random.below(4));
            const Position b = true_direct(a, azimuth, row.length_m * random.uniform(0.999, 1));
            const double true_m = true_distance_m(a, b), chord_m = chord_between(a, b);
            // The chord itself is a difference of numbers of 6e6: 3e-9 m.
            wrong += least_geodesic_m(chord_m) > true_m + 5e-9 || most_geodesic_m(chord_m) < true_m - 5e-9;
            below.add(true_m - least_geodesic_m(chord_m));
            above.add(most_geodesic_m(chord_m) - true_m);
        }
        CHECK(wrong == 0);
        CHECK(below.value() <= row.closeness_m);
        CHECK(above.value() <= row.closeness_m);
    }
}

TEST_CASE("Places of any distance keep the bounds, to chords of 12,000 km") {
    Random random(102);
    int wrong = 0, tried = 0;
    for (int i = 0; i < 200000; ++i) {
        const Position a = start_of(random, i), b = random.anywhere();
        const double chord_m = chord_between(a, b);
        if (chord_m > 1.2e7) continue;
        const double true_m = true_distance_m(a, b);
        wrong += least_geodesic_m(chord_m) > true_m || most_geodesic_m(chord_m) < true_m;
        ++tried;
    }
    CHECK(wrong == 0);
    CHECK(tried > 100000);
}

TEST_CASE("A shorter chord is nearer than the distance, a longer one farther") {
    Random random(103);
    int wrong = 0, decided = 0;
    for (int i = 0; i < 100000; ++i) {
        const double distance_m = random.log_uniform(1, 9e6);
        const Position a = start_of(random, i);
        const Position b = true_direct(a, random.uniform(-180, 180), distance_m * random.uniform(0.995, 1.005));
        const double true_m = true_distance_m(a, b), chord_m = chord_between(a, b);
        const bool nearer = chord_m<chord_within_m(distance_m), farther = chord_m> chord_beyond_m(distance_m);
        wrong += (nearer && !(true_m < distance_m)) || (farther && !(true_m > distance_m)) || (nearer && farther);
        decided += nearer || farther;
    }
    CHECK(wrong == 0);
    CHECK(decided > 80000);
}

TEST_CASE("The nearest place of a segment in space is its foot or an end") {
    CHECK(length_m(nearest_of_segment({0, 0, 0}, {2, 0, 0}, {1, 5, -2}) - Vec3{1, 0, 0}) < 1e-15);
    CHECK(length_m(nearest_of_segment({0, 0, 0}, {2, 0, 0}, {-1, 5, 0}) - Vec3{0, 0, 0}) < 1e-15);
    CHECK(length_m(nearest_of_segment({0, 0, 0}, {2, 0, 0}, {3, 0, 1}) - Vec3{2, 0, 0}) < 1e-15);
    CHECK(length_m(nearest_of_segment({1, 1, 1}, {1, 1, 1}, {3, 0, 1}) - Vec3{1, 1, 1}) < 1e-15);
    Random random(104);
    const auto any = [&] { return Vec3{random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1)}; };
    double worst = 0;
    for (int i = 0; i < 500; ++i) {
        const Vec3 a = any(), b = any(), x = any();
        const double found = length_m(nearest_of_segment(a, b, x) - x);
        for (int k = 0; k <= 200; ++k) worst = std::max(worst, found - length_m(a + k / 200.0 * (b - a) - x));
    }
    CHECK(worst < 1e-12);
}
