// What is held and what is seen: the cover of stations, ground alert, air defence and sensors, laid over the zones.
#pragma once

#include "planner/plan.hpp"

namespace picket::planner {

// How far an aircraft comes in time from the worst point of its racetrack, measured from the station.
geo::Distance response_radius(geo::Distance track, const Aircraft& aircraft, geo::Duration response);

// A zone's region in the plan's frame. Throws InputError for an expression that the scenario has no front line or control for.
geo::Region zone_region(const Plan& plan, const Zone& zone, geo::Faults faults, geo::Notices& notices);

// Manned stations and ground alert that can come to a zone in time, with how far they come; no regions yet.
std::vector<Cover> holders_of(const Plan& plan, const Zone& zone, geo::Notices& notices);

}  // namespace picket::planner
