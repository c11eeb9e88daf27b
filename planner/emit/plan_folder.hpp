// A plan's folder on disk: it appears whole or not at all, and nothing the user had is lost.
#pragma once

#include "planner/emit/emit.hpp"

#include <filesystem>

namespace picket::planner {

enum class Existing { refuse, replace };

// Throws InputError when the folder could not be written: it exists and is to be refused, or it exists and is no plan,
// or its parent cannot be made or written. To be asked before the work starts.
void require_writable(const std::filesystem::path& folder, Existing existing);

// Writes a temporary folder beside it, then puts it in its place in one step. Files of a replaced folder that picket did
// not write (a QGIS project, notes) are carried over. Throws InputError when the disk is full or says no.
void write_folder(const std::filesystem::path& folder, const std::vector<OutputFile>& files, Existing existing);

}  // namespace picket::planner
