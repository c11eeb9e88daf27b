#include "cli/datasets.hpp"

#include "geo/error.hpp"
#include "geo/text.hpp"

#include <cstdlib>

namespace picket::cli {

namespace fs = std::filesystem;

fs::path datasets_folder() {
    const auto is_datasets = [](const fs::path& p) { return fs::is_regular_file(p / "catalogue.toml"); };
    if (const char* given = std::getenv("PICKET_DATASETS"); given && *given) {
        if (is_datasets(given)) return given;
        throw geo::InputError(fmt::format("PICKET_DATASETS={}: holds no picket datasets (catalogue.toml)", given));
    }
    const fs::path program = fs::read_symlink("/proc/self/exe");
    const fs::path installed = program.parent_path().parent_path() / PICKET_DATADIR;
    const fs::path source = PICKET_SOURCE_DATASETS;
    for (const fs::path& candidate : {installed, source})
        if (is_datasets(candidate)) return candidate.lexically_normal();
    throw geo::InputError(fmt::format("the shipped datasets are not at {} (set PICKET_DATASETS to their folder)",
                                      installed.lexically_normal().string()));
}

}  // namespace picket::cli
