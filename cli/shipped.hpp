// Where what ships with the program is.
#pragma once

#include <filesystem>

namespace picket::cli {

// The folder of styles/ and datasets/: ../share/picket from where the program is installed, else the source tree
// it was built in. Throws InputError when there is neither.
std::filesystem::path shipped_folder();

// $PICKET_DATASETS if set, else the shipped ones. Throws InputError when it is not there.
std::filesystem::path datasets_folder();

}  // namespace picket::cli
