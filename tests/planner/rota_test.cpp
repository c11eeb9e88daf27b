#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

using namespace picket;
using planner::by_id;
using planner::Json;
using planner::RotaSortie;
using test::fleet;
using test::lacking;
using test::refusal;

namespace {

constexpr double same_h = 1e-6;

// A station right at base AAAA, where a sortie is its stay.
std::string station(const std::string& id, const std::string& stay, double hours, const std::string& more = "") {
    return fmt::format("[[station]]\nid = \"{}\"\nat = [15, 50]\nfleet = \"f\"\non_station = \"{}\"\nhours_per_day = {}\n{}\n", id, stay, hours, more);
}

// Flight, 3 h of turnaround, maintenance of 3.4 h and 0.68 h for each hour flown.
double ready_h(const RotaSortie& s) { return s.takeoff.hours() + 1.68 * (s.landing - s.takeoff).hours() + 6.4; }

// Fighters and aircraft of early warning, which may land elsewhere too, and stations of all lengths and places that they man.
std::string drawn_force(unsigned seed) {
    std::mt19937 random(seed);
    const auto between = [&](double low, double high) { return std::uniform_real_distribution(low, high)(random); };
    std::string text = "[force]\non_station = []\narrival = []\n" + fleet("f", 1000, "on_station = []") +
                       "[[fleet]]\nid = \"g\"\nnation = \"BBB\"\nbase = \"AAAA\"\naircraft = \"radar\"\ncount = 1000\navailability = 1.0\non_station = []\n"
                       "recovery = [\"CCCC\"]\n";
    for (int i = 0; i < 6; ++i)
        text += fmt::format("[[station]]\nid = \"s{}\"\nat = [{:.4f}, {:.4f}]\nfleet = \"{}\"\non_station = \"{:.0f} min\"\nseats = {}\nhours_per_day = {:.2f}\n",
                            i, between(13, 17), between(47, 52), i % 3 == 0 ? "g" : "f", between(20, 150), 1 + i % 2, i % 2 == 0 ? 24 : between(1, 24));
    return text;
}

std::vector<RotaSortie> of_fleet(const planner::Plan& plan, const std::string& id) {
    std::vector<RotaSortie> own;
    std::copy_if(plan.rota.begin(), plan.rota.end(), std::back_inserter(own), [&](const RotaSortie& s) { return s.fleet == id; });
    return own;
}

// Cycles under way at once, at the worst, when the day is repeated for ever: each take-off against all of three weeks.
int most_at_once(const std::vector<RotaSortie>& sorties) {
    int most = 0;
    for (const RotaSortie& s : sorties) {
        int busy = 0;
        for (int day = -10; day <= 10; ++day)
            for (const RotaSortie& other : sorties)
                if (other.takeoff.hours() + 24 * day <= s.takeoff.hours() + same_h && ready_h(other) + 24 * day > s.takeoff.hours() + same_h) ++busy;
        most = std::max(most, busy);
    }
    return most;
}

bool has_notice(const planner::Plan& plan, std::string_view part) {
    return std::any_of(plan.notices.begin(), plan.notices.end(), [&](const std::string& n) { return n.find(part) != std::string::npos; });
}

std::string refused(const std::string& prices) {
    const test::World world;
    return refusal([&] { world.read("[prices]\n" + prices + fleet("f", 3)); });
}

}  // namespace

TEST_CASE("A rota mans each seat without a hole, no sortie longer than it can stay, take-off and landing a way before and after") {
    const test::World world;
    for (unsigned seed = 1; seed <= 5; ++seed) {
        const auto plan = world.plan(drawn_force(seed));
        std::size_t seen = 0;
        for (const planner::Station& s : plan.scenario.stations) {
            const planner::StationResult& r = by_id(plan.stations, s.id);
            const double knots = s.fleet == "f" ? 480 : 400;
            REQUIRE(r.manned);
            for (int seat = 1; seat <= s.seats; ++seat) {
                double at = 0;
                int number = 0;
                for (const RotaSortie& sortie : plan.rota) {
                    if (sortie.station != s.id || sortie.seat != seat) continue;
                    ++seen;
                    CHECK(sortie.number == ++number);
                    CHECK(sortie.from.hours() == at);
                    at = sortie.to.hours();
                    CHECK((sortie.to - sortie.from).hours() <= r.flown.on_station.hours() + same_h);
                    CHECK((sortie.from - sortie.takeoff).hours() == Approx(r.transit->nautical_miles() / knots).margin(same_h));
                    CHECK((sortie.landing - sortie.to).hours() == Approx(r.home.nautical_miles() / knots).margin(same_h));
                }
                CHECK(at == Approx(s.hours_per_day).margin(same_h));
                CHECK((number - 1) * r.flown.on_station.hours() < s.hours_per_day);  // one fewer would leave a hole
            }
        }
        CHECK(seen == plan.rota.size());
    }
}

TEST_CASE("No aircraft of a rota takes off before its cycle is over, and it takes no more of them than have theirs under way at once") {
    const test::World world;
    for (unsigned seed = 1; seed <= 5; ++seed) {
        const auto plan = world.plan(drawn_force(seed));
        for (const planner::FleetResult& f : plan.fleets) {
            auto own = of_fleet(plan, f.id);
            REQUIRE(own.size() > 10);
            CHECK(f.sorties_in_rota == static_cast<int>(own.size()));
            std::sort(own.begin(), own.end(), [](auto& a, auto& b) { return a.takeoff < b.takeoff; });
            std::map<int, double> ready;
            for (const RotaSortie& s : own) {
                CHECK(s.aircraft >= 1);
                CHECK(s.aircraft <= f.aircraft_in_rota);
                if (const auto before = ready.find(s.aircraft); before != ready.end()) CHECK(before->second <= s.takeoff.hours() + same_h);
                ready[s.aircraft] = ready_h(s);
            }
            CHECK(f.aircraft_in_rota == most_at_once(own));
        }
    }
}

TEST_CASE("Aircraft still out or in maintenance from the day before are not free at the start of the day") {
    const test::World world;
    // A cycle of 8.08 h: at each full hour the sorties of that hour and the eight before are under way, also at midnight.
    const auto all_day = world.plan(fleet("f", 24) + station("s", "1 h", 24));
    CHECK(all_day.fleets[0].aircraft_in_rota == 9);
    std::vector<int> first;
    for (int i = 0; i < 9; ++i) first.push_back(all_day.rota[static_cast<std::size_t>(i)].aircraft);
    std::sort(first.begin(), first.end());
    CHECK(first == std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(world.plan(fleet("f", 24) + station("s", "1 h", 3)).fleets[0].aircraft_in_rota == 3);
    // From eight to sixteen hours a day the last of the day before is ready when the first of the day takes off.
    CHECK(world.plan(fleet("f", 24) + station("s", "1 h", 16)).fleets[0].aircraft_in_rota == 9);
}

TEST_CASE("A cycle of more than a day takes an aircraft for each day of it") {
    const test::World world;
    std::ostringstream types;
    types << std::ifstream(world.folder().path() / "aircraft.toml").rdbuf();
    std::string text = types.str();
    text.replace(text.find("turnaround = [\"3 h\""), 19, "turnaround = [\"40 h\"");
    world.folder().write("aircraft.toml", text);
    // 1 + 40 + 3.4 + 0.68 h: the sortie of today and that of yesterday.
    const auto plan = world.plan(fleet("f", 10) + station("s", "1 h", 1));
    CHECK(plan.rota.size() == 1);
    CHECK(plan.fleets[0].aircraft_in_rota == 2);
}

TEST_CASE("The hours of a seat are shared evenly among as few sorties as suffice") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 30) + station("s", "105 min", 6));
    REQUIRE(plan.rota.size() == 4);  // 3.43 of 105 min
    for (const RotaSortie& s : plan.rota) CHECK((s.to - s.from).minutes() == Approx(90));
    CHECK(plan.fleets[0].sorties_flown == 4);
    CHECK(plan.fleets[0].flight_hours == Approx(6));
}

TEST_CASE("Calls at a tanker come before the seat is taken") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 30) +
                                 "[[fleet]]\nid = \"t\"\nnation = \"BBB\"\nbase = \"AAAA\"\naircraft = \"tanker\"\ncount = 6\navailability = 1.0\n"
                                 "[[station]]\nid = \"tk\"\nat = [15, 51]\nfleet = \"t\"\non_station = \"4 h\"\n"
                                 "[[station]]\nid = \"s\"\nat = [15, 52]\nfleet = \"f\"\nhours_per_day = 8\ntanker = \"tk\"\n");
    const planner::StationResult& r = by_id(plan.stations, "s");
    REQUIRE(r.flown.refuellings == 1);
    const RotaSortie& sortie = of_fleet(plan, "f").at(0);
    const double away = (r.flown.flight - r.flown.on_station).hours();
    CHECK(((sortie.landing - sortie.takeoff) - (sortie.to - sortie.from)).hours() == Approx(away).margin(same_h));
    CHECK((sortie.landing - sortie.to).hours() == Approx(r.home.nautical_miles() / 480).margin(same_h));
    CHECK(by_id(plan.fleets, std::string("t")).tanker_sorties_flown == 6);
    CHECK(by_id(plan.fleets, std::string("f")).tanker_sorties_flown == 0);
}

TEST_CASE("A station that is not manned has no place in the rota") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 5) + station("one", "1 h", 4) + station("two", "1 h", 4));
    CHECK_FALSE(by_id(plan.stations, "two").manned);
    REQUIRE(plan.rota.size() == 4);
    for (const RotaSortie& s : plan.rota) CHECK(s.station == "one");
}

TEST_CASE("A rota that takes more aircraft than are fit is a notice") {
    const test::World world;
    const auto hard = world.plan(fleet("f", 4, "sorties_per_aircraft_day = 6") + station("s", "1 h", 24));
    CHECK(by_id(hard.stations, "s").manned);
    CHECK(has_notice(hard, "fleet 'f': its rota takes 9 aircraft, 4.0 are fit to fly and not on alert"));
    CHECK_FALSE(has_notice(world.plan(fleet("f", 9, "sorties_per_aircraft_day = 6") + station("s", "1 h", 24)), "rota"));
}

TEST_CASE("A rota of more than 100,000 sorties is refused with what to do") {
    const test::World world;
    CHECK(lacking(refusal([&] { world.plan(fleet("f", 10000, "sorties_per_aircraft_day = 20") + station("s", "0.5 s", 24)); }), {"172800 sorties a day", "at most 100000", "ask for fewer seats"}) == "");
}

TEST_CASE("rota.csv has a row for each sortie") {
    const test::World world;
    const auto plan = world.plan(fleet("f", 30) + station("s", "2 h", 4, "seats = 2"));
    CHECK(planner::rota_csv(plan) == "station,seat,from_h,to_h,fleet,nation,base,sortie,takeoff_h,landing_h,aircraft\n"
                                     "s,1,0.0000,2.0000,f,AAA,AAAA,1,0.0000,2.0000,1\n"
                                     "s,1,2.0000,4.0000,f,AAA,AAAA,2,2.0000,4.0000,3\n"
                                     "s,2,0.0000,2.0000,f,AAA,AAAA,1,0.0000,2.0000,2\n"
                                     "s,2,2.0000,4.0000,f,AAA,AAAA,2,2.0000,4.0000,4\n");
}

TEST_CASE("Cost is flight hours times price, added up by nation, base, type and in total") {
    const test::World world;
    const std::string force = fleet("f", 30) + station("s", "2 h", 6) +
                              "[[fleet]]\nid = \"t\"\nnation = \"BBB\"\nbase = \"AAAA\"\naircraft = \"tanker\"\ncount = 6\navailability = 1.0\n"
                              "[[fleet]]\nid = \"r\"\nnation = \"BBB\"\nbase = \"BBBB\"\naircraft = \"radar\"\ncount = 2\n";
    const std::string tankers = "[[station]]\nid = \"tk\"\nat = [15, 50]\nfleet = \"t\"\non_station = \"4 h\"\nhours_per_day = 8\n";
    const auto cost = [](const Json& s, const char* key) { return planner::find_key(s, key)->dump(); };
    const Json s = test::whole_summary(world.plan("[prices]\ncurrency = \"EUR\"\nfighter = 8000\ntanker = 12000.5\n" + force + tankers));
    CHECK(cost(s, "fleets.f.cost_per_day") == "48000.0");
    CHECK(cost(s, "fleets.t.cost_per_day") == "96004.0");
    CHECK(cost(s, "fleets.r.cost_per_day") == "0.0");  // has no price and does not fly
    CHECK(cost(s, "nations.AAA.cost_per_day") == "48000.0");
    CHECK(cost(s, "nations.BBB.cost_per_day") == "96004.0");
    CHECK(cost(s, "bases.AAAA.cost_per_day") == "144004.0");
    CHECK(cost(s, "types.tanker.cost_per_day") == "96004.0");
    CHECK(cost(s, "total.cost_per_day") == "144004.0");
    CHECK(cost(s, "total.currency") == "\"EUR\"");
    CHECK(cost(s, "total.sorties_flown_per_day") == "5");
    CHECK(cost(s, "total.tanker_sorties_flown_per_day") == "2");
    CHECK(cost(s, "total.sorties_in_rota") == "5");
    CHECK(cost(s, "types.fighter.aircraft_in_rota") == "3");
    CHECK(cost(s, "total.flight_hours_per_day") == "14.0");
    const Json partly = test::whole_summary(world.plan("[prices]\ncurrency = \"EUR\"\nfighter = 8000\n" + force + tankers));
    CHECK(cost(partly, "nations.AAA.cost_per_day") == "48000.0");
    CHECK(cost(partly, "nations.BBB.cost_per_day") == "null");  // tankers fly without a price
    CHECK(cost(partly, "total.cost_per_day") == "null");
    const Json none = test::whole_summary(world.plan(force + tankers));
    CHECK(planner::find_key(none, "total.cost_per_day") == nullptr);
    CHECK(planner::find_key(none, "fleets.f.cost_per_day") == nullptr);
}

TEST_CASE("Prices that are none are refused with what is allowed") {
    CHECK(lacking(refused("currency = \"EUR\"\nfigter = 8000\n"), {"in prices", "figter", "did you mean 'fighter'?"}) == "");
    CHECK(lacking(refused("fighter = 8000\n"), {"in prices", "currency: is missing"}) == "");
    CHECK(lacking(refused("currency = \"\"\nfighter = 8000\n"), {"currency", "must name a currency"}) == "");
    CHECK(lacking(refused("currency = \"EUR\"\nfighter = -1\n"), {"fighter = -1", "0 to 1e9"}) == "");
    CHECK(lacking(refused("currency = \"EUR\"\nfighter = \"8000\"\n"), {"fighter", "number"}) == "");
    const test::World world;
    CHECK(world.read("[prices]\ncurrency = \"EUR\"\nfighter = 0\n").prices.per_flight_hour.at("fighter") == 0);
}
