// check_ways: the brute-force ways of ways.hpp on areas made by hand, where the way can be told in closed form, and on
// areas drawn at random against a search that looks from every corner in a plane of its own. Exits 1 when a check fails.
#include "ways.hpp"

#include <GeographicLib/Gnomonic.hpp>

#include <iostream>
#include <random>

namespace independent {

namespace {

const Box world{{10, 35}, {45, 60}};

Line rectangle(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

Shape rectangles(const std::vector<Line>& rings) {
    Shape shape;
    for (const Line& ring : rings) shape.push_back({ring});
    return shape;
}

Place from(Place p, double azimuth, double m) {
    Place q;
    wgs84().Direct(p.lat, p.lon, azimuth, m, q.lat, q.lon);
    return q;
}

double parallel_m(double lat, double degrees) { return metres_per_degree(lat).lon * degrees; }

struct Case {
    Report& report;

    void way(const std::string& what, const std::vector<Shape>& closed, Place a, Place b, double expected, double limit) const {
        const Air air(closed, world, world);
        const Sky sky(air, {25, 45});
        const double there = Ways(sky, a).distance_m(b), back = Ways(sky, b).distance_m(a);
        if (expected == HUGE_VAL)
            report.that("ways: none", there == HUGE_VAL && back == HUGE_VAL, what + ": " + Report::text(there));
        else
            report.add("ways: closed form, m", std::max(std::abs(there - expected), std::abs(back - expected)), limit, what);
        const Line line = Ways(sky, a).way(b);
        if (expected == HUGE_VAL)
            report.that("ways: none to draw", line.empty(), what);
        else
            report.add("ways: length as drawn, m", std::abs(length_m(line) - there), 1e-6, what);
    }
};

void check_by_hand(Report& report) {
    const Case check{report};
    const Line square = rectangle(20, 45, 21, 46);
    const Place nw{20, 46}, ne{21, 46}, sw{20, 45}, se{21, 45};
    check.way("nothing closed", {}, {10, 50}, {30, 50}, distance_m({10, 50}, {30, 50}), 1e-6);
    // North of the equator a geodesic between places of a parallel keeps north of it: above the square it is free, below
    // it lies inside, and the way keeps to the parallel.
    check.way("over a square", {{{square}}}, {19.5, 45.9}, {21.5, 45.9},
              distance_m({19.5, 45.9}, nw) + distance_m(nw, ne) + distance_m(ne, {21.5, 45.9}), 1e-3);
    check.way("below a square, along its side", {{{square}}}, from(sw, 270, 3e4), from(se, 90, 5e4), 8e4 + parallel_m(45, 1),
              1e-2);
    check.way("one corner", {{{square}}}, {20.5, 46.3}, {21.2, 45.2},
              distance_m({20.5, 46.3}, ne) + distance_m(ne, {21.2, 45.2}), 1e-3);
    check.way("from the border", {{{square}}}, {20.5, 46 + 1e-5}, {21 + 1e-5, 45.5},
              distance_m({20.5, 46 + 1e-5}, ne) + distance_m(ne, {21 + 1e-5, 45.5}), 0.01);
    check.way("into the square", {{{square}}}, {19, 45.5}, {20.5, 45.5}, HUGE_VAL, 0);
    check.way("beyond the box", {}, {44, 50}, {45.1, 50}, HUGE_VAL, 0);

    // Two squares one above the other: touching along a border, in a point, and with a gap.
    const Place a{19.9, 46}, b{21.1, 46.01};
    const auto round_both = [&](double west, double east) {
        const Place top{west, 47}, other{east, 47}, low{20, 45}, far{21, 45};
        return std::min(distance_m(a, top) + distance_m(top, other) + distance_m(other, b),
                        distance_m(a, low) + parallel_m(45, 1) + distance_m(far, b));
    };
    for (const bool one_feature : {true, false}) {
        const auto both = [&](const Line& other) {
            return one_feature ? std::vector<Shape>{rectangles({square, other})}
                               : std::vector<Shape>{rectangles({square}), rectangles({other})};
        };
        check.way("a shared border", both(rectangle(20, 46, 21, 47)), a, b, round_both(20, 21), 1e-2);
        check.way("part of a shared border", both(rectangle(20.4, 46, 20.7, 47)), a, {21.1, 46.2},
                  distance_m(a, {20.4, 47}) + distance_m({20.4, 47}, {20.7, 47}) + distance_m({20.7, 47}, {21.1, 46.2}), 1e-3);
        const Place c{20.9, 46.1}, d{21.1, 45.9};
        check.way("touching in a point", both(rectangle(21, 46, 22, 47)), c, d,
                  std::min(distance_m(c, {21, 47}) + distance_m({21, 47}, {22, 47}) + distance_m({22, 47}, {22, 46}) +
                               distance_m({22, 46}, d),
                           distance_m(c, nw) + distance_m(nw, sw) + parallel_m(45, 1) + distance_m(se, d)),
                  1e-2);
        const double above = 46 + 1e-5;  // 1.1 m; the way keeps to the southern border of the other
        check.way("a gap of a metre", both(rectangle(20, above, 21, 47)), from({20, above}, 270, 3e4), from({21, above}, 90, 3e4),
                  6e4 + parallel_m(above, 1), 1e-2);
    }
    check.way("overlapping", {rectangles({square}), rectangles({rectangle(20.5, 45.5, 21.5, 46.5)})}, {20.2, 46.2}, {21.7, 46.2},
              distance_m({20.2, 46.2}, {20.5, 46.5}) + distance_m({20.5, 46.5}, {21.5, 46.5}) +
                  distance_m({21.5, 46.5}, {21.7, 46.2}),
              1e-3);

    // A hole has no way out; nor is there one past what spans the box. Past what spans the north of it, by the south.
    const Shape ringed{{rectangle(20, 45, 23, 48), {{21, 46}, {21, 47}, {22, 47}, {22, 46}, {21, 46}}}};
    check.way("out of a hole", {ringed}, {21.5, 46.5}, {25, 46.5}, HUGE_VAL, 0);
    check.way("within a hole", {ringed}, {21.2, 46.2}, {21.8, 46.8}, distance_m({21.2, 46.2}, {21.8, 46.8}), 1e-6);
    check.way("past a wall", {rectangles({rectangle(20, 0, 21, 70)})}, {19, 45}, {22, 45}, HUGE_VAL, 0);
    check.way("below a wall", {rectangles({rectangle(20, 40, 21, 70)})}, from({20, 40}, 270, 1e5), from({21, 40}, 90, 1e5),
              2e5 + parallel_m(40, 1), 1e-2);
    // The northern edge of the box holds a way down that would go beyond it.
    check.way("along the edge of the box", {}, from({20, 60}, 270, 2e5), from({40, 60}, 90, 2e5), 4e5 + parallel_m(60, 20), 0.05);
}

// The other search: from every corner in a gnomonic plane about it, where every line of sight is straight, every edge is
// tried for every corner, and nothing is left out beforehand. The areas are convex and apart from each other.
class Plain {
  public:
    explicit Plain(const std::vector<Line>& rings) {
        for (const Line& ring : rings) {
            const std::size_t first = places_.size();
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const int n = pieces_of(ring[i - 1], ring[i], 0.25);
                for (int k = 0; k < n; ++k) places_.push_back(between(ring[i - 1], ring[i], static_cast<double>(k) / n));
            }
            for (std::size_t i = first; i < places_.size(); ++i) next_.push_back(i + 1 < places_.size() ? i + 1 : first);
        }
        sights_.resize(places_.size());
        for (std::size_t i = 0; i < places_.size(); ++i) sights_[i] = seen_from(places_[i], i);
    }

    double distance(Place a, Place b) const {
        constexpr std::size_t nowhere = SIZE_MAX;
        std::vector<double> least(places_.size(), HUGE_VAL);
        std::vector<char> done(places_.size());
        for (const std::size_t i : seen_from(a, nowhere)) least[i] = distance_m(a, places_[i]);
        for (;;) {
            std::size_t at = nowhere;
            for (std::size_t i = 0; i < places_.size(); ++i)
                if (!done[i] && least[i] < HUGE_VAL && (at == nowhere || least[i] < least[at])) at = i;
            if (at == nowhere) break;
            done[at] = 1;
            for (const std::size_t i : sights_[at])
                least[i] = std::min(least[i], least[at] + distance_m(places_[at], places_[i]));
        }
        double best = sees(a, b) ? distance_m(a, b) : HUGE_VAL;
        for (const std::size_t i : seen_from(b, nowhere)) best = std::min(best, least[i] + distance_m(places_[i], b));
        return best;
    }

  private:
    static Flat flat(Place eye, Place p) {
        Flat q;
        GeographicLib::Gnomonic(wgs84()).Forward(eye.lat, eye.lon, p.lat, p.lon, q.x, q.y);
        return q;
    }
    static double side(Flat a, Flat b, Flat p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); }
    static bool crosses(Flat to, Flat a, Flat b) {
        return side({}, to, a) * side({}, to, b) < 0 && side(a, b, {}) * side(a, b, to) < 0;
    }

    bool sees(Place eye, Place p) const {
        std::vector<Flat> all;
        for (const Place q : places_) all.push_back(flat(eye, q));
        for (std::size_t i = 0; i < all.size(); ++i)
            if (crosses(flat(eye, p), all[i], all[next_[i]])) return false;
        return true;
    }

    std::vector<std::size_t> seen_from(Place eye, std::size_t self) const {
        std::vector<Flat> all;
        for (const Place q : places_) all.push_back(flat(eye, q));
        std::size_t before = SIZE_MAX;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (next_[i] == self) before = i;
        std::vector<std::size_t> seen;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i == self) continue;
            bool free = true;
            // Into the area whose corner this is: left of both its edges, which run counterclockwise.
            if (before != SIZE_MAX && i != before && i != next_[self])
                free = side(all[before], {}, all[i]) < 0 || side({}, all[next_[self]], all[i]) < 0;
            for (std::size_t k = 0; free && k < all.size(); ++k)
                if (k != self && next_[k] != self && k != i && next_[k] != i) free = !crosses(all[i], all[k], all[next_[k]]);
            // Nor through the area of the corner looked at.
            if (free) free = !from_within(all, i, self);
            if (free) seen.push_back(i);
        }
        return seen;
    }

    // Does the line of sight to corner i come to it through its own area?
    bool from_within(const std::vector<Flat>& all, std::size_t i, std::size_t self) const {
        std::size_t before = 0;
        for (std::size_t k = 0; k < all.size(); ++k)
            if (next_[k] == i) before = k;
        if (self == before || self == next_[i]) return false;
        return side(all[before], all[i], {}) > 0 && side(all[i], all[next_[i]], {}) > 0;
    }

    std::vector<Place> places_;
    std::vector<std::size_t> next_;
    std::vector<std::vector<std::size_t>> sights_;
};

// Triangles and quadrangles of some kilometres in a field of squares, one in each, so that none meets another.
std::vector<Line> scattered(std::mt19937_64& random, Place corner, double step, int across) {
    std::vector<Line> rings;
    for (int i = 0; i < across * across; ++i) {
        const Place middle{corner.lon + step * (i % across + 0.5), corner.lat + step * (i / across + 0.5)};
        std::vector<double> angles;
        const int n = std::uniform_int_distribution(3, 4)(random);
        for (int k = 0; k < n; ++k) angles.push_back(std::uniform_real_distribution(0.0, 2 * std::numbers::pi)(random));
        std::sort(angles.begin(), angles.end());
        Line ring;
        for (const double t : angles)
            ring.push_back({middle.lon + 0.47 * step * std::cos(t), middle.lat + 0.47 * step * std::sin(t)});
        ring.push_back(ring.front());
        rings.push_back(ring);
    }
    return rings;
}

void check_scattered(Report& report) {
    for (unsigned seed = 1; seed <= 2; ++seed) {
        std::mt19937_64 random(seed);
        const std::vector<Line> rings = scattered(random, {24, 54}, 0.4, 4);
        const Air air({rectangles(rings)}, world, world);
        const Sky sky(air, {25, 45});
        const Plain plain(rings);
        for (int i = 0; i < 20; ++i) {
            const auto place = [&] {
                std::uniform_real_distribution within(-0.2, 1.8);
                Place p{24 + within(random), 54 + within(random)};
                while (!air.free(p)) p = {24 + within(random), 54 + within(random)};
                return p;
            };
            const Place a = place(), b = place();
            report.add("ways: as by looking from every corner, m", std::abs(Ways(sky, a).distance_m(b) - plain.distance(a, b)),
                       1e-3, "seed " + std::to_string(seed) + ", pair " + std::to_string(i));
        }
    }
}

// Far ways: the plane's centre must not matter. Its lines lie some hundred metres off the geodesics here.
void check_far(Report& report) {
    std::mt19937_64 random(9);
    const Box wide{{0, 20}, {40, 70}};
    const Air air({rectangles(scattered(random, {5, 35}, 6, 4))}, wide, wide);
    const Sky here(air, {25, 45}), there(air, {8, 33});
    for (int i = 0; i < 150; ++i) {
        std::uniform_real_distribution within(0.0, 26.0);
        const Place a{4 + within(random), 34 + within(random)}, b{4 + within(random), 34 + within(random)};
        if (!air.free(a) || !air.free(b)) continue;
        report.add("ways: whatever the centre of the plane, m",
                   std::abs(Ways(here, a).distance_m(b) - Ways(there, a).distance_m(b)), 0.01, "pair " + std::to_string(i));
    }
}

}  // namespace

}  // namespace independent

int main() {
    independent::Report report;
    independent::check_by_hand(report);
    independent::check_scattered(report);
    independent::check_far(report);
    return report.print(std::cout) ? 0 : 1;
}
