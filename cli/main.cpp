#include "cli/app.hpp"
#include "cli/help.hpp"

#include "planner/version.hpp"

#include "geo/error.hpp"
#include "geo/text.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>

namespace picket::cli {

namespace {

std::vector<std::string> names_of(const std::vector<Command>& commands) {
    std::vector<std::string> names;
    for (const Command& c : commands) names.push_back(c.app->get_name());
    return names;
}

int refuse(std::string_view message) {
    fmt::print(stderr, "picket: error: {}\n", message);
    return wrong_input;
}

// What CLI11 left unexplained: the words it did not expect, with the options that the command has.
std::string unexpected(const CLI::App& app, const std::vector<Command>& commands) {
    const CLI::App* command = &app;
    for (const Command& c : commands)
        if (c.app->parsed()) command = c.app;
    std::vector<std::string> options;
    for (const CLI::Option* option : command->get_options())
        for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
    std::vector<std::string> words = app.remaining(true);
    const std::string word = words.empty() ? "" : words.front();
    return fmt::format("'{}' is not expected{}; {} has {} (see picket {} --help)", word,
                       geo::did_you_mean(word, options), command->get_name().empty() ? "picket" : command->get_name(),
                       geo::joined(options), command->get_name());
}

// A word that is no command, before CLI11 complains of what follows it.
std::string mistyped_command(int argc, char** argv, const std::vector<std::string>& names) {
    if (argc < 2) return fmt::format("no command given; commands: {} (see picket --help)", geo::joined(names));
    if (argv[1][0] == '-') return "";
    const std::string word = argv[1];
    for (const std::string& name : names)
        if (name == word) return "";
    return fmt::format("'{}' is no command of picket{}; commands: {}", word, geo::did_you_mean(word, names),
                       geo::joined(names));
}

int run(int argc, char** argv) {
    CLI::App app{"Plans air and sea patrols: coverage, time, sorties and gaps, on the ellipsoid, as layers for QGIS.", "picket"};
    app.formatter(std::make_shared<HelpFormatter>());
    app.set_version_flag("--version", "picket " + std::string(planner::picket_version()));
    app.require_subcommand(1);
    app.footer("Example:\n  picket plan datasets/scenarios/black-sea.toml --out out/black-sea\n\n"
               "Exit status: 0 done, 1 the answer is no (check, route, lane, cover), 2 wrong arguments or data.");
    const std::vector<Command> commands{add_plan(app), add_check(app), add_measure(app), add_buffer(app), add_frontline(app),
                                        add_reach(app), add_route(app), add_lane(app), add_field(app), add_cover(app), add_compare(app), add_map(app), add_explain(app), add_data(app)};
    if (const std::string wrong = mistyped_command(argc, argv, names_of(commands)); !wrong.empty()) return refuse(wrong);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ExtrasError&) {
        return refuse(unexpected(app, commands));
    } catch (const CLI::ParseError& e) {
        if (e.get_exit_code() == 0) return app.exit(e);
        return refuse(fmt::format("{} (see picket --help)", e.what()));
    }
    for (const Command& command : commands)
        if (command.app->parsed()) {
            const int status = command.run();
            if (std::fflush(stdout) != 0 || std::ferror(stdout))
                return refuse(fmt::format("standard output cannot be written: {}", std::strerror(errno)));
            return status;
        }
    return wrong_input;
}

}  // namespace

}  // namespace picket::cli

int main(int argc, char** argv) {
    try {
        return picket::cli::run(argc, argv);
    } catch (const picket::geo::InputError& e) {
        return picket::cli::refuse(e.what());
    } catch (const std::bad_alloc&) {
        return picket::cli::refuse("the machine has too little memory for this");
    } catch (const std::exception& e) {
        return picket::cli::refuse(fmt::format("{} (this is a fault of picket, not yours: please report it)", e.what()));
    }
}
