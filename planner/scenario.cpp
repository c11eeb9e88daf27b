#include "planner/scenario.hpp"

#include "planner/airspace.hpp"
#include "planner/lane_input.hpp"
#include "planner/placing_input.hpp"
#include "planner/region_expression.hpp"
#include "planner/requirement_input.hpp"
#include "planner/sea_patrol_input.hpp"

#include "geo/quantity_text.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Position;
using geo::Speed;

namespace {

// Refuses a name that is not among those known, with the nearest right one.
void require_known(const Config& table, std::string_view key, std::string_view what, const std::string& name,
                   const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    table.fail(key, fmt::format("unknown {} '{}'{}; known: {}", what, name, geo::did_you_mean(name, known),
                                known.empty() ? "none" : geo::joined(known)));
}

template <class Map>
std::vector<std::string> names_in(const Map& map) {
    std::vector<std::string> names;
    for (const auto& [name, value] : map) names.push_back(name);
    return names;
}

int whole(const Config& table, std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most = 10000) {
    const std::int64_t value = table.get_or<std::int64_t>(key, otherwise);
    if (value < least || value > most) table.fail(key, fmt::format("must be a whole number from {} to {}", least, most));
    return static_cast<int>(value);
}

Distance not_negative(const Config& table, std::string_view key, Distance otherwise) {
    const Distance value = table.get_or<Distance>(key, otherwise);
    if (value < Distance{}) table.fail(key, "cannot be negative");
    return value;
}

std::string nation_in(const Config& table) {
    const std::string nation = table.get<std::string>("nation");
    const auto upper = [](unsigned char c) { return c >= 'A' && c <= 'Z'; };
    if (nation.size() != 3 || !std::all_of(nation.begin(), nation.end(), upper))
        table.fail("nation", "must be an ISO 3166 alpha-3 code such as POL");
    return nation;
}

std::string next_id(const Config& table, std::string_view kind) {
    const std::string id = table.get<Id>("id").value;
    table.set_label(fmt::format("{} '{}'", kind, id));
    return id;
}

// Reads every [[kind]] with `read`, refuses unknown keys and an id used twice.
template <class T, class Read>
std::vector<T> read_all(const Config& file, std::string_view kind, const Read& read) {
    std::vector<T> all;
    std::set<std::string> ids;
    for (const Config& table : file.tables(kind)) {
        const std::string id = next_id(table, kind);
        if (!ids.insert(id).second) table.fail("id", fmt::format("there are two of the id '{}'", id));
        all.push_back(read(table, id));
        table.refuse_unknown_keys();
    }
    return all;
}

void sort_times(std::vector<Duration>& times) {
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
}

Fleet read_fleet(const Config& t, const std::string& id, const Scenario& s) {
    Fleet f{id,
            nation_in(t),
            t.get<std::string>("base"),
            t.get<std::string>("aircraft"),
            whole(t, "count", 1, 0),
            t.get_or<Share>("availability", {0.7}).value,
            t.get_or<double>("sorties_per_aircraft_day", 1.0),
            t.has("on_station") ? t.list<Duration>("on_station") : std::vector<Duration>{Duration{}},
            whole(t, "alert", 0, 0),
            t.list<std::string>("recovery"),
            t.get_or<std::string>("tanker", ""),
            whole(t, "refuellings", t.has("tanker") ? 1 : 0, 0)};
    if (!t.has("count")) t.fail("count", "is missing");
    require_known(t, "aircraft", "aircraft", f.aircraft, names_in(s.catalogue.aircraft));
    if (!(f.sorties_per_aircraft_day > 0)) t.fail("sorties_per_aircraft_day", "must be positive");
    if (f.alert > f.count * f.availability + 1e-9)
        t.fail("alert", fmt::format("only {:.1f} of {} aircraft are available", f.count * f.availability, f.count));
    if (f.refuellings > 0 && f.tanker.empty()) t.fail("refuellings", "names no tanker; add tanker = \"STATION\"");
    sort_times(f.on_station);
    return f;
}

Station read_station(const Config& t, const std::string& id, const Scenario& s) {
    Station st{id,
               t.get<Position>("at"),
               t.get<std::string>("fleet"),
               whole(t, "seats", 1, 1),
               t.get_or<double>("hours_per_day", 24),
               t.find<Duration>("on_station"),
               not_negative(t, "track", Distance{}),
               t.list<std::string>("zones"),
               t.get_or<std::string>("tanker", ""),
               whole(t, "refuellings", t.has("tanker") ? 1 : 0, 0)};
    require_known(t, "fleet", "fleet", st.fleet, ids_of(s.fleets));
    if (!(st.hours_per_day > 0 && st.hours_per_day <= 24)) t.fail("hours_per_day", "must be above 0 and at most 24");
    if (st.refuellings > 0 && st.tanker.empty()) t.fail("refuellings", "names no tanker; add tanker = \"STATION\"");
    const Aircraft& aircraft = s.catalogue.aircraft.at(by_id(s.fleets, st.fleet).aircraft);
    if (aircraft.role == Role::tanker && !st.on_station)
        t.fail("on_station", "is missing: a tanker cannot give the fuel it burns, so say how long each stays");
    if (st.on_station && !(*st.on_station > Duration{})) t.fail("on_station", "must be positive");
    st.patrol = read_sea_patrol(t, fmt::format("station '{}'", id));
    return st;
}

Sensor read_sensor(const Config& t, const std::string& id, const Scenario& s) {
    Sensor sensor{id,
                  nation_in(t),
                  t.get<std::string>("type"),
                  t.find<Position>("at"),
                  t.get_or<std::string>("station", ""),
                  t.find<Distance>("height"),
                  not_negative(t, "target_height", Distance{})};
    require_known(t, "type", "sensor type", sensor.type, names_in(s.catalogue.sensors));
    if (sensor.at.has_value() == !sensor.station.empty()) t.fail("at", "give exactly one of at and station");
    if (!sensor.station.empty()) require_known(t, "station", "station", sensor.station, ids_of(s.stations));
    if (sensor.height && *sensor.height < Distance{}) t.fail("height", "cannot be negative");
    return sensor;
}

AirDefence read_site(const Config& t, const std::string& id, std::string_view what, const std::map<std::string, AirDefenceType>& types) {
    AirDefence site{id,
                    t.get_or<std::string>("name", id),
                    nation_in(t),
                    t.get<std::string>("type"),
                    t.get<Position>("at"),
                    t.find<Distance>("radius")};
    require_known(t, "type", what, site.type, names_in(types));
    if (site.radius && !(*site.radius > Distance{})) t.fail("radius", "must be positive");
    return site;
}

Vessel read_vessel(const Config& t, const std::string& id, const Scenario& s) {
    Vessel vessel{id,
                  t.get_or<std::string>("name", id),
                  nation_in(t),
                  t.get<std::string>("type"),
                  whole(t, "count", 1, 1, 100),
                  t.find<Position>("at"),
                  read_sea_patrol(t, fmt::format("vessel '{}'", id))};
    require_known(t, "type", "vessel type", vessel.type, names_in(s.catalogue.vessels));
    if (vessel.at.has_value() == vessel.patrol.has_value()) t.fail("at", "give exactly one of at and patrol");
    const auto is_same = [&](const Station& st) { return st.id == id && st.patrol.has_value(); };
    if (vessel.patrol && std::any_of(s.stations.begin(), s.stations.end(), is_same)) t.fail("id", "is a station's that patrols too");
    return vessel;
}

double weight_of(const Config& t, double otherwise) {
    const double weight = t.get_or<double>("weight", otherwise);
    if (!(weight > 0)) t.fail("weight", "must be positive");
    return weight;
}

// The key `assets` is a list of weights of that name.
Weights read_assets(const Config& t) {
    Weights assets{"assets", {}, "", {}};
    if (!t.is_list("assets")) {
        assets.layer = t.layer("assets");
        return assets;
    }
    for (const Config& a : t.tables("assets")) {
        assets.places.push_back({a.get<std::string>("name"), a.get<Position>("at"), weight_of(a, 1)});
        a.refuse_unknown_keys();
    }
    return assets;
}

std::vector<Weights> read_weights(const Config& t) {
    std::vector<Weights> all;
    for (const Config& w : t.tables("weights")) {
        const std::optional<geo::LayerRef> layer = w.layer("layer");
        if (!layer) w.fail("layer", "is missing: a layer of points");
        all.push_back({w.get<Id>("name").value, layer, w.get<std::string>("field"), {}});
        w.refuse_unknown_keys();
        const auto is_same = [&](const Weights& other) { return other.name == all.back().name; };
        if (all.back().name == "assets" || std::count_if(all.begin(), all.end(), is_same) > 1)
            w.fail("name", "is used already; the key assets has the name assets");
    }
    if (t.has("assets")) all.push_back(read_assets(t));
    return all;
}

Zone read_zone(const Config& t, const std::string& id, const Scenario& s) {
    const std::optional<Config> region = t.table("region");
    if (!region) t.fail("region", "is missing");
    Zone zone{id,
              t.get_or<std::string>("title", id),
              read_region_expression(*region),
              t.get_or<Distance>("floor", Distance{}),
              t.get_or<Distance>("ceiling", Distance::feet(60000)),
              t.get<Duration>("response_time"),
              t.find<Distance>("seen_at"),
              read_weights(t)};
    if (zone.seen_at && *zone.seen_at < Distance{}) t.fail("seen_at", "cannot be negative");
    if (!(zone.ceiling > zone.floor)) t.fail("ceiling", "must be above the floor");
    if (!(zone.response_time > Duration{})) t.fail("response_time", "must be positive");
    if (const std::optional<Config> stations = t.table("stations")) zone.stations = read_stations_wanted(*stations, id, s);
    return zone;
}

Airspace read_airspace(const Config& file) {
    const std::optional<Config> t = file.table("airspace");
    if (!t) return {{}, true, {}, {}, {}, true};
    Airspace airspace{t->list<std::string>("closed_countries"), t->get_or<bool>("territorial_sea", true),
                      t->layers("closed_layers"), t->layers("open_layers"), t->find<Distance>("open_width"),
                      t->get_or<bool>("control_closed", true)};
    t->refuse_unknown_keys();
    if (airspace.open_width && (*airspace.open_width < least_width || *airspace.open_width > most_width))
        t->fail("open_width", "must lie between 20 m and 2000 km");
    std::sort(airspace.closed_countries.begin(), airspace.closed_countries.end());
    airspace.closed_countries.erase(std::unique(airspace.closed_countries.begin(), airspace.closed_countries.end()),
                                    airspace.closed_countries.end());
    return airspace;
}

Force read_force(const Config& file) {
    Force force{{}, {Duration::minutes(10), Duration::minutes(20), Duration::minutes(30)}};
    const std::optional<Config> t = file.table("force");
    if (!t) return force;
    if (t->has("on_station")) force.on_station = t->list<Duration>("on_station");
    if (t->has("arrival")) force.arrival = t->list<Duration>("arrival");
    t->refuse_unknown_keys();
    if (force.on_station) sort_times(*force.on_station);
    sort_times(force.arrival);
    for (const Duration& within : force.arrival)
        if (!(within > Duration{})) t->fail("arrival", "must be positive");
    return force;
}

Prices read_prices(const Config& file, const Catalogue& catalogue) {
    Prices prices;
    const std::optional<Config> t = file.table("prices");
    if (!t) return prices;
    t->set_label("prices");
    prices.currency = t->get<std::string>("currency");
    if (prices.currency.empty()) t->fail("currency", "must name a currency, such as \"USD\"");
    for (const auto& [type, aircraft] : catalogue.aircraft)
        if (t->has(type)) {
            const double price = t->get<double>(type);
            if (!(price >= 0 && price <= 1e9)) t->fail(type, "must be a price of a flight hour, 0 to 1e9");
            prices.per_flight_hour.emplace(type, price);
        }
    t->refuse_unknown_keys();
    return prices;
}

// A table's tanker is a station of tankers.
void check_tanker(const Config& t, const Scenario& s) {
    const std::string tanker = t.get_or<std::string>("tanker", "");
    if (tanker.empty()) return;
    require_known(t, "tanker", "station", tanker, ids_of(s.stations));
    const Fleet& fleet = by_id(s.fleets, by_id(s.stations, tanker).fleet);
    if (s.catalogue.aircraft.at(fleet.aircraft).role != Role::tanker)
        t.fail("tanker", fmt::format("the aircraft of station '{}' are no tankers but {}", tanker, fleet.aircraft));
}

void check_lane_of_patrol(const Config& t, std::string_view kind, const Scenario& s) {
    const std::optional<Config> patrol = t.table("patrol");
    if (!patrol || !patrol->has("lane")) return;
    patrol->set_label(fmt::format("patrol of {} '{}'", kind, t.get<Id>("id").value));
    require_known(*patrol, "lane", "lane of the scenario", patrol->get<std::string>("lane"), ids_of(s.lanes));
}

// What one part says of another that is read later.
void check_references(const Config& file, const Scenario& s) {
    for (const Config& t : file.tables("fleet")) {
        t.set_label(fmt::format("fleet '{}'", t.get<Id>("id").value));
        check_tanker(t, s);
    }
    for (const Config& t : file.tables("station")) {
        t.set_label(fmt::format("station '{}'", t.get<Id>("id").value));
        for (const std::string& zone : t.list<std::string>("zones"))
            require_known(t, "zones", "zone", zone, ids_of(s.zones));
        check_tanker(t, s);
        check_lane_of_patrol(t, "station", s);
    }
    for (const Config& t : file.tables("vessel")) {
        const std::string id = t.get<Id>("id").value;
        t.set_label(fmt::format("vessel '{}'", id));
        check_lane_of_patrol(t, "vessel", s);
        refuse_names_of_ships(t, by_id(s.vessels, id), s.vessels);
    }
    for (const Config& t : file.tables("zone"))
        if (const std::optional<Config> stations = t.table("stations"))
            for (const std::string& zone : stations->list<std::string>("zones"))
                require_known(*stations, "zones", "zone", zone, ids_of(s.zones));
}

void read_parts(const Config& file, Scenario& s) {
    s.fleets = read_all<Fleet>(file, "fleet", [&](auto& t, auto& id) { return read_fleet(t, id, s); });
    s.stations = read_all<Station>(file, "station", [&](auto& t, auto& id) { return read_station(t, id, s); });
    s.sensors = read_all<Sensor>(file, "sensor", [&](auto& t, auto& id) { return read_sensor(t, id, s); });
    s.air_defence = read_all<AirDefence>(file, "air_defence", [&](auto& t, auto& id) { return read_site(t, id, "air-defence type", s.catalogue.air_defence); });
    s.coastal_defence =
        read_all<AirDefence>(file, "coastal_defence", [&](auto& t, auto& id) { return read_site(t, id, "coastal-defence type", s.catalogue.coastal_defence); });
    s.vessels = read_all<Vessel>(file, "vessel", [&](auto& t, auto& id) { return read_vessel(t, id, s); });
    s.zones = read_all<Zone>(file, "zone", [&](auto& t, auto& id) { return read_zone(t, id, s); });
    s.lanes = read_all<Lane>(file, "lane", [&](auto& t, auto& id) { return read_lane(t, id, s); });
    if (const std::optional<Config> more = file.table("more_ships")) s.more_ships = read_more_ships(*more, s);
    s.requirements = read_requirements(file);
    for (const Lane& lane : s.lanes)
        if (lane.protected_at_least) s.requirements.push_back(protection_required(lane));
    check_references(file, s);
}

void read_tables(const Config& file, const std::filesystem::path& datasets, Scenario& s) {
    const auto add = [&](std::string_view key, const char* shipped, void (*read)(Catalogue&, const Config&)) {
        const std::optional<std::string> own = file.find<std::string>(key);
        s.tables.push_back(own ? file.file().parent_path() / *own : datasets / shipped);
        read(s.catalogue, Config::load(s.tables.back()));
    };
    add("aircraft", "aircraft.toml", add_aircraft);
    add("vessels", "vessels.toml", add_vessels);
    add("sensors", "sensors.toml", add_sensors);
}

}  // namespace

std::vector<std::string> homes_of(const Fleet& fleet) {
    std::vector<std::string> homes{fleet.base};
    for (const std::string& base : fleet.recovery)
        if (std::find(homes.begin(), homes.end(), base) == homes.end()) homes.push_back(base);
    return homes;
}

std::vector<Duration> force_times(const Scenario& s) {
    if (s.force.on_station) return *s.force.on_station;
    std::vector<Duration> times;
    for (const Fleet& f : s.fleets)
        if (s.catalogue.aircraft.at(f.aircraft).role == Role::fighter) times.insert(times.end(), f.on_station.begin(), f.on_station.end());
    sort_times(times);
    return times;
}

Scenario read_scenario(const std::filesystem::path& path, const std::filesystem::path& datasets) {
    const Config file = Config::load(path);
    if (file.get<std::int64_t>("schema_version") != 1)
        file.fail("schema_version", "this picket reads version 1");
    const auto shipped = [&](std::string_view key, const char* name) {
        return file.layer(key).value_or(geo::LayerRef{datasets / name, "", "", geo::EdgeRule::straight});
    };
    Scenario s;
    s.file = path;
    s.datasets = datasets;
    s.name = file.get<Id>("name").value;
    s.title = file.get_or<std::string>("title", s.name);
    s.description = file.get_or<std::string>("description", "");
    s.as_of = file.get<Date>("as_of").iso;
    s.tolerance = file.get_or<Distance>("tolerance", Distance::metres(10));
    if (s.tolerance < Distance::metres(0.1) || s.tolerance > Distance::kilometres(1))
        file.fail("tolerance", "must lie between 0.1 m and 1 km");
    s.bases = shipped("bases", "bases.geojson");
    s.ports = shipped("ports", "ports.geojson");
    s.countries = shipped("countries", "countries.geojson");
    s.territorial_sea = shipped("territorial_sea", "territorial_sea.fgb");
    s.lanes_layer = shipped("lanes", "lanes.geojson");
    s.frontline = file.layer("frontline");
    s.control = file.layer("control");
    s.swept = file.layer("swept");
    s.listed = file.layer("listed");
    if (const std::optional<Config> sea = file.table("sea")) {
        s.hostile = sea->list<std::string>("hostile");
        sea->refuse_unknown_keys();
    }
    read_tables(file, datasets, s);
    s.airspace = read_airspace(file);
    s.force = read_force(file);
    s.prices = read_prices(file, s.catalogue);
    // A mistyped kind of part is to be named before what refers to its parts.
    for (const char* kind : {"fleet", "station", "sensor", "air_defence", "coastal_defence", "vessel", "zone", "lane", "more_ships", "requirement"})
        file.has(kind);
    file.refuse_unknown_keys();
    read_parts(file, s);
    return s;
}

}  // namespace picket::planner
