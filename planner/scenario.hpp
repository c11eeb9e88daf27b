// The question: one scenario file, read and checked, with the shipped data as defaults. docs/formats.md is its reference.
#pragma once

#include "planner/catalogue.hpp"

#include "geo/error.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace picket::planner {

struct Fleet {
    std::string id, nation, base, aircraft;
    int count;
    double availability;
    double sorties_per_aircraft_day;
    std::vector<geo::Duration> on_station;  // for which the reach is drawn
    int alert;
    std::vector<std::string> recovery;  // bases where its aircraft may land besides their own
    std::string tanker;                 // id of a station of tankers that reach is drawn with too, or empty
    int refuellings;                    // at most so many a sortie
};

// Where ships or aircraft go up and down, or round: a stretch of a lane, or the edge of a box.
struct SeaPatrol {
    std::string lane;                             // empty: a box
    std::optional<geo::Distance> from, to;        // of the lane; nothing: its ends
    std::vector<geo::Position> box;               // corners, edges straight in lon/lat
    bool is_loop;                                 // round and round; otherwise to and fro, each on a part of its own
    std::optional<geo::Duration> revisit_within;  // how many it takes is asked
    std::optional<geo::Distance> sweep_width;     // with
    std::optional<geo::Duration> search_time;     // this: how likely something is found is asked
};

struct Station {
    std::string id;
    geo::Position at;
    std::string fleet;
    int seats;
    double hours_per_day;
    std::optional<geo::Duration> on_station;  // each sortie stays at most so long
    geo::Distance track;
    std::vector<std::string> zones;
    std::string tanker;  // id of a station of tankers, or empty
    int refuellings;
    bool is_chosen = false;  // by picket, for a zone that asks for its stations
    std::optional<SeaPatrol> patrol = std::nullopt;  // of its aircraft; `at` and `track` stay what all else goes by
};

struct Sensor {
    std::string id, nation, type;
    std::optional<geo::Position> at;
    std::string station;  // carried by its aircraft, or empty
    std::optional<geo::Distance> height;
    geo::Distance target_height;
};

// A site on land that covers the air about it, or the sea.
struct AirDefence {
    std::string id, name, nation, type;
    geo::Position at;
    std::optional<geo::Distance> radius;
};

struct Vessel {
    std::string id, name, nation, type;
    int count;                        // ships
    std::optional<geo::Position> at;  // either this
    std::optional<SeaPatrol> patrol;  // or this
};

// More ships of a type, of which it is asked where they would best lie for the lanes.
struct MoreShips {
    std::string type;
    std::vector<int> count;  // ascending
    geo::Distance spacing;   // of their places along the lanes
    std::optional<geo::Duration> sea_within;  // for all lanes; nothing: each lane's own
};

// Region algebra as a tree.
struct RegionExpression {
    enum class Kind { country, layer, near_side, far_side, from_front, within_front, disc, unite, intersect, minus };
    Kind kind;
    std::string country;
    std::optional<geo::LayerRef> layer;
    geo::Distance distance;  // from the front, or the disc's radius
    std::optional<geo::Position> centre;
    std::vector<RegionExpression> parts;
};

// Stations that a zone asks for: how each is to be manned, where it may stand, and what is wanted of all.
struct StationsWanted {
    std::vector<std::string> fleets;  // that may man them
    int seats;
    double hours_per_day;
    std::optional<geo::Duration> on_station;
    geo::Distance track;
    std::vector<std::string> tankers;  // stations that may feed them
    int refuellings;
    std::vector<std::string> forward;       // bases that their aircraft might fly from besides their own; only for what aircraft buy
    std::vector<std::string> zones;         // that they help to hold besides their own
    std::optional<geo::Distance> spacing;   // of candidates
    geo::Distance stand_off;                // from the front line
    std::vector<geo::LayerRef> threats;
    geo::Distance threat_distance;
    std::optional<int> at_most;             // stations
    std::optional<double> share;            // held, with the fewest stations or aircraft; otherwise the most is held
    bool fewest_aircraft;
    std::vector<int> aircraft;              // numbers of which it is asked what they buy
    bool check_spacing;
};

struct Asset {
    std::string name;
    geo::Position at;
    double weight;
};

// Places that count in a zone: listed, or the points of a layer.
struct Weights {
    std::string name;
    std::optional<geo::LayerRef> layer;
    std::string field;  // of the layer, with the weights; empty: "weight" where a point has it, else 1
    std::vector<Asset> places;
};

struct Zone {
    std::string id, title;
    RegionExpression region;
    geo::Distance floor, ceiling;
    geo::Duration response_time;
    std::optional<geo::Distance> seen_at;  // height of what is to be seen; nothing: each sensor's own
    std::vector<Weights> weights;
    std::optional<StationsWanted> stations = std::nullopt;
};

struct Lane {
    std::string id;
    geo::Speed ship_speed;
    bool all_kinds;  // protected_if = "all", otherwise "any"
    std::optional<geo::Duration> air_within, sea_within, revisit_within;
    bool watched;
    std::vector<std::string> sensor_kinds;  // that count; empty: all
    bool air_defence, coastal_defence, swept;
    std::optional<geo::Distance> swept_width, swept_depth;
    std::optional<geo::Distance> front, hostile_shore;  // at least so far
    std::vector<std::string> in_waters_of;
    bool outside_listed;
    std::optional<double> protected_at_least;  // a share; also a requirement where it is given
    std::optional<double> ship_value, cargo_value;  // in the currency
    std::string currency;
};

struct Requirement {
    std::string key;
    bool at_least;  // otherwise at most
    double bound;   // in the unit of the key
    std::string text;  // as the user wrote it
    std::string fault; // what is wrong with the bound, to be told where the key is right
};

struct Airspace {
    std::vector<std::string> closed_countries;
    bool territorial_sea;
    std::vector<geo::LayerRef> closed_layers;
    std::vector<geo::LayerRef> open_layers;  // corridors through what is closed
    std::optional<geo::Distance> open_width;
    bool control_closed;
};

// The maps of the whole force: of which times. What a time is left out for is not drawn.
struct Force {
    std::optional<std::vector<geo::Duration>> on_station;  // nothing: those of the fighters' fleets
    std::vector<geo::Duration> arrival;
};

// What an hour of flight costs, where it is given.
struct Prices {
    std::string currency;  // empty: no prices are given
    std::map<std::string, double> per_flight_hour;  // by aircraft type
};

struct Scenario {
    std::filesystem::path file;
    std::filesystem::path datasets;  // the folder of the shipped data
    std::string name, title, description, as_of;
    geo::Distance tolerance;
    geo::LayerRef bases, ports, countries, territorial_sea, lanes_layer;
    std::optional<geo::LayerRef> frontline, control, swept, listed;
    std::vector<std::string> hostile;  // countries whose shore is, besides controlled ground
    std::vector<std::filesystem::path> tables;  // the type tables read
    Catalogue catalogue;
    Airspace airspace;
    std::vector<Fleet> fleets;
    Force force;
    Prices prices;
    std::vector<Station> stations;
    std::vector<Sensor> sensors;
    std::vector<AirDefence> air_defence, coastal_defence;
    std::vector<Vessel> vessels;
    std::vector<Zone> zones;
    std::vector<Lane> lanes;
    std::optional<MoreShips> more_ships = std::nullopt;
    std::vector<Requirement> requirements;
};

// Reads and checks everything that the file alone can tell. `datasets` is the folder of the shipped data.
// Throws InputError.
Scenario read_scenario(const std::filesystem::path& file, const std::filesystem::path& datasets);

// Where a fleet's aircraft may land: their own base first.
std::vector<std::string> homes_of(const Fleet& fleet);

// The times of the force's maps, from the shortest.
std::vector<geo::Duration> force_times(const Scenario& scenario);

// The thing of that id; it must exist (read_scenario has seen to it).
template <class T>
const T& by_id(const std::vector<T>& all, std::string_view id) {
    for (const T& one : all)
        if (one.id == id) return one;
    throw std::logic_error("no '" + std::string(id) + "' though it was checked");
}

template <class T>
std::vector<std::string> ids_of(const std::vector<T>& all) {
    std::vector<std::string> ids;
    for (const T& one : all) ids.push_back(one.id);
    return ids;
}

}  // namespace picket::planner
