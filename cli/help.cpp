#include "cli/help.hpp"

namespace picket::cli {

namespace {

void replace(std::string& text, const std::string& old, const std::string& by) {
    if (const auto at = text.find(old); !old.empty() && at != std::string::npos) text.replace(at, old.size(), by);
}

}  // namespace

std::string HelpFormatter::make_option(const CLI::Option* option, bool is_positional) const {
    std::string names = make_option_name(option, is_positional);
    if (!is_positional) replace(names, ",", ", ");
    // CLI11 writes a checked type as TEXT:{one,of,these} or INT:INT in [1 - 9].
    std::string takes = make_option_opts(option);
    const std::string type = option->get_type_name();
    if (const auto colon = type.find(':'); colon != std::string::npos) replace(takes, type, type.substr(colon + 1));

    std::string line = "  " + names + takes;
    if (line.size() + 2 > get_column_width()) line += '\n' + std::string(get_column_width(), ' ');
    else line.resize(get_column_width(), ' ');
    return line + make_option_desc(option) + '\n';
}

}  // namespace picket::cli
