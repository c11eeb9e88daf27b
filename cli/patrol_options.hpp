// Which aircraft flies a patrol, for how long, where it lands and from which tanker it drinks, as `reach` and `field` are told.
#pragma once

#include "cli/app.hpp"

#include "planner/airspace.hpp"
#include "planner/patrol_ground.hpp"
#include "planner/place.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace picket::cli {

struct PatrolOptions {
    std::string aircraft;
    std::vector<std::string> on_station, recovery;
    std::string tanker;
    std::optional<int> refuellings;

    // Whether any is given but the aircraft.
    bool more_than_aircraft() const { return !on_station.empty() || !tanker.empty() || !recovery.empty() || refuellings; }
};

// Adds --aircraft, --on-station, --recovery, --tanker and --refuellings; the first two are explained by the command.
void add_patrol_options(CLI::App& app, PatrolOptions& options, const std::string& aircraft, const std::string& on_station);

// What the options mean; of times perhaps none. Throws InputError for an unknown aircraft or a time, place or number that is none.
struct PatrolAsked {
    planner::Aircraft aircraft;
    std::vector<geo::Duration> on_station;
    std::vector<planner::Place> recovery;
    std::optional<planner::Place> tanker;
    int refuellings = 0;
};
PatrolAsked read_patrol(const PatrolOptions& options);

// All places that the patrol leaves from, comes to or drinks at, as messages call them.
std::vector<planner::NamedPlace> named_places(const std::string& option, const std::vector<planner::Place>& bases,
                                              const std::optional<PatrolAsked>& patrol);

// Their ids, with commas.
std::string ids_of(const std::vector<planner::Place>& places);

// The frame about all places, and how far from its centre they reach. Throws InputError when that is farther than ways are looked for.
struct Surroundings {
    geo::Frame frame;
    geo::Distance radius;
};
Surroundings surroundings(std::span<const planner::NamedPlace> places, geo::Distance range);

// As far from the middle of all places as ways are looked for.
inline constexpr geo::Distance farthest = geo::Distance::kilometres(4900);

}  // namespace picket::cli
