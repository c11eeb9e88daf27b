// The fingerprint of an input file: the door to OpenSSL's libcrypto.
#pragma once

#include <filesystem>
#include <string>

namespace picket::planner {

// SHA-256 in hexadecimal. Throws InputError when the file cannot be read.
std::string sha256_of(const std::filesystem::path& file);

}  // namespace picket::planner
