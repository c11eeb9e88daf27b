#include "cli/shipped.hpp"

#include "geo/error.hpp"
#include "geo/text.hpp"

#include <cstdlib>

namespace picket::cli {

namespace fs = std::filesystem;

fs::path shipped_folder() {
    const fs::path program = fs::read_symlink("/proc/self/exe");
    const fs::path installed = (program.parent_path().parent_path() / PICKET_SHAREDIR).lexically_normal();
    for (const fs::path& candidate : {installed, fs::path(PICKET_SOURCE)})
        if (fs::is_regular_file(candidate / "styles" / "styles.json")) return candidate;
    throw geo::InputError(fmt::format("what ships with picket is not at {}; install it again, or run it where it was built", installed.string()));
}

fs::path datasets_folder() {
    const auto is_datasets = [](const fs::path& p) { return fs::is_regular_file(p / "catalogue.toml"); };
    if (const char* given = std::getenv("PICKET_DATASETS"); given && *given) {
        if (is_datasets(given)) return given;
        throw geo::InputError(fmt::format("PICKET_DATASETS={}: holds no picket datasets (catalogue.toml)", given));
    }
    const fs::path shipped = shipped_folder() / "datasets";
    if (is_datasets(shipped)) return shipped;
    throw geo::InputError(fmt::format("the shipped datasets are not at {} (set PICKET_DATASETS to their folder)", shipped.string()));
}

}  // namespace picket::cli
