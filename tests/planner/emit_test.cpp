#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "planner/emit/emit.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

using namespace picket;
using planner::Json;
using test::fleet;

namespace {

const std::string everything =
    "[airspace]\nclosed_countries = [\"BBB\"]\n" +
    fleet("f", 60, "alert = 2\non_station = [\"0 min\", \"1 h\"]") +
    "[[station]]\nid = \"s\"\nat = [15, 49]\nfleet = \"f\"\nhours_per_day = 9\nzones = [\"z\"]\n"
    "[[station]]\nid = \"q\"\nat = [16, 45]\nfleet = \"f\"\nhours_per_day = 9\nzones = [\"z\"]\n"
    "[[sensor]]\nid = \"r\"\nnation = \"AAA\"\ntype = \"coastal\"\nat = [15, 45]\n"
    "[[sensor]]\nid = \"r2\"\nnation = \"AAA\"\ntype = \"coastal\"\nat = [15.2, 45]\n"
    "[[air_defence]]\nid = \"d\"\nnation = \"AAA\"\ntype = \"battery\"\nat = [18, 47]\n"
    "[[coastal_defence]]\nid = \"c\"\nnation = \"AAA\"\ntype = \"missile\"\nat = [17, 45.5]\n"
    "[[vessel]]\nid = \"v\"\nnation = \"BBB\"\ntype = \"cutter\"\nat = [18, 42]\n"
    "[[vessel]]\nid = \"w\"\nnation = \"BBB\"\ntype = \"cutter\"\npatrol = { lane = \"south\", to = \"90 km\", sweep_width = \"5 NM\", search_time = \"3 h\" }\n"
    "[more_ships]\ntype = \"cutter\"\ncount = [1, 2]\n"
    "[[zone]]\nid = \"z\"\nresponse_time = \"12 min\"\nregion = { country = \"AAA\" }\n"
    "seen_at = \"100 m\"\nassets = [{ name = \"plant\", at = [15, 48] }]\n"
    "[[lane]]\nid = \"south\"\nair_within = \"20 min\"\nsea_within = \"1 h\"\nwatched = true\n"
    "[[requirement]]\nkey = \"zones.z.held_share\"\nat_least = \"60 %\"\n";

std::map<std::string, std::string> files_of(const test::World& world, const std::string& body) {
    const auto plan = world.plan(body, true);
    std::map<std::string, std::string> files;
    for (const planner::OutputFile& f : planner::emit(plan, test::whole_summary(plan), test::as_geojson())) files[f.name] = f.content;
    return files;
}

// docs/formats.md, "The plan's folder".
const std::map<std::string, std::vector<std::string>> layers{
    {"bases", {"icao", "country", "role", "used", "runway_m", "elevation_m"}},
    {"countries", {"iso3"}},
    {"rota", {"station", "seat", "fleet", "nation", "base", "sortie", "aircraft", "takeoff_time", "from_time", "to_time", "landing_time"}},
    {"ports", {"country", "role"}},
    {"frontline", {"length_km", "length_mi"}},
    {"control", {"area_km2"}},
    {"closed_airspace", {"reason", "area_km2"}},
    {"reach", {"fleet", "base", "nation", "aircraft", "on_station_min", "tanker", "refuellings", "recovery", "radius_km", "area_km2"}},
    {"force", {"on_station_min", "with_tankers", "fleets", "aircraft", "aircraft_available", "held_by", "area_km2"}},
    {"best_bases", {"base", "fleet", "aircraft", "nation", "area_km2"}},
    {"arrival", {"from", "kind", "within_min", "area_km2"}},
    {"routes", {"from", "to", "fleet", "length_km", "time_min", "direct_km", "turns"}},
    {"stations",
     {"zone", "seats", "fleet", "base", "nation", "on_station_h", "on_station_dry_h", "sorties_per_day",
      "aircraft_needed", "aircraft_needed_uncapped", "manned", "role"}},
    {"station_cover", {"station", "zone", "response_min", "radius_km"}},
    {"zones", {"zone", "area_km2", "volume_km3", "floor_m", "ceiling_m", "response_min"}},
    {"zone_held", {"zone", "cover", "area_km2", "share"}},
    {"zone_gaps", {"zone", "area_km2", "share", "nearest", "response_min", "short_min", "worst_at", "closed_by"}},
    {"zone_seen", {"zone", "seen_by", "area_km2", "share", "seen_at_m"}},
    {"zone_assets", {"zone", "weights", "weight", "held", "held_by", "seen", "seen_by", "response_min"}},
    {"lanes", {"from", "to", "length_km", "length_nmi", "protected_share", "port_offset_km"}},
    {"lane_legs",
     {"lane", "from_km", "to_km", "protected", "cause", "air_min", "air_by", "sea_min", "sea_by", "watched_by", "revisit_min", "revisit_by", "air_defence_by", "coastal_defence_by", "swept_width_m", "swept_depth_m", "swept_by",
      "front_km", "hostile_shore_km", "waters", "listed", "without"}},
    {"lane_gaps", {"lane", "from_km", "to_km", "length_km", "cause", "without", "short_min", "short_km", "exposed_h", "nearest", "response_min", "worst_at", "closed_by"}},
    {"air_defence", {"type", "nation", "radius_km", "height_m"}},
    {"lane_areas", {"kind", "width_m", "depth_m"}},
    {"coastal_defence", {"type", "nation", "radius_km", "height_m"}},
    {"coastal_defence_cover", {"radius_km", "height_m"}},
    {"sensors", {"type", "nation", "radius_km", "height_m"}},
    {"air_defence_cover", {"radius_km", "height_m"}},
    {"sensor_cover", {"radius_km", "height_m"}},
    {"vessels", {"vessel", "type", "nation", "half_km", "dash_speed_kn", "patrol_speed_kn"}},
    {"patrols",
     {"pattern", "count", "length_km", "speed_kn", "worst_revisit_min", "mean_wait_min", "coverage_factor", "detection_random",
      "detection_inverse_cube"}},
    {"ship_places", {"ships", "number", "type", "lane", "at_km"}}};

}  // namespace

TEST_CASE("A plan's folder has every file of docs/formats.md, and plan.json names them all") {
    const test::World world;
    const auto files = files_of(world, everything);
    std::set<std::string> expected{"plan.json", "summary.json", "lane_profile.csv", "aircraft_buy.csv", "rota.csv"};
    for (const auto& [name, fields] : layers) expected.insert({name + ".geojson", name + ".qml"});
    std::set<std::string> got;
    for (const auto& [name, content] : files) got.insert(name);
    CHECK(got == expected);
    const Json plan = Json::parse(files.at("plan.json"));
    CHECK(plan.at("files").size() == expected.size());
    for (const Json& name : plan.at("files")) CHECK(expected.contains(name.get<std::string>()));
}

TEST_CASE("Each layer has the fields it must have, one geometry type and ids that are unique") {
    const test::World world;
    const auto files = files_of(world, everything);
    for (const auto& [name, fields] : layers) {
        INFO(name);
        const Json layer = Json::parse(files.at(name + ".geojson"));
        CHECK(layer.at("type") == "FeatureCollection");
        CHECK_FALSE(layer.contains("crs"));
        REQUIRE(layer.at("features").size() > 0);
        std::set<std::string> types, ids;
        for (const Json& feature : layer.at("features")) {
            types.insert(feature.at("geometry").at("type").get<std::string>());
            CHECK(feature.at("id").is_string());
            CHECK(ids.insert(feature.at("id").get<std::string>()).second);
            const Json& properties = feature.at("properties");
            for (const std::string& field : fields) {
                INFO(field);
                CHECK(properties.contains(field));
            }
            for (const char* common : {"name", "source", "as_of"}) {
                INFO(common);
                CHECK(properties.contains(common));
            }
        }
        CHECK(types.size() == 1);
    }
}

TEST_CASE("A layer with nothing in it is written with no features") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 1));
    for (const planner::OutputFile& f : planner::emit(plan, test::whole_summary(plan), test::as_geojson()))
        if (f.name == "zones.geojson" || f.name == "lane_legs.geojson" || f.name == "control.geojson")
            CHECK(Json::parse(f.content).at("features").empty());
}

TEST_CASE("The lane's profile has the columns of docs/formats.md and as many cells in every row") {
    const test::World world;
    const auto files = files_of(world, everything);
    std::istringstream csv(files.at("lane_profile.csv"));
    std::string head, row;
    std::getline(csv, head);
    CHECK(head == 
          "lane,km,nmi,lon,lat,air_min,air_by,sea_min,sea_by,watched_by,airborne_by,coastal_by,ground_by,revisit_min,revisit_by,air_defence_by,"
          "coastal_defence_by,swept_width_m,swept_depth_m,swept_by,front_km,hostile_shore_km,waters,listed,protected,cause,without,short_min,short_km");
    const auto cells = [](const std::string& line) {
        int count = 1;
        bool quoted = false;
        for (const char c : line) {
            quoted ^= c == '"';
            count += c == ',' && !quoted;
        }
        return count;
    };
    int rows = 0;
    while (std::getline(csv, row)) {
        if (cells(row) != cells(head)) CHECK(row == "as many cells as the head");
        ++rows;
    }
    CHECK(rows > 400);
}

TEST_CASE("plan.json has the resolved scenario, versions, notices and the SHA-256 of every input") {
    const test::World world;
    const Json plan = Json::parse(files_of(world, everything).at("plan.json"));
    CHECK(plan.at("schema_version") == 1);
    for (const char* part : {"picket", "gdal", "geos", "proj"}) CHECK(plan.at("versions").contains(part));
    CHECK(plan.at("scenario").at("fleets").at(0).at("availability") == 1.0);
    CHECK(plan.at("scenario").at("tolerance_m") == 10.0);
    CHECK(plan.at("types").at("aircraft").at("fighter").at("endurance_s").at("value") == 9000.0);
    CHECK(plan.at("types").at("aircraft").at("fighter").at("endurance_s").at("source") == "drawn");
    CHECK(plan.at("sources").at("drawn").at("date") == "2025");
    std::set<std::string> inputs;
    for (const Json& input : plan.at("inputs")) {
        inputs.insert(input.at("file").get<std::string>());
        CHECK(input.at("sha256").get<std::string>().size() == 64);
    }
    CHECK(inputs == std::set<std::string>{"scenario.toml", "bases.geojson", "ports.geojson", "countries.geojson",
                                          "territorial_sea.geojson", "lanes.geojson", "frontline.geojson",
                                          "control.geojson", "aircraft.toml", "vessels.toml", "sensors.toml"});
    CHECK(plan.at("notices").is_array());
}

TEST_CASE("A closed country named twice is closed once") {
    const test::World world;
    const auto plan = world.plan("[airspace]\nclosed_countries = [\"BBB\", \"BBB\"]\n" + fleet("f", 1));
    CHECK(plan.theatre.closed.size() == 2);  // its land and its sea
}

TEST_CASE("The same scenario gives the same bytes again, with one thread, two and as many as there are") {
    const test::World world;
    const auto first = files_of(world, everything);
    CHECK(files_of(world, everything) == first);
    for (const std::size_t threads : {1, 2}) {
        const geo::ThreadLimit limit(threads);
        INFO(threads);
        const auto again = files_of(world, everything);
        for (const auto& [name, content] : first) {
            INFO(name);
            CHECK(again.at(name) == content);
        }
    }
}

TEST_CASE("Where the scenario lies does not change a byte of its plan") {
    const test::World one, other;
    CHECK(files_of(one, everything) == files_of(other, everything));
}
