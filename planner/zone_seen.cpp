#include "planner/zone_answers.hpp"

#include "geo/buffer.hpp"
#include "geo/parallel.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Region;

void see_zone(const Plan& plan, const Zone& zone, ZoneResult& r) {
    const Theatre& t = plan.theatre;
    if (!zone.seen_at) {
        r.watchers = plan.sensors;
    } else {
        for (const Sensor& sensor : plan.scenario.sensors)
            if (auto cover = sensor_cover(plan, sensor, *zone.seen_at); cover && cover->radius > geo::Distance{})
                r.watchers.push_back(std::move(*cover));
        geo::parallel_for(r.watchers.size(), [&](std::size_t i) {
            Cover& c = r.watchers[i];
            c.region = geo::disc(t.frame, c.at, c.radius, t.budget.method);
        });
    }
    std::erase_if(r.watchers, [&](const Cover& c) { return intersect(c.region, r.region).is_empty(); });
    std::vector<Region> covers;
    for (const Cover& c : r.watchers) covers.push_back(c.region);
    geo::Counted parts = geo::counted(r.region, covers);
    r.by_seen = std::move(parts.by_count);
    r.seen_area = area_of(t.frame, parts.held);
    for (const auto& [count, region] : r.by_seen) r.by_seen_area.emplace_back(count, area_of(t.frame, region));
}

}  // namespace picket::planner
