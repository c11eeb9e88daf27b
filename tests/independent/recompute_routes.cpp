// The routes drawn: from base to station, as short as the shortest way, through free air.
#include "folder.hpp"

namespace independent {

namespace {

// How far a place lies in what is closed, as far as a circle of the limit about it can tell.
bool free_within(const Air& air, Place p, double limit_m) {
    if (air.free(p)) return true;
    for (const double share : {0.25, 0.5, 1.0})
        for (int i = 0; i < 32; ++i) {
            Place q;
            wgs84().Direct(p.lat, p.lon, 11.25 * i, share * limit_m, q.lat, q.lon);
            if (air.free(q)) return true;
        }
    return false;
}

// Corners that turn by more than the pieces do that a long edge is cut into. Whether a way turns at those, and at vertices
// in line with others, is a matter of rounding.
std::size_t sharp(const Line& way) {
    std::size_t count = 0;
    for (std::size_t i = 2; i < way.size(); ++i)
        if (turning({way[i - 2], way[i - 1], way[i]}) > 2e-3) ++count;
    return count;
}

// From base to station, or from there to where the aircraft land.
void check_route(const Folder& f, const Flights& flights, const Json& route, const std::string& station_id, const Flown& flown, bool homeward,
                 Report& report) {
    const Json& p = properties(route);
    const std::string id = route.at("id");
    const Json& station = f.record("stations", station_id);
    const Json& fleet = f.record("fleets", station.at("fleet"));
    const std::string base = homeward ? flown.lands_at : fleet.at("base").get<std::string>();
    const Place at_base = place_of(f.feature("bases", base).at("geometry").at("coordinates")), at_station = place_of(station.at("at"));
    const Place from = homeward ? at_station : at_base, to = homeward ? at_base : at_station;
    const Line& way = homeward ? flown.home : flown.way;
    const double way_m = homeward ? flown.home_m : flown.transit_m;
    const double length = p.at("length_km").get<double>() * 1000;
    // With the vertices of closed areas as they are emitted only edges can differ, and ways turn at vertices.
    report.add("routes: length of the shortest way, m", std::abs(length - way_m), 1 + rounding(3) * 1000, id);
    report.add("routes: time, min", std::abs(p.at("time_min").get<double>() - way_m / figure(f.aircraft_of(fleet), "cruise_speed_mps") / 60),
               rounding(2) + 1 / figure(f.aircraft_of(fleet), "cruise_speed_mps") / 60, id);
    report.add("routes: direct, m", std::abs(p.at("direct_km").get<double>() * 1000 - distance_m(from, to)), rounding(3) * 1000,
               id);
    const std::size_t turns = p.at("turns");
    report.that("routes: turns", turns >= sharp(way) && turns <= way.size() - 2,
                id + ": told " + std::to_string(turns) + ", found " + std::to_string(way.size() - 2) + ", sharp ones " +
                    std::to_string(sharp(way)));
    report.equal("routes: base and fleet", Json{p.at(homeward ? "to" : "from"), p.at("fleet")}, Json{base, fleet.at("id")}, id);

    const Way drawn(line_of(route.at("geometry").at("coordinates")), 1000);
    report.add("routes: length as drawn, m", std::abs(drawn.length_m() - length), 1 + f.tolerance_m, id);
    report.add("routes: ends, m", std::max(distance_m(drawn.places().front(), from), distance_m(drawn.places().back(), to)),
               0.02, id);
    for (double s = 0; s <= drawn.length_m(); s += 50)
        report.that("routes: drawn through free air", free_within(flights.air(), drawn.at(s), f.tolerance_m),
                    id + " at km " + Report::text(s / 1000));
    const Way own(way, 2000, Edges::geodesic);
    double worst = 0;
    for (const Place on : own.places()) worst = std::max(worst, drawn.off_m(on));
    report.add("routes: shortest way off the line drawn, m", worst, f.tolerance_m, id);
}

}  // namespace

void check_routes(const Folder& f, const Flights& flights, const std::map<std::string, Flown>& flown, Report& report) {
    std::size_t expected = 0;
    for (const auto& [id, r] : flown) {
        if (r.way.empty()) continue;
        const bool lands_elsewhere = r.lands_at != f.record("fleets", f.record("stations", id).at("fleet")).at("base");
        expected += lands_elsewhere ? 2 : 1;
        std::size_t found = 0, homeward = 0;
        for (const Json& route : f.features("routes")) {
            if (properties(route).at("to") == id) ++found, check_route(f, flights, route, id, r, false, report);
            if (properties(route).at("from") == id) ++homeward, check_route(f, flights, route, id, r, true, report);
        }
        report.equal("routes: one for each station with a way", found, 1, id);
        report.equal("routes: one home for each station whose aircraft land elsewhere", homeward, lands_elsewhere ? 1 : 0, id);
    }
    report.equal("routes: all there", f.features("routes").size(), expected, "routes.geojson");
}

}  // namespace independent
