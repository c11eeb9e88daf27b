#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "geo/text.hpp"

using namespace picket;
using test::fleet;
using test::lacking;
using test::refusal;

namespace {

std::string refused(const std::string& body) {
    const test::World world;
    return refusal([&] { world.read(body); });
}

std::string station(const std::string& more = "") {
    return "[[station]]\nid = \"s\"\nat = [15, 50]\nfleet = \"f\"\n" + more + "\n";
}

std::string zone(const std::string& id) {
    return "[[zone]]\nid = \"" + id + "\"\nresponse_time = \"10 min\"\nregion = { country = \"AAA\" }\n";
}

std::string lane(const std::string& more) { return "[[lane]]\nid = \"south\"\n" + more + "\n"; }

std::string requirement(const std::string& more) { return "[[requirement]]\nkey = \"zones.z.held_share\"\n" + more + "\n"; }

}  // namespace

TEST_CASE("What a scenario leaves out has the defaults of docs/formats.md") {
    const test::TemporaryFolder folder;
    const auto file = folder.write("s.toml", R"(
schema_version = 1
name = "small"
as_of = 2025-08-22
[[fleet]]
id = "f"
nation = "POL"
base = "EPLK"
aircraft = "f16"
count = 6
[[station]]
id = "s"
at = [25, 50]
fleet = "f"
[[sensor]]
id = "r"
nation = "POL"
type = "coastal-x"
at = [19, 54.5]
[[vessel]]
id = "v"
nation = "ROU"
type = "type22"
at = [30, 45]
[[zone]]
id = "z"
response_time = "10 min"
region = { country = "UKR" }
[[lane]]
id = "odesa-bosphorus"
watched = true
)");
    const planner::Scenario s = planner::read_scenario(file, test::datasets());
    CHECK(s.title == "small");
    CHECK(s.description.empty());
    CHECK(s.as_of == "2025-08-22");
    CHECK(s.tolerance.metres() == 10);
    CHECK_FALSE(s.frontline.has_value());
    CHECK_FALSE(s.control.has_value());
    CHECK(s.bases.file == test::datasets() / "bases.geojson");
    CHECK(s.lanes_layer.file == test::datasets() / "lanes.geojson");
    CHECK(s.tables.at(0) == test::datasets() / "aircraft.toml");
    CHECK(s.airspace.closed_countries.empty());
    CHECK(s.airspace.territorial_sea);
    CHECK(s.airspace.control_closed);
    const planner::Fleet& f = s.fleets.at(0);
    CHECK(f.availability == 0.7);
    CHECK(f.sorties_per_aircraft_day == 1.0);
    REQUIRE(f.on_station.size() == 1);
    CHECK(f.on_station[0].seconds() == 0);
    CHECK(f.alert == 0);
    const planner::Station& st = s.stations.at(0);
    CHECK(st.seats == 1);
    CHECK(st.hours_per_day == 24);
    CHECK_FALSE(st.on_station.has_value());
    CHECK(st.track.metres() == 0);
    CHECK(st.zones.empty());
    CHECK(st.tanker.empty());
    CHECK(st.refuellings == 0);
    CHECK(s.sensors.at(0).target_height.metres() == 0);
    CHECK_FALSE(s.sensors.at(0).height.has_value());
    CHECK(s.vessels.at(0).name == "v");
    CHECK(s.zones.at(0).title == "z");
    CHECK(s.zones.at(0).floor.metres() == 0);
    CHECK(s.zones.at(0).ceiling.feet() == Approx(60000));
    CHECK(s.lanes.at(0).ship_speed.knots() == Approx(12));
    CHECK(s.lanes.at(0).all_kinds);
    CHECK_FALSE(s.lanes.at(0).air_within.has_value());
    CHECK_FALSE(s.lanes.at(0).air_defence);
}

TEST_CASE("A station with a tanker is refuelled once unless it says otherwise") {
    const test::World world;
    const std::string tankers = "[[fleet]]\nid = \"t\"\nnation = \"AAA\"\nbase = \"CCCC\"\naircraft = \"tanker\"\ncount = 9\n"
                                "[[station]]\nid = \"tk\"\nat = [15, 49]\nfleet = \"t\"\non_station = \"4 h\"\n";
    const auto once = world.read(fleet("f", 9) + tankers + station("tanker = \"tk\""));
    CHECK(planner::by_id(once.stations, "s").refuellings == 1);
    const auto thrice = world.read(fleet("f", 9) + tankers + station("tanker = \"tk\"\nrefuellings = 3"));
    CHECK(planner::by_id(thrice.stations, "s").refuellings == 3);
}

TEST_CASE("Every shipped scenario is read") {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::datasets() / "scenarios")) {
        INFO(entry.path().string());
        const planner::Scenario s = planner::read_scenario(entry.path(), test::datasets());
        CHECK(s.name == entry.path().stem().string());
        CHECK(!s.requirements.empty());
        ++count;
    }
    CHECK(count == 4);
}

TEST_CASE("A scenario without one of its required keys is refused by name") {
    const test::TemporaryFolder folder;
    const auto of = [&](std::string_view text) {
        return refusal([&] { planner::read_scenario(folder.write("s.toml", text), test::datasets()); });
    };
    CHECK(lacking(of("name = \"x\"\nas_of = 2025-08-22\n"), {"s.toml", "schema_version: is missing"}) == "");
    CHECK(lacking(of("schema_version = 1\nas_of = 2025-08-22\n"), {"s.toml", "name: is missing"}) == "");
    CHECK(lacking(of("schema_version = 1\nname = \"x\"\n"), {"s.toml", "as_of: is missing"}) == "");
    CHECK(lacking(of("schema_version = 2\nname = \"x\"\nas_of = 2025-08-22\n"),
                  {"s.toml:1: schema_version = 2", "version 1"}) == "");
    CHECK(lacking(of("schema_version = 1\nname = \"x\"\nas_of = 2025-08-22\ntolerance = \"5 km\"\n"),
                  {"s.toml:4: tolerance", "between 0.1 m and 1 km"}) == "");
}

TEST_CASE("A mistyped key is refused with the nearest right one, wherever it stands") {
    CHECK(lacking(refused(fleet("f", 3, "availabilty = 0.5")), {"in fleet 'f'", "did you mean 'availability'?"}) == "");
    CHECK(lacking(refused(fleet("f", 3) + station("trak = \"40 km\"")), {"in station 's'", "did you mean 'track'?"}) == "");
    CHECK(lacking(refused(fleet("f", 3) + zone("z") + "flor = \"0 ft\"\n"), {"in zone 'z'", "did you mean 'floor'?"}) == "");
    CHECK(lacking(refused(lane("watched = true\nair_whithin = \"5 min\"")),
                  {"in lane 'south'", "did you mean 'air_within'?"}) == "");
    CHECK(lacking(refused("[airspace]\nclosed_contries = []\n"), {"did you mean 'closed_countries'?"}) == "");
    CHECK(lacking(refused("[[vesel]]\nid = \"v\"\n"), {"vesel", "did you mean 'vessel'?"}) == "");
    CHECK(lacking(refused(fleet("f", 3) + zone("z") + requirement("at_least = 0.5\natmost = 0.5")),
                  {"requirement 'zones.z.held_share'", "did you mean 'at_most'?"}) == "");
}

TEST_CASE("A mistyped key that is required is found as the mistake it is") {
    CHECK(lacking(refused("[[fleet]]\nid = \"f\"\nnation = \"AAA\"\nbas = \"AAAA\"\naircraft = \"fighter\"\ncount = 3\n"),
                  {"in fleet 'f'", "base", "'bas'"}) == "");
}

TEST_CASE("A mistyped kind of part is found before what refers to it") {
    std::string fleets = fleet("f", 3);
    fleets.replace(fleets.find("[[fleet]]"), 9, "[[fleets]]");
    CHECK(lacking(refused(fleets + station()), {"fleets", "unknown key", "did you mean 'fleet'?"}) == "");
}

TEST_CASE("A name that nothing has is refused with the nearest right one") {
    CHECK(lacking(refused(fleet("one", 3) + "[[station]]\nid = \"s\"\nat = [15, 50]\nfleet = \"onne\"\n"),
                  {"in station 's'", "unknown fleet 'onne'", "did you mean 'one'?", "known: one"}) == "");
    CHECK(lacking(refused("[[fleet]]\nid = \"f\"\nnation = \"AAA\"\nbase = \"AAAA\"\naircraft = \"figter\"\ncount = 3\n"),
                  {"in fleet 'f'", "unknown aircraft 'figter'", "did you mean 'fighter'?", "radar, tanker"}) == "");
    CHECK(lacking(refused(fleet("f", 3) + zone("south") + station("zones = [\"soth\"]")),
                  {"in station 's'", "unknown zone 'soth'", "did you mean 'south'?"}) == "");
    CHECK(lacking(refused(fleet("f", 3) + station("tanker = \"tk\"")), {"unknown station 'tk'", "known: s"}) == "");
    CHECK(lacking(refused("[[vessel]]\nid = \"v\"\nnation = \"AAA\"\ntype = \"cuter\"\nat = [15, 44]\n"),
                  {"unknown vessel type 'cuter'", "did you mean 'cutter'?"}) == "");
    CHECK(lacking(refused("[[sensor]]\nid = \"r\"\nnation = \"AAA\"\ntype = \"costal\"\nat = [15, 44]\n"),
                  {"unknown sensor type 'costal'", "did you mean 'coastal'?"}) == "");
    CHECK(lacking(refused("[[air_defence]]\nid = \"d\"\nnation = \"AAA\"\ntype = \"batery\"\nat = [15, 44]\n"),
                  {"unknown air-defence type 'batery'", "did you mean 'battery'?"}) == "");
    CHECK(lacking(refused("[[sensor]]\nid = \"r\"\nnation = \"AAA\"\ntype = \"airborne\"\nstation = \"s\"\n"),
                  {"unknown station 's'", "known: none"}) == "");
}

TEST_CASE("A station's tanker must be a station of tankers") {
    const std::string other = "[[station]]\nid = \"o\"\nat = [15, 51]\nfleet = \"f\"\n";
    CHECK(lacking(refused(fleet("f", 9) + other + station("tanker = \"o\"")),
                  {"in station", "tanker = ", "are no tankers but fighter"}) == "");
    CHECK(lacking(refused(fleet("f", 9) + station("refuellings = 2")), {"refuellings = 2", "no tanker"}) == "");
    CHECK(lacking(refused("[[fleet]]\nid = \"f\"\nnation = \"AAA\"\nbase = \"CCCC\"\naircraft = \"tanker\"\ncount = 9\n" +
                          station()),
                  {"on_station", "is missing", "tanker"}) == "");
}

TEST_CASE("A number out of its range is refused") {
    CHECK(lacking(refused(fleet("f", -1)), {"in fleet 'f'", "count = -1", "from 0 to 10000"}) == "");
    CHECK(lacking(refused(fleet("f", 3, "alert = -1")), {"alert = -1", "from 0"}) == "");
    CHECK(lacking(refused(fleet("f", 3, "alert = 4")), {"alert = 4", "3.0 of 3 aircraft"}) == "");
    CHECK(lacking(refused(fleet("f", 3, "sorties_per_aircraft_day = 0")), {"must be positive"}) == "");
    CHECK(lacking(refused(fleet("f", 3) + station("hours_per_day = 25")), {"hours_per_day = 25", "at most 24"}) == "");
    CHECK(lacking(refused(fleet("f", 3) + station("seats = 0")), {"seats = 0", "from 1"}) == "");
    CHECK(lacking(refused(fleet("f", 3) + station("track = \"-1 km\"")), {"track", "negative"}) == "");
    CHECK(lacking(refused(fleet("f", 3) + station("on_station = \"0 min\"")), {"on_station", "positive"}) == "");
    CHECK(lacking(refused(lane("watched = true\nship_speed = \"0 kt\"")), {"ship_speed", "must be positive"}) == "");
    CHECK(lacking(refused(zone("z") + "ceiling = \"100 ft\"\nfloor = \"FL100\"\n"), {"ceiling", "above the floor"}) == "");
}

TEST_CASE("All the aircraft that are available may stand alert, whatever their share in binary") {
    const test::World world;
    const std::string text = "[[fleet]]\nid = \"f\"\nnation = \"AAA\"\nbase = \"AAAA\"\naircraft = \"fighter\"\n"
                             "count = 100\navailability = 0.29\nalert = 29\n";
    CHECK(refusal([&] { world.read(text); }) == "(nothing was refused)");
}

TEST_CASE("Availability above 1 is refused") {
    std::string text = fleet("f", 3);
    text.replace(text.find("1.0"), 3, "1.2");
    CHECK(lacking(refused(text), {"in fleet 'f'", "availability = 1.2", "between 0 and 1"}) == "");
}

TEST_CASE("Ids are unique within their kind") {
    CHECK(lacking(refused(fleet("f", 3) + fleet("f", 4)), {"in fleet 'f'", "two of the id 'f'"}) == "");
}

TEST_CASE("Times on station asked for twice are one") {
    const test::World world;
    const auto s = world.read(fleet("f", 3, "on_station = [\"1 h\", \"60 min\", \"0 min\"]"));
    CHECK(s.fleets.at(0).on_station.size() == 2);
    CHECK(s.fleets.at(0).on_station.at(0).seconds() == 0);
}

TEST_CASE("A nation is an alpha-3 code in capitals") {
    for (const char* bad : {"PL", "pol", "Pola", "P1L"}) {
        INFO(bad);
        std::string text = fleet("f", 3);
        text.replace(text.find("AAA"), 3, bad);
        CHECK(lacking(refused(text), {"nation", bad, "alpha-3"}) == "");
    }
}

TEST_CASE("A sensor stands at a place or flies with a station, not both and not neither") {
    const std::string start = "[[sensor]]\nid = \"r\"\nnation = \"AAA\"\ntype = \"airborne\"\n";
    CHECK(lacking(refused(fleet("f", 3) + station() + start), {"in sensor 'r'", "exactly one of at and station"}) == "");
    CHECK(lacking(refused(fleet("f", 3) + station() + start + "at = [15, 44]\nstation = \"s\"\n"),
                  {"exactly one of at and station"}) == "");
}

TEST_CASE("A lane asks for at least one kind of protection") {
    CHECK(lacking(refused(lane("")), {"in lane 'south'", "air_within", "sea_within", "watched", "air_defence"}) == "");
    CHECK(lacking(refused(lane("watched = true\nprotected_if = \"some\"")), {"some", "\"all\" or \"any\""}) == "");
}

TEST_CASE("A requirement's bound is brought to the unit of its key") {
    const test::World world;
    const auto bound = [&](const std::string& key, const std::string& line) {
        return world.read("[[requirement]]\nkey = \"" + key + "\"\n" + line + "\n").requirements.at(0).bound;
    };
    CHECK(bound("zones.z.held_share", "at_least = \"60 %\"") == Approx(0.6));
    CHECK(bound("zones.z.held_share", "at_least = 0.6") == 0.6);
    CHECK(bound("lanes.l.longest_gap_km", "at_most = \"10 NM\"") == Approx(18.52));
    CHECK(bound("lanes.l.length_nmi", "at_most = \"1852 m\"") == Approx(1));
    CHECK(bound("frontline.length_mi", "at_most = \"1609.344 m\"") == Approx(1));
    CHECK(bound("lanes.l.worst_air_min", "at_most = \"1 h\"") == Approx(60));
    CHECK(bound("lanes.l.exposed_h", "at_most = \"90 min\"") == Approx(1.5));
    CHECK(bound("fleets.f.aircraft_needed", "at_most = 12") == 12);
    CHECK(bound("zones.z.area_km2", "at_least = 1000") == 1000);
}

TEST_CASE("A requirement has exactly one bound, of the right kind") {
    CHECK(lacking(refused(requirement("")), {"exactly one of at_least and at_most"}) == "");
    CHECK(lacking(refused(requirement("at_least = 0.5\nat_most = 0.6")), {"exactly one of at_least and at_most"}) == "");
    CHECK(lacking(refused(requirement("at_least = 60")), {"at_least = 60", "between 0 and 1"}) == "");
    CHECK(lacking(refused("[[requirement]]\nkey = \"lanes.south.longest_gap_km\"\nat_most = 50\n"),
                  {"at_most = 50", "the unit is missing", "km"}) == "");
}
