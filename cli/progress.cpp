#include "cli/progress.hpp"

#include "geo/text.hpp"

#include <cstdio>
#include <unistd.h>

namespace picket::cli {

ProgressLine::ProgressLine() : shown_(isatty(STDERR_FILENO)) {}

ProgressLine::~ProgressLine() {
    if (shown_) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::operator()(std::string_view what) const {
    if (shown_) fmt::print(stderr, "\r\033[Kpicket: {} ...", what);
    std::fflush(stderr);
}

}  // namespace picket::cli
