#include "planner/lane_values.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Path;
using geo::Position;

namespace {

constexpr double distance_error_km = 0.01;

std::vector<NamedStretches> covered(const Path& path, const std::vector<Cover>& covers) {
    std::vector<NamedStretches> all;
    for (const Cover& c : covers) all.push_back({c.id, stretches_in_circle(path, c.at, c.radius)});
    return all;
}

std::string names_at(const std::vector<NamedStretches>& things, Distance along) {
    std::vector<std::string> names;
    for (const NamedStretches& thing : things)
        if (thing.holds(along)) names.push_back(thing.name);
    return geo::joined(names);
}

void add_ends(const NamedStretches& thing, std::vector<Distance>& cuts) {
    for (const LaneStretch& s : thing.in) cuts.insert(cuts.end(), {s.from, s.to});
}

void add_name(std::string& names, const std::string& name) { names += (names.empty() ? "" : ", ") + name; }

void raise(std::optional<double>& most, const std::optional<double>& other) {
    if (other && (!most || *other > *most)) most = other;
}

}  // namespace

LaneValues::LaneValues(const Plan& plan, const Lane& lane, geo::Notices& notices)
    : lane_(lane), path_(plan.theatre.lanes.at(lane.id).path),
      air_(path_, *plan.theatre.air, [&](const std::vector<Position>& line) { return air_responders(plan, line); }),
      sensors_(covered(path_, plan.sensors)), air_defence_(covered(path_, plan.air_defence)), coastal_defence_(covered(path_, plan.coastal_defence)) {
    const Theatre& t = plan.theatre;
    if (t.sea)
        sea_ = LaneComers(path_, *t.sea, [&](const std::vector<Position>& line) {
            return sea_responders(plan, line, fmt::format("lane '{}'", lane.id), notices);
        });
    for (const Cover& c : plan.sensors) {
        const std::string& kind = plan.scenario.catalogue.sensors.at(by_id(plan.scenario.sensors, c.id).type).kind;
        kind_of_sensor_.push_back(static_cast<std::size_t>(std::find(sensor_kinds.begin(), sensor_kinds.end(), kind) - sensor_kinds.begin()));
    }
    for (const LaneArea& area : t.lane_areas)
        if (NamedStretches on_lane{area.name, stretches_in_area(path_, t.frame, area.region)}; !on_lane.in.empty())
            areas_.push_back({&area, std::move(on_lane)});
    for (const PatrolRevisit& r : plan.revisits)
        if (r.lane == lane.id) revisits_.push_back(r);
    front_.edges = t.front.get();
    hostile_.edges = t.hostile_edge.get();
    for (const geo::Region& ground : t.hostile) hostile_.inside.push_back({"", stretches_in_area(path_, t.frame, ground)});
}

LaneState LaneValues::at(Distance place) const {
    const Distance along = std::min(place, path_.length() * (1 - 1e-12));  // the end is the last stretch's
    LaneState s;
    if (const auto first = air_.first(along)) s.air_min = first->minutes, s.air_by = air_.name(*first);
    if (const auto first = sea_.first(along)) s.sea_min = first->minutes, s.sea_by = sea_.name(*first);
    for (std::size_t i = 0; i < sensors_.size(); ++i) {
        if (!sensors_[i].holds(along)) continue;
        add_name(s.watched_by, sensors_[i].name);
        add_name(s.watched_by_kind[kind_of_sensor_[i]], sensors_[i].name);
    }
    for (const PatrolRevisit& r : revisits_)
        if (r.from <= along && along <= r.to && (!s.revisit_min || r.worst.minutes() < *s.revisit_min)) s.revisit_min = r.worst.minutes(), s.revisit_by = r.id;
    s.air_defence_by = names_at(air_defence_, along);
    s.coastal_defence_by = names_at(coastal_defence_, along);
    add_areas(along, s);
    s.front_km = front_.kilometres(path_, along);
    s.hostile_shore_km = hostile_.kilometres(path_, along);
    judge(lane_, s);
    return s;
}

void LaneValues::add_areas(Distance along, LaneState& s) const {
    s.waters = geo::joined(areas_at("waters", along));
    s.listed = geo::joined(areas_at("listed", along));
    for (const Area& a : areas_) {
        if (a.area->kind != "swept" || !a.on_lane.holds(along)) continue;
        add_name(s.swept_by, a.area->name);
        raise(s.swept_width_m, a.area->width_m);
        raise(s.swept_depth_m, a.area->depth_m);
        s.is_swept_enough = s.is_swept_enough || is_swept_enough(*a.area);
    }
}

std::vector<std::string> LaneValues::areas_at(std::string_view kind, Distance along) const {
    std::vector<std::string> names;
    for (const Area& a : areas_)
        if (a.area->kind == kind && a.on_lane.holds(along)) names.push_back(a.area->name);
    return names;
}

bool LaneValues::is_swept_enough(const LaneArea& area) const {
    const auto is_enough = [](const std::optional<double>& got, const std::optional<Distance>& wanted) { return !wanted || (got && *got >= wanted->metres()); };
    return is_enough(area.width_m, lane_.swept_width) && is_enough(area.depth_m, lane_.swept_depth);
}

std::vector<Distance> LaneValues::flips() const {
    std::vector<Distance> cuts{Distance{}, path_.length()};
    for (const auto* things : {&sensors_, &air_defence_, &coastal_defence_})
        for (const NamedStretches& thing : *things) add_ends(thing, cuts);
    for (const Area& a : areas_) add_ends(a.on_lane, cuts);
    for (const PatrolRevisit& r : revisits_) cuts.insert(cuts.end(), {std::clamp(r.from, Distance{}, path_.length()), std::clamp(r.to, Distance{}, path_.length())});
    air_.add_flips(lane_.air_within, cuts);
    sea_.add_flips(lane_.sea_within, cuts);
    if (lane_.front) front_.add_flips(path_, *lane_.front, cuts);
    if (lane_.hostile_shore) hostile_.add_flips(path_, *lane_.hostile_shore, cuts);
    std::sort(cuts.begin(), cuts.end());
    return cuts;
}

LaneState LaneValues::worst(const LaneStretch& stretch) const {
    LaneState answer = at((stretch.from + stretch.to) / 2);
    if (answer.air_min) answer.air_min = air_.worst_minutes(stretch);
    if (answer.sea_min) answer.sea_min = sea_.worst_minutes(stretch);
    if (answer.front_km) answer.front_km = front_.least_km(path_, stretch);
    if (answer.hostile_shore_km) answer.hostile_shore_km = hostile_.least_km(path_, stretch);
    if (answer.short_km) {
        const LaneGreatest most = most_kilometres_short(stretch, answer);
        answer.short_km = most.value, answer.short_km_along = most.at;
    }
    if (answer.short_min) {
        const LaneGreatest most = most_minutes_short(stretch, answer);
        answer.short_min = most.value, answer.short_min_along = most.at;
    }
    return answer;
}

// Where any kind would do, the lesser shortage counts, and it may be greatest where two are the same.
LaneGreatest LaneValues::most_minutes_short(const LaneStretch& stretch, const LaneState& answer) const {
    const bool by_air = names_kind(answer.cause, "air"), by_sea = names_kind(answer.cause, "sea");
    const auto missed = [&](Distance d) {
        LaneState s;
        s.revisit_min = answer.revisit_min;
        std::size_t air_root = 0, sea_root = 0;
        if (by_air)
            if (const auto first = air_.first(d)) s.air_min = first->minutes, air_root = first->root;
        if (by_sea)
            if (const auto first = sea_.first(d)) s.sea_min = first->minutes, sea_root = first->root;
        const bool is_air = s.air_min && (!s.sea_min || *s.air_min - lane_.air_within->minutes() < *s.sea_min - lane_.sea_within->minutes());
        return LaneSample{shortage(lane_, s, answer.cause).minutes.value_or(0), is_air ? 2 * air_root : 2 * sea_root + 1};
    };
    const double per_metre = std::max(by_air ? air_.minutes_per_metre() : 0, by_sea ? sea_.minutes_per_metre() : 0);
    return LaneClimb(missed, per_metre, 1e-9).over(places_inside(path_, stretch), {-1, stretch.from});
}

LaneGreatest LaneValues::most_kilometres_short(const LaneStretch& stretch, const LaneState& answer) const {
    const auto missed = [&](Distance d) {
        LaneState s;
        if (names_kind(answer.cause, "front")) s.front_km = front_.kilometres(path_, d);
        if (names_kind(answer.cause, "hostile_shore")) s.hostile_shore_km = hostile_.kilometres(path_, d);
        return LaneSample{shortage(lane_, s, answer.cause).kilometres.value_or(0), LaneSample::no_piece};
    };
    return LaneClimb(missed, 0.001, distance_error_km).over(places_inside(path_, stretch), {-1, stretch.from});
}

std::optional<double> LaneValues::Away::kilometres(const Path& path, Distance along) const {
    if (!edges) return std::nullopt;
    for (const NamedStretches& ground : inside)
        if (ground.holds(along)) return 0;
    return edges->nearest(path.at(along)).away.kilometres();
}

void LaneValues::Away::add_flips(const Path& path, Distance least, std::vector<Distance>& cuts) const {
    if (!edges) return;
    add_changes(Distance{}, path.length(), [&](Distance d, Distance near) {
        const double over_km = *kilometres(path, d) - least.kilometres();
        return LaneAnswer{over_km < 0 ? std::size_t{0} : std::size_t{1}, std::abs(over_km) > near.kilometres()};
    }, cuts);
}

double LaneValues::Away::least_km(const Path& path, const LaneStretch& stretch) const {
    const auto nearness = [&](Distance d) { return LaneSample{-*kilometres(path, d), LaneSample::no_piece}; };
    return -LaneClimb(nearness, 0.001, distance_error_km).over(places_inside(path, stretch), {-HUGE_VAL, stretch.from}).value;
}

}  // namespace picket::planner
