// A place on the WGS84 ellipsoid.
#pragma once

#include "geo/quantity.hpp"

namespace picket::geo {

// Longitude and latitude in degrees, checked once when made: latitude within [-90, 90], longitude within [-180, 180],
// both finite.
class Position {
  public:
    // Throws InputError when a coordinate is not finite or out of range.
    static Position lon_lat(double lon_deg, double lat_deg);

    // For coordinates a geodesic routine made: longitude is brought into [-180, 180].
    static Position computed(double lon_deg, double lat_deg);

    double lon() const { return lon_; }
    double lat() const { return lat_; }

    friend bool operator==(const Position&, const Position&) = default;

  private:
    Position(double lon, double lat) : lon_(lon), lat_(lat) {}
    double lon_;
    double lat_;
};

}  // namespace picket::geo
