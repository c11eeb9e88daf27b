// The charts of lanes.
#include "planner/emit/csv.hpp"
#include "planner/emit/report/charts.hpp"
#include "planner/emit/report/svg.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <map>
#include <sstream>

namespace picket::planner {

namespace {

constexpr double width = 960, left = 118, right = 944;

// Rows of lane_profile.csv by lane, each by its columns' names.
using Row = std::map<std::string, std::string>;

std::map<std::string, std::vector<Row>> profiles_of(const std::string& csv) {
    std::map<std::string, std::vector<Row>> lanes;
    std::istringstream lines(csv);
    std::string line;
    std::getline(lines, line);
    const std::vector<std::string> names = csv_cells(line);
    while (std::getline(lines, line)) {
        const std::vector<std::string> cells = csv_cells(line);
        Row row;
        for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = cells.at(i);
        lanes[row.at("lane")].push_back(std::move(row));
    }
    return lanes;
}

std::string titled(std::string text) {
    if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

class LaneChart {
  public:
    LaneChart(const Json& lane, const std::vector<Row>& profile, const std::vector<const geo::Feature*>& legs, const FieldText& text)
        : lane_(lane), profile_(profile), legs_(legs), text_(text), length_km_(std::stod(profile.back().at("km"))), x_{0, length_km_, left, right} {}

    std::string draw(const std::string& title, const std::string& description) {
        band("as asked", [&](const geo::Feature& leg) { return text_(leg, "protected") == "yes" ? std::string("protected") : "NOT protected: " + leg.text("cause"); },
             [](const std::string& words) { return words == "protected" ? "yes" : "gap"; });
        curve("first aircraft", "air_min", "air", lane_.at("air_within_s"));
        curve("first ship", "sea_min", "sea", lane_.at("sea_within_s"));
        for (const char* field : {"watched_by", "revisit_by", "air_defence_by", "coastal_defence_by", "swept_by", "waters", "listed"})
            if (std::any_of(legs_.begin(), legs_.end(), [&](const geo::Feature* l) { return !l->text(field).empty(); }))
                band(names().at(field), [&](const geo::Feature& leg) { return leg.text(field); }, [](const std::string& words) { return words.empty() ? "" : "seen"; });
        axis();
        return svg_figure("lane-" + lane_.at("id").get<std::string>(), title, description, width, y_ + 4, drawing_, escaped(description));
    }

  private:
    static const std::map<std::string, std::string>& names() {
        static const std::map<std::string, std::string> all{{"watched_by", "watched by"},       {"revisit_by", "patrol"},
                                                            {"air_defence_by", "air defence"},  {"coastal_defence_by", "coastal defence"},
                                                            {"swept_by", "swept"},              {"waters", "waters of"},
                                                            {"listed", "listed area"}};
        return all;
    }

    // One bar for legs that follow each other and say the same.
    template <class Say, class Css>
    void band(const std::string& name, const Say& say, const Css& css) {
        constexpr double height = 20;
        drawing_ += svg_text(left - 8, y_ + 14, "r", name);
        for (std::size_t i = 0; i < legs_.size();) {
            const std::string words = say(*legs_[i]);
            std::size_t j = i + 1;
            while (j < legs_.size() && say(*legs_[j]) == words) ++j;
            if (!words.empty()) bar(*legs_[i]->number("from_km"), *legs_[j - 1]->number("to_km"), height, css(words), words);
            i = j;
        }
        y_ += height + 8;
    }

    void bar(double from_km, double to_km, double height, const std::string& css, const std::string& words) {
        const double x = x_(from_km), w = std::max(x_(to_km) - x, 1.5);
        drawing_ += svg_bar(x, y_, w, height, css, fmt::format("km {} to {}: {}", text_("from_km", from_km), text_("to_km", to_km), words));
        const auto commas = std::count(words.begin(), words.end(), ',');
        for (const std::string& shorter : {words, commas > 0 ? fmt::format("{} of them", commas + 1) : std::string{}, commas > 0 ? fmt::to_string(commas + 1) : std::string{}})
            if (!shorter.empty() && text_width(shorter, 12) + 6 < w) {
                drawing_ += svg_text(x + w / 2, y_ + 14, "m on-" + css, shorter);
                return;
            }
    }

    // Minutes by kilometre; broken where nobody comes.
    void curve(const std::string& name, const std::string& field, const std::string& css, const Json& limit_s) {
        constexpr double height = 92;
        std::optional<double> limit;
        if (!limit_s.is_null()) limit = limit_s.get<double>() / 60;
        double most = limit.value_or(0);
        bool is_any = false;
        for (const Row& p : profile_)
            if (!p.at(field).empty()) {
                most = std::max(most, std::stod(p.at(field)));
                is_any = true;
            }
        if (!is_any) return;
        const std::vector<double> ticks = round_ticks(most, 3);
        const Scale y{0, ticks.back(), y_ + height, y_ + 12};
        for (const double t : ticks) {
            drawing_ += svg_line(left, y(t), right, y(t), "grid");
            drawing_ += svg_text(left - 8, y(t) + 4, "r", px(t));
        }
        drawing_ += svg_text(0, y_ + height / 2, "", name);
        drawing_ += svg_text(0, y_ + height / 2 + 15, "dim", "minutes");
        std::string path;
        bool is_drawing = false;
        for (const Row& p : profile_) {
            const std::string& value = p.at(field);
            if (!value.empty()) path += fmt::format("{}{} {}", is_drawing ? "L" : "M", px(x_(std::stod(p.at("km")))), px(y(std::stod(value))));
            is_drawing = !value.empty();
        }
        drawing_ += fmt::format("<path d=\"{}\" class=\"curve {}\"/>\n", path, css);
        if (limit) {
            drawing_ += svg_line(left, y(*limit), right, y(*limit), "limit");
            drawing_ += svg_text(right - 2, y(*limit) - 4, "r halo", fmt::format("asked: within {} min", px(*limit)));
        }
        y_ += height + 14;
    }

    void axis() {
        drawing_ += svg_line(left, y_, right, y_, "axis");
        for (const double t : round_ticks(length_km_, 8)) {
            if (t > length_km_) break;
            drawing_ += svg_line(x_(t), y_, x_(t), y_ + 5, "axis");
            drawing_ += svg_text(x_(t), y_ + 18, "m", px(t));
        }
        drawing_ += svg_text(left - 8, y_ + 18, "r", "km");
        const double length_nmi = length_km_ / 1.852;
        for (const double t : round_ticks(length_nmi, 8)) {
            if (t > length_nmi) break;
            drawing_ += svg_line(x_(t * 1.852), y_ + 24, x_(t * 1.852), y_ + 28, "axis");
            drawing_ += svg_text(x_(t * 1.852), y_ + 40, "m dim", px(t));
        }
        drawing_ += svg_text(left - 8, y_ + 40, "r dim", "NM");
        y_ += 44;
    }

    const Json& lane_;
    const std::vector<Row>& profile_;
    const std::vector<const geo::Feature*>& legs_;
    const FieldText& text_;
    double length_km_, y_ = 4;
    Scale x_;
    std::string drawing_;
};

// The same as a table: a row for each leg.
std::string legs_table(const std::string& lane, const std::vector<const geo::Feature*>& legs, const FieldText& text) {
    std::vector<std::vector<std::string>> rows{{"from km", "to km", "protected", "cause", "first aircraft min", "from", "first ship min", "ship", "watched by", "waters of"}};
    for (const geo::Feature* leg : legs) {
        rows.emplace_back();
        for (const char* field : {"from_km", "to_km", "protected", "cause", "air_min", "air_by", "sea_min", "sea_by", "watched_by", "waters"})
            rows.back().push_back(text(*leg, field));
    }
    return folded(fmt::format("The same as a table: {} stretches of {}", legs.size(), lane),
                  table_html(fmt::format("{}: stretches, with the worst of each", lane), rows, {true, true, false, false, true, false, true, false, false, false}));
}

std::string description_of(const Json& lane, const FieldText& text) {
    const auto n = [&](const char* key) { return text(key, lane.at(key).get<double>()); };
    std::string words = fmt::format("{} km long, {} of it with the protection asked for; {} km without", n("length_km"), n("protected_share"), n("exposed_km"));
    if (lane.at("longest_gap_km").get<double>() > 0) words += fmt::format(", the longest stretch of them {} km", n("longest_gap_km"));
    return words + fmt::format(". A ship is without it for {} h.", text("exposed_h", lane.at("exposed_h").get<double>()));
}

}  // namespace

std::string lane_charts(const PlanView& view, const FieldText& text) {
    const auto profiles = profiles_of(view.lane_profile);
    std::string html;
    for (const Json& lane : view.plan.at("scenario").at("lanes")) {
        const std::string id = lane.at("id");
        std::vector<const geo::Feature*> legs;
        for (const geo::Feature& f : view.layer("lane_legs").layer.features)
            if (f.text("lane") == id) legs.push_back(&f);
        const auto profile = profiles.find(id);
        if (legs.empty() || profile == profiles.end()) continue;
        std::string name = id;
        for (const geo::Feature& f : view.layer("lanes").layer.features)
            if (f.text("id") == id) name = titled(f.text("name"));
        html += fmt::format("<h3>{}</h3>\n", escaped(name));
        html += LaneChart(lane, profile->second, legs, text).draw("Lane " + id + " by kilometre", description_of(view.summary.at("lanes").at(id), text));
        html += legs_table(id, legs, text);
    }
    return html;
}

}  // namespace picket::planner
