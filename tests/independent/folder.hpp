// A plan's folder as read back: what every part of recompute works on.
#pragma once

#include "shapes.hpp"

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
    double transit_m = 0, transit_s = 0, on_station_s = 0, dry_s = 0, flight_s = 0, fuel_kg = 0, sorties = 0;
    double needed = 0, uncapped = 0;
    bool manned = false;
};

// A circle that holds or sees.
struct Circle {
    std::string id;
    Place at;
    double radius_m = 0;
    bool through_free_air = false;  // does closed airspace cut it?
};

// Each part returns nothing and writes its checks to the report.
std::map<std::string, Flown> check_staffing(const Folder& f, Report& report);
void check_ground(const Folder& f, Report& report);
void check_areas(const Folder& f, Report& report);
void check_reach(const Folder& f, Report& report);
std::vector<Circle> check_sites(const Folder& f, const std::map<std::string, Flown>& flown, Report& report);
void check_zones(const Folder& f, const std::map<std::string, Flown>& flown, Report& report);
void check_lanes(const Folder& f, const std::map<std::string, Flown>& flown, const std::vector<Circle>& sites,
                 Report& report);
void check_requirements(const Folder& f, Report& report);

// Where one may fly: the known box less what is closed, as emitted. The box is that of the countries layer within the
// frame's room, 45 degrees of longitude and 40 of latitude about the centre that plan.json names.
class Air {
  public:
    explicit Air(const Folder& f);
    bool free(Place p) const;
    double border_m(Place p, double limit_m) const;
    bool in_known(Place p) const;
    double edge_of_known_m(Place p) const;
    const std::vector<Area>& closed() const { return closed_; }
    Place lower() const { return lower_; }
    Place upper() const { return upper_; }
    bool in_data(Place p) const;  // whether or not the frame has room for it

  private:
    std::vector<Area> closed_;
    Place lower_{-180, -90}, upper_{180, 90}, data_lower_{-180, -90}, data_upper_{180, 90};
};

}  // namespace independent
