#include "planner/covering_model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace picket::planner {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double least_gap = 5e-8;         // of the sum, where values are not whole
constexpr std::size_t most_links = 300'000;  // rows that tie single flows to their site, at most

double sum_of(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

// The values are multiples of the unit when whole; the solver tells numbers apart up to some thousand million of them.
struct Unit {
    double size = 1;
    bool whole = false;

    double of(double value) const { return whole ? std::round(value / size) : value / size; }
    // The least and the most that a whole value may be to be at least, at most, this.
    double at_least(double value) const { return whole ? std::ceil(value / size - 1e-6) : value / size; }
    double at_most(double value) const { return whole ? std::floor(value / size + 1e-6) : value / size; }
};

Unit unit_of(const std::vector<double>& values) {
    const double sum = sum_of(values);
    if (!(sum > 0)) return {};
    for (const double tenths : {1.0, 10.0, 100.0, 1000.0}) {
        std::int64_t divisor = 0;
        bool whole = true;
        for (const double v : values) {
            const double n = v * tenths;
            whole = whole && n < 9e15 && std::abs(n - std::round(n)) <= 1e-12 * n;
            if (!whole) break;
            divisor = std::gcd(divisor, static_cast<std::int64_t>(std::round(n)));
        }
        if (whole && sum * tenths <= 1e9 * static_cast<double>(divisor)) return {static_cast<double>(divisor) / tenths, true};
    }
    return {sum / static_cast<double>(values.size()), false};
}

void add_limits(IntegerProgram& program, const std::vector<double>& costs, const CoveringLimits& limits) {
    if (limits.most_sites) {
        IntegerProgram::Row row{-infinite, static_cast<double>(*limits.most_sites), {}};
        for (std::size_t j = 0; j < costs.size(); ++j) row.terms.push_back({j, 1});
        program.rows.push_back(std::move(row));
    }
    if (limits.budget) {
        const Unit unit = unit_of(costs);
        IntegerProgram::Row row{-infinite, unit.at_most(*limits.budget), {}};
        for (std::size_t j = 0; j < costs.size(); ++j)
            if (costs[j] > 0) row.terms.push_back({j, unit.of(costs[j])});
        program.rows.push_back(std::move(row));
    }
}

// x of every group that several sites cover, at most the sum of their y, with its column; those of single sites are y.
std::vector<std::size_t> add_groups(CoveringProgram& p, const ReducedCovering& r) {
    std::vector<std::size_t> column(r.weights.size());
    for (std::size_t g = 0; g < r.weights.size(); ++g) {
        if (r.sites_of[g].size() == 1) {
            column[g] = r.sites_of[g].front();
            continue;
        }
        column[g] = p.program.columns.size();
        p.program.columns.push_back({});
        p.covered_by.emplace_back(r.sites_of[g]);
        IntegerProgram::Row row{0, infinite, {{column[g], -1}}};
        for (const std::uint32_t j : r.sites_of[g]) row.terms.push_back({j, 1});
        p.program.rows.push_back(std::move(row));
    }
    return column;
}

}  // namespace

std::vector<double> CoveringProgram::start(const std::vector<bool>& chosen) const {
    std::vector<double> values(chosen.begin(), chosen.end());
    for (const auto& sites : covered_by)
        values.push_back(std::any_of(sites.begin(), sites.end(), [&](std::uint32_t j) { return chosen[j]; }) ? 1 : 0);
    return values;
}

CoverNumbers CoveringProgram::chosen(const std::vector<double>& values) const {
    CoverNumbers result;
    for (std::uint32_t j = 0; j < site_count(); ++j)
        if (values[j] > 0.5) result.push_back(j);
    return result;
}

CoveringProgram most_program(const ReducedCovering& r, const std::vector<double>& costs, const CoveringLimits& limits) {
    const Unit unit = unit_of(r.weights);
    CoveringProgram p{{}, unit.size, unit.whole ? 0 : least_gap * sum_of(r.weights) / unit.size, {}};
    p.program.step = unit.whole ? 1 : 0;
    p.program.columns.assign(costs.size(), {0, 0, 1, true});
    add_limits(p.program, costs, limits);
    const std::vector<std::size_t> column = add_groups(p, r);
    for (std::size_t g = 0; g < r.weights.size(); ++g) p.program.columns[column[g]].cost -= unit.of(r.weights[g]);
    return p;
}

CoveringProgram share_program(const ReducedCovering& r, const std::vector<double>& costs, std::optional<double> weight) {
    const Unit unit = unit_of(costs);
    CoveringProgram p{{}, unit.size, unit.whole ? 0 : least_gap * sum_of(costs) / unit.size, {}};
    p.program.step = unit.whole ? 1 : 0;
    for (const double cost : costs) p.program.columns.push_back({unit.of(cost), 0, 1, true});
    if (!weight) {
        for (const CoverNumbers& sites : r.sites_of) {
            IntegerProgram::Row row{1, infinite, {}};
            for (const std::uint32_t j : sites) row.terms.push_back({j, 1});
            p.program.rows.push_back(std::move(row));
        }
        return p;
    }
    const Unit weights = unit_of(r.weights);
    const std::vector<std::size_t> column = add_groups(p, r);
    std::vector<double> factors(p.program.columns.size(), 0);
    for (std::size_t g = 0; g < r.weights.size(); ++g) factors[column[g]] += weights.of(r.weights[g]);
    IntegerProgram::Row row{weights.at_least(*weight), infinite, {}};
    for (std::size_t i = 0; i < factors.size(); ++i)
        if (factors[i] > 0) row.terms.push_back({i, factors[i]});
    p.program.rows.push_back(std::move(row));
    return p;
}

CapacityProgram capacity_program(const CoveringProblem& problem, const ReducedCovering& r, const CoveringRequest& request) {
    CapacityProgram p{{}, {}, {}, 1, 1, 0};
    std::vector<double> costs, amounts = r.weights;
    for (std::size_t j = 0; j < problem.sites.size(); ++j) {
        double most = 0;
        for (const std::uint32_t g : r.groups_of[j]) most += r.weights[g];
        p.capacities.push_back(std::min(problem.sites[j].capacity, most));
        costs.push_back(problem.sites[j].cost);
        amounts.push_back(p.capacities.back());
    }
    const Unit weight = unit_of(amounts), cost = unit_of(costs);
    p.weight_unit = weight.size;
    p.cost_unit = cost.size;
    const bool by_share = request.share.has_value(), whole = by_share ? cost.whole : weight.whole;
    p.program.step = whole ? 1 : 0;
    p.gap = whole ? 0 : least_gap * (by_share ? sum_of(costs) / cost.size : sum_of(r.weights) / weight.size);
    for (std::size_t j = 0; j < costs.size(); ++j) {
        p.capacities[j] = weight.of(p.capacities[j]);
        p.program.columns.push_back({by_share ? cost.of(costs[j]) : 0, problem.sites[j].fixed ? 1.0 : 0.0, 1, true});
    }
    add_limits(p.program, costs, {request.most_sites, request.budget});
    std::vector<IntegerProgram::Row> of_group(r.weights.size());
    for (std::size_t g = 0; g < r.weights.size(); ++g) of_group[g] = {-infinite, weight.of(r.weights[g]), {}};
    std::size_t links = 0;
    for (const CoverNumbers& groups : r.groups_of) links += groups.size();
    for (std::uint32_t j = 0; j < costs.size(); ++j) {
        IntegerProgram::Row site{-infinite, 0, {{j, -p.capacities[j]}}};
        for (const std::uint32_t g : r.groups_of[j]) {
            const std::size_t column = p.program.columns.size();
            const double most = std::min(of_group[g].high, p.capacities[j]);
            p.program.columns.push_back({by_share ? 0.0 : -1.0, 0, most, false});
            p.flows.push_back({g, j, column});
            site.terms.push_back({column, 1});
            of_group[g].terms.push_back({column, 1});
            // A site chosen in part serves each group in part: the linear bound is the tighter for it.
            if (most < p.capacities[j] && links <= most_links) p.program.rows.push_back({-infinite, 0, {{column, 1}, {j, -most}}});
        }
        if (site.terms.size() > 1) p.program.rows.push_back(std::move(site));
    }
    for (IntegerProgram::Row& row : of_group) p.program.rows.push_back(std::move(row));
    if (by_share) {
        IntegerProgram::Row all{*request.share * problem.total_weight() * (1 - 1e-9) / weight.size, infinite, {}};
        for (const CapacityProgram::Flow& flow : p.flows) all.terms.push_back({flow.column, 1});
        p.program.rows.push_back(std::move(all));
    }
    return p;
}

std::vector<double> filled(const CapacityProgram& p, const CoveringProblem& problem, const ReducedCovering& r,
                           const CoveringRequest& request) {
    std::vector<double> values(p.program.columns.size(), 0), left, wanted(problem.sites.size(), 0);
    for (const double w : r.weights) left.push_back(w / p.weight_unit);
    for (std::size_t j = 0; j < wanted.size(); ++j)
        for (const std::uint32_t g : r.groups_of[j]) wanted[j] += left[g];
    std::vector<std::size_t> first_flow(problem.sites.size() + 1, 0);
    for (const CapacityProgram::Flow& flow : p.flows) ++first_flow[flow.site + 1];
    std::partial_sum(first_flow.begin(), first_flow.end(), first_flow.begin());
    std::size_t number = 0;
    double cost = 0, served = 0;
    const double enough = request.share ? *request.share * problem.total_weight() / p.weight_unit : infinite;
    const auto take = [&](std::size_t j) {
        values[j] = 1;
        ++number;
        cost += problem.sites[j].cost;
        double room = p.capacities[j];
        // Those that few others cover come first.
        std::vector<std::size_t> order(first_flow[j + 1] - first_flow[j]);
        std::iota(order.begin(), order.end(), first_flow[j]);
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return r.sites_of[p.flows[a].group].size() < r.sites_of[p.flows[b].group].size();
        });
        for (const std::size_t f : order) {
            const std::uint32_t g = p.flows[f].group;
            const double part = std::min({room, left[g], p.program.columns[p.flows[f].column].high});
            if (!(part > 0)) continue;
            values[p.flows[f].column] = part;
            room -= part;
            left[g] -= part;
            served += part;
            for (const std::uint32_t k : r.sites_of[g]) wanted[k] -= part;
        }
    };
    for (std::size_t j = 0; j < wanted.size(); ++j)
        if (problem.sites[j].fixed) take(j);
    while (served < enough) {
        std::optional<std::size_t> best;
        double most = 1e-9;
        for (std::size_t j = 0; j < wanted.size(); ++j) {
            if (values[j] > 0 || (request.most_sites && number >= *request.most_sites) ||
                (request.budget && cost + problem.sites[j].cost > *request.budget))
                continue;
            const double gain = std::min(p.capacities[j], wanted[j]);
            const double worth = gain / (request.budget || request.share ? std::max(problem.sites[j].cost, 1e-12) : 1.0);
            if (gain > 1e-9 && worth > most) {
                most = worth;
                best = j;
            }
        }
        if (!best) break;
        take(*best);
    }
    if (request.share && served < enough) return {};
    return values;
}

}  // namespace picket::planner
