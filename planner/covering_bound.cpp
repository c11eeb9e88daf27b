#include "planner/covering_bound.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace picket::planner {

namespace {

constexpr int patience = 15, most_halvings = 9, halving_rounds = 400;
constexpr int told = 16;  // rounds after which a bound worse than all the weight will not soon be a good one
constexpr double slack = 1e-9;  // of the bound, for the rounding of sums

// The sites that are worth the most within the limits, the last one perhaps in part, and what they are worth together.
struct Knapsack {
    double worth = 0;
    std::vector<double> taken;  // by site, 0 to 1
};

Knapsack best_worth(const std::vector<double>& worth, const std::vector<double>& costs, const CoveringLimits& limits) {
    Knapsack best{HUGE_VAL, {}};
    // Each limit alone allows at least what both do: the lesser of the two is a bound.
    for (const bool by_cost : {false, true}) {
        if (by_cost ? !limits.budget : !limits.most_sites && limits.budget) continue;
        double room = by_cost ? *limits.budget : limits.most_sites ? static_cast<double>(*limits.most_sites) : HUGE_VAL;
        const auto size = [&](std::size_t j) { return by_cost ? costs[j] : 1.0; };
        Knapsack k{0, std::vector<double>(worth.size(), 0)};
        std::vector<std::size_t> order;
        const auto take = [&](std::size_t j, double part) {
            k.taken[j] = part;
            k.worth += part * worth[j];
            room -= part * size(j);
        };
        for (std::size_t j = 0; j < worth.size(); ++j) {
            if (!(worth[j] > 0)) continue;
            if (size(j) > 0)
                order.push_back(j);
            else
                take(j, 1);
        }
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const double left = worth[a] / size(a), right = worth[b] / size(b);
            return left != right ? left > right : a < b;
        });
        for (const std::size_t j : order) {
            if (!(room > 0)) break;
            take(j, std::min(1.0, room / size(j)));
        }
        if (k.worth < best.worth) best = std::move(k);
    }
    return best;
}

// From these prices of groups on, which it improves.
CoveringBound bound_from(std::vector<double>& price, const ReducedCovering& r, const std::vector<double>& costs, const CoveringLimits& limits,
                         double known, double step, int most_rounds) {
    const std::size_t groups = r.weights.size(), sites = r.site.size();
    const double all = std::accumulate(r.weights.begin(), r.weights.end(), 0.0);
    std::vector<double> worth(sites), best_worths(sites, 0);
    CoveringBound result{all, std::vector<bool>(sites, false), std::vector<bool>(sites, false)};
    double pace = 1, of_best = HUGE_VAL;  // the bound that best_worths give
    int vain = 0;
    for (int round = 0; round < most_rounds && result.most >= known + step * (1 - 1e-6); ++round) {
        std::fill(worth.begin(), worth.end(), 0.0);
        for (std::size_t g = 0; g < groups; ++g)
            for (const std::uint32_t j : r.sites_of[g]) worth[j] += price[g];
        const Knapsack k = best_worth(worth, costs, limits);
        double bound = k.worth;
        for (std::size_t g = 0; g < groups; ++g) bound += r.weights[g] - price[g];
        bound *= 1 + slack;
        if (bound < of_best) {
            if (bound < of_best * (1 - 1e-5)) vain = 0;
            of_best = bound;
            best_worths = worth;
        }
        result.most = std::min(result.most, bound);
        if (round == told && most_rounds < halving_rounds && of_best >= all) break;
        if (++vain > patience) {
            pace /= 2;
            vain = 0;
        }
        if (pace < 1e-3) break;
        std::vector<double> direction(groups, 0);
        double squared = 0;
        for (std::size_t g = 0; g < groups; ++g) {
            double times = price[g] < r.weights[g] ? -1 : 0;
            for (const std::uint32_t j : r.sites_of[g]) times += k.taken[j];
            // At an end of its range a price can only go back.
            direction[g] = (price[g] <= 0 && times > 0) || (price[g] >= r.weights[g] && times < 0) ? 0 : times;
            squared += direction[g] * direction[g];
        }
        if (!(squared > 0)) break;
        const double length = pace * std::max(bound - known, 1e-4 * bound) / squared;
        for (std::size_t g = 0; g < groups; ++g) price[g] = std::clamp(price[g] - length * direction[g], 0.0, r.weights[g]);
    }
    // By number alone the price of taking one more, or one less, is plain.
    if (!limits.most_sites || limits.budget || *limits.most_sites >= sites || *limits.most_sites == 0) return result;
    std::vector<double> sorted = best_worths;
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    const double last = sorted[*limits.most_sites - 1], next = sorted[*limits.most_sites];
    const double needed = known + step * (1 - 1e-6);
    for (std::size_t j = 0; j < sites; ++j) {
        result.out[j] = best_worths[j] < last && of_best - last + best_worths[j] < needed;
        result.in[j] = best_worths[j] > next && of_best - best_worths[j] + next < needed;
    }
    return result;
}

}  // namespace

CoveringBound bound_most(const ReducedCovering& r, const std::vector<double>& costs, const CoveringLimits& limits, double known,
                         double step, int most_rounds) {
    std::vector<double> price = r.weights;
    return bound_from(price, r, costs, limits, known, step, most_rounds);
}

double bound_cost(const ReducedCovering& r, const std::vector<double>& costs, double weight, double known, double unit) {
    double low = 0, high = known;  // no choice that costs `low` or less covers so much, but for the first
    const double enough = weight * (1 - slack);
    std::vector<double> price = r.weights;  // each halving goes on from those of the one before
    bool is_bound = false;
    for (int i = 0; i < most_halvings && high - low > (unit > 0 ? unit * (is_bound ? 1.5 : 0.5) : 1e-3 * known); ++i) {
        double middle = is_bound ? (low + high) / 2 : 0;
        if (unit > 0) middle = std::floor(middle / unit + 1e-6) * unit;
        if (bound_from(price, r, costs, {{}, middle}, enough, 0, halving_rounds).most < enough) {
            low = middle;
            is_bound = true;
        } else if (!is_bound) {
            return 0;
        } else {
            high = middle;
        }
    }
    return is_bound ? std::min(known, low + unit) : 0;
}

}  // namespace picket::planner
