// Stations chosen for zones: the program against every choice, and plans that ask for stations.
#include "planner/placing_output.hpp"
#include "planner/station_choice.hpp"
#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

using namespace picket;
using namespace picket::planner;
using test::fleet;
using Objective = StationRequest::Objective;

namespace {

struct Draw : test::Random {
    double uniform(double from, double to) { return (*this)(from, to); }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>((*this)(0, static_cast<double>(count))); }
};

// Discs on a small square: three fleets, each with a base, two tankers; what is far takes more sorties.
StationProblem random_problem(Draw& random) {
    StationProblem p;
    std::vector<std::pair<double, double>> demands;
    for (int i = 0; i < 25; ++i) {
        demands.emplace_back(random.uniform(0, 10), random.uniform(0, 10));
        p.weights.push_back(random.uniform(0.1, 1));
    }
    p.sorties = {random.uniform(4, 20), random.uniform(4, 20), random.uniform(0, 20)};
    p.tankers = {{random.uniform(0, 60), 30}, {60, random.uniform(0, 30)}};
    for (std::size_t j = 0; j < 13; ++j) {
        const double x = random.uniform(0, 10), y = random.uniform(0, 10);
        StationOption o{j, random.below(3), std::nullopt, 4 + x, 0, 0, 0, {}};
        o.aircraft = o.sorties / 0.7;
        if (const std::size_t t = random.below(3); t < 2) {
            o.tanker = t;
            o.sorties *= 0.6;
            o.aircraft *= 0.6;
            o.fuel = 3 * o.sorties;
            o.calls = 2 * o.sorties;
        }
        for (std::uint32_t i = 0; i < demands.size(); ++i)
            if (std::hypot(demands[i].first - x, demands[i].second - y) < 3) o.covers.push_back(i);
        p.options.push_back(std::move(o));
    }
    return p;
}

std::vector<std::size_t> subset(unsigned bits) {
    std::vector<std::size_t> all;
    for (std::size_t j = 0; bits; ++j, bits >>= 1)
        if (bits & 1) all.push_back(j);
    return all;
}

double weight_of(const StationProblem& p, const std::vector<std::size_t>& chosen) {
    double sum = 0;
    for (std::uint32_t i = 0; i < p.weights.size(); ++i)
        if (std::any_of(chosen.begin(), chosen.end(), [&](std::size_t j) {
                const auto& covers = p.options[j].covers;
                return std::find(covers.begin(), covers.end(), i) != covers.end();
            }))
            sum += p.weights[i];
    return sum;
}

// The limits of the problem, as docs/model.md states them.
bool is_allowed(const StationProblem& p, const StationRequest& r, const std::vector<std::size_t>& chosen) {
    std::vector<double> sorties(p.sorties.size(), 0), fuel(p.tankers.size(), 0), calls(p.tankers.size(), 0);
    double aircraft = 0;
    for (const std::size_t j : chosen) {
        const StationOption& o = p.options[j];
        sorties[o.fleet] += o.sorties;
        aircraft += o.aircraft;
        if (o.tanker) fuel[*o.tanker] += o.fuel, calls[*o.tanker] += o.calls;
    }
    for (std::size_t f = 0; f < sorties.size(); ++f)
        if (sorties[f] > p.sorties[f]) return false;
    for (std::size_t t = 0; t < fuel.size(); ++t)
        if (fuel[t] > p.tankers[t].fuel || calls[t] > p.tankers[t].calls) return false;
    return (!r.most_stations || chosen.size() <= *r.most_stations) && (!r.most_aircraft || aircraft <= *r.most_aircraft);
}

double best_of_all(const StationProblem& p, const StationRequest& r) {
    double best = r.objective == Objective::weight ? 0 : HUGE_VAL;
    for (unsigned bits = 0; bits < 1U << p.options.size(); ++bits) {
        const std::vector<std::size_t> chosen = subset(bits);
        if (!is_allowed(p, r, chosen)) continue;
        const double weight = weight_of(p, chosen);
        if (r.objective == Objective::weight) {
            best = std::max(best, weight);
        } else if (weight >= r.weight) {
            double cost = 0;
            for (const std::size_t j : chosen) cost += r.objective == Objective::stations ? 1 : p.options[j].aircraft;
            best = std::min(best, cost);
        }
    }
    return best;
}

void check_against_all(const StationProblem& p, StationRequest r) {
    r.gap = 0;
    const double best = best_of_all(p, r);
    const StationAnswer answer = choose_stations(p, r);
    CHECK(answer.proven);
    if (std::isinf(best)) {
        CHECK_FALSE(answer.found);
        return;
    }
    REQUIRE(answer.found);
    CHECK(std::abs(answer.value - best) <= 1e-6 * best);
    CHECK(is_allowed(p, r, answer.chosen));
    CHECK(std::abs(answer.covered - weight_of(p, answer.chosen)) < 1e-9);
    CHECK(answer.greedy <= answer.covered + (r.objective == Objective::weight ? 1e-9 : HUGE_VAL));
}

std::string zone(const std::string& stations, const std::string& region = "{ disc = { at = [16, 48], radius = \"150 km\" } }") {
    return fmt::format("[[zone]]\nid = \"z\"\nresponse_time = \"5 min\"\nregion = {}\n[zone.stations]\nhours_per_day = 4\n{}\n", region, stations);
}

double share_held(const Plan& plan) { return plan.zones.at(0).held_area / plan.zones.at(0).area; }

}  // namespace

TEST_CASE("The stations chosen cover as much as the best of all choices, within sorties, fuel, calls, number and aircraft") {
    Draw random;
    for (int round = 0; round < 60; ++round) {
        INFO("round " << round);
        const StationProblem p = random_problem(random);
        StationRequest r;
        if (round % 3 == 1) r.most_stations = 1 + random.below(4);
        if (round % 3 == 2) r.most_aircraft = random.uniform(5, 40);
        check_against_all(p, r);
    }
}

TEST_CASE("The stations chosen for a share are the fewest of all choices, or need the fewest aircraft") {
    Draw random;
    for (int round = 0; round < 60; ++round) {
        INFO("round " << round);
        const StationProblem p = random_problem(random);
        StationRequest r;
        r.objective = round % 2 ? Objective::stations : Objective::aircraft;
        r.weight = random.uniform(0, 12);
        if (round % 3 == 1) r.most_stations = 1 + random.below(4);
        check_against_all(p, r);
    }
}

TEST_CASE("More aircraft never buy less, and never more than any choice can") {
    Draw random;
    for (int round = 0; round < 10; ++round) {
        const StationProblem p = random_problem(random);
        std::vector<std::size_t> chosen;
        double before = 0;
        for (const double aircraft : {5.0, 10.0, 15.0, 20.0, 30.0, 60.0}) {
            StationRequest r;
            r.most_aircraft = aircraft;
            r.nodes = 1;  // what a search cut short finds may be less than the start, but the answer is not
            const StationAnswer answer = choose_stations(p, r, chosen);
            CHECK(answer.covered >= before);
            CHECK(is_allowed(p, r, answer.chosen));
            CHECK(best_of_all(p, r) <= answer.bound * (1 + 1e-9));
            chosen = answer.chosen;
            before = answer.covered;
        }
    }
}

TEST_CASE("Stations chosen for a zone are all manned, hold what they cover, and leave hand-placed ones as they were") {
    const test::World world;
    const std::string by_hand = "[[station]]\nid = \"hand\"\nat = [15.5, 48.5]\nfleet = \"f\"\nhours_per_day = 4\nzones = [\"z\"]\n";
    const Plan plan = world.plan(fleet("f", 8) + fleet("g", 8) + by_hand + zone("seats = 1"));
    const Placement& p = plan.placements.at(0);
    CHECK(p.why_not.empty());
    REQUIRE(p.chosen.size() >= 2);
    CHECK(p.chosen.front() == "z-1");
    CHECK(p.held_before > 0.1);
    CHECK(p.found.share > p.held_before);
    CHECK(p.found.share <= p.found.bound + 1e-9);
    for (const Station& station : plan.scenario.stations) {
        INFO(station.id);
        CHECK(result_of(plan, station).manned);
        CHECK(station.is_chosen == (station.id != "hand"));
    }
    for (const FleetResult& f : plan.fleets) CHECK(f.sorties_flown <= f.sorties_possible + 1e-9);
    // Cells of the demand are some kilometres wide; what they say is near what is held.
    CHECK(std::abs(share_held(plan) - p.found.share) < 0.03);
    std::istringstream csv(aircraft_buy_csv(plan));
    std::string head;
    std::getline(csv, head);
    CHECK(head == "zone,aircraft,with_tankers,with_forward_bases,held_share,bound_share,held_and_seen_share,held_and_seen_without_awacs_share,"
                  "stations,sorties_per_day,aircraft_needed");
}

TEST_CASE("Candidates half as far apart are answered beside, and what aircraft buy in rows") {
    const test::World world;
    const Plan plan = world.plan(fleet("f", 10) + zone("seats = 1\nat_most = 2\ncheck_spacing = true\naircraft = [2, 1, 4, 10, 0]"));
    const Placement& p = plan.placements.at(0);
    REQUIRE(p.halved);
    CHECK(p.halved->spacing.metres() == p.found.spacing.metres() / 2);
    CHECK(p.halved->candidates > 3 * p.found.candidates);
    CHECK(p.chosen.size() <= 2);
    REQUIRE(p.buys.size() == 5);
    CHECK(p.buys.front().held_share == 0);
    for (std::size_t i = 1; i < p.buys.size(); ++i) {
        CHECK(p.buys[i].aircraft > p.buys[i - 1].aircraft);
        CHECK(p.buys[i].held_share >= p.buys[i - 1].held_share);
        CHECK(p.buys[i].bound_share >= p.buys[i - 1].bound_share);
        CHECK(p.buys[i].needed <= p.buys[i].aircraft);
        if (p.buys[i].held_share == p.buys[i - 1].held_share) CHECK(p.buys[i].needed == p.buys[i - 1].needed);
    }
    CHECK(p.buys.back().held_share > 0);
}

TEST_CASE("All of a zone can be asked for, and what its area lacks of a share is told") {
    const test::World world;
    const Plan all = world.plan(fleet("f", 40) + zone("seats = 1\nshare = 1"));
    const Placement& p = all.placements.at(0);
    CHECK(p.why_not.empty());
    CHECK(p.found.share == Approx(1).margin(1e-9));
    for (const char* share : {"50 %", "70 %", "85 %"}) {
        INFO(share);
        const Plan part = world.plan(fleet("f", 40) + zone(fmt::format("seats = 1\nshare = \"{}\"", share)));
        const double asked = *part.scenario.zones.at(0).stations->share;
        REQUIRE(part.placements.at(0).why_not.empty());
        CHECK(part.placements.at(0).found.share >= asked - 1e-9);
        const bool is_told = std::any_of(part.notices.begin(), part.notices.end(), [](const std::string& n) { return n.find("but of its area") != std::string::npos; });
        CHECK(is_told == (share_held(part) < asked - 1e-9));
    }
}

TEST_CASE("From bases farther forward aircraft hold no less, and what AWACS sees is told apart") {
    const test::World world;
    const std::string awacs = "[[fleet]]\nid = \"a\"\nnation = \"AAA\"\nbase = \"AAAA\"\naircraft = \"radar\"\ncount = 6\n"
                              "[[station]]\nid = \"orbit\"\nat = [18, 45]\nfleet = \"a\"\n"
                              "[[sensor]]\nid = \"r\"\nnation = \"AAA\"\ntype = \"airborne\"\nstation = \"orbit\"\ntarget_height = \"100 m\"\n";
    // CCCC lies beside the zone.
    const std::string far_zone = zone("seats = 1\nforward = [\"CCCC\"]\naircraft = [3, 6, 12]", "{ disc = { at = [19, 43], radius = \"150 km\" } }");
    const Plan plan = world.plan(fleet("f", 14) + awacs + far_zone);
    const std::vector<AircraftBuy>& buys = plan.placements.at(0).buys;
    REQUIRE(buys.size() == 6);
    bool is_more = false;
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(!buys[i].supply.forward);
        CHECK(buys[i + 3].supply.forward);
        CHECK(buys[i + 3].held_share >= buys[i].held_share);
        is_more = is_more || buys[i + 3].held_share > buys[i].held_share;
    }
    CHECK(is_more);
    for (const AircraftBuy& b : buys) {
        CHECK(b.held_and_seen_share <= b.held_share + 1e-9);
        CHECK(b.seen_without_awacs_share == 0);
    }
    CHECK(buys.back().held_and_seen_share > 0);
}

TEST_CASE("What cannot be is answered with the reason, and the plan goes on") {
    const test::World world;
    const auto why_not = [&](const std::string& body, bool with_front = false) {
        const Plan plan = world.plan(body, with_front);
        CHECK(plan.placements.at(0).chosen.empty());
        CHECK(plan.zones.size() == 1);
        const std::string why = plan.placements.at(0).why_not;
        CHECK(std::any_of(plan.notices.begin(), plan.notices.end(), [&](const std::string& n) { return n.ends_with(why); }));
        return why;
    };
    CHECK(why_not(zone("seats = 1")) == "there is no fleet of fighters to man them");
    CHECK(why_not(fleet("f", 2, "alert = 2") + zone("seats = 1")).find("no fleet has a sortie left to fly") != std::string::npos);
    CHECK(why_not(fleet("f", 1) + zone("seats = 40")).find("no fleet has the sorties") != std::string::npos);
    CHECK(why_not(fleet("f", 9) + zone("seats = 1\nstand_off = \"2000 km\"", "{ disc = { at = [16, 48], radius = \"50 km\" } }"), true)
              .find("lies off the front line by its stand_off") != std::string::npos);
    CHECK(why_not(fleet("f", 9) + zone("seats = 1\nthreats = [\"countries.geojson\"]\nthreat_distance = \"400 km\"")).find("is clear of the threats") !=
          std::string::npos);
    CHECK(why_not(fleet("f", 9) + zone("seats = 1\nat_most = 1\nshare = \"99 %\"")).find("out of reach") != std::string::npos);
    CHECK(why_not(fleet("f", 0) + zone("seats = 1")).find("no fleet has a sortie left to fly") != std::string::npos);
    CHECK(why_not(fleet("f", 9) + zone("seats = 1\nat_most = 0")) == "at_most = 0 asks for none");
    const std::string far_zone = zone("seats = 1", "{ disc = { at = [4, 37], radius = \"50 km\" } }");
    INFO(why_not(fleet("f", 9) + far_zone));
    CHECK(test::lacking(why_not(fleet("f", 9) + far_zone), {"no base is near enough", "fleet 'f' comes back from 1111 km dry", "from AAAA"}).empty());
    const std::string by_hand = "[[station]]\nid = \"hand\"\nat = [16, 48]\nfleet = \"f\"\nhours_per_day = 4\nzones = [\"z\"]\n";
    CHECK(why_not(fleet("f", 9) + by_hand + zone("seats = 1\nshare = \"10 %\"")).find("are held already, 10.0 % are asked for") != std::string::npos);
    CHECK(why_not(fleet("f", 9) + zone("seats = 1\ntrack = \"2000 km\"")).find("no aircraft comes in time") != std::string::npos);
}

TEST_CASE("A spacing of more than a tenth of the response radius is refused, and so are keys that contradict each other") {
    const test::World world;
    const auto refused = [&](const std::string& keys) { return test::refusal([&] { world.plan(fleet("f", 9) + zone(keys)); }); };
    CHECK(test::lacking(refused("spacing = \"50 km\""), {"zone 'z'", "spacing 50.000 km", "a tenth of the response radius"}).empty());
    CHECK(test::lacking(refused("minimise = \"aircraft\""), {"minimise", "add share"}).empty());
    CHECK(test::lacking(refused("refuellings = 1"), {"refuellings", "names no tankers"}).empty());
    CHECK(test::lacking(refused("fleets = [\"h\"]"), {"unknown fleet 'h'", "known: f"}).empty());
    CHECK(test::lacking(refused("share = 0"), {"share", "above 0"}).empty());
    CHECK(test::lacking(refused("forward = [\"CCCC\"]"), {"forward", "add aircraft"}).empty());
    CHECK(test::lacking(refused("aircraft = [4]\nforward = [\"CCCD\"]"), {"stations of zone 'z'", "CCCD", "CCCC"}).empty());
    CHECK(test::lacking(refused("stand_off = \"10 km\""), {"stand_off", "no frontline"}).empty());
    CHECK(test::lacking(refused("zones = [\"y\"]"), {"unknown zone 'y'"}).empty());
    CHECK(test::lacking(refused("spacng = \"1 km\""), {"spacng", "spacing"}).empty());
}
