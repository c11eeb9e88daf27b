#include "planner/theatre_frame.hpp"

#include "geo/geodesic.hpp"
#include "geo/text.hpp"

#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::InputError;
using geo::Position;

namespace {

constexpr Distance largest_radius = Distance::kilometres(3000);

struct Place {
    std::string what;
    Position at;
};

template <class Map>
const typename Map::mapped_type& known(const Map& map, const std::string& name, const std::string& user,
                                       std::string_view what, const geo::LayerRef& ref, const Scenario& s) {
    if (const auto found = map.find(name); found != map.end()) return found->second;
    std::vector<std::string> names;
    for (const auto& [key, value] : map) names.push_back(key);
    throw InputError(fmt::format("{}: {}: unknown {} '{}'{}; {} has {}", s.file.string(), user, what, name,
                                 geo::did_you_mean(name, names), ref.file.filename().string(), geo::joined(names)));
}

void add_discs(const RegionExpression& expression, const std::string& zone, std::vector<Place>& places) {
    if (expression.centre) places.push_back({fmt::format("a disc of zone '{}'", zone), *expression.centre});
    for (const RegionExpression& part : expression.parts) add_discs(part, zone, places);
}

std::vector<Place> places_of(const Scenario& s, const std::map<std::string, Base>& bases,
                             const std::map<std::string, LanePath>& lanes, const std::vector<geo::Path>& frontline) {
    std::vector<Place> places;
    for (const Fleet& f : s.fleets) {
        const auto add = [&](const std::string& icao) {
            places.push_back({fmt::format("base {} of fleet '{}'", icao, f.id), known(bases, icao, fmt::format("fleet '{}'", f.id), "base", s.bases, s).at});
        };
        add(f.base);
        for (const std::string& icao : f.recovery) add(icao);
    }
    for (const Station& st : s.stations) places.push_back({fmt::format("station '{}'", st.id), st.at});
    for (const Sensor& sensor : s.sensors)
        if (sensor.at) places.push_back({fmt::format("sensor '{}'", sensor.id), *sensor.at});
    for (const AirDefence& site : s.air_defence)
        places.push_back({fmt::format("air-defence site '{}'", site.id), site.at});
    for (const AirDefence& site : s.coastal_defence)
        places.push_back({fmt::format("coastal-defence site '{}'", site.id), site.at});
    const auto add_box = [&](const std::optional<SeaPatrol>& patrol, std::string_view kind, const std::string& id) {
        if (!patrol) return;
        for (const Position& p : patrol->box) places.push_back({fmt::format("the box of {} '{}'", kind, id), p});
    };
    for (const Station& st : s.stations) add_box(st.patrol, "station", st.id);
    for (const Vessel& v : s.vessels) {
        if (v.at) places.push_back({fmt::format("vessel '{}'", v.id), *v.at});
        add_box(v.patrol, "vessel", v.id);
    }
    for (const Zone& zone : s.zones) {
        add_discs(zone.region, zone.id, places);
        if (!zone.stations) continue;
        for (const std::string& icao : zone.stations->forward)
            places.push_back({fmt::format("base {} of the stations of zone '{}'", icao, zone.id),
                              known(bases, icao, fmt::format("stations of zone '{}'", zone.id), "base", s.bases, s).at});
    }
    for (const Lane& lane : s.lanes)
        for (const Position& p :
             known(lanes, lane.id, "[[lane]]", "lane", s.lanes_layer, s).path.vertices())
            places.push_back({fmt::format("lane '{}'", lane.id), p});
    for (const geo::Path& line : frontline)
        for (const Position& p : line.vertices()) places.push_back({"the front line", p});
    return places;
}

struct Farthest {
    std::size_t place;
    geo::Inverse way;
};

Farthest farthest(std::span<const Position> places, Position from) {
    Farthest far{0, geo::inverse(from, places.front())};
    for (std::size_t i = 1; i < places.size(); ++i)
        if (const geo::Inverse way = geo::inverse(from, places[i]); way.distance > far.way.distance) far = {i, way};
    return far;
}

}  // namespace

Position centre_of(std::span<const Position> places) {
    // Badoiu and Clarkson's way to the smallest enclosing circle: go 1/(i+1) of the way to the farthest place.
    Position centre = places.front();
    for (int i = 1; i <= 100; ++i) {
        const geo::Inverse way = farthest(places, centre).way;
        centre = geo::direct(centre, way.azimuth, way.distance / (i + 1));
    }
    const auto tenth = [](double v) { return std::nearbyint(v * 10) / 10; };
    return Position::computed(tenth(centre.lon()), tenth(centre.lat()));
}

Position theatre_centre(const Scenario& s, const std::map<std::string, Base>& bases,
                        const std::map<std::string, LanePath>& lanes, const std::vector<geo::Path>& frontline) {
    const std::vector<Place> places = places_of(s, bases, lanes, frontline);
    if (places.empty())
        throw InputError(fmt::format("{}: names no fleet, station, lane or front line: there is nothing to plan",
                                     s.file.string()));
    std::vector<Position> all;
    for (const Place& place : places) all.push_back(place.at);
    const Position centre = centre_of(all);
    const Farthest found = farthest(all, centre);
    const Place& far = places[found.place];
    const Distance radius = found.way.distance;
    if (radius > largest_radius)
        throw InputError(fmt::format(
            "{}: the scenario is larger than one theatre: {} at ({}, {}) lies {:.0f} km from the centre ({}, {}); "
            "at most {:.0f} km is allowed. Split it into scenarios",
            s.file.string(), far.what, far.at.lon(), far.at.lat(), radius.kilometres(), centre.lon(), centre.lat(),
            largest_radius.kilometres()));
    return centre;
}

}  // namespace picket::planner
