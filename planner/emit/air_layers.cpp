// Layers of reach, stations and zones.
#include "planner/calendar.hpp"
#include "planner/emit/layer_maker.hpp"
#include "planner/summary.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::GeometryType;
using geo::MultiPolygon;
using geo::Region;
using geo::Value;

namespace {

double share_of(geo::Area part, const ZoneResult& z) { return decimals(part / z.area, 6); }

}  // namespace

OutputLayer reach_layer(const Plan& plan) {
    LayerMaker m(plan, "reach", GeometryType::multipolygon,
                 {{"fleet", text}, {"base", text}, {"nation", text}, {"aircraft", text}, {"on_station_min", number},
                  {"tanker", text}, {"refuellings", integer}, {"recovery", text}, {"radius_km", number}, {"area_km2", number}});
    std::vector<geo::Geometry> shapes(plan.reach.size());
    const auto is_drawn = [](const Reach& r) { return r.is_asked && !r.region.is_empty(); };
    geo::parallel_for(shapes.size(), [&](std::size_t i) {
        if (is_drawn(plan.reach[i])) shapes[i] = m.area(plan.reach[i].region);
    });
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const Reach& r = plan.reach[i];
        if (!is_drawn(r)) continue;
        const Fleet& f = by_id(plan.scenario.fleets, r.fleet);
        const double minutes = decimals(r.on_station.minutes(), 2);
        const bool is_wet = !r.tanker.empty();
        m.add(fmt::format("{}-{}{}", r.fleet, time_label(r.on_station), is_wet ? "-tanker" : ""),
              fmt::format("{} from {}, {:g} min on station{}", f.aircraft, f.base, minutes, is_wet ? ", with tanker" : ""),
              {{"fleet", r.fleet}, {"base", f.base}, {"nation", f.nation}, {"aircraft", f.aircraft}, {"on_station_min", minutes},
               {"tanker", text_or_null(r.tanker)}, {"refuellings", std::int64_t{is_wet ? f.refuellings : 0}},
               {"recovery", text_or_null(geo::joined(f.recovery))},
               {"radius_km", r.radius ? Value(km(*r.radius)) : Value{}}, {"area_km2", km2(r.area)}},
              "time on station by shortest ways round closed airspace at cruise speed", std::move(shapes[i]));
    }
    return m.take();
}

OutputLayer routes_layer(const Plan& plan) {
    LayerMaker m(plan, "routes", GeometryType::line,
                 {{"from", text}, {"to", text}, {"fleet", text}, {"length_km", number}, {"time_min", number},
                  {"direct_km", number}, {"turns", integer}});
    for (const Route& r : plan.routes)
        m.add(r.id, fmt::format("{} to {}", r.from, r.to),
              {{"from", r.from}, {"to", r.to}, {"fleet", r.fleet}, {"length_km", km(r.path.length())},
               {"time_min", decimals(r.time.minutes(), 2)}, {"direct_km", km(r.direct)},
               {"turns", static_cast<std::int64_t>(r.path.vertices().size()) - 2}},
              "shortest way round closed airspace, at cruise speed", m.line(r.path));
    return m.take();
}

OutputLayer stations_layer(const Plan& plan) {
    LayerMaker m(plan, "stations", GeometryType::point,
                 {{"zone", text}, {"seats", integer}, {"fleet", text}, {"base", text}, {"nation", text},
                  {"role", text}, {"on_station_h", number}, {"on_station_dry_h", number},
                  {"sorties_per_day", number}, {"aircraft_needed", number}, {"aircraft_needed_uncapped", number},
                  {"manned", boolean}, {"why_not", text}, {"chosen", boolean}});
    for (const Station& st : plan.scenario.stations) {
        const StationResult& r = result_of(plan, st);
        const Fleet& f = by_id(plan.scenario.fleets, st.fleet);
        m.add(st.id, st.id,
              {{"zone", text_or_null(geo::joined(st.zones))}, {"seats", std::int64_t{st.seats}}, {"fleet", f.id},
               {"base", f.base}, {"nation", f.nation},
               {"role", std::string(name_of(aircraft_of(plan.scenario, f).role))},
               {"on_station_h", decimals(r.flown.on_station.hours(), 4)},
               {"on_station_dry_h", decimals(r.dry.on_station.hours(), 4)},
               {"sorties_per_day", decimals(r.sorties_per_day, 4)},
               {"aircraft_needed", decimals(r.aircraft_needed, 3)},
               {"aircraft_needed_uncapped", decimals(r.aircraft_needed_uncapped, 3)}, {"manned", r.manned},
               {"why_not", text_or_null(r.why_not)}, {"chosen", st.is_chosen}},
              "time on station net of transit round closed airspace both ways", m.point(st.at));
    }
    return m.take();
}

OutputLayer rota_layer(const Plan& plan) {
    LayerMaker m(plan, "rota", GeometryType::point,
                 {{"station", text}, {"seat", integer}, {"fleet", text}, {"nation", text}, {"base", text}, {"sortie", integer}, {"aircraft", integer},
                  {"takeoff_time", time_field}, {"from_time", time_field}, {"to_time", time_field}, {"landing_time", time_field}});
    const auto at = [&](geo::Duration d) { return time_of_day(plan.scenario.as_of, d); };
    for (const RotaSortie& s : plan.rota) {
        const Fleet& fleet = by_id(plan.scenario.fleets, s.fleet);
        m.add(fmt::format("{}-{}-{}", s.station, s.seat, s.number), fmt::format("{}, seat {}, sortie {}", s.station, s.seat, s.number),
              {{"station", s.station}, {"seat", std::int64_t{s.seat}}, {"fleet", s.fleet}, {"nation", fleet.nation}, {"base", fleet.base},
               {"sortie", std::int64_t{s.number}}, {"aircraft", std::int64_t{s.aircraft}}, {"takeoff_time", at(s.takeoff)},
               {"from_time", at(s.from)}, {"to_time", at(s.to)}, {"landing_time", at(s.landing)}},
              "a day of sorties that follow each other", m.point(by_id(plan.scenario.stations, s.station).at));
    }
    return m.take();
}

OutputLayer station_cover_layer(const Plan& plan) {
    LayerMaker m(plan, "station_cover", GeometryType::multipolygon,
                 {{"station", text}, {"zone", text}, {"response_min", number}, {"radius_km", number}});
    for (const ZoneResult& z : plan.zones)
        for (const Cover& c : z.holders)
            m.add(z.id + "-" + c.id, fmt::format("{} for zone {}", c.id, z.id),
                  {{"station", c.id}, {"zone", z.id},
                   {"response_min", decimals(by_id(plan.scenario.zones, z.id).response_time.minutes(), 2)},
                   {"radius_km", km(c.radius)}},
                  "shortest way round closed airspace at dash speed; air defence: geodesic disc", m.area(c.region));
    return m.take();
}

OutputLayer zones_layer(const Plan& plan) {
    LayerMaker m(plan, "zones", GeometryType::multipolygon,
                 {{"zone", text}, {"area_km2", number}, {"volume_km3", number}, {"floor_m", number},
                  {"ceiling_m", number}, {"response_min", number}});
    for (const ZoneResult& z : plan.zones) {
        const Zone& zone = by_id(plan.scenario.zones, z.id);
        m.add(z.id, zone.title,
              {{"zone", z.id}, {"area_km2", km2(z.area)},
               {"volume_km3",
                decimals(z.area.square_kilometres() * (zone.ceiling - zone.floor).kilometres(), 1)},
               {"floor_m", decimals(zone.floor.metres(), 1)}, {"ceiling_m", decimals(zone.ceiling.metres(), 1)},
               {"response_min", decimals(zone.response_time.minutes(), 2)}},
              "region algebra on the ellipsoid", m.area(z.region));
    }
    return m.take();
}

OutputLayer zone_held_layer(const Plan& plan) {
    LayerMaker m(plan, "zone_held", GeometryType::multipolygon,
                 {{"zone", text}, {"cover", integer}, {"area_km2", number}, {"share", number}});
    for (const ZoneResult& z : plan.zones)
        for (std::size_t i = 0; i < z.by_cover.size(); ++i) {
            const auto& [count, region] = z.by_cover[i];
            const geo::Area area = z.cover_area[i].second;
            m.add(fmt::format("{}-cover-{}", z.id, count), fmt::format("{}: held by {}", z.id, count),
                  {{"zone", z.id}, {"cover", std::int64_t{count}}, {"area_km2", km2(area)},
                   {"share", share_of(area, z)}},
                  "within response time of a manned station, ground alert or air defence", m.area(region));
        }
    return m.take();
}

}  // namespace picket::planner
