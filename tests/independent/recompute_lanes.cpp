// Lanes: who comes first and when, who watches, where the answer changes, the gaps, the profile.
#include "comers.hpp"
#include "lane_ground.hpp"

#include <set>

namespace independent {

namespace {

struct State {
    std::optional<double> air_min, sea_min, short_min;
    std::string air_by, sea_by, watched_by, air_defence_by, cause;
    bool good = false;
    std::string without, coastal_defence_by, swept_by, waters, listed;
    std::optional<double> swept_width_m, swept_depth_m, front_km, hostile_km, short_km;
    bool swept_enough = false;
    std::map<std::string, std::string> watched_by_kind;
    std::optional<double> revisit_min;
    std::string revisit_by;

    bool same(const State& o) const {
        return good == o.good && cause == o.cause && air_by == o.air_by && sea_by == o.sea_by &&
               watched_by == o.watched_by && air_defence_by == o.air_defence_by && without == o.without &&
               coastal_defence_by == o.coastal_defence_by && swept_by == o.swept_by && waters == o.waters && listed == o.listed &&
               swept_width_m == o.swept_width_m && swept_depth_m == o.swept_depth_m && revisit_by == o.revisit_by;
    }
    std::string text() const {
        return (good ? "protected" : "not (" + cause + ")") + std::string(" without ") + without + " air " + air_by + " sea " + sea_by + " seen " +
               watched_by + " defended " + air_defence_by + " / " + coastal_defence_by + " swept " + swept_by + " waters " + waters + " listed " + listed + " revisit " + revisit_by;
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
         const LaneGround& ground, Report& report)
        : f_(f), asked_(asked), id_(asked.at("id")), feature_(f.feature("lanes", id_)),
          drawn_(line_of(feature_.at("geometry").at("coordinates"))),
          sailed_(line_of(feature_.at("geometry").at("coordinates")), 50, Edges::geodesic), report_(report), air_(air), sea_(sea), ground_(ground) {
        for (const Comer& ship : sea.all()) check_counted(ship);
        for (const char* kind : {"vessels", "stations"})
            for (const Json& unit : f.scenario.at(kind)) add_revisit(unit);
        // In the order of the sites: sensors that see, air defence, coastal defence. Their ids may be the same.
        const std::size_t coastal = f.scenario.at("coastal_defence").size(), sensors = sites.size() - coastal - f.scenario.at("air_defence").size();
        for (std::size_t i = 0; i < sites.size(); ++i) (i < sensors ? sensors_ : i + coastal < sites.size() ? defenders_ : coastal_).push_back(sites[i]);
    }

    void check() {
        check_line();
        check_legs();
        check_gaps();
    }

    const Way& drawn() const { return drawn_; }
    bool at_border(double along_m) const { return air_.at_border(sailed_.at(along_m), f_.tolerance_m); }

    // On the border of an area, to what that may lie off: either side may be told there.
    bool at_area_border(double along_m) const {
        const Place p = sailed_.at(along_m);
        return std::any_of(ground_.areas.begin(), ground_.areas.end(),
                           [&](const LaneArea& a) { return a.area.border_m(p, f_.tolerance_m + 1) <= f_.tolerance_m + 0.1; });
    }

    State state(double along_m) const { return state(sailed_, along_m); }

    State state(const Way& way, double along_m) const {
        const Place p = way.at(along_m);
        State s;
        if (const Comers::First by_air = air_.first(p); by_air.who) s.air_min = by_air.s / 60, s.air_by = by_air.who->name;
        if (const Comers::First by_sea = sea_.first(p); by_sea.who) s.sea_min = by_sea.s / 60, s.sea_by = by_sea.who->name;
        s.watched_by = names(sensors_, p);
        s.air_defence_by = names(defenders_, p);
        s.coastal_defence_by = names(coastal_, p);
        for (const Circle& c : sensors_)
            if (distance_m(c.at, p) <= c.radius_m) {
                std::string& list = s.watched_by_kind[f_.type("sensors", f_.record("sensors", c.id).at("type")).at("kind")];
                list += (list.empty() ? "" : ", ") + c.id;
            }
        add_areas(s, p);
        for (const Revisit& r : revisits_)
            if (r.from_m <= along_m && along_m <= r.to_m && (!s.revisit_min || r.worst_min < *s.revisit_min)) s.revisit_min = r.worst_min, s.revisit_by = r.by;
        if (!asked_.at("front_m").is_null()) s.front_km = ground_.front_km(p);
        if (!asked_.at("hostile_shore_m").is_null()) s.hostile_km = ground_.hostile_km(p);
        judge(s);
        return s;
    }

    // Is the answer the same at every place so near? If not, either answer is right there.
    bool told_by_either(double along_m, const State& got, double near_m) const {
        for (const double d : {0.0, -near_m, near_m})
            if (state(along_m + d).same(got)) return true;
        return false;
    }

    // As often as the patrol's own numbers say, which are checked for themselves.
    void add_revisit(const Json& unit) {
        const Json& patrol = unit.at("patrol");
        if (patrol.is_null() || patrol.at("lane") != id_) return;
        const Json& worst = f_.summary.at("patrols").at(unit.at("id").get<std::string>()).at("worst_revisit_min");
        if (worst.is_null()) return;
        const auto metres = [&](const char* key, double otherwise) { return patrol.at(key).is_null() ? otherwise : patrol.at(key).get<double>(); };
        revisits_.push_back({unit.at("id"), metres("from_m", 0), metres("to_m", HUGE_VAL), worst.get<double>()});
    }

    void check_distances(double along_m, const std::optional<double>& front, const std::optional<double>& hostile, const std::string& where) const {
        const Place p = sailed_.at(along_m);
        compare("profile: front_km", front, ground_.front_km(p), rounding(2) + (1 + f_.tolerance_m) / 1000, where);
        compare("profile: hostile_shore_km", hostile, ground_.hostile_km(p), rounding(2) + (1 + f_.tolerance_m) / 1000, where);
    }

    // The names by kind are those of all sensors that are of the kind.
    void check_kinds(std::map<std::string, std::string>& c, const std::string& where) const {
        for (const auto& [column, kind] : {std::pair{"airborne_by", "airborne-radar"}, {"coastal_by", "coastal-radar"}, {"ground_by", "ground-radar"}}) {
            std::string expected;
            std::stringstream all(c["watched_by"]);
            for (std::string id; std::getline(all >> std::ws, id, ',');)
                if (f_.type("sensors", f_.record("sensors", id).at("type")).at("kind") == kind) expected += (expected.empty() ? "" : ", ") + id;
            report_.equal("profile: sensors by kind", c[column], expected, where);
        }
    }

  private:
    // Where the lane crosses the border of free air, of an area or a distance, that may lie `off_m` from the true one: how far
    // from there towards another place all lies no farther from it.
    double along_border_m(const Way& lane, double at_m, double towards_m, double off_m) const {
        const Place before = lane.at(at_m - 0.02), after = lane.at(at_m + 0.02);
        const auto walked = [&](const auto& is_near) {
            const double all = std::abs(towards_m - at_m), sign = towards_m < at_m ? -1 : 1;
            double m = 0;
            while (m < all && is_near(lane.at(at_m + sign * m))) m += 0.25;
            return m;
        };
        double most = air_.along_border_m(lane, at_m, towards_m, off_m);
        const auto cross = [&](const Area& area) {
            if (area.contains(before) != area.contains(after))
                most = std::max(most, walked([&](Place p) { return area.border_m(p, off_m + 1) <= off_m + 0.1; }));
        };
        for (const LaneArea& a : ground_.areas) cross(a.area);
        const auto passed = [&](const char* key, const auto& distance_km) {
            if (asked_.at(key).is_null()) return;
            const double least_km = asked_.at(key).get<double>() / 1000;
            if (!distance_km(before) || (*distance_km(before) < least_km) == (*distance_km(after) < least_km)) return;
            most = std::max(most, walked([&](Place p) { return std::abs(*distance_km(p) - least_km) <= (off_m + 0.1) / 1000; }));
        };
        passed("front_m", [&](Place p) { return ground_.front_km(p); });
        passed("hostile_shore_m", [&](Place p) { return ground_.hostile_km(p); });
        return most;
    }

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

    void add_areas(State& s, Place p) const {
        for (const LaneArea& a : ground_.areas) {
            if (!a.area.contains(p)) continue;
            std::string& list = a.kind == "waters" ? s.waters : a.kind == "listed" ? s.listed : s.swept_by;
            list += (list.empty() ? "" : ", ") + a.name;
            if (a.kind != "swept") continue;
            raise(s.swept_width_m, a.width_m);
            raise(s.swept_depth_m, a.depth_m);
            const auto enough = [&](const char* key, const std::optional<double>& got) {
                return asked_.at(key).is_null() || (got && *got >= asked_.at(key).get<double>());
            };
            s.swept_enough = s.swept_enough || (enough("swept_width_m", a.width_m) && enough("swept_depth_m", a.depth_m));
        }
    }

    bool is_watched(const State& s) const {
        const Json& kinds = asked_.at("sensor_kinds");
        return kinds.empty() ? !s.watched_by.empty() : std::any_of(kinds.begin(), kinds.end(), [&](const Json& k) { return s.watched_by_kind.contains(k); });
    }

    bool in_waters(const State& s) const {
        std::stringstream list(s.waters);
        for (std::string code; std::getline(list >> std::ws, code, ',');)
            for (const Json& wanted : asked_.at("in_waters_of"))
                if (wanted == code) return true;
        return false;
    }

    void judge(State& s) const {
        struct Kind {
            const char* name;
            bool asked, given;
            std::optional<double> short_min, short_km;
        };
        const auto so_far = [&](const char* name, const char* key, const std::optional<double>& got) {
            const Json& least = asked_.at(key);
            Kind k{name, !least.is_null(), true, {}, {}};
            if (k.asked && got && *got < least.get<double>() / 1000) k.given = false, k.short_km = least.get<double>() / 1000 - *got;
            return k;
        };
        const auto timed = [&](const char* name, const char* key, const std::optional<double>& got) {
            const Json& within = asked_.at(key);
            Kind k{name, !within.is_null(), false, {}, {}};
            if (k.asked && got) {
                const double over = *got - within.get<double>() / 60;
                k.given = over <= 0;
                if (!k.given) k.short_min = over;
            }
            return k;
        };
        const Kind kinds[] = {timed("air", "air_within_s", s.air_min), timed("sea", "sea_within_s", s.sea_min),
                              {"watched", asked_.at("watched"), is_watched(s), {}, {}},
                              timed("revisit", "revisit_within_s", s.revisit_min),
                              {"air_defence", asked_.at("air_defence"), !s.air_defence_by.empty(), {}, {}},
                              {"coastal_defence", asked_.at("coastal_defence"), !s.coastal_defence_by.empty(), {}, {}},
                              {"swept", asked_.at("swept"), s.swept_enough, {}, {}},
                              so_far("front", "front_m", s.front_km),
                              so_far("hostile_shore", "hostile_shore_m", s.hostile_km),
                              {"waters", !asked_.at("in_waters_of").empty(), in_waters(s), {}, {}},
                              {"listed", asked_.at("outside_listed"), s.listed.empty(), {}, {}}};
        const bool all = asked_.at("protected_if") == "all";
        bool any_given = false;
        std::string first_missing, every_missing;
        std::optional<double> first_short, least_short, first_km, least_km;
        for (const Kind& k : kinds) {
            if (!k.asked) continue;
            if (k.given) {
                any_given = true;
                continue;
            }
            if (first_missing.empty()) first_missing = k.name, first_short = k.short_min, first_km = k.short_km;
            every_missing += (every_missing.empty() ? "" : "+") + std::string(k.name);
            if (k.short_min && (!least_short || *k.short_min < *least_short)) least_short = k.short_min;
            if (k.short_km && (!least_km || *k.short_km < *least_km)) least_km = k.short_km;
        }
        s.without = every_missing;
        s.good = all ? first_missing.empty() : any_given;
        if (s.good) return;
        s.cause = all ? first_missing : every_missing;
        s.short_min = all ? first_short : least_short;
        s.short_km = all ? first_km : least_km;
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
        raise(worst.short_km, s.short_km);
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
                         text_or_empty(p.at("air_defence_by")), text_or_empty(p.at("cause")), p.at("protected").get<bool>(),
                         text_or_empty(p.at("without")), text_or_empty(p.at("coastal_defence_by")), text_or_empty(p.at("swept_by")),
                         text_or_empty(p.at("waters")), text_or_empty(p.at("listed")), number_or_none(p.at("swept_width_m")),
                         number_or_none(p.at("swept_depth_m")), number_or_none(p.at("front_km")), number_or_none(p.at("hostile_shore_km")), {}, false, {}, {}, {}};
            leg.state.revisit_by = text_or_empty(p.at("revisit_by"));
            for (const Revisit& v : revisits_)
                if (v.by == leg.state.revisit_by) compare("legs: revisit, min", number_or_none(p.at("revisit_min")), v.worst_min, 1e-9, id);
            check_least(id, leg);
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

        check_sums(sum, ends);

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
            if (i < legs_.size()) own[i].end_limit += along_border_m(sailed_, own[i].to_m, legs_[i].to_m, f_.tolerance_m);
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
                            1 + f_.tolerance_m + along_border_m(drawn_, on_drawn[i].to_m, legs_[i].to_m, 2 * f_.tolerance_m),
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

    // The least distances along a leg, each 100 m: between two places it is less by 50 m at most.
    void check_least(const std::string& id, const Leg& leg) {
        std::optional<double> front, hostile;
        const auto keep = [](std::optional<double>& least, const std::optional<double>& v) {
            if (v && (!least || *v < *least)) least = v;
        };
        const int n = std::max(1, static_cast<int>(std::ceil((leg.to_m - leg.from_m) / 100)));
        for (int i = 0; i <= n; ++i) {
            const Place p = sailed_.at(leg.from_m + (leg.to_m - leg.from_m) * i / n);
            keep(front, ground_.front_km(p));
            keep(hostile, ground_.hostile_km(p));
        }
        const double limit_km = 0.06 + (1 + f_.tolerance_m) / 1000 + rounding(2);
        compare("legs: least distance to the front, km", leg.state.front_km, front, limit_km, id);
        compare("legs: least distance to a hostile shore, km", leg.state.hostile_km, hostile, limit_km, id);
    }

    // What legs sum up to.
    void check_sums(const Json& sum, double ends_m) {
        const double ship = asked_.at("ship_speed_mps");
        double listed_m = 0, good_m = 0;
        std::map<std::string, double> without_m;
        for (const Leg& l : legs_) {
            const double m = l.to_m - l.from_m;
            good_m += l.state.good ? m : 0;
            listed_m += l.state.listed.empty() ? 0 : m;
            std::stringstream kinds(l.state.without);
            for (std::string kind; std::getline(kinds, kind, '+');) without_m[kind] += m;
        }
        for (const auto& [kind, km] : sum.at("without_km").items())
            report_.add("lanes: km without a kind", std::abs(km.get<double>() * 1000 - without_m[kind]), ends_m + 1000 * rounding(3), id_ + " " + kind);
        for (const auto& [kind, m] : without_m) report_.that("lanes: each kind that is missing is summed", sum.at("without_km").contains(kind), id_ + " " + kind);
        report_.add("lanes: km listed", std::abs(sum.at("listed_km").get<double>() * 1000 - listed_m), ends_m + 1000 * rounding(3), id_);
        report_.add("lanes: hours listed", std::abs(sum.at("listed_h").get<double>() - listed_m / ship / 3600), ends_m / ship / 3600 + rounding(4), id_);
        const Json& wanted = asked_.at("protected_at_least");
        report_.equal("lanes: passed", sum.at("passed"), sum.at("protected_share").get<double>() >= (wanted.is_null() ? 1 : wanted.get<double>()) - 1e-6, id_);
        const Json &ship_value = asked_.at("ship_value"), &cargo_value = asked_.at("cargo_value");
        if (ship_value.is_null() && cargo_value.is_null()) {
            report_.equal("lanes: exposure x value", sum.at("exposed_value_h"), nullptr, id_);
        } else {
            const double value = (ship_value.is_null() ? 0 : ship_value.get<double>()) + (cargo_value.is_null() ? 0 : cargo_value.get<double>());
            report_.add("lanes: exposure x value", std::abs(sum.at("exposed_value_h").get<double>() - sum.at("exposed_h").get<double>() * value),
                        value * rounding(4) + rounding(2), id_);
        }
    }

    void compare(const std::string& check, const std::optional<double>& got, const std::optional<double>& expected,
                 double limit, const std::string& where) const {
        if (got.has_value() != expected.has_value())
            report_.that(check, false, where + ": one has a number, the other none");
        else if (got)
            report_.add(check, std::abs(*got - *expected), limit, where);
    }

    static void add_parts(const std::string& joined, std::set<std::string>& parts) {
        std::stringstream text(joined);
        for (std::string part; std::getline(text, part, '+');) parts.insert(part);
    }

    void check_gaps() {
        struct Gap {
            double from_m, to_m, limit;
            std::set<std::string> causes, without;
            std::optional<double> short_min, short_km;
            bool never = false;  // nobody comes at all to some of it
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
            if (!open) expected.push_back({l.from_m, l.to_m, begins, {}, {}, {}, {}, false});
            open = true;
            expected.back().to_m = l.to_m, expected.back().limit = std::max(expected.back().limit, l.end_limit);
            add_parts(l.state.cause, expected.back().causes);
            add_parts(l.state.without, expected.back().without);
            std::set<std::string> causes;
            add_parts(l.state.cause, causes);
            expected.back().never |= !l.state.short_min && (causes.contains("air") || causes.contains("sea") || causes.contains("revisit"));
            raise(expected.back().short_min, l.state.short_min);
            raise(expected.back().short_km, l.state.short_km);
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
                std::set<std::string> causes, without;
                add_parts(p.at("cause"), causes);
                add_parts(p.at("without"), without);
                report_.that("gaps: causes", causes == g.causes, id);
                report_.that("gaps: kinds missing", without == g.without, id);
                compare("gaps: short by, min", number_or_none(p.at("short_min")), g.never ? std::nullopt : g.short_min,
                        std::max(air_limit_, sea_limit_), id);
                compare("gaps: short by, km", number_or_none(p.at("short_km")), g.short_km, 0.11 + (1 + f_.tolerance_m) / 1000, id);
                for (const std::string& kind : without)
                    report_.that("gaps: what would close it names each kind missing",
                                 ("; " + p.at("closed_by").get<std::string>()).find("; " + kind + ": ") != std::string::npos, id);
                check_worst_place(p, g.causes, id);
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

    // The place where a gap is farthest from what is asked, and who comes there first.
    void check_worst_place(const Json& p, const std::set<std::string>& causes, const std::string& id) {
        const bool has_number = !p.at("short_min").is_null() || !p.at("short_km").is_null();
        report_.equal("gaps: a worst place where there is a number", p.at("worst_at").is_null(), !has_number, id);
        if (!has_number) return;
        const std::string text = p.at("worst_at");
        const Place at{std::stod(text), std::stod(text.substr(text.find(',') + 1))};
        const Way::Nearest nearest = sailed_.nearest(at);
        report_.add("gaps: worst place off the lane, m", nearest.away_m, f_.tolerance_m, id);
        report_.that("gaps: worst place in the gap",
                     nearest.along_m > p.at("from_km").get<double>() * 1000 - 1 - f_.tolerance_m && nearest.along_m < p.at("to_km").get<double>() * 1000 + 1 + f_.tolerance_m, id);
        if (p.at("nearest").is_null()) {
            report_.that("gaps: nobody is nearest only where that is no question of time", p.at("short_min").is_null() || causes.contains("revisit"), id);
            return;
        }
        const double limit = std::max(air_limit_, sea_limit_) + rounding(2);
        const bool by_sea = !(sea_.seconds(p.at("nearest"), at) == HUGE_VAL);
        const auto got = by_sea ? sea_.first(at) : air_.first(at);
        report_.equal("gaps: nearest", p.at("nearest"), got.who ? Json(got.who->name) : Json(nullptr), id);
        if (!got.who) return;
        report_.add("gaps: response, min", std::abs(p.at("response_min").get<double>() - got.s / 60), limit, id);
        const Json& within = asked_.at(by_sea ? "sea_within_s" : "air_within_s");
        if (!within.is_null())
            report_.add("gaps: response less what is asked is the shortage, min",
                        std::abs(p.at("short_min").get<double>() - (got.s - within.get<double>()) / 60), limit, id);
    }

    const Folder& f_;
    const Json& asked_;
    std::string id_;
    const Json& feature_;
    Way drawn_, sailed_;  // the line as GeoJSON draws it, and with geodesics between its vertices
    Report& report_;
    const Comers &air_, &sea_;
    const LaneGround& ground_;
    struct Revisit {
        std::string by;
        double from_m, to_m, worst_min;
    };
    std::vector<Revisit> revisits_;
    std::vector<Circle> sensors_, defenders_, coastal_;
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
                             "airborne_by", "coastal_by", "ground_by", "air_defence_by", "coastal_defence_by", "swept_width_m", "swept_depth_m", "swept_by",
                             "front_km", "hostile_shore_km", "waters", "listed", "protected", "cause", "without"})
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
        const auto cell = [&](const char* key) { return c[key].empty() ? std::nullopt : std::optional<double>(std::stod(c[key])); };
        lane.check_distances(km * 1000, cell("front_km"), cell("hostile_shore_km"), where);
        lane.check_kinds(c, where);
        told.good = c["protected"] == "true", told.cause = c["cause"], told.without = c["without"], told.coastal_defence_by = c["coastal_defence_by"];
        told.swept_by = c["swept_by"], told.waters = c["waters"], told.listed = c["listed"];
        told.revisit_by = c["revisit_by"];
        told.swept_width_m = cell("swept_width_m"), told.swept_depth_m = cell("swept_depth_m");
        told.air_by = c["air_by"], told.sea_by = c["sea_by"], told.watched_by = c["watched_by"];
        told.air_defence_by = c["air_defence_by"];
        if (!lane.told_by_either(km * 1000, told, 1 + f.tolerance_m) && lane.at_area_border(km * 1000)) {
            report.skip("profile: the answer");
            continue;
        }
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
    const LaneGround ground(f);
    std::map<std::string, Lane> lanes;
    for (const Json& asked : f.scenario.at("lanes")) {
        Lane lane(f, asked, comers, shipping.ships, sites, ground, report);
        lane.check();
        lanes.emplace(asked.at("id").get<std::string>(), std::move(lane));
    }
    check_profile(f, lanes, report);
}

}  // namespace independent
