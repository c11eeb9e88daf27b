// Where a plan's frame has its centre, and whether the plan fits one.
#pragma once

#include "planner/theatre.hpp"

#include <span>

namespace picket::planner {

// About the centre of the smallest circle round all the places, to a tenth of a degree.
geo::Position centre_of(std::span<const geo::Position> places);

// About the centre of the smallest circle round every base, station, site, vessel, lane and front line of the scenario,
// to a tenth of a degree. Throws InputError for an unknown base or lane, and when something lies more than 3,000 km
// from the centre: a plan has one theatre.
geo::Position theatre_centre(const Scenario& scenario, const std::map<std::string, Base>& bases,
                             const std::map<std::string, LanePath>& lanes, const std::vector<geo::Path>& frontline);

}  // namespace picket::planner
