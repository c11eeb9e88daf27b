// The lines that patrols go along, and where their ships set out from when they are called.
#pragma once

#include "planner/theatre.hpp"

namespace picket::planner {

// Where a ship's way starts when she is called, and how far from there she may be at most: the place of one that lies still; the
// middle of her part of a line; the centre of a box that she goes round, or the place of its edge nearest to a centre on land. What is computed of them is rounded to 7 decimals, as it is written.
struct SeaPost {
    std::string id;      // the vessel's; with its number where there are several
    std::string vessel;
    geo::Position at;
    geo::Distance half;  // by water
};

// Places of vessels that lie still, corners of the boxes of others.
std::vector<geo::Position> places_of_vessels(const Scenario& scenario);

// The stretch of lane, or the box's edge from its first corner back to it. `user` is whose patrol it is.
// Throws InputError where a stretch goes on for more than 1 m beyond its lane, or a box is none.
geo::Path patrol_line(const Scenario& scenario, const Theatre& theatre, const SeaPatrol& patrol, const std::string& user);

// The box within that edge.
geo::Region patrol_box(const Theatre& theatre, const SeaPatrol& patrol);

// Before the ways by water are known: where ships may set out from, and of every box that they go round the corner farthest off.
std::vector<geo::Position> starts_of_ships(const Scenario& scenario, const Theatre& theatre);

// In the order of the vessels. How far a ship may be from there in a box is told where the theatre has its ways by water; where it has
// none yet she is in the centre, and that zero.
std::vector<SeaPost> sea_posts(const Scenario& scenario, const Theatre& theatre);

}  // namespace picket::planner
