// A plan's folder as read back: what every part of recompute works on.
#pragma once

#include "ways.hpp"

#include <optional>

namespace independent {

struct Folder {
    Folder(const std::string& plan_dir, const std::string& datasets_dir);

    const Json& layer(const std::string& name) const { return layers.at(name); }
    const Json& features(const std::string& name) const { return layers.at(name).at("features"); }
    const Json& feature(const std::string& name, const std::string& id) const;
    const Json& record(const std::string& list, const std::string& id) const;  // of the scenario
    const Json& type(const std::string& kind, const std::string& id) const { return plan.at("types").at(kind).at(id); }
    const Json& aircraft_of(const Json& fleet) const { return type("aircraft", fleet.at("aircraft")); }
    // The input layer, from the datasets folder; only GeoJSON is read.
    bool has_shipped(const std::string& layer_name) const;
    const Json& shipped(const std::string& layer_name) const;

    std::string dir, datasets;
    Json plan, summary, scenario;
    std::map<std::string, Json> layers;
    double tolerance_m = 0;

  private:
    std::string shipped_path(const std::string& layer_name) const;
    mutable std::map<std::string, Json> shipped_;
};

inline double figure(const Json& type, const char* name) { return type.at(name).at("value"); }

inline const Json& properties(const Json& feature) { return feature.at("properties"); }

// Half of the last decimal written, and what doubles add to it.
inline double rounding(int decimals) { return 0.5000001 * std::pow(10.0, -decimals) + 1e-9; }

// What a station can do, recomputed.
struct Flown {
    Line way;  // from base to station; empty, and all else nothing, when there is none
    Line home; // from station to where it lands
    std::string lands_at;
    int refuellings = 0;
    double transit_m = 0, transit_s = 0, home_m = 0, on_station_s = 0, dry_s = 0, flight_s = 0, fuel_kg = 0, sorties = 0;
    double needed = 0, uncapped = 0;
    bool manned = false;
};

// The ways of a sortie and what a tanker's call takes. Without a tanker the last three mean nothing.
struct SortieLegs {
    double base_station, station_home, station_tanker = 0, base_tanker = 0, tanker_home = 0, call_s = 0;
};
struct BestSortie {
    double stay_s = 0, away_s = 0;
    int calls = 0;  // at the tanker
};
// The longest stay, with at most so many calls; no longer than `most_s`.
BestSortie best_sortie(const Json& aircraft, const SortieLegs& legs, int most_calls, double most_s);

// Where a fleet's aircraft may land, their own base first.
std::vector<std::string> homes_of(const Json& fleet);

// How long a fleet's aircraft can stay at a place, with the tanker that its reach is drawn with or dry.
class Stay {
  public:
    Stay(const Folder& f, const Flights& flights, const Json& fleet, bool wet);
    double seconds(Place p) const;  // negative where it cannot be

  private:
    const Json& aircraft_;
    const Ways& out_;
    std::vector<const Ways*> homes_;
    const Ways* tanker_ = nullptr;
    SortieLegs legs_{};
    int calls_ = 0;
};

// What holds or sees: all within a radius as the crow flies, or by the ways of aircraft.
struct Circle {
    std::string id;
    Place at;
    double radius_m = 0;
    const Ways* ways = nullptr;

    // HUGE_VAL when that is more than the limit.
    double distance_m(Place p, double limit_m = HUGE_VAL) const {
        const double direct = independent::distance_m(at, p);
        if (direct > limit_m) return HUGE_VAL;
        return ways ? ways->distance_m(p, limit_m) : direct;
    }
    Line way(Place p) const { return ways ? ways->way(p) : Line{at, p}; }
};

// The known box less what is closed, as emitted. The box is that of the countries layer within the frame's room, 45 degrees
// of longitude and 40 of latitude about the centre that plan.json names.
Air air_of(const Folder& f);

inline Place base_of(const Folder& f, const Json& fleet) {
    return place_of(f.feature("bases", fleet.at("base")).at("geometry").at("coordinates"));
}

// Each part returns nothing and writes its checks to the report.
std::map<std::string, Flown> check_staffing(const Folder& f, const Flights& flights, Report& report);
void check_rota(const Folder& f, const std::map<std::string, Flown>& flown, Report& report);
void check_routes(const Folder& f, const Flights& flights, const std::map<std::string, Flown>& flown, Report& report);
void check_ground(const Folder& f, const Air& air, Report& report);
void check_areas(const Folder& f, Report& report);
void check_reach(const Folder& f, const Flights& flights, Report& report);
// A polygon drawn of all that is within a circle.
void check_extent(const Folder& f, const Flights& flights, const Circle& circle, const Shape& drawn, const std::string& what,
                  const std::string& id, Report& report);
std::vector<Circle> check_sites(const Folder& f, const std::map<std::string, Flown>& flown, Report& report);
void check_force(const Folder& f, const Flights& flights, const std::map<std::string, Flown>& flown, Report& report);
void check_zones(const Folder& f, const Flights& flights, const std::map<std::string, Flown>& flown, Report& report);
void check_placing(const Folder& f, const std::map<std::string, Flown>& flown, Report& report);
void check_zone_answers(const Folder& f, const Flights& flights, const std::map<std::string, Flown>& flown, Report& report);
void check_requirements(const Folder& f, Report& report);

}  // namespace independent
