#include "planner/lane_kinds.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Duration;

namespace {

LaneKind in_time(std::string_view name, Duration within, const std::optional<double>& got) {
    const std::optional<double> late = got ? std::optional(*got - within.minutes()) : std::nullopt;
    return {name, late && *late <= 0, late, std::nullopt};
}

LaneKind so_far(std::string_view name, Distance least, const std::optional<double>& got_km) {
    const std::optional<double> missing = got_km ? std::optional(least.kilometres() - *got_km) : std::nullopt;
    return {name, !missing || *missing <= 0, std::nullopt, missing};
}

LaneKind given(std::string_view name, bool is_given) { return {name, is_given, std::nullopt, std::nullopt}; }

bool is_watched(const Lane& lane, const LaneState& s) {
    if (lane.sensor_kinds.empty()) return !s.watched_by.empty();
    for (std::size_t i = 0; i < sensor_kinds.size(); ++i)
        if (!s.watched_by_kind[i].empty() && std::find(lane.sensor_kinds.begin(), lane.sensor_kinds.end(), sensor_kinds[i]) != lane.sensor_kinds.end())
            return true;
    return false;
}

// Of the countries whose waters these are, joined by ", ".
bool in_waters_of(const std::vector<std::string>& wanted, const std::string& waters) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& code) {
        return fmt::format(", {},", waters).find(fmt::format(" {},", code)) != std::string::npos;
    });
}

void keep_least(std::optional<double>& least, const std::optional<double>& other) {
    if (other && (!least || *other < *least)) least = other;
}

void add_cause(std::string& causes, std::string_view kind) { causes += fmt::format("{}{}", causes.empty() ? "" : "+", kind); }

}  // namespace

std::vector<LaneKind> kinds_asked(const Lane& lane, const LaneState& s) {
    std::vector<LaneKind> kinds;
    if (lane.air_within) kinds.push_back(in_time("air", *lane.air_within, s.air_min));
    if (lane.sea_within) kinds.push_back(in_time("sea", *lane.sea_within, s.sea_min));
    if (lane.watched) kinds.push_back(given("watched", is_watched(lane, s)));
    if (lane.revisit_within) kinds.push_back(in_time("revisit", *lane.revisit_within, s.revisit_min));
    if (lane.air_defence) kinds.push_back(given("air_defence", !s.air_defence_by.empty()));
    if (lane.coastal_defence) kinds.push_back(given("coastal_defence", !s.coastal_defence_by.empty()));
    if (lane.swept) kinds.push_back(given("swept", s.is_swept_enough));
    if (lane.front) kinds.push_back(so_far("front", *lane.front, s.front_km));
    if (lane.hostile_shore) kinds.push_back(so_far("hostile_shore", *lane.hostile_shore, s.hostile_shore_km));
    if (!lane.in_waters_of.empty()) kinds.push_back(given("waters", in_waters_of(lane.in_waters_of, s.waters)));
    if (lane.outside_listed) kinds.push_back(given("listed", s.listed.empty()));
    return kinds;
}

void judge(const Lane& lane, LaneState& s) {
    bool any_given = false;
    s.without.clear();
    s.cause.clear();
    s.short_min.reset();
    s.short_km.reset();
    for (const LaneKind& kind : kinds_asked(lane, s))
        if (kind.is_given)
            any_given = true;
        else
            add_cause(s.without, kind.name);
    s.is_protected = lane.all_kinds ? s.without.empty() : any_given;
    if (s.is_protected) return;
    s.cause = lane.all_kinds ? s.without.substr(0, s.without.find('+')) : s.without;  // of all, the first that fails
    const LaneShortage missed = shortage(lane, s, s.cause);
    s.short_min = missed.minutes;
    s.short_km = missed.kilometres;
}

bool names_kind(std::string_view causes, std::string_view kind) {
    return fmt::format("+{}+", causes).find(fmt::format("+{}+", kind)) != std::string::npos;
}

LaneShortage shortage(const Lane& lane, const LaneState& state, std::string_view causes) {
    LaneShortage least;
    const auto from_nothing = [](const std::optional<double>& v) { return v ? std::optional(std::max(*v, 0.0)) : v; };
    for (const LaneKind& kind : kinds_asked(lane, state)) {
        if (!names_kind(causes, kind.name)) continue;
        keep_least(least.minutes, from_nothing(kind.short_min));
        keep_least(least.kilometres, from_nothing(kind.short_km));
    }
    return least;
}

}  // namespace picket::planner
