#include "cli/patrol_options.hpp"

#include "cli/shipped.hpp"
#include "cli/layer_options.hpp"

#include "planner/catalogue.hpp"
#include "planner/theatre_frame.hpp"

#include "geo/geodesic.hpp"
#include "geo/text.hpp"

#include <algorithm>

namespace picket::cli {

using geo::Duration;
using planner::Place;

namespace {

planner::Aircraft aircraft_by_id(const std::string& id) {
    planner::Catalogue catalogue;
    planner::add_aircraft(catalogue, planner::Config::load(datasets_folder() / "aircraft.toml"));
    if (const auto found = catalogue.aircraft.find(id); found != catalogue.aircraft.end()) return found->second;
    std::vector<std::string> names;
    for (const auto& [name, type] : catalogue.aircraft) names.push_back(name);
    throw geo::InputError(fmt::format("--aircraft {}: is no type of datasets/aircraft.toml{}; known are {}", id,
                                      geo::did_you_mean(id, names), geo::joined(names)));
}

std::vector<Place> places(const std::vector<std::string>& texts, std::string_view option) {
    return planner::parse_places(texts, option, {datasets_folder() / "bases.geojson", "", "", geo::EdgeRule::straight});
}

}  // namespace

void add_patrol_options(CLI::App& app, PatrolOptions& options, const std::string& aircraft, const std::string& on_station) {
    app.add_option("--aircraft", options.aircraft, aircraft)->type_name("AIRCRAFT");
    app.add_option("--on-station", options.on_station, on_station)
        ->type_name("DURATION")
        ->delimiter(',');
    app.add_option("--recovery", options.recovery, "Where it may land besides its base; may be given again")
        ->type_name("ICAO|LON,LAT|LAYER")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_option("--tanker", options.tanker, "Where a tanker flies its track")->type_name("ICAO|LON,LAT|LAYER");
    app.add_option("--refuellings", options.refuellings, "How many times at most it goes to the tanker in a sortie, 1 to 9 (1 if not given)");
}

PatrolAsked read_patrol(const PatrolOptions& options) {
    PatrolAsked asked{aircraft_by_id(options.aircraft), {}, {}, std::nullopt, 0};
    for (const std::string& text : options.on_station) asked.on_station.push_back(parse_duration_option("--on-station", text));
    if (!options.recovery.empty()) asked.recovery = places(options.recovery, "--recovery");
    if (options.refuellings && options.tanker.empty()) throw geo::InputError("--refuellings: where is the tanker? Give --tanker");
    if (options.tanker.empty()) return asked;
    const std::vector<Place> tankers = places({options.tanker}, "--tanker");
    if (tankers.size() != 1)
        throw geo::InputError(fmt::format("--tanker {}: holds {} places; give one at a time", options.tanker, tankers.size()));
    asked.tanker = tankers.front();
    asked.refuellings = options.refuellings.value_or(1);
    if (asked.refuellings < 1 || asked.refuellings > 9)
        throw geo::InputError(fmt::format("--refuellings {}: must lie between 1 and 9", asked.refuellings));
    return asked;
}

std::vector<planner::NamedPlace> named_places(const std::string& option, const std::vector<Place>& bases,
                                              const std::optional<PatrolAsked>& patrol) {
    std::vector<planner::NamedPlace> places;
    for (const Place& base : bases) places.push_back({option + " " + base.id, base.at});
    if (!patrol) return places;
    for (const Place& place : patrol->recovery) places.push_back({"--recovery " + place.id, place.at});
    if (patrol->tanker) places.push_back({"--tanker " + patrol->tanker->id, patrol->tanker->at});
    return places;
}

std::string ids_of(const std::vector<Place>& places) {
    std::vector<std::string> ids;
    for (const Place& place : places) ids.push_back(place.id);
    return geo::joined(ids);
}

Surroundings surroundings(std::span<const planner::NamedPlace> all, geo::Distance range) {
    std::vector<geo::Position> places;
    for (const planner::NamedPlace& place : all) places.push_back(place.at);
    const geo::Position centre = places.size() == 1 ? places[0] : planner::centre_of(places);
    geo::Distance radius;
    for (const geo::Position& p : places) radius = std::max(radius, distance(centre, p) + range);
    if (radius > farthest)
        throw geo::InputError(fmt::format("the places and the range reach {:.0f} km from their middle at {:.1f},{:.1f}; at most {:g} km "
                                          "is allowed. Give fewer places at a time, or a smaller --radius or a longer --on-station",
                                          radius.kilometres(), centre.lon(), centre.lat(), farthest.kilometres()));
    return {geo::Frame(centre), radius};
}

}  // namespace picket::cli
