#include "planner/sea_patrol_output.hpp"

namespace picket::planner {

namespace {

double km(geo::Distance d) { return decimals(d.kilometres(), 3); }
Json minutes(geo::Duration d) { return decimals(d.minutes(), 2); }
Json number_or_null(const std::optional<double>& v) { return v ? Json(decimals(*v, 6)) : Json(nullptr); }
template <class Of>
Json of_revisit(const PatrolResult& r, const Of& of) {
    return r.revisit ? minutes(of(*r.revisit)) : Json(nullptr);
}

const SeaPatrol& patrol_of(const Scenario& s, const std::string& id) {
    for (const Vessel& v : s.vessels)
        if (v.id == id && v.patrol) return *v.patrol;
    return *by_id(s.stations, id).patrol;
}

template <class T>
Json metres_or_null(const std::optional<T>& v) {
    return v ? Json(v->metres()) : Json(nullptr);
}
Json seconds_or_null(const std::optional<geo::Duration>& v) { return v ? Json(v->seconds()) : Json(nullptr); }

}  // namespace

Json patrols_json(const Plan& plan) {
    Json json = Json::object();
    for (const PatrolResult& r : plan.patrols) {
        const SeaPatrol& asked = patrol_of(plan.scenario, r.id);
        json[r.id] = {{"pattern", r.beat.is_loop ? "loop" : "shuttle"},
                      {"manned", r.is_manned},
                      {"hours_per_day", r.hours_per_day},
                      {"count", r.beat.count},
                      {"length_km", km(r.beat.length)},
                      {"speed_kn", decimals(r.beat.speed.knots(), 2)},
                      {"worst_revisit_min", of_revisit(r, [](const Revisit& v) { return v.worst; })},
                      {"mean_wait_min", of_revisit(r, [](const Revisit& v) { return v.mean_wait; })},
                      {"longest_mean_wait_min", of_revisit(r, [](const Revisit& v) { return v.longest_mean_wait; })},
                      {"revisit_wanted_min", asked.revisit_within ? minutes(*asked.revisit_within) : Json(nullptr)},
                      {"needed", r.needed ? Json(*r.needed) : Json(nullptr)},
                      {"searched_km2", r.searched ? Json(decimals(r.searched->square_kilometres(), 3)) : Json(nullptr)},
                      {"coverage_factor", number_or_null(r.coverage)},
                      {"detection_random", number_or_null(r.random_search)},
                      {"detection_inverse_cube", number_or_null(r.inverse_cube)}};
    }
    return json;
}

Json more_ships_json(const Plan& plan) {
    Json json = Json::object();
    if (!plan.more_ships) return json;
    const MoreShipsResult& r = *plan.more_ships;
    const auto share = [&](geo::Distance d) { return r.unreached > geo::Distance{} ? decimals(d / r.unreached, 6) : 0.0; };
    json = {{"type", plan.scenario.more_ships->type}, {"candidates", r.candidates}, {"pieces", r.pieces}, {"unreached_km", km(r.unreached)}};
    json["ships"] = Json::object();
    for (const MoreShipsResult::Choice& c : r.choices) {
        Json places = Json::array();
        for (const ShipPlace& p : c.places)
            places.push_back({{"lane", p.lane}, {"km", km(p.along)}, {"lon", decimals(p.at.lon(), 7)}, {"lat", decimals(p.at.lat(), 7)}});
        json["ships"][std::to_string(c.ships)] = {{"reached_km", km(c.reached)},       {"reached_share", share(c.reached)},
                                                  {"bound_share", share(c.bound)},     {"proven", c.proven},
                                                  {"places", places}};
    }
    return json;
}

Json sea_patrol_json(const std::optional<SeaPatrol>& p) {
    if (!p) return nullptr;
    Json box = Json::array();
    for (const geo::Position& corner : p->box) box.push_back({corner.lon(), corner.lat()});
    return {{"lane", p->lane.empty() ? Json(nullptr) : Json(p->lane)},
            {"from_m", metres_or_null(p->from)},
            {"to_m", metres_or_null(p->to)},
            {"box", p->box.empty() ? Json(nullptr) : box},
            {"pattern", p->is_loop ? "loop" : "shuttle"},
            {"revisit_within_s", seconds_or_null(p->revisit_within)},
            {"sweep_width_m", metres_or_null(p->sweep_width)},
            {"search_time_s", seconds_or_null(p->search_time)}};
}

Json more_ships_wanted_json(const std::optional<MoreShips>& m) {
    if (!m) return nullptr;
    return {{"type", m->type}, {"count", m->count}, {"spacing_m", m->spacing.metres()}, {"sea_within_s", seconds_or_null(m->sea_within)}};
}

}  // namespace picket::planner
