// Lines on the map of the world, and which of them may meet.
#pragma once

#include "geo/shapes.hpp"

#include <functional>
#include <vector>

namespace picket::geo {

// Lines whose longitudes run on past 180, cut at the antimeridian and rounded to 7 decimals.
std::vector<Line> on_map(const std::vector<Line>& lines);

// The lines in clusters, closed along the map's edge where they reach it, so that the ground they part can be told
// cluster by cluster: no line of one runs through the box of another. `is_taken` says of a place whether it is part of
// that ground; where what lies outside all of them is, they are one cluster with the map's whole edge. In an order that
// depends on the lines alone.
std::vector<std::vector<Line>> clusters_of(std::vector<Line> lines, const std::function<bool(Vec)>& is_taken);

}  // namespace picket::geo
