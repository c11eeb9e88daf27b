// Ground gained and lost between two plans, from the polygons that they wrote.
#include "planner/compare.hpp"
#include "planner/drawn.hpp"
#include "planner/theatre_frame.hpp"

#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/region_measure.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <map>

namespace picket::planner {

using geo::Distance;
using geo::Frame;
using geo::InputError;
using geo::MultiPolygon;
using geo::Region;

namespace {

// Polygons of a layer by a field's value.
using Ground = std::map<std::string, std::vector<MultiPolygon>>;

Ground read_ground(const FinishedPlan& plan, const char* layer, const char* field, geo::Notices& notices) {
    Ground ground;
    geo::LayerRef ref{plan.folder / fmt::format("{}.geojson", layer), "", "", geo::EdgeRule::straight};
    ref.may_be_empty = true;
    for (geo::Feature& f : geo::read_layer(ref, geo::Faults::repair, notices).features)
        if (auto* polygons = std::get_if<MultiPolygon>(&f.geometry)) ground[f.text(field)].push_back(std::move(*polygons));
    return ground;
}

// Ids of what both plans have, in the order of `a`.
std::vector<std::string> shared(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::vector<std::string> both;
    std::copy_if(a.begin(), a.end(), std::back_inserter(both), [&](const std::string& id) { return std::find(b.begin(), b.end(), id) != b.end(); });
    return both;
}

std::vector<std::string> zones_of(const Json& summary) {
    std::vector<std::string> ids;
    for (const auto& [id, zone] : summary.at("zones").items()) ids.push_back(id);
    return ids;
}

// As reach.geojson calls them; a reach that is empty is not in there.
std::vector<std::string> reaches_of(const Json& summary) {
    std::vector<std::string> ids;
    for (const auto& [fleet, times] : summary.at("reach").items())
        for (const auto& [time, of] : times.items()) {
            ids.push_back(fmt::format("{}-{}", fleet, time));
            if (of.contains("area_with_tanker_km2")) ids.push_back(ids.back() + "-tanker");
        }
    return ids;
}

Frame frame_of(const FinishedPlan& a, const FinishedPlan& b) {
    const Distance apart = geo::distance(a.centre, b.centre);
    if (apart > Frame::domain)
        throw InputError(fmt::format("{} and {} lie {:.0f} km apart; ground is compared within {:.0f} km", a.folder.string(), b.folder.string(),
                                     apart.kilometres(), Frame::domain.kilometres()));
    const std::vector<geo::Position> centres{a.centre, b.centre};
    return Frame(centre_of(centres));
}

class Comparison {
  public:
    Comparison(const FinishedPlan& a, const FinishedPlan& b)
        : frame_(frame_of(a, b)), finer_(std::min(a.tolerance, b.tolerance)), both_(a.tolerance + b.tolerance) {}

    struct Result {
        std::vector<GroundChange> changes;
        geo::Area slivers;
    };

    Result operator()(const Ground& ground_a, const Ground& ground_b, const std::string& id, bool is_zone) const {
        const Region a = region(ground_a, id), b = region(ground_b, id);
        Result result;
        for (const bool is_gained : {true, false}) {
            GroundChange change{is_zone ? id : "", is_zone ? "" : id, is_gained, {}, {}};
            const Region wide = without_slivers(is_gained ? subtract(b, a) : subtract(a, b), result.slivers);
            if (wide.is_empty()) continue;
            change.area = area_of(frame_, wide);
            change.shape = drawn(frame_, wide, finer_ * 0.3);
            if (!change.shape.empty()) result.changes.push_back(std::move(change));
        }
        return result;
    }

  private:
    // Edges are cut the same way in both plans, so what is the same in both leaves nothing.
    Region region(const Ground& ground, const std::string& id) const {
        const auto found = ground.find(id);
        if (found == ground.end()) return {};
        std::vector<Region> parts;
        for (const MultiPolygon& polygons : found->second) {
            require_in_domain(polygons, id);
            parts.push_back(geo::valid_region(geo::to_frame(frame_, polygons, geo::EdgeRule::straight, finer_ * 0.25)));
        }
        return unite(parts);
    }

    void require_in_domain(const MultiPolygon& polygons, const std::string& id) const {
        for (const geo::Polygon& p : polygons)
            for (const geo::Vec& v : p.outer)
                if (geo::distance(frame_.centre(), geo::Position::lon_lat(v.x, v.y)) > Frame::domain)
                    throw InputError(fmt::format("'{}': a polygon at ({}, {}) lies beyond the {:.0f} km within which ground is compared", id, v.x, v.y,
                                                 Frame::domain.kilometres()));
    }

    Region without_slivers(const Region& region, geo::Area& slivers) const {
        MultiPolygon wide;
        for (geo::Polygon& p : region.polygons()) {
            const Region piece(MultiPolygon{p});
            const geo::Area area = area_of(frame_, piece);
            if (2 * area.square_metres() < both_.metres() * perimeter_of(frame_, piece).metres())
                slivers = slivers + area;
            else
                wide.push_back(std::move(p));
        }
        return Region(wide);
    }

    Frame frame_;
    Distance finer_, both_;
};

// A zone drawn to another tolerance has another area and is still the same ground.
void note_other_zones(const Comparison& compare, const FinishedPlan& a, const FinishedPlan& b, const std::vector<std::string>& zones,
                      geo::Notices& notices) {
    const Ground of_a = read_ground(a, "zones", "zone", notices), of_b = read_ground(b, "zones", "zone", notices);
    for (const std::string& id : zones)
        if (a.summary.at("zones").at(id).at("area_km2") != b.summary.at("zones").at(id).at("area_km2") &&
            !compare(of_a, of_b, id, true).changes.empty())
            notices.push_back(fmt::format("zone '{}' is not the same ground in both plans", id));
}

}  // namespace

std::vector<GroundChange> ground_changes(const FinishedPlan& a, const FinishedPlan& b, geo::Notices& notices) {
    const Comparison compare(a, b);
    std::vector<std::string> zones, reaches;
    try {
        zones = shared(zones_of(a.summary), zones_of(b.summary));
        reaches = shared(reaches_of(a.summary), reaches_of(b.summary));
        note_other_zones(compare, a, b, zones, notices);
    } catch (const Json::exception& e) {
        throw InputError(fmt::format("{} and {}: a summary.json is not that of a plan of picket ({})", a.folder.string(), b.folder.string(), e.what()));
    }
    const Ground held_a = read_ground(a, "zone_held", "zone", notices), held_b = read_ground(b, "zone_held", "zone", notices);
    const Ground reach_a = read_ground(a, "reach", "id", notices), reach_b = read_ground(b, "reach", "id", notices);
    std::vector<Comparison::Result> results(zones.size() + reaches.size());
    geo::parallel_for(results.size(), [&](std::size_t i) {
        results[i] = i < zones.size() ? compare(held_a, held_b, zones[i], true) : compare(reach_a, reach_b, reaches[i - zones.size()], false);
    });
    std::vector<GroundChange> changes;
    for (std::size_t i = 0; i < results.size(); ++i) {
        std::move(results[i].changes.begin(), results[i].changes.end(), std::back_inserter(changes));
        if (results[i].slivers > geo::Area{})
            notices.push_back(fmt::format("{}: pieces of {:.6f} km2 together are left out: they are narrower than the tolerances of both plans, {:g} m",
                                          i < zones.size() ? "zone '" + zones[i] + "'" : "reach '" + reaches[i - zones.size()] + "'",
                                          results[i].slivers.square_kilometres(), (a.tolerance + b.tolerance).metres()));
    }
    return changes;
}

std::vector<geo::Field> fields_of_changes() {
    using Type = geo::Field::Type;
    return {{"id", Type::text},         {"name", Type::text},   {"zone", Type::text},   {"reach", Type::text},        {"change", Type::text},
            {"area_km2", Type::number}, {"source", Type::text}, {"method", Type::text}, {"tolerance_m", Type::number}};
}

geo::Layer layer_of_changes(const FinishedPlan& a, const FinishedPlan& b, const std::vector<GroundChange>& changes) {
    geo::Layer layer{"compare", {}, geo::EdgeRule::straight};
    const auto text_or_null = [](const std::string& s) { return s.empty() ? geo::Value{} : geo::Value(s); };
    for (const GroundChange& c : changes) {
        const bool is_zone = !c.zone.empty();
        const std::string of = is_zone ? c.zone : c.reach, change = c.is_gained ? "gained" : "lost";
        layer.features.push_back({{{"id", fmt::format("{}-{}-{}", is_zone ? "zone" : "reach", of, change)},
                                   {"name", fmt::format("{} {}: {}", is_zone ? "zone" : "reach", of, change)},
                                   {"zone", text_or_null(c.zone)},
                                   {"reach", text_or_null(c.reach)},
                                   {"change", change},
                                   {"area_km2", decimals(c.area.square_kilometres(), 3)},
                                   {"source", fmt::format("plans {} and {}", a.folder.generic_string(), b.folder.generic_string())},
                                   {"method", std::string("held or reached in the one plan less the other")},
                                   {"tolerance_m", (a.tolerance + b.tolerance).metres()}},
                                  c.shape});
    }
    return layer;
}

}  // namespace picket::planner
