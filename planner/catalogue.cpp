#include "planner/catalogue.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <array>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Mass;
using geo::Speed;

namespace {

constexpr std::array<std::pair<Role, std::string_view>, 4> roles{{{Role::fighter, "fighter"},
                                                                  {Role::tanker, "tanker"},
                                                                  {Role::early_warning, "early-warning"},
                                                                  {Role::maritime_patrol, "maritime-patrol"}}};

void add_sources(Catalogue& catalogue, const Config& file) {
    for (const auto& [key, table] : file.named_tables("source")) {
        const Source source{table.get<std::string>("title"), table.get<std::string>("date")};
        table.get_or<std::string>("url", "");
        table.refuse_unknown_keys();
        catalogue.sources.insert_or_assign(key, source);
    }
}

// Reads figures and refuses a source that the file does not describe.
class Figures {
  public:
    Figures(const Config& table, const Catalogue& catalogue) : table_(table), catalogue_(catalogue) {}

    template <class T>
    Figure<T> operator()(std::string_view key, T) const {
        Figure<T> figure = table_.figure<T>(key);
        if (figure.source != "assumed" && !catalogue_.sources.contains(figure.source)) {
            std::vector<std::string> known{"assumed"};
            for (const auto& [name, source] : catalogue_.sources) known.push_back(name);
            table_.fail(key, fmt::format("unknown source '{}'{}: describe it in [source.{}]", figure.source,
                                         geo::did_you_mean(figure.source, known), figure.source));
        }
        return figure;
    }

  private:
    const Config& table_;
    const Catalogue& catalogue_;
};

Role role_in(const Config& table) {
    const std::string text = table.get<std::string>("role");
    std::vector<std::string> names;
    for (const auto& [role, name] : roles) {
        if (name == text) return role;
        names.emplace_back(name);
    }
    table.fail("role", fmt::format("must be one of {}{}", geo::joined(names), geo::did_you_mean(text, names)));
}

std::string kind_in(const Config& table) {
    const std::string kind = table.get<std::string>("kind");
    const std::vector<std::string> known(sensor_kinds.begin(), sensor_kinds.end());
    if (std::find(known.begin(), known.end(), kind) == known.end())
        table.fail("kind", fmt::format("must be one of {}{}", geo::joined(known), geo::did_you_mean(kind, known)));
    return kind;
}

void add_sites(std::map<std::string, AirDefenceType>& types, const Catalogue& catalogue, const Config& file, std::string_view key) {
    for (const auto& [id, table] : file.named_tables(key)) {
        const Figures figure(table, catalogue);
        types.insert_or_assign(id, AirDefenceType{id, table.get<std::string>("name"), figure("radius", Distance{})});
        table.refuse_unknown_keys();
    }
}

Aircraft aircraft_in(const std::string& id, const Config& table, const Catalogue& catalogue) {
    const Figures figure(table, catalogue);
    Aircraft a{id,
               table.get<std::string>("name"),
               role_in(table),
               figure("cruise_speed", Speed{}),
               figure("dash_speed", Speed{}),
               figure("endurance", Duration{}),
               figure("reserve", Duration{}),
               figure("loiter_fuel_ratio", 0.0),
               figure("fuel", Mass{}),
               figure("turnaround", Duration{}),
               figure("readiness", Duration{}),
               figure("crew_limit", Duration{}),
               figure("runway", Distance{}),
               std::nullopt,
               std::nullopt,
               std::nullopt,
               std::nullopt};
    if (!(a.loiter_fuel_ratio.value > 0)) table.fail("loiter_fuel_ratio", "must be positive");
    if (!(a.reserve.value < a.endurance.value)) table.fail("reserve", "must be less than the endurance");
    if (a.role == Role::tanker) {
        a.offload = figure("offload", Mass{});
        a.offload_radius = figure("offload_radius", Distance{});
        a.refuelling_time = figure("refuelling_time", Duration{});
        a.receivers_at_once = figure("receivers_at_once", 0.0);
        if (!(a.refuelling_time->value > Duration{})) table.fail("refuelling_time", "must be positive");
        if (!(a.receivers_at_once->value >= 1)) table.fail("receivers_at_once", "must be at least 1");
    }
    return a;
}

}  // namespace

std::string_view name_of(Role role) {
    for (const auto& [r, name] : roles)
        if (r == role) return name;
    return "";
}

void add_aircraft(Catalogue& catalogue, const Config& file) {
    add_sources(catalogue, file);
    for (const auto& [id, table] : file.named_tables("aircraft")) {
        catalogue.aircraft.insert_or_assign(id, aircraft_in(id, table, catalogue));
        table.refuse_unknown_keys();
    }
    file.refuse_unknown_keys();
}

void add_vessels(Catalogue& catalogue, const Config& file) {
    add_sources(catalogue, file);
    for (const auto& [id, table] : file.named_tables("vessel")) {
        const Figures figure(table, catalogue);
        catalogue.vessels.insert_or_assign(
            id, VesselType{id, table.get<std::string>("name"), table.get<std::string>("role"),
                           figure("patrol_speed", Speed{}), figure("dash_speed", Speed{}),
                           figure("readiness", Duration{}), figure("range", Distance{})});
        table.refuse_unknown_keys();
    }
    file.refuse_unknown_keys();
}

void add_sensors(Catalogue& catalogue, const Config& file) {
    add_sources(catalogue, file);
    for (const auto& [id, table] : file.named_tables("sensor")) {
        const Figures figure(table, catalogue);
        catalogue.sensors.insert_or_assign(
            id, SensorType{id, table.get<std::string>("name"), kind_in(table),
                           figure("range", Distance{}), figure("height", Distance{})});
        table.refuse_unknown_keys();
    }
    add_sites(catalogue.air_defence, catalogue, file, "air_defence");
    add_sites(catalogue.coastal_defence, catalogue, file, "coastal_defence");
    file.refuse_unknown_keys();
}

}  // namespace picket::planner
