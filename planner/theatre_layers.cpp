#include "planner/theatre_layers.hpp"

#include "planner/airspace.hpp"

#include "geo/edges.hpp"
#include "geo/parallel.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Feature;
using geo::InputError;
using geo::Layer;
using geo::LayerRef;
using geo::Line;
using geo::Path;
using geo::Position;
using geo::Vec;

namespace {

Position point_of(const Feature& feature, const LayerRef& ref) {
    const Vec v = geometry_of<geo::Points>(feature, ref, "a point").at(0);
    return Position::lon_lat(v.x, v.y);
}

}  // namespace

Layers read_layers(const Scenario& s, geo::Faults faults, geo::Notices& notices) {
    Layers layers;
    std::vector<std::pair<const LayerRef*, Layer*>> jobs{
        {&s.countries, &layers.countries}, {&s.bases, &layers.bases}, {&s.ports, &layers.ports}};
    if (uses_territorial_sea(s))
        jobs.emplace_back(&s.territorial_sea, &layers.territorial_sea);
    if (!s.lanes.empty()) jobs.emplace_back(&s.lanes_layer, &layers.lanes);
    if (s.frontline) jobs.emplace_back(&*s.frontline, &layers.frontline.emplace());
    if (s.control) jobs.emplace_back(&*s.control, &layers.control.emplace());
    if (s.swept) jobs.emplace_back(&*s.swept, &layers.swept.emplace());
    if (s.listed) jobs.emplace_back(&*s.listed, &layers.listed.emplace());
    layers.closed.resize(s.airspace.closed_layers.size());
    for (std::size_t i = 0; i < layers.closed.size(); ++i)
        jobs.emplace_back(&s.airspace.closed_layers[i], &layers.closed[i]);
    layers.open.resize(s.airspace.open_layers.size());
    for (std::size_t i = 0; i < layers.open.size(); ++i) jobs.emplace_back(&s.airspace.open_layers[i], &layers.open[i]);
    std::vector<geo::Notices> found(jobs.size());
    geo::parallel_for(jobs.size(),
                      [&](std::size_t i) { *jobs[i].second = geo::read_layer(*jobs[i].first, faults, found[i]); });
    for (const geo::Notices& n : found) notices.insert(notices.end(), n.begin(), n.end());
    return layers;
}

std::map<std::string, Base> bases_in(const Layer& layer, const LayerRef& ref) {
    std::map<std::string, Base> bases;
    for (const Feature& f : layer.features) {
        const std::string icao = f.text("icao");
        if (icao.empty()) throw InputError(fmt::format("{}: a base has no field icao", ref.file.string()));
        bases.emplace(icao, Base{icao, f.text("name"), f.text("country"), f.text("role"), f.text("source"),
                                 f.text("as_of"), point_of(f, ref), f.number("runway_m"), f.number("elevation_m")});
    }
    return bases;
}

std::vector<Port> ports_in(const Layer& layer, const LayerRef& ref) {
    std::vector<Port> ports;
    for (const Feature& f : layer.features)
        ports.push_back({f.text("id"), f.text("name"), f.text("country"), f.text("role"), f.text("source"),
                         f.text("as_of"), point_of(f, ref)});
    return ports;
}

std::map<std::string, LanePath> lanes_in(const Layer& layer, const LayerRef& ref, Distance tolerance) {
    std::map<std::string, LanePath> lanes;
    for (const Feature& f : layer.features) {
        const auto& lines = geometry_of<geo::Lines>(f, ref, "a line");
        if (lines.size() != 1 || lines[0].size() < 2)
            throw InputError(fmt::format("{}: lane '{}' must be one line", ref.file.string(), f.text("id")));
        const bool is_new = lanes.emplace(f.text("id"), LanePath{f.text("id"), f.text("name"), f.text("from"), f.text("to"),
                                             f.text("source"), f.text("as_of"),
                                             Path(geo::to_geodesics(lines[0], layer.edges, tolerance))}).second;
        if (f.text("id").empty()) throw InputError(fmt::format("{}: a lane has no id", ref.file.string()));
        if (!is_new) throw InputError(fmt::format("{}: two lanes have the id '{}'; give each its own", ref.file.string(), f.text("id")));
    }
    return lanes;
}

std::vector<Path> joined_lines(const Layer& layer, const LayerRef& ref, Distance tolerance) {
    std::vector<Line> lines;
    for (const Feature& f : layer.features)
        for (const Line& line : geometry_of<geo::Lines>(f, ref, "a line")) lines.push_back(line);
    for (std::size_t i = 0; i < lines.size();) {
        const auto next = std::find_if(lines.begin(), lines.end(), [&](const Line& other) {
            return &other != &lines[i] && other.front() == lines[i].back();
        });
        if (next == lines.end()) {
            ++i;
            continue;
        }
        lines[i].insert(lines[i].end(), next->begin() + 1, next->end());
        lines.erase(next);
        i = 0;
    }
    std::vector<Path> paths;
    for (const Line& line : lines) paths.emplace_back(geo::to_geodesics(line, layer.edges, tolerance));
    std::stable_sort(paths.begin(), paths.end(), [](const Path& a, const Path& b) { return a.length() > b.length(); });
    return paths;
}

}  // namespace picket::planner
