// The water that ships may go through: everything but land, what is to be avoided, and what lies beyond the edge of the data.
//
// A way drawn along a coast would touch it. So land, avoided areas and barriers are grown by a clearance, which is the
// tolerance: what it costs a way is at most twice the clearance times the angle, in radians, that the way turns by in all. The
// tolerance's parts for cutting edges on the way in and out are together smaller, so what is drawn never touches land.
#pragma once

#include "planner/airspace.hpp"
#include "planner/theatre.hpp"
#include "planner/window.hpp"

#include "geo/free_space.hpp"

namespace picket::planner {

struct GivenWaters {
    std::vector<GivenArea> land, avoided;
    geo::Lines barriers;  // no ship crosses them: they close a strait when they run from coast to coast. Edges straight in lon/lat
    geo::MultiPolygon known;  // beyond it nothing is known to be water; if it is empty, all is known
};

class SeaWaters {
  public:
    // All within the radius of the frame's centre; frame and given must outlive it.
    SeaWaters(const GivenWaters& given, const geo::Frame& frame, geo::Distance radius, geo::Distance tolerance);

    // How far from the nearest open water a ship's place may lie: ports stand on land, and coasts are drawn coarsely.
    static constexpr geo::Distance farthest_inland = geo::Distance::kilometres(5);

    // Of waters parted by land, one that a place has a shore of. Waters 0 go on beyond the window, or may.
    struct Shore {
        geo::Position at;
        geo::Distance away;
        std::size_t waters;
    };
    // The nearest place of each waters within `farthest_inland`; of a place in the water, itself alone. Throws InputError
    // when there is none, or it is to be avoided.
    std::vector<Shore> shores(const NamedPlace& place) const;

    const geo::FreeSpace& space() const { return space_; }

    // The ground within a distance of land, in the frame, and a clearance more.
    geo::Region near_land(geo::Distance distance) const;

    // Free of that ground but within so far of places.
    struct Opening {
        geo::Position centre;
        geo::Distance radius;
    };
    geo::MultiPolygon free_without(const geo::Region& ground, const std::vector<Opening>& openings) const;

  private:
    geo::MultiPolygon open_water_about(geo::Position place) const;
    std::size_t waters_of(geo::Vec at) const;
    void require_open(const NamedPlace& place, geo::Position at) const;
    [[noreturn]] void refuse_inland(const NamedPlace& place) const;

    const GivenWaters& given_;
    const geo::Frame& frame_;
    geo::Distance radius_;
    ToleranceBudget budget_;
    double clearance_m_;
    Window window_;
    geo::Region land_, shore_, closed_;  // land as drawn; with the clearance and the data's edge; with all that is avoided
    geo::MultiPolygon waters_;           // what land leaves
    geo::FreeSpace space_;
};

}  // namespace picket::planner
