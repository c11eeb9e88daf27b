#include "planner/lane_comers.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Path;
using geo::Position;

namespace {

constexpr double same_minutes = 1e-7;

double per_metre(const Responder& r) { return (Distance::metres(1) / r.speed).minutes(); }

// One that sets out from the same place at the same time and speed as one before him is never the first.
void drop_the_same(std::vector<Responder>& responders) {
    std::vector<Responder> kept;
    for (Responder& r : responders) {
        const auto is_same = [&](const Responder& o) { return o.ways->roots().front().at == r.ways->roots().front().at && o.delay == r.delay && o.speed == r.speed; };
        if (std::none_of(kept.begin(), kept.end(), is_same)) kept.push_back(std::move(r));
    }
    responders = std::move(kept);
}

}  // namespace

LaneComers::LaneComers(const Path& lane, const KeptWays& ways, const std::function<std::vector<Responder>(const std::vector<Position>&)>& responders)
    : lane_(&lane), space_(&ways.space()) {
    free_ = stretches_between(lane, border_crossings(lane, space_->frame(), space_->free()), [&](Position p) { return space_->holds(p); });
    std::vector<Distance> places = lane.stations();
    for (const LaneStretch& s : free_)
        for (const Distance d : places_inside(lane, s)) places.push_back(d);
    std::sort(places.begin(), places.end());
    std::vector<Position> line;
    for (const Distance d : places) line.push_back(lane.at(d));
    responders_ = responders(line);
    std::erase_if(responders_, [](const Responder& r) { return r.ways->roots().empty(); });
    drop_the_same(responders_);
}

std::optional<LaneComers::First> LaneComers::first(Distance along) const {
    return responders_.empty() ? std::nullopt : first_at(space_->locate(lane_->at(along)));
}

std::optional<LaneComers::First> LaneComers::first_at(const geo::Located& place) const {
    std::optional<First> best;
    for (std::size_t i = 0; i < responders_.size(); ++i) {
        const auto arrival = responders_[i].to(place, Duration::minutes(best ? best->minutes : HUGE_VAL));
        if (arrival && (!best || arrival->after.minutes() < best->minutes - same_minutes)) best = {arrival->after.minutes(), i, arrival->root};
    }
    return best;
}

// While the time of each changes by at most a minute over his speed a metre, no other can come to be the first within so far
// when he is later by more than both times can change.
LaneAnswer LaneComers::answer(Distance along, Distance near, const std::optional<Duration>& within) const {
    const geo::Located place = space_->locate(lane_->at(along));
    const std::optional<First> best = first_at(place);
    if (!best) return {0, true};
    const double slack = per_metre(responders_[best->who]) * near.metres();
    const bool in_time = within && best->minutes <= within->minutes();
    const LaneAnswer unsettled{best->who * 2 + (in_time ? 2 : 1), false};
    if (within && std::abs(best->minutes - within->minutes()) <= slack) return unsettled;
    for (std::size_t i = 0; i < responders_.size(); ++i) {
        if (i == best->who) continue;
        const Responder& r = responders_[i];
        const auto other = r.to(place, Duration::minutes(best->minutes + slack + per_metre(r) * near.metres()));
        // Two that come by the same corners may be as soon all along.
        const bool is_tied = other && near < Distance::kilometres(0.5) && std::abs(other->after.minutes() - best->minutes) < same_minutes;
        if (other && !is_tied) return unsettled;
    }
    return {unsettled.label, true};
}

void LaneComers::add_flips(const std::optional<Duration>& within, std::vector<Distance>& cuts) const {
    if (responders_.empty()) return;
    for (const LaneStretch& stretch : free_) {
        cuts.push_back(stretch.from);
        cuts.push_back(stretch.to);
        const std::vector<Distance> places = places_inside(*lane_, stretch);
        add_changes(places.front(), places.back(), [&](Distance d, Distance near) { return answer(d, near, within); }, cuts);
    }
}

double LaneComers::worst_minutes(const LaneStretch& stretch) const {
    const auto minutes = [&](Distance d) {
        const auto found = first(d);
        return found ? LaneSample{found->minutes, found->root} : LaneSample{0, LaneSample::no_piece};
    };
    return LaneClimb(minutes, minutes_per_metre(), 1e-9).over(places_inside(*lane_, stretch), {0, stretch.from}).value;
}

double LaneComers::minutes_per_metre() const {
    double most = 0;
    for (const Responder& r : responders_) most = std::max(most, per_metre(r));
    return most;
}

}  // namespace picket::planner
