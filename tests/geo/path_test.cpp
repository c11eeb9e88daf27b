#include "geo/path.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

constexpr double along_bound_m = 100e-9;  // path.hpp: nanometres; here of sums of ten legs
constexpr double away_bound_m = 1e-6;     // path.hpp

Path random_path(Random& random, Position centre, double size_m, int vertices) {
    std::vector<Position> v;
    for (int i = 0; i < vertices; ++i) v.push_back(random.within(centre, size_m));
    return Path(v);
}

// The distance to a leg by a fine grid and golden sections about its least places.
double least_distance_m(Position p, Position a, Position b) {
    const GeographicLib::GeodesicLine line = oracle().InverseLine(a.lat(), a.lon(), b.lat(), b.lon());
    const auto at = [&](double share) {
        double lat = 0, lon = 0, s = 0;
        line.Position(share * line.Distance(), lat, lon);
        oracle().Inverse(p.lat(), p.lon(), lat, lon, s);
        return s;
    };
    const int n = 64;
    int least = 0;
    double least_m = at(0);
    for (int i = 1; i <= n; ++i)
        if (const double s = at(static_cast<double>(i) / n); s < least_m) {
            least_m = s;
            least = i;
        }
    double lower = std::max(0, least - 1) / static_cast<double>(n),
           upper = std::min(n, least + 1) / static_cast<double>(n);
    const double golden = (std::sqrt(5.0) - 1) / 2;
    for (int i = 0; i < 70; ++i) {
        const double m1 = upper - golden * (upper - lower), m2 = lower + golden * (upper - lower);
        (at(m1) < at(m2) ? upper : lower) = at(m1) < at(m2) ? m2 : m1;
    }
    return std::min({least_m, at(lower), at(upper), at((lower + upper) / 2)});
}

}  // namespace

TEST_CASE("A path's stations and length are the sums of its legs") {
    Random random(30);
    Worst worst("path length against GeographicLib, ten legs", "m");
    for (int round = 0; round < 200; ++round) {
        const Path path = random_path(random, random.anywhere(), random.log_uniform(100, 3e6), 11);
        double sum = 0;
        REQUIRE(path.stations().size() == 11);
        CHECK(path.stations()[0].metres() == 0);
        for (std::size_t i = 1; i < 11; ++i) {
            sum += true_distance_m(path.vertices()[i - 1], path.vertices()[i]);
            worst.add(std::abs(path.stations()[i].metres() - sum));
        }
        CHECK(path.length() == path.stations().back());
    }
    CHECK(worst.value() < along_bound_m);
}

TEST_CASE("The place so far along a path is that far from the vertex before it, on the leg") {
    Random random(31);
    Worst worst("path at, against GeographicLib", "m");
    for (int round = 0; round < 200; ++round) {
        const Path path = random_path(random, random.anywhere(), random.log_uniform(1000, 3e6), 8);
        for (int i = 0; i < 20; ++i) {
            const double s = random.uniform(0, path.length().metres());
            std::size_t leg = 1;
            while (leg < 7 && path.stations()[leg].metres() < s) ++leg;
            const Position a = path.vertices()[leg - 1], b = path.vertices()[leg];
            double lat = 0, lon = 0;
            oracle()
                .InverseLine(a.lat(), a.lon(), b.lat(), b.lon())
                .Position(s - path.stations()[leg - 1].metres(), lat, lon);
            worst.add(true_distance_m(path.at(Distance::metres(s)), Position::computed(lon, lat)));
        }
        for (std::size_t i = 0; i < 8; ++i) worst.add(true_distance_m(path.at(path.stations()[i]), path.vertices()[i]));
    }
    CHECK(worst.value() < along_bound_m);
}

TEST_CASE("Beyond its ends a path stays at them") {
    const Path path({Position::lon_lat(30, 46), Position::lon_lat(31, 45)});
    CHECK(path.at(Distance::metres(-5)) == path.vertices().front());
    CHECK(path.at(path.length() + Distance::metres(5)) == path.vertices().back());
}

TEST_CASE("At a vertex's own station the place is the vertex, to the last bit") {
    // So that slices meet exactly, and a line cut nowhere leaves as it came.
    Random random(37);
    int differ = 0;
    for (int round = 0; round < 100; ++round) {
        const Path path = random_path(random, random.anywhere(), 1e6, 5);
        for (std::size_t i = 0; i < 5; ++i) differ += !(path.at(path.stations()[i]) == path.vertices()[i]);
    }
    CHECK(differ == 0);
}

TEST_CASE("A slice has the length between its ends and keeps the vertices between") {
    Random random(32);
    Worst worst("slice length less the way asked", "m");
    for (int round = 0; round < 300; ++round) {
        const Path path = random_path(random, random.anywhere(), random.log_uniform(1000, 3e6), 9);
        const double s = random.uniform(0, path.length().metres()), t = random.uniform(s, path.length().metres());
        const Path part = path.slice(Distance::metres(s), Distance::metres(t));
        worst.add(std::abs(part.length().metres() - (t - s)));
        std::size_t between = 0;
        for (const Distance& d : path.stations()) between += d.metres() > s && d.metres() < t;
        CHECK(part.vertices().size() == between + 2);
        CHECK(part.vertices().front() == path.at(Distance::metres(s)));
        CHECK(part.vertices().back() == path.at(Distance::metres(t)));
    }
    CHECK(worst.value() < along_bound_m);
}

TEST_CASE("Slices laid end to end are as long as the path") {
    const Path path({Position::lon_lat(30.7, 46.5), Position::lon_lat(31, 45), Position::lon_lat(29.5, 43.5),
                     Position::lon_lat(29.1, 41.2)});
    double sum = 0;
    const int n = 37;
    for (int i = 0; i < n; ++i) sum += path.slice(path.length() * i / n, path.length() * (i + 1) / n).length().metres();
    CHECK(std::abs(sum - path.length().metres()) < along_bound_m);
    const Path whole = path.slice(Distance{}, path.length());
    CHECK(whole.vertices() == path.vertices());
    CHECK(path.slice(path.length() / 2, path.length() / 2).length().metres() == 0);
}

TEST_CASE("The nearest place of a path is the least over golden sections of its legs") {
    Random random(33);
    Worst worst("path nearest against golden sections, to 3,000 km", "m"),
        consistent("path nearest: place and along", "m");
    for (int round = 0; round < 120; ++round) {
        const Position centre = random.anywhere();
        const double size_m = random.log_uniform(100, 1.5e6);
        const Path path = random_path(random, centre, size_m, 2 + static_cast<int>(random.below(5)));
        for (int i = 0; i < 3; ++i) {
            const Position p = random.within(centre, size_m * random.uniform(0.5, 2));
            double least_m = HUGE_VAL;
            for (std::size_t k = 1; k < path.vertices().size(); ++k)
                least_m = std::min(least_m, least_distance_m(p, path.vertices()[k - 1], path.vertices()[k]));
            const Path::Nearest nearest = path.nearest(p);
            worst.add(std::abs(nearest.away.metres() - least_m));
            consistent.add(true_distance_m(path.at(nearest.along), nearest.position));
            consistent.add(std::abs(true_distance_m(p, nearest.position) - nearest.away.metres()));
        }
    }
    CHECK(worst.value() < away_bound_m);
    CHECK(consistent.value() < away_bound_m);
}

TEST_CASE("The nearest place is found for legs and distances to 8,000 km") {
    // path.cpp states this domain for the foot of the perpendicular.
    Random random(34);
    Worst worst("path nearest against golden sections, to 8,000 km", "m");
    for (int round = 0; round < 300; ++round) {
        const Position a = random.anywhere();
        const Position b = true_direct(a, random.uniform(-180, 180), random.uniform(1e6, 8e6));
        const Position p = true_direct(a, random.uniform(-180, 180), random.uniform(1e6, 8e6));
        if (true_distance_m(b, p) > 8e6) continue;
        worst.add(std::abs(Path({a, b}).nearest(p).away.metres() - least_distance_m(p, a, b)));
    }
    CHECK(worst.value() < away_bound_m);
}

TEST_CASE("A place put beside a path at a right angle has its foot there") {
    Random random(35);
    Worst along("foot of a right angle, along", "m"), away("foot of a right angle, away", "m");
    for (int i = 0; i < 500; ++i) {
        const Position a = random.anywhere();
        const double azimuth = random.uniform(-180, 180), length_m = random.log_uniform(1e4, 2e6);
        const double s = length_m * random.uniform(0.05, 0.95), off_m = random.log_uniform(1, 1.5e6);
        const Path path({a, true_direct(a, azimuth, length_m)});
        double lat = 0, lon = 0, there = 0;
        oracle().Direct(a.lat(), a.lon(), azimuth, s, lat, lon, there);
        const Path::Nearest n =
            path.nearest(true_direct(Position::computed(lon, lat), there + (i % 2 ? 90 : -90), off_m));
        along.add(std::abs(n.along.metres() - s));
        away.add(std::abs(n.away.metres() - off_m));
    }
    // The foot settles to .1 micrometre; the direction of a perpendicular 1 m long is known to 1e-8 of it.
    CHECK(along.value() < 10e-6);
    CHECK(away.value() < away_bound_m);
}

TEST_CASE("A place on the path is no way from it, and a vertex is its own nearest place") {
    Random random(36);
    for (int i = 0; i < 100; ++i) {
        const Path path = random_path(random, random.anywhere(), 5e5, 6);
        const Path::Nearest n = path.nearest(path.at(path.length() * random.uniform(0, 1)));
        CHECK(n.away.metres() < away_bound_m);
        CHECK(path.nearest(path.vertices()[3]).away.metres() < away_bound_m);
    }
}

TEST_CASE("A path across the antimeridian is short and followed across it") {
    const Path path({Position::lon_lat(179, 10), Position::lon_lat(-179, 12), Position::lon_lat(-178, 12)});
    CHECK(path.length().kilometres() < 500);
    const Position p = path.at(path.stations()[1] / 2);
    CHECK(180 - std::abs(p.lon()) < 0.01);  // deg: the middle of 179 and 181 but for the latitude
    const Path::Nearest n = path.nearest(Position::lon_lat(180, 15));
    CHECK(std::abs(n.away.metres() -
                   std::min(least_distance_m(Position::lon_lat(180, 15), path.vertices()[0], path.vertices()[1]),
                            least_distance_m(Position::lon_lat(180, 15), path.vertices()[1], path.vertices()[2]))) <
          away_bound_m);
    const Path same({Position::lon_lat(180, 10), Position::lon_lat(-180, 12)});
    CHECK(same.length().kilometres() < 222);
}

TEST_CASE("Paths of one vertex, none, and of equal vertices are borne") {
    const Position a = Position::lon_lat(31, 46);
    CHECK(Path().length().metres() == 0);
    const Path one({a});
    CHECK(one.length().metres() == 0);
    CHECK(one.at(Distance::metres(5)) == a);
    CHECK(one.nearest(Position::lon_lat(31, 47)).away.metres() ==
          Approx(true_distance_m(a, Position::lon_lat(31, 47))).margin(1e-7));  // m
    const Path twice({a, a, Position::lon_lat(32, 46), Position::lon_lat(32, 46)});
    CHECK(twice.at(Distance{}) == a);
    CHECK(true_distance_m(twice.at(twice.length() / 2), twice.nearest(Position::lon_lat(31.5, 46)).position) <
          1000);  // m
    CHECK(twice.nearest(a).along.metres() == 0);
}
