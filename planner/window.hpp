// The part of a frame in which ways are looked for: areas brought into it, and what is left free.
#pragma once

#include "geo/frame.hpp"
#include "geo/layer.hpp"
#include "geo/region.hpp"

#include <string>
#include <vector>

namespace picket::planner {

// An area as given, in lon/lat.
struct GivenArea {
    std::string name;  // as messages call it
    geo::MultiPolygon shape;
    geo::EdgeRule edges;
};

// All of a frame within a distance of its centre, and its corners.
class Window {
  public:
    Window(const geo::Frame& frame, geo::Distance radius);

    // The part of a shape that may lie in the window.
    geo::MultiPolygon near(const geo::MultiPolygon& shape) const;
    geo::Lines near(const geo::Line& line) const;

    geo::Region region_of(const geo::MultiPolygon& near_shape, geo::EdgeRule edges, geo::Distance tolerance) const;

    // What of the areas may lie in the window. Areas with edges straight in lon/lat are united there, where what touches is
    // told before edges are cut.
    geo::Region united(const std::vector<GivenArea>& areas, geo::Distance tolerance) const;

    // All of the window that lies beyond the shape, with edges straight in lon/lat; nothing when the shape is empty.
    geo::Region beyond(const geo::MultiPolygon& known, geo::Distance tolerance) const;

    // What lies between the closed ground and a square about it: its outer rings turn into holes, its holes into ground. What
    // is open to the square comes first.
    geo::MultiPolygon around(const geo::Region& closed) const;

  private:
    geo::Ring square(double margin_m) const;

    const geo::Frame& frame_;
    geo::MultiPolygon shape_;
    geo::Box box_;
    double half_side_m_;
};

}  // namespace picket::planner
