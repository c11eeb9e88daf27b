#include "planner/covering.hpp"

#include "planner/covering_bound.hpp"
#include "planner/covering_model.hpp"
#include "planner/covering_start.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace picket::planner {

namespace {

// What sums of doubles may be off by, as a share of them.
constexpr double rounding = 1e-12;

// Pairs of a site and a group from which on a bound is sought for long: the linear program may not come to its end.
constexpr std::size_t large = 200'000;
constexpr double little_work = 2e8;  // of the linear program for a share that is as large
constexpr int most_rounds = 400, few_rounds = 100;  // of that search for a bound

constexpr std::int64_t few_nodes = 30;  // of the search among likely sites

using Progress = std::function<void(const SolverProgress&)>;

SolverLimits limits_of(const CoveringRequest& request, double gap) {
    SolverLimits limits;
    limits.nodes = request.nodes;
    limits.gap = gap;
    return limits;
}

std::size_t pairs_of(const ReducedCovering& r) {
    std::size_t sum = 0;
    for (const CoverNumbers& groups : r.groups_of) sum += groups.size();
    return sum;
}

double sum_of(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

struct Fixed {
    std::size_t number = 0;
    double cost = 0;
};

Fixed fixed_of(const CoveringProblem& problem) {
    Fixed fixed;
    for (const CoveringProblem::Site& site : problem.sites)
        if (site.fixed) {
            ++fixed.number;
            fixed.cost += site.cost;
        }
    return fixed;
}

// Why there is nothing to choose from, or the fixed sites alone are too much; empty when neither is so.
std::string hopeless(const CoveringProblem& problem, const CoveringRequest& request) {
    if (problem.sites.empty()) return "there are no sites to choose from";
    const Fixed fixed = fixed_of(problem);
    if (request.most_sites && fixed.number > *request.most_sites)
        return fmt::format("{} fixed, more than the {} asked for", fixed.number == 1 ? "1 site is" : fmt::format("{} sites are", fixed.number), *request.most_sites);
    if (request.budget && fixed.cost > *request.budget * (1 + rounding))
        return fmt::format("the fixed sites cost {:.10g}, more than the budget of {:.10g}", fixed.cost, *request.budget);
    return "";
}

std::string out_of_reach(const CoveringProblem& problem, const CoveringRequest& request, double most) {
    const double total = problem.total_weight();
    const bool limited = problem.has_capacities();
    // Rounded down: it must not look like what was asked for.
    return fmt::format("all {} sites together {} {:.10g} of the weight of {:.10g}{}, {:.4f} %, less than the {:.10g} % asked for",
                       problem.sites.size(), limited ? "serve at most" : "cover", most, total, limited ? " with their capacities" : "",
                       std::floor(most / total * 1e6) / 1e4, *request.share * 100);
}

double covered_by(const CoveringProblem& problem, const std::vector<bool>& chosen) {
    std::vector<bool> covered(problem.weights.size(), false);
    for (std::size_t j = 0; j < chosen.size(); ++j)
        if (chosen[j])
            for (const std::uint32_t i : problem.covers[j]) covered[i] = true;
    double sum = 0;
    for (std::size_t i = 0; i < covered.size(); ++i)
        if (covered[i]) sum += problem.weights[i];
    return sum;
}

double cost_of(const CoveringProblem& problem, const std::vector<bool>& chosen) {
    double sum = 0;
    for (std::size_t j = 0; j < chosen.size(); ++j)
        if (chosen[j]) sum += problem.sites[j].cost;
    return sum;
}

// The last first: a site that is not fixed goes when what it covers is covered without it.
void spare_useless(const CoveringProblem& problem, std::vector<bool>& chosen) {
    std::vector<std::uint32_t> times(problem.weights.size(), 0);
    for (std::size_t j = 0; j < chosen.size(); ++j)
        if (chosen[j])
            for (const std::uint32_t i : problem.covers[j]) ++times[i];
    for (std::size_t j = chosen.size(); j-- > 0;) {
        const CoverNumbers& covers = problem.covers[j];
        const auto alone = [&](std::uint32_t i) { return times[i] == 1 && problem.weights[i] > 0; };
        if (!chosen[j] || problem.sites[j].fixed || std::any_of(covers.begin(), covers.end(), alone)) continue;
        chosen[j] = false;
        for (const std::uint32_t i : covers) --times[i];
    }
}

// What the search says of the choice, in the problem's own units.
void judge(CoveringAnswer& answer, const SolverResult& result, bool by_share, double total) {
    const double value = by_share ? answer.cost : answer.covered;
    const double slack = 1e-7 * (by_share ? std::max(value, 1.0) : total);
    if (result.status == SolverResult::Status::optimal) answer.bound = value;
    answer.bound = by_share ? std::min(answer.bound, value) : std::max(answer.bound, value);
    answer.proven = std::abs(answer.bound - value) <= slack;
    if (answer.proven) answer.bound = value;
}

std::vector<double> costs_of(const CoveringProblem& problem, const ReducedCovering& r) {
    std::vector<double> costs;
    for (const std::uint32_t j : r.site) costs.push_back(problem.sites[j].cost);
    return costs;
}

std::vector<bool> fixed_sites(const CoveringProblem& problem) {
    std::vector<bool> fixed;
    for (const CoveringProblem::Site& site : problem.sites) fixed.push_back(site.fixed);
    return fixed;
}

void choose(std::vector<bool>& chosen, const ReducedCovering& r, const CoverNumbers& more) {
    for (const std::uint32_t j : more) chosen[r.site[j]] = true;
}

CoveringAnswer least_cost(const CoveringProblem& problem, const CoveringRequest& request, const Progress& progress) {
    CoveringAnswer answer;
    const double total = problem.total_weight(), wanted = *request.share * total * (1 - rounding);
    const double most = covered_by(problem, std::vector<bool>(problem.sites.size(), true));
    if (most < wanted) {
        answer.why_not = out_of_reach(problem, request, most);
        return answer;
    }
    answer.chosen = fixed_sites(problem);
    const bool all = *request.share >= 1;
    ReducedCovering r = reduced(problem, all);
    // Each group is to be covered whatever it weighs.
    if (all) r.weights.assign(r.weights.size(), 1);
    const std::vector<double> costs = costs_of(problem, r);
    const double left = all ? sum_of(r.weights) : std::max(0.0, wanted - covered_by(problem, answer.chosen));
    const CoveringProgram program = share_program(r, costs, all ? std::nullopt : std::optional(left));
    SolverLimits limits = limits_of(request, program.gap);
    if (pairs_of(r) > large) limits.work = little_work;
    const SolverResult result = solve(program.program, limits, {program.start(greedy_share(r, costs, left)), {}, progress});
    choose(answer.chosen, r, program.chosen(result.values));
    spare_useless(problem, answer.chosen);
    answer.covered = covered_by(problem, answer.chosen);
    answer.cost = cost_of(problem, answer.chosen);
    double bound = std::max(0.0, program.unscaled(result.bound));
    // The linear program did not come to its end.
    const double fixed_cost = fixed_of(problem).cost;
    if (std::isinf(result.bound)) bound = bound_cost(r, costs, left, answer.cost - fixed_cost, program.program.step * program.unit);
    answer.bound = fixed_cost + bound;
    judge(answer, result, true, total);
    return answer;
}

// With what the bound says of sites: those in are fixed, those out cover nothing.
CoveringProblem narrowed(CoveringProblem problem, const ReducedCovering& r, const CoveringBound& bound) {
    for (std::size_t j = 0; j < r.site.size(); ++j) {
        if (bound.out[j]) problem.covers[r.site[j]].clear();
        if (bound.in[j]) problem.sites[r.site[j]].fixed = true;
    }
    return problem;
}

CoveringAnswer most_covered(const CoveringProblem& problem, const CoveringRequest& request, bool bound_first, const Progress& progress);

// A bound by itself first, and what it leaves open by the integer program.
CoveringAnswer most_covered_by_bound(const CoveringProblem& problem, const CoveringRequest& request, const ReducedCovering& r,
                                     const CoveringLimits& limits, const Progress& progress) {
    const std::vector<double> costs = costs_of(problem, r);
    CoveringAnswer answer;
    answer.chosen = fixed_sites(problem);
    const double by_fixed = covered_by(problem, answer.chosen);
    const CoveringProgram program = most_program(r, costs, limits);
    const std::vector<bool> greedy = greedy_most(r, costs, limits);
    for (std::size_t j = 0; j < greedy.size(); ++j)
        if (greedy[j]) answer.chosen[r.site[j]] = true;
    answer.covered = covered_by(problem, answer.chosen);
    const double step = program.program.step * program.unit;
    const CoveringBound bound = bound_most(r, costs, limits, answer.covered - by_fixed, step, pairs_of(r) > large ? most_rounds : few_rounds);
    answer.bound = by_fixed + bound.most;
    const auto is_least_step = [&] { return answer.bound < answer.covered + step * (1 - 1e-6); };
    if (!is_least_step()) {
        const CoveringAnswer further = most_covered(narrowed(problem, r, bound), request, false, progress);
        if (const double covered = covered_by(problem, further.chosen); covered > answer.covered) {
            answer.chosen = further.chosen;
            answer.covered = covered;
        }
        // What is not narrowed down to covers no more than is known.
        answer.bound = std::min(answer.bound, std::max(answer.covered, further.bound));
    }
    if (is_least_step()) answer.bound = answer.covered;
    spare_useless(problem, answer.chosen);
    answer.cost = cost_of(problem, answer.chosen);
    judge(answer, {}, false, problem.total_weight());
    return answer;
}

// A short search among the sites that the linear program takes, in part at least, and those of the start.
std::vector<double> among_likely(const CoveringProgram& program, const std::vector<double>& relaxed, double bound, std::vector<double> start) {
    IntegerProgram few = program.program;
    double cost = 0;
    for (std::size_t i = 0; i < start.size(); ++i) cost += few.columns[i].cost * start[i];
    if (cost <= bound) return start;
    for (std::size_t j = 0; j < program.site_count(); ++j)
        if (relaxed[j] < 1e-6 && start[j] < 0.5) few.columns[j].high = 0;
    SolverLimits limits;
    limits.nodes = few_nodes;
    limits.gap = program.gap;
    return solve(few, limits, {std::move(start), {}, {}}).values;
}

CoveringAnswer most_covered(const CoveringProblem& problem, const CoveringRequest& request, bool bound_first, const Progress& progress) {
    const Fixed fixed = fixed_of(problem);
    CoveringLimits limits{request.most_sites, request.budget};
    if (limits.most_sites) *limits.most_sites -= fixed.number;
    if (limits.budget) *limits.budget = std::max(0.0, *limits.budget * (1 + rounding) - fixed.cost);
    const ReducedCovering r = reduced(problem, false);
    if (bound_first) return most_covered_by_bound(problem, request, r, limits, progress);
    CoveringAnswer answer;
    answer.chosen = fixed_sites(problem);
    const double by_fixed = covered_by(problem, answer.chosen);
    const std::vector<double> costs = costs_of(problem, r);
    const CoveringProgram program = most_program(r, costs, limits);
    const std::vector<bool> greedy = greedy_most(r, costs, limits);
    const auto improve = [&](const std::vector<double>& relaxed, double bound) {
        const std::vector<bool> better = improved_most(r, costs, limits, greedy, relaxed, -program.unscaled(bound) * (1 - rounding));
        return among_likely(program, relaxed, bound, program.start(better));
    };
    const SolverResult result = solve(program.program, limits_of(request, program.gap), {program.start(greedy), improve, progress});
    choose(answer.chosen, r, program.chosen(result.values));
    answer.covered = covered_by(problem, answer.chosen);
    answer.bound = by_fixed + std::min(sum_of(r.weights), -program.unscaled(result.bound));
    spare_useless(problem, answer.chosen);
    answer.cost = cost_of(problem, answer.chosen);
    judge(answer, result, false, problem.total_weight());
    return answer;
}

// What each group's demands get, in proportion to their weights.
std::vector<CoveringAnswer::Served> served_by(const CoveringProblem& problem, const ReducedCovering& r, const CapacityProgram& program,
                                              const std::vector<double>& values) {
    std::vector<CoveringAnswer::Served> served;
    std::vector<std::vector<std::pair<std::uint32_t, double>>> parts(r.weights.size());
    for (const CapacityProgram::Flow& flow : program.flows) {
        const double weight = values[flow.column] * program.weight_unit;
        if (weight > 1e-9 * r.weights[flow.group]) parts[flow.group].emplace_back(flow.site, weight / r.weights[flow.group]);
    }
    for (std::uint32_t i = 0; i < problem.weights.size(); ++i) {
        if (r.group_of[i] == no_group) continue;
        for (const auto& [site, part] : parts[r.group_of[i]]) served.push_back({i, site, part * problem.weights[i]});
    }
    return served;
}

CoveringAnswer with_capacities(const CoveringProblem& problem, const CoveringRequest& request,
                               const Progress& progress) {
    CoveringAnswer answer;
    const double total = problem.total_weight();
    const ReducedCovering r = grouped(problem);
    CapacityProgram all = capacity_program(problem, r, {});
    for (std::size_t j = 0; j < problem.sites.size(); ++j) all.program.columns[j].low = 1;
    const SolverResult everything = solve(all.program, {});
    if (everything.values.empty()) {
        answer.why_not = "the linear program is too large";
        return answer;
    }
    const double most = -everything.cost * all.weight_unit;
    if (request.share && most < *request.share * total * (1 - 1e-9)) {
        answer.why_not = out_of_reach(problem, request, most);
        return answer;
    }
    const CapacityProgram program = capacity_program(problem, r, request);
    std::vector<double> start = filled(program, problem, r, request);
    if (start.empty() && request.share) start = everything.values;
    const SolverResult result = solve(program.program, limits_of(request, program.gap), {start, {}, progress});
    answer.served = served_by(problem, r, program, result.values);
    for (std::size_t j = 0; j < problem.sites.size(); ++j) answer.chosen.push_back(problem.sites[j].fixed);
    for (const CoveringAnswer::Served& s : answer.served) {
        answer.chosen[s.site] = true;
        answer.covered += s.weight;
    }
    answer.cost = cost_of(problem, answer.chosen);
    answer.bound = request.share ? result.bound * program.cost_unit : std::min(most, -result.bound * program.weight_unit);
    judge(answer, result, request.share.has_value(), total);
    return answer;
}

}  // namespace

bool CoveringProblem::has_capacities() const {
    return std::any_of(sites.begin(), sites.end(), [](const Site& s) { return !std::isinf(s.capacity); });
}

double CoveringProblem::total_weight() const { return sum_of(weights); }

CoveringAnswer solve_covering(const CoveringProblem& problem, const CoveringRequest& request,
                              const std::function<void(const SolverProgress&)>& progress) {
    if (std::string why_not = hopeless(problem, request); !why_not.empty()) {
        CoveringAnswer answer;
        answer.why_not = std::move(why_not);
        return answer;
    }
    if (problem.has_capacities()) return with_capacities(problem, request, progress);
    return request.share ? least_cost(problem, request, progress) : most_covered(problem, request, true, progress);
}

}  // namespace picket::planner
