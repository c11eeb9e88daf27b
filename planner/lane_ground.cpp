#include "planner/lane_ground.hpp"

#include "planner/layer_values.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Feature;
using geo::Frame;
using geo::Position;
using geo::Region;

namespace {

// Waters go by the country's code, all else by name.
std::string name_of(const std::string& kind, const geo::Layer& layer, const std::string& file, std::size_t i) {
    const std::string field = kind == "waters" ? "iso3" : "name";
    require_field(file, layer, field);
    const std::string name = layer.features[i].text(field);
    if (name.empty()) throw geo::InputError(fmt::format("{}: its field '{}' is empty; each of these areas must have a name", place_in(file, layer, i), field));
    return name;
}

// Nothing where it is unknown, which is null.
std::optional<double> measure_of(const geo::Layer& layer, const std::string& file, std::size_t i, const std::string& field) {
    require_field(file, layer, field);
    const geo::Value* value = layer.features[i].find(field);
    if (!value || std::holds_alternative<std::monostate>(*value)) return std::nullopt;
    return amount(file, layer, i, field);
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
    const std::string file = ref.file.string();
    for (std::size_t i = 0; i < layer.features.size(); ++i) {
        const Feature& f = layer.features[i];
        const auto* shape = std::get_if<geo::MultiPolygon>(&f.geometry);
        if (!shape) throw geo::InputError(fmt::format("{}: must be a polygon", place_in(file, layer, i)));
        LaneArea area{kind, name_of(kind, layer, file, i), f.text("source"), f.text("as_of"), {}, {}, {}};
        if (kind == "swept") area.width_m = measure_of(layer, file, i, "width_m"), area.depth_m = measure_of(layer, file, i, "depth_m");
        const geo::MultiPolygon near = geo::clipped(unwrapped(*shape, frame), box.lower, box.upper);
        if (near.empty()) continue;
        area.region = geo::valid_region(geo::to_frame(frame, near, layer.edges, tolerance));
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
