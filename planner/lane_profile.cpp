// A lane kilometre by kilometre: who comes first by air and by sea, who watches, and whether that is the protection
// asked for. The lane is cut exactly where an answer changes.
//
// Along a geodesic leg the distance to a fixed place falls and then rises (legs and distances are far below a quarter
// of the Earth), so a circle is crossed at most twice and both crossings are found by bisection about the nearest
// place: none is missed. Round closed airspace and round land responders come from one of the corners that see the leg, and
// each has its circle. Where merely the *first* of two responders or corners changes, the change is looked for between samples 1 km apart
// and then bisected: two changes back within one kilometre can go unnoticed.
// Error: flip points to 0.1 m along the lane.
#include "planner/plan.hpp"
#include "planner/responder.hpp"

#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Path;
using geo::Position;

namespace {

constexpr Distance flip_error = Distance::metres(0.1);
constexpr Distance sampling = Distance::kilometres(1);

class Profiler {
  public:
    Profiler(const Plan& plan, const Lane& lane)
        : plan_(plan), lane_(lane), path_(plan.theatre.lanes.at(lane.id).path),
          air_(air_responders(plan, path_.vertices())) {
        notice_land();
        if (!plan.scenario.vessels.empty()) sea_ = sea_responders(plan, path_.vertices(), fmt::format("lane '{}'", lane.id), notices);
    }

    LaneResult run() const {
        LaneResult r{lane_.id, path_.length(), {}, port_offset(), {}, {}, {}};
        const std::vector<Distance> cuts = flips();
        for (std::size_t i = 1; i < cuts.size(); ++i) add_leg(cuts[i - 1], cuts[i], r.legs);
        for (const LaneLeg& leg : r.legs) {
            if (leg.state.is_protected)
                r.protected_length = r.protected_length + (leg.to - leg.from);
            else
                add_to_gap(leg, r.gaps);
        }
        for (LaneGap& gap : r.gaps) gap.exposed = (gap.to - gap.from) / lane_.ship_speed;
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
            notices.push_back(fmt::format("lane '{}' crosses land for {:.2f} km, by the countries layer", lane_.id,
                                          on_land.kilometres()));
    }

    Distance port_offset() const {
        const std::string& from = plan_.theatre.lanes.at(lane_.id).from;
        for (const Port& port : plan_.theatre.ports)
            if (port.id == from || port.name == from) return distance(port.at, path_.vertices().front());
        return {};
    }

    LaneState state(Distance along) const {
        const Position p = path_.at(along);
        LaneState s;
        take_first(air_, plan_.theatre.air, p, s.air_min, s.air_by, s.air_root);
        take_first(sea_, plan_.theatre.sea, p, s.sea_min, s.sea_by, s.sea_root);
        s.watched_by = those_that_cover(plan_.sensors, p);
        s.air_defence_by = those_that_cover(plan_.air_defence, p);
        judge(s);
        return s;
    }

    static void take_first(const std::vector<Responder>& responders, const std::shared_ptr<const KeptWays>& ways, Position p,
                           std::optional<double>& least, std::string& by, std::size_t& root) {
        if (responders.empty()) return;
        const geo::Located place = ways->space().locate(p);
        for (const Responder& r : responders) {
            const auto arrival = r.to(place, Duration::minutes(least.value_or(HUGE_VAL)));
            if (!arrival || (least && *least <= arrival->after.minutes())) continue;
            least = arrival->after.minutes();
            by = r.name;
            root = arrival->root;
        }
    }

    static std::string those_that_cover(const std::vector<Cover>& covers, Position p) {
        std::vector<std::string> names;
        for (const Cover& c : covers)
            if (distance(c.at, p) <= c.radius) names.push_back(c.id);
        return geo::joined(names);
    }

    struct Kind {
        std::string name;
        bool asked, given;
        std::optional<double> short_min;
    };

    // The kinds in the order in which a failure is named.
    std::array<Kind, 4> kinds(const LaneState& s) const {
        const auto timed = [](std::string name, const std::optional<Duration>& within, std::optional<double> got) {
            Kind kind{std::move(name), within.has_value(), false, std::nullopt};
            if (within && got) {
                kind.given = *got <= within->minutes();
                if (!kind.given) kind.short_min = *got - within->minutes();
            }
            return kind;
        };
        return {timed("air", lane_.air_within, s.air_min), timed("sea", lane_.sea_within, s.sea_min),
                Kind{"watched", lane_.watched, !s.watched_by.empty(), std::nullopt},
                Kind{"air_defence", lane_.air_defence, !s.air_defence_by.empty(), std::nullopt}};
    }

    void judge(LaneState& s) const {
        s.is_protected = lane_.all_kinds;
        s.cause.clear();
        s.short_min.reset();
        for (const Kind& kind : kinds(s)) {
            if (!kind.asked) continue;
            if (kind.given) {
                if (!lane_.all_kinds) s.is_protected = true;
                continue;
            }
            if (lane_.all_kinds && !s.cause.empty()) continue;  // the first that fails
            if (lane_.all_kinds) s.is_protected = false;
            s.cause += (s.cause.empty() ? "" : "+") + kind.name;
            if (kind.short_min && (!s.short_min || *kind.short_min < *s.short_min)) s.short_min = kind.short_min;
        }
        if (s.is_protected) {
            s.cause.clear();
            s.short_min.reset();
        }
    }

    // Every place where an answer changes, the ends of the lane included, in order.
    std::vector<Distance> flips() const {
        std::vector<Distance> cuts{Distance{}, path_.length()};
        for (const Cover& c : plan_.sensors) add_crossings(c.at, c.radius, cuts);
        for (const Cover& c : plan_.air_defence) add_crossings(c.at, c.radius, cuts);
        if (lane_.air_within) add_arrivals(air_, *lane_.air_within, cuts);
        if (lane_.sea_within) add_arrivals(sea_, *lane_.sea_within, cuts);
        std::erase_if(cuts, [&](Distance d) { return d < Distance{} || d > path_.length(); });
        std::sort(cuts.begin(), cuts.end());
        return with_changes_between(cuts);
    }

    // Where a responder comes in just that time, be he the first or not.
    void add_arrivals(const std::vector<Responder>& responders, Duration within, std::vector<Distance>& cuts) const {
        for (const Responder& r : responders)
            for (std::size_t i = 1; i < path_.vertices().size(); ++i)
                for (const Responder::Circle& c : r.circles(path_.vertices()[i - 1], path_.vertices()[i], within))
                    add_crossings_of_leg(i, c.centre, c.radius, cuts);
    }

    void add_crossings(Position centre, Distance radius, std::vector<Distance>& cuts) const {
        if (!(radius > Distance{})) return;
        for (std::size_t i = 1; i < path_.vertices().size(); ++i) add_crossings_of_leg(i, centre, radius, cuts);
    }

    // Of the leg that ends at that vertex.
    void add_crossings_of_leg(std::size_t end, Position centre, Distance radius, std::vector<Distance>& cuts) const {
        const Path leg({path_.vertices()[end - 1], path_.vertices()[end]});
        const Path::Nearest nearest = leg.nearest(centre);
        if (nearest.away > radius) return;
        const Distance start = path_.stations()[end - 1];
        const auto outside = [&](Distance d) { return distance(leg.at(d), centre) > radius; };
        if (outside(Distance{})) cuts.push_back(start + bisected(nearest.along, Distance{}, outside));
        if (outside(leg.length())) cuts.push_back(start + bisected(nearest.along, leg.length(), outside));
    }

    // Between a place where `holds` is false and one where it is true: the border, to flip_error / 100.
    template <class Predicate>
    static Distance bisected(Distance false_end, Distance true_end, const Predicate& holds) {
        while (std::abs((true_end - false_end).metres()) > flip_error.metres() / 100) {
            const Distance middle = (false_end + true_end) / 2;
            (holds(middle) ? true_end : false_end) = middle;
        }
        return (false_end + true_end) / 2;
    }

    std::vector<Distance> with_changes_between(const std::vector<Distance>& cuts) const {
        std::vector<Distance> result{cuts.front()};
        for (std::size_t i = 1; i < cuts.size(); ++i) {
            const Distance from = cuts[i - 1], to = cuts[i];
            // A hair inside the ends, where the answer is the interval's own.
            const Distance hair = std::min(flip_error / 10, (to - from) / 4);
            const int pieces = std::max(1, static_cast<int>(std::ceil((to - from) / sampling)));
            Distance before = from + hair;
            LaneState state_before = state(before);
            for (int k = 1; k <= pieces; ++k) {
                const Distance here = k == pieces ? to - hair : from + (to - from) * (static_cast<double>(k) / pieces);
                const LaneState state_here = state(here);
                add_changes(before, state_before, here, state_here, result);
                before = here;
                state_before = state_here;
            }
            result.push_back(to);
        }
        return result;
    }

    void add_changes(Distance a, const LaneState& at_a, Distance b, const LaneState& at_b,
                     std::vector<Distance>& out) const {
        if (at_a.same_answer(at_b) && at_a.air_root == at_b.air_root && at_a.sea_root == at_b.sea_root) return;
        if (b - a < flip_error / 100) {
            out.push_back((a + b) / 2);
            return;
        }
        const Distance middle = (a + b) / 2;
        const LaneState at_middle = state(middle);
        add_changes(a, at_a, middle, at_middle, out);
        add_changes(middle, at_middle, b, at_b, out);
    }

    // Appends the stretch, or lengthens the last leg when the answer there is the same.
    void add_leg(Distance from, Distance to, std::vector<LaneLeg>& legs) const {
        if (to - from < flip_error / 10) {  // two flips in one place
            if (!legs.empty()) legs.back().to = to;
            return;
        }
        const LaneState answer = worst(from, to);
        if (!legs.empty() && legs.back().state.same_answer(answer)) {
            LaneLeg& last = legs.back();
            last.to = to;
            raise(last.state.air_min, answer.air_min);
            raise(last.state.sea_min, answer.sea_min);
            raise(last.state.short_min, answer.short_min);
        } else {
            legs.push_back({legs.empty() ? Distance{} : legs.back().to, to, answer});
        }
    }

    static void raise(std::optional<double>& worst, const std::optional<double>& other) {
        if (other && (!worst || *other > *worst)) worst = other;
    }

    // The answer of the stretch with the worst times on it. Where one responder comes from one corner, his time has no
    // maximum inside a leg of the lane, so the ends and the lane's vertices between them are enough.
    LaneState worst(Distance from, Distance to) const {
        LaneState answer = state((from + to) / 2);
        // A hair inside the ends, where closed air may begin: what is beyond has another answer.
        const Distance hair = std::min(flip_error / 10, (to - from) / 4);
        std::vector<Distance> places{from + hair, to - hair};
        for (const Distance d : path_.stations())
            if (d > from && d < to) places.push_back(d);
        if (!answer.is_protected && !lane_.all_kinds) add_crossings_of_shortages(from, to, places);
        for (const Distance d : places) {
            const LaneState here = state(d);
            raise(answer.air_min, here.air_min);
            raise(answer.sea_min, here.sea_min);
            if (!answer.is_protected) raise(answer.short_min, shortage(here, answer.cause));
        }
        return answer;
    }

    // Where any kind would do, the lesser shortage counts, and it may be largest where the two cross.
    void add_crossings_of_shortages(Distance from, Distance to, std::vector<Distance>& places) const {
        if (!lane_.air_within || !lane_.sea_within || air_.empty() || sea_.empty()) return;
        const auto air_is_worse = [&](Distance d) {
            const LaneState s = state(d);
            return s.air_min.value_or(HUGE_VAL) - lane_.air_within->minutes() > s.sea_min.value_or(HUGE_VAL) - lane_.sea_within->minutes();
        };
        const int pieces = std::max(1, static_cast<int>(std::ceil((to - from) / sampling)));
        for (int k = 0; k < pieces; ++k) {
            const Distance a = from + (to - from) * (static_cast<double>(k) / pieces);
            const Distance b = from + (to - from) * (static_cast<double>(k + 1) / pieces);
            if (air_is_worse(a) == air_is_worse(b)) continue;
            places.push_back(air_is_worse(b) ? bisected(a, b, air_is_worse) : bisected(b, a, air_is_worse));
        }
    }

    // By how much a place misses the thresholds that `cause` names; the least, where any of them would do.
    std::optional<double> shortage(const LaneState& s, const std::string& cause) const {
        std::optional<double> least;
        for (const Kind& kind : kinds(s))
            if (kind.asked && ("+" + cause + "+").find("+" + kind.name + "+") != std::string::npos) {
                // Where a leg ends a threshold may just be met: missed by nothing.
                const bool just_met = kind.given && (kind.name == "air" || kind.name == "sea");
                const std::optional<double> missed = just_met ? std::optional(0.0) : kind.short_min;
                if (missed && (!least || *missed < *least)) least = missed;
            }
        return least;
    }

    // Stretches without protection that follow one another are one gap, whatever their causes.
    static void add_to_gap(const LaneLeg& leg, std::vector<LaneGap>& gaps) {
        if (gaps.empty() || gaps.back().to != leg.from) {
            gaps.push_back({leg.from, leg.to, leg.state.cause, leg.state.short_min, {}});
            return;
        }
        LaneGap& gap = gaps.back();
        gap.to = leg.to;
        if (("+" + gap.cause + "+").find("+" + leg.state.cause + "+") == std::string::npos)
            gap.cause += "+" + leg.state.cause;
        raise(gap.short_min, leg.state.short_min);
    }

    void add_profile(LaneResult& r) const {
        std::vector<Distance> places;
        for (double km = 0; Distance::kilometres(km) < path_.length(); ++km) places.push_back(Distance::kilometres(km));
        for (const LaneLeg& leg : r.legs) places.push_back(leg.to);
        std::sort(places.begin(), places.end());
        for (const Distance d : places) r.profile.push_back({d, path_.at(d), state(d)});
    }

    const Plan& plan_;
    const Lane& lane_;
    const Path& path_;
    std::vector<Responder> air_, sea_;
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
