// The chart of the rota: a row for each seat of a station, a day from left to right.
#include "planner/emit/report/charts.hpp"
#include "planner/emit/report/map.hpp"
#include "planner/emit/report/svg.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace picket::planner {

namespace {

constexpr double width = 960, right = 936, row_height = 22, day_min = 1440;

struct Sortie {
    const geo::Feature* feature;
    double takeoff, from, to, landing;  // minutes of the day
};

struct Seat {
    std::string station, number, role;
    std::vector<Sortie> sorties;
};

std::string role_of(const PlanView& view, const std::string& station) {
    for (const geo::Feature& f : view.layer("stations").layer.features)
        if (f.text("id") == station) return f.text("role");
    return "";
}

std::vector<Seat> seats_of(const PlanView& view) {
    const std::string as_of = view.summary.at("as_of");
    std::vector<Seat> seats;
    for (const geo::Feature& f : view.layer("rota").layer.features) {
        const std::string station = f.text("station"), number = f.text("seat");
        if (seats.empty() || seats.back().station != station || seats.back().number != number) seats.push_back({station, number, role_of(view, station), {}});
        const auto at = [&](const char* field) { return minutes_of_day(as_of, f.text(field)); };
        seats.back().sorties.push_back({&f, at("takeoff_time"), at("from_time"), at("to_time"), at("landing_time")});
    }
    return seats;
}

std::string clock(double minutes) {
    const long m = std::lround(minutes - std::floor(minutes / day_min) * day_min) % 1440;
    return fmt::format("{:02}:{:02}", m / 60, m % 60);
}

// Parts of a stretch of time that fall into the day, which is like the days before and after it.
template <class Draw>
void in_the_day(double from, double to, const Draw& draw) {
    for (double day = std::floor(from / day_min); day * day_min < to; ++day) {
        const double low = std::max(from - day * day_min, 0.0), high = std::min(to - day * day_min, day_min);
        if (high > low) draw(low, high);
    }
}

std::string label_of(const Seat& seat) { return fmt::format("{} {}", seat.station, seat.number); }

// What the colours say.
std::string legend_of(const std::vector<Seat>& seats) {
    static const std::map<std::string, std::string> names{
        {"fighter", "fighters"}, {"tanker", "tankers"}, {"early-warning", "early warning"}, {"maritime-patrol", "maritime patrol"}};
    std::set<std::string> roles;
    std::string html;
    for (const Seat& seat : seats)
        if (roles.insert(seat.role).second) {
            const auto name = names.find(seat.role);
            html += fmt::format("<li><svg width=\"16\" height=\"12\" aria-hidden=\"true\"><rect width=\"16\" height=\"12\" class=\"shift {}\"/></svg> {}</li>", seat.role,
                                escaped(name == names.end() ? seat.role : name->second));
        }
    return "<ul class=\"key\">" + html + "</ul>\n";
}

std::string title_of(const Sortie& s) {
    return fmt::format("{}, aircraft {} of {}: take-off {}, on station {} to {}, landing {}", s.feature->text("name"), s.feature->text("aircraft"), s.feature->text("fleet"),
                       clock(s.takeoff), clock(s.from), clock(s.to), clock(s.landing));
}

std::string seat_row(const Seat& seat, double y, const Scale& x) {
    std::string drawing;
    for (const Sortie& s : seat.sorties) {
        const std::string title = title_of(s);
        for (const auto& [from, to] : {std::pair(s.takeoff, s.from), std::pair(s.to, s.landing)})
            in_the_day(from, to, [&](double a, double b) { drawing += svg_bar(x(a), y + 9, x(b) - x(a), 3, "way " + seat.role, title); });
    }
    for (const Sortie& s : seat.sorties)
        in_the_day(s.from, s.to, [&](double a, double b) {
            const std::string number = s.feature->text("aircraft");
            drawing += svg_bar(x(a) + 0.5, y + 2, std::max(x(b) - x(a) - 1, 0.5), row_height - 5, "shift " + seat.role, title_of(s));
            if (text_width(number, 11) + 4 < x(b) - x(a)) drawing += svg_text((x(a) + x(b)) / 2, y + 15, "m on-shift " + seat.role, number);
        });
    return drawing;
}

std::string hours_axis(const Scale& x, double top, double y) {
    std::string drawing;
    for (int hour = 0; hour <= 24; hour += 3) {
        drawing += svg_line(x(hour * 60), top, x(hour * 60), y, "grid");
        drawing += svg_text(x(hour * 60), y + 15, "m", fmt::format("{:02}:00", hour));
    }
    return drawing;
}

std::string rota_table(const std::vector<Seat>& seats, const FieldText& text) {
    std::vector<std::vector<std::string>> rows{{"station", "seat", "sortie", "fleet", "aircraft", "take-off", "on station from", "to", "landing"}};
    for (const Seat& seat : seats)
        for (const Sortie& s : seat.sorties)
            rows.push_back({seat.station, seat.number, text(*s.feature, "sortie"), s.feature->text("fleet"), s.feature->text("aircraft"), clock(s.takeoff), clock(s.from),
                            clock(s.to), clock(s.landing)});
    return folded(fmt::format("The same as a table: {} sorties", rows.size() - 1),
                  table_html("Rota, times in UTC", rows, {false, true, true, false, true, true, true, true, true}));
}

}  // namespace

std::string rota_chart(const PlanView& view, const FieldText& text) {
    const std::vector<Seat> seats = seats_of(view);
    if (seats.empty()) return "";
    double left = 100;
    for (const Seat& seat : seats) left = std::max(left, text_width(label_of(seat), 12.5) + 12);
    const Scale x{0, day_min, left, right};
    const double bottom = 6 + row_height * static_cast<double>(seats.size());
    std::string drawing = hours_axis(x, 4, bottom);
    double y = 6;
    for (const Seat& seat : seats) {
        drawing += svg_text(left - 8, y + 15, "r", label_of(seat));
        drawing += seat_row(seat, y, x);
        y += row_height;
    }
    return legend_of(seats) + svg_figure("rota", "A day of sorties by station and seat", "Every seat of a manned station through a day, in UTC.", width, bottom + 20, drawing,
                      "A row for each seat of a station. Thick: on station, with the number of the aircraft in its fleet; thin: on the way there and home. "
                      "Times are UTC; the day is like those before and after it.") +
           rota_table(seats, text);
}

}  // namespace picket::planner
