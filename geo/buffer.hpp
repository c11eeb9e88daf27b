// Geodesic discs and buffers, in the theatre frame.
//
// A buffer is the exact union of the pieces of ground that a line's legs and corners are nearest to: a strip along each
// leg, bounded by curves at the distance along perpendicular geodesics, and a wedge of a disc at each corner's outer
// side. Every place within the distance lies in the piece its nearest place of the line belongs to, so the union misses
// nothing; every piece lies within the distance, so it adds nothing. Slits that snapping leaves between pieces are closed.
//
// Error: each emitted vertex of a piece lies at the distance, and the chord between two within `tolerance` of it: inside
// round places and corners, outside or inside along legs. Domain: the frame's; distances up to 3,000 km.
#pragma once

#include "geo/frame.hpp"
#include "geo/path.hpp"
#include "geo/region.hpp"

namespace picket::geo {

Region disc(const Frame& frame, Position centre, Distance radius, Distance tolerance);
Region buffer(const Frame& frame, const Path& line, Distance distance, Distance tolerance);

}  // namespace picket::geo
