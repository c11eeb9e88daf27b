#include "tests/catch.hpp"
#include "tests/planner/support.hpp"

#include "planner/catalogue.hpp"

#include "geo/text.hpp"

#include <regex>

using namespace picket;
using planner::Catalogue;
using planner::Config;
using test::lacking;
using test::refusal;

namespace {

Catalogue shipped() {
    Catalogue catalogue;
    planner::add_aircraft(catalogue, Config::load(test::datasets() / "aircraft.toml"));
    planner::add_vessels(catalogue, Config::load(test::datasets() / "vessels.toml"));
    planner::add_sensors(catalogue, Config::load(test::datasets() / "sensors.toml"));
    return catalogue;
}

// Figures of a table as its file writes them: key = [value, "source"].
struct Count {
    int figures = 0, assumed = 0;
};

Count count_in(const std::string& text) {
    const std::regex figure(R"re((^|\n)[a-z_]+ *= *\[[^\]]*, *"([^"]+)" *\])re");
    Count count;
    for (std::sregex_iterator i(text.begin(), text.end(), figure), end; i != end; ++i) {
        ++count.figures;
        if ((*i)[2] == "assumed") ++count.assumed;
    }
    return count;
}

const char* const whole_vessel = R"(
[source.book]
title = "A book"
date = "2020"
[vessel.cutter]
name = "Cutter"
role = "patrol"
patrol_speed = ["12 kt", "book"]
dash_speed = ["24 kt", "book"]
readiness = ["10 min", "assumed"]
range = ["4000 NM", "book"]
)";

std::string with(std::string text, const std::string& old, const std::string& fresh) {
    const auto at = text.find(old);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), fresh);
}

std::string vessel_refusal(const std::string& text) {
    const test::TemporaryFolder folder;
    const auto file = folder.write("v.toml", text);
    return refusal([&] {
        Catalogue catalogue;
        planner::add_vessels(catalogue, Config::load(file));
    });
}

}  // namespace

TEST_CASE("The shipped type tables load and hold the types the issue asks for") {
    const Catalogue catalogue = shipped();
    for (const char* id : {"f16", "f35a", "typhoon", "rafale", "gripen", "fa18", "mig29"}) {
        INFO(id);
        REQUIRE(catalogue.aircraft.contains(id));
        CHECK(catalogue.aircraft.at(id).role == planner::Role::fighter);
    }
    int tankers = 0, early_warning = 0, maritime = 0;
    for (const auto& [id, a] : catalogue.aircraft) {
        INFO(id);
        tankers += a.role == planner::Role::tanker;
        early_warning += a.role == planner::Role::early_warning;
        maritime += a.role == planner::Role::maritime_patrol;
        CHECK(a.dash_speed.value >= a.cruise_speed.value);
        CHECK(a.runway.value > geo::Distance{});
        CHECK((a.role == planner::Role::tanker) == a.offload.has_value());
        CHECK(!a.name.empty());
    }
    CHECK(tankers > 0);
    CHECK(early_warning > 0);
    CHECK(maritime > 0);
    CHECK(!catalogue.vessels.empty());
    CHECK(!catalogue.sensors.empty());
    CHECK(!catalogue.air_defence.empty());
    for (const auto& [id, v] : catalogue.vessels) {
        INFO(id);
        CHECK(v.dash_speed.value >= v.patrol_speed.value);
    }
}

TEST_CASE("At most a quarter of the figures of each shipped table are assumed") {
    for (const char* name : {"aircraft.toml", "vessels.toml", "sensors.toml"}) {
        const Count count = count_in(test::read_file(test::datasets() / name));
        INFO(fmt::format("{}: {} of {} figures are assumed", name, count.assumed, count.figures));
        CHECK(count.figures > 15);
        CHECK(count.assumed * 4 <= count.figures);
    }
}

TEST_CASE("Each shipped source has a title and a date that is a date") {
    const Catalogue catalogue = shipped();
    CHECK(catalogue.sources.size() > 20);
    const std::regex date(R"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)");
    for (const auto& [key, source] : catalogue.sources) {
        INFO(key << ": " << source.title << ", " << source.date);
        CHECK(source.title.size() > 10);
        CHECK(std::regex_match(source.date, date));
    }
}

TEST_CASE("A table that is whole loads with value and source of each figure") {
    const test::TemporaryFolder folder;
    Catalogue catalogue;
    planner::add_vessels(catalogue, Config::load(folder.write("v.toml", whole_vessel)));
    const planner::VesselType& v = catalogue.vessels.at("cutter");
    CHECK(v.dash_speed.value.knots() == Approx(24));
    CHECK(v.dash_speed.source == "book");
    CHECK(v.readiness.source == "assumed");
    CHECK(catalogue.sources.at("book").title == "A book");
}

TEST_CASE("A source that nobody describes is refused with the nearest right one") {
    CHECK(lacking(vessel_refusal(with(whole_vessel, "[\"24 kt\", \"book\"]", "[\"24 kt\", \"bok\"]")),
                  {"v.toml:9", "in vessel 'cutter'", "dash_speed", "unknown source 'bok'", "did you mean 'book'?",
                   "[source.bok]"}) == "");
}

TEST_CASE("A table without a figure, with an unknown key or with a source without a date is refused") {
    CHECK(lacking(vessel_refusal(with(whole_vessel, "range = [\"4000 NM\", \"book\"]\n", "")),
                  {"in vessel 'cutter'", "range: is missing"}) == "");
    CHECK(lacking(vessel_refusal(with(whole_vessel, "range =", "rang = 5\nrange =")),
                  {"rang = 5", "unknown key", "did you mean 'range'?"}) == "");
    CHECK(lacking(vessel_refusal(with(whole_vessel, "date = \"2020\"\n", "")), {"source 'book'", "date: is missing"}) ==
          "");
    CHECK(lacking(vessel_refusal(with(whole_vessel, "[\"24 kt\", \"book\"]", "[\"0 kt\", \"book\"]")),
                  {"dash_speed", "must be positive"}) == "");
    CHECK(lacking(vessel_refusal(std::string(whole_vessel) + "[vesel.x]\nname = \"x\"\n"),
                  {"vesel", "unknown key", "did you mean 'vessel'?"}) == "");
}

TEST_CASE("An aircraft that contradicts itself is refused") {
    const std::string text = test::read_file(test::datasets() / "aircraft.toml");
    const auto refused = [&](const std::string& old, const std::string& fresh) {
        const test::TemporaryFolder folder;
        const auto file = folder.write("a.toml", with(text, old, fresh));
        return refusal([&] {
            Catalogue catalogue;
            planner::add_aircraft(catalogue, Config::load(file));
        });
    };
    CHECK(lacking(refused("role = \"fighter\"", "role = \"figter\""),
                  {"a.toml", "role", "figter", "fighter, tanker, early-warning, maritime-patrol",
                   "did you mean 'fighter'?"}) == "");
    CHECK(lacking(refused("reserve = [\"20 min\"", "reserve = [\"20 h\""), {"reserve", "less than the endurance"}) == "");
    CHECK(lacking(refused("loiter_fuel_ratio = [0.87", "loiter_fuel_ratio = [0"), {"loiter_fuel_ratio", "positive"}) ==
          "");
    CHECK(lacking(refused("offload = [\"150000 lb\", \"usaf-kc135\"]\n", ""), {"in aircraft 'kc135'",
                                                                              "offload: is missing"}) == "");
}
