// Where the maps of a plan lie: their plane, and what part of it they show.
#pragma once

#include "planner/emit/style.hpp"
#include "planner/emit/view.hpp"
#include "planner/emit/xml.hpp"

namespace picket::planner {

// Lambert's azimuthal equal-area plane about the middle of what themes show, and the boxes in it. Within 1,500 km of its
// centre lengths are right to 0.7 %.
class MapPlane {
  public:
    MapPlane(const PlanView& view, const Styles& styles, std::vector<const Theme*> themes);

    // Where its centre is, such as "47.2 N 28.1 E": a tenth of a degree is exact, for it is chosen so.
    std::string place() const;
    // As QGIS writes a coordinate system.
    Xml system() const;

    // Of all that the themes' frames hold; the centre where that is nothing.
    geo::Box whole() const;
    geo::Box box_of(const geo::Geometry& geometry) const;

  private:
    std::string wkt() const;
    std::string proj() const;

    const PlanView& view_;
    const Styles& styles_;
    std::vector<const Theme*> themes_;
    geo::Position centre_;
};

// Whether a plan has something in the theme's frame.
bool has_frame(const PlanView& view, const Styles& styles, const Theme& theme);

// Whether a box holds anything.
bool is_empty(const geo::Box& box);
// With so much of its size more on each side, and no smaller than 20 km.
geo::Box with_margin(geo::Box box, double share);
// Made wider or higher, about its middle, until it is so many times as wide as high.
geo::Box in_shape(geo::Box box, double width_by_height);
// The greatest of 1, 2, 5, 10, 20 and so on that is no greater.
double round_length(double length);

}  // namespace picket::planner
