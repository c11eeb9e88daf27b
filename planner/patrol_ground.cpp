#include "planner/patrol_ground.hpp"

#include "planner/performance.hpp"

#include "geo/classified.hpp"
#include "geo/reach.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Located;
using geo::Region;
using geo::ShortestWays;

namespace {

// Out and home by the same way: a disc round closed airspace.
std::vector<Region> there_and_back(const geo::FreeSpace& space, const Aircraft& aircraft, geo::Position base,
                                   std::span<const Duration> times, Distance tolerance) {
    std::vector<Distance> ranges;
    for (const Duration& t : times) ranges.push_back(reach_radius(aircraft, t));
    const ShortestWays ways(space, base, *std::max_element(ranges.begin(), ranges.end()));
    return geo::reach(ways, ranges, tolerance);
}

// What a way is at least: none longer than a filling lasts is flown.
Distance length(const ShortestWays& ways, const Located& place) {
    const auto found = ways.find(place);
    return found ? Distance::metres(found->way_m) : ways.limit();
}

}  // namespace

std::vector<Region> patrol_ground(const geo::FreeSpace& space, const Aircraft& aircraft, const Patrol& patrol,
                                  std::span<const Duration> times, Distance tolerance) {
    if (times.empty()) return {};
    const bool flies_home = patrol.homes.size() == 1 && patrol.homes.front() == patrol.base;
    if (flies_home && !patrol.tanker) return there_and_back(space, aircraft, patrol.base, times, tolerance);

    // A little farther than any can fly, so that places just out of range are told from those far beyond.
    const Distance limit = range_of_filling(aircraft) * 1.05 + Distance::kilometres(1);
    const ShortestWays out(space, patrol.base, limit);
    const ShortestWays home = flies_home ? out : ShortestWays(space, patrol.homes, limit);
    std::optional<ShortestWays> tanker;
    std::optional<TankerTrack> track;
    if (patrol.tanker) {
        tanker.emplace(space, patrol.tanker->at, limit);
        const Located at = space.locate(patrol.tanker->at);
        track = {length(out, at), length(home, at), patrol.tanker->refuellings, patrol.tanker->time_each};
    }
    const std::vector<Pattern> all = patterns(aircraft, track);
    const auto ask = [&](const Located& place) {
        const Distance outward = length(out, place);
        const Ways ways{outward, flies_home ? outward : length(home, place), tanker ? length(*tanker, place) : Distance{}};
        geo::Answer answer{0, HUGE_VAL};
        for (const Duration& t : times) {
            const Distance left = room(aircraft, all, ways, t);
            answer.label += left >= Distance{};
            answer.margin_m = std::min(answer.margin_m, std::abs(left.metres()));
        }
        return answer;
    };
    const std::map<int, Region> by_count = geo::classified(space, ask, tolerance);

    // The longest times are had in the fewest places.
    std::vector<Region> ground;
    for (const Duration& t : times) {
        const auto shorter = std::count_if(times.begin(), times.end(), [&](const Duration& other) { return other < t; });
        std::vector<Region> parts;
        for (const auto& [count, region] : by_count)
            if (count > shorter) parts.push_back(region);
        ground.push_back(geo::merged(parts));
    }
    return ground;
}

}  // namespace picket::planner
