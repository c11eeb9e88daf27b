#include "planner/layer_maker.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::MultiPolygon;
using geo::Region;

namespace {

void round_to_7_decimals(geo::Ring& ring) {
    for (geo::Vec& v : ring) v = {std::nearbyint(v.x * 1e7) / 1e7, std::nearbyint(v.y * 1e7) / 1e7};
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
}

// Rounding to 7 decimals may let an edge touch its neighbour: mended in lon/lat until nothing is left to mend.
MultiPolygon drawn(const Theatre& t, const Region& region) {
    MultiPolygon shape = geo::to_lon_lat(t.frame, region.polygons(), t.budget.output);
    for (int round = 0; round < 3; ++round) {
        geo::Repaired mended = geo::repaired(shape);
        if (!mended.fault) break;
        shape = std::move(mended.polygons);
        for (geo::Polygon& p : shape) {
            round_to_7_decimals(p.outer);
            for (geo::Ring& hole : p.holes) round_to_7_decimals(hole);
            std::erase_if(p.holes, [](const geo::Ring& hole) { return hole.size() < 4; });
        }
        std::erase_if(shape, [](const geo::Polygon& p) { return p.outer.size() < 4; });
    }
    return shape;
}

}  // namespace

LayerMaker::LayerMaker(const Plan& plan, std::string name, geo::GeometryType type, std::vector<geo::Field> own)
    : plan_(plan) {
    out_.layer.name = std::move(name);
    out_.type = type;
    out_.fields = {{"id", text}, {"name", text}};
    out_.fields.insert(out_.fields.end(), own.begin(), own.end());
    for (const char* common : {"source", "as_of", "method"}) out_.fields.push_back({common, text});
    out_.fields.push_back({"tolerance_m", number});
}

void LayerMaker::add(std::string id, std::string name, Fields fields, const std::string& method,
                     geo::Geometry geometry) {
    add_from("", "", std::move(id), std::move(name), std::move(fields), method, std::move(geometry));
}

void LayerMaker::add_from(const std::string& source, const std::string& as_of, std::string id, std::string name,
                          Fields fields, const std::string& method, geo::Geometry geometry) {
    fields.emplace_back("id", std::move(id));
    fields.emplace_back("name", std::move(name));
    fields.emplace_back("source", source.empty() ? "scenario " + plan_.scenario.name : source);
    fields.emplace_back("as_of", as_of.empty() ? plan_.scenario.as_of : as_of);
    fields.emplace_back("method", text_or_null(method));
    if (!method.empty()) fields.emplace_back("tolerance_m", plan_.scenario.tolerance.metres());
    out_.layer.features.push_back({std::move(fields), std::move(geometry)});
}

geo::Geometry LayerMaker::point(geo::Position p) { return geo::Points{{p.lon(), p.lat()}}; }

geo::Geometry LayerMaker::line(const geo::Path& path) const {
    return geo::Lines{geo::from_geodesics(path.vertices(), plan_.theatre.budget.output)};
}

geo::Geometry LayerMaker::area(const Region& region) const { return drawn(plan_.theatre, region); }

}  // namespace picket::planner
