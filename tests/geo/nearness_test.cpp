#include "geo/nearness.hpp"

#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

using namespace picket;
using geo::Distance;
using geo::Position;

namespace {

geo::Proximity border_of(const std::vector<Position>& vertices) { return geo::Proximity(geo::legs_along(vertices)); }

}  // namespace

TEST_CASE("A path is cut where its distance to a place passes the limit, also within a long leg") {
    const geo::Path path({Position::lon_lat(30, 48), Position::lon_lat(34, 48.3)});
    const Position there = test::true_direct(path.at(Distance::kilometres(140)), 3, 700);
    const geo::Proximity border = border_of({there});
    const std::vector<geo::Stretch> found = geo::near_and_far(path, border, Distance::kilometres(1));
    REQUIRE(found.size() == 3);
    CHECK_FALSE(found[0].is_near);
    CHECK(found[1].is_near);
    CHECK_FALSE(found[2].is_near);
    CHECK(found[2].to == path.length());
    test::Worst off("ends of a near stretch from the limit", "m");
    for (const Distance end : {found[1].from, found[1].to})
        off.add(std::abs(test::true_distance_m(path.at(end), there) - 1000));
    CHECK(off.value() < 0.002);
}

TEST_CASE("Stretches agree with places every 20 m, whatever the border") {
    test::Random random(7);
    for (int round = 0; round < 20; ++round) {
        const Position middle = Position::lon_lat(random.uniform(-30, 30), random.uniform(-60, 60));
        std::vector<Position> line, border;
        for (int i = 0; i < 12; ++i) line.push_back(random.within(middle, 40e3));
        for (int i = 0; i < 6; ++i) border.push_back(random.within(middle, 40e3));
        const geo::Path path(line);
        const geo::Proximity legs = border_of(border);
        const Distance limit = Distance::metres(random.uniform(200, 4000));
        const std::vector<geo::Stretch> found = geo::near_and_far(path, legs, limit);
        CHECK(found.front().from == Distance{});
        CHECK(found.back().to == path.length());
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (i > 0) CHECK(found[i].from == found[i - 1].to);
            if (i > 0) CHECK(found[i].is_near != found[i - 1].is_near);
            int wrong = 0;
            for (Distance along = found[i].from; along < found[i].to; along = along + Distance::metres(20)) {
                const Distance away = legs.nearest(path.at(along)).away;
                const Distance slack = geo::least_step(limit) / 2 + Distance::metres(0.01);
                wrong += found[i].is_near ? away > limit + slack : away < limit - slack;
            }
            CHECK(wrong == 0);
        }
    }
}

TEST_CASE("Without a border all of a path is far") {
    const geo::Path path({Position::lon_lat(30, 48), Position::lon_lat(31, 48)});
    const std::vector<geo::Stretch> found = geo::near_and_far(path, geo::Proximity({}), Distance::kilometres(1));
    REQUIRE(found.size() == 1);
    CHECK_FALSE(found[0].is_near);
    CHECK(found[0].to == path.length());
}
