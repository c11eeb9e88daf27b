#include "planner/lane_values.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Path;
using geo::Position;

namespace {

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

void add_ends(const std::vector<NamedStretches>& things, std::vector<Distance>& cuts) {
    for (const NamedStretches& thing : things)
        for (const LaneStretch& s : thing.in) cuts.insert(cuts.end(), {s.from, s.to});
}

}  // namespace

LaneValues::LaneValues(const Plan& plan, const Lane& lane, geo::Notices& notices)
    : lane_(lane), path_(plan.theatre.lanes.at(lane.id).path),
      air_(path_, *plan.theatre.air, [&](const std::vector<Position>& line) { return air_responders(plan, line); }),
      sensors_(covered(path_, plan.sensors)), air_defence_(covered(path_, plan.air_defence)) {
    if (!plan.theatre.sea) return;
    sea_ = LaneComers(path_, *plan.theatre.sea, [&](const std::vector<Position>& line) {
        return sea_responders(plan, line, fmt::format("lane '{}'", lane.id), notices);
    });
}

LaneState LaneValues::at(Distance along) const {
    LaneState s;
    if (const auto first = air_.first(along)) s.air_min = first->minutes, s.air_by = air_.name(*first);
    if (const auto first = sea_.first(along)) s.sea_min = first->minutes, s.sea_by = sea_.name(*first);
    s.watched_by = names_at(sensors_, along);
    s.air_defence_by = names_at(air_defence_, along);
    judge(lane_, s);
    return s;
}

std::vector<Distance> LaneValues::flips() const {
    std::vector<Distance> cuts{Distance{}, path_.length()};
    add_ends(sensors_, cuts);
    add_ends(air_defence_, cuts);
    air_.add_flips(lane_.air_within, cuts);
    sea_.add_flips(lane_.sea_within, cuts);
    std::sort(cuts.begin(), cuts.end());
    return cuts;
}

LaneState LaneValues::worst(Distance from, Distance to) const {
    LaneState answer = at((from + to) / 2);
    const LaneStretch s{from, to};
    if (answer.air_min) answer.air_min = air_.worst_minutes(s);
    if (answer.sea_min) answer.sea_min = sea_.worst_minutes(s);
    if (answer.short_min) answer.short_min = greatest_shortage(s, answer).value;
    return answer;
}

// Where any kind would do, the lesser shortage counts, and it may be greatest where two are the same.
LaneGreatest LaneValues::greatest_shortage(const LaneStretch& stretch, const LaneState& answer) const {
    const bool by_air = names_kind(answer.cause, "air"), by_sea = names_kind(answer.cause, "sea");
    const auto shortage = [&](Distance d) {
        LaneState s;
        std::size_t air_root = 0, sea_root = 0;
        if (by_air)
            if (const auto first = air_.first(d)) s.air_min = first->minutes, air_root = first->root;
        if (by_sea)
            if (const auto first = sea_.first(d)) s.sea_min = first->minutes, sea_root = first->root;
        const bool is_air = s.air_min && (!s.sea_min || *s.air_min - lane_.air_within->minutes() < *s.sea_min - lane_.sea_within->minutes());
        return LaneSample{shortage_min(lane_, s, answer.cause).value_or(0), is_air ? 2 * air_root : 2 * sea_root + 1};
    };
    double per_metre = 0;
    if (by_air) per_metre = std::max(per_metre, air_.minutes_per_metre());
    if (by_sea) per_metre = std::max(per_metre, sea_.minutes_per_metre());
    return LaneClimb(shortage, per_metre, 1e-9).over(places_inside(path_, stretch), {0, stretch.from});
}

}  // namespace picket::planner
