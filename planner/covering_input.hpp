// A covering problem from two layers: demands, points or polygons, and sites, which are points.
//
// A site covers a demand when the whole of it lies within the radius, by geodesics on WGS84. Error: a micrometre for points
// and for polygons whose edges are geodesics; else 1 mm, to which edges are followed.
#pragma once

#include "planner/covering.hpp"

#include "geo/layer.hpp"
#include "geo/quantity.hpp"

#include <optional>

namespace picket::planner {

// Fields by name; empty: none. Without a weight a point weighs 1, a polygon its area in km2.
struct CoveringFields {
    std::string weight;                 // of demands
    std::string fixed, capacity, cost;  // of sites
};

class CoveringInput {
  public:
    // Layers as read; their files' names are for messages. Radius from 1 m to 5,000 km. Throws InputError: demands that are
    // neither all points nor all polygons, several points in one feature, sites that are no points, a field that is missing
    // or holds something else than it should, demands that weigh nothing, pairs beyond what memory should hold.
    CoveringInput(const geo::Layer& demand, const std::string& demand_file, const geo::Layer& sites, const std::string& sites_file,
                  const CoveringFields& fields, geo::Distance radius);

    const CoveringProblem& problem() const { return problem_; }

    // Where no site covers any demand: a radius by which one would, of points the least. Nothing where one does, or there
    // are no sites.
    std::optional<geo::Distance> radius_to_cover_any() const;

    // From the site to the farthest place of the demand.
    geo::Distance distance(std::size_t demand, std::size_t site) const;

    // For each demand the sites that serve it with the weight that each does: those of the answer, or, where there are no
    // capacities, the nearest chosen site that covers it, with all its weight.
    std::vector<CoveringAnswer::Served> served(const CoveringAnswer& answer) const;

  private:
    std::vector<geo::Position> vertices(std::size_t demand) const;

    const geo::Layer* demand_;
    std::vector<geo::Position> sites_;
    CoveringProblem problem_;
};

}  // namespace picket::planner
