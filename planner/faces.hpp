// The faces that lines cut a polygon into, and which of them holds a place.
#pragma once

#include "geo/region.hpp"

#include <vector>

namespace picket::planner {

class Faces {
  public:
    // All in the same plane; lines may run on beyond the ground.
    Faces(const geo::Polygon& ground, const std::vector<geo::Line>& cuts);

    // How many faces the ground falls into.
    std::size_t count() const;

    // The one that holds the place; empty when none does.
    geo::Region holding(geo::Vec place) const;

  private:
    geo::Region some(std::size_t from, std::size_t to) const;

    std::vector<geo::Line> lines_;
    std::vector<bool> is_ground_;  // by face, in the order in which they are met
};

}  // namespace picket::planner
