// What a region of the frame measures on the ellipsoid.
#pragma once

#include "geo/frame.hpp"
#include "geo/proximity.hpp"
#include "geo/region.hpp"

namespace picket::geo {

// Geodesic area, and length of all rings. Error: 0.1 m2 and some nanometres a vertex; edges are the frame's chords.
Area area_of(const Frame& frame, const Region& region);
Distance perimeter_of(const Frame& frame, const Region& region);

// How much of a line, in the frame, runs inside any of the regions; they are not to overlap. Error: 1 mm for each end of a part.
Distance length_inside(const Frame& frame, const std::vector<Region>& regions, const Line& line);

// How far places are from a region, asked many times; 0 inside it. One thread at a time. Error: as frame.hpp says of chords
// of 20 km, a centimetre. The region must not be empty.
class RegionDistance {
  public:
    RegionDistance(const Frame& frame, const Region& region);
    Distance from(Position p) const { return nearest(p).away; }
    Foot nearest(Position p) const;  // p itself inside

  private:
    Frame frame_;
    PreparedRegion inside_;
    Proximity outline_;
};

}  // namespace picket::geo
