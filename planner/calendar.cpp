#include "planner/calendar.hpp"

#include "geo/text.hpp"

#include <chrono>
#include <cmath>

namespace picket::planner {

using namespace std::chrono;

std::int64_t seconds_at(const std::string& day) {
    // Config has seen to the form: digits and hyphens in their places.
    const year_month_day date{year(std::stoi(day.substr(0, 4))), month(static_cast<unsigned>(std::stoi(day.substr(5, 2)))),
                              std::chrono::day(static_cast<unsigned>(std::stoi(day.substr(8, 2))))};
    return duration_cast<seconds>(sys_days(date).time_since_epoch()).count();
}

std::string time_text(std::int64_t since_1970) {
    const sys_seconds at{seconds(since_1970)};
    const sys_days midnight = floor<days>(at);
    const year_month_day date(midnight);
    const hh_mm_ss time(at - midnight);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string time_of_day(const std::string& day, geo::Duration after) {
    return time_text(seconds_at(day) + static_cast<std::int64_t>(std::llround(after.seconds())));
}

}  // namespace picket::planner
