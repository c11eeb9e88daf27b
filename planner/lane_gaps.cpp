#include "planner/lane_gaps.hpp"

#include "geo/geodesic.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

namespace picket::planner {

using geo::Distance;
using geo::Path;
using geo::Position;

namespace {

void raise(std::optional<double>& worst, const std::optional<double>& other) {
    if (other && (!worst || *other > *worst)) worst = other;
}

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
auto badness(const LaneState& s) {
    const bool is_timed = s.cause == "air" || s.cause == "sea" || s.cause == "revisit";
    return std::tuple(is_timed && !s.short_min, s.short_min.value_or(-1), s.short_km.value_or(-1));
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

// How much a leg lacks of a kind, to compare with others; what never comes the most.
double missed(const LaneState& s, std::string_view kind) {
    if (kind == "air") return s.air_min.value_or(HUGE_VAL);
    if (kind == "sea") return s.sea_min.value_or(HUGE_VAL);
    if (kind == "revisit") return s.revisit_min.value_or(HUGE_VAL);
    if (kind == "front") return -s.front_km.value_or(0);
    if (kind == "hostile_shore") return -s.hostile_shore_km.value_or(0);
    return 0;
}

// What a leg lacks of a kind, for people.
std::string lack(const Lane& lane, const LaneState& s, std::string_view kind) {
    if (kind == "air") return s.air_min ? late(s.air_by, *s.air_min, *lane.air_within) : "no aircraft comes";
    if (kind == "sea") return s.sea_min ? late(s.sea_by, *s.sea_min, *lane.sea_within) : "no ship comes";
    if (kind == "revisit") return s.revisit_min ? fmt::format("{} passes every {:.0f} min at worst", s.revisit_by, *s.revisit_min) : "no patrol passes";
    if (kind == "swept") return unswept(s);
    if (kind == "front") return near(s.front_km.value_or(0), *lane.front);
    if (kind == "hostile_shore") return near(s.hostile_shore_km.value_or(0), *lane.hostile_shore);
    if (kind == "waters") return s.waters.empty() ? "beyond any territorial sea" : "in waters of " + s.waters;
    return "in " + s.listed;
}

std::optional<Distance> worst_place(const LaneState& s) { return s.short_min ? s.short_min_along : s.short_km_along; }

void add_part(std::string& text, std::string_view separator, std::string_view part) { text += fmt::format("{}{}", text.empty() ? "" : separator, part); }

class GapMaker {
  public:
    GapMaker(const Plan& plan, const Lane& lane, const LaneValues& values) : plan_(plan), lane_(lane), values_(values), path_(plan.theatre.lanes.at(lane.id).path) {}

    LaneGap made(const std::vector<LaneLeg>& legs) const {
        LaneGap gap{legs.front().from, legs.back().to, {}, {}, {}, {}, (legs.back().to - legs.front().from) / lane_.ship_speed, {}, {}, {}, {}};
        for (const LaneLeg& leg : legs) {
            for (const std::string& cause : parts_of(leg.state.cause))
                if (!names_kind(gap.cause, cause)) add_part(gap.cause, "+", cause);
            raise(gap.short_min, leg.state.short_min);
            raise(gap.short_km, leg.state.short_km);
        }
        const LaneLeg& worst = *std::max_element(legs.begin(), legs.end(), [](auto& a, auto& b) {
            return std::tuple(a.state.short_min.value_or(-1), a.state.short_km.value_or(-1)) < std::tuple(b.state.short_min.value_or(-1), b.state.short_km.value_or(-1));
        });
        if (const auto place = worst_place(worst.state)) {
            gap.worst_at = path_.at(*place);
            name_nearest(values_.at(*place), worst.state.cause, gap);
        }
        add_missing(legs, gap);
        return gap;
    }

  private:
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
        const LaneLeg& worst = *std::max_element(legs.begin(), legs.end(), [&](auto& a, auto& b) { return missed(a.state, kind) < missed(b.state, kind); });
        return lack(lane_, worst.state, kind);
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
