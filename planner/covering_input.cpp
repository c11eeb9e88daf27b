#include "planner/covering_input.hpp"

#include "planner/layer_values.hpp"

#include "geo/edges.hpp"
#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/proximity.hpp"
#include "geo/text.hpp"
#include "geo/within.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <span>

namespace picket::planner {

namespace {

using geo::InputError;
using geo::Position;

constexpr geo::Distance follow = geo::Distance::metres(0.001);
constexpr std::size_t most_pairs = 50'000'000;  // some 400 MB

bool yes(const std::string& file, const geo::Layer& layer, std::size_t i, const std::string& field) {
    const geo::Value* value = layer.features[i].find(field);
    if (!value || std::holds_alternative<std::monostate>(*value)) return false;
    if (const auto* b = std::get_if<bool>(value)) return *b;
    std::string text = layer.features[i].text(field);
    std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0" || text.empty()) return false;
    throw InputError(fmt::format("{}: field '{}' is {}; it must be true or false, 1 or 0", place_in(file, layer, i), field,
                                 shown(layer.features[i], field)));
}

double area_km2(const geo::MultiPolygon& polygons, geo::EdgeRule edges) {
    const auto area = [&](const geo::Ring& ring) {
        std::vector<Position> positions = geo::to_geodesics(ring, edges, follow);
        positions.pop_back();
        return std::abs(geo::measure_ring(positions).area.square_kilometres());
    };
    double sum = 0;
    for (const geo::Polygon& p : polygons) {
        sum += area(p.outer);
        for (const geo::Ring& hole : p.holes) sum -= area(hole);
    }
    return sum;
}

}  // namespace

CoveringInput::CoveringInput(const geo::Layer& demand, const std::string& demand_file, const geo::Layer& sites,
                             const std::string& sites_file, const CoveringFields& fields, geo::Distance radius)
    : demand_(&demand) {
    if (!fields.weight.empty()) require_field(demand_file, demand, fields.weight);
    for (const std::string& field : {fields.fixed, fields.capacity, fields.cost})
        if (!field.empty()) require_field(sites_file, sites, field);
    for (std::size_t j = 0; j < sites.features.size(); ++j) {
        sites_.push_back(only_point(sites_file, sites, j, "sites are points"));
        CoveringProblem::Site site;
        if (!fields.fixed.empty()) site.fixed = yes(sites_file, sites, j, fields.fixed);
        if (!fields.capacity.empty()) site.capacity = amount(sites_file, sites, j, fields.capacity);
        if (!fields.cost.empty()) site.cost = amount(sites_file, sites, j, fields.cost);
        problem_.sites.push_back(site);
    }
    const std::size_t n = demand.features.size();
    const bool polygons = n > 0 && std::holds_alternative<geo::MultiPolygon>(demand.features.front().geometry);
    for (std::size_t i = 0; i < n; ++i) {
        if (polygons && !std::holds_alternative<geo::MultiPolygon>(demand.features[i].geometry))
            throw InputError(fmt::format("{}: is no polygon as the first is; demands are all points or all polygons",
                                         place_in(demand_file, demand, i)));
        if (!polygons) only_point(demand_file, demand, i, "demands are all points or all polygons");
    }
    problem_.weights.assign(n, 1);
    for (std::size_t i = 0; i < n && !fields.weight.empty(); ++i) problem_.weights[i] = amount(demand_file, demand, i, fields.weight);

    const geo::PlacesAround around(sites_, radius);
    std::vector<CoverNumbers> sites_of(n);
    std::atomic<std::size_t> pairs = 0;
    geo::parallel_for(n, [&](std::size_t i) {
        if (polygons && fields.weight.empty())
            problem_.weights[i] = area_km2(std::get<geo::MultiPolygon>(demand.features[i].geometry), demand.edges);
        if (pairs > most_pairs) return;
        sites_of[i] = around.all_of(vertices(i));
        pairs += sites_of[i].size();
    });
    if (pairs > most_pairs)
        throw InputError(fmt::format("more than {} million pairs of a demand and a site lie within the radius; ask for a smaller one, "
                                     "or for fewer sites",
                                     most_pairs / 1'000'000));
    if (!(problem_.total_weight() > 0)) throw InputError(fmt::format("{}: the demands weigh nothing", demand_file));
    problem_.covers.resize(sites_.size());
    for (std::uint32_t i = 0; i < n; ++i)
        for (const std::uint32_t j : sites_of[i]) problem_.covers[j].push_back(i);
}

// Of polygons the outer edges alone: no place inside is farther.
std::vector<Position> CoveringInput::vertices(std::size_t demand) const {
    const geo::Geometry& geometry = demand_->features[demand].geometry;
    std::vector<Position> result;
    if (const auto* points = std::get_if<geo::Points>(&geometry))
        for (const geo::Vec& p : *points) result.push_back(Position::lon_lat(p.x, p.y));
    if (const auto* polygons = std::get_if<geo::MultiPolygon>(&geometry))
        for (const geo::Polygon& p : *polygons) {
            const std::vector<Position> edge = geo::to_geodesics(p.outer, demand_->edges, follow);
            result.insert(result.end(), edge.begin(), edge.end());
        }
    return result;
}

std::optional<geo::Distance> CoveringInput::radius_to_cover_any() const {
    const auto covers_none = [](const CoverNumbers& covers) { return covers.empty(); };
    if (sites_.empty() || !std::all_of(problem_.covers.begin(), problem_.covers.end(), covers_none)) return std::nullopt;
    std::vector<geo::Leg> legs;
    for (const Position& site : sites_) legs.push_back(geo::legs_along(std::span(&site, 1)).front());
    const geo::Proximity sites(std::move(legs));
    std::vector<geo::Distance> away(problem_.weights.size());
    geo::parallel_for(away.size(), [&](std::size_t i) {
        const std::vector<Position> places = vertices(i);
        away[i] = geo::farthest(sites_[sites.nearest(places.front()).leg], places);
    });
    return *std::min_element(away.begin(), away.end());
}

geo::Distance CoveringInput::distance(std::size_t demand, std::size_t site) const {
    return geo::farthest(sites_[site], vertices(demand));
}

std::vector<CoveringAnswer::Served> CoveringInput::served(const CoveringAnswer& answer) const {
    if (problem_.has_capacities()) return answer.served;
    std::vector<CoverNumbers> chosen(problem_.weights.size());
    for (std::uint32_t j = 0; j < sites_.size(); ++j)
        if (answer.chosen[j])
            for (const std::uint32_t i : problem_.covers[j]) chosen[i].push_back(j);
    std::vector<CoveringAnswer::Served> result;
    for (std::uint32_t i = 0; i < chosen.size(); ++i) {
        if (chosen[i].empty()) continue;
        const std::vector<Position> places = vertices(i);
        const auto away = [&](std::uint32_t j) { return geo::farthest(sites_[j], places); };
        std::uint32_t nearest = chosen[i].front();
        geo::Distance least = chosen[i].size() > 1 ? away(nearest) : geo::Distance{};
        for (std::size_t k = 1; k < chosen[i].size(); ++k)
            if (const geo::Distance d = away(chosen[i][k]); d < least) {
                least = d;
                nearest = chosen[i][k];
            }
        result.push_back({i, nearest, problem_.weights[i]});
    }
    return result;
}

}  // namespace picket::planner
