// Lines of sight over ground cut into triangles. From a place, cones of sight are followed from triangle to triangle; each
// ends at a wall. All limits of cones are rays from the place through a vertex, so every decision is exact.
#pragma once

#include "geo/triangulation.hpp"

#include <optional>
#include <vector>

namespace picket::geo {

// Between two rays from a place through `right` and `left`, less than half a turn apart: what is seen through the edge
// opposite to the corner's vertex.
struct Opening {
    Corner through;
    GridPoint right, left;

    bool holds(GridPoint from, GridPoint p) const {
        return orientation(from, right, p) >= 0 && orientation(from, left, p) <= 0;
    }
};

// A vertex of the ground's border where its inner angle is more than half a turn, so that a taut way can bend there. The
// ground about it runs counter-clockwise from the wall to `first` to the wall to `last`.
struct Bend {
    int vertex = -1, first = -1, last = -1;
    Corner at_first, at_last;  // the ground's triangles at both walls
};

// The bends of the ground, one at most for each vertex.
std::vector<std::optional<Bend>> bends_of(const Triangulation& ground);

// All that is seen from a place of the ground, counter-clockwise; over whole turns, begins and ends at the same ray.
std::vector<Opening> openings_at(const Triangulation& ground, GridPoint place);

// Whether a way that comes straight from a place can bend there, and the openings to what lies behind the bend: from
// straight on to the wall, counter-clockwise.
bool can_bend(const Triangulation& ground, const Bend& bend, GridPoint from);
std::vector<Opening> openings_behind(const Triangulation& ground, const Bend& bend, GridPoint from);

// Follows the openings. The visitor is told, counter-clockwise:
//   void sees(int vertex)                  a vertex in sight, more than once perhaps
//   bool enters(const Opening&)            sight goes on through the edge; false: no need to follow it
//   void ends(const Opening&)              at a wall, or where it was not followed
template <class Visitor>
void look(const Triangulation& ground, GridPoint from, const std::vector<Opening>& openings, Visitor& visitor) {
    std::vector<Opening> open(openings.rbegin(), openings.rend());
    while (!open.empty()) {
        const Opening o = open.back();
        open.pop_back();
        const Triangle& t = ground[o.through.triangle];
        const auto i = static_cast<std::size_t>(o.through.index);
        if (t.wall[i] || !visitor.enters(o)) {
            visitor.ends(o);
            continue;
        }
        const int next = t.across[i];
        const Triangle& n = ground[next];
        const int apex = n.across[0] == o.through.triangle ? 0 : n.across[1] == o.through.triangle ? 1 : 2;
        const int v = n.vertex[static_cast<std::size_t>(apex)];
        const GridPoint p = ground.at(v);
        const int of_right = orientation(from, o.right, p), of_left = orientation(from, o.left, p);
        if (of_right >= 0 && of_left <= 0) visitor.sees(v);
        // The far edges: to the left the one that runs from the apex to the vertex after it.
        if (of_left < 0) open.push_back({{next, before(apex)}, of_right > 0 ? p : o.right, o.left});
        if (of_right > 0) open.push_back({{next, after(apex)}, o.right, of_left < 0 ? p : o.left});
    }
}

}  // namespace picket::geo
