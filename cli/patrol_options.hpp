// Which aircraft flies a patrol, for how long, where it lands and from which tanker it drinks, as `reach` is told.
#pragma once

#include "cli/app.hpp"

#include "planner/patrol_ground.hpp"
#include "planner/place.hpp"

#include <optional>
#include <string>
#include <vector>

namespace picket::cli {

struct PatrolOptions {
    std::string aircraft;
    std::vector<std::string> on_station, recovery;
    std::string tanker;
    std::optional<int> refuellings;
};

// Adds --aircraft, --on-station, --recovery, --tanker and --refuellings.
void add_patrol_options(CLI::App& app, PatrolOptions& options);

// What the options mean. Throws InputError for an unknown aircraft or a time, place or number that is none.
struct PatrolAsked {
    planner::Aircraft aircraft;
    std::vector<geo::Duration> on_station;
    std::vector<planner::Place> recovery;
    std::optional<planner::Place> tanker;
    int refuellings = 0;
};
PatrolAsked read_patrol(const PatrolOptions& options);

}  // namespace picket::cli
