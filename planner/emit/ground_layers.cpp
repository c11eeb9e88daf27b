// Layers of what stands on the ground: bases, front line, closed airspace, air defence and sensors.
#include "planner/emit/layer_maker.hpp"
#include "planner/theatre.hpp"

#include "geo/parallel.hpp"
#include "geo/region.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <optional>

namespace picket::planner {

using geo::GeometryType;
using geo::MultiPolygon;
using geo::Region;
using geo::Value;

namespace {

const Cover* cover_of(const std::vector<Cover>& covers, const std::string& id) {
    const auto found = std::find_if(covers.begin(), covers.end(), [&](const Cover& c) { return c.id == id; });
    return found == covers.end() ? nullptr : &*found;
}

const std::vector<geo::Field> site_fields{{"type", text}, {"nation", text}, {"radius_km", number}, {"height_m", number}};

OutputLayer sites_layer(const Plan& plan, const char* name, const std::vector<AirDefence>& sites, const std::vector<Cover>& covers, Draw draw) {
    LayerMaker m(plan, name, draw == Draw::cover ? GeometryType::multipolygon : GeometryType::point, site_fields);
    for (const AirDefence& site : sites) {
        const Cover& c = *cover_of(covers, site.id);
        m.add(site.id, site.name,
              {{"type", site.type}, {"nation", site.nation}, {"radius_km", km(c.radius)}, {"height_m", Value{}}},
              draw == Draw::cover ? "geodesic disc" : "", draw == Draw::cover ? m.area(c.region) : m.point(c.at));
    }
    return m.take();
}

// What a map of the plan shows at most, in lon/lat with longitudes that run on past 180 degrees: all places of the plan, and
// so much about them that a reader finds his bearings. Nothing where there is no place.
std::optional<geo::Box> surroundings(const Plan& plan) {
    constexpr double margin_deg = 12;
    geo::Box box;
    const auto add = [&](geo::Position p) { box.add(geo::Vec{plan.theatre.frame.unwrapped_lon(p.lon()), p.lat()}); };
    for (const Fleet& f : plan.scenario.fleets) add(plan.theatre.bases.at(f.base).at);
    for (const Station& st : plan.scenario.stations) add(st.at);
    for (const LaneResult& lane : plan.lanes)
        for (const LanePoint& p : lane.profile) add(p.at);
    for (const geo::Path& line : plan.theatre.frontline)
        for (const geo::Position& p : line.vertices()) add(p);
    for (const ZoneResult& zone : plan.zones)
        for (const geo::Polygon& p : zone.region.polygons())
            for (const geo::Vec& v : p.outer) add(plan.theatre.frame.to_position(v));
    if (box.low.x > box.high.x) return std::nullopt;
    return geo::Box{{box.low.x - margin_deg, std::max(box.low.y - margin_deg, -90.0)}, {box.high.x + margin_deg, std::min(box.high.y + margin_deg, 90.0)}};
}

}  // namespace

OutputLayer countries_layer(const Plan& plan) {
    LayerMaker m(plan, "countries", GeometryType::multipolygon, {{"iso3", text}});
    const std::optional<geo::Box> box = surroundings(plan);
    for (const geo::Feature& f : plan.theatre.background.features) {
        const auto* shape = std::get_if<MultiPolygon>(&f.geometry);
        if (!shape || !box) continue;
        MultiPolygon near = geo::clipped(unwrapped(*shape, plan.theatre.frame), box->low, box->high);
        if (near.empty()) continue;
        m.add_from(f.text("source"), f.text("as_of"), f.text("iso3"), f.text("name"), {{"iso3", f.text("iso3")}}, "", std::move(near));
    }
    return m.take();
}

OutputLayer bases_layer(const Plan& plan) {
    LayerMaker m(plan, "bases", GeometryType::point,
                 {{"icao", text}, {"country", text}, {"role", text}, {"used", boolean}, {"runway_m", number}, {"elevation_m", number}});
    const auto is_used = [&](const std::string& icao) {
        return std::any_of(plan.scenario.fleets.begin(), plan.scenario.fleets.end(), [&](const Fleet& f) { return f.base == icao; });
    };
    for (const auto& [icao, b] : plan.theatre.bases)
        m.add_from(b.source, b.as_of, icao, b.name,
                   {{"icao", icao}, {"country", b.country}, {"role", text_or_null(b.role)}, {"used", is_used(icao)},
                    {"runway_m", optional(b.runway_m, 1)}, {"elevation_m", optional(b.elevation_m, 1)}},
                   "", m.point(b.at));
    return m.take();
}

OutputLayer frontline_layer(const Plan& plan) {
    LayerMaker m(plan, "frontline", GeometryType::line, {{"length_km", number}, {"length_mi", number}});
    const Theatre& t = plan.theatre;
    for (std::size_t i = 0; i < t.frontline.size(); ++i)
        m.add_from(t.frontline_source, t.frontline_as_of, fmt::format("frontline-{}", i + 1),
                   i == 0 ? "Front line" : fmt::format("Front line, part {}", i + 1),
                   {{"length_km", km(t.frontline[i].length())},
                    {"length_mi", decimals(t.frontline[i].length().miles(), 3)}},
                   "geodesic length along the layer's own edges", m.line(t.frontline[i]));
    return m.take();
}

OutputLayer control_layer(const Plan& plan) {
    LayerMaker m(plan, "control", GeometryType::multipolygon, {{"area_km2", number}});
    const Theatre& t = plan.theatre;
    if (!t.control.is_empty())
        m.add_from(t.control_source, t.control_as_of, "control", "Ground not held by the government",
                   {{"area_km2", km2(area_of(t.frame, t.control))}}, "geodesic area of the layer", m.area(t.control));
    return m.take();
}

OutputLayer closed_airspace_layer(const Plan& plan) {
    LayerMaker m(plan, "closed_airspace", GeometryType::multipolygon, {{"reason", text}, {"area_km2", number}});
    for (const ClosedPart& c : plan.theatre.closed)
        m.add_from(c.source, c.as_of, c.id, c.reason,
                   {{"reason", c.reason}, {"area_km2", km2(area_of(plan.theatre.frame, c.region))}},
                   "as drawn, cut at the edge of the data", m.area(c.region));
    return m.take();
}

OutputLayer air_defence_layer(const Plan& plan, Draw draw) {
    return sites_layer(plan, draw == Draw::cover ? "air_defence_cover" : "air_defence", plan.scenario.air_defence, plan.air_defence, draw);
}

OutputLayer coastal_defence_layer(const Plan& plan, Draw draw) {
    return sites_layer(plan, draw == Draw::cover ? "coastal_defence_cover" : "coastal_defence", plan.scenario.coastal_defence, plan.coastal_defence, draw);
}

OutputLayer sensors_layer(const Plan& plan, Draw draw) {
    LayerMaker m(plan, draw == Draw::cover ? "sensor_cover" : "sensors",
                 draw == Draw::cover ? GeometryType::multipolygon : GeometryType::point, site_fields);
    for (const Sensor& sensor : plan.scenario.sensors) {
        const Cover* c = cover_of(plan.sensors, sensor.id);
        if (!c) continue;  // its station is not manned
        const SensorType& type = plan.scenario.catalogue.sensors.at(sensor.type);
        m.add(sensor.id, fmt::format("{}, {}", sensor.id, type.name),
              {{"type", sensor.type}, {"nation", sensor.nation}, {"radius_km", km(c->radius)},
               {"height_m", decimals(sensor.height.value_or(type.height.value).metres(), 1)}},
              draw == Draw::cover ? "geodesic disc: instrumented range or 4/3-earth horizon, the lesser" : "",
              draw == Draw::cover ? m.area(c->region) : m.point(c->at));
    }
    return m.take();
}

}  // namespace picket::planner
