// Layers of what zones miss, who sees them and what their places weigh.
#include "planner/emit/layer_maker.hpp"

#include "geo/text.hpp"

namespace picket::planner {

using geo::GeometryType;
using geo::Value;

namespace {

double share_of(geo::Area part, const ZoneResult& z) { return decimals(part / z.area, 6); }

Value minutes(const std::optional<geo::Duration>& d) { return d ? Value(decimals(d->minutes(), 2)) : Value{}; }

}  // namespace

OutputLayer zone_gaps_layer(const Plan& plan) {
    LayerMaker m(plan, "zone_gaps", GeometryType::multipolygon,
                 {{"zone", text}, {"area_km2", number}, {"share", number}, {"nearest", text}, {"response_min", number},
                  {"short_min", number}, {"worst_at", text}, {"closed_by", text}});
    for (const ZoneResult& z : plan.zones) {
        const geo::Duration asked = by_id(plan.scenario.zones, z.id).response_time;
        int count = 0;
        for (const GapResult& gap : z.gap_pieces) {
            geo::Geometry shape = m.area(gap.region);
            if (std::get<geo::MultiPolygon>(shape).empty()) continue;  // thinner than 7 decimals can show
            ++count;
            const auto missed = gap.response ? std::optional(*gap.response - asked) : std::nullopt;
            m.add(fmt::format("{}-gap-{}", z.id, count), fmt::format("{}: gap {}", z.id, count),
                  {{"zone", z.id}, {"area_km2", km2(gap.area)}, {"share", share_of(gap.area, z)},
                   {"nearest", text_or_null(gap.nearest)}, {"response_min", minutes(gap.response)}, {"short_min", minutes(missed)},
                   {"worst_at", gap.worst_at ? Value(fmt::format("{:.7f},{:.7f}", gap.worst_at->lon(), gap.worst_at->lat())) : Value{}},
                   {"closed_by", gap.closed_by}},
                  "the zone less what is held", std::move(shape));
        }
    }
    return m.take();
}

OutputLayer zone_seen_layer(const Plan& plan) {
    LayerMaker m(plan, "zone_seen", GeometryType::multipolygon,
                 {{"zone", text}, {"seen_by", integer}, {"area_km2", number}, {"share", number}, {"seen_at_m", number}});
    for (const ZoneResult& z : plan.zones) {
        const auto& height = by_id(plan.scenario.zones, z.id).seen_at;
        for (std::size_t i = 0; i < z.by_seen.size(); ++i) {
            const auto& [count, region] = z.by_seen[i];
            const geo::Area area = z.by_seen_area[i].second;
            m.add(fmt::format("{}-seen-{}", z.id, count), fmt::format("{}: seen by {}", z.id, count),
                  {{"zone", z.id}, {"seen_by", std::int64_t{count}}, {"area_km2", km2(area)}, {"share", share_of(area, z)},
                   {"seen_at_m", height ? Value(decimals(height->metres(), 1)) : Value{}}},
                  "radar range or horizon over 4/3 earth, geodesic discs", m.area(region));
        }
    }
    return m.take();
}

OutputLayer zone_assets_layer(const Plan& plan) {
    LayerMaker m(plan, "zone_assets", GeometryType::point,
                 {{"zone", text}, {"weights", text}, {"weight", number}, {"held", boolean}, {"held_by", integer}, {"seen", boolean},
                  {"seen_by", integer}, {"response_min", number}});
    for (const ZoneResult& z : plan.zones)
        for (const WeightResult& w : z.weights)
            for (std::size_t i = 0; i < w.places.size(); ++i) {
                const WeightedPlace& p = w.places[i];
                const std::string id = fmt::format("{}-{}-{}", z.id, w.name, i + 1);
                m.add(id, p.name.empty() ? id : p.name,
                      {{"zone", z.id}, {"weights", w.name}, {"weight", p.weight}, {"held", p.held_by > 0},
                       {"held_by", std::int64_t{p.held_by}}, {"seen", p.seen_by > 0}, {"seen_by", std::int64_t{p.seen_by}},
                       {"response_min", minutes(p.response)}},
                      "shortest way round closed airspace at dash speed; air defence and sensors: geodesic distance", m.point(p.at));
            }
    return m.take();
}

}  // namespace picket::planner
