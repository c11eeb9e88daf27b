#include "planner/lane_ground.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Feature;
using geo::Frame;
using geo::Position;
using geo::Region;

namespace {

// Waters go by the country's code, all else by name.
std::string name_of(const std::string& kind, const Feature& f, std::size_t number) {
    for (const std::string& name : {f.text(kind == "waters" ? "iso3" : "name"), f.text("id")})
        if (!name.empty()) return name;
    return fmt::format("{}-{}", kind, number);
}

void add_legs(const std::vector<Position>& vertices, std::vector<geo::Leg>& legs) {
    for (geo::Leg& leg : geo::legs_along(vertices)) legs.push_back(leg);
}

std::shared_ptr<const geo::Proximity> proximity(std::vector<geo::Leg> legs) {
    return legs.empty() ? nullptr : std::make_shared<const geo::Proximity>(std::move(legs));
}

}  // namespace

std::vector<LaneArea> lane_areas(const std::string& kind, const geo::Layer& layer, const geo::LayerRef& ref, const Frame& frame,
                                 const LaneBox& box, geo::Distance tolerance) {
    std::vector<LaneArea> areas;
    for (const Feature& f : layer.features) {
        const auto* shape = std::get_if<geo::MultiPolygon>(&f.geometry);
        if (!shape) throw geo::InputError(fmt::format("{}: feature '{}' must be a polygon", ref.file.string(), f.text("id")));
        const geo::MultiPolygon near = geo::clipped(unwrapped(*shape, frame), box.lower, box.upper);
        if (near.empty()) continue;
        LaneArea area{kind, name_of(kind, f, areas.size() + 1), f.text("source"), f.text("as_of"), {}, {},
                      geo::valid_region(geo::to_frame(frame, near, layer.edges, tolerance))};
        if (kind == "swept") area.width_m = f.number("width_m"), area.depth_m = f.number("depth_m");
        const auto same = std::find_if(areas.begin(), areas.end(), [&](const LaneArea& o) {
            return o.name == area.name && o.width_m == area.width_m && o.depth_m == area.depth_m;
        });
        if (same == areas.end())
            areas.push_back(std::move(area));
        else
            same->region = unite(same->region, area.region);
    }
    return areas;
}

std::shared_ptr<const geo::Proximity> edges_of(const Frame& frame, const std::vector<Region>& regions) {
    std::vector<geo::Leg> legs;
    const auto add_ring = [&](const geo::Ring& ring) {
        std::vector<Position> vertices;
        for (const geo::Vec& v : ring) vertices.push_back(frame.to_position(v));
        add_legs(vertices, legs);
    };
    for (const Region& region : regions)
        for (const geo::Polygon& p : region.polygons()) {
            add_ring(p.outer);
            for (const geo::Ring& hole : p.holes) add_ring(hole);
        }
    return proximity(std::move(legs));
}

std::shared_ptr<const geo::Proximity> legs_of(const std::vector<geo::Path>& lines) {
    std::vector<geo::Leg> legs;
    for (const geo::Path& line : lines) add_legs(line.vertices(), legs);
    return proximity(std::move(legs));
}

}  // namespace picket::planner
