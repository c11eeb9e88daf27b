// Reach: the ground of a free space within a distance of a place by shortest ways.
//
// The edge of reach runs along the walls of the free space and along arcs, each about the start or a bend and as far from
// it as the rest of the way allows, as far as that root sees. Walls and arcs are noded on the frame's grid, and each face
// between them is taken or left by the length of the shortest way to a place inside it.
//
// Error: arcs are followed by chords from within, to `tolerance`; walls are those of the free space, vertex by vertex.
#pragma once

#include "geo/region.hpp"
#include "geo/shortest_ways.hpp"

namespace picket::geo {

// One region for each range, none of them above the limit of the ways; of two, the lesser lies in the greater to the last
// step of the grid. Empty when the start is not in the free space.
std::vector<Region> reach(const ShortestWays& ways, std::span<const Distance> ranges, Distance tolerance);
Region reach(const ShortestWays& ways, Distance range, Distance tolerance);

}  // namespace picket::geo
