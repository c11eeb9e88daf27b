#include "planner/lane_kinds.hpp"

#include "geo/text.hpp"

namespace picket::planner {

using geo::Duration;

namespace {

LaneKind in_time(std::string_view name, Duration within, const std::optional<double>& got) {
    LaneKind kind{name, got && *got <= within.minutes(), std::nullopt};
    if (got && !kind.is_given) kind.short_min = *got - within.minutes();
    return kind;
}

LaneKind given(std::string_view name, bool is_given) { return {name, is_given, std::nullopt}; }

void keep_least(std::optional<double>& least, const std::optional<double>& other) {
    if (other && (!least || *other < *least)) least = other;
}

}  // namespace

std::vector<LaneKind> kinds_asked(const Lane& lane, const LaneState& s) {
    std::vector<LaneKind> kinds;
    if (lane.air_within) kinds.push_back(in_time("air", *lane.air_within, s.air_min));
    if (lane.sea_within) kinds.push_back(in_time("sea", *lane.sea_within, s.sea_min));
    if (lane.watched) kinds.push_back(given("watched", !s.watched_by.empty()));
    if (lane.air_defence) kinds.push_back(given("air_defence", !s.air_defence_by.empty()));
    return kinds;
}

void judge(const Lane& lane, LaneState& s) {
    std::vector<LaneKind> missing;
    bool any_given = false;
    for (const LaneKind& kind : kinds_asked(lane, s))
        if (kind.is_given)
            any_given = true;
        else
            missing.push_back(kind);
    s.is_protected = lane.all_kinds ? missing.empty() : any_given;
    s.cause.clear();
    s.short_min.reset();
    if (s.is_protected) return;
    if (lane.all_kinds) missing.resize(1);  // the first that fails
    for (const LaneKind& kind : missing) {
        s.cause += fmt::format("{}{}", s.cause.empty() ? "" : "+", kind.name);
        keep_least(s.short_min, kind.short_min);
    }
}

bool names_kind(std::string_view causes, std::string_view kind) {
    return fmt::format("+{}+", causes).find(fmt::format("+{}+", kind)) != std::string::npos;
}

std::optional<double> shortage_min(const Lane& lane, const LaneState& state, std::string_view causes) {
    std::optional<double> least;
    for (const LaneKind& kind : kinds_asked(lane, state)) {
        if (!names_kind(causes, kind.name)) continue;
        // Where a leg ends a threshold may just be met: missed by nothing.
        const bool is_time = kind.name == "air" || kind.name == "sea";
        keep_least(least, kind.is_given && is_time ? std::optional(0.0) : kind.short_min);
    }
    return least;
}

}  // namespace picket::planner
