#include "planner/emit/emit.hpp"

#include "planner/placing_output.hpp"
#include "planner/sea_patrol_output.hpp"
#include "planner/sha256.hpp"
#include "planner/version.hpp"

#include "geo/text.hpp"

#include <set>

namespace picket::planner {

namespace {

using geo::Position;

Json place(Position p) { return {p.lon(), p.lat()}; }

template <class T>
Json figure(double si, const Figure<T>& f) {
    return {{"value", si}, {"source", f.source}};
}

std::string_view name_of(geo::EdgeRule rule) {
    switch (rule) {
        case geo::EdgeRule::geodesic: return "geodesic";
        case geo::EdgeRule::rhumb: return "rhumb";
        case geo::EdgeRule::straight: break;
    }
    return "straight";
}

// Paths as they stand to the scenario file. What ships is called datasets/FILE for a scenario that lies elsewhere, so that
// the same plan made on another machine has the same bytes.
class Names {
  public:
    explicit Names(const Scenario& s) : folder_(located(s.file).parent_path()), datasets_(located(s.datasets)) {}

    std::string operator()(const std::filesystem::path& file) const {
        const auto shipped = located(file).lexically_relative(datasets_);
        const bool is_shipped = !shipped.empty() && *shipped.begin() != "..";
        const auto own = folder_.lexically_relative(datasets_);
        if (is_shipped && (own.empty() || *own.begin() == "..")) return ("datasets" / shipped).generic_string();
        return located(file).lexically_relative(folder_).generic_string();
    }

    Json layer(const geo::LayerRef& ref) const {
        return {{"file", (*this)(ref.file)}, {"layer", ref.layer}, {"where", ref.where}, {"edges", name_of(ref.edges)}};
    }

  private:
    static std::filesystem::path located(const std::filesystem::path& p) {
        return std::filesystem::absolute(p).lexically_normal();
    }

    std::filesystem::path folder_, datasets_;
};

Json to_json(const Aircraft& a) {
    Json json = {{"name", a.name},
                 {"role", name_of(a.role)},
                 {"cruise_speed_mps", figure(a.cruise_speed.value.metres_per_second(), a.cruise_speed)},
                 {"dash_speed_mps", figure(a.dash_speed.value.metres_per_second(), a.dash_speed)},
                 {"endurance_s", figure(a.endurance.value.seconds(), a.endurance)},
                 {"reserve_s", figure(a.reserve.value.seconds(), a.reserve)},
                 {"loiter_fuel_ratio", figure(a.loiter_fuel_ratio.value, a.loiter_fuel_ratio)},
                 {"fuel_kg", figure(a.fuel.value.kilograms(), a.fuel)},
                 {"turnaround_s", figure(a.turnaround.value.seconds(), a.turnaround)},
                 {"readiness_s", figure(a.readiness.value.seconds(), a.readiness)},
                 {"crew_limit_s", figure(a.crew_limit.value.seconds(), a.crew_limit)},
                 {"runway_m", figure(a.runway.value.metres(), a.runway)}};
    if (a.offload) json["offload_kg"] = figure(a.offload->value.kilograms(), *a.offload);
    if (a.refuelling_time) json["refuelling_time_s"] = figure(a.refuelling_time->value.seconds(), *a.refuelling_time);
    if (a.receivers_at_once) json["receivers_at_once"] = figure(a.receivers_at_once->value, *a.receivers_at_once);
    if (a.offload_radius) json["offload_radius_m"] = figure(a.offload_radius->value.metres(), *a.offload_radius);
    return json;
}

Json to_json(const AirDefenceType& t) { return {{"name", t.name}, {"radius_m", figure(t.radius.value.metres(), t.radius)}}; }

// The types that the scenario uses, and the sources that their figures name.
Json types_json(const Scenario& s) {
    Json aircraft = Json::object(), vessels = Json::object(), sensors = Json::object(), sites = Json::object(), coastal = Json::object();
    for (const Fleet& f : s.fleets) aircraft[f.aircraft] = to_json(s.catalogue.aircraft.at(f.aircraft));
    std::vector<std::string> ships;
    for (const Vessel& v : s.vessels) ships.push_back(v.type);
    if (s.more_ships) ships.push_back(s.more_ships->type);
    for (const std::string& type : ships) {
        const VesselType& t = s.catalogue.vessels.at(type);
        vessels[type] = {{"name", t.name},
                           {"role", t.role},
                           {"patrol_speed_mps", figure(t.patrol_speed.value.metres_per_second(), t.patrol_speed)},
                           {"dash_speed_mps", figure(t.dash_speed.value.metres_per_second(), t.dash_speed)},
                           {"readiness_s", figure(t.readiness.value.seconds(), t.readiness)},
                           {"range_m", figure(t.range.value.metres(), t.range)}};
    }
    for (const Sensor& sensor : s.sensors) {
        const SensorType& t = s.catalogue.sensors.at(sensor.type);
        sensors[sensor.type] = {{"name", t.name},
                                {"kind", t.kind},
                                {"range_m", figure(t.range.value.metres(), t.range)},
                                {"height_m", figure(t.height.value.metres(), t.height)}};
    }
    for (const AirDefence& site : s.air_defence) sites[site.type] = to_json(s.catalogue.air_defence.at(site.type));
    for (const AirDefence& site : s.coastal_defence) coastal[site.type] = to_json(s.catalogue.coastal_defence.at(site.type));
    return {{"aircraft", aircraft}, {"vessels", vessels}, {"sensors", sensors}, {"air_defence", sites}, {"coastal_defence", coastal}};
}

void collect_sources(const Json& json, std::set<std::string>& out) {
    if (json.is_object() && json.contains("source")) out.insert(json.at("source").get<std::string>());
    if (json.is_structured())
        for (const Json& part : json) collect_sources(part, out);
}

Json sources_json(const Scenario& s, const Json& types) {
    std::set<std::string> used;
    collect_sources(types, used);
    Json json = Json::object();
    for (const std::string& key : used)
        if (const auto found = s.catalogue.sources.find(key); found != s.catalogue.sources.end())
            json[key] = {{"title", found->second.title}, {"date", found->second.date}};
    return json;
}

Json to_json(const RegionExpression& e, const Names& names) {
    using Kind = RegionExpression::Kind;
    const auto parts = [&] {
        Json list = Json::array();
        for (const RegionExpression& part : e.parts) list.push_back(to_json(part, names));
        return list;
    };
    switch (e.kind) {
        case Kind::country: return {{"country", e.country}};
        case Kind::layer: return {{"layer", names.layer(*e.layer)}};
        case Kind::near_side: return {{"near_side", true}};
        case Kind::far_side: return {{"far_side", true}};
        case Kind::from_front: return {{"from_front_m", e.distance.metres()}};
        case Kind::within_front: return {{"within_front_m", e.distance.metres()}};
        case Kind::disc: return {{"disc", {{"at", place(*e.centre)}, {"radius_m", e.distance.metres()}}}};
        case Kind::unite: return {{"union", parts()}};
        case Kind::intersect: return {{"intersection", parts()}};
        case Kind::minus: return {{"minus", parts()}};
    }
    return nullptr;
}

template <class T>
Json seconds_or_null(const std::optional<T>& v) {
    return v ? Json(v->seconds()) : Json(nullptr);
}

Json number_or_null(const std::optional<double>& v) { return v ? Json(*v) : Json(nullptr); }

Json metres_or_null(const std::optional<geo::Distance>& v) { return v ? Json(v->metres()) : Json(nullptr); }

template <class T, class Make>
Json list_of(const std::vector<T>& all, const Make& make) {
    Json list = Json::array();
    for (const T& one : all) list.push_back(make(one));
    return list;
}

Json site_json(const AirDefence& x) {
    return {{"id", x.id}, {"name", x.name}, {"nation", x.nation}, {"type", x.type}, {"at", place(x.at)}, {"radius_m", metres_or_null(x.radius)}};
}

Json forces_json(const Scenario& s) {
    return {
        {"fleets", list_of(s.fleets,
                           [](const Fleet& f) -> Json {
                               return {{"id", f.id},
                                       {"nation", f.nation},
                                       {"base", f.base},
                                       {"aircraft", f.aircraft},
                                       {"count", f.count},
                                       {"availability", f.availability},
                                       {"sorties_per_aircraft_day", f.sorties_per_aircraft_day},
                                       {"on_station_s", list_of(f.on_station, [](auto d) { return d.seconds(); })},
                                       {"alert", f.alert},
                                       {"recovery", f.recovery},
                                       {"tanker", f.tanker},
                                       {"refuellings", f.refuellings}};
                           })},
        {"stations", list_of(s.stations,
                             [](const Station& st) -> Json {
                                 return {{"id", st.id},
                                         {"at", place(st.at)},
                                         {"fleet", st.fleet},
                                         {"seats", st.seats},
                                         {"hours_per_day", st.hours_per_day},
                                         {"on_station_s", seconds_or_null(st.on_station)},
                                         {"track_m", st.track.metres()},
                                         {"zones", st.zones},
                                         {"tanker", st.tanker},
                                         {"refuellings", st.refuellings},
                                         {"chosen", st.is_chosen},
                                         {"patrol", sea_patrol_json(st.patrol)}};
                             })},
        {"sensors", list_of(s.sensors,
                            [](const Sensor& x) -> Json {
                                return {{"id", x.id},
                                        {"nation", x.nation},
                                        {"type", x.type},
                                        {"at", x.at ? place(*x.at) : Json(nullptr)},
                                        {"station", x.station},
                                        {"height_m", metres_or_null(x.height)},
                                        {"target_height_m", x.target_height.metres()}};
                            })},
        {"air_defence", list_of(s.air_defence, site_json)},
        {"coastal_defence", list_of(s.coastal_defence, site_json)},
        {"vessels", list_of(s.vessels, [](const Vessel& v) -> Json {
             return {{"id", v.id},
                     {"name", v.name},
                     {"nation", v.nation},
                     {"type", v.type},
                     {"count", v.count},
                     {"at", v.at ? place(*v.at) : Json(nullptr)},
                     {"patrol", sea_patrol_json(v.patrol)}};
         })}};
}

Json scenario_json(const Scenario& s, const Names& names) {
    Json json = {{"name", s.name},
                 {"title", s.title},
                 {"description", s.description},
                 {"as_of", s.as_of},
                 {"tolerance_m", s.tolerance.metres()},
                 {"layers",
                  {{"bases", names.layer(s.bases)},
                   {"ports", names.layer(s.ports)},
                   {"countries", names.layer(s.countries)},
                   {"territorial_sea", names.layer(s.territorial_sea)},
                   {"lanes", names.layer(s.lanes_layer)},
                   {"frontline", s.frontline ? names.layer(*s.frontline) : Json(nullptr)},
                   {"control", s.control ? names.layer(*s.control) : Json(nullptr)},
                   {"swept", s.swept ? names.layer(*s.swept) : Json(nullptr)},
                   {"listed", s.listed ? names.layer(*s.listed) : Json(nullptr)}}},
                 {"sea", {{"hostile", s.hostile}}},
                 {"airspace",
                  {{"closed_countries", s.airspace.closed_countries},
                   {"territorial_sea", s.airspace.territorial_sea},
                   {"closed_layers", list_of(s.airspace.closed_layers, [&](auto& l) { return names.layer(l); })},
                   {"open_layers", list_of(s.airspace.open_layers, [&](auto& l) { return names.layer(l); })},
                   {"open_width_m", s.airspace.open_width ? Json(s.airspace.open_width->metres()) : Json(nullptr)},
                   {"control_closed", s.airspace.control_closed}}}};
    json["force"] = {{"on_station_s", list_of(force_times(s), [](auto d) { return d.seconds(); })},
                     {"arrival_s", list_of(s.force.arrival, [](auto d) { return d.seconds(); })}};
    json["prices"] = nullptr;
    if (!s.prices.currency.empty()) json["prices"] = {{"currency", s.prices.currency}, {"per_flight_hour", s.prices.per_flight_hour}};
    json.update(forces_json(s));
    json["zones"] = list_of(s.zones, [&](const Zone& z) -> Json {
        Json stations;
        if (z.stations) {
            stations = stations_wanted_json(*z.stations);
            stations["threats"] = list_of(z.stations->threats, [&](auto& l) { return names.layer(l); });
        }
        return {{"id", z.id},
                {"title", z.title},
                {"region", to_json(z.region, names)},
                {"floor_m", z.floor.metres()},
                {"ceiling_m", z.ceiling.metres()},
                {"response_s", z.response_time.seconds()},
                {"stations", stations},
                {"seen_at_m", metres_or_null(z.seen_at)},
                {"weights", list_of(z.weights, [&](const Weights& w) -> Json {
                     return {{"name", w.name},
                             {"layer", w.layer ? names.layer(*w.layer) : Json(nullptr)},
                             {"field", w.field},
                             {"places", list_of(w.places, [](const Asset& a) -> Json {
                                  return {{"name", a.name}, {"at", place(a.at)}, {"weight", a.weight}};
                              })}};
                 })}};
    });
    json["lanes"] = list_of(s.lanes, [](const Lane& l) -> Json {
        return {{"id", l.id},
                {"ship_speed_mps", l.ship_speed.metres_per_second()},
                {"protected_if", l.all_kinds ? "all" : "any"},
                {"air_within_s", seconds_or_null(l.air_within)},
                {"sea_within_s", seconds_or_null(l.sea_within)},
                {"watched", l.watched},
                {"sensor_kinds", l.sensor_kinds},
                {"revisit_within_s", seconds_or_null(l.revisit_within)},
                {"air_defence", l.air_defence},
                {"coastal_defence", l.coastal_defence},
                {"swept", l.swept},
                {"swept_width_m", metres_or_null(l.swept_width)},
                {"swept_depth_m", metres_or_null(l.swept_depth)},
                {"front_m", metres_or_null(l.front)},
                {"hostile_shore_m", metres_or_null(l.hostile_shore)},
                {"in_waters_of", l.in_waters_of},
                {"outside_listed", l.outside_listed},
                {"protected_at_least", number_or_null(l.protected_at_least)},
                {"ship_value", number_or_null(l.ship_value)},
                {"cargo_value", number_or_null(l.cargo_value)},
                {"currency", l.currency}};
    });
    json["more_ships"] = more_ships_wanted_json(s.more_ships);
    json["requirements"] = list_of(s.requirements, [](const Requirement& r) -> Json {
        return {{"key", r.key}, {r.at_least ? "at_least" : "at_most", r.bound}};
    });
    return json;
}

void add_layers_of(const RegionExpression& e, std::set<std::filesystem::path>& files) {
    if (e.layer) files.insert(e.layer->file);
    for (const RegionExpression& part : e.parts) add_layers_of(part, files);
}

Json inputs_json(const Scenario& s, const Names& names) {
    std::set<std::filesystem::path> files{s.file, s.bases.file, s.ports.file, s.countries.file};
    if (uses_territorial_sea(s)) files.insert(s.territorial_sea.file);
    if (!s.lanes.empty()) files.insert(s.lanes_layer.file);
    if (s.frontline) files.insert(s.frontline->file);
    if (s.control) files.insert(s.control->file);
    if (s.swept) files.insert(s.swept->file);
    if (s.listed) files.insert(s.listed->file);
    for (const geo::LayerRef& ref : s.airspace.closed_layers) files.insert(ref.file);
    for (const geo::LayerRef& ref : s.airspace.open_layers) files.insert(ref.file);
    for (const Zone& zone : s.zones) {
        add_layers_of(zone.region, files);
        if (zone.stations)
            for (const geo::LayerRef& ref : zone.stations->threats) files.insert(ref.file);
        for (const Weights& w : zone.weights)
            if (w.layer) files.insert(w.layer->file);
    }
    files.insert(s.tables.begin(), s.tables.end());
    Json list = Json::array();
    for (const std::filesystem::path& file : files)
        list.push_back({{"file", names(file)},
                        {"sha256", std::filesystem::is_regular_file(file) ? Json(sha256_of(file)) : Json(nullptr)}});
    return list;
}

}  // namespace

Json plan_json(const Plan& plan, const std::vector<std::string>& files) {
    const Scenario& s = plan.scenario;
    const Names names(s);
    const Json types = types_json(s);
    return {{"schema_version", 1},
            {"versions", versions()},
            {"scenario", scenario_json(s, names)},
            {"types", types},
            {"sources", sources_json(s, types)},
            {"frame", {{"kind", "ellipsoidal gnomonic, WGS84"}, {"centre", place(plan.theatre.frame.centre())}}},
            {"inputs", inputs_json(s, names)},
            {"notices", plan.notices},
            {"files", files}};
}

}  // namespace picket::planner
