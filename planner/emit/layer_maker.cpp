#include "planner/emit/layer_maker.hpp"

#include "planner/drawn.hpp"

namespace picket::planner {

using geo::Region;

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

geo::Geometry LayerMaker::area(const Region& region) const { return drawn(plan_.theatre.frame, region, plan_.theatre.budget.output); }

}  // namespace picket::planner
