// Ground by an answer: every place has the answer of the region that it lies in, and borders keep to the tolerance.
#include "geo/classified.hpp"
#include "geo/reach.hpp"
#include "geo/region_measure.hpp"
#include "geo/shortest_ways.hpp"
#include "tests/catch.hpp"
#include "tests/geo/obstacles.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

constexpr double h = 60'000;

const Frame frame(Position::lon_lat(20, 50));

struct Layout {
    explicit Layout(int trial) : random(static_cast<std::uint64_t>(trial) + 900), obstacles(random_obstacles(random, frame.centre(), 15'000, 4, 6 + trial % 5)),
                                 space(frame, obstacles.free(frame, h)) {}
    Position open_place() {
        Position p = random.within(frame.centre(), 30'000);
        while (obstacles.hold(p)) p = random.within(frame.centre(), 30'000);
        return p;
    }
    Random random;
    Obstacles obstacles;
    FreeSpace space;
};

double way_m(const ShortestWays& ways, const Located& place) {
    const auto found = ways.find(place);
    return found ? found->way_m : 1e9;
}

// How many of the limits a value keeps to; it changes by at most `slope` a metre.
Answer kept(double value, std::initializer_list<double> limits, double slope) {
    Answer answer{0, HUGE_VAL};
    for (const double limit : limits) {
        answer.label += value <= limit;
        answer.margin_m = std::min(answer.margin_m, std::abs(value - limit) / slope);
    }
    return answer;
}

// The label of the region that holds a place, and none within `doubt_m` of a border.
void check_places(Layout& layout, const std::map<int, Region>& regions, const Ask& ask, double doubt_m) {
    std::map<int, std::unique_ptr<PreparedRegion>> held;
    for (const auto& [label, region] : regions) held.emplace(label, std::make_unique<PreparedRegion>(region));
    int asked = 0, wrong = 0;
    for (int i = 0; i < 3000; ++i) {
        const Located place = layout.space.locate(layout.open_place());
        const Answer answer = ask(place);
        if (answer.margin_m < doubt_m) continue;
        ++asked;
        for (const auto& [label, region] : held)
            wrong += region->contains(from_grid(place.at)) != (label == answer.label);
        wrong += answer.label != 0 && !held.contains(answer.label);
    }
    CHECK(asked > 2000);
    CHECK(wrong == 0);
}

// Every edge of a region that is no wall lies where the answer changes, as far as the margin tells.
void check_borders(const Layout& layout, const std::map<int, Region>& regions, const Ask& ask, double tolerance_m) {
    double worst = 0;
    const Region free(layout.obstacles.free(frame, h));
    for (const auto& [label, region] : regions)
        for (const Polygon& p : region.polygons())
            for (std::size_t i = 1; i < p.outer.size(); ++i) {
                const Vec a = p.outer[i - 1], b = p.outer[i], middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
                const Located place = layout.space.locate(frame.to_position(middle));
                bool is_wall = place.triangles.empty();
                for (const int t : place.triangles)
                    for (std::size_t k = 0; k < 3; ++k) {
                        const Triangle& triangle = layout.space.ground()[t];
                        if (!triangle.wall[k]) continue;
                        const Vec w = from_grid(layout.space.ground().at(triangle.vertex[(k + 1) % 3])), v = from_grid(layout.space.ground().at(triangle.vertex[(k + 2) % 3]));
                        const Vec foot = nearest_of_segment(middle, w, v);
                        is_wall = is_wall || std::hypot(foot.x - middle.x, foot.y - middle.y) < 0.01;
                    }
                if (!is_wall) worst = std::max(worst, ask(place).margin_m);
            }
    CHECK(worst < tolerance_m);
    CHECK(worst > 0);
}

}  // namespace

TEST_CASE("Ground within several distances is what reach draws") {
    for (int trial = 0; trial < 6; ++trial) {
        INFO("trial " << trial);
        Layout layout(trial);
        const ShortestWays ways(layout.space, layout.open_place());
        const Ask ask = [&](const Located& place) { return kept(way_m(ways, place), {40'000, 20'000}, 1); };
        const Distance tolerance = Distance::metres(5);
        const std::map<int, Region> regions = classified(layout.space, ask, tolerance);
        check_places(layout, regions, ask, 6);
        check_borders(layout, regions, ask, 5);
        const Region near = reach(ways, Distance::metres(20'000), tolerance);
        CHECK(area_of(frame, regions.at(2)) / area_of(frame, near) == Approx(1).margin(1e-3));
        CHECK(area_of(frame, intersect(regions.at(1), regions.at(2))).square_metres() < 1);
    }
}

TEST_CASE("Ground within a sum of ways from two places") {
    for (int trial = 10; trial < 18; ++trial) {
        INFO("trial " << trial);
        Layout layout(trial);
        const ShortestWays out(layout.space, layout.open_place()), home(layout.space, layout.open_place());
        const Ask ask = [&](const Located& place) { return kept(way_m(out, place) + 3 * way_m(home, place), {150'000, 100'000, 80'000}, 4); };
        const std::map<int, Region> regions = classified(layout.space, ask, Distance::metres(5));
        check_places(layout, regions, ask, 6);
        check_borders(layout, regions, ask, 5);
    }
}

TEST_CASE("Ground by the place that is nearest by its way") {
    for (int trial = 20; trial < 26; ++trial) {
        INFO("trial " << trial);
        Layout layout(trial);
        std::vector<Position> starts;
        for (int i = 0; i < 4; ++i) starts.push_back(layout.open_place());
        std::vector<ShortestWays> ways;
        for (const Position& start : starts) ways.emplace_back(layout.space, start);
        const Ask ask = [&](const Located& place) {
            std::vector<std::pair<double, int>> all;
            for (std::size_t i = 0; i < ways.size(); ++i) all.emplace_back(way_m(ways[i], place), static_cast<int>(i) + 1);
            std::sort(all.begin(), all.end());
            return Answer{all[0].first < 1e8 ? all[0].second : 0, (all[1].first - all[0].first) / 2};
        };
        const std::map<int, Region> regions = classified(layout.space, ask, Distance::metres(5));
        check_places(layout, regions, ask, 6);
        const ShortestWays nearest(layout.space, starts);
        for (int i = 0; i < 300; ++i) {
            const Position place = layout.open_place();
            const Answer answer = ask(layout.space.locate(place));
            if (answer.label == 0 || answer.margin_m < 0.01) continue;
            CHECK(nearest.nearest_start(place) == static_cast<std::size_t>(answer.label - 1));
            CHECK(nearest.distance_to(place)->metres() == ways[static_cast<std::size_t>(answer.label - 1)].distance_to(place)->metres());
        }
    }
}
