// picket check: are the requirements met?
#include "cli/app.hpp"
#include "cli/planning.hpp"

#include "geo/text.hpp"

#include <filesystem>

namespace picket::cli {

namespace {

int run(const PlanningOptions& options) {
    if (std::filesystem::is_directory(options.scenario)) {
        if (!options.tolerance.empty() || options.threads > 0 || options.strict)
            throw geo::InputError(fmt::format("{}: is a finished plan; --tolerance, --threads and --strict change nothing "
                                              "of it and go with a scenario only",
                                              options.scenario));
        const std::filesystem::path file = std::filesystem::path(options.scenario) / "summary.json";
        try {
            return print_requirements(planner::requirements_in(planner::read_json(file)));
        } catch (const planner::Json::exception& e) {
            throw geo::InputError(fmt::format("{}: is not the summary of a plan of picket ({})", file.string(), e.what()));
        }
    }
    const Planned planned = plan_scenario(options);
    print_notices(planned.plan.notices);
    return print_requirements(planner::requirements_in(planned.summary));
}

}  // namespace

Command add_check(CLI::App& app) {
    const auto options = std::make_shared<PlanningOptions>();
    CLI::App* command = app.add_subcommand("check", "Say which requirements of a scenario or plan are met");
    command->add_option("SCENARIO|DIR", options->scenario, "A scenario, a .toml file, or the folder of a plan")->type_name("FILE|FOLDER")->required();
    add_planning_options(*command, *options);
    command->footer("Example:\n  picket check out/black-sea\n\n"
                    "Exit status: 0 all met, 1 a requirement is missed, 2 wrong arguments or data.");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
