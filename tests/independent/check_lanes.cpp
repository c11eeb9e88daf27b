// check_lanes LANES DATASETS: what `picket lane` drew round the shipped countries. No lane touches land as it is drawn in
// lon/lat, its length is the one told, and it is as long as the shortest way by brute force round the same land, or keeps
// the distance told from it. Exits 1 when a check fails.
#include "ways.hpp"

#include <iostream>

namespace independent {

namespace {

void check_off_land(const Area& land, const Json& lane, Report& report) {
    const Line drawn = line_of(lane.at("geometry").at("coordinates"));
    for (std::size_t i = 0; i < drawn.size(); ++i)
        report.that("lanes: touch no land", !land.contains(drawn[i]) && (i == 0 || !land.meets(drawn[i - 1], drawn[i])),
                    lane.at("id").get<std::string>() + ", vertex " + std::to_string(i));
}

// By how much a lane comes nearer to land than it promises, but near its ends.
void check_offshore(const Area& land, const Json& lane, Report& report) {
    const Json& p = lane.at("properties");
    const double offshore = p.at("offshore_nmi").get<double>() * 1852;
    const Way way(line_of(lane.at("geometry").at("coordinates")), 200);
    for (const Place place : way.places()) {
        if (distance_m(place, way.places().front()) <= p.at("opened_from_km").get<double>() * 1000 + 1) continue;
        if (distance_m(place, way.places().back()) <= p.at("opened_to_km").get<double>() * 1000 + 1) continue;
        report.add("lanes: nearer to land than told, m", std::max(0.0, offshore - land.border_m(place, offshore)), 1,
                   lane.at("id"));
    }
}

void check(const std::string& lanes, const std::string& datasets, Report& report) {
    Shape all;
    const Json countries = read_json(datasets + "/countries.geojson");
    for (const Json& country : countries.at("features"))
        for (const Polygon& polygon : shape_of(country.at("geometry"))) all.push_back(polygon);
    const Area land(all);
    const Box known{{-20, 20}, {80, 75}};
    // What a way comes near; the search slows down with all else.
    Shape near;
    for (const Polygon& polygon : all) {
        const auto is_near = [](Place p) { return p.lon > 15 && p.lon < 45 && p.lat > 33 && p.lat < 50; };
        if (std::any_of(polygon[0].begin(), polygon[0].end(), is_near)) near.push_back(polygon);
    }
    const Air air({near}, known, known);
    const Sky sky(air, {30, 42});
    const Json layer = read_json(lanes);
    report.that("lanes: some", !layer.at("features").empty(), lanes);
    for (const Json& lane : layer.at("features")) {
        const Line drawn = line_of(lane.at("geometry").at("coordinates"));
        const double length = lane.at("properties").at("length_km").get<double>() * 1000;
        check_off_land(land, lane, report);
        report.add("lanes: length as drawn, m", std::abs(Way(drawn, 1000).length_m() - length), 0.2, lane.at("id"));
        if (lane.at("properties").at("offshore_nmi").get<double>() > 0)
            check_offshore(land, lane, report);
        else
            report.add("lanes: length of the shortest way, m", std::abs(Ways(sky, drawn.front()).distance_m(drawn.back()) - length), 1,
                       lane.at("id"));
    }
}

}  // namespace

}  // namespace independent

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: check_lanes LANES DATASETS\n";
        return 2;
    }
    independent::Report report;
    independent::check(argv[1], argv[2], report);
    return report.print(std::cout) ? 0 : 1;
}
