#include "geo/path.hpp"

#include "geo/geodesic.hpp"
#include "geo/proximity.hpp"

#include <algorithm>
#include <cmath>

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

Path Path::densified(Distance longest_leg) const {
    std::vector<Position> result;
    for (std::size_t i = 0; i < vertices_.size(); ++i) {
        if (i > 0) {
            const Distance leg = along_[i] - along_[i - 1];
            const int pieces = std::max(1, static_cast<int>(std::ceil(leg / longest_leg)));
            for (int k = 1; k < pieces; ++k)
                result.push_back(interpolate(vertices_[i - 1], vertices_[i], static_cast<double>(k) / pieces));
        }
        result.push_back(vertices_[i]);
    }
    return Path(std::move(result));
}

// Greedy: from each vertex as far as a leg may go. Between two vertices that the same leg stands for, the legs left out are
// no farther from it than they are.
Path Path::simplified(Distance tolerance) const {
    std::vector<Position> result;
    for (std::size_t from = 0; from < vertices_.size();) {
        result.push_back(vertices_[from]);
        std::size_t to = from + 1;
        const auto stands = [&](std::size_t end) {
            for (std::size_t i = from + 1; i < end; ++i)
                if (nearest_of_leg(vertices_[from], vertices_[end], vertices_[i]).away > tolerance) return false;
            return true;
        };
        while (to + 1 < vertices_.size() && stands(to + 1)) ++to;
        from = to;
    }
    return Path(std::move(result));
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
