// Lanes: who comes first and when, who watches, where the answer changes, the gaps, the profile.
#include "comers.hpp"

#include <set>

namespace independent {

namespace {

struct State {
    std::optional<double> air_min, sea_min, short_min;
    std::string air_by, sea_by, watched_by, air_defence_by, cause;
    bool good = false;

    bool same(const State& o) const {
        return good == o.good && cause == o.cause && air_by == o.air_by && sea_by == o.sea_by &&
               watched_by == o.watched_by && air_defence_by == o.air_defence_by;
    }
    std::string text() const {
        return (good ? "protected" : "not (" + cause + ")") + std::string(" air ") + air_by + " sea " + sea_by + " seen " +
               watched_by + " defended " + air_defence_by;
    }
};

std::string text_or_empty(const Json& v) { return v.is_null() ? "" : v.get<std::string>(); }

std::optional<double> number_or_none(const Json& v) {
    return v.is_null() ? std::nullopt : std::optional<double>(v.get<double>());
}

struct Leg {
    double from_m, to_m;
    State state;  // times: the worst
    double air_limit = 0, sea_limit = 0, end_limit = 1;  // of the times by air and by sea, and of where the leg ends
};

class Lane {
  public:
    Lane(const Folder& f, const Json& asked, const Comers& air, const Comers& sea, const std::vector<Circle>& sites,
         Report& report)
        : f_(f), asked_(asked), id_(asked.at("id")), feature_(f.feature("lanes", id_)),
          drawn_(line_of(feature_.at("geometry").at("coordinates"))),
          sailed_(line_of(feature_.at("geometry").at("coordinates")), 50, Edges::geodesic), report_(report), air_(air), sea_(sea) {
        for (const Comer& ship : sea.all()) check_counted(ship);
        std::set<std::string> defence;
        for (const Json& s : f.scenario.at("air_defence")) defence.insert(s.at("id"));
        for (const Circle& c : sites) (defence.contains(c.id) ? defenders_ : sensors_).push_back(c);
    }

    void check() {
        check_line();
        check_legs();
        check_gaps();
    }

    const Way& drawn() const { return drawn_; }
    bool at_border(double along_m) const { return air_.at_border(sailed_.at(along_m), f_.tolerance_m); }

    State state(double along_m) const { return state(sailed_, along_m); }

    State state(const Way& way, double along_m) const {
        const Place p = way.at(along_m);
        State s;
        if (const Comers::First by_air = air_.first(p); by_air.who) s.air_min = by_air.s / 60, s.air_by = by_air.who->name;
        if (const Comers::First by_sea = sea_.first(p); by_sea.who) s.sea_min = by_sea.s / 60, s.sea_by = by_sea.who->name;
        s.watched_by = names(sensors_, p);
        s.air_defence_by = names(defenders_, p);
        judge(s);
        return s;
    }

    // Is the answer the same at every place so near? If not, either answer is right there.
    bool told_by_either(double along_m, const State& got, double near_m) const {
        for (const double d : {0.0, -near_m, near_m})
            if (state(along_m + d).same(got)) return true;
        return false;
    }

  private:
    void check_counted(const Comer& ship) {
        bool said = false;
        for (const Json& n : f_.plan.at("notices"))
            said = said || n.get<std::string>().find("vessel '" + ship.name + "' is not counted for lane '" + id_ + "'") == 0;
        const Json& vertices = feature_.at("geometry").at("coordinates");
        const bool comes = std::any_of(vertices.begin(), vertices.end(), [&](const Json& v) { return ship.ways->distance_m(place_of(v)) < HUGE_VAL; });
        report_.equal("lanes: vessels without a way", said, !comes, ship.name + " for " + id_);
    }

    static std::string names(const std::vector<Circle>& circles, Place p) {
        std::string list;
        for (const Circle& c : circles)
            if (distance_m(c.at, p) <= c.radius_m) list += (list.empty() ? "" : ", ") + c.id;
        return list;
    }

    void judge(State& s) const {
        struct Kind {
            const char* name;
            bool asked, given;
            std::optional<double> short_min;
        };
        const auto timed = [&](const char* name, const char* key, const std::optional<double>& got) {
            const Json& within = asked_.at(key);
            Kind k{name, !within.is_null(), false, {}};
            if (k.asked && got) {
                const double over = *got - within.get<double>() / 60;
                k.given = over <= 0;
                if (!k.given) k.short_min = over;
            }
            return k;
        };
        const Kind kinds[] = {timed("air", "air_within_s", s.air_min), timed("sea", "sea_within_s", s.sea_min),
                              {"watched", asked_.at("watched"), !s.watched_by.empty(), {}},
                              {"air_defence", asked_.at("air_defence"), !s.air_defence_by.empty(), {}}};
        const bool all = asked_.at("protected_if") == "all";
        bool any_given = false;
        std::string first_missing, every_missing;
        std::optional<double> first_short, least_short;
        for (const Kind& k : kinds) {
            if (!k.asked) continue;
            if (k.given) {
                any_given = true;
                continue;
            }
            if (first_missing.empty()) first_missing = k.name, first_short = k.short_min;
            every_missing += (every_missing.empty() ? "" : "+") + std::string(k.name);
            if (k.short_min && (!least_short || *k.short_min < *least_short)) least_short = k.short_min;
        }
        s.good = all ? first_missing.empty() : any_given;
        if (s.good) return;
        s.cause = all ? first_missing : every_missing;
        s.short_min = all ? first_short : least_short;
    }

    void check_line() {
        const Json& p = properties(feature_);
        const double length = drawn_.length_m(), allowed = 1 + f_.tolerance_m;
        report_.add("lanes: length, m", std::abs(p.at("length_km").get<double>() * 1000 - length), allowed, id_);
        report_.add("lanes: nautical miles", std::abs(p.at("length_nmi").get<double>() - p.at("length_km").get<double>() / 1.852),
                    rounding(3) * 2, id_);
        const std::string from = text_or_empty(p.at("from"));
        for (const Json& port : f_.features("ports"))
            if (port.at("id") == from || properties(port).at("name") == from)
                report_.add("lanes: port offset, m",
                            std::abs(p.at("port_offset_km").get<double>() * 1000 -
                                     distance_m(place_of(port.at("geometry").at("coordinates")), drawn_.places().front())),
                            1, id_);
        if (f_.datasets.empty()) return;
        for (const Json& other : f_.shipped("lanes").at("features")) {
            if (other.at("id") != id_) continue;
            const Way shipped(line_of(other.at("geometry").at("coordinates")));
            report_.add("lanes: length of the input, m", std::abs(p.at("length_km").get<double>() * 1000 - shipped.length_m()),
                        allowed, id_);
            for (const Json& v : feature_.at("geometry").at("coordinates"))
                report_.add("lanes: vertices on the input, m", shipped.off_m(place_of(v)), f_.tolerance_m, id_);
        }
    }

    static void raise(std::optional<double>& worst, const std::optional<double>& other) {
        if (other && (!worst || *other > *worst)) worst = other;
    }

    // My own legs: places 100 m apart and the lane's ends, and a search where two neighbours differ.
    std::vector<Leg> own_legs(const Way& way) const {
        std::vector<Leg> legs;
        const double length = way.length_m();
        const int n = static_cast<int>(std::ceil(length / 100));
        legs.push_back({0, 0, state(way, 0)});
        double before = 0;
        for (int i = 1; i <= n; ++i) {
            const double here = std::min(length, 100.0 * i);
            advance(way, before, here, legs);
            before = here;
        }
        legs.back().to_m = length;
        return legs;
    }

    void advance(const Way& way, double before, double here, std::vector<Leg>& legs) const {
        const State s = state(way, here);
        if (!s.same(legs.back().state)) {
            // The first change between them; then on from there.
            double low = before, high = here;
            while (high - low > 0.005) (state(way, (low + high) / 2).same(legs.back().state) ? low : high) = (low + high) / 2;
            raise_all(legs.back().state, state(way, low));
            legs.back().to_m = (low + high) / 2;
            legs.push_back({legs.back().to_m, here, state(way, high)});
            if (high < here - 0.005) return advance(way, high, here, legs);
        }
        raise_all(legs.back().state, s);
    }

    static void raise_all(State& worst, const State& s) {
        raise(worst.air_min, s.air_min);
        raise(worst.sea_min, s.sea_min);
        raise(worst.short_min, s.short_min);
    }

    void check_legs() {
        double good_m = 0;
        for (const Json& feature : f_.features("lane_legs")) {
            const Json& p = properties(feature);
            if (p.at("lane") != id_) continue;
            const std::string id = feature.at("id");
            Leg leg{p.at("from_km").get<double>() * 1000, p.at("to_km").get<double>() * 1000, {}};
            leg.state = {number_or_none(p.at("air_min")), number_or_none(p.at("sea_min")), {}, text_or_empty(p.at("air_by")),
                         text_or_empty(p.at("sea_by")), text_or_empty(p.at("watched_by")),
                         text_or_empty(p.at("air_defence_by")), text_or_empty(p.at("cause")), p.at("protected").get<bool>()};
            if (leg.state.good) good_m += leg.to_m - leg.from_m;
            report_.add("legs: each begins where the last ended, km",
                        std::abs((legs_.empty() ? 0 : legs_.back().to_m) - leg.from_m) / 1000, 1e-6, id);
            report_.that("legs: neighbours differ", legs_.empty() || !legs_.back().state.same(leg.state), id);
            const Line line = line_of(feature.at("geometry").at("coordinates"));
            report_.add("legs: ends on the lane at their km, m",
                        std::max(distance_m(line.front(), drawn_.at(leg.from_m)), distance_m(line.back(), drawn_.at(leg.to_m))),
                        1 + f_.tolerance_m, id);
            report_.add("legs: length as drawn, m", std::abs(Way(line).length_m() - (leg.to_m - leg.from_m)),
                        1 + f_.tolerance_m, id);
            for (const Place v : line) report_.add("legs: vertices on the lane, m", drawn_.off_m(v), f_.tolerance_m, id);
            for (const double s : {leg.from_m, (leg.from_m + leg.to_m) / 2, leg.to_m}) {
                leg.air_limit = std::max(leg.air_limit, rounding(2) + air_.allowed_s(sailed_.at(s), 1 + f_.tolerance_m) / 60);
                leg.sea_limit = std::max(leg.sea_limit, rounding(2) + sea_.allowed_s(sailed_.at(s), 1 + f_.tolerance_m) / 60);
            }
            air_limit_ = std::max(air_limit_, leg.air_limit);
            sea_limit_ = std::max(sea_limit_, leg.sea_limit);
            legs_.push_back(leg);
        }
        report_.that("legs: there are some", !legs_.empty(), id_);
        if (legs_.empty()) return;
        const double length = drawn_.length_m();
        report_.add("legs: tile the lane, relative", std::abs(legs_.back().to_m - length) / length, 1e-6, id_);
        const Json& p = properties(feature_);
        const Json& sum = f_.summary.at("lanes").at(id_);
        const double given_m = p.at("length_km").get<double>() * 1000;
        const double ends = rounding(1) * 2 * static_cast<double>(legs_.size());
        report_.add("lanes: protected share", std::abs(p.at("protected_share").get<double>() - good_m / given_m),
                    rounding(6) + ends / given_m, id_);
        report_.equal("lanes: summary as the layer",
                      Json{sum.at("length_km"), sum.at("length_nmi"), sum.at("port_offset_km"), sum.at("protected_share")},
                      Json{p.at("length_km"), p.at("length_nmi"), p.at("port_offset_km"), p.at("protected_share")}, id_);

        // Every 100 m: the answer of the leg it is in.
        std::size_t leg = 0;
        for (double s = 0; s <= length; s += 100) {
            while (leg + 1 < legs_.size() && s > legs_[leg].to_m) ++leg;
            const State& told = legs_[leg].state;
            const State here = state(s);
            const std::string where = id_ + " at km " + Report::text(s / 1000);
            const bool at_flip = s - legs_[leg].from_m < 1 + f_.tolerance_m || legs_[leg].to_m - s < 1 + f_.tolerance_m;
            if (at_flip && !here.same(told)) {
                report_.skip("legs: every 100 m the answer of the leg");
                continue;
            }
            report_.that("legs: every 100 m the answer of the leg", here.same(told),
                         where + ": leg " + told.text() + "; place " + here.text());
            report_.that("legs: no place is worse than the leg says",
                         (!here.air_min || (told.air_min && *here.air_min <= *told.air_min + legs_[leg].air_limit)) &&
                             (!here.sea_min || (told.sea_min && *here.sea_min <= *told.sea_min + legs_[leg].sea_limit)),
                         where);
        }

        // My own legs against those told.
        std::vector<Leg> own = own_legs(sailed_), on_drawn = own_legs(drawn_);
        report_.equal("legs: as many as found independently", legs_.size(), own.size(), id_);
        report_.equal("legs: as many on the line as drawn", legs_.size(), on_drawn.size(), id_);
        // To a metre, whatever the tolerance, with geodesics between the vertices; as the line is drawn, to the tolerance
        // besides. Where free air ends, to what its border may be off.
        double own_good = 0, good_limit = 1 + f_.tolerance_m;
        for (std::size_t i = 0; i < own.size(); ++i) {
            own_good += own[i].state.good ? own[i].to_m - own[i].from_m : 0;
            if (i < legs_.size()) own[i].end_limit += air_.along_border_m(sailed_, own[i].to_m, legs_[i].to_m, f_.tolerance_m);
            good_limit += own[i].end_limit - 1;
        }
        report_.add("lanes: protected km found independently, m",
                    std::abs(sum.at("protected_km").get<double>() * 1000 - own_good), good_limit, id_);
        for (std::size_t i = 0; i < std::min(own.size(), legs_.size()); ++i) {
            const std::string where = id_ + " leg " + std::to_string(i + 1);
            report_.that("legs: the answers in order", own[i].state.same(legs_[i].state),
                         where + ": told " + legs_[i].state.text() + "; found " + own[i].state.text());
            if (i + 1 < own.size())
                report_.add("legs: where the answer changes, m", std::abs(own[i].to_m - legs_[i].to_m), own[i].end_limit, where);
            if (i + 1 < std::min(own.size(), on_drawn.size()))
                report_.add("legs: where the answer changes on the line as drawn, m", std::abs(on_drawn[i].to_m - legs_[i].to_m),
                            1 + f_.tolerance_m + air_.along_border_m(drawn_, on_drawn[i].to_m, legs_[i].to_m, 2 * f_.tolerance_m),
                            where);
            compare("legs: worst time by air, min", legs_[i].state.air_min, own[i].state.air_min, legs_[i].air_limit, where);
            compare("legs: worst time by sea, min", legs_[i].state.sea_min, own[i].state.sea_min, legs_[i].sea_limit, where);
        }
        std::optional<double> air, sea;
        for (const Leg& l : legs_) raise(air, l.state.air_min), raise(sea, l.state.sea_min);
        compare("lanes: worst time by air, min", number_or_none(sum.at("worst_air_min")), air, 1e-9, id_);
        compare("lanes: worst time by sea, min", number_or_none(sum.at("worst_sea_min")), sea, 1e-9, id_);
        own_ = own;
    }

    void compare(const std::string& check, const std::optional<double>& got, const std::optional<double>& expected,
                 double limit, const std::string& where) {
        if (got.has_value() != expected.has_value())
            report_.that(check, false, where + ": one has a number, the other none");
        else if (got)
            report_.add(check, std::abs(*got - *expected), limit, where);
    }

    void check_gaps() {
        struct Gap {
            double from_m, to_m, limit;
            std::set<std::string> causes;
            std::optional<double> short_min;
        };
        std::vector<Gap> expected;
        bool open = false;
        double start_limit = 1;
        for (const Leg& l : own_) {
            const double begins = std::exchange(start_limit, l.end_limit);
            if (l.state.good) {
                open = false;
                continue;
            }
            if (!open) expected.push_back({l.from_m, l.to_m, begins, {}, {}});
            open = true;
            expected.back().to_m = l.to_m, expected.back().limit = std::max(expected.back().limit, l.end_limit);
            std::stringstream parts(l.state.cause);
            for (std::string part; std::getline(parts, part, '+');) expected.back().causes.insert(part);
            raise(expected.back().short_min, l.state.short_min);
        }
        const Json& sum = f_.summary.at("lanes").at(id_);
        const double ship = asked_.at("ship_speed_mps");
        std::size_t i = 0;
        double exposed_km = 0, longest_km = 0, longest_from = 0;
        for (const Json& feature : f_.features("lane_gaps")) {
            const Json& p = properties(feature);
            if (p.at("lane") != id_) continue;
            const std::string id = feature.at("id");
            const double from = p.at("from_km"), to = p.at("to_km"), length = p.at("length_km");
            report_.add("gaps: length, km", std::abs(to - from - length), rounding(3) + 2 * rounding(4), id);
            report_.add("gaps: exposure, h", std::abs(p.at("exposed_h").get<double>() - (to - from) * 1000 / ship / 3600),
                        rounding(4) + 0.2 / ship / 3600, id);
            exposed_km += to - from;
            if (length > longest_km) longest_km = length, longest_from = from;
            const Line line = line_of(feature.at("geometry").at("coordinates"));
            report_.add("gaps: ends on the lane at their km, m",
                        std::max(distance_m(line.front(), drawn_.at(from * 1000)), distance_m(line.back(), drawn_.at(to * 1000))),
                        1 + f_.tolerance_m, id);
            report_.add("gaps: length as drawn, m", std::abs(Way(line).length_m() - (to - from) * 1000), 1 + f_.tolerance_m, id);
            if (i < expected.size()) {
                const Gap& g = expected[i];
                report_.add("gaps: from and to found independently, m",
                            std::max(std::abs(g.from_m - from * 1000), std::abs(g.to_m - to * 1000)), g.limit, id);
                std::set<std::string> causes;
                std::stringstream parts(p.at("cause").get<std::string>());
                for (std::string part; std::getline(parts, part, '+');) causes.insert(part);
                report_.that("gaps: causes", causes == g.causes, id);
                compare("gaps: short by, min", number_or_none(p.at("short_min")), g.short_min,
                        std::max(air_limit_, sea_limit_), id);
            }
            ++i;
        }
        report_.equal("gaps: as many as found independently", i, expected.size(), id_);
        report_.equal("gaps: as many as the summary says", sum.at("gaps"), i, id_);
        const auto near = [&](const char* key, double value, double limit) {
            report_.add(std::string("gaps: summary's ") + key, std::abs(sum.at(key).get<double>() - value), limit, id_);
        };
        near("exposed_km", exposed_km, rounding(3) + rounding(4) * 2 * static_cast<double>(1 + i));
        near("exposed_h", exposed_km * 1000 / ship / 3600, rounding(4) + 0.2 / ship / 3600 * static_cast<double>(1 + i));
        near("longest_gap_km", longest_km, 1e-9);
        near("longest_gap_h", longest_km * 1000 / ship / 3600, rounding(4) + 1.2 / ship / 3600);
        if (i) near("longest_gap_from_km", longest_from, rounding(3) + 1e-9);
    }

    const Folder& f_;
    const Json& asked_;
    std::string id_;
    const Json& feature_;
    Way drawn_, sailed_;  // the line as GeoJSON draws it, and with geodesics between its vertices
    Report& report_;
    const Comers &air_, &sea_;
    std::vector<Circle> sensors_, defenders_;
    std::vector<Leg> legs_, own_;
    double air_limit_ = 0, sea_limit_ = 0;
};

// One row of CSV; a field with a comma stands in quotes.
std::vector<std::string> cells_of(const std::string& row) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : row) {
        if (c == '"') quoted = !quoted;
        else if (c == ',' && !quoted) cells.emplace_back();
        else if (c != '\r') cells.back() += c;
    }
    return cells;
}

void check_profile(const Folder& f, const std::map<std::string, Lane>& lanes, Report& report) {
    std::stringstream text(read_text(f.dir + "/lane_profile.csv"));
    std::string row;
    std::getline(text, row);
    const std::vector<std::string> header = cells_of(row);
    for (const char* name : {"lane", "km", "nmi", "lon", "lat", "air_min", "air_by", "sea_min", "sea_by", "watched_by",
                             "air_defence_by", "protected"})
        report.that("profile: columns", std::count(header.begin(), header.end(), name) == 1, name);
    std::map<std::string, std::vector<double>> kilometres;
    for (std::size_t number = 2; std::getline(text, row); ++number) {
        const std::vector<std::string> cells = cells_of(row);
        const std::string where = "row " + std::to_string(number);
        report.equal("profile: cells", cells.size(), header.size(), where);
        if (cells.size() != header.size()) continue;
        std::map<std::string, std::string> c;
        for (std::size_t i = 0; i < cells.size(); ++i) c[header[i]] = cells[i];
        report.that("profile: known lane", lanes.contains(c["lane"]), where);
        if (!lanes.contains(c["lane"])) continue;
        const Lane& lane = lanes.at(c["lane"]);
        const double km = std::stod(c["km"]);
        auto& all = kilometres[c["lane"]];
        report.that("profile: rows in order", all.empty() || km >= all.back(), where);
        all.push_back(km);
        report.add("profile: nautical miles", std::abs(std::stod(c["nmi"]) - km / 1.852), 2 * rounding(4), where);
        report.add("profile: place at its km, m",
                   distance_m({std::stod(c["lon"]), std::stod(c["lat"])}, lane.drawn().at(km * 1000)), 1 + f.tolerance_m, where);
        const State here = lane.state(km * 1000);
        const auto time = [&](const char* key, const std::optional<double>& expected) {
            if (c[key].empty() != !expected && lane.at_border(km * 1000))
                report.skip(std::string("profile: ") + key);
            else if (c[key].empty() || !expected)
                report.that(std::string("profile: ") + key, c[key].empty() && !expected, where);
            else
                report.add(std::string("profile: ") + key, std::abs(std::stod(c[key]) - *expected),
                           rounding(2) + (1 + f.tolerance_m) / 10 / 60, where);
        };
        time("air_min", here.air_min);
        time("sea_min", here.sea_min);
        State told;
        told.good = c["protected"] == "true", told.cause = header.back() == "cause" ? c["cause"] : here.cause;
        told.air_by = c["air_by"], told.sea_by = c["sea_by"], told.watched_by = c["watched_by"];
        told.air_defence_by = c["air_defence_by"];
        report.that("profile: the answer", lane.told_by_either(km * 1000, told, 1 + f.tolerance_m),
                    where + ": told " + told.text() + "; found " + here.text());
    }
    for (const auto& [id, lane] : lanes) {
        const auto& all = kilometres[id];
        for (double km = 0; km * 1000 < lane.drawn().length_m() - 1; ++km)
            report.that("profile: a row each kilometre", std::any_of(all.begin(), all.end(), [&](double d) {
                            return std::abs(d - km) < 1e-4;
                        }), id + " km " + Report::text(km));
        for (const Json& feature : f.features("lane_legs"))
            if (properties(feature).at("lane") == id)
                report.that("profile: a row at each leg's end", std::any_of(all.begin(), all.end(), [&](double d) {
                                return std::abs(d - properties(feature).at("to_km").get<double>()) < 1e-4;
                            }), feature.at("id"));
    }
}

}  // namespace

void check_lanes(const Folder& f, const Flights& flights, const std::map<std::string, Flown>& flown,
                 const std::vector<Circle>& sites, const Shipping& shipping, Report& report) {
    const Comers comers(f, flights, flown);
    report.equal("lanes: all there", f.features("lanes").size(), f.scenario.at("lanes").size(), "lanes.geojson");
    std::map<std::string, Lane> lanes;
    for (const Json& asked : f.scenario.at("lanes")) {
        Lane lane(f, asked, comers, shipping.ships, sites, report);
        lane.check();
        lanes.emplace(asked.at("id").get<std::string>(), std::move(lane));
    }
    check_profile(f, lanes, report);
}

}  // namespace independent
