// The type tables: what an aircraft, a vessel, a sensor or an air-defence system can do, each figure with its source.
#pragma once

#include "planner/config.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace picket::planner {

struct Source {
    std::string title;
    std::string date;
};

enum class Role { fighter, tanker, early_warning, maritime_patrol };
std::string_view name_of(Role role);

struct Aircraft {
    std::string id, name;
    Role role;
    Figure<geo::Speed> cruise_speed, dash_speed;
    Figure<geo::Duration> endurance;  // at cruise speed on all usable fuel
    Figure<geo::Duration> reserve;    // of that, kept at landing
    Figure<double> loiter_fuel_ratio; // fuel flow on station over that at cruise
    Figure<geo::Mass> fuel;
    Figure<geo::Duration> turnaround, readiness, crew_limit;
    Figure<geo::Distance> runway;
    std::optional<Figure<geo::Mass>> offload;  // tankers: fuel to give at offload_radius
    std::optional<Figure<geo::Distance>> offload_radius;
    std::optional<Figure<geo::Duration>> refuelling_time;  // tankers: of one receiver, from joining to leaving
    std::optional<Figure<double>> receivers_at_once;       // tankers: booms or hoses in use at the same time
};

struct VesselType {
    std::string id, name, role;
    Figure<geo::Speed> patrol_speed, dash_speed;
    Figure<geo::Duration> readiness;
    Figure<geo::Distance> range;
};

struct SensorType {
    std::string id, name, kind;
    Figure<geo::Distance> range, height;
};

// The kinds that a sensor may be of.
constexpr std::array<std::string_view, 3> sensor_kinds{"airborne-radar", "coastal-radar", "ground-radar"};

// Of air defence or coastal defence.
struct AirDefenceType {
    std::string id, name;
    Figure<geo::Distance> radius;
};

struct Catalogue {
    std::map<std::string, Aircraft> aircraft;
    std::map<std::string, VesselType> vessels;
    std::map<std::string, SensorType> sensors;
    std::map<std::string, AirDefenceType> air_defence, coastal_defence;
    std::map<std::string, Source> sources;
};

// Each adds one file's tables. Throws InputError on an unknown key, a missing figure or a source nobody describes.
void add_aircraft(Catalogue& catalogue, const Config& file);
void add_vessels(Catalogue& catalogue, const Config& file);
void add_sensors(Catalogue& catalogue, const Config& file);

}  // namespace picket::planner
