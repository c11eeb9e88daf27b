#include "geo/path.hpp"

#include "geo/geodesic.hpp"

#include <algorithm>
#include <cmath>

namespace picket::geo {

namespace {

struct Foot {
    Position position;
    Distance away;
};

// The nearest place of the geodesic leg a-b to p: the foot of the perpendicular, found by projecting onto the gnomonic
// plane about the foot itself, where directions at the centre are true, until it stops moving (Karney 2013, section 8;
// the interception problem). Domain: legs and distances within 8,000 km.
Foot foot_of(Position a, Position b, Position p) {
    Position foot = a;
    for (int round = 0; round < 30; ++round) {
        const PlanePoint qa = gnomonic(foot, a), qb = gnomonic(foot, b), qp = gnomonic(foot, p);
        const double dx = qb.x - qa.x, dy = qb.y - qa.y;
        const double squared = dx * dx + dy * dy;
        const double t = squared > 0 ? ((qp.x - qa.x) * dx + (qp.y - qa.y) * dy) / squared : 0;
        const Position next = t <= 0   ? a
                              : t >= 1 ? b
                                       : gnomonic_inverse(foot, {qa.x + t * dx, qa.y + t * dy});
        const bool settled = distance(foot, next) < Distance::metres(1e-7);
        foot = next;
        if (settled) break;
    }
    return {foot, distance(foot, p)};
}

}  // namespace

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
        const Foot foot = foot_of(vertices_[i - 1], vertices_[i], p);
        if (foot.away < best.away)
            best = {along_[i - 1] + distance(vertices_[i - 1], foot.position), foot.away, foot.position};
    }
    return best;
}

}  // namespace picket::geo
