// A line on the ellipsoid whose legs are geodesics, with linear referencing from its start.
// Error: distances along it are right to nanometres; `nearest` to 1e-6 m.
#pragma once

#include "geo/position.hpp"
#include "geo/quantity.hpp"

#include <vector>

namespace picket::geo {

class Path {
  public:
    Path() = default;
    explicit Path(std::vector<Position> vertices);

    const std::vector<Position>& vertices() const { return vertices_; }
    Distance length() const;

    // How far along the path its vertices lie: one value a vertex, the first 0.
    const std::vector<Distance>& stations() const { return along_; }

    // The place so far along; clamped to the ends.
    Position at(Distance along) const;

    // The part between two places; `from` <= `to`.
    Path slice(Distance from, Distance to) const;

    // No leg longer than that; vertices stay.
    Path densified(Distance longest_leg) const;

    // With fewer vertices, the first and the last among them: what is left out lies within the tolerance of the legs that
    // stay, at 1 mm more.
    Path simplified(Distance tolerance) const;

    struct Nearest {
        Distance along;
        Distance away;
        Position position;
    };
    // The place of the path nearest to p. The path must have a vertex.
    Nearest nearest(Position p) const;

  private:
    std::vector<Position> vertices_;
    std::vector<Distance> along_;
};

}  // namespace picket::geo
