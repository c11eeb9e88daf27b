// The answer: everything a plan computed, before it is written.
#pragma once

#include "planner/patrol_ground.hpp"
#include "planner/performance.hpp"
#include "planner/rota.hpp"
#include "planner/sea_patrol.hpp"
#include "planner/search_theory.hpp"
#include "planner/theatre.hpp"

#include <array>
#include <functional>

namespace picket::planner {

struct Reach {
    std::string fleet;
    geo::Duration on_station;
    std::string tanker;                   // the station it drinks from, or empty
    bool is_asked;                        // by the fleet; otherwise it serves the force's maps alone
    std::optional<geo::Distance> radius;  // where the way out and home is the same and dry
    geo::Region region;
    geo::Area area;
};

// Ground that the same fleets can hold.
struct ForcePart {
    std::vector<std::string> fleets;
    int aircraft;
    double available;  // fit to fly and not on alert
    geo::Region region;
    geo::Area area;
};

// What the fighters' fleets can hold for a time, each with its tanker or all dry.
struct ForceMap {
    geo::Duration on_station;
    bool with_tankers;
    std::vector<ForcePart> parts;
};

// Ground where a fleet stays longest, dry.
struct BestBase {
    std::string fleet;
    geo::Region region;
    geo::Area area;
};

// Ground that a responder, or the first of several, comes to in time.
struct Arrival {
    std::string from, kind;  // a station or a fleet on alert: "station", "alert"; the first of all: "first"
    geo::Duration within;
    geo::Region region;
    geo::Area area;
};

struct Route {
    std::string id, from, to, fleet;  // from a base to a station, or homeward
    bool is_homeward;
    geo::Path path;
    geo::Duration time;
    geo::Distance direct;  // the geodesic between both ends
};

struct StationResult {
    std::string id;
    std::optional<geo::Distance> transit;  // nothing when there is no way from the base
    geo::Distance home;                    // the way to where it lands
    std::string lands_at;
    Sortie dry, flown;         // without and with its tanker
    double sorties_per_day;    // not rounded
    double aircraft_needed;    // under the cap, not rounded
    double aircraft_needed_uncapped;
    bool manned;
    std::string why_not;       // empty when manned
};

// What a station of tankers gives in a day.
struct TankerResult {
    std::string id;
    geo::Mass per_sortie, per_day, given;
    double calls_possible;  // by the time that a call takes
    double calls;           // of the sorties it feeds
    double receivers;       // sorties that it feeds
};

struct FleetResult {
    std::string id;
    double sorties_possible;   // a day
    int sorties_needed, aircraft_needed, aircraft_needed_uncapped;
    double aircraft_available; // fit to fly and not on alert
    int sorties_flown;         // by manned stations
    double aircraft_committed; // by manned stations, under the cap
    double flight_hours;       // a day, by manned stations
    int tanker_sorties_flown;  // as many, of tankers
    std::optional<double> cost;  // a day, of its flight hours; nothing where it flies without a price
    int sorties_in_rota, aircraft_in_rota;
};

// What a responder or a site can get to in time: for aircraft, by ways of that length round closed airspace; a disc otherwise.
struct Cover {
    std::string id;    // station, fleet on alert, site or sensor
    geo::Position at;
    geo::Distance radius;
    geo::Region region;
};

// A piece of a zone that nobody holds, and who would be the first to come to all of it.
struct GapResult {
    geo::Region region;
    geo::Area area;
    std::string nearest;                      // empty where nobody comes to all of it, and the rest is nothing
    std::optional<geo::Duration> response;    // in which the nearest comes to its worst place
    std::optional<geo::Position> worst_at;
    std::string closed_by;                    // for people: what would close it
};

// How soon somebody is at the places of a zone.
struct ZoneResponse {
    std::optional<geo::Duration> worst, mean;  // of the zone; of what is held
    std::optional<geo::Position> worst_at;
    geo::Area unreached;                       // that nobody comes to, ever
    std::string why_not;                       // there is no worst
};

// A place with a weight in a zone.
struct WeightedPlace {
    std::string name;
    geo::Position at;
    double weight;
    int held_by, seen_by;
    std::optional<geo::Duration> response;  // of the first
};

struct WeightResult {
    std::string name;
    std::vector<WeightedPlace> places;
};

struct ZoneResult {
    std::string id;
    geo::Region region, held, gaps;
    geo::Area area, held_area, gap_area;
    std::vector<Cover> holders;
    std::vector<std::pair<int, geo::Region>> by_cover;  // held by exactly so many
    std::vector<std::pair<int, geo::Area>> cover_area;
    std::vector<Cover> watchers;  // sensors that see a part of it
    geo::Area seen_area;
    std::vector<std::pair<int, geo::Region>> by_seen;  // seen by exactly so many
    std::vector<std::pair<int, geo::Area>> by_seen_area;
    ZoneResponse response;
    std::vector<GapResult> gap_pieces;  // the largest first
    std::vector<WeightResult> weights;
};

// What a place of a lane has, and whether that is the protection asked for. Of a leg the worst of it.
struct LaneState {
    std::optional<double> air_min, sea_min, revisit_min;
    std::string air_by, sea_by, watched_by, revisit_by, air_defence_by, coastal_defence_by, swept_by;
    std::array<std::string, sensor_kinds.size()> watched_by_kind;
    std::optional<double> swept_width_m, swept_depth_m;  // the greatest
    bool is_swept_enough = false;                        // one is as wide and as deep as the lane asks for
    std::optional<double> front_km, hostile_shore_km;
    std::string waters, listed;
    bool is_protected = false;
    std::string without;   // all kinds asked for that are not given, joined by "+"
    std::string cause;     // of no protection
    std::optional<double> short_min, short_km;
    std::optional<geo::Distance> short_min_along, short_km_along;  // of a leg: where it is short by that

    bool same_answer(const LaneState& o) const {
        return is_protected == o.is_protected && without == o.without && air_by == o.air_by && sea_by == o.sea_by && watched_by == o.watched_by &&
               revisit_by == o.revisit_by && revisit_min == o.revisit_min && air_defence_by == o.air_defence_by &&
               coastal_defence_by == o.coastal_defence_by && swept_by == o.swept_by && swept_width_m == o.swept_width_m &&
               swept_depth_m == o.swept_depth_m && waters == o.waters && listed == o.listed;
    }
};

struct LaneLeg {
    geo::Distance from, to;
    LaneState state;
};

struct LaneGap {
    geo::Distance from, to;
    std::string cause, without;  // all of its legs
    std::optional<double> short_min, short_km;
    geo::Duration exposed;
    std::string nearest;                     // who is the first, late, at its worst place; empty where that is no question of time
    std::optional<double> response_min;
    std::optional<geo::Position> worst_at;   // where it is short by that
    std::string closed_by;                   // for people: what is missing
};

struct LanePoint {
    geo::Distance along;
    geo::Position at;
    LaneState state;
};

// The whole kilometre that holds the place farthest from what is asked.
struct LaneWorst {
    geo::Distance from;
    std::string cause;
    std::optional<double> short_min, short_km;
};

struct LaneResult {
    std::string id;
    geo::Distance length, protected_length, port_offset, listed_length;
    bool has_passed = false;
    std::vector<LaneLeg> legs;
    std::vector<LaneGap> gaps;
    std::vector<LanePoint> profile;
    std::vector<std::pair<std::string, geo::Distance>> without;  // length without each kind asked for
    std::optional<LaneWorst> worst;
};

// What stations may draw on: tankers, and bases farther forward than the fleets' own.
struct Supply {
    bool tankers, forward;
};

// What so many aircraft hold of a zone.
struct AircraftBuy {
    int aircraft;
    Supply supply;
    double held_share, bound_share;
    double held_and_seen_share, seen_without_awacs_share;  // of the zone, held and seen
    std::size_t stations;
    double sorties, needed;  // a day; aircraft for them
};

// Stations chosen for a zone, and how good the choice is by the demands that stand for the zone.
struct Placement {
    struct Discrete {
        geo::Distance spacing;
        std::size_t candidates = 0, options = 0;
        double share = 0, greedy_share = 0;  // of the zone held; by the start of the search
        double value = 0, bound = 0;         // of what is sought: a share, stations or aircraft
        bool proven = false;
    };
    std::string zone, why_not;  // empty when stations were chosen
    std::size_t demands = 0;
    double held_before = 0;  // share, by what was there before
    Discrete found;
    std::optional<Discrete> halved;  // with half the spacing
    std::vector<std::string> chosen;  // stations
    std::vector<AircraftBuy> buys;
};

// What a patrol of ships or aircraft comes to.
struct PatrolResult {
    std::string id;        // of the vessel or station
    bool is_manned = true;
    double hours_per_day;  // that it is there
    geo::Path line;
    Beat beat;
    std::optional<geo::Area> searched;                 // the box, or a strip along the line as wide as is swept
    std::optional<Revisit> revisit;                    // where it is manned
    std::optional<std::int64_t> needed;                // for the revisit wanted
    std::optional<double> coverage, random_search, inverse_cube;  // of the search, where it is manned
};

// The longest that any place of a stretch of lane is without a visit of a patrol.
struct PatrolRevisit {
    std::string id;  // the patrol's
    std::string lane;
    geo::Distance from, to;
    geo::Duration worst;
};

struct ShipPlace {
    std::string lane;
    geo::Distance along;
    geo::Position at;
};

// Where more ships would best lie, by pieces of the lanes that no ship reaches in time.
struct MoreShipsResult {
    struct Choice {
        int ships;
        geo::Distance reached, bound;  // of those pieces; no choice of as many candidates reaches more
        bool proven;
        std::vector<ShipPlace> places;
    };
    std::size_t candidates = 0, pieces = 0;
    geo::Distance unreached;  // all those pieces together
    std::vector<Choice> choices;
};

struct RequirementResult {
    std::string key, text;
    double wanted;
    std::optional<double> got;  // none where the plan has no such number: then it is missed
    bool at_least, met;
};

struct Plan {
    Scenario scenario;
    Theatre theatre;
    std::vector<Reach> reach;
    std::vector<ForceMap> force;
    std::vector<BestBase> best_bases;
    std::vector<Arrival> arrivals;
    std::vector<Route> routes;
    std::vector<StationResult> stations;
    std::vector<TankerResult> tankers;
    std::vector<FleetResult> fleets;
    std::vector<RotaSortie> rota;  // by station, seat and time
    std::vector<Placement> placements;  // of zones that ask for their stations
    std::vector<Cover> sensors, air_defence, coastal_defence;
    std::vector<SeaPost> posts;
    std::vector<PatrolResult> patrols;
    std::vector<PatrolRevisit> revisits;
    std::vector<ZoneResult> zones;
    std::vector<LaneResult> lanes;
    std::optional<MoreShipsResult> more_ships;
    geo::Notices notices;
    geo::Notices staffing_notices;  // until staffing is done; then among the others
};

// Called as parts are done: what is being worked on.
using Progress = std::function<void(std::string_view)>;

// Throws InputError where scenario and layers contradict each other.
Plan make_plan(Scenario scenario, geo::Faults faults, const Progress& progress);

// The steps of make_plan. The first four fill in what the others read; those read only and may run at the same time.
void plan_stations(Plan& plan);  // anew, if it was called before
void notice_placements(Plan& plan);  // where less is held than the choice promised, or the choice is not proven; zones must be planned
void place_stations(Plan& plan, geo::Faults faults, const Progress& progress);  // chosen ones are added to the scenario's
void plan_sites(Plan& plan);
void plan_patrols(Plan& plan);
// What a sensor covers of what flies so high, its region not yet drawn; nothing where the station that carries it is not manned.
std::optional<Cover> sensor_cover(const Plan& plan, const Sensor& sensor, geo::Distance target_height);
std::vector<Reach> plan_reach(const Plan& plan, geo::Notices& notices);
std::vector<ForceMap> plan_force(const Plan& plan);  // from its reach
std::vector<BestBase> plan_best_bases(const Plan& plan);
std::vector<Arrival> plan_arrivals(const Plan& plan);
std::vector<ZoneResult> plan_zones(const Plan& plan, geo::Faults faults, geo::Notices& notices);
std::vector<LaneResult> plan_lanes(const Plan& plan, geo::Notices& notices);
std::optional<MoreShipsResult> plan_more_ships(const Plan& plan, geo::Notices& notices);

// A fleet's way out and home, without a tanker.
Patrol dry_patrol(const Theatre& theatre, const Fleet& fleet);

const StationResult& result_of(const Plan& plan, const Station& station);
const Aircraft& aircraft_of(const Scenario& scenario, const Fleet& fleet);

}  // namespace picket::planner
