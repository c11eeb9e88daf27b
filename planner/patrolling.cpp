// What patrols of ships and aircraft come to: revisit, search, how many are needed, and where their ships set out from.
#include "planner/plan.hpp"

#include "geo/text.hpp"

namespace picket::planner {

using geo::Distance;

namespace {

class Patrolling {
  public:
    explicit Patrolling(Plan& plan) : plan_(plan), s_(plan.scenario) {}

    void run() {
        for (const Vessel& vessel : s_.vessels)
            if (vessel.patrol) {
                const VesselType& type = s_.catalogue.vessels.at(vessel.type);
                const PatrolResult& r = add(vessel.id, fmt::format("vessel '{}'", vessel.id), *vessel.patrol, vessel.count, type.patrol_speed.value, true, 24);
                require_water(vessel, r.line);
            }
        for (const Station& st : s_.stations)
            if (st.patrol)
                add(st.id, fmt::format("station '{}'", st.id), *st.patrol, st.seats, aircraft_of(s_, by_id(s_.fleets, st.fleet)).cruise_speed.value,
                    result_of(plan_, st).manned, st.hours_per_day);
        plan_.posts = sea_posts(s_, plan_.theatre);
    }

  private:
    const PatrolResult& add(const std::string& id, const std::string& user, const SeaPatrol& patrol, int count, geo::Speed speed, bool is_manned,
                            double hours_per_day) {
        PatrolResult r{id, is_manned, hours_per_day, patrol_line(s_, plan_.theatre, patrol, user), {}, {}, {}, {}, {}, {}, {}};
        r.beat = {patrol.is_loop, r.line.length(), count, speed};
        if (patrol.revisit_within) r.needed = count_for_revisit(r.beat, *patrol.revisit_within);
        if (!patrol.box.empty())
            r.searched = area_of(plan_.theatre.frame, patrol_box(plan_.theatre, patrol));
        else if (patrol.sweep_width)
            r.searched = geo::Area::square_metres(r.line.length().metres() * patrol.sweep_width->metres());
        if (is_manned) {
            r.revisit = revisit_of(r.beat);
            if (patrol.sweep_width) search(patrol, r);
            if (!patrol.lane.empty()) {
                const Distance from = patrol.from.value_or(Distance{});
                plan_.revisits.push_back({id, patrol.lane, from, from + r.line.length(), r.revisit->worst});
            }
        }
        plan_.patrols.push_back(std::move(r));
        return plan_.patrols.back();
    }

    static void search(const SeaPatrol& patrol, PatrolResult& r) {
        r.coverage = coverage_factor(*patrol.sweep_width, r.beat.speed, *patrol.search_time, r.beat.count, *r.searched);
        r.random_search = detection_by_random_search(*r.coverage);
        r.inverse_cube = detection_by_inverse_cube_law(*r.coverage);
    }

    // Ships cannot go where aircraft can.
    void require_water(const Vessel& vessel, const geo::Path& path) const {
        const geo::Frame& frame = plan_.theatre.frame;
        geo::Line line;
        for (const geo::Position& p : path.vertices()) line.push_back(frame.to_frame(p));
        const Distance on_land = length_inside(frame, plan_.theatre.land, line);
        if (on_land <= s_.tolerance) return;
        const std::string& lane = vessel.patrol->lane;
        throw geo::InputError(fmt::format("{}: the {} that vessel '{}' patrols runs over land for {:.2f} km, by the countries layer; {}", s_.file.string(),
                                          lane.empty() ? "edge of the box" : fmt::format("stretch of lane '{}'", lane), vessel.id, on_land.kilometres(),
                                          lane.empty() ? "draw the box in the water" : "let from and to leave the land out, or draw the lane in the water"));
    }

    Plan& plan_;
    const Scenario& s_;
};

}  // namespace

void plan_patrols(Plan& plan) { Patrolling(plan).run(); }

}  // namespace picket::planner
