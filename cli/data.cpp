// picket data: what ships, and from where.
#include "cli/app.hpp"
#include "cli/shipped.hpp"
#include "cli/table.hpp"

#include "planner/config.hpp"

#include "geo/text.hpp"

namespace picket::cli {

Command add_data(CLI::App& app) {
    CLI::App* command = app.add_subcommand("data", "List the shipped datasets with source, licence, date and accuracy");
    command->footer("Example:\n  picket data\n\nExit status: 0 done, 2 the datasets are not found.");
    return {command, [] {
                const auto folder = datasets_folder();
                const auto catalogue = planner::Config::load(folder / "catalogue.toml");
                fmt::print("datasets in {}\n", folder.string());
                for (const auto& table : catalogue.tables("dataset")) {
                    fmt::print("\n{}\n", table.get<std::string>("file"));
                    for (const char* key : {"what", "source", "licence", "as_of", "accuracy"})
                        fmt::print("  {:<9} {}\n", key, table.get<std::string>(key));
                }
                return done;
            }};
}

}  // namespace picket::cli
