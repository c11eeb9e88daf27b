#include "planner/lane_gaps.hpp"

#include "geo/geodesic.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <tuple>

namespace picket::planner {

using geo::Distance;
using geo::Path;
using geo::Position;

namespace {

constexpr std::string_view elsewhere = ", elsewhere ";

std::vector<std::string> parts_of(const std::string& causes) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= causes.size();) {
        const std::size_t plus = std::min(causes.find('+', from), causes.size());
        parts.push_back(causes.substr(from, plus - from));
        from = plus + 1;
    }
    return parts;
}

// Nobody at all is worse than the latest, minutes count before kilometres.
bool comes_never(const LaneState& s) {
    return !s.short_min && (names_kind(s.cause, "air") || names_kind(s.cause, "sea") || names_kind(s.cause, "revisit"));
}

auto badness(const LaneState& s) {
    return std::tuple(comes_never(s), s.short_min.value_or(-1), s.short_km.value_or(-1));
}

std::string late(std::string_view who, double minutes, geo::Duration within) {
    return fmt::format("{} comes in {:.0f} min, {:.1f} min too late", who, minutes, minutes - within.minutes());
}

std::string near(double km, Distance least) { return fmt::format("{:.1f} km away, {:.1f} km too near", km, least.kilometres() - km); }

// Which site alone would close all that these places bound, by reaching the least farther.
std::string out_of_reach(const std::vector<Cover>& sites, const std::vector<Position>& places, const std::string& none) {
    const Cover* best = nullptr;
    double least_km = HUGE_VAL;
    for (const Cover& site : sites) {
        double km = 0;
        for (const Position place : places)
            if ((km = std::max(km, (distance(site.at, place) - site.radius).kilometres())) >= least_km) break;
        if (km < least_km) best = &site, least_km = km;
    }
    return best ? fmt::format("{} would have to reach {:.1f} km farther", best->id, least_km) : none;
}

std::string unswept(const LaneState& s) {
    if (s.swept_by.empty()) return "not in swept waters";
    const auto metres = [](const std::optional<double>& v) { return v ? fmt::format("{:g} m", *v) : "unknown"; };
    return fmt::format("{}: swept width {}, depth {}", s.swept_by, metres(s.swept_width_m), metres(s.swept_depth_m));
}

using Value = std::optional<double> LaneState::*;

// The leg with the greatest value; nothing where none has one.
const LaneState* greatest(const std::vector<LaneLeg>& legs, Value value) {
    const LaneState* most = nullptr;
    for (const LaneLeg& leg : legs)
        if (leg.state.*value && (!most || *(leg.state.*value) > *(most->*value))) most = &leg.state;
    return most;
}

double least(const std::vector<LaneLeg>& legs, Value value) {
    double km = HUGE_VAL;
    for (const LaneLeg& leg : legs) km = std::min(km, (leg.state.*value).value_or(HUGE_VAL));
    return km;
}

void add_part(std::string& text, std::string_view separator, std::string_view part) { text += fmt::format("{}{}", text.empty() ? "" : separator, part); }

// Each once, in order, four at most and how many more.
std::string first_four(const std::vector<std::string>& things, std::string_view separator) {
    std::set<std::string> seen;
    std::string text;
    for (const std::string& thing : things)
        if (seen.insert(thing).second && seen.size() <= 4) add_part(text, separator, thing);
    return seen.size() <= 4 ? text : fmt::format("{} and {} more", text, seen.size() - 4);
}

// Where nobody comes at all, and the latest elsewhere.
template <class Told>
std::string never_or_late(const std::vector<LaneLeg>& legs, Value minutes, std::string_view never, const Told& told) {
    std::string text;
    if (std::any_of(legs.begin(), legs.end(), [&](const LaneLeg& leg) { return !(leg.state.*minutes); })) text = never;
    if (const LaneState* latest = greatest(legs, minutes)) add_part(text, elsewhere, told(*latest));
    return text;
}

// What legs lack of a kind, for people.
std::string lack(const Lane& lane, const std::vector<LaneLeg>& legs, std::string_view kind) {
    if (kind == "air")
        return never_or_late(legs, &LaneState::air_min, "no aircraft comes", [&](const LaneState& s) { return late(s.air_by, *s.air_min, *lane.air_within); });
    if (kind == "sea")
        return never_or_late(legs, &LaneState::sea_min, "no ship comes", [&](const LaneState& s) { return late(s.sea_by, *s.sea_min, *lane.sea_within); });
    if (kind == "revisit")
        return never_or_late(legs, &LaneState::revisit_min, "no patrol passes", [](const LaneState& s) {
            return fmt::format("{} passes every {:.0f} min at worst", s.revisit_by, *s.revisit_min);
        });
    if (kind == "front") return near(least(legs, &LaneState::front_km), *lane.front);
    if (kind == "hostile_shore") return near(least(legs, &LaneState::hostile_shore_km), *lane.hostile_shore);
    std::vector<std::string> channels;
    for (const LaneLeg& leg : legs) channels.push_back(unswept(leg.state));
    return first_four(channels, elsewhere);
}

std::optional<Distance> worst_place(const LaneState& s) { return s.short_min ? s.short_min_along : s.short_km_along; }

class GapMaker {
  public:
    GapMaker(const Plan& plan, const Lane& lane, const LaneValues& values) : plan_(plan), lane_(lane), values_(values), path_(plan.theatre.lanes.at(lane.id).path) {}

    LaneGap made(const std::vector<LaneLeg>& legs) const {
        LaneGap gap{legs.front().from, legs.back().to, {}, {}, {}, {}, (legs.back().to - legs.front().from) / lane_.ship_speed, {}, {}, {}, {}};
        for (const LaneLeg& leg : legs)
            for (const std::string& cause : parts_of(leg.state.cause))
                if (!names_kind(gap.cause, cause)) add_part(gap.cause, "+", cause);
        add_shortage(legs, gap);
        add_missing(legs, gap);
        return gap;
    }

  private:
    // The most that its legs are short of, and where; no minutes where somewhere in it nobody comes at all.
    void add_shortage(const std::vector<LaneLeg>& legs, LaneGap& gap) const {
        const LaneState *latest = greatest(legs, &LaneState::short_min), *nearest = greatest(legs, &LaneState::short_km);
        if (std::any_of(legs.begin(), legs.end(), [](const LaneLeg& leg) { return comes_never(leg.state); })) latest = nullptr;
        if (nearest) gap.short_km = nearest->short_km, gap.worst_at = path_.at(*nearest->short_km_along);
        if (!latest) return;
        gap.short_min = latest->short_min;
        gap.worst_at = path_.at(*latest->short_min_along);
        name_nearest(values_.at(*latest->short_min_along), latest->cause, gap);
    }

    // Every kind missing somewhere in it, in the order in which a failure is named.
    void add_missing(const std::vector<LaneLeg>& legs, LaneGap& gap) const {
        for (const LaneKind& kind : kinds_asked(lane_, legs.front().state)) {
            std::vector<LaneLeg> missing;
            std::copy_if(legs.begin(), legs.end(), std::back_inserter(missing), [&](const LaneLeg& leg) { return names_kind(leg.state.without, kind.name); });
            if (missing.empty()) continue;
            add_part(gap.without, "+", kind.name);
            add_part(gap.closed_by, "; ", fmt::format("{}: {}", kind.name, lack_of(missing, kind.name)));
        }
    }

    // Of those who come too late, the one that misses by least.
    void name_nearest(const LaneState& s, const std::string& cause, LaneGap& gap) const {
        const bool by_air = names_kind(cause, "air") && s.air_min, by_sea = names_kind(cause, "sea") && s.sea_min;
        if (!by_air && !by_sea) return;
        const bool is_air = by_air && (!by_sea || *s.air_min - lane_.air_within->minutes() <= *s.sea_min - lane_.sea_within->minutes());
        gap.nearest = is_air ? s.air_by : s.sea_by;
        gap.response_min = is_air ? s.air_min : s.sea_min;
    }

    std::string lack_of(const std::vector<LaneLeg>& legs, std::string_view kind) const {
        if (kind == "air_defence") return out_of_reach(plan_.air_defence, bounds_of(legs), "no site");
        if (kind == "coastal_defence") return out_of_reach(plan_.coastal_defence, bounds_of(legs), "no site");
        if (kind == "watched") return out_of_reach(sensors_asked(), bounds_of(legs), fmt::format("no {} covers it", sensor_names()));
        if (kind == "waters") return waters_of(legs);
        return kind == "listed" ? "in " + areas_of(legs, kind) : lack(lane_, legs, kind);
    }

    std::string areas_of(const std::vector<LaneLeg>& legs, std::string_view kind) const {
        std::vector<std::string> names;
        for (const LaneLeg& leg : legs)
            for (std::string& name : values_.areas_at(kind, (leg.from + leg.to) / 2)) names.push_back(std::move(name));
        return first_four(names, ", ");
    }

    std::string waters_of(const std::vector<LaneLeg>& legs) const {
        const std::string names = areas_of(legs, "waters");
        std::string text = names.empty() ? "" : "in waters of " + names;
        if (std::any_of(legs.begin(), legs.end(), [](const LaneLeg& leg) { return leg.state.waters.empty(); })) add_part(text, elsewhere, "beyond any territorial sea");
        return text;
    }

    // The ends of legs and the lane's vertices on them: on a geodesic between, no place is farther from anything than both ends.
    std::vector<Position> bounds_of(const std::vector<LaneLeg>& legs) const {
        std::vector<Position> places;
        for (const LaneLeg& leg : legs) {
            const Path part = path_.slice(leg.from, leg.to);
            places.insert(places.end(), part.vertices().begin(), part.vertices().end());
        }
        return places;
    }

    std::vector<Cover> sensors_asked() const {
        std::vector<Cover> sensors;
        for (const Cover& c : plan_.sensors) {
            const std::string& kind = plan_.scenario.catalogue.sensors.at(by_id(plan_.scenario.sensors, c.id).type).kind;
            const auto& asked = lane_.sensor_kinds;
            if (asked.empty() || std::find(asked.begin(), asked.end(), kind) != asked.end()) sensors.push_back(c);
        }
        return sensors;
    }

    std::string sensor_names() const { return lane_.sensor_kinds.empty() ? "sensor" : geo::joined(lane_.sensor_kinds, " or "); }

    const Plan& plan_;
    const Lane& lane_;
    const LaneValues& values_;
    const Path& path_;
};

}  // namespace

std::vector<LaneGap> gaps_of(const Plan& plan, const Lane& lane, const LaneValues& values, const std::vector<LaneLeg>& legs) {
    const GapMaker maker(plan, lane, values);
    std::vector<LaneGap> gaps;
    std::vector<LaneLeg> open;
    for (const LaneLeg& leg : legs) {
        if (leg.state.is_protected && !open.empty()) gaps.push_back(maker.made(std::exchange(open, {})));
        if (!leg.state.is_protected) open.push_back(leg);
    }
    if (!open.empty()) gaps.push_back(maker.made(open));
    return gaps;
}

std::optional<LaneWorst> worst_kilometre(const std::vector<LaneLeg>& legs) {
    const LaneLeg* worst = nullptr;
    for (const LaneLeg& leg : legs)
        if (!leg.state.is_protected && (!worst || badness(leg.state) > badness(worst->state))) worst = &leg;
    if (!worst) return std::nullopt;
    const Distance place = worst_place(worst->state).value_or(worst->from);
    return LaneWorst{Distance::kilometres(std::floor(place.kilometres())), worst->state.cause, worst->state.short_min, worst->state.short_km};
}

}  // namespace picket::planner
