// The ground the plan stands on: one frame, and the scenario's layers brought into it.
#pragma once

#include "planner/kept_ways.hpp"
#include "planner/scenario.hpp"

#include "geo/frame.hpp"
#include "geo/layer.hpp"
#include "geo/path.hpp"
#include "geo/proximity.hpp"
#include "geo/region.hpp"
#include "geo/region_measure.hpp"

#include <map>

namespace picket::planner {

// The scenario's tolerance, spent on the parts of the way from input to output. They add up to less than the whole;
// what is left covers the grid and rounding to 7 decimals.
struct ToleranceBudget {
    geo::Distance input, method, output;
    explicit ToleranceBudget(geo::Distance tolerance)
        : input(tolerance * 0.25), method(tolerance * 0.35), output(tolerance * 0.3) {}
};

struct Base {
    std::string icao, name, country, role, source, as_of;
    geo::Position at;
    std::optional<double> runway_m, elevation_m;
};

struct Port {
    std::string id, name, country, role, source, as_of;
    geo::Position at;
};

struct LanePath {
    std::string id, name, from, to, source, as_of;
    geo::Path path;
};

// A part of closed airspace and why it is closed.
struct ClosedPart {
    std::string id, reason, source, as_of;
    geo::Region region;
};

// Waters that a lane may lie in: a country's ("waters"), listed by name ("listed") or swept of mines ("swept").
struct LaneArea {
    std::string kind, name, source, as_of;
    std::optional<double> width_m, depth_m;  // of a swept one
    geo::Region region;
};

struct Theatre {
    geo::Frame frame;
    ToleranceBudget budget;
    geo::Notices notices;
    std::map<std::string, Base> bases;
    std::vector<Port> ports;
    std::vector<geo::Path> frontline;  // longest first
    std::string frontline_source, frontline_as_of, control_source, control_as_of;
    geo::Region control;
    std::vector<ClosedPart> closed;
    geo::Region known;  // where the countries layer says what is there
    geo::Region free;   // known, less everything closed
    std::shared_ptr<const KeptWays> air;  // the ways through it
    std::shared_ptr<const KeptWays> sea;  // by water, from the vessels, and places of more, to the lanes; null where either is missing
    std::map<std::string, geo::Region> countries;  // those the scenario names
    geo::Layer background;  // the countries layer, as far as the frame has room for what is used of it
    std::vector<geo::Region> land;  // pieces of countries near the lanes and the vessels: what a ship may not cross
    std::map<std::string, LanePath> lanes;
    std::vector<LaneArea> lane_areas;  // near the lanes
    std::vector<geo::Region> hostile;  // ground
    std::shared_ptr<const geo::Proximity> front, hostile_edge;  // null without a lane, or where there is none
};

// Reads the layers and builds the frame. Throws InputError; repairs are notices.
Theatre build_theatre(const Scenario& scenario, geo::Faults faults);

// Layers that zones name, read once for each zone that names them.
geo::Region read_region(const Theatre& theatre, const geo::LayerRef& ref, geo::Faults faults, geo::Notices& notices);

// Whether the layer of territorial seas is read: to close what it holds, or to tell whose waters a lane lies in.
bool uses_territorial_sea(const Scenario& scenario);

// A shape as it lies about the frame's centre: rings shifted by whole turns.
geo::MultiPolygon unwrapped(geo::MultiPolygon shape, const geo::Frame& frame);

}  // namespace picket::planner
