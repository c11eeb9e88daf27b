// The door to CLI11, and what every command is: options first, then work.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>

namespace picket::cli {

// Exit status of a run that did its work.
constexpr int done = 0;
constexpr int answer_is_no = 1;
constexpr int wrong_input = 2;

// Each adds one command with its options and gives back what runs it. Adding opens nothing; running works, prints the
// result on stdout and gives back the exit status.
using Run = std::function<int()>;
struct Command {
    CLI::App* app;
    Run run;
};

Command add_plan(CLI::App& app);
Command add_check(CLI::App& app);
Command add_measure(CLI::App& app);
Command add_buffer(CLI::App& app);
Command add_frontline(CLI::App& app);
Command add_field(CLI::App& app);
Command add_reach(CLI::App& app);
Command add_route(CLI::App& app);
Command add_cover(CLI::App& app);
Command add_compare(CLI::App& app);
Command add_lane(CLI::App& app);
Command add_map(CLI::App& app);
Command add_explain(CLI::App& app);
Command add_data(CLI::App& app);

}  // namespace picket::cli
