#include "tests/catch.hpp"
#include "tests/geo/visibility_graph.hpp"
#include "tests/planner/world.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace picket;
using planner::LaneGap;
using planner::LaneLeg;
using planner::LaneResult;
using test::fleet;

namespace {

std::string station(const std::string& id, double lon, double lat, const std::string& more = "") {
    return fmt::format("[[station]]\nid = \"{}\"\nat = [{}, {}]\nfleet = \"f\"\nhours_per_day = 1\n{}\n", id, lon, lat, more);
}

std::string vessel(const std::string& id, double lon, double lat) {
    return fmt::format("[[vessel]]\nid = \"{}\"\nnation = \"AAA\"\ntype = \"cutter\"\nat = [{}, {}]\n", id, lon, lat);
}

std::string radar(const std::string& id, double lon, double lat) {
    return fmt::format("[[sensor]]\nid = \"{}\"\nnation = \"AAA\"\ntype = \"coastal\"\nat = [{}, {}]\n", id, lon, lat);
}

std::string battery(const std::string& id, double lon, double lat) {
    return fmt::format("[[air_defence]]\nid = \"{}\"\nnation = \"AAA\"\ntype = \"battery\"\nat = [{}, {}]\n", id, lon, lat);
}

std::string lane(const std::string& more) { return "[[lane]]\nid = \"south\"\n" + more + "\n"; }

// The lane as test and plan share it: its geodesic legs; all that follows is GeographicLib's and brute force.
struct Track {
    std::vector<geo::Position> vertices;
    std::vector<double> along_m, azimuth_deg;

    explicit Track(const planner::Plan& plan) : vertices(plan.theatre.lanes.at("south").path.vertices()) {
        along_m.push_back(0);
        for (std::size_t i = 1; i < vertices.size(); ++i) {
            along_m.push_back(along_m.back() + test::distance_m(vertices[i - 1], vertices[i]));
            azimuth_deg.push_back(test::azimuth_deg(vertices[i - 1], vertices[i]));
        }
    }
    double length_m() const { return along_m.back(); }
    geo::Position at(double m) const {
        std::size_t i = 1;
        while (i + 1 < along_m.size() && along_m[i] < m) ++i;
        return test::moved(vertices[i - 1], azimuth_deg[i - 1], m - along_m[i - 1]);
    }
};

struct AirUnit {
    std::string id;
    geo::Position at;
    double delay_min, speed_m_per_min;
};
struct SeaUnit {
    std::string id;
    geo::Position at;
};
struct Circle {
    std::string id;
    geo::Position at;
    double radius_m;
};

struct Asked {
    bool all = true;
    std::optional<double> air_min, sea_min;
    bool watched = false, air_defence = false;
};

struct Answer {
    std::optional<double> air_min, sea_min, short_min;
    std::string air_by, sea_by, watched_by, air_defence_by, cause;
    bool is_protected = false;
};

constexpr double fighter_m_per_min = 600 * 1852 / 60.0;
constexpr double cutter_m_per_min = 24 * 1852 / 60.0;

class BruteForce {
  public:
    std::vector<AirUnit> air;
    std::vector<SeaUnit> sea;
    std::vector<Circle> sensors, air_defence;
    Asked asked;

    Answer at(const Track& track, double m) const {
        Answer a;
        const geo::Position p = track.at(m);
        for (const AirUnit& u : air) {
            const double t = u.delay_min + test::distance_m(u.at, p) / u.speed_m_per_min;
            if (!a.air_min || t < *a.air_min) a.air_min = t, a.air_by = u.id;
        }
        for (const SeaUnit& u : sea) {
            const double t = 10 + test::distance_m(u.at, p) / cutter_m_per_min;  // no land lies between
            if (!a.sea_min || t < *a.sea_min) a.sea_min = t, a.sea_by = u.id;
        }
        a.watched_by = inside(sensors, p);
        a.air_defence_by = inside(air_defence, p);
        std::vector<std::string> failing;
        std::vector<std::optional<double>> missing;
        int wanted = 0;
        const auto timed = [&](const char* name, std::optional<double> within, std::optional<double> got) {
            if (!within) return;
            ++wanted;
            if (got && *got <= *within) return;
            failing.push_back(name);
            missing.push_back(got ? std::optional<double>(*got - *within) : std::nullopt);
        };
        timed("air", asked.air_min, a.air_min);
        timed("sea", asked.sea_min, a.sea_min);
        const auto covered = [&](const char* name, bool want, const std::string& by) {
            if (!want) return;
            ++wanted;
            if (!by.empty()) return;
            failing.push_back(name);
            missing.push_back(std::nullopt);
        };
        covered("watched", asked.watched, a.watched_by);
        covered("air_defence", asked.air_defence, a.air_defence_by);
        a.is_protected = asked.all ? failing.empty() : static_cast<int>(failing.size()) < wanted;
        if (a.is_protected) return a;
        a.cause = asked.all ? failing.front() : geo::joined(failing, "+");
        for (std::size_t i = 0; i < (asked.all ? 1 : failing.size()); ++i)
            if (missing[i] && (!a.short_min || *missing[i] < *a.short_min)) a.short_min = missing[i];
        return a;
    }

  private:
    static std::string inside(const std::vector<Circle>& circles, geo::Position p) {
        std::vector<std::string> names;
        for (const Circle& c : circles)
            if (test::distance_m(c.at, p) <= c.radius_m) names.push_back(c.id);
        return geo::joined(names);
    }
};

// Legs tile the lane; each place's brute-force answer, every 100 m and 0.2 m to either side of every flip, is its leg's;
// a leg's times are the worst on it.
void check_legs(const LaneResult& lane, const Track& track, const BruteForce& brute) {
    REQUIRE(!lane.legs.empty());
    CHECK(lane.length.metres() == Approx(track.length_m()).margin(1e-6));
    CHECK(std::abs(lane.legs.front().from.metres()) <= 1e-6);
    CHECK(std::abs(lane.legs.back().to.metres() - lane.length.metres()) <= 1e-6);
    int compared = 0;
    double protected_m = 0;
    for (std::size_t i = 0; i < lane.legs.size(); ++i) {
        const LaneLeg& leg = lane.legs[i];
        if (i > 0) CHECK(std::abs(leg.from.metres() - lane.legs[i - 1].to.metres()) <= 1e-6);
        if (i > 0) CHECK_FALSE(leg.state.same_answer(lane.legs[i - 1].state));
        CHECK(leg.to > leg.from);
        if (leg.state.is_protected) protected_m += (leg.to - leg.from).metres();
        std::vector<double> places{leg.from.metres() + 0.2, leg.to.metres() - 0.2};
        for (double m = std::ceil(leg.from.metres() / 100) * 100; m < leg.to.metres(); m += 100)
            if (m - leg.from.metres() > 0.2 && leg.to.metres() - m > 0.2) places.push_back(m);
        double air = 0, sea = 0;
        for (const double m : places) {
            if (m <= leg.from.metres() || m >= leg.to.metres()) continue;
            const Answer a = brute.at(track, m);
            INFO("at " << m << " m of leg " << i << ", " << leg.from.metres() << " to " << leg.to.metres());
            if (a.is_protected != leg.state.is_protected) CHECK(a.is_protected == leg.state.is_protected);
            if (a.cause != leg.state.cause) CHECK(a.cause == leg.state.cause);
            if (a.air_by != leg.state.air_by) CHECK(a.air_by == leg.state.air_by);
            if (a.sea_by != leg.state.sea_by) CHECK(a.sea_by == leg.state.sea_by);
            if (a.watched_by != leg.state.watched_by) CHECK(a.watched_by == leg.state.watched_by);
            if (a.air_defence_by != leg.state.air_defence_by) CHECK(a.air_defence_by == leg.state.air_defence_by);
            air = std::max(air, a.air_min.value_or(0));
            sea = std::max(sea, a.sea_min.value_or(0));
            ++compared;
        }
        // What lies between the samples is less than 100 m farther.
        INFO("leg " << i);
        CHECK(leg.state.air_min.value_or(0) == Approx(air).margin(100 / fighter_m_per_min));
        CHECK(leg.state.air_min.value_or(0) >= air - 1e-6);
        CHECK(leg.state.sea_min.value_or(0) == Approx(sea).margin(100 / cutter_m_per_min));
        CHECK(leg.state.sea_min.value_or(0) >= sea - 1e-5);
    }
    CHECK(compared > track.length_m() / 100 * 0.9);
    CHECK(lane.protected_length.metres() == Approx(protected_m).margin(1e-6));
}

// A gap is a whole stretch without protection, with all its causes, and misses by what its worst place misses.
void check_gaps(const LaneResult& lane, const Track& track, const BruteForce& brute, double knots) {
    double open_m = 0;
    for (const LaneGap& gap : lane.gaps) {
        const double from = gap.from.metres(), to = gap.to.metres();
        open_m += to - from;
        CHECK(gap.exposed.hours() == Approx((to - from) / 1852 / knots));
        std::set<std::string> causes;
        std::optional<double> worst;
        bool never = false;
        for (double m = from + 0.2; m < to - 0.1; m += 50) {
            const Answer a = brute.at(track, m);
            if (a.is_protected) CHECK_FALSE(a.is_protected);
            std::string rest = a.cause;
            for (std::size_t plus; (plus = rest.find('+')) != std::string::npos; rest = rest.substr(plus + 1))
                causes.insert(rest.substr(0, plus));
            causes.insert(rest);
            if (a.short_min && (!worst || *a.short_min > *worst)) worst = a.short_min;
            if (!a.short_min && (a.cause.find("air") == 0 || a.cause.find("sea") != std::string::npos) && a.cause.find("air_defence") != 0) never = true;
        }
        std::set<std::string> named;
        std::string rest = gap.cause;
        for (std::size_t plus; (plus = rest.find('+')) != std::string::npos; rest = rest.substr(plus + 1))
            named.insert(rest.substr(0, plus));
        named.insert(rest);
        INFO("gap from " << from << " to " << to << " m, cause " << gap.cause);
        CHECK(named == causes);
        CHECK(gap.short_min.has_value() == (worst.has_value() && !never));
        // 50 m at the slower of the two speeds.
        if (gap.short_min && worst) CHECK(*gap.short_min == Approx(*worst).margin(50 / cutter_m_per_min));
        // It is whole: protected on both sides.
        if (from > 1) CHECK(brute.at(track, from - 0.2).is_protected);
        if (to < track.length_m() - 1) CHECK(brute.at(track, to + 0.2).is_protected);
    }
    CHECK(open_m + lane.protected_length.metres() == Approx(lane.length.metres()).margin(1e-6));
}

const std::string forces = fleet("f", 100) + station("west", 15, 46) + station("east", 19.5, 44, "track = \"60 km\"") +
                           vessel("one", 15.2, 43.9) + vessel("two", 19, 42.2) + radar("r1", 14.6, 44.4) +
                           radar("r2", 16, 43.4) + battery("sam", 17.8, 43.2) + battery("sam2", 18.4, 43.1);

BruteForce units() {
    BruteForce b;
    b.air = {{"west", geo::Position::lon_lat(15, 46), 0, fighter_m_per_min},
             {"east", geo::Position::lon_lat(19.5, 44), 30000 / fighter_m_per_min, fighter_m_per_min}};
    b.sea = {{"one", geo::Position::lon_lat(15.2, 43.9)}, {"two", geo::Position::lon_lat(19, 42.2)}};
    // 400 m up they see 82.4 km.
    b.sensors = {{"r1", geo::Position::lon_lat(14.6, 44.4), 82400}, {"r2", geo::Position::lon_lat(16, 43.4), 82400}};
    b.air_defence = {{"sam", geo::Position::lon_lat(17.8, 43.2), 60000}, {"sam2", geo::Position::lon_lat(18.4, 43.1), 60000}};
    return b;
}

const LaneResult& result(const planner::Plan& plan) { return plan.lanes.at(0); }

}  // namespace

TEST_CASE("Every 100 m of a lane has the answer of its leg, whatever is asked of it") {
    const test::World world;
    struct Case {
        std::string text;
        Asked asked;
    };
    const std::vector<Case> cases{
        {"air_within = \"10 min\"", {true, 10.0, {}, false, false}},
        {"air_within = \"12 min\"\nsea_within = \"2 h\"\nwatched = true", {true, 12.0, 120.0, true, false}},
        {"sea_within = \"90 min\"", {true, {}, 90.0, false, false}},
        {"watched = true\nair_defence = true", {true, {}, {}, true, true}},
        {"protected_if = \"any\"\nair_within = \"9 min\"\nsea_within = \"60 min\"", {false, 9.0, 60.0, false, false}},
        {"protected_if = \"any\"\nwatched = true\nair_defence = true\nsea_within = \"45 min\"",
         {false, {}, 45.0, true, true}},
        {"protected_if = \"any\"\nair_within = \"1 min\"\nair_defence = true", {false, 1.0, {}, false, true}}};
    for (const Case& c : cases) {
        INFO(c.text);
        const auto plan = world.plan(forces + lane("ship_speed = \"10 kt\"\n" + c.text));
        const Track track(plan);
        BruteForce brute = units();
        brute.asked = c.asked;
        check_legs(result(plan), track, brute);
        check_gaps(result(plan), track, brute, 10);
    }
}

TEST_CASE("Random responders: every 100 m has the answer of its leg") {
    const test::World world;
    test::Random random;
    const auto rounded = [&](double from, double to) { return std::round(random(from, to) * 1000) / 1000; };
    for (int round = 0; round < 6; ++round) {
        std::string body = fleet("f", 100);
        BruteForce brute;
        for (int i = 0; i < 4; ++i) {
            const double lon = rounded(14, 21), lat = rounded(42, 46);
            body += station(fmt::format("s{}", i), lon, lat);
            brute.air.push_back({fmt::format("s{}", i), geo::Position::lon_lat(lon, lat), 0, fighter_m_per_min});
        }
        for (int i = 0; i < 3; ++i) {
            const double lon = rounded(14.5, 20.5), lat = rounded(42, 44);
            body += radar(fmt::format("r{}", i), lon, lat);
            brute.sensors.push_back({fmt::format("r{}", i), geo::Position::lon_lat(lon, lat), 82400});
        }
        for (int i = 0; i < 2; ++i) {
            const double lon = rounded(14.5, 20.5), lat = rounded(42, 44);
            body += vessel(fmt::format("v{}", i), lon, lat);
            brute.sea.push_back({fmt::format("v{}", i), geo::Position::lon_lat(lon, lat)});
        }
        brute.asked = {true, 7.0, 150.0, true, false};
        const auto plan = world.plan(body + lane("air_within = \"7 min\"\nsea_within = \"150 min\"\nwatched = true"));
        const Track track(plan);
        INFO("round " << round);
        check_legs(result(plan), track, brute);
        check_gaps(result(plan), track, brute, 12);
    }
}

TEST_CASE("A circle's crossings are found to a tenth of a metre") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 1) + radar("r", 16, 43.4) + lane("watched = true"));
    const Track track(plan);
    int flips = 0;
    for (const LaneLeg& leg : result(plan).legs)
        for (const geo::Distance end : {leg.from, leg.to}) {
            if (end.metres() < 1 || end.metres() > track.length_m() - 1) continue;
            const double away = test::distance_m(geo::Position::lon_lat(16, 43.4), track.at(end.metres()));
            CHECK(away == Approx(82400).margin(0.1));
            ++flips;
        }
    CHECK(flips == 4);  // in and out, each the end of one leg and the start of the next
}

TEST_CASE("A circle that merely dips into one leg of the lane is not missed") {
    const test::World world;
    // Due north of the middle of the leg from 16.5 to 18 E, so far that some 600 m of it are seen.
    const auto empty = world.plan(fleet("f", 1) + lane("watched = true"));
    const Track track(empty);
    const geo::Position middle = track.at(245000);
    const geo::Position north = test::moved(middle, test::azimuth_deg(middle, track.at(246000)) - 90, 82399.45);
    const auto plan = world.plan(fleet("f", 1) + radar("r", north.lon(), north.lat()) + lane("watched = true"));
    REQUIRE(result(plan).legs.size() == 3);
    const LaneLeg& seen = result(plan).legs[1];
    CHECK(seen.state.is_protected);
    CHECK(seen.from.metres() < 245000);
    CHECK(seen.to.metres() > 245000);
    CHECK((seen.to - seen.from).metres() < 1000);
    for (const geo::Distance end : {seen.from, seen.to})
        CHECK(test::distance_m(north, track.at(end.metres())) == Approx(82400).margin(0.1));
}

TEST_CASE("Legs begin at the lane's start even when an answer changes a few millimetres behind it") {
    const test::World world;
    const auto empty = world.plan(fleet("f", 1) + lane("watched = true"));
    const Track track(empty);
    const geo::Position start = track.at(0);
    const geo::Position behind = test::moved(start, test::azimuth_deg(track.at(1000), start), 50000);
    // Behind the start in the lane's own direction: the battery's circle ends 4 mm after it.
    const double away = test::distance_m(behind, start);
    const auto plan = world.plan(
        fleet("f", 1) + fmt::format("[[air_defence]]\nid = \"d\"\nnation = \"AAA\"\ntype = \"battery\"\nat = [{}, {}]\n"
                                    "radius = \"{:.4f} m\"\n",
                                    behind.lon(), behind.lat(), away + 0.004) +
        lane("air_defence = true"));
    REQUIRE(!result(plan).legs.empty());
    CHECK(std::abs(result(plan).legs.front().from.metres()) <= 1e-6);
    double total = 0;
    for (const LaneLeg& leg : result(plan).legs) total += (leg.to - leg.from).metres();
    CHECK(total == Approx(result(plan).length.metres()).margin(1e-6));
}

TEST_CASE("All asks for every kind, any for one of them") {
    const test::World world;
    const std::string some = fleet("f", 100) + station("s", 16, 43.8) + radar("r", 15, 44.5);
    const auto share = [&](const std::string& text) {
        const auto plan = world.plan(some + lane(text));
        return result(plan).protected_length / result(plan).length;
    };
    const double air = share("air_within = \"8 min\""), watched = share("watched = true");
    const double both = share("air_within = \"8 min\"\nwatched = true");
    const double either = share("protected_if = \"any\"\nair_within = \"8 min\"\nwatched = true");
    CHECK(air > 0.1);
    CHECK(watched > 0.1);
    CHECK(both < std::min(air, watched) + 1e-12);
    CHECK(either > std::max(air, watched) - 1e-12);
    CHECK(both + either == Approx(air + watched).margin(1e-7));
}

TEST_CASE("A leg that is not protected names the first kind that fails, or all of them where any would do") {
    const test::World world;
    const std::string nothing = fleet("f", 1);
    const auto cause = [&](const std::string& text) {
        const auto plan = world.plan(nothing + lane(text));
        REQUIRE(result(plan).legs.size() == 1);
        CHECK_FALSE(result(plan).legs[0].state.is_protected);
        return result(plan).legs[0].state.cause;
    };
    const std::string air = "air_within = \"5 min\"\n", sea = "sea_within = \"5 min\"\n", watched = "watched = true\n",
                      air_defence = "air_defence = true\n", any = "protected_if = \"any\"\n";
    CHECK(cause(air_defence + watched + sea + air) == "air");
    CHECK(cause(air_defence + watched + sea) == "sea");
    CHECK(cause(air_defence + watched) == "watched");
    CHECK(cause(air_defence) == "air_defence");
    CHECK(cause(any + air_defence + watched + sea + air) == "air+sea+watched+air_defence");
    CHECK(cause(any + watched) == "watched");
}

TEST_CASE("By how much a gap misses is null when the cause has no threshold or nothing comes at all") {
    const test::World world;
    CHECK_FALSE(world.plan(fleet("f", 1) + lane("watched = true")).lanes[0].gaps.at(0).short_min.has_value());
    CHECK_FALSE(world.plan(fleet("f", 1) + lane("air_within = \"5 min\"")).lanes[0].gaps.at(0).short_min.has_value());
    const auto plan = world.plan(fleet("f", 100) + station("s", 15, 45) + lane("air_within = \"5 min\""));
    const Track track(plan);
    const double worst = test::distance_m(geo::Position::lon_lat(15, 45), track.at(track.length_m())) / fighter_m_per_min;
    CHECK(*plan.lanes[0].gaps.at(0).short_min == Approx(worst - 5).margin(1e-6));
}

TEST_CASE("Ground alert comes after its readiness, early warning and stations that are not manned not at all") {
    const test::World world;
    const auto alert = world.plan(fleet("f", 5, "alert = 2") + lane("air_within = \"2 h\""));
    const Track track(alert);
    double worst = 0;
    for (double m = 0; m <= track.length_m(); m += 100)
        worst = std::max(worst, 15 + test::distance_m(geo::Position::lon_lat(15, 50), track.at(m)) / fighter_m_per_min);
    CHECK(*alert.lanes[0].legs.at(0).state.air_min == Approx(worst).margin(100 / fighter_m_per_min));
    CHECK(alert.lanes[0].legs.at(0).state.air_by == "alert-f");
    std::string radars = fleet("f", 30);
    radars.replace(radars.find("fighter"), 7, "radar");
    CHECK_FALSE(world.plan(radars + station("s", 15, 46) + lane("air_within = \"2 h\""))
                    .lanes[0]
                    .legs.at(0)
                    .state.air_min.has_value());
    CHECK_FALSE(world.plan(fleet("f", 1, "alert = 0") + station("s", 15, 46, "seats = 9") + lane("air_within = \"2 h\""))
                    .lanes[0]
                    .legs.at(0)
                    .state.air_min.has_value());
}

TEST_CASE("A ship comes by the shortest way by water, round land and not across it") {
    const test::World world;
    // An island across the straight ways from a ship in the west, and a lake in AAA.
    std::string countries = test::read_file(world.folder().path() / "countries.geojson");
    const std::string here = R"([[[[0, 35], [1, 35], [1, 36], [0, 36], [0, 35]]],)";
    REQUIRE(countries.find(here) != std::string::npos);
    countries.replace(countries.find(here), here.size(), here + "[[[15.5, 42.5], [15.7, 42.5], [15.7, 43.3], [15.5, 43.3], [15.5, 42.5]]],");
    const std::string coast = "[[[10, 45], [20, 45], [20, 55], [10, 55], [10, 45]]]";
    REQUIRE(countries.find(coast) != std::string::npos);
    countries.replace(countries.find(coast), coast.size(), "[[[10, 45], [20, 45], [20, 55], [10, 55], [10, 45]], [[13, 46], [13, 47], [15, 47], [15, 46], [13, 46]]]");
    world.folder().write("countries.geojson", countries);

    const geo::Position ship = geo::Position::lon_lat(14.5, 42.9);
    const auto plan = world.plan(fleet("f", 1) + vessel("v", ship.lon(), ship.lat()) + lane("sea_within = \"6 h\""));
    const Track track(plan);
    std::vector<std::vector<geo::Position>> island(1);
    for (int i = 0; i < 16; ++i) island[0].push_back(geo::Position::lon_lat(15.5 + 0.2 * i / 16, 42.5));
    for (int i = 0; i < 40; ++i) island[0].push_back(geo::Position::lon_lat(15.7, 42.5 + 0.8 * i / 40));
    for (int i = 0; i < 16; ++i) island[0].push_back(geo::Position::lon_lat(15.7 - 0.2 * i / 16, 43.3));
    for (int i = 0; i < 40; ++i) island[0].push_back(geo::Position::lon_lat(15.5, 43.3 - 0.8 * i / 40));
    const test::VisibilityGraph graph(island);
    std::vector<geo::Position> places;
    for (const planner::LanePoint& point : result(plan).profile) places.push_back(point.at);
    const std::vector<double> ways_m = graph.lengths_m(ship, places);
    int round_land = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        INFO("at km " << result(plan).profile[i].along.kilometres());
        REQUIRE(result(plan).profile[i].state.sea_min.has_value());
        CHECK(std::abs(*result(plan).profile[i].state.sea_min - (10 + ways_m[i] / cutter_m_per_min)) * cutter_m_per_min < 1);
        if (ways_m[i] > test::distance_m(ship, places[i]) + 100) ++round_land;
    }
    CHECK(round_land > 50);
    // Six hours are passed at places of the lane that are as far by water, to a metre of way.
    for (const LaneLeg& leg : result(plan).legs)
        if (leg.to.metres() < track.length_m() - 1)
            CHECK(graph.lengths_m(ship, {track.at(leg.to.metres())}).at(0) == Approx((360 - 10) * cutter_m_per_min).margin(1));
    CHECK(result(plan).legs.size() > 1);

    // On land, and in a lake, no ship comes to the sea.
    const auto not_counted = [&](double lon, double lat, std::string_view why) {
        const auto without = world.plan(fleet("f", 1) + vessel("v", lon, lat) + lane("sea_within = \"20 h\""));
        CHECK_FALSE(without.lanes[0].legs.at(0).state.sea_min.has_value());
        CHECK(std::any_of(without.notices.begin(), without.notices.end(), [&](const std::string& n) {
            return n.find("vessel 'v' is not counted for lane 'south': ") == 0 && n.find(why) != std::string::npos;
        }));
    };
    not_counted(12, 50, "lies on land");
    not_counted(14, 46.5, "no way by water");
}

TEST_CASE("The way from the port to the lane's start is its port offset") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 1) + lane("watched = true"));
    CHECK(plan.lanes[0].port_offset.metres() ==
          Approx(test::distance_m(geo::Position::lon_lat(15, 45), geo::Position::lon_lat(15, 44.9))).margin(0.001));
}

TEST_CASE("A profile has every kilometre and every flip, in order") {
    const test::World world;
    const auto plan = world.plan(forces + lane("air_within = \"10 min\"\nwatched = true"));
    const LaneResult& r = result(plan);
    std::set<long> kilometres;
    for (std::size_t i = 0; i < r.profile.size(); ++i) {
        if (i > 0) CHECK(r.profile[i].along >= r.profile[i - 1].along);
        const double km = r.profile[i].along.kilometres();
        if (std::abs(km - std::round(km)) < 1e-9) kilometres.insert(std::lround(km));
    }
    CHECK(kilometres.size() == static_cast<std::size_t>(std::floor(r.length.kilometres())) + 1);
    for (const LaneLeg& leg : r.legs)
        CHECK(std::any_of(r.profile.begin(), r.profile.end(),
                          [&](const planner::LanePoint& p) { return p.along == leg.to; }));
}
