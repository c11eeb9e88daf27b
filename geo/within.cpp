#include "geo/within.hpp"

#include "geo/geodesic.hpp"

#include <algorithm>

namespace picket::geo {

namespace {

// So that a place said to lie at the distance lies within it, whatever rounding does.
constexpr Distance hair = Distance::metres(1e-6);

std::vector<Vec3> all_centred(std::span<const Position> places) {
    std::vector<Vec3> result;
    result.reserve(places.size());
    for (const Position& p : places) result.push_back(earth_centred(p));
    return result;
}

}  // namespace

Distance farthest(Position p, std::span<const Position> vertices) {
    Distance most;
    for (const Position& v : vertices) most = std::max(most, distance(p, v));
    return most;
}

PlacesAround::PlacesAround(std::vector<Position> places, Distance distance)
    : places_(std::move(places)),
      centred_(all_centred(places_)),
      distance_(distance + hair),
      surely_m_(chord_within_m(distance_.metres())),
      never_m_(chord_beyond_m(distance_.metres())),
      index_(centred_) {}

std::vector<std::uint32_t> PlacesAround::all_of(std::span<const Position> vertices) const {
    const std::vector<Vec3> centred = all_centred(vertices);
    std::size_t suspect = 0;  // a vertex that was too far from one place is likely to be from the next
    const auto is_within = [&](std::size_t place, std::size_t v) {
        const double chord_m = length_m(centred_[place] - centred[v]);
        return chord_m < surely_m_ || (chord_m <= never_m_ && distance(places_[place], vertices[v]) <= distance_);
    };
    std::vector<std::uint32_t> result;
    for (const std::size_t place : index_.within_box(centred.front(), never_m_)) {
        bool all = is_within(place, suspect);
        for (std::size_t v = 0; all && v < vertices.size(); ++v)
            if (!is_within(place, v)) {
                suspect = v;
                all = false;
            }
        if (all) result.push_back(static_cast<std::uint32_t>(place));
    }
    std::sort(result.begin(), result.end());
    return result;
}

}  // namespace picket::geo
