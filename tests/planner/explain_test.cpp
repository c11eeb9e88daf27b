#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "planner/emit/emit.hpp"
#include "planner/explain.hpp"
#include "planner/emit/plan_folder.hpp"

#include "geo/text.hpp"

#include <iterator>

using namespace picket;
using planner::Json;
using test::fleet;
using test::lacking;
using test::refusal;

namespace {

// Something of everything that a plan can hold.
const std::string everything =
    "[airspace]\nclosed_countries = [\"BBB\"]\n" +
    fleet("f", 40, "alert = 2\non_station = [\"0 min\", \"90 s\"]") +
    "[[fleet]]\nid = \"t\"\nnation = \"BBB\"\nbase = \"CCCC\"\naircraft = \"tanker\"\ncount = 9\n"
    "[[station]]\nid = \"tk\"\nat = [15, 48]\nfleet = \"t\"\non_station = \"4 h\"\nhours_per_day = 12\n"
    "[[station]]\nid = \"s\"\nat = [15, 49]\nfleet = \"f\"\nhours_per_day = 9.5\nzones = [\"z\"]\ntanker = \"tk\"\n"
    "[[sensor]]\nid = \"r\"\nnation = \"AAA\"\ntype = \"coastal\"\nat = [15, 45]\n"
    "[[air_defence]]\nid = \"d\"\nnation = \"AAA\"\ntype = \"battery\"\nat = [18, 47]\n"
    "[[vessel]]\nid = \"v\"\nnation = \"BBB\"\ntype = \"cutter\"\nat = [18, 42]\n"
    "[[vessel]]\nid = \"w\"\nnation = \"BBB\"\ntype = \"cutter\"\npatrol = { lane = \"south\", to = \"90 km\", sweep_width = \"5 NM\", search_time = \"3 h\" }\n"
    "[more_ships]\ntype = \"cutter\"\ncount = [1, 2]\n"
    "[[zone]]\nid = \"z\"\nresponse_time = \"20 min\"\nregion = { minus = [{ country = \"AAA\" }, { far_side = true }] }\n"
    "[[lane]]\nid = \"south\"\nair_within = \"20 min\"\nsea_within = \"1 h\"\n"
    "[[requirement]]\nkey = \"zones.z.held_share\"\nat_least = \"60 %\"\n";

struct Written {
    test::World world;
    std::filesystem::path folder;
    Json summary;
    explicit Written(const std::string& body) : folder(world.folder().path() / "out") {
        const auto plan = world.plan(body, true);
        summary = test::whole_summary(plan);
        planner::write_folder(folder, planner::emit(plan, summary, test::as_geojson()), planner::Existing::refuse);
    }
};

}  // namespace

TEST_CASE("Every key of a plan's summary is explained, with its value, a formula and what made it") {
    const Written plan(everything);
    const auto keys = planner::all_keys(plan.summary);
    CHECK(keys.size() > 90);
    for (const std::string& key : keys) {
        std::string text;
        const std::string refused = refusal([&] { text = planner::explain(plan.folder, key); });
        INFO(key);
        CHECK(refused == "(nothing was refused)");
        const Json* value = planner::find_key(plan.summary, key);
        if (!value) continue;
        CHECK(lacking(text, {key + " = " + value->dump() + "\n", "Formula\n  ", "docs/model.md", "Made by picket "}) == "");
        CHECK(text.find('$') == std::string::npos);
    }
}

TEST_CASE("Every section of docs/model.md that an explanation names is there") {
    const Written plan(everything);
    const std::string model = test::read_file(test::datasets().parent_path() / "docs" / "model.md");
    for (const std::string& key : planner::all_keys(plan.summary)) {
        std::string text;
        refusal([&] { text = planner::explain(plan.folder, key); });
        const auto start = text.find("(docs/model.md, \"");
        if (start == std::string::npos) continue;
        const auto from = start + 17;
        const std::string section = text.substr(from, text.find('"', from) - from);
        INFO(key << ": " << section);
        CHECK(lacking(model, {"# " + section + "\n"}) == "");
    }
}

TEST_CASE("An explanation gives the inputs with their values and their sources") {
    const Written plan(everything);
    const std::string text = planner::explain(plan.folder, "stations.s.on_station_dry_h");
    CHECK(lacking(text, {"fighter.endurance_s = 9000", "Drawn for the tests, 2025", "assumed",
                         "stations.s.transit_min = ", "summary.json"}) == "");
    CHECK(lacking(planner::explain(plan.folder, "frontline.length_km"), {"frontline.geojson", "SHA-256"}) == "");
    CHECK(lacking(planner::explain(plan.folder, "fleets.f.sorties_needed_per_day"), {"stations.s = {"}) == "");
    CHECK(lacking(planner::explain(plan.folder, "nations.BBB.aircraft"), {"fleets.t = {"}) == "");
}

TEST_CASE("What holds a zone is all named: stations, ground alert and air defence") {
    const Written plan(everything);
    const std::string text = planner::explain(plan.folder, "zones.z.held_km2");
    CHECK(lacking(text, {"stations.s"}) == "");
    CHECK(lacking(text, {"alert"}) == "");
    CHECK(lacking(text, {"air_defence", "60"}) == "");
}

TEST_CASE("A key that the summary does not have is refused with the nearest right one") {
    const Written plan(everything);
    const auto of = [&](const std::string& key) { return refusal([&] { planner::explain(plan.folder, key); }); };
    CHECK(lacking(of("zones.z.held_shar"), {"zones.z.held_shar", "did you mean 'zones.z.held_share'?", "summary.json"}) ==
          "");
    CHECK(lacking(of("zones"), {"'zones'"}) == "");
    CHECK(lacking(of(""), {"''"}) == "");
}

TEST_CASE("A folder that is no plan is refused by name") {
    const test::TemporaryFolder folder;
    const auto of = [&](const std::filesystem::path& p) { return refusal([&] { planner::explain(p, "x"); }); };
    CHECK(lacking(of(folder.path() / "none"), {"none", "no such folder"}) == "");
    CHECK(lacking(of(folder.path()), {folder.path().string(), "no such file"}) == "");
    folder.write("plan.json", "not JSON");
    folder.write("summary.json", "not JSON");
    CHECK(lacking(of(folder.path()), {folder.path().string(), ".json: not JSON"}) == "");
    // JSON, but of something else: the user's fault still, and said as one.
    folder.write("plan.json", "{}");
    folder.write("summary.json", "{\"x\": 1}");
    CHECK(lacking(of(folder.path()), {folder.path().string()}) == "");
}
