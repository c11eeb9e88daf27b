// Zones: their region, who holds which place, the gaps; by places drawn at random (with a fixed seed) and by areas.
#include "folder.hpp"

#include <random>
#include <set>

namespace independent {

namespace {

// The distance of a place from the front line, as near as a threshold asks.
class Front {
  public:
    explicit Front(const Folder& f) {
        for (const Json& feature : f.features("frontline"))
            ways_.emplace_back(line_of(feature.at("geometry").at("coordinates")), 500);
    }

    double distance(Place p, double threshold_m) const {
        double nearest = HUGE_VAL;
        for (const Way& way : ways_) {
            double rough = HUGE_VAL;
            for (const Place q : way.places()) rough = std::min(rough, sphere_m(p, q));
            // A sphere is right to half a per cent; only near the threshold is more asked.
            nearest = std::min(nearest, std::abs(rough - threshold_m) > 0.01 * threshold_m + 600 ? rough : way.nearest(p).away_m);
        }
        return nearest;
    }

  private:
    static double sphere_m(Place a, Place b) {
        const double x = std::sin((b.lat - a.lat) * radians / 2), y = std::sin((b.lon - a.lon) * radians / 2);
        return 2 * 6371000 * std::asin(std::sqrt(x * x + std::cos(a.lat * radians) * std::cos(b.lat * radians) * y * y));
    }
    std::vector<Way> ways_;
};

// The region algebra, asked of one place: inside or not, and whether a border is too near to tell.
class Regions {
  public:
    Regions(const Folder& f, const Air& air, double band_m) : f_(f), air_(air), front_(f), band_m_(band_m) {
        for (const Json& feature : f.features("control"))
            for (Polygon& p : shape_of(feature.at("geometry"))) control_shape_.push_back(std::move(p));
        control_ = Area(control_shape_);
    }

    bool knows(const Json& e) const {
        if (e.contains("layer")) return false;
        if (e.contains("country")) return !f_.datasets.empty();
        for (const char* fold : {"union", "intersection", "minus"})
            if (e.contains(fold))
                for (const Json& part : e.at(fold))
                    if (!knows(part)) return false;
        return true;
    }

    bool inside(const Json& e, Place p, bool& near) {
        if (e.contains("country")) return in(country(e.at("country")), p, near);
        if (e.contains("far_side")) return in(control_, p, near);
        if (e.contains("near_side")) return air_.in_known(p) && !in(control_, p, near);
        if (e.contains("within_front_m")) return below(front_.distance(p, e.at("within_front_m")), e.at("within_front_m"), near);
        if (e.contains("from_front_m")) return !below(front_.distance(p, e.at("from_front_m")), e.at("from_front_m"), near);
        if (e.contains("disc"))
            return below(distance_m(place_of(e.at("disc").at("at")), p), e.at("disc").at("radius_m"), near);
        bool first = true, result = false;
        for (const char* fold : {"union", "intersection", "minus"})
            if (e.contains(fold))
                for (const Json& part : e.at(fold)) {
                    const bool here = inside(part, p, near);
                    if (first) result = here;
                    else if (e.contains("union")) result = result || here;
                    else if (e.contains("intersection")) result = result && here;
                    else result = result && !here;
                    first = false;
                }
        return result;
    }

  private:
    const Area& country(const std::string& iso3) {
        auto& area = areas_[iso3];
        if (area.empty()) {
            Shape shape;
            for (const Json& feature : f_.shipped("countries").at("features"))
                if (properties(feature).at("iso3") == iso3)
                    for (Polygon& p : shape_of(feature.at("geometry"))) shape.push_back(std::move(p));
            area = Area(shape);
        }
        return area;
    }
    bool in(const Area& area, Place p, bool& near) const {
        near = near || area.border_m(p, band_m_) <= band_m_;
        return area.contains(p);
    }
    bool below(double d, double threshold, bool& near) const {
        near = near || std::abs(d - threshold) <= band_m_;
        return d < threshold;
    }

    const Folder& f_;
    const Air& air_;
    Front front_;
    double band_m_;
    Shape control_shape_;
    Area control_;
    std::map<std::string, Area> areas_;
};

std::vector<Circle> holders_of(const Folder& f, const Flights& flights, const Json& zone,
                               const std::map<std::string, Flown>& flown) {
    std::vector<Circle> holders;
    const double response_s = zone.at("response_s");
    for (const Json& s : f.scenario.at("stations")) {
        const Json& zones = s.at("zones");
        if (std::find(zones.begin(), zones.end(), zone.at("id")) == zones.end() || !flown.at(s.at("id")).manned) continue;
        const Json& a = f.aircraft_of(f.record("fleets", s.at("fleet")));
        holders.push_back({s.at("id"), place_of(s.at("at")),
                           figure(a, "dash_speed_mps") * response_s - s.at("track_m").get<double>() / 2,
                           &flights.from(place_of(s.at("at")))});
    }
    for (const Json& fleet : f.scenario.at("fleets")) {
        const Json& a = f.aircraft_of(fleet);
        if (fleet.at("alert").get<int>() == 0 || a.at("role") != "fighter") continue;
        const Place base = base_of(f, fleet);
        holders.push_back({"alert-" + fleet.at("id").get<std::string>(), base,
                           figure(a, "dash_speed_mps") * (response_s - figure(a, "readiness_s")), &flights.from(base)});
    }
    for (const Json& s : f.scenario.at("air_defence"))
        holders.push_back({s.at("id"), place_of(s.at("at")),
                           s.at("radius_m").is_null() ? figure(f.type("air_defence", s.at("type")), "radius_m")
                                                      : s.at("radius_m").get<double>()});
    std::erase_if(holders, [](const Circle& c) { return c.radius_m <= 0; });
    return holders;
}

struct Part {
    int cover;
    Area area;
};

void check_zone(const Folder& f, const Json& zone, const std::map<std::string, Flown>& flown, const Flights& flights,
                Regions& regions, Report& report) {
    const std::string id = zone.at("id");
    const double band = 2 * f.tolerance_m;
    const Air& air = flights.air();
    const std::vector<Circle> holders = holders_of(f, flights, zone, flown);
    const Json& feature = f.feature("zones", id);
    const Json& p = properties(feature);
    const Json& sum = f.summary.at("zones").at(id);
    const double area = p.at("area_km2");

    // Numbers.
    const double height_km = (zone.at("ceiling_m").get<double>() - zone.at("floor_m").get<double>()) / 1000;
    report.add("zones: volume, km3", std::abs(p.at("volume_km3").get<double>() - area * height_km),
               rounding(1) + rounding(3) * height_km, id);
    report.add("zones: floor, ceiling, response",
               std::abs(p.at("floor_m").get<double>() - zone.at("floor_m").get<double>()) +
                   std::abs(p.at("ceiling_m").get<double>() - zone.at("ceiling_m").get<double>()) +
                   std::abs(p.at("response_min").get<double>() - zone.at("response_s").get<double>() / 60),
               0.11, id);
    report.equal("zones: area in the summary", sum.at("area_km2"), p.at("area_km2"), id);
    report.equal("zones: volume in the summary", sum.at("volume_km3"), p.at("volume_km3"), id);

    // Parts held and gaps.
    std::vector<Part> held;
    std::vector<Area> gaps;
    double held_km2 = 0, gap_km2 = 0, held_m = 0, gap_m = 0, held_measured = 0, gap_measured = 0;
    for (const Json& part : f.features("zone_held")) {
        const Json& q = properties(part);
        if (q.at("zone") != id) continue;
        const Shape shape = shape_of(part.at("geometry"));
        const Measured m = measure(shape);
        held_km2 += q.at("area_km2").get<double>(), held_m += m.perimeter_m, held_measured += m.area_km2;
        held.push_back({q.at("cover"), Area(shape)});
        report.add("zones: share of a part", std::abs(q.at("share").get<double>() - q.at("area_km2").get<double>() / area),
                   rounding(6) + 1e-8, part.at("id"));
        report.equal("zones: area by cover in the summary", sum.at("held_by_cover_km2").at(std::to_string(held.back().cover)),
                     q.at("area_km2"), part.at("id"));
    }
    double last_gap = HUGE_VAL;
    for (const Json& part : f.features("zone_gaps")) {
        const Json& q = properties(part);
        if (q.at("zone") != id) continue;
        const Shape shape = shape_of(part.at("geometry"));
        const Measured m = measure(shape);
        report.equal("zones: a gap is one piece", shape.size(), 1, part.at("id"));
        report.that("zones: gaps from the largest", q.at("area_km2") <= last_gap, part.at("id"));
        last_gap = q.at("area_km2");
        gap_km2 += last_gap, gap_m += m.perimeter_m, gap_measured += m.area_km2;
        gaps.emplace_back(shape);
        report.add("zones: share of a part", std::abs(q.at("share").get<double>() - last_gap / area), rounding(6) + 1e-8,
                   part.at("id"));
    }
    const double many = rounding(3) * static_cast<double>(2 + held.size() + gaps.size());
    report.equal("zones: covers in the summary", sum.at("held_by_cover_km2").size(), held.size(), id);
    report.add("zones: held, km2", std::abs(sum.at("held_km2").get<double>() - held_km2), many, id);
    report.add("zones: gaps, km2", std::abs(sum.at("gap_km2").get<double>() - gap_km2), many + 0.01, id);
    report.add("zones: held share", std::abs(sum.at("held_share").get<double>() - held_km2 / area), rounding(6) + 1e-7, id);
    report.add("zones: gap share", std::abs(sum.at("gap_share").get<double>() - gap_km2 / area), rounding(6) + 1e-7, id);
    report.add("zones: held and gaps are the zone, km2",
               std::abs(sum.at("held_km2").get<double>() + sum.at("gap_km2").get<double>() - area), rounding(3) * 3 + 0.01, id);
    const Shape whole = shape_of(feature.at("geometry"));
    report.add("zones: the same of the polygons drawn, km2",
               std::abs(held_measured + gap_measured - measure(whole).area_km2), 2 * f.tolerance_m * (held_m + gap_m) / 1e6, id);

    // The circles.
    std::set<std::string> drawn;
    for (const Json& c : f.features("station_cover")) {
        const Json& q = properties(c);
        if (q.at("zone") != id) continue;
        const std::string station = q.at("station");
        drawn.insert(station);
        const auto holder = std::find_if(holders.begin(), holders.end(), [&](const Circle& h) { return h.id == station; });
        report.that("station cover: of a holder", holder != holders.end(), station);
        if (holder == holders.end()) continue;
        report.add("station cover: radius, m", std::abs(q.at("radius_km").get<double>() * 1000 - holder->radius_m),
                   rounding(3) * 1000, station);
        check_extent(f, flights, *holder, shape_of(c.at("geometry")), "station cover", station, report);
    }

    // Places.
    const Area zone_area(whole);
    const bool can_tell = regions.knows(zone.at("region"));
    std::mt19937_64 random(42);
    std::map<std::string, int> holds;
    for (int i = 0; i < 20000; ++i) {
        const double x = std::uniform_real_distribution(-0.02, 1.02)(random);
        const double y = std::uniform_real_distribution(-0.02, 1.02)(random);
        const Place q{zone_area.lower().lon + x * (zone_area.upper().lon - zone_area.lower().lon),
                      zone_area.lower().lat + y * (zone_area.upper().lat - zone_area.lower().lat)};
        const std::string where = id + " at " + std::to_string(q.lon) + "," + std::to_string(q.lat);
        const bool in_zone = zone_area.contains(q);
        if (can_tell && i < 8000) {
            bool near = false;
            const bool expected = regions.inside(zone.at("region"), q, near);
            if (near)
                report.skip("zones: places are in it as its region says");
            else
                report.that("zones: places are in it as its region says", expected == in_zone, where);
        }
        if (zone_area.border_m(q, band) <= band) {
            report.skip("zones: places held by as many as reach them");
            continue;
        }
        bool near = air.border_m(q, band) <= band && std::any_of(holders.begin(), holders.end(), [&](const Circle& h) {
            return h.ways && distance_m(h.at, q) < h.radius_m + band;
        });
        int count = 0;
        for (const Circle& h : holders) {
            const double off = h.distance_m(q, h.radius_m + 2 * band + 100) - h.radius_m;
            if (std::abs(off) < 2 * band + 100)
                near = near || std::abs(off) <= band + flights.allowed_m(h.way(q));
            if (off < 0) {
                ++count;
                if (in_zone && off < -band) ++holds[h.id];
            }
        }
        if (near) {
            report.skip("zones: places held by as many as reach them");
            continue;
        }
        int in_held = 0, cover = 0, in_gaps = 0;
        for (const Part& part : held)
            if (part.area.contains(q)) ++in_held, cover = part.cover;
        for (const Area& gap : gaps) in_gaps += gap.contains(q) ? 1 : 0;
        if (!in_zone) {
            report.that("zones: places outside are neither held nor gaps", in_held == 0 && in_gaps == 0, where);
            continue;
        }
        report.that("zones: places held by as many as reach them",
                    in_held == (count > 0 ? 1 : 0) && cover == count && in_gaps == (count > 0 ? 0 : 1),
                    where + ": reached by " + std::to_string(count) + ", in " + std::to_string(in_held) +
                        " parts held (cover " + std::to_string(cover) + "), in " + std::to_string(in_gaps) + " gaps");
    }
    for (const auto& [holder, n] : holds)
        report.that("station cover: every holder of a place is drawn", drawn.contains(holder), holder);
}

}  // namespace

void check_zones(const Folder& f, const Flights& flights, const std::map<std::string, Flown>& flown, Report& report) {
    Regions regions(f, flights.air(), 2 * f.tolerance_m);
    report.equal("zones: all there", f.features("zones").size(), f.scenario.at("zones").size(), "zones.geojson");
    for (const Json& zone : f.scenario.at("zones")) check_zone(f, zone, flown, flights, regions, report);
}

}  // namespace independent
