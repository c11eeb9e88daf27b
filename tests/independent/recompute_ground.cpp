// The front line, the areas of every polygon, what is closed, sensors and air defence.
#include "folder.hpp"

#include <random>

namespace independent {

namespace {

// What of a ring lies within one side of a box: Sutherland and Hodgman's way. Edges along the side may be doubled, which
// changes neither area nor even-odd places.
Line clipped(const Line& ring, double limit, bool by_lon, bool keep_below) {
    const auto value = [&](Place p) { return (by_lon ? p.lon : p.lat) - limit; };
    const auto inside = [&](Place p) { return keep_below ? value(p) <= 0 : value(p) >= 0; };
    Line out;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Place a = ring[i - 1], b = ring[i];
        if (inside(a) != inside(b)) out.push_back(between(a, b, value(a) / (value(a) - value(b))));
        if (inside(b)) out.push_back(b);
    }
    if (!out.empty()) out.push_back(out.front());
    return out;
}

Shape clipped(const Shape& shape, Place lower, Place upper) {
    Shape out;
    for (const Polygon& polygon : shape) {
        Polygon kept;
        for (Line ring : polygon) {
            ring = clipped(ring, lower.lon, true, false);
            ring = clipped(ring, upper.lon, true, true);
            ring = clipped(ring, lower.lat, false, false);
            ring = clipped(ring, upper.lat, false, true);
            if (ring.size() >= 4) kept.push_back(ring);
        }
        if (!kept.empty()) out.push_back(kept);
    }
    return out;
}

}  // namespace

Air air_of(const Folder& f) {
    std::vector<Shape> closed;
    for (const Json& feature : f.features("closed_airspace")) closed.push_back(shape_of(feature.at("geometry")));
    if (f.datasets.empty()) return Air(closed, {}, {});
    Box data{{HUGE_VAL, HUGE_VAL}, {-HUGE_VAL, -HUGE_VAL}};
    for (const Json& feature : f.shipped("countries").at("features"))
        for (const Polygon& polygon : shape_of(feature.at("geometry")))
            for (const Line& ring : polygon)
                for (const Place p : ring) {
                    data.lower = {std::min(data.lower.lon, p.lon), std::min(data.lower.lat, p.lat)};
                    data.upper = {std::max(data.upper.lon, p.lon), std::max(data.upper.lat, p.lat)};
                }
    const Place centre = place_of(f.plan.at("frame").at("centre"));
    return Air(closed,
               {{std::max(data.lower.lon, centre.lon - 45), std::max(data.lower.lat, centre.lat - 40)},
                {std::min(data.upper.lon, centre.lon + 45), std::min(data.upper.lat, centre.lat + 40)}},
               data);
}

void check_ground(const Folder& f, const Air& air, Report& report) {
    // The front line, its edges straight in lon/lat.
    double total_m = 0;
    for (const Json& feature : f.features("frontline")) {
        const double m = Way(line_of(feature.at("geometry").at("coordinates"))).length_m();
        const Json& p = properties(feature);
        total_m += m;
        report.add("front line: length, m", std::abs(p.at("length_km").get<double>() * 1000 - m), 1 + f.tolerance_m,
                   feature.at("id"));
        report.add("front line: miles", std::abs(p.at("length_mi").get<double>() - p.at("length_km").get<double>() / 1.609344),
                   rounding(3) * 2, feature.at("id"));
    }
    if (f.summary.at("frontline").contains("length_km")) {
        const Json& sum = f.summary.at("frontline");
        report.add("front line: length in the summary, m", std::abs(sum.at("length_km").get<double>() * 1000 - total_m),
                   1 + f.tolerance_m, "summary.json");
        report.equal("front line: lines", sum.at("lines"), f.features("frontline").size(), "summary.json");
    }
    if (f.datasets.empty()) return;
    if (!f.scenario.at("layers").at("frontline").is_null()) {
        double shipped_m = 0;
        for (const Json& feature : f.shipped("frontline").at("features"))
            shipped_m += Way(line_of(feature.at("geometry").at("coordinates"))).length_m();
        report.add("front line: length of the input, m", std::abs(shipped_m - total_m), 1 + f.tolerance_m, "datasets");
    }
    for (const char* name : {"bases", "ports"})
        for (const Json& feature : f.features(name)) {
            bool found = false;
            for (const Json& other : f.shipped(name).at("features"))
                if (other.at("id") == feature.at("id")) {
                    found = true;
                    report.add(std::string(name) + ": place as in the input, m",
                               distance_m(place_of(feature.at("geometry").at("coordinates")),
                                          place_of(other.at("geometry").at("coordinates"))),
                               0.02, feature.at("id"));
                }
            report.that(std::string(name) + ": known to the input", found, feature.at("id"));
        }

    // What is closed: each part against the input's polygon, in area and by places.
    const Json& countries = f.shipped("countries");
    const bool has_control = !f.scenario.at("layers").at("control").is_null();
    std::size_t expected = 0;
    const auto against = [&](const std::string& id, const Json& layer, const std::string& iso3) {
        ++expected;
        const auto& parts = f.features("closed_airspace");
        const bool there = std::any_of(parts.begin(), parts.end(), [&](const Json& part) { return part.at("id") == id; });
        report.that("closed airspace: all parts there", there, id);
        if (!there) return;
        Shape shape;
        for (const Json& feature : layer.at("features"))
            if (iso3.empty() || properties(feature).at("iso3") == iso3)
                for (Polygon& p : shape_of(feature.at("geometry"))) shape.push_back(std::move(p));
        const Json& emitted = f.feature("closed_airspace", id);
        shape = clipped(shape, air.known().lower, air.known().upper);
        const Measured m = measure(shape);
        report.add("closed airspace: area of the input, km2",
                   std::abs(properties(emitted).at("area_km2").get<double>() - m.area_km2),
                   2 * f.tolerance_m * m.perimeter_m / 1e6 + rounding(3), id);
        const Area in(shape), out(shape_of(emitted.at("geometry")));
        std::mt19937_64 random(20250822);
        for (int i = 0; i < 3000; ++i) {
            const double x = std::uniform_real_distribution(0.0, 1.0)(random);
            const double y = std::uniform_real_distribution(0.0, 1.0)(random);
            const Place p{in.lower().lon + x * (in.upper().lon - in.lower().lon),
                          in.lower().lat + y * (in.upper().lat - in.lower().lat)};
            if (in.border_m(p, 2 * f.tolerance_m) <= 2 * f.tolerance_m)
                report.skip("closed airspace: places as in the input");
            else
                report.that("closed airspace: places as in the input", in.contains(p) == out.contains(p),
                            id + " at " + Report::text(p.lon) + "," + Report::text(p.lat));
        }
    };
    const Json& airspace = f.scenario.at("airspace");
    for (const std::string code : airspace.at("closed_countries")) {
        against(code, countries, code);
        if (!airspace.at("territorial_sea").get<bool>()) continue;
        if (f.has_shipped("territorial_sea")) {
            const Json& seas = f.shipped("territorial_sea");
            for (const Json& feature : seas.at("features"))
                if (properties(feature).at("iso3") == code) against(code + "-sea", seas, code);
        } else {
            for (const Json& feature : f.features("closed_airspace"))
                if (feature.at("id") == code + "-sea") ++expected;
            report.skip("closed airspace: territorial sea as in the input (not GeoJSON)");
        }
    }
    expected += airspace.at("closed_layers").size();
    if (airspace.at("control_closed").get<bool>() && has_control) against("control", f.shipped("control"), "");
    report.equal("closed airspace: all parts there", f.features("closed_airspace").size(), expected, "closed_airspace");
}

void check_areas(const Folder& f, Report& report) {
    for (const auto& [name, layer] : f.layers)
        for (const Json& feature : layer.at("features")) {
            const Json& p = properties(feature);
            if (!p.contains("area_km2")) continue;
            const std::string id = name + "/" + feature.at("id").get<std::string>();
            const Shape shape = shape_of(feature.at("geometry"));
            const Measured m = measure(shape);
            const double closed_form = closed_form_area_km2(shape);
            const double limit = 2 * f.tolerance_m * m.perimeter_m / 1e6 + rounding(3);
            const double got = p.at("area_km2");
            report.add("areas: " + name + ", km2", std::abs(got - m.area_km2), limit, id);
            report.add("areas: " + name + " by the closed form, km2", std::abs(got - closed_form), limit, id);
            report.add("areas: GeographicLib and the closed form, km2", std::abs(m.area_km2 - closed_form),
                       0.011 * m.perimeter_m / 1e6 + 1e-6, id);
            report.that("areas: positive", shape.empty() ? got == 0 : m.area_km2 > 0, id);
        }
}

std::vector<Circle> check_sites(const Folder& f, const std::map<std::string, Flown>& flown, Report& report) {
    std::vector<Circle> sites;
    const auto cover = [&](const std::string& layer, const Circle& c) {
        const Json& site = f.feature(layer, c.id);
        const Json& drawn = f.feature(layer == "sensors" ? "sensor_cover" : layer + "_cover", c.id);
        report.add(layer + ": place, m", distance_m(place_of(site.at("geometry").at("coordinates")), c.at), 0.02, c.id);
        for (const Json* p : {&properties(site), &properties(drawn)})
            report.add(layer + ": radius, m", std::abs(p->at("radius_km").get<double>() * 1000 - c.radius_m),
                       rounding(3) * 1000, c.id);
        for (const Polygon& polygon : shape_of(drawn.at("geometry")))
            for (const Line& ring : polygon)
                for (std::size_t i = 1; i < ring.size(); ++i)
                    for (const double share : {0.0, 0.5})
                        report.add(layer + (share == 0 ? ": vertices of the cover at the radius, m"
                                                       : ": middles of its edges, m"),
                                   std::abs(distance_m(c.at, between(ring[i - 1], ring[i], share)) - c.radius_m),
                                   f.tolerance_m, c.id);
        sites.push_back(c);
    };
    std::size_t seeing = 0;
    for (const Json& s : f.scenario.at("sensors")) {
        const Json& type = f.type("sensors", s.at("type"));
        const double height = s.at("height_m").is_null() ? figure(type, "height_m") : s.at("height_m").get<double>();
        const double horizon = 4120 * (std::sqrt(height) + std::sqrt(s.at("target_height_m").get<double>()));
        Circle c{s.at("id"), {}, std::min(figure(type, "range_m"), horizon)};
        if (const std::string station = s.at("station"); !station.empty()) {
            if (!flown.at(station).manned) continue;
            const Json& carrier = f.record("stations", station);
            c.at = place_of(carrier.at("at"));
            c.radius_m -= carrier.at("track_m").get<double>() / 2;  // from the racetrack's worst point
        } else {
            c.at = place_of(s.at("at"));
        }
        ++seeing;
        report.add("sensors: height, m",
                   std::abs(properties(f.feature("sensors", c.id)).at("height_m").get<double>() - height), rounding(1), c.id);
        cover("sensors", c);
    }
    for (const char* kind : {"air_defence", "coastal_defence"})
        for (const Json& s : f.scenario.at(kind)) {
            const double radius = s.at("radius_m").is_null() ? figure(f.type(kind, s.at("type")), "radius_m") : s.at("radius_m").get<double>();
            cover(kind, {s.at("id"), place_of(s.at("at")), radius});
        }
    report.equal("sensors: those that see and no more", f.features("sensor_cover").size(), seeing, "sensor_cover");
    return sites;
}

}  // namespace independent
