#include "planner/requirement_input.hpp"

#include "geo/quantity_text.hpp"
#include "geo/text.hpp"

namespace picket::planner {

using geo::Distance;
using geo::Duration;

namespace {

bool has_unit(std::string_view summary_key) {
    for (const std::string_view unit : {"_share", "_km", "_nmi", "_mi", "_min", "_h"})
        if (summary_key.ends_with(unit)) return true;
    return false;
}

// A bound in the unit its key ends in: "60 %" for a share, "50 km" for _km, "2 h" for _min.
double bound_in(const Config& t, std::string_view key, const std::string& summary_key) {
    const auto ends = [&](std::string_view unit) { return std::string_view(summary_key).ends_with(unit); };
    if (ends("_share")) return t.get<Share>(key).value;
    if (ends("_km")) return t.get<Distance>(key).kilometres();
    if (ends("_nmi")) return t.get<Distance>(key).nautical_miles();
    if (ends("_mi")) return t.get<Distance>(key).miles();
    if (ends("_min")) return t.get<Duration>(key).minutes();
    if (ends("_h")) return t.get<Duration>(key).hours();
    return t.get<double>(key);
}

}  // namespace

std::vector<Requirement> read_requirements(const Config& file) {
    std::vector<Requirement> all;
    for (const Config& t : file.tables("requirement")) {
        const std::string key = t.get<std::string>("key");
        t.set_label(fmt::format("requirement '{}'", key));
        if (t.has("at_least") == t.has("at_most")) t.fail("at_least", "give exactly one of at_least and at_most");
        const bool least = t.has("at_least");
        t.refuse_unknown_keys();
        double bound = 0;
        std::string fault;
        try {
            bound = bound_in(t, least ? "at_least" : "at_most", key);
        } catch (const geo::InputError& e) {
            if (has_unit(key)) throw;
            fault = e.what();  // a mistyped key has no unit to read the bound in: that is to be told first
        }
        all.push_back({key, least, bound, fmt::format("{} {} {}", key, least ? ">=" : "<=", bound), fault});
    }
    return all;
}

}  // namespace picket::planner
