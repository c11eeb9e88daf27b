#include "geo/path.hpp"

#include "geo/geodesic.hpp"
#include "geo/proximity.hpp"

#include <algorithm>

namespace picket::geo {

Path::Path(std::vector<Position> vertices) : vertices_(std::move(vertices)) {
    Distance total;
    for (std::size_t i = 0; i < vertices_.size(); ++i) {
        if (i) total = total + distance(vertices_[i - 1], vertices_[i]);
        along_.push_back(total);
    }
}

Distance Path::length() const { return along_.empty() ? Distance{} : along_.back(); }

Position Path::at(Distance along) const {
    const auto after = std::upper_bound(along_.begin(), along_.end(), along);
    if (after == along_.begin()) return vertices_.front();
    if (after == along_.end()) return vertices_.back();
    const auto i = static_cast<std::size_t>(after - along_.begin());
    if (along == along_[i - 1]) return vertices_[i - 1];
    return interpolate(vertices_[i - 1], vertices_[i], (along - along_[i - 1]) / (along_[i] - along_[i - 1]));
}

Path Path::slice(Distance from, Distance to) const {
    std::vector<Position> part{at(from)};
    for (std::size_t i = 0; i < vertices_.size(); ++i)
        if (along_[i] > from && along_[i] < to) part.push_back(vertices_[i]);
    part.push_back(at(to));
    return Path(std::move(part));
}

Path::Nearest Path::nearest(Position p) const {
    Nearest best{Distance{}, distance(vertices_.front(), p), vertices_.front()};
    for (std::size_t i = 1; i < vertices_.size(); ++i) {
        // No place of a leg is nearer than its start less its length.
        const Distance leg = along_[i] - along_[i - 1];
        if (distance(vertices_[i - 1], p) - leg > best.away) continue;
        const Foot foot = nearest_of_leg(vertices_[i - 1], vertices_[i], p);
        if (foot.away < best.away)
            best = {along_[i - 1] + distance(vertices_[i - 1], foot.place), foot.away, foot.place};
    }
    return best;
}

}  // namespace picket::geo
