// Layers of the whole force: who can hold a place, who stays longest, who comes soonest.
#include "planner/emit/layer_maker.hpp"
#include "planner/summary.hpp"

#include "geo/buffer_edge.hpp"
#include "geo/parallel.hpp"
#include "geo/text.hpp"

namespace picket::planner {

using geo::GeometryType;
using geo::MultiPolygon;
using geo::Value;

namespace {

double minutes(geo::Duration t) { return decimals(t.minutes(), 2); }

// Contours that follow one wall have vertices of their own on it, a step of the grid apart: what lies between is left out.
geo::Geometry without_slivers(geo::Geometry shape) {
    return geo::without_slivers(std::move(std::get<MultiPolygon>(shape)), geo::Distance::metres(0.1));
}

}  // namespace

OutputLayer force_layer(const Plan& plan) {
    LayerMaker m(plan, "force", GeometryType::multipolygon,
                 {{"on_station_min", number}, {"with_tankers", boolean}, {"fleets", integer}, {"aircraft", integer},
                  {"aircraft_available", number}, {"held_by", text}, {"area_km2", number}});
    for (const ForceMap& map : plan.force) {
        std::vector<geo::Geometry> shapes(map.parts.size());
        geo::parallel_for(shapes.size(), [&](std::size_t i) { shapes[i] = without_slivers(m.area(map.parts[i].region)); });
        const std::string id = fmt::format("{}{}", time_label(map.on_station), map.with_tankers ? "-tankers" : "");
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            const ForcePart& part = map.parts[i];
            if (std::get<MultiPolygon>(shapes[i]).empty()) continue;  // thinner than 7 decimals can show
            m.add(fmt::format("{}-{}", id, i + 1),
                  fmt::format("{} fleets, {} aircraft for {:g} min{}", part.fleets.size(), part.aircraft, minutes(map.on_station),
                              map.with_tankers ? ", with tankers" : ""),
                  {{"on_station_min", minutes(map.on_station)}, {"with_tankers", map.with_tankers},
                   {"fleets", static_cast<std::int64_t>(part.fleets.size())}, {"aircraft", std::int64_t{part.aircraft}},
                   {"aircraft_available", decimals(part.available, 3)}, {"held_by", geo::joined(part.fleets)}, {"area_km2", km2(part.area)}},
                  "overlay of the fleets' reach", std::move(shapes[i]));
        }
    }
    return m.take();
}

OutputLayer best_bases_layer(const Plan& plan) {
    LayerMaker m(plan, "best_bases", GeometryType::multipolygon,
                 {{"base", text}, {"fleet", text}, {"aircraft", text}, {"nation", text}, {"area_km2", number}});
    std::vector<geo::Geometry> shapes(plan.best_bases.size());
    geo::parallel_for(shapes.size(), [&](std::size_t i) { shapes[i] = without_slivers(m.area(plan.best_bases[i].region)); });
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const BestBase& best = plan.best_bases[i];
        const Fleet& f = by_id(plan.scenario.fleets, best.fleet);
        m.add(f.id, fmt::format("{} from {} stays longest", f.aircraft, f.base),
              {{"base", f.base}, {"fleet", f.id}, {"aircraft", f.aircraft}, {"nation", f.nation}, {"area_km2", km2(best.area)}},
              "longest time on station without tankers", std::move(shapes[i]));
    }
    return m.take();
}

OutputLayer arrival_layer(const Plan& plan) {
    LayerMaker m(plan, "arrival", GeometryType::multipolygon,
                 {{"from", text}, {"kind", text}, {"within_min", number}, {"area_km2", number}});
    std::vector<geo::Geometry> shapes(plan.arrivals.size());
    geo::parallel_for(shapes.size(), [&](std::size_t i) { shapes[i] = m.area(plan.arrivals[i].region); });
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const Arrival& a = plan.arrivals[i];
        m.add(fmt::format("{}-{}", a.from, time_label(a.within)), fmt::format("{}: there within {:g} min", a.from, minutes(a.within)),
              {{"from", a.from}, {"kind", a.kind}, {"within_min", minutes(a.within)}, {"area_km2", km2(a.area)}},
              "shortest way round closed airspace at dash speed, from the racetrack's worst point", std::move(shapes[i]));
    }
    return m.take();
}

}  // namespace picket::planner
