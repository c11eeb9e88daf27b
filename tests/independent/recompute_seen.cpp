// Zones: who sees them, how soon somebody comes, what their gaps miss and what their places weigh; by places drawn at random
// (with a fixed seed), by areas, and at the places that a plan says are the worst.
#include "comers.hpp"

#include <random>

namespace independent {

namespace {

std::vector<Circle> watchers_of(const Folder& f, const Json& zone, const std::map<std::string, Flown>& flown) {
    std::vector<Circle> watchers;
    for (const Json& s : f.scenario.at("sensors")) {
        const Json& type = f.type("sensors", s.at("type"));
        const double height = s.at("height_m").is_null() ? figure(type, "height_m") : s.at("height_m").get<double>();
        const double target = zone.at("seen_at_m").is_null() ? s.at("target_height_m").get<double>() : zone.at("seen_at_m").get<double>();
        Circle c{s.at("id"), {}, std::min(figure(type, "range_m"), 4120 * (std::sqrt(height) + std::sqrt(target)))};
        if (const std::string station = s.at("station"); !station.empty()) {
            if (!flown.at(station).manned) continue;
            const Json& carrier = f.record("stations", station);
            c.at = place_of(carrier.at("at"));
            c.radius_m -= carrier.at("track_m").get<double>() / 2;
        } else {
            c.at = place_of(s.at("at"));
        }
        watchers.push_back(c);
    }
    return watchers;
}

// Those that the zone may count on: aircraft that come, and sites that are there.
class Help {
  public:
    Help(const Folder& f, const Flights& flights, const Json& zone, const std::map<std::string, Flown>& flown)
        : flights_(flights), response_s_(zone.at("response_s")) {
        const Comers everyone(f, flights, flown);
        for (const Comer& c : everyone.all()) {
            const bool is_alert = c.name.starts_with("alert-");
            const Json zones = is_alert ? Json::array({zone.at("id")}) : f.record("stations", c.name).at("zones");
            if (std::find(zones.begin(), zones.end(), zone.at("id")) != zones.end()) comers_.push_back(c);
        }
        for (const Json& s : f.scenario.at("air_defence"))
            sites_.push_back({s.at("id"), place_of(s.at("at")),
                              s.at("radius_m").is_null() ? figure(f.type("air_defence", s.at("type")), "radius_m")
                                                         : s.at("radius_m").get<double>()});
    }

    const std::vector<Comer>& comers() const { return comers_; }

    static double seconds(const Comer& c, Place p, double limit_s = HUGE_VAL) {
        return c.delay_s + c.ways->distance_m(p, limit_s == HUGE_VAL ? HUGE_VAL : (limit_s - c.delay_s) * c.speed + 1) / c.speed;
    }

    // HUGE_VAL where nobody comes. Nobody comes sooner than as the crow flies.
    double first_s(Place p) const {
        if (sites_at(p) > 0) return 0;
        std::vector<std::pair<double, const Comer*>> soonest;
        for (const Comer& c : comers_) soonest.emplace_back(c.delay_s + distance_m(c.ways->from(), p) / c.speed, &c);
        std::sort(soonest.begin(), soonest.end());
        double best = HUGE_VAL;
        for (const auto& [least, c] : soonest) {
            if (least > best) break;
            best = std::min(best, seconds(*c, p, best));
        }
        return best;
    }

    int holders_at(Place p) const {
        int n = sites_at(p);
        for (const Comer& c : comers_) n += seconds(c, p) <= response_s_ ? 1 : 0;
        return n;
    }

    // Whether a place is so near to where an answer changes that it cannot be told.
    bool is_near(Place p, double off_m) const {
        for (const Circle& s : sites_)
            if (std::abs(distance_m(s.at, p) - s.radius_m) <= off_m) return true;
        for (const Comer& c : comers_)
            if (std::abs(seconds(c, p) - response_s_) * c.speed <= off_m + flights_.allowed_m(c.ways->way(p))) return true;
        return false;
    }

    // What a time may be off by, at a place that may lie so far off: the slowest's.
    double allowed_s(Place p, double off_m) const {
        double allowed = 0;
        for (const Comer& c : comers_) {
            const Line way = c.ways->way(p);
            if (!way.empty()) allowed = std::max(allowed, (off_m + flights_.allowed_m(way)) / c.speed);
        }
        return allowed;
    }

  private:
    int sites_at(Place p) const {
        return static_cast<int>(std::count_if(sites_.begin(), sites_.end(), [&](const Circle& s) { return distance_m(s.at, p) < s.radius_m; }));
    }

    const Flights& flights_;
    double response_s_;
    std::vector<Comer> comers_;
    std::vector<Circle> sites_;
};

Place drawn_in(const Area& area, std::mt19937_64& random) {
    const double x = std::uniform_real_distribution(0.0, 1.0)(random);
    // Even on the ground: by the sine of latitude, nearly; by its authalic one, the fourth digit of a density changes.
    const double south = std::sin(area.lower().lat * radians), north = std::sin(area.upper().lat * radians);
    const double y = std::uniform_real_distribution(south, north)(random);
    return {area.lower().lon + x * (area.upper().lon - area.lower().lon), std::asin(y) / radians};
}

void check_seen(const Folder& f, const Json& zone, const std::vector<Circle>& watchers, const Area& zone_area, Report& report) {
    const std::string id = zone.at("id");
    const Json& sum = f.summary.at("zones").at(id);
    const double area = sum.at("area_km2"), band = 2 * f.tolerance_m;
    std::vector<std::pair<int, Area>> parts;
    double seen = 0;
    for (const Json& part : f.features("zone_seen")) {
        const Json& q = properties(part);
        if (q.at("zone") != id) continue;
        const Shape shape = shape_of(part.at("geometry"));
        const Measured m = measure(shape);
        const double km2 = q.at("area_km2");
        seen += km2;
        report.add("zones: area seen, km2", std::abs(km2 - m.area_km2), 2 * f.tolerance_m * m.perimeter_m / 1e6 + rounding(3), part.at("id"));
        report.add("zones: share of a part seen", std::abs(q.at("share").get<double>() - km2 / area), rounding(6) + 1e-8, part.at("id"));
        report.equal("zones: height of what is seen", q.at("seen_at_m").is_null(), zone.at("seen_at_m").is_null(), part.at("id"));
        parts.emplace_back(q.at("seen_by"), Area(shape));
        report.equal("zones: area seen in the summary", sum.at("seen_by_cover_km2").at(std::to_string(parts.back().first)), q.at("area_km2"),
                     part.at("id"));
    }
    report.equal("zones: counts seen in the summary", sum.at("seen_by_cover_km2").size(), parts.size(), id);
    report.add("zones: seen, km2", std::abs(sum.at("seen_km2").get<double>() - seen), rounding(3) * static_cast<double>(2 + parts.size()), id);
    report.add("zones: seen share", std::abs(sum.at("seen_share").get<double>() - seen / area), rounding(6) + 1e-7, id);
    std::mt19937_64 random(7);
    for (int i = 0; i < 8000; ++i) {
        const Place p = drawn_in(zone_area, random);
        if (!zone_area.contains(p)) continue;
        int count = 0, in = 0, by = 0;
        bool near = zone_area.border_m(p, band) <= band;
        for (const Circle& c : watchers) {
            const double off = distance_m(c.at, p) - c.radius_m;
            near = near || std::abs(off) <= band;
            count += off < 0 ? 1 : 0;
        }
        if (near) {
            report.skip("zones: places seen by as many as look there");
            continue;
        }
        for (const auto& [n, part] : parts)
            if (part.contains(p)) ++in, by = n;
        report.that("zones: places seen by as many as look there", by == count && in == (count > 0 ? 1 : 0),
                    id + " at " + std::to_string(p.lon) + "," + std::to_string(p.lat));
    }
}

// The worst place is in the zone and waits as long as said; no place drawn waits longer; the mean of places held is as said, to
// what chance makes of it.
void check_response(const Folder& f, const Json& zone, const Help& help, const Area& zone_area, Report& report) {
    const std::string id = zone.at("id");
    const Json& sum = f.summary.at("zones").at(id);
    const double band = 2 * f.tolerance_m, response_s = zone.at("response_s");
    const Json &worst = sum.at("worst_response_min"), &mean = sum.at("mean_response_min");
    report.equal("zones: a worst response, or why not", worst.is_null(), sum.contains("worst_response_why_not"), id);
    if (!worst.is_null() && !sum.at("worst_response_at").is_null()) {
        const Place at = place_of(sum.at("worst_response_at"));
        report.that("zones: the worst place is in the zone", zone_area.contains(at) || zone_area.border_m(at, band) <= band, id);
        report.add("zones: worst response, min", std::abs(help.first_s(at) / 60 - worst.get<double>()),
                   rounding(2) + help.allowed_s(at, band) / 60, id);
    }
    std::mt19937_64 random(11);
    double n = 0, total = 0, squares = 0;
    for (int i = 0; i < 6000; ++i) {
        const Place p = drawn_in(zone_area, random);
        if (!zone_area.contains(p) || zone_area.border_m(p, band) <= band) continue;
        const double s = help.first_s(p);
        report.that("zones: where nobody comes is unreached ground", s < HUGE_VAL || sum.at("unreached_km2").get<double>() > 0,
                    id + " at " + std::to_string(p.lon) + "," + std::to_string(p.lat));
        if (!worst.is_null())
            report.add("zones: no place waits longer than the worst, min", std::max(0.0, s / 60 - worst.get<double>()), rounding(2) + 0.3 / 60 + 2 * band / 6000,
                       id + " at " + std::to_string(p.lon) + "," + std::to_string(p.lat));
        if (s > response_s) continue;
        ++n, total += s / 60, squares += s / 60 * s / 60;
    }
    report.equal("zones: unreached ground where there is no worst", sum.at("unreached_km2").get<double>() > 0, worst.is_null(), id);
    report.equal("zones: a mean where something is held", mean.is_null(), sum.at("held_km2").get<double>() == 0, id);
    if (mean.is_null() || n < 100) return;
    const double average = total / n, deviation = std::sqrt(std::max(0.0, squares / n - average * average));
    report.add("zones: mean response, min", std::abs(mean.get<double>() - average), 5 * deviation / std::sqrt(n) + rounding(2) + 0.05, id);
}

// All of a gap is reached in the time said, the worst place in just that, and nobody else would be everywhere sooner.
void check_gaps(const Folder& f, const Json& zone, const Help& help, Report& report) {
    const double band = 2 * f.tolerance_m, response_min = zone.at("response_s").get<double>() / 60;
    for (const Json& gap : f.features("zone_gaps")) {
        const Json& q = properties(gap);
        if (q.at("zone") != zone.at("id")) continue;
        const std::string id = gap.at("id");
        report.that("gaps: closed by something", !q.at("closed_by").get<std::string>().empty(), id);
        report.equal("gaps: a time with the nearest", q.at("response_min").is_null(), q.at("nearest").is_null(), id);
        if (q.at("response_min").is_null()) continue;
        const double said = q.at("response_min");
        report.add("zone gaps: short, min", std::abs(q.at("short_min").get<double>() - (said - response_min)), 2 * rounding(2), id);
        const Shape shape = shape_of(gap.at("geometry"));
        const Area area(shape);
        const std::string text = q.at("worst_at");
        const Place at{std::stod(text), std::stod(text.substr(text.find(',') + 1))};
        report.that("gaps: the worst place is in the gap", area.contains(at) || area.border_m(at, band) <= band, id);
        const Line& ring = shape.at(0).at(0);
        const std::size_t step = ring.size() / 400 + 1;
        bool is_known = false;
        for (const Comer& c : help.comers()) {
            const auto allowed_min = [&](Place p) { return rounding(2) + 0.3 / 60 + help.allowed_s(p, band) / 60; };
            if (c.name != q.at("nearest")) {
                double slowest = help.seconds(c, at) / 60;
                for (std::size_t i = 0; i < ring.size() && slowest < said; i += step) slowest = std::max(slowest, help.seconds(c, ring[i]) / 60);
                // A drawn border lies beside the true one.
                if (slowest < said && ring.size() > 400) for (const Place p : ring) slowest = std::max(slowest, help.seconds(c, p) / 60);
                report.add("gaps: nobody else is everywhere sooner, min", std::max(0.0, said - slowest), allowed_min(at), id + " " + c.name);
                continue;
            }
            is_known = true;
            report.add("gaps: response at the worst place, min", std::abs(help.seconds(c, at) / 60 - said), rounding(2) + help.allowed_s(at, band) / 60, id);
            for (std::size_t i = 0; i < ring.size(); i += step)
                if (const double s = help.seconds(c, ring[i]); s < HUGE_VAL)
                    report.add("gaps: no place of the border waits longer, min", std::max(0.0, s / 60 - said), allowed_min(ring[i]), id);
        }
        report.that("gaps: the nearest is one who may come", is_known, id);
    }
}

void check_weights(const Folder& f, const Json& zone, const Help& help, const std::vector<Circle>& watchers, const Area& zone_area, Report& report) {
    const std::string id = zone.at("id");
    const double band = 2 * f.tolerance_m;
    const Json& all = f.summary.at("zones").at(id).at("weights");
    report.equal("weights: all there", all.size(), zone.at("weights").size(), id);
    for (const Json& w : zone.at("weights")) {
        const std::string name = w.at("name");
        double total = 0, held = 0, seen = 0;
        std::size_t places = 0;
        for (const Json& feature : f.features("zone_assets")) {
            const Json& q = properties(feature);
            if (q.at("zone") != id || q.at("weights") != name) continue;
            const Place p = place_of(feature.at("geometry").at("coordinates"));
            const double weight = q.at("weight");
            ++places, total += weight;
            held += q.at("held").get<bool>() ? weight : 0;
            seen += q.at("seen").get<bool>() ? weight : 0;
            report.that("weights: places in the zone", zone_area.contains(p) || zone_area.border_m(p, band) <= band, feature.at("id"));
            report.equal("weights: held by some", q.at("held"), q.at("held_by").get<int>() > 0, feature.at("id"));
            report.equal("weights: seen by some", q.at("seen"), q.at("seen_by").get<int>() > 0, feature.at("id"));
            if (help.is_near(p, 0.1)) {
                report.skip("weights: held by as many as come");
            } else {
                report.equal("weights: held by as many as come", q.at("held_by"), help.holders_at(p), feature.at("id"));
            }
            const double s = help.first_s(p);
            report.equal("weights: somebody comes", q.at("response_min").is_null(), s == HUGE_VAL, feature.at("id"));
            if (s < HUGE_VAL && !q.at("response_min").is_null())
                report.add("weights: response, min", std::abs(q.at("response_min").get<double>() - s / 60), rounding(2) + help.allowed_s(p, 0.02) / 60, feature.at("id"));
            const auto sees = std::count_if(watchers.begin(), watchers.end(), [&](const Circle& c) { return distance_m(c.at, p) <= c.radius_m; });
            const bool is_near = std::any_of(watchers.begin(), watchers.end(), [&](const Circle& c) { return std::abs(distance_m(c.at, p) - c.radius_m) < 0.1; });
            if (!is_near) report.equal("weights: seen by as many as look there", q.at("seen_by"), sees, feature.at("id"));
        }
        std::size_t given = 0;
        for (const Json& a : w.at("places")) {
            const Place p = place_of(a.at("at"));
            if (zone_area.border_m(p, band) > band) given += zone_area.contains(p) ? 1 : 0;
            else if (zone_area.contains(p)) ++given;
        }
        if (w.at("layer").is_null()) report.equal("weights: the places given", places, given, id + " " + name);
        const Json& sum = all.at(name);
        report.equal("weights: places in the summary", sum.at("places"), places, id + " " + name);
        report.add("weights: total", std::abs(sum.at("total").get<double>() - total), 1e-6 * (1 + total), id + " " + name);
        report.add("weights: held", std::abs(sum.at("held").get<double>() - held), 1e-6 * (1 + total), id + " " + name);
        report.add("weights: seen", std::abs(sum.at("seen").get<double>() - seen), 1e-6 * (1 + total), id + " " + name);
        if (total > 0) {
            report.add("weights: held share", std::abs(sum.at("held_share").get<double>() - held / total), rounding(6) + 1e-7, id + " " + name);
            report.add("weights: seen share", std::abs(sum.at("seen_share").get<double>() - seen / total), rounding(6) + 1e-7, id + " " + name);
        }
    }
}

}  // namespace

void check_zone_answers(const Folder& f, const Flights& flights, const std::map<std::string, Flown>& flown, Report& report) {
    for (const Json& zone : f.scenario.at("zones")) {
        const Area zone_area(shape_of(f.feature("zones", zone.at("id")).at("geometry")));
        const std::vector<Circle> watchers = watchers_of(f, zone, flown);
        const Help help(f, flights, zone, flown);
        check_seen(f, zone, watchers, zone_area, report);
        check_response(f, zone, help, zone_area, report);
        check_gaps(f, zone, help, report);
        check_weights(f, zone, help, watchers, zone_area, report);
    }
}

}  // namespace independent
