// How far places are from points and lines, asked many times: legs with an index over them.
//
// Error: distances to 1e-6 m. Domain: places within 8,000 km of the nearest leg.
#pragma once

#include "geo/chord.hpp"
#include "geo/geodesic.hpp"
#include "geo/index.hpp"

#include <span>
#include <vector>

namespace picket::geo {

// A geodesic between two places, at most 20 km long; of no length for a lone point.
struct Leg {
    Position from, to;
    Angle azimuth_from, azimuth_to;
    Distance length;
    Vec3 chord_from, chord_to;
    double sag_m;  // how far the leg departs from its chord, at most

    bool is_point() const { return !(length > Distance{}); }
};

// The legs along vertices joined by geodesics, repeated vertices passed over, longer ones cut. One place, or several
// that are the same, makes a leg of no length.
std::vector<Leg> legs_along(std::span<const Position> vertices);

// The nearest place of a leg to p.
struct Foot {
    Position place;
    Distance away;
};
Foot nearest_of_leg(Position from, Position to, Position p);

class Proximity {
  public:
    explicit Proximity(std::vector<Leg> legs);

    const std::vector<Leg>& legs() const { return legs_; }

    struct Nearest {
        std::size_t leg;
        Position place;
        Distance away;
    };
    // There must be a leg. Of several at the same distance to the last bit, the first.
    Nearest nearest(Position p) const;

    // Whether a place of a leg lies within the distance.
    bool is_within(Position p, Distance distance) const;

    // The nearest leg by its chord, which is the nearest but for the bounds in chord.hpp.
    struct NearestChord {
        std::size_t leg;
        Vec3 place;
        double chord_m;
    };
    NearestChord nearest_chord(Vec3 x) const;

  private:
    double chord_m(std::size_t leg, Vec3 x) const;

    std::vector<Leg> legs_;
    SegmentIndex index_;
    double most_sag_m_;
};

}  // namespace picket::geo
