// A buffer's edge as it is handed out: no slivers, every vertex at the distance, no more of them than needed.
#pragma once

#include "geo/proximity.hpp"
#include "geo/shapes.hpp"

#include <set>
#include <utility>
#include <vector>

namespace picket::geo {

// Places on the map, to 7 decimals.
class PlaceSet {
  public:
    void add(const std::vector<Line>& lines);
    bool has(Vec place) const { return places_.contains({place.x, place.y}); }

  private:
    std::set<std::pair<double, double>> places_;
};

// Without the holes and pieces of a mean width below the tolerance, where curves run side by side.
MultiPolygon without_slivers(MultiPolygon polygons, Distance tolerance);

// Where edges cross, the place lies as deep as they sag there. Each such place within `near` of the distance is brought to
// within `negligible` of it; those that were `traced` at it stay, and so do places on the map's edge.
MultiPolygon with_corners_at(Distance away, MultiPolygon polygons, const PlaceSet& traced, const Proximity& legs,
                             Distance near, Distance negligible);

// Fewer vertices, as `simplified`, but for those to keep; as few as stay valid, for moving and dropping some may bring edges
// to cross where the ground is narrow. Nothing when none of that would do.
MultiPolygon simplified_valid(const MultiPolygon& polygons, Distance tolerance, double curvature_per_m, const PlaceSet& keep);

}  // namespace picket::geo
