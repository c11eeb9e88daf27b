#include "planner/covering_reduction.hpp"

#include <algorithm>
#include <numeric>

namespace picket::planner {

namespace {

// Elements looked at in search of one list within another, at most: the search saves time, it is not needed.
constexpr std::int64_t most_work = 300'000'000;

std::vector<CoverNumbers> transposed(const std::vector<CoverNumbers>& lists, std::size_t count) {
    std::vector<CoverNumbers> result(count);
    for (std::size_t i = 0; i < lists.size(); ++i)
        for (const std::uint32_t k : lists[i]) result[k].push_back(static_cast<std::uint32_t>(i));
    return result;
}

// For each list whether it goes: it lies in another one that may stand for it. Of equals the first stays.
template <class MayStand>
std::vector<bool> contained(const std::vector<CoverNumbers>& lists, const std::vector<CoverNumbers>& holders, MayStand may_stand) {
    std::vector<bool> goes(lists.size(), false), in(holders.size(), false);
    std::int64_t work = 0;
    for (std::size_t i = 0; i < lists.size() && work < most_work; ++i) {
        if (lists[i].empty()) {
            goes[i] = true;
            continue;
        }
        // Whatever contains the list holds the element that the fewest hold.
        const std::uint32_t rare = *std::min_element(lists[i].begin(), lists[i].end(), [&](std::uint32_t a, std::uint32_t b) {
            return holders[a].size() < holders[b].size();
        });
        for (const std::uint32_t k : holders[rare]) {
            if (k == i || goes[k] || lists[k].size() < lists[i].size() || !may_stand(k, i)) continue;
            work += static_cast<std::int64_t>(lists[k].size());
            if (std::includes(lists[k].begin(), lists[k].end(), lists[i].begin(), lists[i].end())) {
                goes[i] = true;
                break;
            }
        }
    }
    return goes;
}

// Groups with the same sites become one; those without sites go. `became` says what each group is now.
void merge(ReducedCovering& r, CoverNumbers& became) {
    std::vector<std::uint32_t> order(r.weights.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (r.sites_of[a].size() != r.sites_of[b].size()) return r.sites_of[a].size() < r.sites_of[b].size();
        return r.sites_of[a] != r.sites_of[b] ? r.sites_of[a] < r.sites_of[b] : a < b;
    });
    CoverNumbers first(order.size());  // the first group with the same sites
    for (std::size_t i = 0; i < order.size(); ++i)
        first[order[i]] = i > 0 && r.sites_of[order[i]] == r.sites_of[order[i - 1]] ? first[order[i - 1]] : order[i];
    became.assign(order.size(), no_group);
    std::vector<double> weights;
    std::vector<CoverNumbers> sites_of;
    for (std::size_t g = 0; g < order.size(); ++g) {
        if (r.sites_of[g].empty()) continue;
        if (first[g] == g) {
            became[g] = static_cast<std::uint32_t>(weights.size());
            weights.push_back(0);
            sites_of.push_back(std::move(r.sites_of[g]));
        } else {
            became[g] = became[first[g]];
        }
        weights[became[g]] += r.weights[g];
    }
    r.weights = std::move(weights);
    r.sites_of = std::move(sites_of);
    r.groups_of = transposed(r.sites_of, r.site.size());
}

void regroup(ReducedCovering& r) {
    CoverNumbers became;
    merge(r, became);
    for (std::uint32_t& g : r.group_of)
        if (g != no_group) g = became[g];
}

void drop_sites(ReducedCovering& r, const std::vector<bool>& goes) {
    CoverNumbers site;
    std::vector<CoverNumbers> groups_of;
    for (std::size_t j = 0; j < goes.size(); ++j) {
        if (goes[j]) continue;
        site.push_back(r.site[j]);
        groups_of.push_back(std::move(r.groups_of[j]));
    }
    r.site = std::move(site);
    r.sites_of = transposed(groups_of, r.weights.size());
    regroup(r);
}

void drop_groups(ReducedCovering& r, const std::vector<bool>& goes) {
    for (std::size_t g = 0; g < goes.size(); ++g)
        if (goes[g]) r.sites_of[g].clear();
    regroup(r);
}

bool any(const std::vector<bool>& flags) { return std::find(flags.begin(), flags.end(), true) != flags.end(); }

// One group a demand, without those of no weight and those that a site left out covers.
ReducedCovering begun(const CoveringProblem& problem, const std::vector<bool>& left_out) {
    ReducedCovering r;
    const std::size_t n = problem.weights.size();
    std::vector<bool> gone(n, false);
    for (std::size_t i = 0; i < n; ++i) gone[i] = !(problem.weights[i] > 0);
    for (std::size_t j = 0; j < problem.sites.size(); ++j)
        if (left_out[j])
            for (const std::uint32_t i : problem.covers[j]) gone[i] = true;
    r.weights = problem.weights;
    r.sites_of.resize(n);
    for (std::size_t j = 0; j < problem.sites.size(); ++j) {
        if (left_out[j]) continue;
        for (const std::uint32_t i : problem.covers[j])
            if (!gone[i]) r.sites_of[i].push_back(static_cast<std::uint32_t>(r.site.size()));
        r.site.push_back(static_cast<std::uint32_t>(j));
    }
    r.group_of.resize(n);
    std::iota(r.group_of.begin(), r.group_of.end(), 0U);
    regroup(r);
    return r;
}

}  // namespace

ReducedCovering grouped(const CoveringProblem& problem) { return begun(problem, std::vector<bool>(problem.sites.size(), false)); }

ReducedCovering reduced(const CoveringProblem& problem, bool all_to_be_covered) {
    std::vector<bool> fixed;
    for (const CoveringProblem::Site& site : problem.sites) fixed.push_back(site.fixed);
    ReducedCovering r = begun(problem, fixed);
    const auto cost = [&](std::size_t j) { return problem.sites[r.site[j]].cost; };
    for (bool changed = true; changed;) {
        // A list equal to one before it has that one to stand for it, unless it costs less.
        const std::vector<bool> sites = contained(r.groups_of, r.sites_of, [&](std::size_t k, std::size_t j) {
            const bool equal = r.groups_of[k].size() == r.groups_of[j].size();
            return cost(k) < cost(j) || (cost(k) == cost(j) && (!equal || k < j));
        });
        changed = any(sites);
        if (changed) drop_sites(r, sites);
        if (!all_to_be_covered) continue;
        // A group is easier to cover than another whose sites are among its own: the shorter list stands.
        std::vector<bool> easier(r.weights.size(), false);
        std::int64_t work = 0;
        for (std::size_t g = 0; g < r.sites_of.size() && work < most_work; ++g) {
            const std::uint32_t site = *std::min_element(r.sites_of[g].begin(), r.sites_of[g].end(), [&](std::uint32_t a, std::uint32_t b) {
                return r.groups_of[a].size() < r.groups_of[b].size();
            });
            for (const std::uint32_t k : r.groups_of[site]) {
                if (k == g || easier[k] || r.sites_of[k].size() <= r.sites_of[g].size()) continue;
                work += static_cast<std::int64_t>(r.sites_of[k].size());
                if (std::includes(r.sites_of[k].begin(), r.sites_of[k].end(), r.sites_of[g].begin(), r.sites_of[g].end()))
                    easier[k] = true;
            }
        }
        if (any(easier)) {
            drop_groups(r, easier);
            changed = true;
        }
    }
    return r;
}

}  // namespace picket::planner
