// Airspace that is closed, corridors opened through it, and what is left to fly in.
#pragma once

#include "geo/error.hpp"
#include "geo/free_space.hpp"
#include "geo/layer.hpp"
#include "planner/window.hpp"

#include <span>
#include <string>
#include <vector>

namespace picket::planner {

struct GivenAirspace {
    std::vector<GivenArea> closed;
    std::vector<GivenArea> open;  // corridors: what they cover is not closed
    geo::MultiPolygon known;      // beyond it everything is closed; if it is empty, nothing is
};

struct NamedPlace {
    std::string name;  // as messages call it
    geo::Position at;
};

// What is free within a distance of the frame's centre. The places lie in it: where one lies in closed airspace no deeper
// than input edges are followed, the border is led through it. Throws InputError for one that lies deeper.
geo::FreeSpace free_airspace(const GivenAirspace& given, const geo::Frame& frame, geo::Distance radius,
                             geo::Distance tolerance, std::span<const NamedPlace> places);

// How wide a corridor along a line may be.
inline constexpr geo::Distance least_width = geo::Distance::metres(20), most_width = geo::Distance::kilometres(2000);

// The corridors of the given width along the lines of a layer; its polygons as they are. Throws InputError when lines have
// no width, or the layer has points.
std::vector<GivenArea> corridors(const geo::Layer& layer, std::string_view name, std::optional<geo::Distance> width,
                                 geo::Distance tolerance);

}  // namespace picket::planner
