#include "planner/sea_ways.hpp"

#include "geo/geodesic.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Position;

namespace {

constexpr Distance clearance = Distance::metres(0.1);
constexpr Distance most = Distance::kilometres(4900);

// A way that leaves the radius on its way between two places is at least so long.
Distance least_outside(const geo::Frame& frame, Distance radius, Position from, Position to) {
    return radius * 2 - distance(frame.centre(), from) - distance(frame.centre(), to);
}

// Whether no way from the ship, looked for wider, would be another.
bool holds_ways(const KeptWays& sea, Distance radius, Position ship, std::span<const Position> places) {
    const geo::FreeSpace& space = sea.space();
    // What lies beyond the radius is free in this space: waters that it closes round are held as a whole.
    if (!space.holds(ship) || !contains(geo::Region({space.free().front()}), space.frame().to_frame(ship))) return true;
    const auto ways = sea.between(ship, places);
    return std::all_of(places.begin(), places.end(), [&](Position place) {
        const auto way = ways->distance_to(place);
        return !space.holds(place) || (way && *way <= least_outside(space.frame(), radius, ship, place));
    });
}

}  // namespace

std::shared_ptr<const KeptWays> sea_ways(const GivenWaters& given, const geo::Frame& frame, std::span<const Position> ships,
                                         std::span<const Position> places, Distance between_places) {
    Distance radius = Distance::kilometres(100);
    // A way that leaves the radius is longer than what it goes beyond the place, out and in again.
    for (const Position& place : places) radius = std::max(radius, distance(frame.centre(), place) + between_places / 2);
    for (const Position& ship : ships)
        for (const Position& place : places)
            radius = std::max(radius, (distance(frame.centre(), ship) + distance(frame.centre(), place) + distance(ship, place) * 1.2) / 2);
    for (;; radius = radius * 2) {
        radius = std::min(radius, most);
        auto sea = std::make_shared<const KeptWays>(SeaWaters(given, frame, radius, clearance).space());
        const auto holds = [&](const Position& ship) { return holds_ways(*sea, radius, ship, places); };
        if (radius == most || std::all_of(ships.begin(), ships.end(), holds)) return sea;
    }
}

}  // namespace picket::planner
