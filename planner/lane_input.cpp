#include "planner/lane_input.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Speed;

namespace {

// `watched` is true, or a list of the kinds of sensors that count.
void read_watched(const Config& t, Lane& lane) {
    if (!t.is_list("watched")) {
        lane.watched = t.get_or<bool>("watched", false);
        return;
    }
    lane.sensor_kinds = t.list<std::string>("watched");
    lane.watched = true;
    const std::vector<std::string> known(sensor_kinds.begin(), sensor_kinds.end());
    if (lane.sensor_kinds.empty()) t.fail("watched", fmt::format("must be true, or a list of some of {}", geo::joined(known)));
    for (const std::string& kind : lane.sensor_kinds)
        if (std::find(known.begin(), known.end(), kind) == known.end())
            t.fail("watched", fmt::format("unknown kind of sensor '{}'{}; known: {}", kind, geo::did_you_mean(kind, known), geo::joined(known)));
}

std::optional<Distance> positive(const Config& t, std::string_view key) {
    const std::optional<Distance> d = t.find<Distance>(key);
    if (d && !(*d > Distance{})) t.fail(key, "must be positive");
    return d;
}

std::optional<double> value_in(const Config& t, std::string_view key) {
    const std::optional<double> value = t.find<double>(key);
    if (value && !(*value >= 0 && *value < 1e15)) t.fail(key, "must be a number from 0 on");
    return value;
}

void require_layers(const Config& t, const Lane& lane, const Scenario& s) {
    if (lane.front && !s.frontline) t.fail("front_at_least", "the scenario has no front line; add frontline = \"FILE\"");
    if (lane.hostile_shore && s.hostile.empty() && !s.control)
        t.fail("hostile_shore_at_least", "the scenario has no hostile shore; add hostile = [\"CODE\"] to [sea], or control = \"FILE\"");
    if (lane.outside_listed && !s.listed) t.fail("outside_listed", "the scenario has no listed areas; add listed = \"FILE\"");
    for (const char* key : {"swept", "swept_width_at_least", "swept_depth_at_least"})
        if (lane.swept && t.has(key) && !s.swept) t.fail(key, "the scenario has no swept waters; add swept = \"FILE\"");
}

}  // namespace

Lane read_lane(const Config& t, const std::string& id, const Scenario& s) {
    const std::string condition = t.get_or<std::string>("protected_if", "all");
    if (condition != "all" && condition != "any") t.fail("protected_if", "must be \"all\" or \"any\"");
    Lane lane{};
    lane.id = id;
    lane.ship_speed = t.get_or<Speed>("ship_speed", Speed::knots(12));
    lane.all_kinds = condition == "all";
    lane.air_within = t.find<Duration>("air_within");
    lane.sea_within = t.find<Duration>("sea_within");
    read_watched(t, lane);
    lane.revisit_within = t.find<Duration>("revisit_within");
    lane.air_defence = t.get_or<bool>("air_defence", false);
    lane.coastal_defence = t.get_or<bool>("coastal_defence", false);
    lane.swept_width = positive(t, "swept_width_at_least");
    lane.swept_depth = positive(t, "swept_depth_at_least");
    lane.swept = t.get_or<bool>("swept", false) || lane.swept_width || lane.swept_depth;
    lane.front = positive(t, "front_at_least");
    lane.hostile_shore = positive(t, "hostile_shore_at_least");
    lane.in_waters_of = t.list<std::string>("in_waters_of");
    lane.outside_listed = t.get_or<bool>("outside_listed", false);
    if (const auto share = t.find<Share>("protected_at_least")) lane.protected_at_least = share->value;
    lane.ship_value = value_in(t, "ship_value");
    lane.cargo_value = value_in(t, "cargo_value");
    lane.currency = t.get_or<std::string>("currency", "");
    if (lane.currency.empty() && (lane.ship_value || lane.cargo_value)) t.fail("currency", "is missing: in what the values are, such as \"USD\"");
    require_layers(t, lane, s);
    if (!lane.air_within && !lane.sea_within && !lane.watched && !lane.revisit_within && !lane.air_defence && !lane.coastal_defence &&
        !lane.swept && !lane.front && !lane.hostile_shore && lane.in_waters_of.empty() && !lane.outside_listed)
        t.fail("protected_if", "ask for at least one kind: air_within, sea_within, watched, revisit_within, air_defence, coastal_defence, "
                               "swept, front_at_least, hostile_shore_at_least, in_waters_of, outside_listed");
    return lane;
}

Requirement protection_required(const Lane& lane) {
    const std::string key = fmt::format("lanes.{}.protected_share", lane.id);
    return {key, true, *lane.protected_at_least, fmt::format("{} >= {}", key, *lane.protected_at_least), ""};
}

}  // namespace picket::planner
