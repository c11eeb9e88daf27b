// Where more ships would best lie: a maximal covering problem whose demands are pieces of lanes that no ship reaches in time, and
// whose sites are places along the lanes.
#include "planner/more_ships.hpp"

#include "planner/covering.hpp"
#include "planner/plan.hpp"
#include "planner/responder.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Position;

namespace {

constexpr Distance piece_length = Distance::kilometres(1);

// Weights are whole metres, so that the choice is exact.
struct Piece {
    geo::Located middle;
    double metres;
    Distance way;  // that a ship more may come from
};

class MoreShipsPlanner {
  public:
    MoreShipsPlanner(const Plan& plan, geo::Notices& notices) : plan_(plan), s_(plan.scenario), wanted_(*plan.scenario.more_ships), notices_(notices) {}

    MoreShipsResult run() {
        for (const Lane& lane : s_.lanes)
            if (const auto within = more_ships_within(s_, lane)) {
                add_pieces(lane, *within);
                add_places(lane);
            }
        find_covers();
        MoreShipsResult r;
        r.candidates = places_.size();
        r.pieces = pieces_.size();
        r.unreached = Distance::metres(problem_.total_weight());
        for (const int ships : wanted_.count) r.choices.push_back(choose(ships));
        return r;
    }

  private:
    void add_pieces(const Lane& lane, Duration within) {
        const geo::Path& path = plan_.theatre.lanes.at(lane.id).path;
        geo::Notices told;  // where the lane is planned
        std::vector<Responder> ships;
        if (!plan_.posts.empty()) ships = sea_responders(plan_, path.vertices(), lane.id, told);
        const int n = std::max(1, static_cast<int>(std::ceil(path.length() / piece_length)));
        const Distance part = path.length() / n;
        for (int i = 0; i < n; ++i) {
            const geo::Located middle = plan_.theatre.sea->space().locate(path.at(part * (i + 0.5)));
            const auto comes = [&](const Responder& r) {
                const auto arrival = r.to(middle, within);
                return arrival && arrival->after <= within;
            };
            if (std::none_of(ships.begin(), ships.end(), comes)) pieces_.push_back({middle, std::nearbyint(part.metres()), way_in_time(s_, lane)});
        }
    }

    void add_places(const Lane& lane) {
        const geo::Path& path = plan_.theatre.lanes.at(lane.id).path;
        const int n = static_cast<int>(std::floor(path.length() / wanted_.spacing));
        for (int i = 0; i <= n; ++i) {
            const Distance along = wanted_.spacing * i;
            const Position at = path.at(along);
            const auto is_it = [&](const ShipPlace& p) { return p.at == at; };
            if (plan_.theatre.sea->space().holds(at) && std::none_of(places_.begin(), places_.end(), is_it)) places_.push_back({lane.id, along, at});
        }
    }

    void find_covers() {
        for (const Piece& piece : pieces_) problem_.weights.push_back(piece.metres);
        problem_.sites.resize(places_.size());
        problem_.covers.resize(places_.size());
        const Distance longest = longest_way_of_more_ships(s_);
        if (!(longest > Distance{})) return;
        geo::parallel_for(places_.size(), [&](std::size_t j) {
            const geo::ShortestWays ways(plan_.theatre.sea->space(), places_[j].at, longest);
            for (std::uint32_t i = 0; i < pieces_.size(); ++i)
                if (ways.find(pieces_[i].middle, pieces_[i].way)) problem_.covers[j].push_back(i);
        });
    }

    MoreShipsResult::Choice choose(int ships) {
        if (places_.empty()) return {ships, {}, {}, true, {}};
        CoveringRequest request;
        request.most_sites = static_cast<std::size_t>(ships);
        const CoveringAnswer answer = solve_covering(problem_, request);
        MoreShipsResult::Choice choice{ships, Distance::metres(answer.covered), Distance::metres(answer.bound), answer.proven, {}};
        for (std::size_t j = 0; j < places_.size(); ++j)
            if (answer.chosen[j]) choice.places.push_back(places_[j]);
        if (!choice.proven)
            notices_.push_back(fmt::format("where {} more ships would best lie is not proven: they reach {:.1f} km of the lanes, at most {:.1f} km can be",
                                           ships, choice.reached.kilometres(), choice.bound.kilometres()));
        return choice;
    }

    const Plan& plan_;
    const Scenario& s_;
    const MoreShips& wanted_;
    geo::Notices& notices_;
    std::vector<Piece> pieces_;
    std::vector<ShipPlace> places_;
    CoveringProblem problem_;
};

}  // namespace

std::optional<Duration> more_ships_within(const Scenario& s, const Lane& lane) {
    return s.more_ships->sea_within ? s.more_ships->sea_within : lane.sea_within;
}

Distance way_in_time(const Scenario& s, const Lane& lane) {
    const auto within = more_ships_within(s, lane);
    if (!within) return {};
    const VesselType& type = s.catalogue.vessels.at(s.more_ships->type);
    return std::max(Distance{}, type.dash_speed.value * (*within - type.readiness.value));
}

Distance longest_way_of_more_ships(const Scenario& s) {
    Distance longest;
    if (s.more_ships)
        for (const Lane& lane : s.lanes) longest = std::max(longest, way_in_time(s, lane));
    return longest;
}

std::optional<MoreShipsResult> plan_more_ships(const Plan& plan, geo::Notices& notices) {
    if (!plan.scenario.more_ships) return std::nullopt;
    return MoreShipsPlanner(plan, notices).run();
}

}  // namespace picket::planner
