// Where to put the stations of a zone that asks for them: most of it held by what fleets can fly, or a share of it by the fewest.
#include "planner/aircraft_buy.hpp"
#include "planner/holding.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;

namespace {

using Objective = StationRequest::Objective;

constexpr double rounding = 1e-9;  // of a share asked for: so far its sum of cells may be off

double share_of(const std::vector<Demand>& demands) {
    double sum = 0;
    for (const Demand& d : demands) sum += d.weight;
    return sum;
}

class Placing {
  public:
    Placing(const Plan& plan, const Zone& zone, geo::Faults faults, const Progress& progress)
        : plan_(plan), zone_(zone), wanted_(*zone.stations), faults_(faults), progress_(progress), result_{zone.id, "", 0, 0, {}, {}, {}, {}} {}

    Placement run(std::vector<Station>& chosen) {
        result_.why_not = place(chosen);
        for (const Station& station : chosen) result_.chosen.push_back(station.id);
        return std::move(result_);
    }

  private:
    // The stations, or why there are none.
    std::string place(std::vector<Station>& chosen) {
        if (wanted_.fleets.empty()) return "there is no fleet of fighters to man them";
        const ResponseRadii radii = response_radii(plan_, zone_);
        if (!(radii.most > Distance{})) return "from the far end of the track no aircraft comes in time to any place but its own";
        result_.found.spacing = spacing(radii.least);
        const std::optional<WaysToDemands> ways = open_demands(radii.most);
        if (!ways) return "the zone has no free air";
        if (ways->demands().empty()) return "all of the zone is held already";
        const CandidateGrid grid(plan_, zone_, faults_);
        const Candidates candidates = grid.candidates(*ways, result_.found.spacing);
        result_.found.candidates = candidates.at.size();
        if (candidates.at.empty()) return no_candidates(candidates);
        const StationProblem problem = station_problem(plan_, zone_, *ways, candidates, {true, false});
        const StationAnswer answer = solve(problem, result_.found);
        result_.buys = aircraft_buys(plan_, zone_, *ways, held_, candidates, told("what aircraft buy of zone '{}'"));
        if (answer.chosen.empty()) return why_none(problem, answer, candidates);
        if (wanted_.check_spacing) check_spacing(grid, *ways);
        int number = 0;
        for (const std::size_t j : answer.chosen) chosen.push_back(station_of(zone_, candidates, problem.options[j], free_id(number)));
        return "";
    }

    Distance spacing(Distance radius) const {
        const Distance most = radius / 10;
        if (wanted_.spacing && *wanted_.spacing > most)
            throw geo::InputError(fmt::format("{}: zone '{}': stations: spacing {:.3f} km is more than a tenth of the response radius, {:.3f} km",
                                              plan_.scenario.file.string(), zone_.id, wanted_.spacing->kilometres(), most.kilometres()));
        return wanted_.spacing.value_or(most);
    }

    // Those that nothing holds yet.
    std::optional<WaysToDemands> open_demands(Distance radius) {
        geo::Notices told_later;
        std::vector<Demand> demands = demands_of(plan_.theatre, zone_region(plan_, zone_, faults_, told_later));
        result_.demands = demands.size();
        if (demands.empty()) return std::nullopt;
        const std::vector<Cover> holders = holders_of(plan_, zone_, told_later);
        Distance farthest;
        for (const Cover& c : holders) farthest = std::max(farthest, c.radius);
        std::vector<bool> is_held(demands.size(), false);
        for (const AirDefence& site : plan_.scenario.air_defence) {
            const Distance radius_of = site.radius.value_or(plan_.scenario.catalogue.air_defence.at(site.type).radius.value);
            for (std::size_t i = 0; i < demands.size(); ++i)
                if (geo::distance(site.at, demands[i].at) <= radius_of) is_held[i] = true;
        }
        if (!holders.empty()) {
            const WaysToDemands ways(plan_.theatre, demands, farthest);
            for (const Cover& c : holders) {
                const std::vector<double> to = ways.from(c.at);
                for (std::size_t i = 0; i < to.size(); ++i)
                    if (to[i] <= c.radius.metres()) is_held[i] = true;
            }
        }
        std::vector<Demand> open;
        for (std::size_t i = 0; i < demands.size(); ++i)
            (is_held[i] ? held_ : open).push_back(demands[i]);
        result_.held_before = share_of(held_);
        return WaysToDemands(plan_.theatre, std::move(open), radius);
    }

    StationRequest request() const {
        StationRequest r;
        if (wanted_.at_most) r.most_stations = static_cast<std::size_t>(*wanted_.at_most);
        if (!wanted_.share) return r;
        r.objective = wanted_.fewest_aircraft ? Objective::aircraft : Objective::stations;
        r.weight = std::max(0.0, *wanted_.share - rounding - result_.held_before);
        return r;
    }

    StationAnswer solve(const StationProblem& problem, Placement::Discrete& d) const {
        const StationAnswer answer = choose_stations(problem, request(), {}, told("stations of zone '{}'"));
        d.options = problem.options.size();
        d.share = result_.held_before + answer.covered;
        d.greedy_share = result_.held_before + answer.greedy;
        const double before = wanted_.share ? 0 : result_.held_before;
        d.value = before + answer.value;
        d.bound = before + answer.bound;
        d.proven = answer.proven;
        return answer;
    }

    std::function<void(const SolverProgress&)> told(const std::string& what) const {
        return [this, what](const SolverProgress& p) {
            progress_(fmt::format("{}: {} nodes", fmt::format(fmt::runtime(what), zone_.id), p.nodes));
        };
    }

    void check_spacing(const CandidateGrid& grid, const WaysToDemands& ways) {
        result_.halved.emplace();
        result_.halved->spacing = result_.found.spacing / 2;
        const Candidates candidates = grid.candidates(ways, result_.halved->spacing);
        result_.halved->candidates = candidates.at.size();
        solve(station_problem(plan_, zone_, ways, candidates, {true, false}), *result_.halved);
    }

    std::string no_candidates(const Candidates& c) const {
        if (c.near == 0) return fmt::format("no candidate comes to the zone in time, {:.1f} km apart", result_.found.spacing.kilometres());
        if (c.free == 0) return fmt::format("all {} candidates lie in closed airspace", c.near);
        if (c.off_front == 0)
            return fmt::format("none of {} candidates in free air lies off the front line by its stand_off of {:.0f} km and half the track", c.free,
                               wanted_.stand_off.kilometres());
        if (c.clear == 0) return fmt::format("none of {} candidates off the front line is clear of the threats", c.off_front);
        return fmt::format("none of {} candidates comes to the zone in time round closed airspace", c.clear);
    }

    std::string why_none(const StationProblem& problem, const StationAnswer& answer, const Candidates& candidates) const {
        if (wanted_.share && *wanted_.share <= result_.held_before + rounding)
            return fmt::format("{:.1f} % are held already, {:.1f} % are asked for", 100 * result_.held_before, 100 * *wanted_.share);
        if (wanted_.at_most == 0) return "at_most = 0 asks for none";
        const bool can_be_manned = std::any_of(problem.options.begin(), problem.options.end(),
                                               [&](const StationOption& o) { return o.sorties <= problem.sorties[o.fleet]; });
        if (wanted_.share && can_be_manned) return out_of_reach(problem, answer);
        return why_no_options(plan_, zone_, candidates, !problem.options.empty());
    }

    std::string out_of_reach(const StationProblem& problem, const StationAnswer& answer) const {
        StationRequest most = request();
        most.objective = Objective::weight;
        const StationAnswer best = choose_stations(problem, most);
        return fmt::format("{}: at most {:.1f} % can be held, {:.1f} % are asked for{}", answer.proven ? "the share is out of reach" : "no choice was found",
                           100 * (result_.held_before + best.bound), 100 * *wanted_.share, answer.proven ? "" : " within the limits of the search");
    }

    // ZONE-1, ZONE-2 and so on, passing over stations that the scenario calls so.
    std::string free_id(int& number) const {
        for (;;) {
            std::string id = fmt::format("{}-{}", zone_.id, ++number);
            if (std::none_of(plan_.scenario.stations.begin(), plan_.scenario.stations.end(), [&](const Station& s) { return s.id == id; })) return id;
        }
    }

    const Plan& plan_;
    const Zone& zone_;
    const StationsWanted& wanted_;
    geo::Faults faults_;
    const Progress& progress_;
    Placement result_;
    std::vector<Demand> held_;  // before any are chosen
};

}  // namespace

void notice_placements(Plan& plan) {
    for (const Placement& p : plan.placements) {
        if (!p.why_not.empty()) continue;
        if (!p.found.proven)
            plan.notices.push_back(fmt::format("zone '{}': the choice of its stations is not proven best to 1 %: it comes to {:.4g}, and no choice is better than {:.4g}",
                                               p.zone, p.found.value, p.found.bound));
        const std::optional<double>& asked = by_id(plan.scenario.zones, p.zone).stations->share;
        const ZoneResult& zone = by_id(plan.zones, p.zone);
        if (const double held = zone.held_area / zone.area; asked && held < *asked - rounding)
            plan.notices.push_back(fmt::format("zone '{}': of its cells {:.2f} % are held, but of its area {:.2f} %, where {:.2f} % are asked for: ask for a little more", p.zone,
                                               100 * p.found.share, 100 * held, 100 * *asked));
    }
}

void place_stations(Plan& plan, geo::Faults faults, const Progress& progress) {
    for (const Zone& zone : plan.scenario.zones) {
        if (!zone.stations) continue;
        progress(fmt::format("stations of zone '{}'", zone.id));
        std::vector<Station> chosen;
        plan.placements.push_back(Placing(plan, zone, faults, progress).run(chosen));
        if (const std::string& why_not = plan.placements.back().why_not; !why_not.empty())
            plan.notices.push_back(fmt::format("zone '{}': no stations were chosen: {}", zone.id, why_not));
        if (chosen.empty()) continue;
        plan.scenario.stations.insert(plan.scenario.stations.end(), chosen.begin(), chosen.end());
        plan_stations(plan);
    }
}

}  // namespace picket::planner
