#include "planner/station_start.hpp"

#include <algorithm>
#include <random>

namespace picket::planner {

namespace {

constexpr std::int64_t most_work = 400'000'000;  // demands looked at in exchanging, at most

// Options chosen, and what each other would add, kept up to date.
class Choice {
  public:
    Choice(const StationProblem& p, const std::vector<StationLimit>& limits)
        : p_(&p), limits_(&limits), is_chosen_(p.options.size(), false), used_(limits.size(), 0), times_(p.weights.size(), 0),
          gain_(p.options.size(), 0), options_of_(p.weights.size()) {
        for (std::size_t j = 0; j < p.options.size(); ++j)
            for (const std::uint32_t i : p.options[j].covers) {
                gain_[j] += p.weights[i];
                options_of_[i].push_back(static_cast<std::uint32_t>(j));
            }
    }

    void add(std::size_t j) { change(j, true); }
    void remove(std::size_t j) { change(j, false); }

    bool allows(std::size_t j) const {
        if (is_chosen_[j]) return false;
        for (std::size_t l = 0; l < used_.size(); ++l)
            if ((*limits_)[l].use[j] > 0 && used_[l] + (*limits_)[l].use[j] > (*limits_)[l].most) return false;
        return true;
    }

    // What adds the most, or the most by what it costs, of what the limits allow.
    template <class Cost>
    std::optional<std::size_t> best(const Cost& cost) {
        std::optional<std::size_t> found;
        double most = 0;
        work += static_cast<std::int64_t>(gain_.size());
        for (std::size_t j = 0; j < gain_.size(); ++j) {
            if (!(gain_[j] > 1e-9 * (covered + gain_[j]))) continue;
            const double worth = gain_[j] / cost(j);
            if (worth > most * (1 + 1e-12) && allows(j)) {
                most = worth;
                found = j;
            }
        }
        return found;
    }
    std::optional<std::size_t> best() {
        return best([](std::size_t) { return 1.0; });
    }

    void fill() {
        while (const std::optional<std::size_t> j = best()) add(*j);
    }

    // One for another as long as more is covered.
    void exchange() {
        for (bool better = true; better && work < most_work;) {
            better = false;
            for (const std::size_t j : chosen()) {
                const double before = covered;
                remove(j);
                const std::optional<std::size_t> other = best();
                if (!other || covered + gain_[*other] <= before * (1 + 1e-9)) {
                    add(j);
                    continue;
                }
                add(*other);
                fill();
                better = true;
            }
        }
    }

    std::vector<std::size_t> chosen() const {
        std::vector<std::size_t> all;
        for (std::size_t j = 0; j < is_chosen_.size(); ++j)
            if (is_chosen_[j]) all.push_back(j);
        return all;
    }

    double covered = 0;
    std::int64_t work = 0;

  private:
    void change(std::size_t j, bool in) {
        is_chosen_[j] = in;
        for (std::size_t l = 0; l < used_.size(); ++l) used_[l] += (in ? 1 : -1) * (*limits_)[l].use[j];
        for (const std::uint32_t i : p_->options[j].covers) {
            if (in ? times_[i]++ > 0 : --times_[i] > 0) continue;
            const double weight = (in ? 1 : -1) * p_->weights[i];
            covered += weight;
            for (const std::uint32_t k : options_of_[i]) gain_[k] -= weight;
            work += static_cast<std::int64_t>(options_of_[i].size());
        }
    }

    const StationProblem* p_;
    const std::vector<StationLimit>* limits_;
    std::vector<bool> is_chosen_;
    std::vector<double> used_;
    std::vector<int> times_;
    std::vector<double> gain_;
    std::vector<std::vector<std::uint32_t>> options_of_;
};

}  // namespace

double covered_by(const StationProblem& p, const std::vector<std::size_t>& chosen) {
    std::vector<bool> is_covered(p.weights.size(), false);
    for (const std::size_t j : chosen)
        for (const std::uint32_t i : p.options[j].covers) is_covered[i] = true;
    double sum = 0;
    for (std::size_t i = 0; i < is_covered.size(); ++i)
        if (is_covered[i]) sum += p.weights[i];
    return sum;
}

std::vector<std::size_t> filled_stations(const StationProblem& p, const std::vector<StationLimit>& limits, std::vector<std::size_t> chosen,
                                         const std::vector<std::size_t>& first, int shakes) {
    Choice choice(p, limits);
    for (const std::size_t j : chosen) choice.add(j);
    for (const std::size_t j : first)
        if (choice.allows(j)) choice.add(j);
    choice.fill();
    choice.exchange();
    std::vector<std::size_t> best = choice.chosen();
    double most = choice.covered;
    std::mt19937_64 random(1);
    for (int vain = 0; vain < shakes && choice.work < most_work; ++vain) {
        // Some go, and one comes in at random, so that the same do not just come back.
        std::vector<std::size_t> in = choice.chosen();
        if (in.empty() || p.options.empty()) break;
        for (std::size_t k = 0, out = 1 + random() % 3; k < out && !in.empty(); ++k) {
            const std::size_t i = random() % in.size();
            choice.remove(in[i]);
            in.erase(in.begin() + static_cast<std::ptrdiff_t>(i));
        }
        if (const std::size_t j = random() % p.options.size(); choice.allows(j)) choice.add(j);
        choice.fill();
        choice.exchange();
        if (choice.covered > most * (1 + 1e-9)) {
            most = choice.covered;
            best = choice.chosen();
            vain = 0;
        } else if (choice.covered < most * 0.99) {
            for (const std::size_t j : choice.chosen()) choice.remove(j);
            for (const std::size_t j : best) choice.add(j);
        }
    }
    return best;
}

void spare_useless(const StationProblem& p, std::vector<std::size_t>& chosen) {
    std::vector<std::size_t> dearest = chosen;
    std::stable_sort(dearest.begin(), dearest.end(), [&](std::size_t a, std::size_t b) { return p.options[a].aircraft > p.options[b].aircraft; });
    const double all = covered_by(p, chosen);
    for (const std::size_t j : dearest) {
        std::vector<std::size_t> others = chosen;
        std::erase(others, j);
        if (covered_by(p, others) >= all) chosen = std::move(others);
    }
}

std::vector<std::size_t> stations_for(const StationProblem& p, const std::vector<StationLimit>& limits, double weight, bool by_aircraft) {
    Choice choice(p, limits);
    while (choice.covered < weight) {
        const std::optional<std::size_t> j =
            choice.best([&](std::size_t k) { return by_aircraft ? std::max(p.options[k].aircraft, 1e-9) : 1.0; });
        if (!j) return {};
        choice.add(*j);
    }
    for (const std::size_t j : choice.chosen()) {
        choice.remove(j);
        if (choice.covered < weight) choice.add(j);
    }
    return choice.chosen();
}

}  // namespace picket::planner
