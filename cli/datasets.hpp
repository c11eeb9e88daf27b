// Where the shipped data is.
#pragma once

#include <filesystem>

namespace picket::cli {

// $PICKET_DATASETS if set; else where the program is installed, ../share/picket/datasets from it; else the source tree
// it was built in. Throws InputError when there is none of them.
std::filesystem::path datasets_folder();

}  // namespace picket::cli
