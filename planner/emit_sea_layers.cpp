// Layers of ports and lanes.
#include "planner/layer_maker.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>

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
                  {"watched_by", text}, {"air_defence_by", text}});
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
                   {"air_defence_by", text_or_null(s.air_defence_by)}},
                  "dash speed by the shortest way: by air round closed airspace, by sea round land",
                  m.line(plan.theatre.lanes.at(r.id).path.slice(leg.from, leg.to)));
        }
    return m.take();
}

OutputLayer lane_gaps_layer(const Plan& plan) {
    LayerMaker m(plan, "lane_gaps", GeometryType::line,
                 {{"lane", text}, {"from_km", number}, {"to_km", number}, {"length_km", number}, {"cause", text},
                  {"short_min", number}, {"exposed_h", number}});
    for (const LaneResult& r : plan.lanes)
        for (std::size_t i = 0; i < r.gaps.size(); ++i) {
            const LaneGap& gap = r.gaps[i];
            m.add(fmt::format("{}-gap-{}", r.id, i + 1),
                  fmt::format("{}: not protected, km {:.1f} to {:.1f}", r.id, gap.from.kilometres(),
                              gap.to.kilometres()),
                  {{"lane", r.id}, {"from_km", decimals(gap.from.kilometres(), 4)},
                   {"to_km", decimals(gap.to.kilometres(), 4)}, {"length_km", km(gap.to - gap.from)},
                   {"cause", gap.cause}, {"short_min", optional(gap.short_min, 2)},
                   {"exposed_h", decimals(gap.exposed.hours(), 4)}},
                  "stretches without the protection asked for",
                  m.line(plan.theatre.lanes.at(r.id).path.slice(gap.from, gap.to)));
        }
    return m.take();
}

}  // namespace picket::planner
