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
    return beyond(place, others, Distance{});
}

std::shared_ptr<const ShortestWays> KeptWays::along(Position place, std::span<const Position> line) const {
    // A place between two vertices is no farther than the nearer of them and the way from there.
    Distance longest;
    for (std::size_t i = 1; i < line.size(); ++i) longest = std::max(longest, geo::distance(line[i - 1], line[i]));
    return beyond(place, line, longest / 2);
}

std::shared_ptr<const ShortestWays> KeptWays::beyond(Position place, std::span<const Position> others, Distance more) const {
    Distance farthest;
    for (const Position& other : others) farthest = std::max(farthest, geo::distance(place, other));
    // Most ways are little longer than the geodesic; a way round the whole theatre is not looked for at first.
    const Distance near = farthest * 1.2 + more + Distance::kilometres(10);
    for (const Distance limit : {near, near * 2, Distance::metres(HUGE_VAL)}) {
        auto ways = from(place, limit);
        const auto is_found = [&](const Position& other) {
            if (!space_.holds(other)) return true;
            const auto way = ways->distance_to(other);
            return way && *way + more <= ways->limit();
        };
        if (limit == Distance::metres(HUGE_VAL) || std::all_of(others.begin(), others.end(), is_found)) return ways;
    }
    return nullptr;
}

std::optional<Distance> KeptWays::distance(Position from, Position to) const {
    return between(from, {&to, 1})->distance_to(to);
}

std::vector<Position> KeptWays::way(Position from, Position to) const { return between(from, {&to, 1})->way_to(to); }

}  // namespace picket::planner
