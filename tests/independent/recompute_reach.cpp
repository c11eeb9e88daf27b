// The reach of fleets: its radius, its border, places within and without; and the border of any region drawn within the
// ways of aircraft.
#include "folder.hpp"

#include <random>

namespace independent {

namespace {

// The way to a place on a border, over free air within `near_m` of it: a rounding may have brought it into what is closed,
// and on the border itself one sees nothing. The first that is no longer than the limit will do.
double beside_m(const Ways& ways, const Air& air, Place p, double near_m, double limit_m) {
    double least = HUGE_VAL;
    for (const double away : {0.2, 1.0, near_m})
        for (int i = 0; i < 16 && least > limit_m; ++i) {
            Place q;
            wgs84().Direct(p.lat, p.lon, 22.5 * i, away, q.lat, q.lon);
            if (air.free(q)) least = std::min(least, ways.distance_m(q, limit_m + 2 * near_m) - away);
        }
    return least;
}

// Within the radius and the box of the data, but beyond the edge of the theatre: over the nearest place of the edge the way
// there would be short enough.
bool cut_off(const Air& air, const Ways& ways, Place p, double radius_m) {
    if (!air.in_data(p) || air.in_known(p)) return false;
    constexpr double inside = 1e-5;
    const Place edge{std::clamp(p.lon, air.known().lower.lon + inside, air.known().upper.lon - inside),
                     std::clamp(p.lat, air.known().lower.lat + inside, air.known().upper.lat - inside)};
    return ways.distance_m(edge, radius_m) + distance_m(edge, p) < radius_m;
}

class Reach {
  public:
    Reach(const Folder& f, const Flights& flights, Report& report) : f_(f), flights_(flights), report_(report) {
        if (f.datasets.empty()) return;
        Shape closed;
        for (const char* layer : {"countries", "territorial_sea"})
            if (f.has_shipped(layer))
                for (const Json& feature : f.shipped(layer).at("features"))
                    for (const Json& code : f.scenario.at("airspace").at("closed_countries"))
                        if (properties(feature).at("iso3") == code)
                            for (Polygon& p : shape_of(feature.at("geometry"))) closed.push_back(std::move(p));
        closed_input_ = Area(closed);
    }

    void check() {
        std::size_t expected = 0;
        for (const Json& fleet : f_.scenario.at("fleets"))
            for (const bool wet : {false, true}) {
                if (wet && !drinks(fleet)) continue;
                expected += fleet.at("on_station_s").size();
                double last_area = HUGE_VAL;
                for (const Json& seconds : fleet.at("on_station_s")) {
                    const double stay = seconds;
                    const Json* feature = feature_of(fleet, stay, wet);
                    report_.that("reach: each fleet and time has one", feature != nullptr, fleet.at("id"));
                    if (!feature) continue;
                    const double area = properties(*feature).at("area_km2");
                    report_.that("reach: longer stays are nested", area <= last_area, feature->at("id"));
                    last_area = area;
                    if (wet || homes_of(fleet).size() > 1)
                        check_stay(fleet, stay, wet, *feature);
                    else
                        check(fleet, stay, *feature);
                    if (!wet) continue;
                    const Json* dry = feature_of(fleet, stay, false);
                    report_.that("reach: a tanker takes nothing away", !dry || area >= properties(*dry).at("area_km2"), feature->at("id"));
                }
            }
        report_.equal("reach: all there", f_.features("reach").size(), expected, "reach.geojson");
    }

  private:
    // Whether its reach is drawn with a tanker too.
    bool drinks(const Json& fleet) const {
        const std::string tanker = fleet.at("tanker");
        return !tanker.empty() && fleet.at("refuellings") > 0 && f_.summary.at("stations").at(tanker).at("manned");
    }

    const Json* feature_of(const Json& fleet, double stay_s, bool wet) const {
        for (const Json& candidate : f_.features("reach"))
            if (properties(candidate).at("fleet") == fleet.at("id") && properties(candidate).at("tanker").is_null() != wet &&
                std::abs(properties(candidate).at("on_station_min").get<double>() - stay_s / 60) < 0.006)
                return &candidate;
        return nullptr;
    }

    void check(const Json& fleet, double stay_s, const Json& feature) {
        const std::string id = feature.at("id");
        const Json& a = f_.aircraft_of(fleet);
        const double by_fuel = figure(a, "endurance_s") - figure(a, "reserve_s") - stay_s * figure(a, "loiter_fuel_ratio");
        const double by_crew = figure(a, "crew_limit_s") - stay_s;
        const double radius = std::max(0.0, figure(a, "cruise_speed_mps") * std::min(by_fuel, by_crew) / 2);
        const Json& p = properties(feature);
        report_.add("reach: radius, m", std::abs(p.at("radius_km").get<double>() * 1000 - radius), rounding(3) * 1000, id);
        const Json* sum = nullptr;
        for (const Json& candidate : f_.summary.at("reach").at(fleet.at("id").get<std::string>()))
            if (std::abs(candidate.at("on_station_min").get<double>() - stay_s / 60) < 0.006) sum = &candidate;
        report_.that("reach: in the summary",
                     sum && sum->at("radius_km") == p.at("radius_km") && sum->at("area_km2") == p.at("area_km2"), id);
        const Place base = base_of(f_, fleet);
        const Circle circle{id, base, radius, &flights_.from(base)};
        const Shape shape = shape_of(feature.at("geometry"));
        check_extent(f_, flights_, circle, shape, "reach", id, report_);
        if (!f_.datasets.empty()) check_places(circle, Area(shape), says_theatre(fleet.at("id"), stay_s));
    }

    // Ground drawn by the time that each of its places leaves: places drawn at random, and the border as it is emitted.
    void check_stay(const Json& fleet, double stay_s, bool wet, const Json& feature) {
        const std::string id = feature.at("id");
        const Json& p = properties(feature);
        const Json& sums = f_.summary.at("reach").at(fleet.at("id").get<std::string>());
        bool told = false;
        for (const Json& sum : sums)
            told = told || (std::abs(sum.at("on_station_min").get<double>() - stay_s / 60) < 0.006 &&
                            sum.at(wet ? "area_with_tanker_km2" : "area_km2") == p.at("area_km2"));
        report_.that("reach: in the summary", told, id);
        report_.equal("reach: tanker", Json{p.at("tanker"), p.at("refuellings")},
                      wet ? Json{fleet.at("tanker"), fleet.at("refuellings")} : Json{nullptr, 0}, id);
        const Stay stay(f_, flights_, fleet, wet);
        const Shape shape = shape_of(feature.at("geometry"));
        const Area emitted(shape);
        const auto has = [&](Place q) { return flights_.air().free(q) && stay.seconds(q) >= stay_s; };
        // Both answers are given so near a border.
        const auto is_border = [&](Place q, double near_m) {
            bool with = false, without = false;
            for (int i = 0; i < 16 && !(with && without); ++i) {
                Place beside;
                wgs84().Direct(q.lat, q.lon, 22.5 * i, near_m, beside.lat, beside.lon);
                (has(beside) ? with : without) = true;
            }
            return with && without;
        };
        std::mt19937_64 random(17 + ++checked_);
        const auto within = [&](double low, double high) { return std::uniform_real_distribution(low, high)(random); };
        for (int i = 0; i < 600; ++i) {
            const Place q{within(emitted.lower().lon - 1, emitted.upper().lon + 1), within(emitted.lower().lat - 1, emitted.upper().lat + 1)};
            if (!flights_.air().in_known(q)) continue;
            if (emitted.contains(q) != has(q) && is_border(q, 2 * f_.tolerance_m + 1))
                report_.skip("reach: time on station, by places");
            else
                report_.that("reach: time on station, by places", emitted.contains(q) == has(q),
                             id + " at " + std::to_string(q.lon) + "," + std::to_string(q.lat));
        }
        std::size_t number = 0;
        for (const Polygon& polygon : shape)
            for (const Line& ring : polygon)
                for (std::size_t i = 1; i < ring.size(); ++i) {
                    if (++number % 50 != 0 || flights_.air().edge_of_known_m(ring[i]) < 50) continue;
                    for (const Place q : {ring[i - 1], between(ring[i - 1], ring[i], 0.5)})
                        report_.that("reach: the border of a time on station", is_border(q, f_.tolerance_m + 1),
                                     id + " at " + std::to_string(q.lon) + "," + std::to_string(q.lat));
                }
    }

    bool says_theatre(const std::string& fleet, double stay_s) const {
        const std::string start = "reach of fleet '" + fleet + "' with " + std::to_string(std::lround(stay_s / 60)) + " min";
        const Json& notices = f_.plan.at("notices");
        return std::any_of(notices.begin(), notices.end(), [&](const std::string& n) {
            return n.starts_with(start) && n.find("theatre") != std::string::npos;
        });
    }

    // Places anywhere in the disc's box.
    void check_places(const Circle& circle, const Area& emitted, bool says_theatre) {
        const Air& air = flights_.air();
        const double band = 2 * f_.tolerance_m;
        std::mt19937_64 random(7 + ++checked_);
        for (int i = 0; i < 3000; ++i) {
            const double azimuth = std::uniform_real_distribution(0.0, 360.0)(random);
            const double share = std::sqrt(std::uniform_real_distribution(0.0, 1.1)(random));
            Place q;
            wgs84().Direct(circle.at.lat, circle.at.lon, azimuth, circle.radius_m * share, q.lat, q.lon);
            const std::string where = circle.id + " at " + std::to_string(q.lon) + "," + std::to_string(q.lat);
            // docs/model.md: the theatre ends where the frame does. Where that cuts what the data still covers, a notice
            // says so.
            if (!closed_input_.contains(q) && cut_off(air, *circle.ways, q, circle.radius_m - band))
                report_.that("reach: where the theatre cuts it, a notice says so", says_theatre, where);
            const double off = circle.distance_m(q, circle.radius_m + 2 * band + 100) - circle.radius_m;
            if (air.border_m(q, band) <= band ||
                (std::abs(off) < 2 * band + 100 && std::abs(off) <= band + flights_.allowed_m(circle.way(q))))
                report_.skip("reach: within the radius and free, by places");
            else
                report_.that("reach: within the radius and free, by places", emitted.contains(q) == (off < 0), where);
        }
    }

    const Folder& f_;
    const Flights& flights_;
    Report& report_;
    Area closed_input_;
    unsigned checked_ = 0;
};

}  // namespace

// Every vertex and every middle of an edge lies where the way is as long as the radius, to the tolerance and what the way
// may be off, or where it is shorter on a border of what is closed or known.
void check_extent(const Folder& f, const Flights& flights, const Circle& circle, const Shape& drawn, const std::string& what,
                  const std::string& id, Report& report) {
    const double tolerance = f.tolerance_m, radius = circle.radius_m;
    const Air& air = flights.air();
    const auto check = [&](Place v, const std::string& which) {
        const std::string where = id + " at " + std::to_string(v.lon) + "," + std::to_string(v.lat);
        const double border = f.datasets.empty() ? 0 : air.border_m(v, tolerance);
        if (circle.ways && border <= tolerance && beside_m(*circle.ways, air, v, tolerance + 1, radius) <= radius)
            return report.add(what + ": " + which + " on a border, m", border, tolerance, where);
        const double off = circle.distance_m(v, radius + 10 * tolerance + 100) - radius;
        report.add(what + ": " + which + " at the radius, m", std::abs(off),
                   tolerance + (off < HUGE_VAL ? flights.allowed_m(circle.way(v)) : 0), where);
    };
    for (const Polygon& polygon : drawn)
        for (const Line& ring : polygon)
            for (std::size_t i = 1; i < ring.size(); ++i) {
                check(ring[i - 1], "vertices");
                check(between(ring[i - 1], ring[i], 0.5), "middles of edges");
            }
}

void check_reach(const Folder& f, const Flights& flights, Report& report) { Reach(f, flights, report).check(); }

}  // namespace independent
