// Distances to legs, by the index and without it, against every leg asked by GeographicLib.
#include "geo/proximity.hpp"
#include "tests/catch.hpp"
#include "tests/geo/exact_distance.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

using Places = std::vector<Position>;

Position at(double lon, double lat) { return Position::lon_lat(lon, lat); }

struct Case {
    std::string name;
    std::vector<Places> lines;
    double reach_m;  // how far off places are asked
};

Places wandering(Random& random, Position from, double leg_m, int legs) {
    Places line{from};
    double azimuth = random.uniform(-180, 180);
    for (int i = 0; i < legs; ++i) {
        azimuth += random.uniform(-80, 80);
        line.push_back(true_direct(line.back(), azimuth, leg_m * random.uniform(0.1, 1)));
    }
    return line;
}

std::vector<Case> cases() {
    Random random(110);
    std::vector<Places> points;
    for (int i = 0; i < 300; ++i) points.push_back({random.within(at(10, 50), 1e6)});
    std::vector<Places> mixed{wandering(random, at(179, 10), 3e5, 30), {at(-178, 12)}, {at(180, 11)}, {at(-180, 9)}};
    return {
        {"a jagged line", {wandering(random, at(31, 48), 8e4, 60)}, 6e5},
        {"short legs", {wandering(random, at(31, 48), 50, 400)}, 2e3},
        {"across the antimeridian", {wandering(random, at(179.9, -17), 5e4, 60)}, 3e5},
        {"round the north pole", {wandering(random, at(0, 89.9), 3e4, 60)}, 3e5},
        {"over the south pole", {{at(20, -88), at(-160, -88)}, {at(100, -89.5), at(-80.1, -87)}}, 6e5},
        {"legs that end at the pole", {{at(0, 89), at(70, 90), at(120, 89.2)}}, 3e5},
        {"legs of 5,000 km", {{at(-100, 30), at(-30, 60), at(40, 50)}}, 3e6},
        {"along the equator", {{at(170, 0), at(-170, 0), at(-130, 0)}}, 2e6},
        {"points", points, 2e6},
        {"points and a line", mixed, 3e6},
    };
}

std::vector<Leg> legs_of(const std::vector<Places>& lines) {
    std::vector<Leg> legs;
    for (const Places& line : lines)
        for (const Leg& leg : legs_along(line)) legs.push_back(leg);
    return legs;
}

// Places about the lines, some of them on top.
Position asked(Random& random, const Case& c) {
    const Places& line = c.lines[random.below(c.lines.size())];
    const Position p = line[random.below(line.size())];
    const std::size_t kind = random.below(8);
    if (kind == 0) return p;
    return true_direct(p, random.uniform(-180, 180),
                       kind < 4 ? random.log_uniform(0.01, c.reach_m) : c.reach_m * random.uniform(0, 1));
}

}  // namespace

TEST_CASE("The oracle of these tests agrees with places taken all along the legs") {
    Random random(111);
    double worst_m = 0;
    for (const Case& c : cases()) {
        const ExactDistance exact(c.lines);
        for (int i = 0; i < 5; ++i) {
            const Position p = asked(random, c);
            double least_m = 1e9, step_m = 0;  // the longest step
            for (const Places& line : c.lines)
                for (std::size_t k = 0; k < line.size(); ++k) {
                    least_m = std::min(least_m, true_distance_m(p, line[k]));
                    if (k == 0) continue;
                    const auto leg =
                        oracle().InverseLine(line[k - 1].lat(), line[k - 1].lon(), line[k].lat(), line[k].lon());
                    const double s = leg.Distance() / 400;
                    for (int n = 1; n < 400; ++n) {
                        double lat = 0, lon = 0;
                        leg.Position(n * s, lat, lon);
                        least_m = std::min(least_m, true_distance_m(p, Position::computed(lon, lat)));
                    }
                    step_m = std::max(step_m, s);
                }
            const double found_m = exact(p);
            worst_m = std::max(worst_m, found_m - least_m);
            // The nearest lies half a step from a place that was taken, at most.
            const double slip_m = std::min(step_m / 2, step_m * step_m / std::max(1.0, found_m));
            worst_m = std::max(worst_m, least_m - found_m - slip_m);
        }
    }
    CHECK(worst_m < 1e-4);
}

TEST_CASE("Legs run from vertex to vertex, at most 20 km each, with the geodesic's own azimuths") {
    for (const Case& c : cases())
        for (const Places& line : c.lines) {
            INFO(c.name);
            const std::vector<Leg> legs = legs_along(line);
            REQUIRE(!legs.empty());
            CHECK(legs.front().from == line.front());
            CHECK(legs.back().to == line.back());
            double total_m = 0, expect_m = 0, azimuth_off = 0, sag_over = 0;
            for (std::size_t i = 1; i < line.size(); ++i) expect_m += true_distance_m(line[i - 1], line[i]);
            for (std::size_t i = 0; i < legs.size(); ++i) {
                const Leg& l = legs[i];
                if (i) CHECK(l.from == legs[i - 1].to);
                CHECK(l.length <= Distance::kilometres(20.000001));
                CHECK(l.is_point() == (line.size() == 1));
                total_m += l.length.metres();
                if (l.is_point()) continue;
                double s = 0, from = 0, to = 0, lat = 0, lon = 0;
                oracle().Inverse(l.from.lat(), l.from.lon(), l.to.lat(), l.to.lon(), s, from, to);
                // Longitudes, and azimuths with them, are free at a pole.
                const double off = std::max(std::abs(std::remainder(from - l.azimuth_from.degrees(), 360.0)),
                                            std::abs(std::remainder(to - l.azimuth_to.degrees(), 360.0)));
                if (std::abs(l.from.lat()) < 89.99 && std::abs(l.to.lat()) < 89.99)
                    azimuth_off = std::max(azimuth_off, off * degree * s);
                oracle().Direct(l.from.lat(), l.from.lon(), from, s / 2, lat, lon);
                const Vec3 m = earth_centred(Position::computed(lon, lat));
                sag_over = std::max(sag_over, length_m(m - 0.5 * (l.chord_from + l.chord_to)) - l.sag_m);
            }
            CHECK(total_m == Approx(expect_m).epsilon(1e-12));
            CHECK(azimuth_off < 1e-5);  // metres aside at the far end
            CHECK(sag_over <= 1e-6);
        }
}

TEST_CASE("Repeated vertices make no leg, and places that are all the same make one of no length") {
    const Position a = at(20, 50), b = at(20.1, 50);
    CHECK(legs_along(Places{}).empty());
    REQUIRE(legs_along(Places{a}).size() == 1);
    REQUIRE(legs_along(Places{a, a, a}).size() == 1);
    CHECK(legs_along(Places{a, a, a})[0].is_point());
    CHECK(legs_along(Places{a, a, b, b}).size() == 1);
    CHECK(legs_along(Places{a, b, b, a}).size() == 2);
    CHECK(legs_along(Places{at(180, 50), at(-180, 50)}).size() == 1);
}

TEST_CASE("The nearest leg is the one that all legs asked in turn would give, near poles and the antimeridian too") {
    for (const Case& c : cases()) {
        INFO(c.name);
        Random random(112);
        Worst off("nearest, " + c.name, "m"), place_off("nearest place, " + c.name, "m");
        const Proximity proximity(legs_of(c.lines));
        const ExactDistance exact(c.lines);
        for (int i = 0; i < 500; ++i) {
            const Position p = asked(random, c);
            const Proximity::Nearest n = proximity.nearest(p);
            off.add(std::abs(n.away.metres() - exact(p)));
            place_off.add(std::abs(true_distance_m(n.place, p) - n.away.metres()));
            place_off.add(ExactDistance({{proximity.legs()[n.leg].from, proximity.legs()[n.leg].to}})(n.place));
        }
        CHECK(off.value() < 1e-4);
        CHECK(place_off.value() < 1e-5);
    }
}

TEST_CASE("Whether a leg lies within a distance is decided right on either side of it") {
    for (const Case& c : cases()) {
        INFO(c.name);
        Random random(113);
        int wrong = 0;
        const Proximity proximity(legs_of(c.lines));
        const ExactDistance exact(c.lines);
        for (int i = 0; i < 500; ++i) {
            const Position p = asked(random, c);
            const double true_m = exact(p);
            const double off_m = i % 2 ? random.log_uniform(1e-3, 10) : true_m * random.log_uniform(1e-6, 0.5) + 1e-3;
            wrong += !proximity.is_within(p, Distance::metres(true_m + off_m));
            wrong += true_m > off_m && proximity.is_within(p, Distance::metres(true_m - off_m));
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("The nearest leg by its chord is near enough for the bounds it is used with") {
    for (const Case& c : cases()) {
        INFO(c.name);
        Random random(114);
        int wrong = 0;
        const Proximity proximity(legs_of(c.lines));
        const ExactDistance exact(c.lines);
        for (int i = 0; i < 300; ++i) {
            const Position p = asked(random, c);
            const Proximity::NearestChord n = proximity.nearest_chord(earth_centred(p));
            const double true_m = exact(p), sag_m = 8.0;  // of 20 km
            wrong += least_geodesic_m(std::max(0.0, n.chord_m - sag_m)) > true_m + 1e-4;
            wrong += most_geodesic_m(n.chord_m + sag_m) < true_m - 1e-4;
            double least_m = 1e9;
            for (const Leg& l : proximity.legs()) {
                const Vec3 x = earth_centred(p);
                least_m = std::min(least_m, length_m(nearest_of_segment(l.chord_from, l.chord_to, x) - x));
            }
            wrong += std::abs(least_m - n.chord_m) > 1e-6;
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("Of legs as near as each other the first is given") {
    const Position a = at(20, 50), b = at(20.1, 50.05), c = at(20.2, 50);
    std::vector<Leg> twice = legs_along(Places{a, b, c});
    REQUIRE(twice.size() == 2);
    twice.insert(twice.end(), {twice[0], twice[1]});
    const Proximity proximity(twice);
    Random random(115);
    for (int i = 0; i < 50; ++i) CHECK(proximity.nearest(random.within(a, 3e4)).leg < 2);
    // Beyond the corner the end of one is the start of the other.
    CHECK(proximity.nearest(at(20.1, 50.2)).leg == 0);
    std::vector<Leg> same;
    for (int i = 0; i < 40; ++i)
        for (const Leg& l : legs_along(Places{a})) same.push_back(l);
    CHECK(Proximity(same).nearest(b).leg == 0);
}

TEST_CASE("The index gives the nearest segments, as many as are asked or there are") {
    Random random(116);
    const auto any = [&] { return Vec3{random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1)}; };
    std::vector<Segment3> segments;
    for (int i = 0; i < 500; ++i) {
        const Vec3 a = any();
        segments.push_back({a, i % 5 ? a + 0.1 * any() : a});
    }
    const SegmentIndex index(segments);
    for (int i = 0; i < 200; ++i) {
        const Vec3 x = any();
        std::vector<double> away;
        for (const Segment3& s : segments) away.push_back(length_m(nearest_of_segment(s.from, s.to, x) - x));
        for (const std::size_t count : {1U, 7U, 600U}) {
            std::vector<std::size_t> found = index.nearest(x, count);
            std::sort(found.begin(), found.end());
            CHECK(std::adjacent_find(found.begin(), found.end()) == found.end());
            REQUIRE(found.size() == std::min<std::size_t>(count, segments.size()));
            std::vector<double> sorted = away;
            std::sort(sorted.begin(), sorted.end());
            double farthest = 0;
            for (const std::size_t k : found) farthest = std::max(farthest, away[k]);
            CHECK(farthest == Approx(sorted[found.size() - 1]).margin(1e-12));
        }
    }
    CHECK(SegmentIndex(std::vector<Segment3>{}).nearest({1, 2, 3}, 4).empty());
}

TEST_CASE("The nearest place of a leg is the oracle's, for legs of any length to 3,000 km") {
    Random random(117);
    Worst off("nearest of a leg", "m"), off_leg("nearest of a leg, its place off the leg", "m");
    for (int i = 0; i < 3000; ++i) {
        const Position from = i % 5 == 0   ? at(random.uniform(-180, 180), random.uniform(89, 90))
                              : i % 5 == 1 ? at(random.uniform(179, 180), random.uniform(-80, 80))
                                           : random.anywhere();
        const Position to = true_direct(from, random.uniform(-180, 180), random.log_uniform(0.1, 3e6));
        const Position middle = true_direct(from, random.uniform(-180, 180), true_distance_m(from, to) / 2);
        const Position p = true_direct(middle, random.uniform(-180, 180), random.log_uniform(0.1, 4e6));
        const Foot foot = nearest_of_leg(from, to, p);
        const ExactDistance exact({{from, to}});
        INFO(i << ": " << from.lon() << " " << from.lat() << " to " << to.lon() << " " << to.lat() << ", " << p.lon()
               << " " << p.lat());
        const double error_m = std::abs(foot.away.metres() - exact(p));
        if (!(error_m < 1e-4)) CHECK(error_m < 1e-4);
        off.add(error_m);
        off_leg.add(exact(foot.place));
    }
    CHECK(off.value() < 1e-4);
    CHECK(off_leg.value() < 1e-5);
}

TEST_CASE("The nearest place of a leg of no length is that place") {
    const Foot foot = nearest_of_leg(at(180, 10), at(180, 10), at(-179, 10));
    CHECK(foot.place == at(180, 10));
    CHECK(foot.away.metres() == Approx(true_distance_m(at(180, 10), at(-179, 10))));
}
