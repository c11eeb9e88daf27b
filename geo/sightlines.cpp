#include "geo/sightlines.hpp"

#include <algorithm>

namespace picket::geo {

namespace {

int right_of(const Triangulation& ground, Corner c) { return ground[c.triangle].vertex[static_cast<std::size_t>(after(c.index))]; }
int left_of(const Triangulation& ground, Corner c) { return ground[c.triangle].vertex[static_cast<std::size_t>(before(c.index))]; }

// The next corner about the same vertex, and whether a wall lies between.
struct Step {
    Corner corner;
    bool is_wall;
};

Step step(const Triangulation& ground, Corner c, bool to_the_left) {
    const Triangle& t = ground[c.triangle];
    const auto edge = static_cast<std::size_t>(to_the_left ? after(c.index) : before(c.index));
    const int next = t.across[edge];
    const int vertex = t.vertex[static_cast<std::size_t>(c.index)];
    if (next < 0) return {{}, true};
    const auto& v = ground[next].vertex;
    return {{next, v[0] == vertex ? 0 : v[1] == vertex ? 1 : 2}, t.wall[edge]};
}

// The way straight on from `from` through `at`.
GridPoint straight_on(GridPoint from, GridPoint at) { return {2 * at.x - from.x, 2 * at.y - from.y}; }

}  // namespace

std::vector<std::optional<Bend>> bends_of(const Triangulation& ground) {
    std::vector<std::optional<Bend>> bends(ground.vertices().size());
    const auto& triangles = ground.triangles();
    for (std::size_t t = 0; t < triangles.size(); ++t) {
        if (!triangles[t].is_ground) continue;
        for (int i = 0; i < 3; ++i) {
            // Begin where a wall lies to the right of the corner.
            if (!triangles[t].wall[static_cast<std::size_t>(before(i))]) continue;
            Bend b;
            b.at_first = b.at_last = {static_cast<int>(t), i};
            b.vertex = triangles[t].vertex[static_cast<std::size_t>(i)];
            for (Step s = step(ground, b.at_last, true); !s.is_wall; s = step(ground, b.at_last, true)) b.at_last = s.corner;
            b.first = right_of(ground, b.at_first);
            b.last = left_of(ground, b.at_last);
            // More than half a turn from first to last; a whole one where both are the same.
            const int turn = orientation(ground.at(b.vertex), ground.at(b.first), ground.at(b.last));
            if (turn < 0 || b.first == b.last) bends[static_cast<std::size_t>(b.vertex)] = b;
        }
    }
    return bends;
}

std::vector<Opening> openings_at(const Triangulation& ground, GridPoint place) {
    std::vector<Opening> openings;
    for (const int t : ground.ground_at(place)) {
        const auto vertex = [&](int i) { return ground.at(ground[t].vertex[static_cast<std::size_t>(i)]); };
        const auto sees = [&](int i) { return orientation(vertex(after(i)), vertex(before(i)), place) > 0; };
        // Counter-clockwise from an edge that holds the place, if there is one.
        int first = 0;
        for (int i = 0; i < 3; ++i)
            if (!sees(before(i)) && sees(i)) first = i;
        for (int k = 0; k < 3; ++k)
            if (const int i = (first + k) % 3; sees(i)) openings.push_back({{t, i}, vertex(after(i)), vertex(before(i))});
    }
    return openings;
}

bool can_bend(const Triangulation& ground, const Bend& bend, GridPoint from) {
    const GridPoint at = ground.at(bend.vertex), first = ground.at(bend.first), last = ground.at(bend.last);
    // What is not this ground about the vertex, less than half a turn, runs from `last` on to `first`.
    if (bend.first != bend.last && orientation(at, last, from) > 0 && orientation(at, first, from) < 0) return false;
    const int of_first = orientation(from, at, first), of_last = orientation(from, at, last);
    return (of_first >= 0 && of_last >= 0) || (of_first <= 0 && of_last <= 0);
}

std::vector<Opening> openings_behind(const Triangulation& ground, const Bend& bend, GridPoint from) {
    std::vector<Opening> openings;
    const GridPoint at = ground.at(bend.vertex), on = straight_on(from, at);
    const bool to_the_left = orientation(from, at, ground.at(bend.first)) >= 0 && orientation(from, at, ground.at(bend.last)) >= 0;
    // From the wall back to straight on.
    for (Corner c = to_the_left ? bend.at_last : bend.at_first;;) {
        GridPoint right = ground.at(right_of(ground, c)), left = ground.at(left_of(ground, c));
        const int near_side = to_the_left ? orientation(at, on, left) : -orientation(at, on, right);
        if (near_side <= 0) break;  // the wall itself goes straight on
        const int far_side = to_the_left ? orientation(at, on, right) : -orientation(at, on, left);
        if (far_side < 0) (to_the_left ? right : left) = on;
        openings.push_back({c, right, left});
        if (far_side <= 0) break;
        const Step next = step(ground, c, !to_the_left);
        if (next.is_wall) break;
        c = next.corner;
    }
    if (to_the_left) std::reverse(openings.begin(), openings.end());
    return openings;
}

}  // namespace picket::geo
