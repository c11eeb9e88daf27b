#include "cli/planning.hpp"

#include "cli/shipped.hpp"
#include "cli/layer_options.hpp"
#include "cli/progress.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <cstdio>

namespace picket::cli {

void add_planning_options(CLI::App& app, PlanningOptions& options) {
    app.add_option("--tolerance", options.tolerance,
                   "How far an emitted edge may lie from the true curve, such as 10m (wins over the scenario's)");
    app.add_option("--threads", options.threads, "Threads to use (all of them if not given); results do not depend on it")
        ->check(CLI::Range(1, 1024));
    app.add_flag("--strict", options.strict, "Refuse polygons that cross themselves instead of repairing them");
}

Planned plan_scenario(const PlanningOptions& options) {
    std::optional<geo::ThreadLimit> limit;
    if (options.threads > 0) limit.emplace(static_cast<std::size_t>(options.threads));
    planner::Scenario scenario = planner::read_scenario(options.scenario, datasets_folder());
    if (!options.tolerance.empty()) scenario.tolerance = parse_tolerance(options.tolerance);
    const ProgressLine progress;
    planner::Plan plan = planner::make_plan(std::move(scenario),
                                            options.strict ? geo::Faults::refuse : geo::Faults::repair, std::cref(progress));
    planner::Json summary = planner::summary_of(plan);
    summary["requirements"] = planner::to_json(planner::judge(plan.scenario, summary));
    return {std::move(plan), std::move(summary)};
}

void print_notices(const geo::Notices& notices) {
    for (const std::string& notice : notices) fmt::print(stderr, "picket: notice: {}\n", notice);
}

int print_requirements(const std::vector<planner::RequirementResult>& results) {
    bool all_met = true;
    for (const planner::RequirementResult& r : results) {
        all_met = all_met && r.met;
        fmt::print("{}  {}: {} (asked: {} {})", r.met ? "met   " : "MISSED", r.key, r.got ? fmt::to_string(*r.got) : "there is none",
                   r.at_least ? "at least" : "at most", r.wanted);
        if (!r.met && r.got) fmt::print(", missed by {:g}", planner::decimals(std::abs(r.wanted - *r.got), 6));
        fmt::print("\n");
    }
    if (results.empty()) fmt::print("no requirements in this scenario\n");
    return all_met ? done : answer_is_no;
}

}  // namespace picket::cli
