#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "planner/region_expression.hpp"

#include "geo/text.hpp"

using namespace picket;
using planner::RegionExpression;
using test::lacking;
using test::refusal;
using Kind = RegionExpression::Kind;

namespace {

RegionExpression read(const std::string& text) {
    const test::TemporaryFolder folder;
    const auto file = planner::Config::load(folder.write("r.toml", "region = " + text + "\n"));
    return planner::read_region_expression(*file.table("region"));
}

std::string refused(const std::string& text) {
    return refusal([&] { read(text); });
}

// Is a place in the zone with this region?
bool holds(const planner::Plan& plan, double lon, double lat) {
    return contains(plan.zones.at(0).region, plan.theatre.frame.to_frame(geo::Position::lon_lat(lon, lat)));
}

std::string zone(const std::string& region) {
    return test::fleet("f", 10) + "[[zone]]\nid = \"z\"\nresponse_time = \"10 min\"\nregion = " + region + "\n";
}

}  // namespace

TEST_CASE("Each kind of region is read with its value") {
    CHECK(read("{ country = \"UKR\" }").country == "UKR");
    CHECK(read("{ layer = \"a.gpkg\" }").layer->file.filename() == "a.gpkg");
    CHECK(read("{ near_side = true }").kind == Kind::near_side);
    CHECK(read("{ far_side = true }").kind == Kind::far_side);
    CHECK(read("{ from_front = \"150 km\" }").kind == Kind::from_front);
    CHECK(read("{ within_front = \"50 NM\" }").distance.nautical_miles() == 50);
    const RegionExpression disc = read("{ disc = { at = [-30, 46], radius = \"50 km\" } }");
    CHECK(disc.centre == geo::Position::lon_lat(-30, 46));
    CHECK(disc.distance.kilometres() == 50);
    const RegionExpression tree =
        read("{ minus = [{ union = [{ country = \"UKR\" }, { country = \"MDA\" }] }, { far_side = true }] }");
    REQUIRE(tree.parts.size() == 2);
    CHECK(tree.kind == Kind::minus);
    CHECK(tree.parts[0].kind == Kind::unite);
    CHECK(tree.parts[0].parts.at(1).country == "MDA");
    CHECK(read("{ intersection = [{ near_side = true }] }").kind == Kind::intersect);
}

TEST_CASE("A region that is not exactly one of the kinds is refused with their names") {
    const auto kinds = {"country, layer, near_side, far_side, from_front, within_front, disc, union, intersection, minus"};
    CHECK(lacking(refused("{}"), {"r.toml:1", "exactly one of", *kinds.begin()}) == "");
    CHECK(lacking(refused("{ country = \"UKR\", far_side = true }"), {"exactly one of", *kinds.begin()}) == "");
    CHECK(lacking(refused("{ contry = \"UKR\" }"), {"contry", "unknown key", "did you mean 'country'?"}) == "");
}

TEST_CASE("A region with a wrong value is refused") {
    CHECK(lacking(refused("{ near_side = false }"), {"near_side = false", "only be true"}) == "");
    CHECK(lacking(refused("{ from_front = 150 }"), {"from_front = 150", "the unit is missing"}) == "");
    CHECK(lacking(refused("{ within_front = \"0 km\" }"), {"within_front", "must be positive"}) == "");
    CHECK(lacking(refused("{ disc = { at = [30, 46], radius = \"-5 km\" } }"), {"radius", "must be positive"}) == "");
    CHECK(lacking(refused("{ disc = { at = [30, 46], radus = \"5 km\" } }"), {"radius"}) == "");
    CHECK(lacking(refused("{ disc = { at = [30, 99], radius = \"5 km\" } }"), {"(30, 99)", "out of range"}) == "");
    CHECK(lacking(refused("{ union = [] }"), {"union", "at least one region"}) == "");
    CHECK(lacking(refused("{ union = { country = \"UKR\" } }"), {"union", "list"}) == "");
    CHECK(lacking(refused("{ union = [{ contry = \"UKR\" }] }"), {"contry", "did you mean 'country'?"}) == "");
}

TEST_CASE("Region algebra means what it says") {
    const test::World world;
    SECTION("a country is its land") {
        const auto plan = world.plan(zone("{ country = \"AAA\" }"));
        CHECK(holds(plan, 15, 50));
        CHECK_FALSE(holds(plan, 25, 50));
        CHECK_FALSE(holds(plan, 15, 44));
    }
    SECTION("union, intersection and minus") {
        const std::string left = "{ disc = { at = [14, 50], radius = \"100 km\" } }";
        const std::string right = "{ disc = { at = [15, 50], radius = \"100 km\" } }";
        const auto unite = world.plan(zone("{ union = [" + left + ", " + right + "] }"));
        CHECK(holds(unite, 13, 50));
        CHECK(holds(unite, 14.5, 50));
        CHECK(holds(unite, 16, 50));
        const auto both = world.plan(zone("{ intersection = [" + left + ", " + right + "] }"));
        CHECK_FALSE(holds(both, 13, 50));
        CHECK(holds(both, 14.5, 50));
        CHECK_FALSE(holds(both, 16, 50));
        const auto less = world.plan(zone("{ minus = [" + left + ", " + right + "] }"));
        CHECK(holds(less, 13, 50));
        CHECK_FALSE(holds(less, 14.5, 50));
        CHECK_FALSE(holds(less, 16, 50));
    }
    SECTION("sides of the front line") {
        const auto near = world.plan(zone("{ intersection = [{ country = \"AAA\" }, { near_side = true }] }"), true);
        CHECK(holds(near, 12.1, 50));
        CHECK_FALSE(holds(near, 11.9, 50));
        const auto far = world.plan(zone("{ far_side = true }"), true);
        CHECK_FALSE(holds(far, 12.1, 50));
        CHECK(holds(far, 11.9, 50));
    }
    SECTION("distance from the front line, on both of its sides, to the metre") {
        const auto front = world.plan(zone("{ within_front = \"50 km\" }"), true);
        const auto from = world.plan(zone("{ intersection = [{ country = \"AAA\" }, { from_front = \"50 km\" }] }"), true);
        // The front runs along a meridian: the nearest place lies due east or west of it, but for its curvature.
        for (const double azimuth : {90.0, 270.0}) {
            const geo::Position in = test::moved(geo::Position::lon_lat(12, 50), azimuth, 49960);
            const geo::Position out = test::moved(geo::Position::lon_lat(12, 50), azimuth, 50040);
            CHECK(holds(front, in.lon(), in.lat()));
            CHECK_FALSE(holds(front, out.lon(), out.lat()));
            CHECK_FALSE(holds(from, in.lon(), in.lat()));
            CHECK(holds(from, out.lon(), out.lat()));
        }
    }
    SECTION("a layer of polygons") {
        world.folder().write("square.geojson", R"({"type": "Polygon",
            "coordinates": [[[14, 49], [16, 49], [16, 51], [14, 51], [14, 49]]]})");
        const auto plan = world.plan(zone("{ layer = \"square.geojson\" }"));
        CHECK(holds(plan, 15, 50));
        CHECK_FALSE(holds(plan, 16.1, 50));
    }
}

TEST_CASE("A region that names what the scenario does not have is refused") {
    const test::World world;
    const auto planned = [&](const std::string& region) { return refusal([&] { world.plan(zone(region)); }); };
    CHECK(lacking(planned("{ from_front = \"50 km\" }"), {"scenario.toml", "zone 'z'", "no frontline"}) == "");
    CHECK(lacking(planned("{ near_side = true }"), {"scenario.toml", "zone 'z'", "no control"}) == "");
    CHECK(lacking(planned("{ layer = \"none.geojson\" }"), {"none.geojson", "no such file"}) == "");
    CHECK(lacking(planned("{ layer = \"lanes.geojson\" }"), {"lanes.geojson", "polygon"}) == "");
}

TEST_CASE("A country that does not exist is refused where the scenario names it, with the nearest right one") {
    const test::World world;
    const auto planned = [&](const std::string& body) { return refusal([&] { world.plan(body); }); };
    CHECK(lacking(planned(zone("{ country = \"AAB\" }")), {"countries.geojson", "AAB", "did you mean 'AAA'?"}) == "");
    CHECK(lacking(planned(zone("{ country = \"AAB\" }")), {"scenario.toml", "zone 'z'"}) == "");
    CHECK(lacking(planned("[airspace]\nclosed_countries = [\"BBD\"]\n" + test::fleet("f", 1)),
                  {"scenario.toml", "closed_countries", "BBD", "did you mean 'BBB'?"}) == "");
}

TEST_CASE("A zone without any area is refused by its name") {
    const test::World world;
    const std::string apart =
        "{ intersection = [{ disc = { at = [13, 50], radius = \"10 km\" } }, { disc = { at = [16, 50], radius = \"10 km\" } }] }";
    CHECK(lacking(refusal([&] { world.plan(zone(apart)); }), {"scenario.toml", "zone 'z' is empty"}) == "");
}
