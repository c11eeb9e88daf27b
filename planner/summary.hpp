// The numbers of a plan as summary.json nests them, and the requirements judged by them.
#pragma once

#include "planner/json.hpp"
#include "planner/plan.hpp"

#include <optional>

namespace picket::planner {

// Everything but requirements; docs/formats.md lists the keys.
Json summary_of(const Plan& plan);

// Judged by the rounded numbers that the summary shows, so that a reader comes to the same answer. Throws InputError for
// a key that is no number of the summary.
std::vector<RequirementResult> judge(const Scenario& scenario, const Json& summary);

Json to_json(const std::vector<RequirementResult>& results);
std::vector<RequirementResult> requirements_in(const Json& summary);

// "60min", or "90s" where the minutes are not whole: a step of a key, and so without a dot.
std::string time_label(geo::Duration time);

// The value at "zones.south.held_share"; null when there is none.
const Json* find_key(const Json& summary, std::string_view key);
// Every key that leads to a number, text or truth value, in order.
std::vector<std::string> all_keys(const Json& summary);

}  // namespace picket::planner
