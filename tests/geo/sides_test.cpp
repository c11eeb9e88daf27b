// One-sided buffers: what lies on which side, told apart by brute force along every leg.
#include "tests/catch.hpp"
#include "tests/geo/exact_distance.hpp"

#include "geo/buffer.hpp"
#include "geo/buffer_edge.hpp"
#include "geo/geodesic.hpp"

#include <cmath>
#include <random>

using namespace picket::geo;

namespace {

constexpr double radians = 3.14159265358979323846 / 180;

MultiPolygon one_side(const Lines& lines, double distance_m, double tolerance_m, Side side) {
    const Geometry shape = lines;
    return buffer({&shape, 1}, EdgeRule::geodesic, Distance::metres(distance_m), Distance::metres(tolerance_m), side);
}

// Where the nearest place of the line is, by walking it densely: on which hand a place is passed, and how far it is off.
struct Passed {
    Side side;
    double away_m;
    double margin_m;  // how much farther the nearest place that says otherwise is
};

Passed passed(const Line& line, Position p, double spacing_m) {
    struct Best {
        double away_m = HUGE_VAL;
    } left, right, none;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Position a = Position::computed(line[i - 1].x, line[i - 1].y), b = Position::computed(line[i].x, line[i].y);
        const Inverse leg = inverse(a, b);
        const int pieces = static_cast<int>(std::ceil(leg.distance.metres() / spacing_m));
        for (int k = 0; k <= pieces; ++k) {
            const Waypoint w = waypoint(a, leg.azimuth, leg.distance * (static_cast<double>(k) / pieces));
            const Inverse there = inverse(w.position, p);
            const double angle = std::remainder((there.azimuth - w.azimuth).degrees(), 360.0);
            const bool at_end = (i == 1 && k == 0 && std::abs(angle) > 90.01) ||
                                (i + 1 == line.size() && k == pieces && std::abs(angle) < 89.99);
            Best& best = at_end ? none : angle > 0 ? right : left;
            best.away_m = std::min(best.away_m, there.distance.metres());
        }
    }
    const double least = std::min({left.away_m, right.away_m, none.away_m});
    const Side side = least == left.away_m ? Side::left : least == right.away_m ? Side::right : Side::both;
    double other = HUGE_VAL;
    if (side != Side::left) other = std::min(other, left.away_m);
    if (side != Side::right) other = std::min(other, right.away_m);
    if (side != Side::both) other = std::min(other, none.away_m);
    return {side, least, other - least};
}

double area_km2(const MultiPolygon& shape) {
    double sum = 0;
    for (const Polygon& p : shape) {
        const auto area = [](const Ring& ring) {
            std::vector<Position> vertices;
            for (std::size_t i = 1; i < ring.size(); ++i) vertices.push_back(Position::computed(ring[i].x, ring[i].y));
            return std::abs(measure_ring(vertices).area.square_kilometres());
        };
        sum += area(p.outer);
        for (const Ring& hole : p.holes) sum -= area(hole);
    }
    return sum;
}

// A hook, whose end lies within the distance of its own middle, and a spiral of one turn and a half.
const Line hook{{30, 48}, {32, 48}, {33, 48.5}, {32.5, 49.2}, {31, 48.9}, {30.8, 48.5}};

Line spiral() {
    Line line;
    for (int i = 0; i <= 54; ++i) {
        const double turn = i * 10 * radians, r = 0.3 + 0.12 * turn;
        line.push_back({25 + r * std::cos(turn) * 1.5, 45 + r * std::sin(turn)});
    }
    return line;
}

}  // namespace

TEST_CASE("Beside a straight line each side is half of its band, and its edge lies at the distance") {
    const Lines line{{{20, 50}, {20, 51}}};
    const double length_m = inverse(Position::computed(20, 50), Position::computed(20, 51)).distance.metres();
    for (const Side side : {Side::left, Side::right}) {
        const MultiPolygon shape = one_side(line, 10'000, 1, side);
        REQUIRE(shape.size() == 1);
        // A band on a sphere, to a thousandth: the radius times the sine of the distance.
        CHECK(area_km2(shape) == Approx(length_m * 10'000 / 1e6).epsilon(1e-3));
        for (const Vec& v : shape[0].outer) CHECK((side == Side::left ? v.x <= 20 : v.x >= 20));
    }
}

TEST_CASE("Both sides have the vertices of the line, and those at its ends' squares, in common") {
    const Lines lines{hook};
    const MultiPolygon left = one_side(lines, 30'000, 10, Side::left), right = one_side(lines, 30'000, 10, Side::right);
    PlaceSet of_right;
    for (const Polygon& p : right) of_right.add({p.outer});
    PlaceSet of_left;
    for (const Polygon& p : left) of_left.add({p.outer});
    for (const Vec& v : hook) {
        CHECK(of_left.has(v));
        CHECK(of_right.has(v));
    }
}

TEST_CASE("A place is on the side on which its nearest place of the line is passed, also where a line curls") {
    std::mt19937 random(91);
    for (const Line& line : {hook, spiral()})
        for (const double distance_m : {8e3, 40e3, 150e3}) {
            INFO(distance_m);
            const double tolerance_m = distance_m / 500;
            for (const Side side : {Side::left, Side::right}) {
                const MultiPolygon shape = one_side({line}, distance_m, tolerance_m, side);
                CHECK_FALSE(fault_of(shape));
                const PreparedRegion region{Region(shape)};
                Box box;
                for (const Vec& v : line) box.add(v);
                const double more = distance_m / 80'000;
                std::uniform_real_distribution<double> lon(box.low.x - more, box.high.x + more), lat(box.low.y - more, box.high.y + more);
                int tried = 0, wrong = 0;
                for (int i = 0; i < 400; ++i) {
                    const Vec v{lon(random), lat(random)};
                    const Passed there = passed(line, Position::computed(v.x, v.y), 2000);
                    // Walking by 2 km is right to some metres afar and not at all near the line.
                    const double blur_m = 2000 * 2000 / (8 * std::max(there.away_m, 1.0)) + tolerance_m;
                    if (std::abs(there.away_m - distance_m) < blur_m || there.margin_m < 2 * blur_m) continue;
                    ++tried;
                    wrong += region.contains(v) != (there.away_m < distance_m && there.side == side);
                }
                CHECK(wrong == 0);
                CHECK(tried > 200);
            }
        }
}
