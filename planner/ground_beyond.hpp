// Ground beyond a line: the country cut by it, and of the faces those that hold a seed.
#pragma once

#include "geo/frame.hpp"
#include "geo/layer.hpp"
#include "geo/region.hpp"

#include <string>
#include <vector>

namespace picket::planner {

struct Seed {
    std::string text;  // as the user wrote it
    geo::Position at;
};

// "LON,LAT" in degrees; InputError when it is not.
Seed parse_seed(const std::string& text);

struct GroundBeyond {
    geo::Frame frame;
    geo::Region region;
};

// The line's open ends are led on to the nearest place of border or coast, which must lie within the tolerance, unless
// they lie on no ground that holds a seed. Parts of a country that the line does not cut, islands, go with the side
// whose ground is nearest. Throws InputError: no lines, an end that does not reach, a seed on no country, on the line
// or on both sides of it.
GroundBeyond ground_beyond(const geo::Layer& lines, const geo::LayerRef& lines_ref, const geo::Layer& countries,
                           const geo::LayerRef& countries_ref, const std::vector<Seed>& seeds, geo::Distance tolerance,
                           geo::Notices& notices);

}  // namespace picket::planner
