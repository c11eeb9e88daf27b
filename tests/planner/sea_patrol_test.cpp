// Patrols against closed forms and ships that are sailed to and fro; more ships against every choice.
#include "planner/more_ships.hpp"
#include "planner/responder.hpp"
#include "planner/search_theory.hpp"
#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

using namespace picket;
using namespace picket::planner;
using geo::Distance;
using geo::Duration;
using geo::Speed;

namespace {

const std::string lane = "[[lane]]\nid = \"south\"\nsea_within = \"2 h\"\n";

std::string vessel(const std::string& id, const std::string& more) {
    return fmt::format("[[vessel]]\nid = \"{}\"\nnation = \"AAA\"\ntype = \"cutter\"\n{}\n", id, more);
}

// Ships sailed minute by minute: the longest gap between visits of any place, and the mean wait for the next of all places and
// times. Both are found by cutting the line into cells; a ship visits a cell when she goes over its middle.
struct Sailed {
    double worst_min = 0, mean_wait_min = 0, longest_mean_wait_min = 0;

    Sailed(bool loop, double length_km, int ships, double km_per_min) {
        const int cells = 400;
        const double part = length_km / ships, period = (loop ? length_km : 2 * part) / km_per_min;
        for (int c = 0; c < cells; ++c) {
            const double x = (c + 0.5) / cells * length_km;
            std::vector<double> visits;
            for (int ship = 0; ship < ships; ++ship) {
                // A period of small steps; where she is before and after one tells whether she went by.
                const int steps = 20000;
                double before = place(loop, length_km, part, ship, 0, km_per_min);
                for (int k = 1; k <= steps; ++k) {
                    const double t = period * k / steps, here = place(loop, length_km, part, ship, t, km_per_min);
                    if ((before - x) * (here - x) <= 0 && std::abs(here - before) < length_km / 2) visits.push_back(t);
                    before = here;
                }
            }
            std::sort(visits.begin(), visits.end());
            double longest = 0, squares = 0;
            for (std::size_t i = 0; i < visits.size(); ++i) {
                const double gap = i ? visits[i] - visits[i - 1] : visits.front() + period - visits.back();
                longest = std::max(longest, gap);
                squares += gap * gap;
            }
            worst_min = std::max(worst_min, longest);
            mean_wait_min += squares / (2 * period) / cells;
            longest_mean_wait_min = std::max(longest_mean_wait_min, squares / (2 * period));
        }
    }

  private:
    static double place(bool loop, double length, double part, int ship, double min, double speed) {
        if (loop) return std::fmod(ship * part + min * speed, length);
        const double gone = std::fmod(min * speed, 2 * part);
        return ship * part + (gone <= part ? gone : 2 * part - gone);
    }
};

Beat beat(bool loop, double km, int count, double knots) { return {loop, Distance::kilometres(km), count, Speed::knots(knots)}; }

}  // namespace

TEST_CASE("Ships to and fro or round come by as often as when they are sailed") {
    for (const bool loop : {false, true})
        for (const int ships : {1, 2, 5}) {
            const Revisit told = revisit_of(beat(loop, 150, ships, 15));
            const Sailed sailed(loop, 150, ships, 15 * 1.852 / 60);
            INFO((loop ? "loop" : "shuttle") << " of " << ships);
            CHECK(told.worst.minutes() == Approx(sailed.worst_min).epsilon(0.02));
            CHECK(told.mean_wait.minutes() == Approx(sailed.mean_wait_min).epsilon(0.01));
            CHECK(told.longest_mean_wait.minutes() == Approx(sailed.longest_mean_wait_min).epsilon(0.02));
        }
}

TEST_CASE("The worst revisit of n ships on a lane is 2L/(nV), and on a closed line C/(nV)") {
    // 120 NM at 15 kt are 8 h one way.
    CHECK(revisit_of(beat(false, 120 * 1.852, 1, 15)).worst.hours() == Approx(16));
    CHECK(revisit_of(beat(false, 120 * 1.852, 4, 15)).worst.hours() == Approx(4));
    CHECK(revisit_of(beat(true, 120 * 1.852, 4, 15)).worst.hours() == Approx(2));
    CHECK(count_for_revisit(beat(false, 120 * 1.852, 1, 15), Duration::hours(4)) == 4);
    CHECK(count_for_revisit(beat(false, 120 * 1.852, 1, 15), Duration::minutes(239)) == 5);
    CHECK(count_for_revisit(beat(false, 120 * 1.852, 7, 15), Duration::hours(100)) == 1);
    CHECK(count_for_revisit(beat(true, 120 * 1.852, 1, 15), Duration::hours(4)) == 2);
}

TEST_CASE("As many as are needed for a revisit suffice, and one less does not") {
    test::Random random;
    for (int i = 0; i < 1000; ++i) {
        Beat b = beat(random(0, 1) < 0.5, random(1, 3000), 1, random(5, 450));
        const Duration within = Duration::minutes(random(1, 3000));
        const auto needed = count_for_revisit(b, within);
        b.count = static_cast<int>(needed);
        CHECK(revisit_of(b).worst.minutes() <= within.minutes() * (1 + 1e-9));
        if (needed == 1) continue;
        --b.count;
        CHECK(revisit_of(b).worst > within);
    }
}

TEST_CASE("Search theory: coverage W V T / A, 1 - exp(-C) at random, erf(C sqrt(pi)/2) by the inverse cube law") {
    // 4 NM swept at 10 kt for 5 h are 200 square miles.
    const double mile = 1852;
    const auto coverage = [&](double square_miles, int ships) {
        return coverage_factor(Distance::nautical_miles(4), Speed::knots(10), Duration::hours(5), ships, geo::Area::square_metres(square_miles * mile * mile));
    };
    CHECK(coverage(200, 1) == Approx(1));
    CHECK(coverage(400, 1) == Approx(0.5));
    CHECK(coverage(400, 6) == Approx(3));
    // At a coverage of 1: 63 % at random, 79 % by the inverse cube law.
    CHECK(detection_by_random_search(1) == Approx(0.6321206).margin(1e-7));
    CHECK(detection_by_inverse_cube_law(1) == Approx(0.7899).margin(1e-4));
    CHECK(detection_by_random_search(0.5) == Approx(0.3934693).margin(1e-7));
    CHECK(detection_by_inverse_cube_law(0.5) == Approx(0.4688).margin(1e-3));
    for (double c = 0.1; c < 4; c += 0.1) {
        // The inverse cube law lies between random search and all of what is swept once.
        CHECK(detection_by_inverse_cube_law(c) > detection_by_random_search(c));
        CHECK(detection_by_inverse_cube_law(c) < std::min(1.0, c));
    }
    CHECK(detection_by_random_search(0) == 0);
    CHECK(detection_by_inverse_cube_law(0) == 0);
}

TEST_CASE("A ship on her part of a lane is called from its middle, and her delay is half the part at dash speed") {
    const test::World world;
    const auto plan = world.plan(lane + vessel("v", "count = 3\npatrol = { lane = \"south\", from = \"30 km\", to = \"120 km\" }"));
    REQUIRE(plan.posts.size() == 3);
    const geo::Path& path = plan.theatre.lanes.at("south").path;
    for (int i = 0; i < 3; ++i) {
        const SeaPost& post = plan.posts[static_cast<std::size_t>(i)];
        CHECK(post.id == fmt::format("v-{}", i + 1));
        CHECK(post.vessel == "v");
        CHECK(test::distance_m(post.at, path.at(Distance::kilometres(45 + 30 * i))) < 0.02);
        CHECK(post.half.kilometres() == Approx(15));
    }
    geo::Notices notices;
    const auto responders = sea_responders(plan, path.vertices(), "south", notices);
    REQUIRE(responders.size() == 3);
    for (const Responder& r : responders) CHECK(r.delay.minutes() == Approx(10 + 15 / (24 * 1.852) * 60));
    // No ship, wherever she is on her part, comes later.
    const auto& space = plan.theatre.sea->space();
    for (double at = 30; at <= 60; at += 2.5)
        for (double to = 0; to <= path.length().kilometres(); to += 20) {
            const geo::Position p = path.at(Distance::kilometres(to));
            const double way_m = geo::ShortestWays(space, path.at(Distance::kilometres(at))).distance_to(p).value().metres();
            const auto told = responders[0].to(space.locate(p), Duration::hours(1000));
            REQUIRE(told);
            CHECK(told->after.minutes() >= 10 + way_m / 1852 / 24 * 60 - 1e-3);
        }
}

TEST_CASE("A ship round a box is called from its centre, and her delay is the greatest way from there to its edge") {
    const test::World world;
    const auto plan = world.plan(lane + vessel("v", "count = 2\npatrol = { box = [[14, 42], [15, 42], [15, 43], [14, 43]], sweep_width = \"4 NM\", search_time = \"5 h\" }"));
    REQUIRE(plan.posts.size() == 1);
    CHECK(plan.posts[0].id == "v");
    CHECK(plan.posts[0].at.lon() == Approx(14.5).margin(0.001));
    CHECK(plan.posts[0].at.lat() == Approx(42.5).margin(0.01));
    double farthest = 0;
    for (const auto& [lon, lat] : {std::pair{14.0, 42.0}, {15.0, 42.0}, {15.0, 43.0}, {14.0, 43.0}})
        farthest = std::max(farthest, test::distance_m(plan.posts[0].at, geo::Position::lon_lat(lon, lat)));
    CHECK(plan.posts[0].half.metres() >= farthest - 1e-3);
    CHECK(plan.posts[0].half.metres() <= farthest + 0.5);

    REQUIRE(plan.patrols.size() == 1);
    const PatrolResult& r = plan.patrols[0];
    // Edges along parallels are followed, not their geodesics.
    double edge = 0;
    for (const auto& [from, to] : {std::pair{geo::Position::lon_lat(14, 42), geo::Position::lon_lat(15, 42)}, {geo::Position::lon_lat(15, 42), geo::Position::lon_lat(15, 43)},
                                   {geo::Position::lon_lat(15, 43), geo::Position::lon_lat(14, 43)}, {geo::Position::lon_lat(14, 43), geo::Position::lon_lat(14, 42)}})
        edge += test::distance_m(from, to);
    CHECK(r.beat.length.metres() == Approx(edge).margin(10));
    CHECK(r.revisit->worst.hours() == Approx(edge / 2 / (12 * 1852)).epsilon(1e-4));
    CHECK(*r.coverage == Approx(2 * 4 * 12 * 5 * 1852 * 1852 / r.searched->square_metres()));
    CHECK(plan.revisits.empty());
}

TEST_CASE("A ship round an island is called from the place of her box's edge nearest to its centre, on land or in a lake there") {
    const test::World world;
    const std::string countries = test::read_file(world.folder().path() / "countries.geojson"), before = "\"coordinates\": [[[[0, 35]";
    REQUIRE(countries.find(before) != std::string::npos);
    const auto position = [](double lon, double lat) { return geo::Position::lon_lat(lon, lat); };
    for (const std::string lake : {"", ", [[17.3, 41.4], [17.3, 41.6], [17.9, 41.6], [17.9, 41.4], [17.3, 41.4]]"}) {
        const std::string island = "[[[17, 41], [18, 41], [18, 42], [17, 42], [17, 41]]" + lake + "]";
        std::string with_island = countries;
        with_island.replace(with_island.find(before), before.size(), "\"coordinates\": [" + island + ", [[[0, 35]");
        world.folder().write("countries.geojson", with_island);
        const auto plan = world.plan(lane + vessel("v", "patrol = { box = [[16.7, 40.5], [18.5, 40.5], [19, 41.5], [18.5, 42.5], [16.7, 42.5]] }"));
        REQUIRE(plan.posts.size() == 1);
        const SeaPost& post = plan.posts[0];
        CHECK(post.at.lon() == Approx(16.7).margin(1e-6));
        CHECK(post.at.lat() == Approx(41.5).margin(0.02));
        // To the far side round either end of the island; where both are as long, that is the farthest.
        double farthest = 0;
        for (double lat = 40.5; lat <= 42.5; lat += 1e-4) {
            const auto to = position(18.5 + (1 - std::abs(lat - 41.5)) / 2, lat);
            const auto round = [&](double shore, bool is_seen) {
                const auto near = position(17, shore), far = position(18, shore);
                return test::distance_m(post.at, near) + (is_seen ? test::distance_m(near, to) : test::distance_m(near, far) + test::distance_m(far, to));
            };
            farthest = std::max(farthest, std::min(round(42, lat > 42), round(41, lat < 41)));
        }
        CHECK(post.half.metres() == Approx(farthest).margin(20));
        geo::Notices notices;
        const auto responders = sea_responders(plan, plan.theatre.lanes.at("south").path.vertices(), "south", notices);
        CHECK(notices.empty());
        REQUIRE(responders.size() == 1);
        CHECK(responders[0].delay.minutes() == Approx(10 + post.half.kilometres() / (24 * 1.852) * 60));
    }
}

TEST_CASE("A patrol of a lane tells the lane how often it comes by; a station that is not manned does not") {
    const test::World world;
    const std::string station = "[[station]]\nid = \"s\"\nat = [15, 46]\nfleet = \"f\"\nseats = 2\nhours_per_day = 2\npatrol = { lane = \"south\", from = \"10 km\" }\n";
    const auto plan = world.plan(test::fleet("f", 60) + station + lane + vessel("v", "patrol = { lane = \"south\", to = \"90 km\", revisit_within = \"2 h\" }"));
    REQUIRE(plan.revisits.size() == 2);
    CHECK(plan.revisits[0].id == "v");
    CHECK(plan.revisits[0].from.metres() == 0);
    CHECK(plan.revisits[0].to.kilometres() == Approx(90));
    CHECK(plan.revisits[0].worst.hours() == Approx(180 / (12 * 1.852)));
    CHECK(plan.patrols[0].needed == 5);
    CHECK(plan.revisits[1].id == "s");
    const double length = plan.theatre.lanes.at("south").path.length().kilometres();
    CHECK(plan.revisits[1].to.kilometres() == Approx(length));
    CHECK(plan.patrols[1].beat.count == 2);

    const auto unmanned = world.plan(test::fleet("f", 1) + station + lane);
    CHECK(unmanned.revisits.empty());
    const Json told = test::whole_summary(unmanned).at("patrols").at("s");
    CHECK(told.at("manned") == false);
    CHECK(told.at("worst_revisit_min").is_null());
}

TEST_CASE("A patrol may end where its lane's length is written to end, and no metre farther") {
    const test::World world;
    const double length_m = world.plan(lane).theatre.lanes.at("south").path.length().metres();
    const auto to = [&](double m) { return lane + vessel("v", fmt::format("patrol = {{ lane = \"south\", from = \"400 km\", to = \"{:.4f} m\" }}", m)); };
    const auto plan = world.plan(to(length_m + 0.9));
    CHECK(plan.patrols.at(0).beat.length.metres() == Approx(length_m - 400e3).margin(1e-3));
    CHECK(plan.revisits.at(0).to.metres() == Approx(length_m).margin(1e-3));
    // Both lengths are told with the digits in which they differ.
    const std::string message = test::refusal([&] { (void)world.plan(to(length_m + 1.1)); });
    CHECK(test::lacking(message, {"vessel 'v'", fmt::format("to km {:.10g},", std::round(length_m * 1e4 + 1.1e4) / 1e7), fmt::format("is {:.10g} km", length_m / 1000)}) == "");
}

TEST_CASE("Of a patrol's stretch of lane no land is counted as revisited by ships; aircraft fly over it") {
    const test::World world;
    world.folder().write("lanes.geojson", R"({"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"id": "south", "name": "South", "from": "alpha", "to": "far away", "source": "drawn", "as_of": "2025"},
 "geometry": {"type": "LineString", "coordinates": [[15, 45.2], [15.3, 44.2], [16.5, 43.4]]}}]})");
    const std::string station = "[[station]]\nid = \"s\"\nat = [15, 46]\nfleet = \"f\"\nseats = 1\nhours_per_day = 2\npatrol = { lane = \"south\" }\n";
    CHECK(world.plan(test::fleet("f", 60) + station + lane).patrols.size() == 1);
    const std::string message = test::refusal([&] { (void)world.plan(lane + vessel("v", "patrol = { lane = \"south\" }")); });
    CHECK(test::lacking(message, {"stretch of lane 'south'", "vessel 'v'", "over land for 22.", "let from and to leave the land out"}) == "");
    CHECK(world.plan(lane + vessel("v", "patrol = { lane = \"south\", from = \"24 km\" }")).patrols.size() == 1);
}

TEST_CASE("What a patrol cannot be is refused, with what to do") {
    const test::World world;
    const auto refused = [&](const std::string& more) {
        return test::refusal([&] { (void)world.plan(lane + vessel("v", more)); });
    };
    using test::lacking;
    CHECK(lacking(refused(""), {"vessel 'v'", ": at: give exactly one of at and patrol"}) == "");
    CHECK(lacking(refused("at = [14, 43]\npatrol = { lane = \"south\" }"), {"exactly one of at and patrol"}) == "");
    CHECK(lacking(refused("patrol = { lane = \"suoth\" }"), {"suoth", "did you mean 'south'?"}) == "");
    CHECK(lacking(refused("patrol = { lane = \"south\", box = [[14, 42], [15, 42], [15, 43]] }"), {"exactly one of lane and box"}) == "");
    CHECK(lacking(refused("patrol = { lane = \"south\", pattern = \"loop\" }"), {"pattern", "a box's edge does"}) == "");
    CHECK(lacking(refused("patrol = { lane = \"south\", patern = \"loop\" }"), {"did you mean 'pattern'?"}) == "");
    CHECK(lacking(refused("patrol = { lane = \"south\", to = \"9000 km\" }"), {"vessel 'v'", "to km 9000,", "lane 'south' is", "within that"}) == "");
    CHECK(lacking(refused("patrol = { lane = \"south\", from = \"9 km\", to = \"8 km\" }"), {"must be beyond from"}) == "");
    CHECK(lacking(refused("patrol = { lane = \"south\", sweep_width = \"3 NM\" }"), {"search_time", "both"}) == "");
    CHECK(lacking(refused("patrol = { box = [[14, 42], [15, 42]] }"), {"3 to 1000 corners"}) == "");
    CHECK(lacking(refused("patrol = { box = [[14, 42], [15, 43], [15, 42], [14, 43]] }"), {"vessel 'v'", "no simple polygon", "in order round it"}) == "");
    CHECK(lacking(refused("patrol = { box = [[14, 42], [15, 42], [16, 42]] }"), {"no simple polygon", "in order round it"}) == "");
    CHECK(lacking(refused("patrol = { box = [[14, 42], [15, 42], [15, 42]] }"), {"corner 3 is where corner 2 is", "each corner once"}) == "");
    CHECK(lacking(refused("patrol = { box = [[14, 42], [15, 42], [14, 42], [15, 43]] }"), {"corner 3 is where corner 1 is"}) == "");
    CHECK(lacking(refused("patrol = { box = [[14, 44], [15, 44], [15, 47], [14, 47]] }"), {"vessel 'v'", "over land", "draw the box in the water"}) == "");
    CHECK(lacking(refused("count = 2\npatrol = { lane = \"south\" }\n" + vessel("v-2", "at = [14, 43]")), {"v-2", "one of the 2 ships of vessel 'v'"}) == "");
    for (const char* count : {"0", "101"})
        CHECK(lacking(refused(fmt::format("count = {}\npatrol = {{ lane = \"south\" }}", count)), {"count = ", "whole number from 1 to 100"}) == "");
    CHECK(lacking(refused("at = [14, 43]\n[more_ships]\ntype = \"cuter\"\ncount = [1]"), {"did you mean 'cutter'?"}) == "");
    CHECK(lacking(refused("at = [14, 43]\n[more_ships]\ntype = \"cutter\"\ncount = [0]"), {"1 to 100"}) == "");
}

TEST_CASE("More ships lie where most of the lanes' pieces are reached, as every choice shows") {
    const test::World world;
    for (const bool with_ship : {false, true}) {
        const auto plan = world.plan((with_ship ? vessel("v", "at = [13, 43.5]") : "") + "[[lane]]\nid = \"south\"\nsea_within = \"90 min\"\n" +
                                     "[more_ships]\ntype = \"cutter\"\ncount = [1, 2, 3]\nspacing = \"40 km\"\n");
        REQUIRE(plan.more_ships);
        const geo::Path& path = plan.theatre.lanes.at("south").path;
        const auto& space = plan.theatre.sea->space();
        const double reach = 24 * 1852 * 80 / 60.0;
        // Pieces that nobody reaches, and what each candidate does.
        const int n = static_cast<int>(std::ceil(path.length().kilometres()));
        std::vector<geo::Position> pieces;
        const geo::ShortestWays from_ship(space, geo::Position::lon_lat(13, 43.5));
        for (int i = 0; i < n; ++i) {
            const geo::Position p = path.at(path.length() * ((i + 0.5) / n));
            const auto way = from_ship.distance_to(p);
            if (!with_ship || !way || way->metres() > reach) pieces.push_back(p);
        }
        CHECK(plan.more_ships->pieces == pieces.size());
        std::vector<std::vector<bool>> covers;
        for (double km = 0; km <= path.length().kilometres(); km += 40) {
            const geo::ShortestWays ways(space, path.at(Distance::kilometres(km)));
            std::vector<bool>& row = covers.emplace_back();
            for (const geo::Position& p : pieces) row.push_back(ways.distance_to(p).value_or(Distance::kilometres(1e6)).metres() <= reach);
        }
        CHECK(plan.more_ships->candidates == covers.size());
        const auto count = [&](const std::vector<std::size_t>& chosen) {
            std::size_t covered = 0;
            for (std::size_t i = 0; i < pieces.size(); ++i)
                covered += std::any_of(chosen.begin(), chosen.end(), [&](std::size_t j) { return covers[j][i]; });
            return covered;
        };
        std::vector<std::size_t> best(4, 0);
        for (std::size_t a = 0; a < covers.size(); ++a)
            for (std::size_t b = 0; b <= a; ++b)
                for (std::size_t c = 0; c <= b; ++c) {
                    const std::size_t distinct = 1 + (b != a) + (c != b);
                    best[distinct] = std::max(best[distinct], count({a, b, c}));
                }
        const double piece_m = std::nearbyint(path.length().metres() / n);
        REQUIRE(plan.more_ships->choices.size() == 3);
        for (const MoreShipsResult::Choice& choice : plan.more_ships->choices) {
            INFO(choice.ships << " ships");
            CHECK(choice.proven);
            CHECK(choice.places.size() <= static_cast<std::size_t>(choice.ships));
            CHECK(choice.reached.metres() == Approx(piece_m * static_cast<double>(best[static_cast<std::size_t>(choice.ships)])));
        }
    }
}
