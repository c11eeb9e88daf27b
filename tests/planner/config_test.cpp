#include "tests/catch.hpp"
#include "tests/planner/support.hpp"

#include "planner/config.hpp"

using namespace picket;
using planner::Config;
using planner::Date;
using planner::Id;
using planner::Share;
using test::lacking;
using test::refusal;

namespace {

// One file with these lines.
struct File {
    test::TemporaryFolder folder;
    Config config;
    explicit File(std::string_view text) : config(Config::load(folder.write("a.toml", text))) {}
};

template <class T>
std::string refusal_of(const std::string& value) {
    const File file("first = 1\nkey = " + value + "\n");
    const std::string message = refusal([&] { file.config.get<T>("key"); });
    // Every message begins with file, line, key and value.
    const std::string start = (file.folder.path() / "a.toml").string() + ":2: key = ";
    return message.rfind(start, 0) == 0 ? message.substr(start.size()) : "not at its place: " + message;
}

}  // namespace

TEST_CASE("A typed getter gives what the file says") {
    const File file(R"(
text = "Odesa"
id = "pol-f16_1"
date = 2025-08-22
yes = true
whole = 42
real = 2.5
plain_share = 0.6
share = "60 %"
distance = "300 NM"
level = "FL250"
speed = "480 kt"
duration = "1h30min"
mass = "111 t"
place = [-30.5, 46]
words = ["a", "b"]
times = ["90 min", "2 h"]
figure = ["8000 ft", "raaf"]
)");
    const Config& c = file.config;
    CHECK(c.get<std::string>("text") == "Odesa");
    CHECK(c.get<Id>("id").value == "pol-f16_1");
    CHECK(c.get<Date>("date").iso == "2025-08-22");
    CHECK(c.get<bool>("yes"));
    CHECK(c.get<std::int64_t>("whole") == 42);
    CHECK(c.get<double>("real") == 2.5);
    CHECK(c.get<double>("whole") == 42);
    CHECK(c.get<Share>("plain_share").value == 0.6);
    CHECK(c.get<Share>("share").value == Approx(0.6).epsilon(1e-15));
    CHECK(c.get<geo::Distance>("distance").metres() == 300 * 1852);
    CHECK(c.get<geo::Distance>("level").feet() == Approx(25000).epsilon(1e-15));
    CHECK(c.get<geo::Speed>("speed").knots() == Approx(480).epsilon(1e-15));
    CHECK(c.get<geo::Duration>("duration").minutes() == 90);
    CHECK(c.get<geo::Mass>("mass").kilograms() == 111000);
    CHECK(c.get<geo::Position>("place") == geo::Position::lon_lat(-30.5, 46));
    CHECK(c.list<std::string>("words") == std::vector<std::string>{"a", "b"});
    REQUIRE(c.list<geo::Duration>("times").size() == 2);
    CHECK(c.list<geo::Duration>("times")[1].hours() == 2);
    CHECK(c.figure<geo::Distance>("figure").value.feet() == 8000);
    CHECK(c.figure<geo::Distance>("figure").source == "raaf");
    CHECK(refusal([&] { c.refuse_unknown_keys(); }) == "(nothing was refused)");
}

TEST_CASE("A missing key gives the default, nothing or an empty list") {
    const File file("a = 1");
    CHECK(file.config.get_or<std::string>("b", "other") == "other");
    CHECK_FALSE(file.config.find<geo::Distance>("b").has_value());
    CHECK(file.config.list<std::string>("b").empty());
    CHECK(file.config.tables("b").empty());
    CHECK(file.config.named_tables("b").empty());
    CHECK_FALSE(file.config.table("b").has_value());
    CHECK_FALSE(file.config.layer("b").has_value());
    CHECK(file.config.layers("b").empty());
}

TEST_CASE("A value of the wrong kind is refused with file, line, key, value and what is allowed") {
    CHECK(lacking(refusal_of<std::string>("5"), {"5: ", "text in quotes"}) == "");
    CHECK(lacking(refusal_of<bool>("1"), {"1: ", "true or false"}) == "");
    CHECK(lacking(refusal_of<std::int64_t>("1.5"), {"1.5: ", "whole number"}) == "");
    CHECK(lacking(refusal_of<std::int64_t>("\"24\""), {"24", "whole number"}) == "");
    CHECK(lacking(refusal_of<double>("\"2\""), {"2", "must be a number"}) == "");
    CHECK(lacking(refusal_of<double>("nan"), {"nan: ", "must be a number"}) == "");
    CHECK(lacking(refusal_of<double>("inf"), {"inf: ", "must be a number"}) == "");
}

TEST_CASE("A bare number where a unit is due is refused with the list of units") {
    CHECK(lacking(refusal_of<geo::Distance>("300"), {"300: the unit is missing", "km", "NM", "ft", "FL250"}) == "");
    CHECK(lacking(refusal_of<geo::Speed>("480.5"), {"the unit is missing", "kt", "km/h", "m/s"}) == "");
    CHECK(lacking(refusal_of<geo::Duration>("90"), {"the unit is missing", "min", "1h30min"}) == "");
    CHECK(lacking(refusal_of<geo::Mass>("111"), {"the unit is missing", "kg", "lb"}) == "");
    CHECK(lacking(refusal_of<geo::Distance>("\"300\""), {"the unit is missing", "NM"}) == "");
}

TEST_CASE("A unit of another kind, an ambiguous one and none at all are refused") {
    CHECK(lacking(refusal_of<geo::Distance>("\"300 nm\""), {"nanometre", "NM"}) == "");
    CHECK(lacking(refusal_of<geo::Distance>("\"300 M\""), {"unknown unit 'M'", "NM"}) == "");
    CHECK(lacking(refusal_of<geo::Distance>("\"300 mn\""), {"unknown unit 'mn'"}) == "");
    CHECK(lacking(refusal_of<geo::Speed>("\"300 km\""), {"unknown unit 'km'", "km/h"}) == "");
    CHECK(lacking(refusal_of<geo::Duration>("\"2 hours\""), {"unknown unit 'hours'", "min"}) == "");
    CHECK(lacking(refusal_of<geo::Distance>("\"far\""), {"'far' is not a distance"}) == "");
    CHECK(lacking(refusal_of<geo::Distance>("[1]"), {"must be a distance as text with its unit"}) == "");
}

TEST_CASE("A value outside its range is refused") {
    CHECK(lacking(refusal_of<geo::Speed>("\"0 kt\""), {"a speed must be positive"}) == "");
    CHECK(lacking(refusal_of<geo::Speed>("\"-5 kt\""), {"a speed must be positive"}) == "");
    CHECK(lacking(refusal_of<geo::Duration>("\"-5 min\""), {"cannot be negative"}) == "");
    CHECK(lacking(refusal_of<geo::Mass>("\"0 t\""), {"must be positive"}) == "");
    CHECK(lacking(refusal_of<Share>("1.2"), {"1.2", "between 0 and 1"}) == "");
    CHECK(lacking(refusal_of<Share>("\"120 %\""), {"120 %", "between 0 and 1"}) == "");
    CHECK(lacking(refusal_of<Share>("-0.1"), {"between 0 and 1"}) == "");
    CHECK(lacking(refusal_of<geo::Position>("[200, 45]"), {"(200, 45)", "out of range", "-180 to 180", "-90 to 90"}) == "");
    CHECK(lacking(refusal_of<geo::Position>("[30, 95.5]"), {"out of range"}) == "");
    CHECK(lacking(refusal_of<geo::Position>("[nan, 45]"), {"not finite"}) == "");
    CHECK(lacking(refusal_of<geo::Position>("[30]"), {"[longitude, latitude]"}) == "");
    CHECK(lacking(refusal_of<geo::Position>("\"30, 45\""), {"[longitude, latitude]"}) == "");
}

TEST_CASE("Ids are made of letters, digits, - and _") {
    const auto allowed = {"letters, digits, - and _"};
    for (const char* bad : {"\"two words\"", "\"\"", "\"a.b\"", "\"a/b\"", "\"caf\u00e9\""}) {
        INFO(bad);
        CHECK(lacking(refusal_of<Id>(bad), {*allowed.begin()}) == "");
    }
    CHECK(lacking(refusal_of<Id>("5"), {"an id in quotes"}) == "");
}

TEST_CASE("Dates are dates, not text and not times") {
    CHECK(lacking(refusal_of<Date>("\"2025-08-22\""), {"a date such as 2025-08-22", "without quotes"}) == "");
    CHECK(lacking(refusal_of<Date>("2025-08-22T10:00:00"), {"a date such as"}) == "");
    CHECK(lacking(refusal_of<Date>("2025"), {"a date such as"}) == "");
}

TEST_CASE("A figure is a value and its source") {
    const File file("a = \"8000 ft\"\nb = [\"8000 ft\"]\nc = [8000, \"raaf\"]\nd = [\"8000 ft\", 5]\n");
    const auto of = [&](const char* key) {
        return refusal([&] { file.config.figure<geo::Distance>(key); });
    };
    CHECK(lacking(of("a"), {"a.toml:1: a = ", "[value, \"source\"]", "assumed"}) == "");
    CHECK(lacking(of("b"), {"a.toml:2: b = ", "[value, \"source\"]"}) == "");
    CHECK(lacking(of("c"), {"a.toml:3: c = ", "the unit is missing"}) == "");
    CHECK(lacking(of("d"), {"a.toml:4: d = ", "text in quotes"}) == "");
    CHECK(lacking(of("e"), {"a.toml", "e: is missing"}) == "");
}

TEST_CASE("A key that nobody asked for is refused with the nearest right one and all known ones") {
    const File file("count = 3\navailabilty = 0.5\n");
    file.config.get<std::int64_t>("count");
    file.config.has("availability");
    const std::string message = refusal([&] { file.config.refuse_unknown_keys(); });
    CHECK(lacking(message, {"a.toml:2: availabilty = 0.5", "unknown key", "did you mean 'availability'?",
                            "availability, count"}) == "");
}

TEST_CASE("An unknown key like no known one is refused without a guess") {
    const File file("colour = \"red\"\n");
    file.config.has("count");
    const std::string message = refusal([&] { file.config.refuse_unknown_keys(); });
    CHECK(lacking(message, {"unknown key", "known here: count"}) == "");
    CHECK(message.find("did you mean") == std::string::npos);
}

TEST_CASE("A message names the table it is about, by its label and its own line") {
    const File file("[[fleet]]\nid = \"one\"\n\n[[fleet]]\nid = \"two\"\ncount = 0.5\n");
    const std::vector<Config> fleets = file.config.tables("fleet");
    REQUIRE(fleets.size() == 2);
    CHECK(lacking(refusal([&] { fleets[1].get<std::int64_t>("count"); }), {"a.toml:6: in fleet 2: count = 0.5"}) == "");
    fleets[1].set_label("fleet 'two'");
    CHECK(lacking(refusal([&] { fleets[1].get<std::int64_t>("count"); }), {"a.toml:6: in fleet 'two': count"}) == "");
    CHECK(lacking(refusal([&] { fleets[0].get<Id>("base"); }), {"a.toml:1: in fleet 1: base: is missing"}) == "");
}

TEST_CASE("Tables, lists of tables and named tables are told apart") {
    const File file("[one]\na = 1\n[[many]]\nb = 2\n[named.x]\nc = 3\n[named.a]\nc = 4\n");
    CHECK(file.config.table("one")->get<std::int64_t>("a") == 1);
    CHECK(file.config.named_tables("named").front().first == "a");
    CHECK(lacking(refusal([&] { file.config.tables("one"); }), {"a.toml:1", "[[one]]"}) == "");
    CHECK(lacking(refusal([&] { file.config.table("many"); }), {"must be a table"}) == "");
    CHECK(lacking(refusal([&] { file.config.named_tables("many"); }), {"[many.NAME]"}) == "");
    CHECK(lacking(refusal([&] { file.config.list<std::string>("one"); }), {"square brackets"}) == "");
}

TEST_CASE("A layer is a path relative to the file, or a table that says more") {
    const File file(R"(
plain = "sub/line.geojson"
far = "/data/line.gpkg"
zip = "/vsizip/a.zip/line.shp"
full = { file = "a.gpkg", layer = "held", where = "side = 'far'", edges = "geodesic" }
wrong_edges = { file = "a.gpkg", edges = "geodesc" }
wrong_key = { file = "a.gpkg", wher = "x" }
no_file = { layer = "held" }
number = 5
)");
    const auto& folder = file.folder.path();
    CHECK(file.config.layer("plain")->file == folder / "sub/line.geojson");
    CHECK(file.config.layer("far")->file == "/data/line.gpkg");
    CHECK(file.config.layer("zip")->file == "/vsizip/a.zip/line.shp");
    const geo::LayerRef full = *file.config.layer("full");
    CHECK(full.file == folder / "a.gpkg");
    CHECK(full.layer == "held");
    CHECK(full.where == "side = 'far'");
    CHECK(full.edges == geo::EdgeRule::geodesic);
    const auto of = [&](const char* key) { return refusal([&] { file.config.layer(key); }); };
    CHECK(lacking(of("wrong_edges"), {"a.toml:6", "straight, geodesic or rhumb", "did you mean 'geodesic'?"}) == "");
    CHECK(lacking(of("wrong_key"), {"a.toml:7", "wher", "unknown key", "did you mean 'where'?"}) == "");
    CHECK(lacking(of("no_file"), {"a.toml:8", "file: is missing"}) == "");
    CHECK(lacking(of("number"), {"a.toml:9", "number = 5", "a path in quotes"}) == "");
}

TEST_CASE("A list of layers reads each as though it stood alone") {
    const File file("two = [\"a.geojson\", { file = \"b.gpkg\", layer = \"x\" }]\n");
    const auto layers = file.config.layers("two");
    REQUIRE(layers.size() == 2);
    CHECK(layers[0].file == file.folder.path() / "a.geojson");
    CHECK(layers[1].layer == "x");
}

TEST_CASE("What is wrong in a list of layers is refused at its own line") {
    const File file("\n\ntwo = [\"a.geojson\", { file = \"b.gpkg\", laier = \"x\" }]\nthree = [5]\n");
    CHECK(lacking(refusal([&] { file.config.layers("two"); }), {"a.toml:3:", "laier", "did you mean 'layer'?"}) == "");
    CHECK(lacking(refusal([&] { file.config.layers("three"); }), {"a.toml:4:", "three", "a path in quotes"}) == "");
}

TEST_CASE("A file that is missing or not TOML is refused by name and line") {
    const test::TemporaryFolder folder;
    const auto load = [&](const std::filesystem::path& file) { return refusal([&] { Config::load(file); }); };
    CHECK(lacking(load(folder.path() / "none.toml"), {"none.toml: no such file"}) == "");
    const auto bad = folder.write("bad.toml", "a = 1\nb = = 2\n");
    CHECK(lacking(load(bad), {"bad.toml:2: not TOML"}) == "");
}
