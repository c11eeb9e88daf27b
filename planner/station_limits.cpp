#include "planner/station_limits.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace picket::planner {

namespace {

using Objective = StationRequest::Objective;

// By fleet: how many of its stations its sorties suffice for at most.
std::vector<double> most_of_fleet(const StationProblem& p) {
    std::vector<double> least(p.sorties.size(), HUGE_VAL), most(p.sorties.size(), 0);
    for (const StationOption& o : p.options) least[o.fleet] = std::min(least[o.fleet], o.sorties);
    for (std::size_t f = 0; f < most.size(); ++f)
        if (std::isfinite(least[f]) && least[f] <= p.sorties[f])
            most[f] = least[f] > 0 ? std::floor(p.sorties[f] / least[f] + 1e-9) : static_cast<double>(p.options.size());
    return most;
}

bool keeps_alone(const StationProblem& p, const StationRequest& r, const StationOption& o) {
    return o.sorties <= p.sorties[o.fleet] && (!r.most_aircraft || o.aircraft <= *r.most_aircraft) &&
           (!o.tanker || (o.fuel <= p.tankers[*o.tanker].fuel && o.calls <= p.tankers[*o.tanker].calls));
}

// A bit for each demand.
using Bits = std::vector<std::uint64_t>;

Bits bits_of(const StationOption& o, std::size_t demands) {
    Bits bits((demands + 63) / 64, 0);
    for (const std::uint32_t i : o.covers) bits[i / 64] |= std::uint64_t{1} << (i % 64);
    return bits;
}

bool holds(const Bits& all, const Bits& part) {
    for (std::size_t i = 0; i < all.size(); ++i)
        if (part[i] & ~all[i]) return false;
    return true;
}

}  // namespace

std::vector<bool> mans_one(const StationProblem& p, const StationRequest& r) {
    std::vector<bool> one(p.sorties.size(), false);
    if (r.most_aircraft || r.objective == Objective::aircraft) return one;
    const std::vector<double> most = most_of_fleet(p);
    for (std::size_t f = 0; f < one.size(); ++f) one[f] = most[f] <= 1;
    return one;
}

std::vector<StationLimit> limits_of(const StationProblem& p, const StationRequest& r) {
    std::vector<StationLimit> all;
    const auto add = [&](double most, const auto& use) {
        StationLimit limit{most, std::vector<double>(p.options.size(), 0)};
        for (std::size_t j = 0; j < p.options.size(); ++j) limit.use[j] = use(p.options[j]);
        all.push_back(std::move(limit));
    };
    const std::vector<double> most = most_of_fleet(p);
    for (std::size_t f = 0; f < p.sorties.size(); ++f) {
        add(p.sorties[f], [&](const StationOption& o) { return o.fleet == f ? o.sorties : 0; });
        add(most[f], [&](const StationOption& o) { return o.fleet == f ? 1 : 0; });
    }
    for (std::size_t t = 0; t < p.tankers.size(); ++t) {
        add(p.tankers[t].fuel, [&](const StationOption& o) { return o.tanker == t ? o.fuel : 0; });
        add(p.tankers[t].calls, [&](const StationOption& o) { return o.tanker == t ? o.calls : 0; });
    }
    if (r.most_stations) add(static_cast<double>(*r.most_stations), [](const StationOption&) { return 1; });
    if (r.most_aircraft) add(*r.most_aircraft, [](const StationOption& o) { return o.aircraft; });
    return all;
}

std::vector<std::size_t> worthwhile(const StationProblem& p, const StationRequest& r) {
    const std::vector<bool> one = mans_one(p, r);
    std::vector<double> weight(p.options.size(), 0);
    std::vector<std::size_t> order;
    for (std::size_t j = 0; j < p.options.size(); ++j) {
        for (const std::uint32_t i : p.options[j].covers) weight[j] += p.weights[i];
        if (weight[j] > 0 && keeps_alone(p, r, p.options[j])) order.push_back(j);
    }
    const auto cost = [&](std::size_t j) { return one[p.options[j].fleet] ? 0 : p.options[j].sorties; };
    // What is no worse than another comes before it.
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const StationOption &oa = p.options[a], &ob = p.options[b];
        if (oa.covers.size() != ob.covers.size()) return oa.covers.size() > ob.covers.size();
        if (oa.tanker.has_value() != ob.tanker.has_value()) return !oa.tanker;
        if (cost(a) != cost(b)) return cost(a) < cost(b);
        return std::pair(oa.fuel, oa.calls) < std::pair(ob.fuel, ob.calls);
    });
    struct Kept {
        std::size_t option;
        Bits bits;
    };
    std::vector<std::vector<Kept>> kept(p.sorties.size());
    std::vector<std::size_t> result;
    for (const std::size_t j : order) {
        const StationOption& o = p.options[j];
        Bits bits = bits_of(o, p.weights.size());
        const auto is_no_worse = [&](const Kept& k) {
            const StationOption& other = p.options[k.option];
            if (cost(k.option) > cost(j)) return false;
            if (other.tanker && (other.tanker != o.tanker || other.fuel > o.fuel || other.calls > o.calls)) return false;
            return holds(k.bits, bits);
        };
        std::vector<Kept>& of_fleet = kept[o.fleet];
        if (std::any_of(of_fleet.begin(), of_fleet.end(), is_no_worse)) continue;
        of_fleet.push_back({j, std::move(bits)});
        result.push_back(j);
    }
    std::sort(result.begin(), result.end());
    return result;
}

bool keeps_to_limits(const StationProblem& problem, const StationRequest& request, const std::vector<std::size_t>& chosen) {
    for (const StationLimit& limit : limits_of(problem, request)) {
        double sum = 0;
        for (const std::size_t j : chosen) sum += limit.use[j];
        if (sum > limit.most * (1 + 1e-12)) return false;
    }
    return true;
}

}  // namespace picket::planner
