// What patrols an aircraft can fly at each cell of a raster: by the same ways and sorties as patrol_ground, which draws them.
//
// Error: that of the ways (geo/ways_field.hpp) by how many of them a sortie flies, over the speed.
#pragma once

#include "planner/patrol_ground.hpp"

#include "geo/tiles.hpp"

#include <optional>
#include <vector>

namespace picket::planner {

struct PatrolField {
    Aircraft aircraft;
    std::vector<geo::Position> bases, recovery;  // where it leaves from; where it may land besides its base
    std::optional<TankerAt> tanker;
    geo::Distance limit;  // a way between a station, a base, a place to land and the tanker is at most so long
    geo::Distance radius;  // about the frame's centre: what lies farther is not known to be free
};

// The longest time on station at each cell from any of the bases, in minutes, row by row from the north; infinite where there is none.
std::vector<float> longest_on_station(const geo::Raster& raster, const geo::FreeSpace& space, const PatrolField& field, const geo::Progress& progress);

// From how many bases at least that time can be spent there; infinite where it is closed to flight, and beyond the radius.
std::vector<float> bases_on_station(const geo::Raster& raster, const geo::FreeSpace& space, const PatrolField& field, geo::Duration time,
                                    const geo::Progress& progress);

}  // namespace picket::planner
