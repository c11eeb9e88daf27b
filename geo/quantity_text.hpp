// Quantities as people write them: "300 NM", "1h30min", "FL250", "60 %".
#pragma once

#include "geo/quantity.hpp"

#include <string>
#include <string_view>

namespace picket::geo {

// Each throws InputError that names the text and lists the units when the text is not a number with a known,
// unambiguous unit. Negative values parse; what is allowed is the caller's to say.
Distance parse_distance(std::string_view text);
Speed parse_speed(std::string_view text);
Duration parse_duration(std::string_view text);
Mass parse_mass(std::string_view text);
Angle parse_angle(std::string_view text);
// "60 %" or "0.6": a plain ratio, 0.6. Range is the caller's to check.
double parse_share(std::string_view text);

// The units of each kind, for messages: "m, km, NM, mi, ft, FL".
std::string_view distance_units();
std::string_view speed_units();
std::string_view duration_units();
std::string_view mass_units();
std::string_view angle_units();

}  // namespace picket::geo
