// How --help sets options, whatever the version of CLI11.
#pragma once

#include "cli/app.hpp"

namespace picket::cli {

// One option a paragraph: names as "-o, --out", what it takes in capitals or as {one,of,these}, and the explanation two
// spaces or a line away at least. Shell completion and the man pages are made from this text (packaging/).
class HelpFormatter : public CLI::Formatter {
public:
    std::string make_option(const CLI::Option* option, bool is_positional) const override;
};

}  // namespace picket::cli
