// The state border and the coast: the outlines of countries, as far as they lie near given ground.
//
// Waters and gaps within a country are filled: no border runs there. A gap that several countries enclose is filled too
// when it is small; its rim counts as border only where another country lies within the tolerance of it. What is left
// of an outline is state border where another country shares it and coast elsewhere; both count alike here.
#pragma once

#include "geo/layer.hpp"
#include "geo/proximity.hpp"
#include "geo/region.hpp"

#include <string>
#include <vector>

namespace picket::planner {

// Lon/lat in degrees; longitudes may run on past 180.
struct Box {
    geo::Vec lower, upper;

    static Box around(const std::vector<geo::Vec>& places);  // there must be one; longitudes near the first one's
    geo::Vec middle() const { return {(lower.x + upper.x) / 2, (lower.y + upper.y) / 2}; }
    Box widened(geo::Distance by) const;
    Box widened_deg(double by) const;
    bool meets(const Box& other) const;
};

// A country's ground near the box with what lies within it filled: outer rings alone, in lon/lat.
struct Outline {
    std::string name;
    std::vector<geo::Ring> rings;
};

// Cut at the window, which is to reach beyond what is asked of the outlines: a gap is known as one where the whole of
// it lies within. Countries away from the window are left out. Throws InputError when a feature is no polygon.
std::vector<Outline> outlines_near(const geo::Layer& countries, const geo::LayerRef& ref, const Box& window);
constexpr double window_beyond_deg = 4;

// A gap between countries up to this size is inland, a larger one a sea with a coast.
constexpr double largest_inland_gap_km2 = 30'000;

// Border and coast within the box.
geo::Proximity border_near(const std::vector<Outline>& countries, const Box& near, geo::Distance tolerance,
                           double inland_km2 = largest_inland_gap_km2);

// How closely edges of the layers are followed.
constexpr geo::Distance follow_border = geo::Distance::metres(0.05);

// The geometry of a feature as polygons, or InputError that says what the layer must hold.
const geo::MultiPolygon& polygons_of(const geo::Feature& feature, const geo::LayerRef& ref, const std::string& wanted);

// By whole turns and the same for the ring, so that no edge is torn: its start within half a turn of the middle.
geo::Ring unwrapped(geo::Ring ring, double middle_lon);

}  // namespace picket::planner
