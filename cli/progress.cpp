#include "cli/progress.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace picket::cli {

ProgressLine::Form ProgressLine::form() {
    if (const char* wanted = std::getenv("PICKET_PROGRESS"); wanted && std::string_view(wanted) == "lines") return Form::lines;
    return isatty(STDERR_FILENO) ? Form::over : Form::none;
}

ProgressLine::ProgressLine() : form_(form()) {}

ProgressLine::~ProgressLine() {
    if (form_ == Form::over) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::tell(std::string_view what, std::optional<double> share) const {
    if (form_ == Form::none) return;
    const std::string percent = share ? fmt::format("{} %", static_cast<int>(std::clamp(*share, 0.0, 1.0) * 100 + 1e-9)) : "";
    if (form_ == Form::over)
        fmt::print(stderr, "\r\033[Kpicket: {}{}{} ...", what, share ? ", " : "", percent);
    else
        fmt::print(stderr, "picket: progress{}{}: {}\n", share ? " " : "", percent, what);
    std::fflush(stderr);
}

}  // namespace picket::cli
