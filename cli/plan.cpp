// picket plan: a scenario in, a folder of layers and numbers out.
#include "cli/app.hpp"
#include "cli/planning.hpp"
#include "cli/shipped.hpp"
#include "cli/table.hpp"

#include "planner/emit/emit.hpp"
#include "planner/emit/plan_folder.hpp"
#include "planner/emit/tables.hpp"

#include "geo/text.hpp"

namespace picket::cli {

namespace {

using planner::Json;

struct Options {
    PlanningOptions planning;
    std::string out, emit = "geojson";
    bool overwrite = false;
    bool json = false;
};

// Fleets are in the plan's tables; the terminal keeps to what a reader wants first.
void print_tables(const Json& summary) {
    for (const planner::Table& t : planner::tables_of(summary)) {
        if (t.id == "fleets" || t.id == "requirements") continue;
        std::vector<std::vector<std::string>> rows(1);
        for (const planner::Column& c : t.columns) rows[0].push_back(c.title);
        for (const auto& row : t.rows) {
            rows.emplace_back();
            for (std::size_t i = 0; i < row.size(); ++i) rows.back().push_back(planner::shown(t.columns[i], row[i]));
        }
        fmt::print("\n{}\n{}", t.title, table(rows));
    }
}

void print_summary(const Json& s) {
    fmt::print("{} (as of {}, tolerance {} m)\n", s.at("title").get<std::string>(), s.at("as_of").get<std::string>(),
               s.at("tolerance_m").dump());
    if (s.at("frontline").contains("length_km"))
        fmt::print("front line: {:.1f} km, {:.1f} mi, as the layer draws it within {} m\n",
                   s.at("frontline").at("length_km").get<double>(), s.at("frontline").at("length_mi").get<double>(),
                   s.at("frontline").at("tolerance_m").dump());
    print_tables(s);
    fmt::print("\nRequirements\n");
    print_requirements(planner::requirements_in(s));
}

int run(const Options& options) {
    const auto existing = options.overwrite ? planner::Existing::replace : planner::Existing::refuse;
    const planner::EmitOptions emitted{planner::products_in(options.emit), shipped_folder()};
    planner::require_writable(options.out, existing);
    const Planned planned = plan_scenario(options.planning);
    planner::write_folder(options.out, planner::emit(planned.plan, planned.summary, emitted), existing);
    print_notices(planned.plan.notices);
    if (options.json) {
        fmt::print("{}", planner::to_text(planned.summary));
    } else {
        print_summary(planned.summary);
        fmt::print("\nwritten to {}\n", options.out);
    }
    return done;
}

}  // namespace

Command add_plan(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("plan", "Compute reach, zones and lanes of a scenario and write them as layers");
    command->add_option("SCENARIO", options->planning.scenario, "The scenario, a .toml file (docs/formats.md)")->type_name("FILE")->required();
    command->add_option("--out,-o", options->out, "Folder for the plan; appears whole or not at all")->type_name("FOLDER")->required();
    command->add_option("--emit", options->emit, "What to write besides plan.json and summary.json, separated by commas: geojson, gpkg, csv, md, kml, png, qgz, html")->capture_default_str();
    command->add_flag("--overwrite", options->overwrite, "Replace a plan that stands there; files of your own stay");
    command->add_flag("--json", options->json, "Print summary.json instead of tables");
    add_planning_options(*command, options->planning);
    command->footer("Example:\n  picket plan datasets/scenarios/black-sea.toml --out out/black-sea\n\n"
                    "Exit status: 0 done, 2 wrong arguments or data (nothing is written).");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
