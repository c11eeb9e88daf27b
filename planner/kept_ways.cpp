#include "planner/kept_ways.hpp"

#include "geo/geodesic.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Position;
using geo::ShortestWays;

std::shared_ptr<const ShortestWays> KeptWays::from(Position place, Distance limit) const {
    const std::pair key{place.lon(), place.lat()};
    {
        const std::scoped_lock lock(mutex_);
        if (const auto found = maps_.find(key); found != maps_.end() && found->second->limit() >= limit) return found->second;
    }
    auto made = std::make_shared<const ShortestWays>(space_, place, limit);
    const std::scoped_lock lock(mutex_);
    auto& kept = maps_[key];
    if (!kept || kept->limit() < limit) kept = made;
    return kept;
}

std::shared_ptr<const ShortestWays> KeptWays::between(Position place, std::span<const Position> others) const {
    Distance farthest;
    for (const Position& other : others) farthest = std::max(farthest, geo::distance(place, other));
    // Most ways are little longer than the geodesic; a way round the whole theatre is not looked for at first.
    const Distance near = farthest * 1.2 + Distance::kilometres(10);
    for (const Distance limit : {near, near * 2, Distance::metres(HUGE_VAL)}) {
        auto ways = from(place, limit);
        const auto is_found = [&](const Position& other) { return !space_.holds(other) || ways->distance_to(other).has_value(); };
        if (limit == Distance::metres(HUGE_VAL) || std::all_of(others.begin(), others.end(), is_found)) return ways;
    }
    return nullptr;
}

std::optional<Distance> KeptWays::distance(Position from, Position to) const {
    return between(from, {&to, 1})->distance_to(to);
}

std::vector<Position> KeptWays::way(Position from, Position to) const { return between(from, {&to, 1})->way_to(to); }

}  // namespace picket::planner
