// Lines with fewer vertices: what is left out must lie near the edges that stay, and what must stay stays.
#include "geo/edges.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

// The nearest place of an edge straight in lon/lat, by steps along it and then between the two about the nearest.
double true_off_edge_m(Vec place, Vec from, Vec to) {
    const Position p = Position::computed(place.x, place.y);
    const double turn = std::remainder(to.x - from.x, 360.0);
    const auto away = [&](double share) {
        return true_distance_m(p, Position::computed(from.x + turn * share, from.y + (to.y - from.y) * share));
    };
    double low = 0, high = 1;
    for (int round = 0; round < 12; ++round) {
        int best = 0;
        double least = HUGE_VAL;
        for (int k = 0; k <= 8; ++k)
            if (const double d = away(low + (high - low) * k / 8); d < least) least = d, best = k;
        const double step = (high - low) / 8, middle = low + step * best;
        low = std::max(low, middle - step);
        high = std::min(high, middle + step);
    }
    return away((low + high) / 2);
}

// How far the vertices that were left out lie from the edges that stand for them.
double worst_left_out_m(const Line& before, const Line& after) {
    double worst = 0;
    std::size_t k = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (k + 1 < after.size() && before[i] == after[k + 1]) ++k;
        if (before[i] == after[k]) continue;
        if (k + 1 >= after.size()) return HUGE_VAL;
        worst = std::max(worst, true_off_edge_m(before[i], after[k], after[k + 1]));
    }
    return worst;
}

Line wavy(Random& random, Vec from, int count, double step_deg, double noise_deg) {
    Line line;
    const double heading = random.uniform(0, 2 * std::numbers::pi), bend = random.uniform(0, 0.02);
    Vec v = from;
    for (int i = 0; i < count; ++i) {
        line.push_back(
            rounded({v.x + random.uniform(-noise_deg, noise_deg), v.y + random.uniform(-noise_deg, noise_deg)}));
        v = {v.x + step_deg * std::cos(heading + bend * i), v.y + step_deg * std::sin(heading + bend * i)};
    }
    return line;
}

Ring circle(Vec middle, double radius_deg, int count) {
    Ring ring;
    for (int i = 0; i < count; ++i) {
        const double turn = 2 * std::numbers::pi * i / count;
        ring.push_back(rounded({middle.x + radius_deg * std::cos(turn), middle.y + radius_deg * std::sin(turn)}));
    }
    ring.push_back(ring.front());
    return ring;
}

bool is_seam(Vec v) { return std::abs(v.x) == 180 || std::abs(v.y) == 90; }

}  // namespace

TEST_CASE("How far a place lies from an edge is right to a hundredth for places near it") {
    Random random(120);
    double worst = 0;
    for (int i = 0; i < 3000; ++i) {
        const Vec from{random.uniform(-180, 180), random.uniform(-84, 84)};
        const double length_deg = random.log_uniform(1e-4, 0.3);
        const double heading = random.uniform(0, 2 * std::numbers::pi);
        const Vec to{from.x + length_deg * std::cos(heading), from.y + length_deg * std::sin(heading)};
        const Position foot = Position::computed(along(from, to, random.uniform(-0.1, 1.1)).x,
                                                 along(from, to, random.uniform(-0.1, 1.1)).y);
        const double aside_m = random.log_uniform(0.01, 0.02 * length_deg * 111e3);
        const Position p = true_direct(foot, random.uniform(-180, 180), aside_m);
        const double true_m = true_off_edge_m({p.lon(), p.lat()}, from, to);
        const double found_m = off_edge_m({p.lon(), p.lat()}, from, to);
        worst = std::max(worst, (std::abs(found_m - true_m) - 1e-4) / std::max(true_m, 1e-3));
    }
    Worst("off_edge_m", "of it").add(worst);
    CHECK(worst < 0.01);
}

TEST_CASE("How far a place lies from an edge is asked across the antimeridian as anywhere") {
    CHECK(off_edge_m({180, 10.001}, {179.9, 10}, {180.1, 10}) == Approx(110.6).epsilon(0.01));
    CHECK(off_edge_m({-180, 10.001}, {179.9, 10}, {-179.9, 10}) == Approx(110.6).epsilon(0.01));
    CHECK(off_edge_m({20, 10}, {20, 10}, {20, 10}) == 0);
    CHECK(off_edge_m({20, 11}, {20, 10}, {20, 10}) == Approx(110.6e3).epsilon(0.01));
}

TEST_CASE("What is left out lies within the tolerance of the edges that stay, and the ends stay") {
    Random random(121);
    Worst share("simplified: left out / tolerance", "");
    for (int i = 0; i < 60; ++i) {
        const double step_deg = random.log_uniform(1e-5, 0.02), tolerance_m = random.log_uniform(0.1, 1000);
        const Line before = wavy(random, {random.uniform(-120, 120), random.uniform(-70, 70)}, 400, step_deg,
                                 step_deg * random.uniform(0, 0.6));
        const Line after = simplified(before, Distance::metres(tolerance_m));
        REQUIRE(after.size() >= 2);
        CHECK(after.size() <= before.size());
        CHECK(after.front() == before.front());
        CHECK(after.back() == before.back());
        share.add(worst_left_out_m(before, after) / tolerance_m);
    }
    CHECK(share.value() <= 1.01);  // off_edge_m is right to a hundredth
    CHECK(share.value() > 0.5);
}

TEST_CASE("A straight line keeps few vertices, a curve no more than its bend asks for") {
    Line straight;
    for (int i = 0; i <= 5000; ++i) straight.push_back({30 + i * 1e-3, 20 + i * 2e-4});
    CHECK(simplified(straight, Distance::metres(1000)).size() <= 4);
    const Ring ring = circle({31, 20}, 0.1, 20000);
    // A chord sags by its square over 8 radii: 10.8 km and 10 m ask for 74 edges, for they run inside only.
    const std::size_t count = simplified(ring, Distance::metres(10)).size();
    CHECK(count >= 60);
    CHECK(count <= 90);
}

TEST_CASE("Vertices on the antimeridian and the poles stay") {
    Line line;
    for (int i = 0; i <= 100; ++i) line.push_back({180, i * 0.01});
    CHECK(simplified(line, Distance::metres(1000)) == line);
    const Line top{{-180, 89}, {-180, 90}, {0, 90}, {180, 90}, {180, 89}};
    CHECK(simplified(top, Distance::metres(1e6)) == top);
    Random random(122);
    for (int i = 0; i < 50; ++i) {
        Line before = wavy(random, {179, 10}, 200, 0.005, 0.001);
        for (int k = 0; k < 5; ++k) before[random.below(before.size())].x = 180;
        const Line after = simplified(before, Distance::metres(1000));
        const auto seams = [](const Line& l) { return std::count_if(l.begin(), l.end(), is_seam); };
        CHECK(seams(after) == seams(before));
    }
}

TEST_CASE("Rings never collapse, and stay closed") {
    for (const double radius_deg : {1e-6, 1e-4, 1e-2, 0.3})
        for (const int count : {3, 4, 5, 12, 1000})
            for (const double tolerance_m : {0.1, 10.0, 1e3, 1e6}) {
                INFO(radius_deg << " deg, " << count << " vertices, " << tolerance_m << " m");
                const Ring before = circle({31, 48}, radius_deg, count);
                const Ring after = simplified(before, Distance::metres(tolerance_m));
                CHECK(after.size() >= 4);
                CHECK(after.front() == after.back());
            }
    CHECK(simplified({}, Distance::metres(1)).empty());
    CHECK(simplified({{1, 2}}, Distance::metres(1)).size() == 1);
    CHECK(simplified({{1, 2}, {3, 4}}, Distance::metres(1e9)).size() == 2);
}

TEST_CASE("Many vertices on a line are dropped in little time") {
    Line line;
    for (int i = 0; i <= 200000; ++i) line.push_back({i * 1e-4, 0});
    CHECK(simplified(line, Distance::metres(1)).size() < 20);
}
