// Patrols: their lines, how often they come by, what they find, where their ships set out from; and where more ships would lie.
#include "comers.hpp"

#include <GeographicLib/Gnomonic.hpp>

#include <bitset>

namespace independent {

namespace {

Line closed_ring(const Json& corners) {
    Line ring;
    for (const Json& c : corners) ring.push_back(place_of(c));
    ring.push_back(ring.front());
    return ring;
}

// The mean, over all places of a line and all times, of the wait for the next visit: at each place the sum of the squares of the
// gaps between visits over twice their sum.
double mean_wait_s(double first_m, double all_m, double speed, bool loop) {
    if (loop) return all_m / speed / 2;
    const int n = 10000;
    double sum = 0;
    for (int i = 0; i < n; ++i) {
        const double x = (i + 0.5) / n * first_m, there = 2 * x / speed, back = 2 * (first_m - x) / speed;
        sum += (there * there + back * back) / (2 * (there + back));
    }
    return sum / n;
}

// The error function by Simpson's rule.
double error_function(double x) {
    const int n = 2000;
    double sum = 0;
    for (int i = 0; i <= n; ++i) {
        const double t = x * i / n;
        sum += std::exp(-t * t) * (i == 0 || i == n ? 1 : i % 2 ? 4 : 2);
    }
    return 2 / std::sqrt(std::numbers::pi) * sum * x / n / 3;
}

Place centroid(const Json& corners, Place centre_of_frame) {
    const GeographicLib::Gnomonic gnomonic(wgs84());
    std::vector<std::pair<double, double>> at;
    for (const Json& c : corners) {
        const Place p = place_of(c);
        at.emplace_back();
        gnomonic.Forward(centre_of_frame.lat, centre_of_frame.lon, p.lat, p.lon, at.back().first, at.back().second);
    }
    // As the sum of triangles about the first corner.
    double twice = 0, x = 0, y = 0;
    for (std::size_t i = 2; i < at.size(); ++i) {
        const double ax = at[i - 1].first - at[0].first, ay = at[i - 1].second - at[0].second;
        const double bx = at[i].first - at[0].first, by = at[i].second - at[0].second;
        const double area = ax * by - ay * bx;
        twice += area, x += area * (ax + bx) / 3, y += area * (ay + by) / 3;
    }
    Place expected;
    gnomonic.Reverse(centre_of_frame.lat, centre_of_frame.lon, at[0].first + x / twice, at[0].second + y / twice, expected.lat, expected.lon);
    return expected;
}

class Patrols {
  public:
    Patrols(const Folder& f, const Flights& voyages, Report& report) : f_(f), voyages_(voyages), report_(report) {}

    void check() {
        std::size_t number = 0;
        for (const Json& v : f_.scenario.at("vessels")) {
            const Json& type = f_.type("vessels", v.at("type"));
            const int count = v.at("count");
            if (v.at("patrol").is_null()) {
                fixed(v, type);
                continue;
            }
            ++number;
            const Way line = one(v.at("id"), v.at("patrol"), count, figure(type, "patrol_speed_mps"), true, 24);
            posts(v, type, line);
        }
        for (const Json& s : f_.scenario.at("stations")) {
            if (s.at("patrol").is_null()) continue;
            ++number;
            const Json& aircraft = f_.aircraft_of(f_.record("fleets", s.at("fleet")));
            one(s.at("id"), s.at("patrol"), s.at("seats"), figure(aircraft, "cruise_speed_mps"), f_.summary.at("stations").at(s.at("id").get<std::string>()).at("manned"),
                s.at("hours_per_day"));
        }
        report_.equal("patrols: all there", f_.features("patrols").size(), number, "patrols.geojson");
        report_.equal("patrols: all in the summary", f_.summary.at("patrols").size(), number, "summary.json");
        report_.equal("vessels: all there", f_.features("vessels").size(), posts_, "vessels.geojson");
    }

  private:
    // The line as sailed, with its length and place checked, and all numbers of the patrol.
    Way one(const std::string& id, const Json& asked, int count, double speed, bool manned, double hours) {
        const bool loop = asked.at("pattern") == "loop", boxed = !asked.at("box").is_null();
        const Json& sum = f_.summary.at("patrols").at(id);
        const Json& feature = f_.feature("patrols", id);
        const Json& p = properties(feature);
        const Way drawn(line_of(feature.at("geometry").at("coordinates")));
        Way line;
        double area_km2 = 0, area_limit = rounding(3);
        if (boxed) {
            const Line ring = closed_ring(asked.at("box"));
            line = Way(ring, 50);
            for (const Place v : drawn.places()) report_.add("patrols: on the box's edge, m", line.off_m(v), f_.tolerance_m, id);
            const Measured m = measure({{ring}});
            area_km2 = std::abs(m.area_km2);
            area_limit += 2e-6 * f_.tolerance_m * line.length_m();
        } else {
            const Way lane(line_of(f_.feature("lanes", asked.at("lane")).at("geometry").at("coordinates")), 50, Edges::geodesic);
            const double from = asked.at("from_m").is_null() ? 0 : asked.at("from_m").get<double>();
            const double to = asked.at("to_m").is_null() ? lane.length_m() : asked.at("to_m").get<double>();
            Line places{lane.at(from)};
            double along = 0;
            for (std::size_t i = 0; i < lane.places().size(); ++i) {
                if (i > 0) along += distance_m(lane.places()[i - 1], lane.places()[i]);
                if (along > from && along < to) places.push_back(lane.places()[i]);
            }
            places.push_back(lane.at(to));
            line = Way(places, HUGE_VAL, Edges::geodesic);
            report_.add("patrols: ends on the lane, m", std::max(distance_m(drawn.places().front(), places.front()), distance_m(drawn.places().back(), places.back())),
                        1 + f_.tolerance_m, id);
            for (const Place v : drawn.places()) report_.add("patrols: on the lane, m", lane.off_m(v), f_.tolerance_m, id);
        }
        const double length = line.length_m();
        report_.add("patrols: length, m", std::abs(sum.at("length_km").get<double>() * 1000 - length), 1, id);
        report_.add("patrols: length as drawn, m", std::abs(drawn.length_m() - length), 1 + f_.tolerance_m, id);
        numbers(id, asked, sum, loop, length, count, speed, manned, boxed ? area_km2 : length * sweep(asked) / 1e6, boxed, area_limit);
        report_.add("patrols: hours a day", std::abs(sum.at("hours_per_day").get<double>() - hours), 0, id);
        report_.equal("patrols: manned", sum.at("manned"), manned, id);
        for (const char* key : {"pattern", "count", "length_km", "speed_kn", "worst_revisit_min", "mean_wait_min", "coverage_factor", "detection_random",
                                "detection_inverse_cube"})
            report_.equal("patrols: the layer as the summary", p.at(key), sum.at(key), id + " " + key);
        return line;
    }

    static double sweep(const Json& asked) { return asked.at("sweep_width_m").is_null() ? 0 : asked.at("sweep_width_m").get<double>(); }

    void numbers(const std::string& id, const Json& asked, const Json& sum, bool loop, double length, int count, double speed, bool manned,
                 double searched_km2, bool boxed, double area_limit) {
        const auto near = [&](const char* key, std::optional<double> expected, double limit) {
            const std::string check = std::string("patrols: ") + key;
            if (sum.at(key).is_null() || !expected)
                report_.that(check, sum.at(key).is_null() && !expected, id);
            else
                report_.add(check, std::abs(sum.at(key).get<double>() - *expected), limit, id);
        };
        report_.equal("patrols: pattern", sum.at("pattern"), loop ? "loop" : "shuttle", id);
        report_.equal("patrols: count", sum.at("count"), count, id);
        near("speed_kn", speed * 3600 / 1852, rounding(2));
        // Each has a part of a shuttled line to itself; on a loop they follow one another.
        const double part = length / count, second = 1 / speed / 60;
        const auto only_manned = [&](double v) { return manned ? std::optional(v) : std::nullopt; };
        near("worst_revisit_min", only_manned((loop ? part : 2 * part) / speed / 60), rounding(2) + 2 * second);
        near("mean_wait_min", only_manned(mean_wait_s(part, part, speed, loop) / 60), rounding(2) + 2 * second);
        near("longest_mean_wait_min", only_manned((loop ? part / 2 : part) / speed / 60), rounding(2) + 2 * second);
        std::optional<double> wanted, needed;
        if (!asked.at("revisit_within_s").is_null()) {
            wanted = asked.at("revisit_within_s").get<double>() / 60;
            needed = 1;
            while ((loop ? length : 2 * length) / *needed / speed / 60 > *wanted * (1 + 1e-9)) ++*needed;
        }
        near("revisit_wanted_min", wanted, rounding(2));
        near("needed", needed, 0);
        const bool searches = !asked.at("search_time_s").is_null();
        near("searched_km2", boxed || searches ? std::optional(searched_km2) : std::nullopt, area_limit + sweep(asked) / 1e6);
        if (!searches || !manned) {
            for (const char* key : {"coverage_factor", "detection_random", "detection_inverse_cube"}) near(key, std::nullopt, 0);
            return;
        }
        const double swept_km2 = count * sweep(asked) * speed * asked.at("search_time_s").get<double>() / 1e6;
        const double c = swept_km2 / searched_km2, limit = rounding(6) + c * (boxed ? area_limit / searched_km2 : 2 / length);
        near("coverage_factor", c, limit);
        near("detection_random", -std::expm1(-c), limit);
        near("detection_inverse_cube", error_function(c * std::sqrt(std::numbers::pi) / 2), limit);
    }

    // ---- where ships set out from

    const Json& post(const std::string& id, const Json& v, const Json& type) {
        ++posts_;
        const Json& feature = f_.feature("vessels", id);
        report_.equal("vessels: whose", properties(feature).at("vessel"), v.at("id"), id);
        for (const char* speed : {"dash_speed", "patrol_speed"})
            report_.add("vessels: speed, kn",
                        std::abs(properties(feature).at(speed + std::string("_kn")).get<double>() -
                                 figure(type, (speed + std::string("_mps")).c_str()) * 3600 / 1852),
                        rounding(2), id);
        return feature;
    }

    void fixed(const Json& v, const Json& type) {
        const Json& feature = post(v.at("id"), v, type);
        report_.add("vessels: place, m", distance_m(place_of(feature.at("geometry").at("coordinates")), place_of(v.at("at"))), 0.02, v.at("id"));
        report_.add("vessels: half, km", properties(feature).at("half_km"), 0, v.at("id"));
    }

    void posts(const Json& v, const Json& type, const Way& line) {
        const std::string id = v.at("id");
        const Json& asked = v.at("patrol");
        const int count = v.at("count");
        if (asked.at("pattern") == "loop") {
            const Json& feature = post(id, v, type);
            const Place at = place_of(feature.at("geometry").at("coordinates"));
            const Place centre = centroid(asked.at("box"), place_of(f_.plan.at("frame").at("centre")));
            if (from_there(centre, line))
                report_.add("vessels: centre of the box, m", distance_m(centre, at), 0.1, id);
            else {
                double nearest_m = HUGE_VAL;
                for (double s = 0; s <= line.length_m(); s += 10) nearest_m = std::min(nearest_m, distance_m(centre, line.at(s)));
                report_.add("vessels: on the box's edge, m", line.off_m(at), f_.tolerance_m, id);
                report_.add("vessels: nearest to the centre of the box, m", std::abs(distance_m(centre, at) - nearest_m), f_.tolerance_m, id);
            }
            report_.add("vessels: half, m", std::abs(properties(feature).at("half_km").get<double>() * 1000 - farthest_m(at, line)), 1, id);
            return;
        }
        for (int i = 0; i < count; ++i) {
            const std::string name = count == 1 ? id : id + "-" + std::to_string(i + 1);
            const Json& feature = post(name, v, type);
            report_.add("vessels: middle of the part, m",
                        distance_m(place_of(feature.at("geometry").at("coordinates")), line.at(line.length_m() * (2 * i + 1) / (2 * count))), 1, name);
            report_.add("vessels: half, m", std::abs(properties(feature).at("half_km").get<double>() * 1000 - line.length_m() / count / 2), 1, name);
        }
    }

    // Whether a ship in the centre would be in the water, and not in a lake on an island that the box goes round.
    bool from_there(Place centre, const Way& line) const {
        return voyages_.air().free(centre) && voyages_.from(centre).distance_m(line.at(0)) < HUGE_VAL;
    }

    // By places 200 m apart and the line's vertices, and closer ones about the farthest of them.
    double farthest_m(Place from, const Way& line) const {
        const Ways& ways = voyages_.from(from);
        const auto way = [&](double along) {
            const double m = ways.distance_m(line.at(along));
            return m < HUGE_VAL ? m : 0;
        };
        double best = 0, at = 0;
        const auto look = [&](double along) {
            if (const double m = way(along); m > best) best = m, at = along;
        };
        for (double s = 0; s <= line.length_m(); s += 200) look(s);
        const double about = at;
        for (double s = about - 200; s <= about + 200; s += 0.5) look(s);
        return best;
    }

    const Folder& f_;
    const Flights& voyages_;
    Report& report_;
    std::size_t posts_ = 0;
};

// ---- more ships

constexpr std::size_t most_pieces = 8192;
using Pieces = std::bitset<most_pieces>;

class MoreShips {
  public:
    MoreShips(const Folder& f, const Flights& voyages, const Comers& ships, Report& report) : f_(f), voyages_(voyages), report_(report) {
        const Json& wanted = f.scenario.at("more_ships");
        const Json& type = f.type("vessels", wanted.at("type"));
        for (const Json& lane : f.scenario.at("lanes")) {
            const Json& within = wanted.at("sea_within_s").is_null() ? lane.at("sea_within_s") : wanted.at("sea_within_s");
            if (within.is_null()) continue;
            const Way way(line_of(f.feature("lanes", lane.at("id")).at("geometry").at("coordinates")), 50, Edges::geodesic);
            const double reach = std::max(0.0, figure(type, "dash_speed_mps") * (within.get<double>() - figure(type, "readiness_s")));
            add_pieces(way, within, reach, ships);
            const double spacing = wanted.at("spacing_m");
            for (double along = 0; along <= way.length_m(); along += spacing) add_place(way.at(along));
            ways_.emplace(lane.at("id").get<std::string>(), way);
        }
    }

    void check() {
        const Json& sum = f_.summary.at("more_ships");
        const double pieces = static_cast<double>(at_.size());
        report_.add("more ships: pieces", std::abs(sum.at("pieces").get<double>() - pieces), unsure_, "summary.json");
        double all = 0;
        for (const double m : metres_) all += m;
        const double slack = unsure_ + 1;  // km: a piece just within reach, and whole metres
        report_.add("more ships: not reached, km", std::abs(sum.at("unreached_km").get<double>() - all / 1000), slack, "summary.json");
        report_.add("more ships: candidates", std::abs(sum.at("candidates").get<double>() - static_cast<double>(places_.size())), 0, "summary.json");
        for (const Place p : places_) covers_.push_back(cover(p));
        for (const auto& [ships, choice] : sum.at("ships").items()) check(std::stoul(ships), choice, all, slack);
    }

  private:
    void add_pieces(const Way& way, double within, double reach, const Comers& ships) {
        const int n = std::max(1, static_cast<int>(std::ceil(way.length_m() / 1000 - 1e-6)));
        for (int i = 0; i < n; ++i) {
            const Place p = way.at(way.length_m() * (i + 0.5) / n);
            const double s = ships.first(p).s;
            if (std::abs(s - within) < 1) ++unsure_;
            if (s <= within) continue;
            at_.push_back(p);
            metres_.push_back(way.length_m() / n);
            reach_.push_back(reach);
        }
    }

    void add_place(Place p) {
        if (!voyages_.air().free(p)) return;
        for (const Place other : places_)
            if (distance_m(other, p) < 0.001) return;
        places_.push_back(p);
    }

    Pieces cover(Place p) const {
        Pieces covered;
        const Ways& ways = voyages_.from(p);
        for (std::size_t i = 0; i < at_.size() && i < most_pieces; ++i)
            if (distance_m(p, at_[i]) <= reach_[i] && ways.distance_m(at_[i], reach_[i]) <= reach_[i]) covered.set(i);
        return covered;
    }

    double km_of(const Pieces& pieces) const {
        double m = 0;
        for (std::size_t i = 0; i < at_.size(); ++i)
            if (pieces[i]) m += metres_[i];
        return m / 1000;
    }

    void check(std::size_t ships, const Json& choice, double all, double slack) {
        const std::string where = std::to_string(ships) + " ships";
        Pieces covered;
        std::size_t number = 0;
        for (const Json& p : choice.at("places")) {
            const Place at{p.at("lon"), p.at("lat")};
            const Json& feature = f_.feature("ship_places", "more-" + std::to_string(ships) + "-" + std::to_string(++number));
            report_.add("more ships: the layer as the summary, m", distance_m(at, place_of(feature.at("geometry").at("coordinates"))), 0, where);
            report_.equal("more ships: lane in the layer", properties(feature).at("lane"), p.at("lane"), where);
            report_.add("more ships: place on its lane, m", distance_m(at, ways_.at(p.at("lane")).at(p.at("km").get<double>() * 1000)), 1, where);
            covered |= cover(at);
        }
        report_.that("more ships: no more than asked for", number <= ships, where);
        const double reached = choice.at("reached_km");
        report_.add("more ships: reached, km", std::abs(reached - km_of(covered)), slack, where);
        report_.add("more ships: reached share", std::abs(choice.at("reached_share").get<double>() - (all > 0 ? reached * 1000 / all : 0)),
                    rounding(6) + slack * 1000 / std::max(all, 1.0), where);
        report_.that("more ships: the bound is none below", choice.at("bound_share").get<double>() >= choice.at("reached_share").get<double>(), where);
        // All choices of up to two places.
        if (ships > 2) return;
        double best = 0;
        for (std::size_t a = 0; a < covers_.size(); ++a) {
            if (ships == 1) best = std::max(best, km_of(covers_[a]));
            for (std::size_t b = 0; ships == 2 && b < a; ++b) best = std::max(best, km_of(covers_[a] | covers_[b]));
        }
        report_.add("more ships: none better, km", best - reached, slack, where);
        if (choice.at("proven").get<bool>())
            report_.equal("more ships: proven", choice.at("bound_share"), choice.at("reached_share"), where);
    }

    const Folder& f_;
    const Flights& voyages_;
    Report& report_;
    std::map<std::string, Way> ways_;
    std::vector<Place> at_, places_;  // middles of pieces; candidates
    std::vector<double> metres_, reach_;
    std::vector<Pieces> covers_;
    double unsure_ = 0;  // pieces too near to the time to tell
};

}  // namespace

void check_patrols(const Folder& f, const Shipping& shipping, Report& report) {
    Patrols(f, shipping.voyages, report).check();
    if (f.scenario.at("more_ships").is_null())
        report.equal("more ships: none", f.features("ship_places").size(), 0, "ship_places.geojson");
    else
        MoreShips(f, shipping.voyages, shipping.ships, report).check();
}

}  // namespace independent
