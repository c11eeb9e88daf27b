#include "planner/aircraft_buy.hpp"

#include "planner/station_start.hpp"

#include "geo/geodesic.hpp"

#include <algorithm>
#include <numeric>

namespace picket::planner {

namespace {

double sum_of(const std::vector<Demand>& demands) {
    return std::accumulate(demands.begin(), demands.end(), 0.0, [](double sum, const Demand& d) { return sum + d.weight; });
}

// Sensors at the height that the zone asks for.
class Watch {
  public:
    Watch(const Plan& plan, const Zone& zone) {
        for (const Sensor& sensor : plan.scenario.sensors)
            if (const auto cover = sensor_cover(plan, sensor, zone.seen_at.value_or(sensor.target_height)))
                (is_airborne_warning(plan, sensor) ? awacs_ : others_).push_back(*cover);
    }

    bool sees_without_awacs(const Demand& d) const { return sees(others_, d); }
    bool sees(const Demand& d) const { return sees(others_, d) || sees(awacs_, d); }

  private:
    static bool is_airborne_warning(const Plan& plan, const Sensor& sensor) {
        if (sensor.station.empty()) return false;
        const Fleet& fleet = by_id(plan.scenario.fleets, by_id(plan.scenario.stations, sensor.station).fleet);
        return aircraft_of(plan.scenario, fleet).role == Role::early_warning;
    }

    static bool sees(const std::vector<Cover>& covers, const Demand& d) {
        return std::any_of(covers.begin(), covers.end(), [&](const Cover& c) { return geo::distance(c.at, d.at) <= c.radius; });
    }

    std::vector<Cover> awacs_, others_;
};

// The same stations in another problem, dry where its tanker brings nothing there; none of them where one cannot be flown.
std::vector<std::size_t> same_in(const StationProblem& to, const StationProblem& from, const std::vector<std::size_t>& chosen) {
    std::vector<std::size_t> all;
    for (const std::size_t j : chosen) {
        const StationOption& o = from.options[j];
        const auto with = [&](const std::optional<std::size_t>& tanker) {
            return std::find_if(to.options.begin(), to.options.end(), [&](const StationOption& other) {
                return other.place == o.place && other.fleet == o.fleet && other.tanker == tanker;
            });
        };
        auto found = with(o.tanker);
        if (found == to.options.end()) found = with(std::nullopt);
        if (found == to.options.end()) return {};
        all.push_back(static_cast<std::size_t>(found - to.options.begin()));
    }
    std::sort(all.begin(), all.end());
    return all;
}

class Buying {
  public:
    Buying(const Plan& plan, const Zone& zone, const WaysToDemands& ways, const std::vector<Demand>& held, const Candidates& candidates,
           const std::function<void(const SolverProgress&)>& progress)
        : plan_(plan), zone_(zone), ways_(ways), held_(held), candidates_(candidates), progress_(progress), watch_(plan, zone), before_(sum_of(held)) {}

    std::vector<AircraftBuy> run() {
        std::vector<AircraftBuy> all;
        for (const bool forward : {false, true}) {
            if (forward && zone_.stations->forward.empty()) continue;
            for (const bool tankers : {false, true}) {
                if (tankers && zone_.stations->tankers.empty()) continue;
                Asked now{{tankers, forward}, station_problem(plan_, zone_, ways_, candidates_, {tankers, forward}), {}};
                ask_all(now);
                for (std::size_t i = 0; i < now.answers.size(); ++i) all.push_back(row(now, i));
                asked_.push_back(std::move(now));
            }
        }
        return all;
    }

  private:
    struct Asked {
        Supply supply;
        StationProblem problem;
        std::vector<StationAnswer> answers;  // by number
    };

    const std::vector<int>& numbers() const { return zone_.stations->aircraft; }

    static double aircraft_for(const StationProblem& p, const std::vector<std::size_t>& chosen) {
        double sum = 0;
        for (const std::size_t j : chosen) sum += p.options[j].aircraft;
        return sum;
    }

    // The largest number first: what it does not need of its aircraft, fewer do not either.
    void ask_all(Asked& now) const {
        now.answers.resize(numbers().size());
        StationAnswer& most = now.answers.back();
        most = ask(now, now.answers.size() - 1, {});
        const double needed = aircraft_for(now.problem, most.chosen);
        for (std::size_t i = 0; i + 1 < now.answers.size(); ++i) {
            const std::vector<std::size_t> fewer = i > 0 ? now.answers[i - 1].chosen : std::vector<std::size_t>{};
            now.answers[i] = needed <= numbers()[i] ? most : ask(now, i, fewer);
        }
        for (std::size_t i = 1; i < now.answers.size(); ++i)
            if (StationAnswer &a = now.answers[i], &fewer = now.answers[i - 1]; a.covered <= fewer.covered * (1 + 1e-9)) {
                a.chosen = fewer.chosen;
                a.covered = fewer.covered;
            }
        for (std::size_t i = now.answers.size(); i-- > 1;) now.answers[i - 1].bound = std::min(now.answers[i - 1].bound, now.answers[i].bound);
    }

    StationAnswer ask(const Asked& now, std::size_t number, std::vector<std::size_t> start) const {
        StationRequest r;
        r.most_aircraft = numbers()[number];
        r.nodes = 1000;
        const auto weight = [&](const std::vector<std::size_t>& chosen) { return covered_by(now.problem, chosen); };
        for (const Asked& less : asked_) {
            if (less.supply.forward && !now.supply.forward) continue;
            const std::vector<std::size_t> same = same_in(now.problem, less.problem, less.answers[number].chosen);
            if (keeps_to_limits(now.problem, r, same) && weight(same) > weight(start)) start = same;
        }
        StationAnswer answer = choose_stations(now.problem, r, start, progress_);
        spare_useless(now.problem, answer.chosen);
        return answer;
    }

    AircraftBuy row(const Asked& asked, std::size_t number) const {
        const StationAnswer& answer = asked.answers[number];
        AircraftBuy buy{numbers()[number], asked.supply, before_ + answer.covered, before_ + answer.bound, 0, 0, answer.chosen.size(), 0,
                        aircraft_for(asked.problem, answer.chosen)};
        std::vector<bool> covered(ways_.demands().size(), false);
        for (const std::size_t j : answer.chosen) {
            buy.sorties += asked.problem.options[j].sorties;
            for (const std::uint32_t i : asked.problem.options[j].covers) covered[i] = true;
        }
        const auto add = [&](const Demand& d) {
            if (watch_.sees(d)) buy.held_and_seen_share += d.weight;
            if (watch_.sees_without_awacs(d)) buy.seen_without_awacs_share += d.weight;
        };
        for (const Demand& d : held_) add(d);
        for (std::size_t i = 0; i < covered.size(); ++i)
            if (covered[i]) add(ways_.demands()[i]);
        return buy;
    }

    const Plan& plan_;
    const Zone& zone_;
    const WaysToDemands& ways_;
    const std::vector<Demand>& held_;
    const Candidates& candidates_;
    const std::function<void(const SolverProgress&)>& progress_;
    Watch watch_;
    double before_;
    std::vector<Asked> asked_;
};

}  // namespace

std::vector<AircraftBuy> aircraft_buys(const Plan& plan, const Zone& zone, const WaysToDemands& ways, const std::vector<Demand>& held,
                                       const Candidates& candidates, const std::function<void(const SolverProgress&)>& progress) {
    if (zone.stations->aircraft.empty()) return {};
    return Buying(plan, zone, ways, held, candidates, progress).run();
}

}  // namespace picket::planner
