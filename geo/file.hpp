// Files that are whole or not there.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace picket::geo {

// Throws InputError: the path, what could not be done, and why by errno.
[[noreturn]] void fail_file(const std::filesystem::path& path, std::string_view what, int error);

// All of a file. Throws InputError when it cannot be read.
std::string content_of(const std::filesystem::path& path);

// Makes a file with that content and sees every byte onto the disk: a full disk may show as late as in fsync or close.
// Throws InputError, which names the file `shown`; the file must not exist.
void write_new_file(const std::filesystem::path& path, const std::string& content, const std::filesystem::path& shown);

enum class Existing { refuse, replace };

// Throws what write_file would throw of the name and place alone: to be asked before the work.
void require_writable_file(const std::filesystem::path& file, Existing existing);

// The file appears whole or not at all: whoever looks finds the old one or the new one. Throws InputError: it exists and is not
// to be replaced, or the place cannot be written.
void write_file(const std::filesystem::path& file, const std::string& content, Existing existing);

}  // namespace picket::geo
