#include "geo/quantity_text.hpp"

#include "geo/error.hpp"
#include "geo/text.hpp"

#include <charconv>
#include <cmath>
#include <span>

namespace picket::geo {

namespace {

struct Unit {
    std::string_view symbol;
    double in_si;
};

constexpr Unit distances[] = {{"m", 1}, {"km", 1000}, {"NM", 1852}, {"nmi", 1852}, {"mi", 1609.344}, {"ft", 0.3048}};
constexpr Unit speeds[] = {{"kt", 1852.0 / 3600}, {"kn", 1852.0 / 3600}, {"km/h", 1 / 3.6}, {"m/s", 1}};
constexpr Unit durations[] = {{"s", 1}, {"min", 60}, {"h", 3600}, {"d", 86400}};
constexpr Unit angles[] = {{"deg", 1}};
constexpr Unit masses[] = {{"kg", 1}, {"t", 1000}, {"lb", 0.45359237}};

std::string_view trim(std::string_view s) {
    const auto first = s.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return s.substr(first, s.find_last_not_of(" \t") - first + 1);
}

[[noreturn]] void refuse(std::string_view what, std::string_view text, std::string_view units, std::string_view why) {
    throw InputError(fmt::format("'{}' is not {} {}: {} (units: {}; for example \"{} {}\")", text, what == "angle" ? "an" : "a", what, why, units,
                                 what == "speed" ? "480" : "90", units.substr(0, units.find(','))));
}

// Reads the number at the front of `rest` and moves past it. False if there is none.
bool take_number(std::string_view& rest, double& value) {
    rest = trim(rest);
    const std::size_t sign = !rest.empty() && rest[0] == '+' ? 1 : 0;
    if (sign && rest.substr(1).starts_with('-')) return false;
    const auto [end, error] = std::from_chars(rest.data() + sign, rest.data() + rest.size(), value);
    if (error != std::errc{} || !std::isfinite(value)) return false;
    rest = trim(rest.substr(static_cast<std::size_t>(end - rest.data())));
    return true;
}

double unit_factor(std::string_view what, std::string_view text, std::string_view symbol, std::span<const Unit> units,
                   std::string_view list) {
    for (const Unit& u : units)
        if (u.symbol == symbol) return u.in_si;
    if (symbol.empty()) refuse(what, text, list, "the unit is missing");
    if (symbol == "nm") refuse(what, text, list, "nm is ambiguous (nanometre); write NM for nautical miles");
    refuse(what, text, list, fmt::format("unknown unit '{}'", symbol));
}

double parse_single(std::string_view what, std::string_view text, std::span<const Unit> units, std::string_view list) {
    std::string_view rest = text;
    double value = 0;
    if (!take_number(rest, value)) refuse(what, text, list, "no number at its start");
    const double si = value * unit_factor(what, text, rest, units, list);
    if (!std::isfinite(si)) refuse(what, text, list, "too large");
    return si;
}

}  // namespace

std::string_view distance_units() { return "m, km, NM, nmi, mi, ft, or a flight level such as FL250"; }
std::string_view speed_units() { return "kt, kn, km/h, m/s"; }
std::string_view duration_units() { return "s, min, h, d, or a sum such as 1h30min"; }
std::string_view mass_units() { return "kg, t, lb"; }
std::string_view angle_units() { return "deg"; }

Distance parse_distance(std::string_view text) {
    std::string_view rest = trim(text);
    if (rest.starts_with("FL")) {
        rest.remove_prefix(2);
        double level = 0;
        if (!take_number(rest, level) || !rest.empty())
            refuse("distance", text, distance_units(), "FL wants a number after it, hundreds of feet");
        return Distance::feet(level * 100);
    }
    return Distance::metres(parse_single("distance", text, distances, distance_units()));
}

Speed parse_speed(std::string_view text) {
    return Speed::metres_per_second(parse_single("speed", text, speeds, speed_units()));
}

Mass parse_mass(std::string_view text) { return Mass::kilograms(parse_single("mass", text, masses, mass_units())); }

Angle parse_angle(std::string_view text) { return Angle::degrees(parse_single("angle", text, angles, angle_units())); }

Duration parse_duration(std::string_view text) {
    std::string_view rest = trim(text);
    if (rest.empty()) refuse("duration", text, duration_units(), "it is empty");
    double total = 0;
    while (!rest.empty()) {
        double value = 0;
        if (!take_number(rest, value)) refuse("duration", text, duration_units(), "no number before a unit");
        const auto end = rest.find_first_of(" \t+-0123456789.");
        const std::string_view symbol = rest.substr(0, end);
        total += value * unit_factor("duration", text, symbol, durations, duration_units());
        rest = end == std::string_view::npos ? std::string_view{} : trim(rest.substr(end));
    }
    if (!std::isfinite(total)) refuse("duration", text, duration_units(), "too large");
    return Duration::seconds(total);
}

double parse_share(std::string_view text) {
    std::string_view rest = text;
    double value = 0;
    if (!take_number(rest, value)) refuse("share", text, "%, or a plain number from 0 to 1", "no number at its start");
    if (rest == "%") return value / 100;
    if (rest.empty()) return value;
    refuse("share", text, "%, or a plain number from 0 to 1", fmt::format("unknown unit '{}'", rest));
}

}  // namespace picket::geo
