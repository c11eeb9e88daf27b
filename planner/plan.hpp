// The answer: everything a plan computed, before it is written.
#pragma once

#include "planner/performance.hpp"
#include "planner/theatre.hpp"

#include <functional>

namespace picket::planner {

struct Reach {
    std::string fleet;
    geo::Duration on_station;
    geo::Distance radius;
    geo::Region region;
    geo::Area area;
};

struct Route {
    std::string id, from, to, fleet;
    geo::Path path;
    geo::Duration time;
    geo::Distance direct;  // the geodesic between both ends
};

struct StationResult {
    std::string id;
    std::optional<geo::Distance> transit;  // nothing when there is no way from the base
    Sortie dry, flown;         // without and with its tanker
    double sorties_per_day;    // not rounded
    double aircraft_needed;    // under the cap, not rounded
    double aircraft_needed_uncapped;
    bool manned;
    std::string why_not;       // empty when manned
};

struct FleetResult {
    std::string id;
    double sorties_possible;   // a day
    int sorties_needed, aircraft_needed, aircraft_needed_uncapped;
    double aircraft_available; // fit to fly and not on alert
    int sorties_flown;         // by manned stations
    double aircraft_committed; // by manned stations, under the cap
    double flight_hours;       // a day, by manned stations
};

// What a responder or a site can get to in time: for aircraft, by ways of that length round closed airspace; a disc otherwise.
struct Cover {
    std::string id;    // station, fleet on alert, site or sensor
    geo::Position at;
    geo::Distance radius;
    geo::Region region;
};

struct ZoneResult {
    std::string id;
    geo::Region region, held, gaps;
    geo::Area area, held_area, gap_area;
    std::vector<Cover> holders;
    std::vector<std::pair<int, geo::Region>> by_cover;  // held by exactly so many
    std::vector<std::pair<int, geo::Area>> cover_area;
};

// An answer about a place of a lane: who comes first and when, who watches.
struct LaneState {
    std::optional<double> air_min, sea_min;
    std::string air_by, sea_by, watched_by, air_defence_by;
    bool is_protected = false;
    std::string cause;     // of no protection
    std::optional<double> short_min;
    std::size_t air_root = 0, sea_root = 0;  // the corners, among those of air_by and sea_by, that the last straight ways come from

    bool same_answer(const LaneState& other) const {
        return is_protected == other.is_protected && cause == other.cause && air_by == other.air_by &&
               sea_by == other.sea_by && watched_by == other.watched_by && air_defence_by == other.air_defence_by;
    }
};

struct LaneLeg {
    geo::Distance from, to;
    LaneState state;  // times are the worst of the leg
};

struct LaneGap {
    geo::Distance from, to;
    std::string cause;
    std::optional<double> short_min;
    geo::Duration exposed;
};

struct LanePoint {
    geo::Distance along;
    geo::Position at;
    LaneState state;
};

struct LaneResult {
    std::string id;
    geo::Distance length, protected_length, port_offset;
    std::vector<LaneLeg> legs;
    std::vector<LaneGap> gaps;
    std::vector<LanePoint> profile;
};

struct RequirementResult {
    std::string key, text;
    double wanted, got;
    bool at_least, met;
};

struct Plan {
    Scenario scenario;
    Theatre theatre;
    std::vector<Reach> reach;
    std::vector<Route> routes;
    std::vector<StationResult> stations;
    std::vector<FleetResult> fleets;
    std::vector<Cover> sensors, air_defence;
    std::vector<ZoneResult> zones;
    std::vector<LaneResult> lanes;
    geo::Notices notices;
};

// Called as parts are done: what is being worked on.
using Progress = std::function<void(std::string_view)>;

// Throws InputError where scenario and layers contradict each other.
Plan make_plan(Scenario scenario, geo::Faults faults, const Progress& progress);

// The steps of make_plan. The first two fill in what the others read; those read only and may run at the same time.
void plan_stations(Plan& plan);
void plan_sites(Plan& plan);
std::vector<Reach> plan_reach(const Plan& plan, geo::Notices& notices);
std::vector<ZoneResult> plan_zones(const Plan& plan, geo::Faults faults, geo::Notices& notices);
std::vector<LaneResult> plan_lanes(const Plan& plan, geo::Notices& notices);

const StationResult& result_of(const Plan& plan, const Station& station);
const Aircraft& aircraft_of(const Scenario& scenario, const Fleet& fleet);

}  // namespace picket::planner
