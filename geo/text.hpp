// The door to fmt, and the nearest right name for a mistyped one.
#pragma once

#include <fmt/format.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace picket::geo {

// The candidate nearest to `word` by edit distance, or empty if none is near enough to be what was meant.
std::string nearest_name(std::string_view word, std::span<const std::string> candidates);

// " (did you mean 'x'?)" or "".
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

// "a, b, c"
std::string joined(std::span<const std::string> words, std::string_view separator = ", ");

}  // namespace picket::geo
