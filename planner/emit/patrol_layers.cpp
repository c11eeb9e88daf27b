// Layers of ships, patrols and places of more ships.
#include "planner/emit/layer_maker.hpp"

#include "geo/text.hpp"

namespace picket::planner {

using geo::GeometryType;

OutputLayer vessels_layer(const Plan& plan) {
    LayerMaker m(plan, "vessels", GeometryType::point,
                 {{"vessel", text}, {"type", text}, {"nation", text}, {"half_km", number}, {"dash_speed_kn", number}, {"patrol_speed_kn", number}});
    for (const SeaPost& post : plan.posts) {
        const Vessel& v = by_id(plan.scenario.vessels, post.vessel);
        const VesselType& type = plan.scenario.catalogue.vessels.at(v.type);
        m.add(post.id, post.id == v.id ? v.name : fmt::format("{} {}", v.name, post.id.substr(v.id.size() + 1)),
              {{"vessel", v.id}, {"type", v.type}, {"nation", v.nation},
               {"half_km", decimals(post.half.kilometres(), 4)},
               {"dash_speed_kn", decimals(type.dash_speed.value.knots(), 2)},
               {"patrol_speed_kn", decimals(type.patrol_speed.value.knots(), 2)}},
              v.at ? "" : v.patrol->is_loop ? "centre of the box's area in the frame, or the place of its edge nearest to one on land; the greatest way by water to its edge"
                                            : "middle of each ship's part of the line; half of the part",
              m.point(post.at));
    }
    return m.take();
}

OutputLayer patrols_layer(const Plan& plan) {
    LayerMaker m(plan, "patrols", GeometryType::line,
                 {{"pattern", text}, {"count", integer}, {"length_km", number}, {"speed_kn", number}, {"worst_revisit_min", number},
                  {"mean_wait_min", number}, {"coverage_factor", number}, {"detection_random", number}, {"detection_inverse_cube", number}});
    for (const PatrolResult& r : plan.patrols) {
        const auto minutes = [&](geo::Duration Revisit::*of) { return r.revisit ? geo::Value(decimals(((*r.revisit).*of).minutes(), 2)) : geo::Value{}; };
        m.add(r.id, fmt::format("patrol of {}", r.id),
              {{"pattern", r.beat.is_loop ? "loop" : "shuttle"}, {"count", static_cast<std::int64_t>(r.beat.count)},
               {"length_km", km(r.beat.length)}, {"speed_kn", decimals(r.beat.speed.knots(), 2)},
               {"worst_revisit_min", minutes(&Revisit::worst)}, {"mean_wait_min", minutes(&Revisit::mean_wait)},
               {"coverage_factor", optional(r.coverage, 6)}, {"detection_random", optional(r.random_search, 6)},
               {"detection_inverse_cube", optional(r.inverse_cube, 6)}},
              r.beat.is_loop ? "round and round, equally far apart: length / (count x speed)" : "to and fro, each on a part of its own: 2 x length / (count x speed)",
              m.line(r.line));
    }
    return m.take();
}

OutputLayer ship_places_layer(const Plan& plan) {
    LayerMaker m(plan, "ship_places", GeometryType::point, {{"ships", integer}, {"number", integer}, {"type", text}, {"lane", text}, {"at_km", number}});
    if (!plan.more_ships) return m.take();
    for (const MoreShipsResult::Choice& c : plan.more_ships->choices)
        for (std::size_t i = 0; i < c.places.size(); ++i) {
            const ShipPlace& p = c.places[i];
            m.add(fmt::format("more-{}-{}", c.ships, i + 1), fmt::format("{} of {} more ships", i + 1, c.ships),
                  {{"ships", static_cast<std::int64_t>(c.ships)}, {"number", static_cast<std::int64_t>(i + 1)}, {"type", plan.scenario.more_ships->type},
                   {"lane", p.lane}, {"at_km", decimals(p.along.kilometres(), 4)}},
                  "maximal covering of pieces of the lanes that no ship reaches in time", m.point(p.at));
        }
    return m.take();
}

}  // namespace picket::planner
