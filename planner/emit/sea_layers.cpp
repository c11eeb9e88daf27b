// Layers of ports and lanes.
#include "planner/emit/layer_maker.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <map>

namespace picket::planner {

using geo::GeometryType;
using geo::MultiPolygon;
using geo::Region;
using geo::Value;

OutputLayer ports_layer(const Plan& plan) {
    LayerMaker m(plan, "ports", GeometryType::point, {{"country", text}, {"role", text}});
    for (const Port& p : plan.theatre.ports)
        m.add_from(p.source, p.as_of, p.id, p.name, {{"country", p.country}, {"role", text_or_null(p.role)}}, "",
                   m.point(p.at));
    return m.take();
}

OutputLayer lanes_layer(const Plan& plan) {
    LayerMaker m(plan, "lanes", GeometryType::line,
                 {{"from", text}, {"to", text}, {"length_km", number}, {"length_nmi", number},
                  {"protected_share", number}, {"port_offset_km", number}});
    for (const LaneResult& r : plan.lanes) {
        const LanePath& lane = plan.theatre.lanes.at(r.id);
        m.add_from(lane.source, lane.as_of, r.id, lane.name,
                   {{"from", lane.from}, {"to", lane.to}, {"length_km", km(r.length)},
                    {"length_nmi", decimals(r.length.nautical_miles(), 3)},
                    {"protected_share", decimals(r.protected_length / r.length, 6)},
                    {"port_offset_km", km(r.port_offset)}},
                   "geodesic length along the layer's own edges", m.line(lane.path));
    }
    return m.take();
}

OutputLayer lane_legs_layer(const Plan& plan) {
    LayerMaker m(plan, "lane_legs", GeometryType::line,
                 {{"lane", text}, {"from_km", number}, {"to_km", number}, {"protected", boolean}, {"cause", text},
                  {"air_min", number}, {"air_by", text}, {"sea_min", number}, {"sea_by", text},
                  {"watched_by", text}, {"revisit_min", number}, {"revisit_by", text}, {"air_defence_by", text}, {"coastal_defence_by", text},
                  {"swept_width_m", number}, {"swept_depth_m", number}, {"swept_by", text}, {"front_km", number},
                  {"hostile_shore_km", number}, {"waters", text}, {"listed", text}, {"without", text}});
    for (const LaneResult& r : plan.lanes)
        for (std::size_t i = 0; i < r.legs.size(); ++i) {
            const LaneLeg& leg = r.legs[i];
            const LaneState& s = leg.state;
            m.add(fmt::format("{}-leg-{}", r.id, i + 1),
                  fmt::format("{}, km {:.1f} to {:.1f}", r.id, leg.from.kilometres(), leg.to.kilometres()),
                  {{"lane", r.id}, {"from_km", decimals(leg.from.kilometres(), 4)},
                   {"to_km", decimals(leg.to.kilometres(), 4)}, {"protected", s.is_protected},
                   {"cause", text_or_null(s.cause)}, {"air_min", optional(s.air_min, 2)},
                   {"air_by", text_or_null(s.air_by)}, {"sea_min", optional(s.sea_min, 2)},
                   {"sea_by", text_or_null(s.sea_by)}, {"watched_by", text_or_null(s.watched_by)},
                   {"revisit_min", optional(s.revisit_min, 2)}, {"revisit_by", text_or_null(s.revisit_by)},
                   {"air_defence_by", text_or_null(s.air_defence_by)}, {"coastal_defence_by", text_or_null(s.coastal_defence_by)},
                   {"swept_width_m", optional(s.swept_width_m, 2)}, {"swept_depth_m", optional(s.swept_depth_m, 2)},
                   {"swept_by", text_or_null(s.swept_by)}, {"front_km", optional(s.front_km, 2)},
                   {"hostile_shore_km", optional(s.hostile_shore_km, 2)}, {"waters", text_or_null(s.waters)},
                   {"listed", text_or_null(s.listed)}, {"without", text_or_null(s.without)}},
                  "dash speed by the shortest way: by air round closed airspace, by sea round land",
                  m.line(plan.theatre.lanes.at(r.id).path.slice(leg.from, leg.to)));
        }
    return m.take();
}

OutputLayer lane_gaps_layer(const Plan& plan) {
    LayerMaker m(plan, "lane_gaps", GeometryType::line,
                 {{"lane", text}, {"from_km", number}, {"to_km", number}, {"length_km", number}, {"cause", text}, {"without", text},
                  {"short_min", number}, {"short_km", number}, {"exposed_h", number}, {"nearest", text}, {"response_min", number},
                  {"worst_at", text}, {"closed_by", text}});
    for (const LaneResult& r : plan.lanes)
        for (std::size_t i = 0; i < r.gaps.size(); ++i) {
            const LaneGap& gap = r.gaps[i];
            m.add(fmt::format("{}-gap-{}", r.id, i + 1),
                  fmt::format("{}: not protected, km {:.1f} to {:.1f}", r.id, gap.from.kilometres(),
                              gap.to.kilometres()),
                  {{"lane", r.id}, {"from_km", decimals(gap.from.kilometres(), 4)},
                   {"to_km", decimals(gap.to.kilometres(), 4)}, {"length_km", km(gap.to - gap.from)},
                   {"cause", gap.cause}, {"without", gap.without}, {"short_min", optional(gap.short_min, 2)},
                   {"short_km", optional(gap.short_km, 2)}, {"exposed_h", decimals(gap.exposed.hours(), 4)},
                   {"nearest", text_or_null(gap.nearest)}, {"response_min", optional(gap.response_min, 2)},
                   {"worst_at", gap.worst_at ? Value(fmt::format("{:.7f},{:.7f}", gap.worst_at->lon(), gap.worst_at->lat())) : Value{}},
                   {"closed_by", text_or_null(gap.closed_by)}},
                  "stretches without the protection asked for",
                  m.line(plan.theatre.lanes.at(r.id).path.slice(gap.from, gap.to)));
        }
    return m.take();
}

OutputLayer lane_areas_layer(const Plan& plan) {
    LayerMaker m(plan, "lane_areas", GeometryType::multipolygon, {{"kind", text}, {"width_m", number}, {"depth_m", number}});
    std::map<std::string, int> numbers;
    for (const LaneArea& a : plan.theatre.lane_areas)
        m.add_from(a.source, a.as_of, fmt::format("{}-{}", a.kind, ++numbers[a.kind]), a.name,
                   {{"kind", a.kind}, {"width_m", optional(a.width_m, 2)}, {"depth_m", optional(a.depth_m, 2)}},
                   "as drawn, cut a degree beyond the lanes", m.area(a.region));
    return m.take();
}

}  // namespace picket::planner
