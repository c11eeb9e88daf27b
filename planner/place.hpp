// Places as people give them to a command: a base by its ICAO code, a port by its name, LON,LAT, or the points of a layer.
#pragma once

#include "geo/error.hpp"
#include "geo/layer.hpp"
#include "geo/position.hpp"

#include <string>
#include <vector>

namespace picket::planner {

struct Place {
    std::string id;    // as given: the code, or the coordinates
    std::string name;  // of the base, or the id again
    geo::Position at;
};

// "LON,LAT" in degrees. `option` and what such a place is stand in the InputError when it is not.
geo::Position parse_lon_lat(const std::string& text, std::string_view option, std::string_view what, std::string_view example);

// What the option was given, in order; `bases` are those known by code. Throws InputError: neither a code, nor LON,LAT, nor a
// layer of points.
std::vector<Place> parse_places(const std::vector<std::string>& texts, std::string_view option, const geo::LayerRef& bases);

// The same for ports and other places at sea, which are known by id or name, in capitals or not.
std::vector<Place> parse_sea_places(const std::vector<std::string>& texts, std::string_view option, const std::vector<geo::LayerRef>& known);

}  // namespace picket::planner
