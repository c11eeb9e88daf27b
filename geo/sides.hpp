// The two sides of lines. A place lies on the side on which its nearest place of the lines is passed; beyond an end, where
// the end itself is nearest and the place lies neither left nor right of it, on none.
#pragma once

#include "geo/offset.hpp"
#include "geo/proximity.hpp"
#include "geo/shapes.hpp"

#include <span>
#include <vector>

namespace picket::geo {

class Sides {
  public:
    Sides(const Proximity& legs, std::span<const Chain> chains);

    // left, right, or both for none. Of a place on a line, either.
    Side side_of(Position p) const;

    // Whether a place of the lines lies so near.
    bool is_within(Position p, Distance distance) const;

    // Square to the lines' ends, of that length to both sides, in lon/lat: there a side ends. Four times the distance of a
    // buffer sees them out of it also where the line turns back beside its end.
    std::vector<Line> end_lines(Distance distance) const;

  private:
    const Proximity& legs_;
    std::vector<Chain> chains_;
    std::vector<std::size_t> chain_of_;  // by leg
};

// Where a face holds places of the wanted side and others, it is a line as near to one leg as to another that parts them.
// Traces those lines through the face, to within the tolerance, from where they start on its edge; parts of the face
// narrower than a 50th of `scale` along its edge may be missed.
std::vector<Line> dividing_lines(const Polygon& face, const Sides& sides, Side wanted, Distance scale, Distance tolerance);

}  // namespace picket::geo
