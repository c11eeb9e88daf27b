#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "planner/kept_ways.hpp"
#include "planner/lane_search.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>

using namespace picket;
using geo::Distance;
using planner::LaneGap;
using planner::LaneLeg;
using planner::LaneResult;
using test::fleet;

namespace {

std::string lane(const std::string& more) { return "[[lane]]\nid = \"south\"\nship_speed = \"10 kt\"\n" + more + "\n"; }

// Layers of the scenario stand before its tables.
planner::Plan planned(const test::World& world, const std::string& head, const std::string& body, bool with_front = false) {
    return world.plan(head + fleet("f", 1) + body, with_front);
}

std::string polygons(const std::vector<std::pair<std::string, std::string>>& fields_and_rings) {
    std::string text = R"({"type": "FeatureCollection", "features": [)";
    for (const auto& [fields, ring] : fields_and_rings)
        text += fmt::format(R"({}{{"type": "Feature", "properties": {{{}}}, "geometry": {{"type": "Polygon", "coordinates": [{}]}}}})",
                            text.ends_with('[') ? "" : ",", fields, ring);
    return text + "]}";
}

// Across the lane from north to south, which crosses 15.6 and 16.2 E.
const std::string across = "[[15.6, 43], [16.2, 43], [16.2, 44.5], [15.6, 44.5], [15.6, 43]]";

geo::Position at(const planner::Plan& plan, Distance along) { return plan.theatre.lanes.at("south").path.at(along); }

// The legs whose values are as asked; flips inside the lane.
template <class Is>
std::vector<LaneLeg> legs_that(const LaneResult& r, const Is& is) {
    std::vector<LaneLeg> legs;
    for (const LaneLeg& leg : r.legs)
        if (is(leg)) legs.push_back(leg);
    return legs;
}

}  // namespace

TEST_CASE("Waters, listed and swept areas cut the lane at their edges, to a centimetre") {
    const test::World world;
    world.folder().write("territorial_sea.geojson", polygons({{R"("iso3": "AAA")", across}}));
    world.folder().write("listed.geojson", polygons({{R"("name": "Area, one")", across}, {R"("name": "Far")", "[[1, 1], [2, 1], [2, 2], [1, 1]]"}}));
    world.folder().write("swept.geojson", polygons({{R"("name": "channel", "width_m": 500, "depth_m": 18)", across}}));
    struct Case {
        std::string asked;
        bool protected_inside;
    };
    for (const Case& c : {Case{"in_waters_of = [\"AAA\"]", true}, Case{"outside_listed = true", false}, Case{"swept = true", true},
                          Case{"swept_width_at_least = \"400 m\"\nswept_depth_at_least = \"18 m\"", true}}) {
        INFO(c.asked);
        const auto plan = planned(world, "listed = \"listed.geojson\"\nswept = \"swept.geojson\"\n", lane(c.asked));
        const LaneResult& r = plan.lanes.at(0);
        REQUIRE(r.legs.size() == 3);
        CHECK(at(plan, r.legs[1].from).lon() == Approx(15.6).margin(1.3e-7));
        CHECK(at(plan, r.legs[1].to).lon() == Approx(16.2).margin(1.3e-7));
        for (std::size_t i = 0; i < 3; ++i) {
            CHECK(r.legs[i].state.waters == (i == 1 ? "AAA" : ""));
            CHECK(r.legs[i].state.listed == (i == 1 ? "Area, one" : ""));
            CHECK(r.legs[i].state.swept_by == (i == 1 ? "channel" : ""));
            CHECK(r.legs[i].state.swept_width_m == (i == 1 ? std::optional(500.0) : std::nullopt));
            CHECK(r.legs[i].state.swept_depth_m == (i == 1 ? std::optional(18.0) : std::nullopt));
            CHECK(r.legs[i].state.is_protected == ((i == 1) == c.protected_inside));
        }
        CHECK(r.listed_length.metres() == Approx((r.legs[1].to - r.legs[1].from).metres()).margin(1e-6));
    }
    for (const char* asked : {"swept_width_at_least = \"501 m\"", "swept_depth_at_least = \"18.1 m\"", "swept_width_at_least = \"1 m\"\nswept_depth_at_least = \"19 m\""})
        CHECK(planned(world, "swept = \"swept.geojson\"\n", lane(asked)).lanes.at(0).protected_length.metres() == 0);
}

TEST_CASE("Swept waters of which none is wide and deep enough are not added up") {
    const test::World world;
    world.folder().write("swept.geojson", polygons({{R"("name": "wide", "width_m": 900)", across}, {R"("name": "deep", "depth_m": 30)", across}}));
    const auto plan = planned(world, "swept = \"swept.geojson\"\n", lane("swept_width_at_least = \"500 m\"\nswept_depth_at_least = \"20 m\""));
    const LaneResult& r = plan.lanes.at(0);
    CHECK(r.protected_length.metres() == 0);
    REQUIRE(r.legs.size() == 3);
    CHECK(r.legs[1].state.swept_by == "wide, deep");
    CHECK(*r.legs[1].state.swept_width_m == 900);
    CHECK(*r.legs[1].state.swept_depth_m == 30);
}

TEST_CASE("A lane is so far from the front line and from a hostile shore as their nearest place is") {
    const test::World world;
    // South of 45 N the nearest place of the front, along 12 E, and of the ground behind it is its southern end.
    const auto end = geo::Position::lon_lat(12, 45);
    for (const auto& [asked, cause] : {std::pair<std::string, std::string>{"front_at_least = \"350 km\"", "front"}, {"hostile_shore_at_least = \"350 km\"", "hostile_shore"}}) {
        INFO(asked);
        const auto plan = planned(world, "", lane(asked), true);
        const LaneResult& r = plan.lanes.at(0);
        REQUIRE(r.legs.size() == 2);
        CHECK(r.legs[0].state.cause == cause);
        CHECK(r.legs[1].state.is_protected);
        CHECK(test::distance_m(end, at(plan, r.legs[0].to)) == Approx(350000).margin(0.02));
        for (const planner::LanePoint& p : r.profile) {
            CHECK(*p.state.front_km == Approx(test::distance_m(end, p.at) / 1000).margin(1e-6));
            CHECK(*p.state.hostile_shore_km == Approx(test::distance_m(end, p.at) / 1000).margin(2e-5));
        }
        double least = HUGE_VAL;
        for (double m = 0; m <= r.legs[0].to.metres(); m += 20) least = std::min(least, test::distance_m(end, at(plan, Distance::metres(m))) / 1000);
        CHECK(*r.legs[0].state.front_km == Approx(least).margin(0.01));
        const LaneGap& gap = r.gaps.at(0);
        CHECK(*gap.short_km == Approx(350 - least).margin(0.01));
        CHECK_FALSE(gap.short_min.has_value());
        CHECK(test::distance_m(end, *gap.worst_at) / 1000 == Approx(least).margin(0.01));
        CHECK(gap.closed_by.find(cause + ": ") == 0);
        REQUIRE(r.worst.has_value());
        CHECK(r.worst->from.kilometres() == std::floor(plan.theatre.lanes.at("south").path.nearest(*gap.worst_at).along.kilometres()));
    }
    // Of a hostile country, its corner towards the lane.
    const auto plan = planned(world, "", "[sea]\nhostile = [\"BBB\"]\n" + lane("hostile_shore_at_least = \"1 km\""));
    for (const planner::LanePoint& p : plan.lanes.at(0).profile)
        CHECK(*p.state.hostile_shore_km == Approx(test::distance_m(geo::Position::lon_lat(20, 45), p.at) / 1000).margin(2e-5));
    CHECK_FALSE(plan.lanes.at(0).profile.at(0).state.front_km.has_value());
}

TEST_CASE("A coastal defence covers what lies within its radius, and only sensors of the kinds asked for watch") {
    const test::World world;
    const std::string site = "[[coastal_defence]]\nid = \"battery\"\nnation = \"AAA\"\ntype = \"missile\"\nat = [16, 43.4]\n";
    const auto plan = planned(world, "", site + lane("coastal_defence = true"));
    const auto inside = legs_that(plan.lanes.at(0), [](const LaneLeg& leg) { return leg.state.is_protected; });
    REQUIRE(inside.size() == 1);
    CHECK(inside[0].state.coastal_defence_by == "battery");
    for (const Distance end : {inside[0].from, inside[0].to}) CHECK(test::distance_m(geo::Position::lon_lat(16, 43.4), at(plan, end)) == Approx(80000).margin(0.01));
    REQUIRE(plan.lanes.at(0).gaps.size() == 2);
    // The whole gap, so its farther end, not the middle of a leg.
    for (const LaneGap& gap : plan.lanes.at(0).gaps) {
        double away = 0;
        for (const Distance d : {gap.from, gap.to}) away = std::max(away, test::distance_m(geo::Position::lon_lat(16, 43.4), at(plan, d)) / 1000 - 80);
        CHECK(gap.closed_by == fmt::format("coastal_defence: battery would have to reach {:.1f} km farther", away));
    }

    const std::string radar = "[[sensor]]\nid = \"radar\"\nnation = \"AAA\"\ntype = \"coastal\"\nat = [16, 43.4]\n";
    const auto watched = [&](const std::string& kinds) { return planned(world, "", radar + lane("watched = " + kinds)).lanes.at(0); };
    CHECK(watched("true").protected_length.metres() > 100000);
    CHECK(watched("[\"ground-radar\", \"coastal-radar\"]").protected_length == watched("true").protected_length);
    const LaneResult other = watched("[\"airborne-radar\"]");
    CHECK(other.protected_length.metres() == 0);
    CHECK(other.gaps.at(0).closed_by == "watched: no airborne-radar covers it");
    CHECK(std::any_of(other.legs.begin(), other.legs.end(), [](const LaneLeg& leg) { return leg.state.watched_by_kind[1] == "radar" && leg.state.watched_by_kind[0].empty(); }));
}

TEST_CASE("What would close a gap reaches to all that lacks cover, and of several the one that must reach the least farther") {
    const test::World world;
    const auto place = [](double lon, double lat) { return geo::Position::lon_lat(lon, lat); };
    const auto site = [](const std::string& table, const std::string& id, double lon, double lat) {
        return fmt::format("[[{}]]\nid = \"{}\"\nnation = \"AAA\"\ntype = \"{}\"\nat = [{}, {}]\n", table, id, table == "sensor" ? "coastal" : "missile", lon, lat);
    };
    // Nothing covers the lane, so each site would have to reach its farthest vertex.
    for (const auto& [table, asked] : {std::pair<std::string, std::string>{"coastal_defence", "coastal_defence = true"}, {"sensor", "watched = true"}}) {
        const auto plan = planned(world, "", site(table, "north", 16.5, 47) + site(table, "far", 19, 47.5) + lane(asked));
        const LaneResult& r = plan.lanes.at(0);
        REQUIRE(r.gaps.size() == 1);
        const double radius_km = (table == "sensor" ? plan.sensors : plan.coastal_defence).at(0).radius.kilometres();
        std::map<std::string, double> most;
        for (const auto& [id, at_site] : {std::pair{"north", place(16.5, 47)}, {"far", place(19, 47.5)}})
            for (const geo::Position& v : plan.theatre.lanes.at("south").path.vertices())
                most[id] = std::max(most[id], test::distance_m(at_site, v) / 1000 - radius_km);
        const std::string best = most["north"] < most["far"] ? "north" : "far";
        CHECK(most[best] < most[best == "north" ? "far" : "north"] - 1);
        CHECK(test::lacking(r.gaps[0].closed_by, {fmt::format("{} would have to reach {:.1f} km farther", best, most[best])}) == "");
        // No place of the gap, each 1 km, is farther.
        const auto at_best = best == "north" ? place(16.5, 47) : place(19, 47.5);
        for (double m = 0; m < r.length.metres(); m += 1000) CHECK(test::distance_m(at_best, at(plan, Distance::metres(m))) / 1000 - radius_km < most[best] + 1e-6);
    }
}

TEST_CASE("A stretch is revisited as often as the best of the patrols that pass it") {
    const test::World world;
    auto plan = planned(world, "", lane("revisit_within = \"2 h\""));
    plan.revisits = {{"slow", "south", Distance::kilometres(50), Distance::kilometres(300), geo::Duration::hours(3)},
                     {"quick", "south", Distance::kilometres(200), Distance::kilometres(400), geo::Duration::hours(1)},
                     {"elsewhere", "north", Distance{}, Distance::kilometres(900), geo::Duration::hours(1)}};
    geo::Notices notices;
    const LaneResult r = planner::plan_lanes(plan, notices).at(0);
    REQUIRE(r.legs.size() == 4);
    const std::vector<std::string> by{"", "slow", "quick", ""};
    const std::vector<double> ends{50, 200, 400, r.length.kilometres()};
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(r.legs[i].state.revisit_by == by[i]);
        CHECK(r.legs[i].to.kilometres() == Approx(ends[i]).margin(1e-9));
        CHECK(r.legs[i].state.is_protected == (i == 2));
    }
    CHECK(*r.legs[1].state.short_min == Approx(60));
    REQUIRE(r.gaps.size() == 2);
    // Nobody passes the first 50 km at all.
    CHECK_FALSE(r.gaps[0].short_min.has_value());
    CHECK_FALSE(r.gaps[0].worst_at.has_value());
    CHECK(r.gaps[0].closed_by == "revisit: no patrol passes, elsewhere slow passes every 180 min at worst");

    plan.revisits = {{"slow", "south", Distance{}, Distance::kilometres(300), geo::Duration::hours(3)}, {"slower", "south", Distance::kilometres(300), r.length, geo::Duration::hours(4)}};
    const LaneGap whole = planner::plan_lanes(plan, notices).at(0).gaps.at(0);
    CHECK(*whole.short_min == Approx(120));
    CHECK(plan.theatre.lanes.at("south").path.nearest(*whole.worst_at).along.kilometres() > 300);
    CHECK(whole.closed_by == "revisit: slower passes every 240 min at worst");
}

TEST_CASE("What a lane sums up to: kilometres without each kind, pass or fail, hours listed, exposure times value") {
    const test::World world;
    world.folder().write("listed.geojson", polygons({{R"("name": "L")", across}}));
    const std::string site = "[[coastal_defence]]\nid = \"battery\"\nnation = \"AAA\"\ntype = \"missile\"\nat = [16, 43.4]\n";
    const std::string asked = "coastal_defence = true\noutside_listed = true\nship_value = 30e6\ncargo_value = 12.5e6\ncurrency = \"USD\"\n";
    for (const bool passes : {true, false}) {
        const auto plan = planned(world, "listed = \"listed.geojson\"\n", site + lane(asked + (passes ? "protected_at_least = \"10 %\"" : "protected_at_least = \"90 %\"")));
        const LaneResult& r = plan.lanes.at(0);
        const planner::Json summary = test::whole_summary(plan);
        const planner::Json& n = summary.at("lanes").at("south");
        double uncovered = 0, listed = 0;
        for (const LaneLeg& leg : r.legs) {
            uncovered += leg.state.coastal_defence_by.empty() ? (leg.to - leg.from).kilometres() : 0;
            listed += leg.state.listed.empty() ? 0 : (leg.to - leg.from).kilometres();
        }
        CHECK(n.at("without_km").at("coastal_defence").get<double>() == Approx(uncovered).margin(0.0006));
        CHECK(n.at("without_km").at("listed").get<double>() == Approx(listed).margin(0.0006));
        CHECK(listed > 40);
        CHECK(n.at("listed_h").get<double>() == Approx(listed / 18.52).margin(1e-4));
        CHECK(n.at("exposed_value_h").get<double>() == Approx(n.at("exposed_km").get<double>() / 18.52 * 42.5e6).epsilon(1e-4));
        CHECK(n.at("passed") == passes);
        REQUIRE(summary.at("requirements").size() == 1);
        CHECK(summary.at("requirements")[0].at("met") == passes);
    }
}

TEST_CASE("A gap names who is nearest, how late, where, and what would close it") {
    const test::World world;
    const std::string ship = "[[vessel]]\nid = \"v\"\nnation = \"AAA\"\ntype = \"cutter\"\nat = [15.2, 43.9]\n";
    const auto plan = planned(world, "", ship + lane("sea_within = \"1 h\"\nair_within = \"5 min\"\nprotected_if = \"any\""));
    const LaneGap& gap = plan.lanes.at(0).gaps.back();
    const double minutes = 10 + test::distance_m(geo::Position::lon_lat(15.2, 43.9), at(plan, plan.lanes[0].length)) / (24 * 1852 / 60.0);
    CHECK(gap.nearest == "v");
    CHECK(*gap.response_min == Approx(minutes).margin(1e-4));
    CHECK(*gap.short_min == Approx(minutes - 60).margin(1e-4));
    CHECK(test::distance_m(*gap.worst_at, at(plan, plan.lanes[0].length)) < 0.1);
    CHECK(gap.closed_by == fmt::format("air: no aircraft comes; sea: v comes in {:.0f} min, {:.1f} min too late", minutes, minutes - 60));
    const auto& worst = plan.lanes[0].worst;
    REQUIRE(worst.has_value());
    CHECK(worst->from.kilometres() == std::floor(plan.lanes[0].length.kilometres()));
    CHECK(*worst->short_min == *gap.short_min);
}

TEST_CASE("A gap of a lane that asks for all kinds names every one that is missing in it, its cause being the first") {
    const test::World world;
    const auto ship_at = geo::Position::lon_lat(15.2, 43.9), site_at = geo::Position::lon_lat(16, 43.4);
    const std::string ship = "[[vessel]]\nid = \"v\"\nnation = \"AAA\"\ntype = \"cutter\"\nat = [15.2, 43.9]\n";
    const std::string site = "[[coastal_defence]]\nid = \"battery\"\nnation = \"AAA\"\ntype = \"missile\"\nat = [16, 43.4]\n";
    const auto plan = planned(world, "", ship + site + lane("air_within = \"5 min\"\nsea_within = \"1 h\"\ncoastal_defence = true"));
    const LaneResult& r = plan.lanes.at(0);
    REQUIRE(r.gaps.size() == 1);
    const LaneGap& gap = r.gaps[0];
    CHECK(gap.cause == "air");
    CHECK(gap.without == "air+sea+coastal_defence");
    double ship_m = 0, site_m = 0;
    for (const geo::Position& v : plan.theatre.lanes.at("south").path.vertices())
        ship_m = std::max(ship_m, test::distance_m(ship_at, v)), site_m = std::max(site_m, test::distance_m(site_at, v));
    const double minutes = 10 + ship_m / (24 * 1852 / 60.0);
    CHECK(gap.closed_by == fmt::format("air: no aircraft comes; sea: v comes in {:.0f} min, {:.1f} min too late; coastal_defence: battery would have to reach {:.1f} km farther",
                                       minutes, minutes - 60, site_m / 1000 - 80));
}

TEST_CASE("A gap names each thing missing along it once, four at most") {
    const test::World world;
    const auto strip = [](double west, double east) { return fmt::format("[[{0}, 43], [{1}, 43], [{1}, 44.5], [{0}, 44.5], [{0}, 43]]", west, east); };
    std::vector<std::pair<std::string, std::string>> listed;
    for (int i = 0; i < 6; ++i) listed.emplace_back(fmt::format(R"("name": "L{}")", i), strip(15.6 + 0.1 * i, 15.71 + 0.1 * i));
    world.folder().write("listed.geojson", polygons(listed));
    world.folder().write("territorial_sea.geojson", polygons({{R"("iso3": "AAA")", across}, {R"("iso3": "BBB")", "[[25, 43], [26, 43], [26, 44], [25, 43]]"}}));
    world.folder().write("swept.geojson", polygons({{R"("name": "one")", strip(15.6, 15.8)}, {R"("name": "two", "width_m": 100, "depth_m": null)", strip(15.9, 16.2)}}));
    const std::string head = "listed = \"listed.geojson\"\nswept = \"swept.geojson\"\n";
    const auto closed_by = [&](const std::string& asked) {
        const auto plan = planned(world, head, lane(asked));
        REQUIRE(plan.lanes.at(0).gaps.size() == 1);
        return plan.lanes[0].gaps[0].closed_by;
    };
    CHECK(closed_by("outside_listed = true") == "listed: in L0, L1, L2, L3 and 2 more");
    CHECK(closed_by("in_waters_of = [\"BBB\"]") == "waters: in waters of AAA, elsewhere beyond any territorial sea");
    CHECK(closed_by("swept_width_at_least = \"500 m\"") ==
          "swept: not in swept waters, elsewhere one: swept width unknown, depth unknown, elsewhere two: swept width 100 m, depth unknown");
}

TEST_CASE("What a lane asks of layers that are not there is refused, and so are values without a currency") {
    const test::World world;
    const auto refused = [&](const std::string& asked, const std::string& with) {
        CHECK(test::lacking(test::refusal([&] { world.plan(fleet("f", 1) + lane(asked)); }), {with}) == "");
    };
    refused("front_at_least = \"3 km\"", "no front line");
    refused("hostile_shore_at_least = \"3 km\"", "no hostile shore");
    refused("outside_listed = true", "no listed areas");
    refused("swept = true", "no swept waters");
    refused("swept_depth_at_least = \"12 m\"", "no swept waters");
    refused("in_waters_of = [\"BBC\"]", "did you mean 'BBB'");
    refused("watched = [\"coastal-rader\"]", "did you mean 'coastal-radar'");
    refused("watched = []", "must be true, or a list");
    refused("watched = true\nship_value = 3", "currency");
}

TEST_CASE("Changes of an answer are found where it changes, however near to one another") {
    test::Random random;
    for (int round = 0; round < 50; ++round) {
        // The first of lines of slopes from -1 to 1 a metre, as ways are.
        struct Line {
            double value, slope;
        };
        std::vector<Line> lines;
        for (int i = 0; i < 6; ++i) lines.push_back({random(0, 3000), random(-1, 1)});
        const auto value = [&](const Line& l, double x) { return l.value + l.slope * x; };
        const auto first = [&](double x) {
            std::size_t best = 0;
            for (std::size_t i = 1; i < lines.size(); ++i)
                if (value(lines[i], x) < value(lines[best], x)) best = i;
            return best;
        };
        const auto ask = [&](Distance d, Distance near) {
            const std::size_t best = first(d.metres());
            bool settled = true;
            for (std::size_t i = 0; i < lines.size(); ++i)
                if (i != best && value(lines[i], d.metres()) - value(lines[best], d.metres()) <= 2 * near.metres()) settled = false;
            return planner::LaneAnswer{best, settled};
        };
        std::vector<Distance> changes;
        planner::add_changes(Distance{}, Distance::kilometres(10), ask, changes);
        std::vector<double> expected;
        for (double x = 0, step = 0.01; x < 10000; x += step)
            if (first(x) != first(x + step)) expected.push_back(x + step / 2);
        REQUIRE(changes.size() == expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) CHECK(changes[i].metres() == Approx(expected[i]).margin(0.011));
    }
}

TEST_CASE("A place inside a leg has its way where that is longer than the ways to the leg's ends") {
    // A wall along the north of a leg, and one who sets out north of it: to come to the leg's middle he goes round an end.
    const geo::Frame frame(geo::Position::lon_lat(15.5, 45));
    const auto ring = [&](const std::vector<geo::Vec>& lon_lat) {
        geo::Ring r;
        for (const geo::Vec& v : lon_lat) r.push_back(frame.to_frame(geo::Position::lon_lat(v.x, v.y)));
        r.push_back(r.front());
        return r;
    };
    const planner::KeptWays ways(geo::FreeSpace(frame, {{ring({{14, 44}, {17, 44}, {17, 46}, {14, 46}}), {ring({{15.02, 45.02}, {15.02, 45.03}, {15.98, 45.03}, {15.98, 45.02}})}}}));
    const auto from = geo::Position::lon_lat(15.5, 45.4), corner = geo::Position::lon_lat(15.02, 45.02), shoulder = geo::Position::lon_lat(15.02, 45.03);
    const std::vector<geo::Position> leg{geo::Position::lon_lat(15, 45), geo::Position::lon_lat(16, 45)};
    const auto middle = geo::Position::lon_lat(15.49, 45.003);
    const double expected = test::distance_m(from, shoulder) + test::distance_m(shoulder, corner) + test::distance_m(corner, middle);
    REQUIRE(expected > 1.2 * test::distance_m(from, leg[0]) + 10000);
    const auto found = ways.along(from, leg)->distance_to(middle);
    REQUIRE(found.has_value());
    CHECK(found->metres() == Approx(expected).margin(0.01));
}
