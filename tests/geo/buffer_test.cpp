// Discs and line buffers against distances found by brute force: a buffer is right when its border lies at the
// distance, what is nearer lies inside and what is farther outside.
#include "geo/buffer.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

// Of a vertex: half the grid on both axes.
constexpr double vertex_bound_m = snap_m;

// The distance from a place to a line, by golden sections along each leg. Along a geodesic leg shorter than a quarter
// of the globe the distance to a place has one minimum, or its least at an end.
class BruteForce {
  public:
    explicit BruteForce(const Path& path) {
        const auto& v = path.vertices();
        for (std::size_t i = 1; i < v.size(); ++i) {
            legs_.push_back(oracle().InverseLine(v[i - 1].lat(), v[i - 1].lon(), v[i].lat(), v[i].lon()));
            starts_.push_back(v[i - 1]);
        }
        if (legs_.empty()) starts_.push_back(v.front());
    }

    double operator()(Position p) const {
        std::vector<double> to_start;
        for (const Position& s : starts_) to_start.push_back(true_distance_m(p, s));
        double best = *std::min_element(to_start.begin(), to_start.end());
        for (std::size_t i = 0; i < legs_.size(); ++i)
            if (to_start[i] - legs_[i].Distance() < best) best = std::min(best, least(p, legs_[i]));
        return best;
    }

  private:
    // 32 sections of .618 leave 2e-7 of the leg: .5 m of 2,500 km, and half its square over the distance of error.
    static double least(Position p, const GeographicLib::GeodesicLine& leg) {
        const auto at = [&](double s) {
            double lat = 0, lon = 0, d = 0;
            leg.Position(s, lat, lon);
            oracle().Inverse(p.lat(), p.lon(), lat, lon, d);
            return d;
        };
        const double golden = (std::sqrt(5.0) - 1) / 2;
        double lower = 0, upper = leg.Distance();
        double m1 = upper - golden * (upper - lower), m2 = lower + golden * (upper - lower), d1 = at(m1), d2 = at(m2);
        for (int i = 0; i < 32; ++i) {
            if (d1 < d2) {
                upper = m2, m2 = m1, d2 = d1;
                d1 = at(m1 = upper - golden * (upper - lower));
            } else {
                lower = m1, m1 = m2, d1 = d2;
                d2 = at(m2 = lower + golden * (upper - lower));
            }
        }
        return std::min({d1, d2, at(0), at(leg.Distance())});
    }

    std::vector<GeographicLib::GeodesicLine> legs_;
    std::vector<Position> starts_;
};

// Calls `take` at the given number of places along every edge of every ring, the vertices apart.
template <class Take>
void each_border_place(const Region& region, const Plane& plane, int places, const Take& take) {
    const auto ring = [&](const Ring& r) {
        for (std::size_t i = 1; i < r.size(); ++i)
            for (int k = 1; k <= places; ++k)
                take(plane.reverse(along(r[i - 1], r[i], static_cast<double>(k) / (places + 1))));
    };
    for (const Polygon& p : region.polygons()) {
        ring(p.outer);
        for (const Ring& h : p.holes) ring(h);
    }
}

std::size_t holes_of(const Region& region) {
    std::size_t count = 0;
    for (const Polygon& p : region.polygons()) count += p.holes.size();
    return count;
}

struct Case {
    std::string name;
    Position centre;  // of the frame
    std::vector<Position> line;
    double distance_m;
    double tolerance_m;
    bool may_have_holes;
};

Position at(double lon, double lat) { return Position::lon_lat(lon, lat); }

std::vector<Position> wiggle(std::uint64_t seed, Position from, double step_m, int vertices, double sharpest_deg) {
    Random random(seed);
    std::vector<Position> line{from};
    double azimuth = random.uniform(-180, 180);
    for (int i = 1; i < vertices; ++i) {
        line.push_back(true_direct(line.back(), azimuth, step_m * random.uniform(0.2, 1)));
        azimuth += random.uniform(-sharpest_deg, sharpest_deg);
    }
    return line;
}

const std::vector<Case> cases = {
    {"one leg", at(31, 48), {at(30, 46), at(31, 45)}, 50e3, 10, false},
    {"a lane by 12 NM",
     at(31, 46),
     {at(30.75, 46.5), at(30.9, 45.8), at(29.8, 44.9), at(29.0, 43.4), at(28.9, 41.9), at(29.13, 41.2)},
     22224,
     10,
     false},
    {"a right turn back", at(31, 48), {at(30, 46), at(33, 47), at(30.2, 46.3)}, 40e3, 10, true},
    {"straight back over itself", at(31, 48), {at(30, 46), at(33, 47), at(30, 46)}, 40e3, 10, false},
    {"crossing itself", at(31, 48), {at(29, 45), at(34, 48), at(34, 45), at(29, 48)}, 60e3, 10, true},
    {"a loop with a hole", at(31, 48), {at(28, 45), at(34, 45), at(34, 49), at(28, 49), at(28, 45.5)}, 50e3, 10, true},
    {"legs shorter than the distance", at(31, 48), wiggle(60, at(31, 47), 20e3, 25, 120), 150e3, 10, true},
    {"far legs of a jagged line", at(31, 48), wiggle(61, at(25, 50), 150e3, 12, 150), 90e3, 5, true},
    {"legs of metres", at(31, 48), wiggle(62, at(31, 47), 5, 30, 170), 10e3, 1, false},
    {"500 km", at(31, 48), wiggle(63, at(31, 47), 300e3, 6, 100), 500e3, 10, true},
    {"1,500 km", at(31, 48), {at(20, 45), at(26, 50), at(40, 47)}, 1500e3, 10, false},
    {"by the decimetre", at(31, 48), {at(30, 46), at(30.2, 45.9), at(30.1, 45.5)}, 20e3, 0.1, false},
    {"by the kilometre", at(31, 48), wiggle(64, at(31, 47), 200e3, 8, 140), 120e3, 1000, true},
    {"by 70N", at(20, 68), wiggle(65, at(25, 70), 100e3, 8, 90), 80e3, 10, true},
    {"across the antimeridian", at(179, -17), {at(177, -18), at(-178, -16), at(-179, -14)}, 100e3, 10, true},
    {"a frame 2,500 km off", at(0, 45), {at(30, 46), at(33, 47), at(33, 44)}, 100e3, 10, true},
};

Region buffered(const Case& c) {
    return buffer(Frame(c.centre), Path(c.line), Distance::metres(c.distance_m), Distance::metres(c.tolerance_m));
}

}  // namespace

TEST_CASE("A disc's every vertex lies at its radius, and every edge within the tolerance of it") {
    Random random(50);
    Worst vertices("disc: vertex off the radius, 1 to 3,000 km", "m"),
        share("disc: chord off the radius / tolerance", "");
    const Position centre = at(31, 48);
    const Plane plane(centre);
    for (const double radius_m : {1e3, 1e4, 1e5, 5e5, 1.5e6, 3e6})
        for (const double tolerance_m : {0.1, 1.0, 10.0, 1000.0})
            for (const double off_m : {0.0, 1e6, 2.5e6}) {
                const Position middle = true_direct(centre, random.uniform(-180, 180), off_m);
                INFO("radius " << radius_m << " m, tolerance " << tolerance_m << " m, " << off_m
                               << " m off the frame's centre");
                const Region region =
                    disc(Frame(centre), middle, Distance::metres(radius_m), Distance::metres(tolerance_m));
                const MultiPolygon shape = region.polygons();
                REQUIRE(shape.size() == 1);
                CHECK(shape[0].holes.empty());
                double vertex_m = 0, outward_m = 0, inward_m = 0;
                for (const Vec& v : shape[0].outer)
                    vertex_m = std::max(vertex_m, std::abs(true_distance_m(middle, plane.reverse(v)) - radius_m));
                each_border_place(region, plane, tolerance_m < 1 ? 1 : 3, [&](Position p) {
                    const double s = true_distance_m(middle, p) - radius_m;
                    outward_m = std::max(outward_m, s);
                    inward_m = std::max(inward_m, -s);
                });
                vertices.add(vertex_m);
                share.add((std::max(inward_m, outward_m) - vertex_bound_m) / tolerance_m);
                CHECK(vertex_m <= vertex_bound_m);
                CHECK(inward_m <= tolerance_m + vertex_bound_m);
                CHECK(outward_m <= tolerance_m + vertex_bound_m);
                // buffer.hpp: "lies inside by at most": a chord never leaves the disc by more than the frame departs
                // from geodesics, a hundredth of the sag of chords this short.
                CHECK(outward_m <= 0.01 * tolerance_m + vertex_bound_m);
            }
    CHECK(share.value() > 0.5);  // the tolerance is used
}

TEST_CASE("A disc holds every place nearer than its radius less the tolerance, and none beyond it") {
    Random random(51);
    const Position centre = at(31, 48);
    const Frame frame(centre);
    int wrong = 0;
    for (const double radius_m : {2e3, 1e5, 1.2e6}) {
        const Position middle = random.within(centre, 1e6);
        const PreparedRegion region(disc(frame, middle, Distance::metres(radius_m), Distance::metres(10)));
        for (int i = 0; i < 2000; ++i) {
            const Position p = random.within(middle, radius_m * 1.3);
            const double s = true_distance_m(middle, p);
            if (s < radius_m - 10 - snap_m && !region.contains(frame.to_frame(p))) ++wrong;
            if (s > radius_m + 2 * snap_m + 0.1 && region.contains(frame.to_frame(p))) ++wrong;
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("A disc or buffer of no distance, and a buffer of no line, are empty") {
    const Frame frame(at(31, 48));
    CHECK(disc(frame, at(31, 48), Distance{}, Distance::metres(10)).is_empty());
    CHECK(disc(frame, at(31, 48), Distance::metres(-5), Distance::metres(10)).is_empty());
    CHECK(buffer(frame, Path(), Distance::metres(5), Distance::metres(10)).is_empty());
    CHECK(buffer(frame, Path({at(30, 46), at(31, 46)}), Distance{}, Distance::metres(10)).is_empty());
}

TEST_CASE("The buffer of a point, or of a line of no length, is its disc") {
    const Frame frame(at(31, 48));
    const Distance d = Distance::kilometres(50), tolerance = Distance::metres(10);
    const MultiPolygon expect = disc(frame, at(30, 46), d, tolerance).polygons();
    for (const Path& path : {Path({at(30, 46)}), Path({at(30, 46), at(30, 46)})}) {
        const MultiPolygon got = buffer(frame, path, d, tolerance).polygons();
        REQUIRE(got.size() == 1);
        CHECK(got[0].outer == expect[0].outer);
    }
}

TEST_CASE("A line buffer's border lies at the distance from the line, within the tolerance, all along") {
    Worst outward("line buffer: border beyond the distance / tolerance", ""),
        inward("line buffer: border short of the distance / tolerance", "");
    for (const Case& c : cases) {
        INFO(c.name);
        const Region region = buffered(c);
        const BruteForce distance_to(Path(c.line));
        REQUIRE(region.polygons().size() == 1);
        double beyond_m = 0, short_m = 0;
        each_border_place(region, Plane(c.centre), 2, [&](Position p) {
            const double s = distance_to(p) - c.distance_m;
            beyond_m = std::max(beyond_m, s);
            short_m = std::max(short_m, -s);
        });
        outward.add((beyond_m - snap_m) / c.tolerance_m);
        inward.add((short_m - snap_m) / c.tolerance_m);
        // Where two pieces cross, overlay snaps once more: two grid steps in all.
        CHECK(beyond_m <= c.tolerance_m + 2 * snap_m);
        CHECK(short_m <= c.tolerance_m + 2 * snap_m);
        if (!c.may_have_holes) CHECK(holes_of(region) == 0);
    }
}

TEST_CASE("A line buffer's own vertices lie at the distance") {
    // Where two pieces cross lies a vertex of neither, on a chord of each: those are within the tolerance only.
    for (const Case& c : cases) {
        INFO(c.name);
        const BruteForce distance_to(Path(c.line));
        const Plane plane(c.centre);
        int vertices = 0, at_distance = 0;
        double worst_m = 0;
        for (const Polygon& p : buffered(c).polygons())
            for (std::size_t i = 1; i < p.outer.size(); ++i) {
                const double off_m = std::abs(distance_to(plane.reverse(p.outer[i])) - c.distance_m);
                ++vertices;
                at_distance += off_m <= 2 * snap_m;
                worst_m = std::max(worst_m, off_m);
            }
        CHECK(worst_m <= c.tolerance_m + 2 * snap_m);
        CHECK(at_distance * 4 >= vertices);  // most are of a piece; a crossing comes after few
    }
}

TEST_CASE("Nearer places lie inside a line buffer and farther ones outside, by brute force") {
    Random random(52);
    std::size_t tried = 0;
    for (const Case& c : cases) {
        INFO(c.name);
        const Frame frame(c.centre);
        const BruteForce distance_to(Path(c.line));
        const PreparedRegion region(buffered(c));
        const Path path(c.line);
        int missing = 0, too_much = 0;
        for (int i = 0; i < 400; ++i) {
            const Position near = path.at(path.length() * random.uniform(0, 1));
            // A third of the places close to the border, where it matters.
            const double reach_m =
                i % 3 ? c.distance_m * random.uniform(0, 1.5) : c.distance_m + c.tolerance_m * random.uniform(-3, 3);
            const Position p = true_direct(near, random.uniform(-180, 180), std::max(0.0, reach_m));
            const double s = distance_to(p);
            const bool in = region.contains(frame.to_frame(p));
            missing += s < c.distance_m - c.tolerance_m - 2 * snap_m && !in;
            too_much += s > c.distance_m + c.tolerance_m + 2 * snap_m && in;
            ++tried;
        }
        CHECK(missing == 0);
        CHECK(too_much == 0);
    }
    CHECK(tried > 5000);
}

TEST_CASE("Random jagged lines have buffers without pinholes, of one piece, that hold the line") {
    Random random(53);
    for (int round = 0; round < 60; ++round) {
        const Position centre = at(random.uniform(-180, 180), random.uniform(-60, 60));
        const Frame frame(centre);
        const double distance_m = random.log_uniform(1e3, 5e5);
        const std::vector<Position> line =
            wiggle(1000 + static_cast<std::uint64_t>(round), random.within(centre, 5e5),
                   distance_m * random.log_uniform(0.05, 3), 2 + static_cast<int>(random.below(12)), 180);
        INFO("round " << round << ", distance " << distance_m << " m");
        const Region region = buffer(frame, Path(line), Distance::metres(distance_m), Distance::metres(10));
        const MultiPolygon shape = region.polygons();
        REQUIRE(shape.size() == 1);
        CHECK_FALSE(repaired(shape).fault);
        for (const Position& p : line) CHECK(contains(region, frame.to_frame(p)));
        const BruteForce distance_to{Path(line)};
        const Plane plane(centre);
        for (const Ring& hole : shape[0].holes) {
            // A true hole has a place farther than the distance; a seam between pieces has none.
            double farthest_m = 0;
            for (std::size_t i = 2; i < hole.size(); i += 1 + hole.size() / 24)
                for (std::size_t k = 0; k + 1 < i; k += 1 + hole.size() / 24)
                    if (const Vec m = along(hole[i], hole[k], 0.5); ring_holds(hole, m))
                        farthest_m = std::max(farthest_m, distance_to(plane.reverse(m)));
            CHECK(farthest_m > distance_m);
            CHECK(std::abs(shoelace(hole)) > 1);  // m2: a seam on the grid is a millimetre wide
        }
    }
}

TEST_CASE("A long leg's buffer keeps the tolerance though the frame bends its chords") {
    // The curve beside a leg needs few cuts for its own sake when the distance is short; the frame's chord departs from
    // the geodesic by metres to tens of metres over such a leg all the same.
    struct Row {
        double distance_m, tolerance_m;
        std::vector<Position> line;
    };
    for (const Row& row : {Row{1e3, 1, {at(10, 40), at(50, 50)}},
                           {1e3, 10, {at(10, 40), at(50, 50)}},
                           {20e3, 1, {at(10, 40), at(50, 50)}},
                           {22224, 0.1, {at(29, 41), at(31, 46.5)}},
                           {22224, 1, {at(29, 35), at(41, 46.5)}},
                           {1e3, 0.1, {at(0, 36), at(6, 40)}},
                           {1e3, 1, {at(-5, 25), at(20, 20)}}}) {
        INFO("distance " << row.distance_m << " m, tolerance " << row.tolerance_m << " m, leg "
                         << Path(row.line).length().kilometres() << " km");
        const Region region = buffer(Frame(at(31, 48)), Path(row.line), Distance::metres(row.distance_m),
                                     Distance::metres(row.tolerance_m));
        const BruteForce distance_to{Path(row.line)};
        double worst_m = 0;
        each_border_place(region, Plane(at(31, 48)), 7,
                          [&](Position p) { worst_m = std::max(worst_m, std::abs(distance_to(p) - row.distance_m)); });
        Worst worst("long leg " + std::to_string(static_cast<int>(Path(row.line).length().kilometres())) +
                        " km, buffer " + std::to_string(static_cast<int>(row.distance_m)) + " m, tolerance " +
                        std::to_string(row.tolerance_m) + " m",
                    "m");
        worst.add(worst_m);
        CHECK(worst_m <= row.tolerance_m + 2 * snap_m);
    }
}

TEST_CASE("A buffer grows with its distance, and holds the disc of each of the line's places") {
    const Frame frame(at(31, 48));
    for (const std::uint64_t seed : {70U, 71U, 72U}) {
        const Path path(wiggle(seed, at(31, 47), 80e3, 8, 140));
        Region before;
        for (const double d_m : {5e3, 20e3, 60e3, 61e3, 200e3}) {
            const Region now = buffer(frame, path, Distance::metres(d_m), Distance::metres(10));
            if (!before.is_empty()) CHECK(subtract(before, now).is_empty());
            before = now;
        }
        // What sticks out of the bigger by more than both tolerances is missing.
        const Region inner =
            disc(frame, path.at(path.length() / 3), Distance::metres(200e3 - 30), Distance::metres(10));
        CHECK(subtract(inner, before).is_empty());
    }
}

TEST_CASE("A buffer is the same, but for its cuts, run from the other end or in another frame") {
    const std::vector<Position> line = wiggle(80, at(31, 47), 120e3, 6, 120);
    const std::vector<Position> back(line.rbegin(), line.rend());
    const Frame frame(at(31, 48));
    const Distance d = Distance::kilometres(70), tolerance = Distance::metres(10);
    const Region there = buffer(frame, Path(line), d, tolerance), again = buffer(frame, Path(back), d, tolerance);
    const double perimeter_m = 4 * (Path(line).length() + d).metres() + 4 * d.metres();
    CHECK(planar_area(subtract(there, again).polygons()) < perimeter_m * 20);
    CHECK(planar_area(subtract(again, there).polygons()) < perimeter_m * 20);
    const Frame other(at(20, 40));
    const Plane plane(at(20, 40));
    const BruteForce distance_to{Path(line)};
    double worst_m = 0;
    each_border_place(buffer(other, Path(line), d, tolerance), plane, 1,
                      [&](Position p) { worst_m = std::max(worst_m, std::abs(distance_to(p) - d.metres())); });
    CHECK(worst_m <= 10 + 2 * snap_m);
}
