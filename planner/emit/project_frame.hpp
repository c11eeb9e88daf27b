// Where the maps of a plan lie: their plane, and what part of it they show.
#pragma once

#include "planner/emit/style.hpp"
#include "planner/emit/view.hpp"

namespace picket::planner {

// Lambert's azimuthal equal-area plane about the middle of what a plan shows, and the boxes in it. Within 1,500 km of its
// centre lengths are right to 0.7 %.
class MapPlane {
  public:
    MapPlane(const PlanView& view, const Styles& styles);

    geo::Position centre() const { return centre_; }
    // Such as "47.2 N 28.1 E", to a tenth of a degree as the centre is.
    std::string place() const;
    // What QGIS names and defines it by.
    std::string wkt() const;
    std::string proj() const;

    geo::Box box_of(const geo::Geometry& geometry) const;
    // What a theme's map is to show, what all of them show; holds nothing where they are empty.
    geo::Box box_of(const Theme& theme) const;
    geo::Box whole() const;

  private:
    geo::Box box_of(const Theme& theme, geo::Position centre) const;

    const PlanView& view_;
    const Styles& styles_;
    geo::Position centre_;
};

// Whether a box holds anything.
bool is_empty(const geo::Box& box);
// With so much of its size more on each side, and no smaller than 20 km.
geo::Box with_margin(geo::Box box, double share);
// Made wider or higher, about its middle, until it is so many times as wide as high.
geo::Box in_shape(geo::Box box, double width_by_height);
// The greatest of 1, 2, 5, 10, 20 and so on that is no greater.
double round_length(double length);

}  // namespace picket::planner
