// The fingerprint of an input file: the door to OpenSSL's libcrypto.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace picket::planner {

// SHA-256 in hexadecimal. Throws InputError when the file cannot be read.
std::string sha256_of(const std::filesystem::path& file);

// SHA-256 of a text in base64, as a Content-Security-Policy names a script.
std::string sha256_base64(std::string_view text);

}  // namespace picket::planner
