// Times of day where a plan has a day of its own: from its as_of on, in UTC.
#pragma once

#include "geo/quantity.hpp"

#include <cstdint>
#include <string>

namespace picket::planner {

// Seconds since 1970 of the start of a day given as YYYY-MM-DD.
std::int64_t seconds_at(const std::string& day);

// Such as "2025-08-22T06:30:00Z", to the second.
std::string time_text(std::int64_t seconds);

// So long after the start of the day; before it where the duration is negative.
std::string time_of_day(const std::string& day, geo::Duration after);

}  // namespace picket::planner
