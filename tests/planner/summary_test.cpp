#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "geo/text.hpp"

#include <algorithm>

using namespace picket;
using planner::find_key;
using planner::Json;
using test::fleet;
using test::lacking;
using test::refusal;

namespace {

const std::string body =
    fleet("f", 30, "alert = 2\non_station = [\"0 min\", \"1 h\"]") +
    "[[fleet]]\nid = \"g\"\nnation = \"BBB\"\nbase = \"CCCC\"\naircraft = \"fighter\"\ncount = 10\navailability = 0.5\n"
    "[[station]]\nid = \"s\"\nat = [15, 49]\nfleet = \"f\"\non_station = \"1 h\"\nhours_per_day = 9.5\nzones = [\"z\"]\n"
    "[[station]]\nid = \"u\"\nat = [16, 47]\nfleet = \"g\"\non_station = \"1 h\"\nhours_per_day = 2.5\n"
    "[[vessel]]\nid = \"v\"\nnation = \"BBB\"\ntype = \"cutter\"\nat = [18, 42]\n"
    "[[zone]]\nid = \"z\"\nresponse_time = \"10 min\"\nfloor = \"1 km\"\nceiling = \"11 km\"\nregion = { country = \"AAA\" }\n"
    "[[lane]]\nid = \"south\"\nship_speed = \"10 kt\"\nair_within = \"20 min\"\n";

std::vector<std::string> keys_of(const Json& json) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : json.items()) keys.push_back(key);
    return keys;
}

double number(const Json& summary, const char* key) { return find_key(summary, key)->get<double>(); }

}  // namespace

TEST_CASE("A summary is nested as docs/formats.md says") {
    const test::World world;
    const Json s = test::whole_summary(world.plan(body, true));
    const auto keys = keys_of(s);
    for (const char* part : {"frontline", "reach", "fleets", "stations", "zones", "lanes", "nations", "bases", "types", "total", "requirements"}) {
        INFO(part);
        CHECK(std::find(keys.begin(), keys.end(), part) != keys.end());
    }
    CHECK(keys_of(s.at("reach").at("f")) == std::vector<std::string>{"0min", "60min"});
    CHECK(keys_of(s.at("zones").at("z")) ==
          std::vector<std::string>{"area_km2", "volume_km3", "response_min", "held_km2", "held_share", "gap_km2",
                                   "gap_share", "held_by_cover_km2", "seen_km2", "seen_share",
                                                            "seen_by_cover_km2", "weights", "worst_response_min", "mean_response_min",
                                                            "unreached_km2", "worst_response_at", "worst_response_why_not"});
    CHECK(keys_of(s.at("nations")) == std::vector<std::string>{"AAA", "BBB"});
    CHECK(keys_of(s.at("bases")) == std::vector<std::string>{"AAAA", "CCCC"});
}

TEST_CASE("The numbers of a summary agree with one another") {
    const test::World world;
    const Json s = test::whole_summary(world.plan(body, true));
    const auto n = [&](const char* key) { return number(s, key); };
    CHECK(n("zones.z.held_km2") + n("zones.z.gap_km2") == Approx(n("zones.z.area_km2")).margin(0.002));
    CHECK(n("zones.z.held_share") == Approx(n("zones.z.held_km2") / n("zones.z.area_km2")).margin(1e-6));
    CHECK(n("zones.z.held_share") + n("zones.z.gap_share") == Approx(1).margin(1.1e-6));
    CHECK(n("zones.z.volume_km3") == Approx(n("zones.z.area_km2") * 10).margin(0.1));
    double covers = 0;
    for (const auto& [count, area] : s.at("zones").at("z").at("held_by_cover_km2").items()) covers += area.get<double>();
    CHECK(covers == Approx(n("zones.z.held_km2")).margin(0.002));
    CHECK(n("lanes.south.protected_km") + n("lanes.south.exposed_km") == Approx(n("lanes.south.length_km")).margin(0.002));
    CHECK(n("lanes.south.length_nmi") == Approx(n("lanes.south.length_km") / 1.852).margin(0.001));
    CHECK(n("lanes.south.exposed_h") == Approx(n("lanes.south.exposed_km") / 18.52).margin(0.0002));
    CHECK(n("lanes.south.gaps") == 1);
    CHECK(n("lanes.south.longest_gap_km") == n("lanes.south.exposed_km"));
    CHECK(n("frontline.length_mi") == Approx(n("frontline.length_km") / 1.609344).margin(0.001));
    CHECK(n("stations.s.sorties_per_day") == Approx(9.5));
    CHECK(n("fleets.f.sorties_needed_per_day") == 10);
    CHECK(n("fleets.g.sorties_flown_per_day") == 3);
    CHECK(n("nations.AAA.aircraft") == 30);
    CHECK(n("nations.AAA.aircraft_available") == 28);
    CHECK(n("nations.BBB.vessels") == 1);
    CHECK(n("bases.CCCC.aircraft_available") == 5);
    // 120 NM there and back around an hour: 1.5 h each.
    CHECK(n("stations.s.flight_h") == Approx(1 + n("stations.s.transit_km") / 1.852 / 480 * 2).margin(2e-4));
    CHECK(n("fleets.f.flight_hours_per_day") == Approx(9.5 * n("stations.s.flight_h")).margin(0.002));
}

TEST_CASE("Every key of a summary is found again, also where a time on station is no whole number of minutes") {
    const test::World world;
    const Json s = test::whole_summary(world.plan(fleet("f", 3, "on_station = [\"450 s\"]")));
    const auto keys = planner::all_keys(s);
    CHECK(keys.size() > 20);
    for (const std::string& key : keys) {
        INFO(key);
        CHECK(find_key(s, key) != nullptr);
    }
    CHECK(find_key(s, "fleets.f.nosuch") == nullptr);
    CHECK(find_key(s, "fleets.f.count.x") == nullptr);
    CHECK(find_key(s, "fleets..count") == nullptr);
}

TEST_CASE("A requirement is met or missed by how much") {
    const test::World world;
    const auto judged = [&](const std::string& key, const std::string& bound) {
        const auto plan = world.plan(body + "[[requirement]]\nkey = \"" + key + "\"\n" + bound + "\n");
        return test::whole_summary(plan).at("requirements").at(0);
    };
    const Json met = judged("fleets.f.sorties_flown_per_day", "at_least = 10");
    CHECK(met.at("met") == true);
    CHECK(met.at("missed_by") == 0.0);
    CHECK(met.at("got") == 10.0);
    const Json missed = judged("fleets.f.sorties_flown_per_day", "at_least = 12");
    CHECK(missed.at("met") == false);
    CHECK(missed.at("missed_by") == 2.0);
    CHECK(missed.at("wanted") == 12.0);
    CHECK(judged("fleets.f.sorties_flown_per_day", "at_most = 10").at("met") == true);
    CHECK(judged("fleets.f.sorties_flown_per_day", "at_most = 9.5").at("missed_by") == 0.5);
    const Json share = judged("zones.z.held_share", "at_least = \"100 %\"");
    CHECK(share.at("missed_by").get<double>() == Approx(1 - share.at("got").get<double>()).margin(1e-6));
    CHECK(judged("lanes.south.longest_gap_km", "at_most = \"10 NM\"").at("wanted").get<double>() == Approx(18.52));
}

TEST_CASE("A requirement on a number that there is none of is missed, and the plan goes on") {
    const test::World world;
    const auto plan = world.plan("[[fleet]]\nid = \"f\"\nnation = \"AAA\"\nbase = \"AAAA\"\naircraft = \"fighter\"\ncount = 0\n[[zone]]\nid = \"z\"\nresponse_time = \"5 min\"\nregion = { country = \"AAA\" }\n"
                                 "[[requirement]]\nkey = \"zones.z.mean_response_min\"\nat_most = \"5 min\"\n");
    const Json r = test::whole_summary(plan).at("requirements").at(0);
    CHECK(r.at("met") == false);
    CHECK(r.at("got").is_null());
    CHECK(r.at("missed_by").is_null());
    CHECK(planner::requirements_in(test::whole_summary(plan)).at(0).got == std::nullopt);
}

TEST_CASE("A requirement of a key that is no number is refused with the nearest right one") {
    const test::World world;
    const auto of = [&](const std::string& key) {
        return refusal([&] {
            test::whole_summary(world.plan(body + "[[requirement]]\nkey = \"" + key + "\"\nat_least = 0.5\n"));
        });
    };
    CHECK(lacking(of("zones.z.held_shar"), {"scenario.toml", "zones.z.held_shar", "did you mean 'zones.z.held_share'?"}) ==
          "");
    CHECK(lacking(of("zones.z"), {"scenario.toml", "bounds a number"}) == "");
    CHECK(lacking(of("stations.s.manned"), {"stations.s.manned", "bounds a number"}) == "");
}

TEST_CASE("Requirements come back from a summary as they went in") {
    const test::World world;
    const Json s = test::whole_summary(world.plan(body + "[[requirement]]\nkey = \"zones.z.held_share\"\nat_least = \"99 %\"\n"));
    const auto back = planner::requirements_in(s);
    REQUIRE(back.size() == 1);
    CHECK(planner::to_json(back) == s.at("requirements"));
}
