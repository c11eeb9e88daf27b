#include "planner/covering_start.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace picket::planner {

namespace {

// Elements looked at in exchanging sites, at most; in exchanges after random ones, and how many of those without success.
constexpr std::int64_t most_work = 1'000'000'000, most_random_work = 150'000'000;
constexpr int most_vain = 400;

// Sites chosen, and what each site would add, kept up to date.
class Choice {
  public:
    Choice(const ReducedCovering& r, const std::vector<double>& costs)
        : chosen(r.site.size(), false), r_(&r), costs_(&costs), times_(r.weights.size(), 0), gain_(r.site.size(), 0) {
        for (std::size_t j = 0; j < gain_.size(); ++j)
            for (const std::uint32_t g : r.groups_of[j]) gain_[j] += r.weights[g];
    }

    void add(std::size_t j) {
        chosen[j] = true;
        ++number;
        cost += (*costs_)[j];
        for (const std::uint32_t g : r_->groups_of[j])
            if (times_[g]++ == 0) change(g, 1);
    }

    void remove(std::size_t j) {
        chosen[j] = false;
        --number;
        cost -= (*costs_)[j];
        for (const std::uint32_t g : r_->groups_of[j])
            if (--times_[g] == 0) change(g, -1);
    }

    // The site that adds the most, or the most by its cost, of those that the limits allow; none when none adds anything.
    std::optional<std::size_t> best(const CoveringLimits& limits, bool by_cost) {
        std::optional<std::size_t> found;
        work += static_cast<std::int64_t>(chosen.size());
        double most = 1e-9 * (covered + 1e-300);  // less is rounding
        for (std::size_t j = 0; j < chosen.size(); ++j) {
            if (!allows(j, limits)) continue;
            const double worth = gain_[j] / (by_cost ? std::max((*costs_)[j], 1e-12) : 1.0);
            if (worth > most) {
                most = worth;
                found = j;
            }
        }
        return found;
    }

    void fill(const CoveringLimits& limits, bool by_cost) {
        while (const std::optional<std::size_t> j = best(limits, by_cost)) add(*j);
    }

    bool allows(std::size_t j, const CoveringLimits& limits) const {
        return !chosen[j] && (!limits.most_sites || number < *limits.most_sites) &&
               (!limits.budget || cost + (*costs_)[j] <= *limits.budget);
    }

    double gain(std::size_t j) const { return gain_[j]; }

    std::vector<bool> chosen;
    std::size_t number = 0;
    double cost = 0, covered = 0;
    std::int64_t work = 0;

  private:
    // A group is covered from now on (1), or no more (-1): nobody, or everybody, may gain it.
    void change(std::uint32_t g, double sign) {
        covered += sign * r_->weights[g];
        for (const std::uint32_t j : r_->sites_of[g]) gain_[j] -= sign * r_->weights[g];
        work += static_cast<std::int64_t>(r_->sites_of[g].size());
    }

    const ReducedCovering* r_;
    const std::vector<double>* costs_;
    std::vector<std::uint32_t> times_;  // by group: how many chosen sites cover it
    std::vector<double> gain_;
};

// One site for another, and a further one where room is left, as long as more is covered.
void exchange(Choice& choice, const CoveringLimits& limits) {
    for (bool better = true; better && choice.work < most_work;) {
        better = false;
        for (std::size_t j = 0; j < choice.chosen.size() && choice.work < most_work; ++j) {
            if (!choice.chosen[j]) continue;
            const double before = choice.covered;
            choice.remove(j);
            const std::optional<std::size_t> other = choice.best(limits, false);
            const double worth = other ? choice.gain(*other) : 0;
            // By more than rounding: it ends.
            if (choice.covered + worth <= before + 1e-9 * before) {
                choice.add(j);
                continue;
            }
            choice.add(*other);
            choice.fill(limits, limits.budget.has_value());
            better = true;
        }
    }
}

// The dearest first: those go without which enough is covered.
void spare(Choice& choice, const std::vector<double>& costs, double weight) {
    std::vector<std::size_t> dearest(costs.size());
    std::iota(dearest.begin(), dearest.end(), std::size_t{0});
    std::stable_sort(dearest.begin(), dearest.end(), [&](std::size_t a, std::size_t b) { return costs[a] > costs[b]; });
    for (const std::size_t j : dearest)
        if (choice.chosen[j]) {
            choice.remove(j);
            if (choice.covered < weight) choice.add(j);
        }
}

// The chosen site that alone covers the least by its cost; one of those that cost something.
std::size_t least_useful(Choice& choice, const std::vector<double>& costs) {
    std::size_t found = 0;
    double least = HUGE_VAL;
    for (std::size_t j = 0; j < costs.size(); ++j) {
        if (!choice.chosen[j] || !(costs[j] > 0)) continue;
        const double before = choice.covered;
        choice.remove(j);
        const double worth = (before - choice.covered) / costs[j];
        choice.add(j);
        if (worth < least) {
            least = worth;
            found = j;
        }
    }
    return found;
}

}  // namespace

std::vector<bool> greedy_most(const ReducedCovering& r, const std::vector<double>& costs, const CoveringLimits& limits) {
    std::optional<Choice> best;
    // By cost alone a dear site that covers much is never taken: both ways are tried.
    for (const bool by_cost : {false, true}) {
        if (by_cost && !limits.budget) break;
        Choice choice(r, costs);
        choice.fill(limits, by_cost);
        exchange(choice, limits);
        if (!best || choice.covered > best->covered) best.emplace(std::move(choice));
    }
    return best->chosen;
}

std::vector<bool> improved_most(const ReducedCovering& r, const std::vector<double>& costs, const CoveringLimits& limits,
                                const std::vector<bool>& chosen, const std::vector<double>& relaxed, double enough) {
    Choice given(r, costs), choice(r, costs);
    for (std::size_t j = 0; j < chosen.size(); ++j)
        if (chosen[j]) given.add(j);
    std::vector<std::size_t> order(chosen.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return relaxed[a] > relaxed[b]; });
    std::size_t likely = 0;
    for (const std::size_t j : order) {
        if (relaxed[j] <= 1e-6) break;
        ++likely;
        if (choice.allows(j, limits)) choice.add(j);
    }
    if (likely == 0) likely = order.size();
    choice.fill(limits, limits.budget.has_value());
    exchange(choice, limits);
    if (given.covered > choice.covered) choice = std::move(given);
    choice.work = 0;
    Choice best = choice;
    std::mt19937_64 random(1);
    for (int vain = 0; vain < most_vain && choice.work < most_random_work && best.covered < enough; ++vain) {
        std::vector<std::size_t> in;
        for (std::size_t j = 0; j < chosen.size(); ++j)
            if (choice.chosen[j]) in.push_back(j);
        if (in.empty()) break;
        // Some go, and one comes in at random, so that the same do not just come back.
        for (std::size_t k = 0, out = 2 + random() % 3; k < out && !in.empty(); ++k) {
            const std::size_t i = random() % in.size();
            choice.remove(in[i]);
            in.erase(in.begin() + static_cast<std::ptrdiff_t>(i));
        }
        const std::size_t j = random() % 2 ? order[random() % likely] : random() % chosen.size();
        if (choice.allows(j, limits)) choice.add(j);
        choice.fill(limits, limits.budget.has_value());
        exchange(choice, limits);
        if (choice.covered > best.covered * (1 + 1e-9)) {
            const std::int64_t work = choice.work;
            best = choice;
            choice.work = work;
            vain = 0;
        } else if (choice.covered < best.covered * (1 - 1e-3)) {
            const std::int64_t work = choice.work;
            choice = best;
            choice.work = work;
        }
    }
    return best.chosen;
}

std::vector<bool> greedy_share(const ReducedCovering& r, const std::vector<double>& costs, double weight) {
    Choice choice(r, costs);
    while (choice.covered < weight) {
        const std::optional<std::size_t> j = choice.best({}, true);
        if (!j) break;
        choice.add(*j);
    }
    spare(choice, costs, weight);
    // One goes, and the others are exchanged until as much is covered at a lower cost.
    std::vector<bool> best = choice.chosen;
    while (choice.work < most_work && choice.cost > 0) {
        CoveringLimits limits;
        limits.budget = choice.cost * (1 - 1e-9);
        choice.remove(least_useful(choice, costs));
        choice.fill(limits, true);
        exchange(choice, limits);
        if (choice.covered < weight) break;
        spare(choice, costs, weight);
        best = choice.chosen;
    }
    return best;
}

}  // namespace picket::planner
