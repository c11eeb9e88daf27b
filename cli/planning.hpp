// What `plan` and `check` share: the way from a scenario file to a plan and its summary.
#pragma once

#include "geo/error.hpp"
#include "planner/summary.hpp"

#include "cli/app.hpp"

#include <optional>
#include <string>

namespace picket::cli {

struct PlanningOptions {
    std::string scenario;
    std::string tolerance;  // empty: the scenario's
    int threads = 0;        // 0: as many as there are
    bool strict = false;
};

// Adds --tolerance, --threads and --strict.
void add_planning_options(CLI::App& app, PlanningOptions& options);

struct Planned {
    planner::Plan plan;
    planner::Json summary;  // with requirements
};

// Progress goes to stderr when that is a terminal.
Planned plan_scenario(const PlanningOptions& options);

void print_notices(const geo::Notices& notices);

// "MET" or "MISSED" lines; the exit status that they mean.
int print_requirements(const std::vector<planner::RequirementResult>& results);

}  // namespace picket::cli
