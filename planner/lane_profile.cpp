// A lane kilometre by kilometre: cut where an answer changes, with its gaps and what they sum up to.
//
// Error: flip points to 1 cm along the lane.
#include "planner/lane_gaps.hpp"
#include "planner/lane_values.hpp"

#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Path;
using geo::Position;

namespace {

class Profiler {
  public:
    Profiler(const Plan& plan, const Lane& lane) : plan_(plan), lane_(lane), path_(plan.theatre.lanes.at(lane.id).path), values_(plan, lane, notices) {
        notice_land();
    }

    LaneResult run() const {
        LaneResult r{};
        r.id = lane_.id;
        r.length = path_.length();
        r.port_offset = port_offset();
        r.legs = legs();
        r.gaps = gaps_of(plan_, lane_, values_, r.legs);
        r.worst = worst_kilometre(r.legs);
        add_lengths(r);
        r.has_passed = r.protected_length / r.length >= lane_.protected_at_least.value_or(1) - 1e-9;
        add_profile(r);
        return r;
    }

    geo::Notices notices;

  private:
    void notice_land() {
        geo::Line line;
        for (const Position& p : path_.vertices()) line.push_back(plan_.theatre.frame.to_frame(p));
        const Distance on_land = length_inside(plan_.theatre.frame, plan_.theatre.land, line);
        if (on_land > plan_.scenario.tolerance)
            notices.push_back(fmt::format("lane '{}' crosses land for {:.2f} km, by the countries layer", lane_.id, on_land.kilometres()));
    }

    Distance port_offset() const {
        const std::string& from = plan_.theatre.lanes.at(lane_.id).from;
        for (const Port& port : plan_.theatre.ports)
            if (port.id == from || port.name == from) return distance(port.at, path_.vertices().front());
        return {};
    }

    // Between flips, neighbours with the same answer as one.
    std::vector<LaneLeg> legs() const {
        std::vector<LaneLeg> found;
        const std::vector<Distance> cuts = values_.flips();
        Distance begin;
        for (std::size_t i = 1; i < cuts.size(); ++i) {
            const bool is_last = i + 1 == cuts.size();
            if (cuts[i] - begin < shortest_leg && !is_last) continue;  // two flips in one place
            if (cuts[i] - begin < shortest_leg && !found.empty()) {
                found.back().to = cuts[i];
                break;
            }
            const LaneState here = values_.at((begin + cuts[i]) / 2);
            if (!found.empty() && found.back().state.same_answer(here))
                found.back().to = cuts[i];
            else
                found.push_back({begin, cuts[i], here});
            begin = cuts[i];
        }
        for (LaneLeg& leg : found) leg.state = values_.worst({leg.from, leg.to});
        return found;
    }

    void add_lengths(LaneResult& r) const {
        for (const LaneKind& kind : kinds_asked(lane_, r.legs.front().state)) r.without.emplace_back(kind.name, Distance{});
        for (const LaneLeg& leg : r.legs) {
            const Distance length = leg.to - leg.from;
            if (leg.state.is_protected) r.protected_length = r.protected_length + length;
            if (!leg.state.listed.empty()) r.listed_length = r.listed_length + length;
            for (auto& [kind, without] : r.without)
                if (names_kind(leg.state.without, kind)) without = without + length;
        }
    }

    void add_profile(LaneResult& r) const {
        std::vector<Distance> places;
        for (double km = 0; Distance::kilometres(km) < path_.length(); ++km) places.push_back(Distance::kilometres(km));
        for (const LaneLeg& leg : r.legs) places.push_back(leg.to);
        std::sort(places.begin(), places.end());
        for (const Distance d : places) r.profile.push_back({d, path_.at(d), values_.at(d)});
    }

    static constexpr Distance shortest_leg = Distance::metres(0.01);

    const Plan& plan_;
    const Lane& lane_;
    const Path& path_;
    LaneValues values_;
};

}  // namespace

std::vector<LaneResult> plan_lanes(const Plan& plan, geo::Notices& notices) {
    const std::vector<Lane>& lanes = plan.scenario.lanes;
    std::vector<LaneResult> all(lanes.size());
    std::vector<geo::Notices> found(lanes.size());
    geo::parallel_for(lanes.size(), [&](std::size_t i) {
        const Profiler profiler(plan, lanes[i]);
        all[i] = profiler.run();
        found[i] = profiler.notices;
    });
    for (const geo::Notices& n : found) notices.insert(notices.end(), n.begin(), n.end());
    return all;
}

}  // namespace picket::planner
