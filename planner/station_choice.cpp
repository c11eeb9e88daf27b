#include "planner/station_choice.hpp"

#include "planner/station_start.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace picket::planner {

namespace {

using Objective = StationRequest::Objective;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double scale = 1000;  // of all weight, and of a sum of costs, as the solver sees them

// The worthwhile options alone, and demands that the same of them cover as one.
struct Reduced {
    StationProblem problem;
    std::vector<std::size_t> option;  // numbers in the problem given
};

Reduced reduced(const StationProblem& p, const StationRequest& r) {
    Reduced result{{{}, {}, p.sorties, p.tankers}, worthwhile(p, r)};
    std::vector<std::vector<std::uint32_t>> options_of(p.weights.size());
    for (std::uint32_t k = 0; k < result.option.size(); ++k)
        for (const std::uint32_t i : p.options[result.option[k]].covers) options_of[i].push_back(k);
    std::map<std::vector<std::uint32_t>, double> groups;
    for (std::size_t i = 0; i < p.weights.size(); ++i)
        if (!options_of[i].empty() && p.weights[i] > 0) groups[options_of[i]] += p.weights[i];
    for (const std::size_t j : result.option) {
        result.problem.options.push_back(p.options[j]);
        result.problem.options.back().covers.clear();
    }
    for (const auto& [options, weight] : groups) {
        for (const std::uint32_t k : options) result.problem.options[k].covers.push_back(static_cast<std::uint32_t>(result.problem.weights.size()));
        result.problem.weights.push_back(weight);
    }
    return result;
}

double sum_of(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

// y of each option, then x of each demand: x <= sum of y over the options that cover it; then how many y each fleet has.
class Program {
  public:
    Program(const StationProblem& p, const StationRequest& r, const std::vector<StationLimit>& limits, double tightened) : p_(p), r_(r) {
        weight_unit_ = sum_of(p.weights) / scale;
        cost_unit_ = 1;
        if (r.objective == Objective::aircraft) {
            double most = 0;
            for (const StationOption& o : p.options) most = std::max(most, o.aircraft);
            cost_unit_ = most / 100;
        }
        for (const StationOption& o : p.options) program.columns.push_back({cost_of(o) / cost_unit_, 0, 1, true, false});
        if (r.objective == Objective::stations) program.step = 1;
        std::vector<IntegerProgram::Row> covering;
        for (std::size_t i = 0; i < p.weights.size(); ++i) {
            covering.push_back({0, infinite, {{program.columns.size(), -1}}});
            program.columns.push_back({r.objective == Objective::weight ? -p.weights[i] / weight_unit_ : 0, 0, 1, false, false});
        }
        for (std::size_t j = 0; j < p.options.size(); ++j)
            for (const std::uint32_t i : p.options[j].covers) covering[i].terms.push_back({j, 1});
        program.rows = std::move(covering);
        for (const StationLimit& limit : limits) add_limit(limit, tightened);
        for (std::size_t f = 0; f < p.sorties.size(); ++f) add_number(f);
        if (r.objective == Objective::weight) return;
        IntegerProgram::Row all{r.weight / weight_unit_ * (1 + 1e-9), infinite, {}};
        for (std::size_t i = 0; i < p.weights.size(); ++i) all.terms.push_back({p.options.size() + i, p.weights[i] / weight_unit_});
        program.rows.push_back(std::move(all));
    }

    std::vector<double> values(const std::vector<std::size_t>& chosen) const {
        std::vector<double> v(program.columns.size(), 0);
        for (const std::size_t j : chosen) {
            v[j] = 1;
            for (const std::uint32_t i : p_.options[j].covers) v[p_.options.size() + i] = 1;
        }
        for (const std::size_t j : chosen) v[v.size() - p_.sorties.size() + p_.options[j].fleet] += 1;
        return v;
    }

    std::vector<std::size_t> chosen(const std::vector<double>& values) const {
        std::vector<std::size_t> all;
        for (std::size_t j = 0; j < p_.options.size() && j < values.size(); ++j)
            if (values[j] > 0.5) all.push_back(j);
        return all;
    }

    double unit() const { return r_.objective == Objective::weight ? -weight_unit_ : cost_unit_; }

    double cost_of(const StationOption& o) const {
        switch (r_.objective) {
            case Objective::weight: return 0;
            case Objective::stations: return 1;
            case Objective::aircraft: return o.aircraft;
        }
        return 0;
    }

    IntegerProgram program;

  private:
    // How many stations a fleet mans, as a number of its own: deciding that first tells far more than deciding on one of many
    // places that are nearly as good.
    void add_number(std::size_t fleet) {
        IntegerProgram::Row row{0, 0, {{program.columns.size(), -1}}};
        for (std::size_t j = 0; j < p_.options.size(); ++j)
            if (p_.options[j].fleet == fleet) row.terms.push_back({j, 1});
        program.columns.push_back({0, 0, static_cast<double>(p_.options.size()), true, true});
        program.rows.push_back(std::move(row));
    }

    void add_limit(const StationLimit& limit, double tightened) {
        const bool counts = std::all_of(limit.use.begin(), limit.use.end(), [](double u) { return u == 0 || u == 1; });
        const double unit = counts || !(limit.most > 0) ? 1 : limit.most;
        IntegerProgram::Row row{-infinite, counts ? limit.most : limit.most / unit * (1 - tightened), {}};
        double sum = 0;
        for (std::size_t j = 0; j < limit.use.size(); ++j)
            if (limit.use[j] > 0) {
                row.terms.push_back({j, limit.use[j] / unit});
                sum += limit.use[j] / unit;
            }
        if (sum > row.high) program.rows.push_back(std::move(row));
    }

    const StationProblem& p_;
    const StationRequest& r_;
    double weight_unit_, cost_unit_;
};

std::vector<std::size_t> in_order(const std::vector<double>& relaxed, std::size_t options) {
    std::vector<std::size_t> order;
    for (std::size_t j = 0; j < options; ++j)
        if (relaxed[j] > 1e-6) order.push_back(j);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return relaxed[a] > relaxed[b]; });
    return order;
}

bool is_better(double a, double b, Objective objective) { return objective == Objective::weight ? a > b * (1 + 1e-12) : a < b * (1 - 1e-12); }

}  // namespace

StationAnswer choose_stations(const StationProblem& given, const StationRequest& request, const std::vector<std::size_t>& start,
                              const std::function<void(const SolverProgress&)>& progress) {
    StationAnswer answer;
    const bool by_weight = request.objective == Objective::weight;
    const auto value_of = [&](const StationProblem& p, const std::vector<std::size_t>& chosen) {
        if (by_weight) return covered_by(p, chosen);
        double sum = 0;
        for (const std::size_t j : chosen) sum += request.objective == Objective::stations ? 1 : p.options[j].aircraft;
        return sum;
    };
    const auto take = [&](const StationProblem& p, std::vector<std::size_t> chosen) {
        const double value = value_of(p, chosen);
        if (answer.found && !is_better(value, answer.value, request.objective)) return;
        answer.found = true;
        answer.value = value;
        answer.covered = covered_by(p, chosen);
        answer.chosen = std::move(chosen);
    };
    if (by_weight || request.weight <= 0) take(given, by_weight ? start : std::vector<std::size_t>{});
    const Reduced r = reduced(given, request);
    const StationProblem& p = r.problem;
    const std::vector<StationLimit> limits = limits_of(p, request);
    const auto in_given = [&](std::vector<std::size_t> chosen) {
        for (std::size_t& j : chosen) j = r.option[j];
        std::sort(chosen.begin(), chosen.end());
        return chosen;
    };
    if (!by_weight && answer.found) {
        answer.proven = true;
        return answer;
    }
    if (p.options.empty() || p.weights.empty()) {
        answer.bound = answer.value;
        answer.proven = true;
        return answer;
    }
    // Those of the start that are worthwhile.
    std::vector<std::size_t> kept;
    for (std::size_t k = 0; k < r.option.size(); ++k)
        if (std::binary_search(start.begin(), start.end(), r.option[k])) kept.push_back(k);
    std::vector<std::size_t> greedy = by_weight ? filled_stations(p, limits, kept, {}, 300)
                                                : stations_for(p, limits, request.weight, request.objective == Objective::aircraft);
    answer.greedy = covered_by(p, greedy);
    for (const double tightened : {0.0, 1e-6}) {
        const Program program(p, request, limits, tightened);
        SolverLimits solver_limits{request.nodes, 4e9, 0};
        SolverHelp help;
        help.progress = progress;
        if (by_weight || !greedy.empty()) {
            const bool is_kept = tightened == 0 || keeps_to_limits(p, request, greedy);
            if (is_kept && tightened == 0) help.start = program.values(greedy);
            solver_limits.gap = request.gap * value_of(p, greedy) / std::abs(program.unit());
        }
        if (by_weight)
            help.improve = [&](const std::vector<double>& relaxed, double) {
                return program.values(filled_stations(p, limits, {}, in_order(relaxed, p.options.size()), 100));
            };
        const SolverResult result = solve(program.program, solver_limits, help);
        if (result.status == SolverResult::Status::infeasible) {
            answer.proven = true;
            return answer;
        }
        const std::vector<std::size_t> chosen = program.chosen(result.values);
        const bool is_kept = keeps_to_limits(p, request, chosen) && (by_weight || covered_by(p, chosen) >= request.weight);
        if (!is_kept && tightened == 0) continue;  // over a limit by what the solver allows itself
        if (is_kept && !result.values.empty()) take(given, in_given(chosen));
        if (!greedy.empty()) take(given, in_given(greedy));
        answer.bound = by_weight ? std::min(sum_of(p.weights), result.bound * program.unit()) : std::max(0.0, result.bound * program.unit());
        if (!std::isfinite(answer.bound)) answer.bound = by_weight ? sum_of(p.weights) : 0;
        break;
    }
    answer.bound = by_weight ? std::max(answer.bound, answer.value) : std::min(answer.bound, answer.value);
    answer.proven = answer.found && std::abs(answer.bound - answer.value) <= request.gap * std::max(answer.bound, answer.value) + 1e-9;
    return answer;
}

}  // namespace picket::planner
