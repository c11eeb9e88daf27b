// The theatre frame: one ellipsoidal gnomonic plane in which geodesics are straight, nearly, so that planar overlay is
// right on the ellipsoid. Distances and areas are never computed in it.
//
// Domain: places within 6,000 km of the centre. Error: a chord of 100 km departs from its geodesic by at most .02 m
// within 1,000 km of the centre, .44 m within 5,000 km and .65 m within 6,000 km; it falls with the square of the chord.
#pragma once

#include "geo/position.hpp"
#include "geo/shapes.hpp"

namespace picket::geo {

class Frame {
  public:
    explicit Frame(Position centre) : centre_(centre) {}

    // Frame metres, snapped to a grid of 2^-10 m so that topology is decided on integers.
    // `p` is to lie in the domain; farther than 8,000 km the plane has no room for it.
    Vec to_frame(Position p) const;

    Position to_position(Vec v) const;

    // The longitude of p, in degrees, unwrapped so that it is within 180 of the centre's.
    double unwrapped_lon(double lon_deg) const;

    Position centre() const { return centre_; }

    static constexpr double grid_m = 1.0 / 1024;
    static constexpr Distance domain = Distance::kilometres(6000);

  private:
    Position centre_;
};

}  // namespace picket::geo
