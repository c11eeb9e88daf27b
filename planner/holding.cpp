#include "planner/holding.hpp"
#include "planner/zone_answers.hpp"

#include "geo/buffer.hpp"
#include "geo/parallel.hpp"
#include "geo/reach.hpp"
#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Region;

namespace {

using Kind = RegionExpression::Kind;

// Region algebra, evaluated in the frame.
class Evaluator {
  public:
    Evaluator(const Zone& zone, const Plan& plan, geo::Faults faults, geo::Notices& notices)
        : zone_(zone), plan_(plan), faults_(faults), notices_(notices) {}

    Region operator()(const RegionExpression& e) const {
        const Theatre& t = plan_.theatre;
        switch (e.kind) {
            case Kind::country: return t.countries.at(e.country);
            case Kind::layer: return read_region(t, *e.layer, faults_, notices_);
            case Kind::near_side: require_control(); return subtract(t.known, t.control);
            case Kind::far_side: require_control(); return t.control;
            case Kind::from_front: return subtract(t.known, within_front(e.distance));
            case Kind::within_front: return within_front(e.distance);
            case Kind::disc: return geo::disc(t.frame, *e.centre, e.distance, t.budget.method);
            case Kind::unite: return folded(e, [](const Region& a, const Region& b) { return unite(a, b); });
            case Kind::intersect: return folded(e, [](const Region& a, const Region& b) { return intersect(a, b); });
            case Kind::minus: return folded(e, [](const Region& a, const Region& b) { return subtract(a, b); });
        }
        return {};
    }

  private:
    template <class Fold>
    Region folded(const RegionExpression& e, const Fold& fold) const {
        Region result = (*this)(e.parts.front());
        for (std::size_t i = 1; i < e.parts.size(); ++i) result = fold(result, (*this)(e.parts[i]));
        return result;
    }

    Region within_front(Distance distance) const {
        if (plan_.theatre.frontline.empty()) fail("names the front line, but the scenario has no frontline");
        const Theatre& t = plan_.theatre;
        geo::Lines lines;
        for (const geo::Path& path : t.frontline) {
            geo::Line& line = lines.emplace_back();
            for (const geo::Position& p : path.vertices()) line.push_back({p.lon(), p.lat()});
        }
        const geo::MultiPolygon near = geo::buffer({{lines}}, geo::EdgeRule::geodesic, distance, t.budget.method);
        return geo::valid_region(to_frame(t.frame, near, geo::EdgeRule::straight, t.budget.input));
    }

    void require_control() const {
        if (plan_.theatre.control.is_empty()) fail("names a side of the front line, but the scenario has no control");
    }

    [[noreturn]] void fail(std::string_view message) const {
        throw geo::InputError(fmt::format("{}: zone '{}' {}", plan_.scenario.file.string(), zone_.id, message));
    }

    const Zone& zone_;
    const Plan& plan_;
    geo::Faults faults_;
    geo::Notices& notices_;
};

}  // namespace

Distance response_radius(Distance track, const Aircraft& aircraft, Duration response) { return aircraft.dash_speed.value * response - track / 2; }

Region zone_region(const Plan& plan, const Zone& zone, geo::Faults faults, geo::Notices& notices) {
    return Evaluator(zone, plan, faults, notices)(zone.region);
}

std::vector<Cover> holders_of(const Plan& plan, const Zone& zone, geo::Notices& notices) {
    const Scenario& s = plan.scenario;
    std::vector<Cover> holders;
    for (const Station& st : s.stations) {
        if (std::find(st.zones.begin(), st.zones.end(), zone.id) == st.zones.end()) continue;
        if (!result_of(plan, st).manned) continue;
        const Aircraft& type = aircraft_of(s, by_id(s.fleets, st.fleet));
        if (type.role != Role::fighter) {
            notices.push_back(fmt::format("station '{}' of {} aircraft sees but holds nothing of zone '{}'", st.id,
                                          name_of(type.role), zone.id));
            continue;
        }
        holders.push_back({st.id, st.at, response_radius(st.track, type, zone.response_time), {}});
    }
    for (const Fleet& fleet : s.fleets) {
        const Aircraft& type = aircraft_of(s, fleet);
        if (fleet.alert == 0 || type.role != Role::fighter) continue;
        holders.push_back({"alert-" + fleet.id, plan.theatre.bases.at(fleet.base).at,
                           type.dash_speed.value * (zone.response_time - type.readiness.value), {}});
    }
    std::erase_if(holders, [](const Cover& c) { return !(c.radius > Distance{}); });
    return holders;
}

namespace {

ZoneResult plan_zone(const Plan& plan, const Zone& zone, geo::Faults faults, geo::Notices& notices) {
    const Theatre& t = plan.theatre;
    ZoneResult r{zone.id, zone_region(plan, zone, faults, notices), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    if (r.region.is_empty())
        throw geo::InputError(
            fmt::format("{}: zone '{}' is empty: its region has no area", plan.scenario.file.string(), zone.id));
    r.holders = holders_of(plan, zone, notices);
    geo::parallel_for(r.holders.size(), [&](std::size_t i) {
        Cover& c = r.holders[i];
        c.region = geo::reach(geo::ShortestWays(t.air->space(), c.at, c.radius), c.radius, t.budget.method);
    });
    for (const Cover& site : plan.air_defence) r.holders.push_back(site);
    std::erase_if(r.holders, [&](const Cover& c) { return intersect(c.region, r.region).is_empty(); });
    std::vector<Region> covers;
    for (const Cover& c : r.holders) covers.push_back(c.region);
    geo::Counted parts = geo::counted(r.region, covers);
    r.region = std::move(parts.whole);
    r.held = std::move(parts.held);
    r.gaps = std::move(parts.gaps);
    r.by_cover = std::move(parts.by_count);
    r.area = area_of(t.frame, r.region);
    r.held_area = area_of(t.frame, r.held);
    r.gap_area = area_of(t.frame, r.gaps);
    for (const auto& [count, region] : r.by_cover) r.cover_area.emplace_back(count, area_of(t.frame, region));
    see_zone(plan, zone, r);
    const std::vector<Responder> responders = zone_responders(plan, zone);
    respond_to_zone(plan, zone, responders, r);
    weigh_zone(plan, zone, responders, faults, notices, r);
    return r;
}

}  // namespace

std::optional<Cover> sensor_cover(const Plan& plan, const Sensor& sensor, Distance target_height) {
    const Scenario& s = plan.scenario;
    const SensorType& type = s.catalogue.sensors.at(sensor.type);
    const Distance radius = radar_range(type.range.value, sensor.height.value_or(type.height.value), target_height);
    if (sensor.station.empty()) return Cover{sensor.id, *sensor.at, radius, {}};
    const Station& station = by_id(s.stations, sensor.station);
    if (!result_of(plan, station).manned) return std::nullopt;
    return Cover{sensor.id, station.at, radius - station.track / 2, {}};  // from the racetrack's worst point
}

void plan_sites(Plan& plan) {
    const Scenario& s = plan.scenario;
    const Theatre& t = plan.theatre;
    for (const AirDefence& site : s.air_defence)
        plan.air_defence.push_back(
            {site.id, site.at, site.radius.value_or(s.catalogue.air_defence.at(site.type).radius.value), {}});
    for (const Sensor& sensor : s.sensors)
        if (const auto cover = sensor_cover(plan, sensor, sensor.target_height))
            plan.sensors.push_back(*cover);
        else
            plan.notices.push_back(fmt::format("sensor '{}' sees nothing: station '{}' is not manned", sensor.id, sensor.station));
    std::vector<Cover*> all;
    for (Cover& c : plan.air_defence) all.push_back(&c);
    for (Cover& c : plan.sensors) all.push_back(&c);
    geo::parallel_for(all.size(), [&](std::size_t i) {
        all[i]->region = geo::disc(t.frame, all[i]->at, all[i]->radius, t.budget.method);
    });
}

std::vector<ZoneResult> plan_zones(const Plan& plan, geo::Faults faults, geo::Notices& notices) {
    std::vector<ZoneResult> all;
    for (const Zone& zone : plan.scenario.zones) all.push_back(plan_zone(plan, zone, faults, notices));
    return all;
}

}  // namespace picket::planner
