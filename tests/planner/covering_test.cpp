// Covering problems against every choice there is.
#include "planner/covering.hpp"
#include "planner/covering_bound.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

#include <cmath>
#include <functional>

using namespace picket;
using namespace picket::planner;
using picket::test::Random;

namespace {

CoveringProblem random_problem(Random& random, std::size_t demands, std::size_t sites, bool whole) {
    CoveringProblem problem;
    for (std::size_t i = 0; i < demands; ++i) {
        const double w = random.uniform(0, 10);
        problem.weights.push_back(whole ? std::floor(w) : w);
    }
    std::vector<std::pair<double, double>> at;
    for (std::size_t i = 0; i < demands; ++i) at.emplace_back(random.uniform(0, 1), random.uniform(0, 1));
    for (std::size_t j = 0; j < sites; ++j) {
        const double x = random.uniform(0, 1), y = random.uniform(0, 1), r = random.uniform(0.1, 0.35);
        CoverNumbers covers;
        for (std::uint32_t i = 0; i < demands; ++i)
            if (std::hypot(at[i].first - x, at[i].second - y) <= r) covers.push_back(i);
        problem.covers.push_back(covers);
        problem.sites.push_back({});
    }
    return problem;
}

void add_costs(Random& random, CoveringProblem& problem, bool whole) {
    for (auto& site : problem.sites) site.cost = whole ? std::floor(random.uniform(0, 6)) : random.uniform(0.1, 5);
}

void add_capacities(Random& random, CoveringProblem& problem, bool whole) {
    for (auto& site : problem.sites) site.capacity = whole ? std::floor(random.uniform(0, 30)) : random.uniform(0, 30);
}

void fix_some(Random& random, CoveringProblem& problem) {
    for (auto& site : problem.sites) site.fixed = random.below(6) == 0;
}

// The most weight that can flow from demands to chosen sites that cover them: by Hall's condition, the least over sets of
// chosen sites of their capacity and the weight of the demands that others of them cover not.
double served(const CoveringProblem& problem, unsigned chosen) {
    double least = HUGE_VAL;
    for (unsigned full = chosen;; full = (full - 1) & chosen) {
        double sum = 0;
        for (std::size_t j = 0; j < problem.sites.size(); ++j)
            if (full >> j & 1U) sum += problem.sites[j].capacity;
        std::vector<bool> open(problem.weights.size(), false);
        for (std::size_t j = 0; j < problem.sites.size(); ++j)
            if ((chosen & ~full) >> j & 1U)
                for (const std::uint32_t i : problem.covers[j]) open[i] = true;
        for (std::size_t i = 0; i < open.size(); ++i)
            if (open[i]) sum += problem.weights[i];
        least = std::min(least, sum);
        if (full == 0) break;
    }
    return least;
}

struct Best {
    double value;  // weight, or cost for a share; negative when there is none
};

Best exhaustive(const CoveringProblem& problem, const CoveringRequest& request) {
    Best best{-1};
    const double wanted = request.share ? *request.share * problem.total_weight() * (1 - 1e-9) : 0;
    for (unsigned chosen = 0; chosen < 1U << problem.sites.size(); ++chosen) {
        std::size_t number = 0;
        double cost = 0;
        bool keeps_fixed = true;
        for (std::size_t j = 0; j < problem.sites.size(); ++j) {
            const bool in = chosen >> j & 1U;
            number += in;
            cost += in ? problem.sites[j].cost : 0;
            keeps_fixed = keeps_fixed && (in || !problem.sites[j].fixed);
        }
        if (!keeps_fixed || (request.most_sites && number > *request.most_sites) || (request.budget && cost > *request.budget * (1 + 1e-12)))
            continue;
        const double covered = served(problem, chosen);
        if (!request.share)
            best.value = std::max(best.value, covered);
        else if (covered >= wanted && (best.value < 0 || cost < best.value))
            best.value = cost;
    }
    return best;
}

// That what the answer says of itself is so.
void check_own(const CoveringProblem& problem, const CoveringRequest& request, const CoveringAnswer& answer) {
    std::size_t number = 0;
    double cost = 0;
    for (std::size_t j = 0; j < problem.sites.size(); ++j) {
        if (problem.sites[j].fixed) CHECK(answer.chosen[j]);
        number += answer.chosen[j];
        cost += answer.chosen[j] ? problem.sites[j].cost : 0;
    }
    CHECK(answer.cost == Approx(cost));
    if (request.most_sites) CHECK(number <= *request.most_sites);
    if (request.budget) CHECK(cost <= *request.budget * (1 + 1e-9));
    if (!problem.has_capacities()) return;
    std::vector<double> of_site(problem.sites.size(), 0), of_demand(problem.weights.size(), 0);
    double sum = 0;
    for (const CoveringAnswer::Served& s : answer.served) {
        const CoverNumbers& covers = problem.covers[s.site];
        CHECK(std::find(covers.begin(), covers.end(), s.demand) != covers.end());
        CHECK(answer.chosen[s.site]);
        of_site[s.site] += s.weight;
        of_demand[s.demand] += s.weight;
        sum += s.weight;
    }
    CHECK(answer.covered == Approx(sum));
    for (std::size_t j = 0; j < of_site.size(); ++j) CHECK(of_site[j] <= problem.sites[j].capacity + 1e-5);
    for (std::size_t i = 0; i < of_demand.size(); ++i) CHECK(of_demand[i] <= problem.weights[i] + 1e-5);
}

void check(const CoveringProblem& problem, const CoveringRequest& request) {
    const Best best = exhaustive(problem, request);
    const CoveringAnswer answer = solve_covering(problem, request);
    CHECK(answer.why_not.empty() == (best.value >= 0));
    if (best.value < 0 || !answer.why_not.empty()) return;
    CHECK((request.share ? answer.cost : answer.covered) == Approx(best.value).margin(1e-6));
    CHECK(answer.proven);
    CHECK(answer.bound == Approx(best.value).margin(1e-6));
    check_own(problem, request, answer);
}

}  // namespace

TEST_CASE("Whatever is asked for, the answer is that of trying every choice") {
    Random random(501);
    for (int round = 0; round < 160; ++round) {
        INFO("round " << round);
        const bool whole = round % 2 == 0;
        CoveringProblem problem = random_problem(random, 25, 9, whole);
        if (!(problem.total_weight() > 0)) continue;
        if (round % 3 == 1) add_costs(random, problem, whole);
        if (round % 4 >= 2) fix_some(random, problem);
        if (round % 5 == 4) add_capacities(random, problem, whole);
        for (const std::size_t count : {0U, 1U, 2U, 3U, 5U, 9U}) check(problem, {count, {}, {}});
        for (const double budget : {0.0, 3.0, 7.5}) {
            check(problem, {{}, budget, {}});
            check(problem, {2, budget, {}});
        }
        for (const double share : {0.3, 0.7, 0.9, 1.0}) check(problem, {{}, {}, share});
    }
}

TEST_CASE("What cannot be is answered with the reason") {
    CoveringProblem problem{{5, 3, 2}, {{2}, {3}}, {{0}, {0, 1}}};
    const auto why_not = [&](const CoveringRequest& request) { return solve_covering(problem, request).why_not; };
    CHECK(why_not({{}, {}, 0.8}).empty());
    CHECK(why_not({{}, {}, 0.81}) == "all 2 sites together cover 8 of the weight of 10, 80.0000 %, less than the 81 % asked for");
    problem.sites[0].fixed = problem.sites[1].fixed = true;
    CHECK(why_not({1, {}, {}}) == "2 sites are fixed, more than the 1 asked for");
    CHECK(why_not({{}, 4.0, {}}) == "the fixed sites cost 5, more than the budget of 4");
    CHECK(why_not({2, 5.0, {}}).empty());
    problem.sites[1].capacity = 1;
    CHECK(why_not({{}, {}, 0.7}) == "all 2 sites together serve at most 6 of the weight of 10 with their capacities, 60.0000 %, less than the 70 % asked for");
    CHECK(solve_covering({{1}, {}, {}}, {{}, {}, 0.5}).why_not == "there are no sites to choose from");
    CHECK(solve_covering({{1}, {}, {}}, {1, {}, {}}).why_not == "there are no sites to choose from");
    CHECK(solve_covering({{1}, {}, {}}, {{}, 0.0, {}}).why_not == "there are no sites to choose from");
}

TEST_CASE("Sites that add nothing are not chosen though there is room") {
    const CoveringProblem problem{{5, 3}, {{}, {}, {}}, {{0}, {0, 1}, {1}}};
    CHECK(solve_covering(problem, {3, {}, {}}).chosen == std::vector<bool>{false, true, false});
}

TEST_CASE("A bound without the linear program is none that a choice exceeds, and leaves the best choice in") {
    Random random(502);
    for (int round = 0; round < 200; ++round) {
        INFO("round " << round);
        const CoveringProblem problem = random_problem(random, 30, 10, true);
        const ReducedCovering r = reduced(problem, false);
        if (r.site.size() < 4) continue;
        const std::size_t count = 1 + random.below(3);
        const Best best = exhaustive(problem, {count, {}, {}});
        const std::vector<double> costs(r.site.size(), 1);
        const CoveringBound bound = bound_most(r, costs, {count, {}}, best.value - 1, 1, 400);
        CHECK(bound.most >= best.value - 1e-6);
        CoveringProblem narrow = problem;
        for (std::size_t j = 0; j < r.site.size(); ++j) {
            if (bound.out[j]) narrow.covers[r.site[j]].clear();
            if (bound.in[j]) narrow.sites[r.site[j]].fixed = true;
        }
        CHECK(exhaustive(narrow, {count, {}, {}}).value == Approx(best.value));
    }
}

TEST_CASE("A bound on cost without the linear program is none that a choice undercuts") {
    Random random(504);
    int tight = 0;
    for (int round = 0; round < 200; ++round) {
        INFO("round " << round);
        const bool whole = round % 2 == 0;
        CoveringProblem problem = random_problem(random, 30, 9, true);
        add_costs(random, problem, whole);
        const ReducedCovering r = reduced(problem, false);
        std::vector<double> costs;
        double all = 0;
        for (const std::uint32_t j : r.site) costs.push_back(problem.sites[j].cost);
        for (const double w : r.weights) all += w;
        for (const double share : {0.5, 0.9}) {
            const double weight = std::floor(share * all);
            if (!(weight > 0)) continue;
            const Best best = exhaustive(problem, {{}, {}, weight / problem.total_weight()});
            REQUIRE(best.value >= 0);
            const double bound = bound_cost(r, costs, weight, best.value + 2, whole ? 1 : 0);
            CHECK(bound <= best.value + 1e-6);
            tight += bound >= 0.7 * best.value;
        }
        const Best budget = exhaustive(problem, {{}, 3.0, {}});
        CHECK(bound_most(r, costs, {{}, 3.0}, 0, 1, 400).most >= budget.value - 1e-6);
    }
    CHECK(tight > 200);
}

TEST_CASE("The same problem gives the same answer, and a problem too large for the linear program a bound") {
    Random random(503);
    CoveringProblem problem = random_problem(random, 6000, 220, true);
    const CoveringAnswer one = solve_covering(problem, {6, {}, {}}), two = solve_covering(problem, {6, {}, {}});
    CHECK(one.chosen == two.chosen);
    CHECK(one.bound == two.bound);
    CHECK(one.bound >= one.covered);
    CHECK(one.covered > 0.9 * one.bound);
}
