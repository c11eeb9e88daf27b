// picket explain: where a number comes from.
#include "cli/app.hpp"

#include "planner/explain.hpp"

#include "geo/text.hpp"

namespace picket::cli {

Command add_explain(CLI::App& app) {
    struct Options {
        std::string folder, key;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("explain", "Say where a number of summary.json comes from: formula, inputs, sources");
    command->add_option("DIR", options->folder, "The folder of a plan")->type_name("FOLDER")->required();
    command->add_option("KEY", options->key, "Path of the number in summary.json, steps joined by dots")->type_name("KEY")->required();
    command->footer("Example:\n  picket explain out/black-sea zones.limited.held_share\n\n"
                    "Exit status: 0 done, 2 wrong arguments or data.");
    return {command, [options] {
                fmt::print("{}", planner::explain(options->folder, options->key));
                return done;
            }};
}

}  // namespace picket::cli
