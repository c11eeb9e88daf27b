// check_datasets DATASETS_DIR: what ships keeps the promises of its README: lanes over water, sources and dates, bases,
// countries, control drawn from the front line and the border, a catalogue of every file. Exits 1 when a check fails.
#include "shapes.hpp"

#include <filesystem>
#include <iostream>
#include <set>

namespace independent {
namespace {

using Vertex = std::pair<std::int64_t, std::int64_t>;

Vertex vertex_of(Place p) { return {std::llround(p.lon * 1e7), std::llround(p.lat * 1e7)}; }

struct City {
    const char* name;
    Place at;
    const char* country;  // iso3
    bool held;            // beyond the front line?
};

// Well inside, so that the coast's and the border's error of some 100 m does not matter.
const City cities[] = {
    {"Simferopol", {34.10, 44.95}, "UKR", true},   {"Donetsk", {37.80, 48.00}, "UKR", true},
    {"Luhansk", {39.31, 48.57}, "UKR", true},      {"Kyiv", {30.52, 50.45}, "UKR", false},
    {"Lviv", {24.03, 49.84}, "UKR", false},        {"Kharkiv", {36.23, 49.99}, "UKR", false},
    {"Dnipro", {35.04, 48.46}, "UKR", false},      {"Mykolaiv", {32.02, 46.98}, "UKR", false},
    {"Izmail", {28.85, 45.42}, "UKR", false},      {"Warsaw", {21.01, 52.23}, "POL", false},
    {"Bucharest", {26.10, 44.43}, "ROU", false},   {"Chisinau", {28.86, 47.01}, "MDA", false},
    {"Minsk", {27.56, 53.90}, "BLR", false},       {"Moscow", {37.62, 55.75}, "RUS", false},
    {"Kaliningrad", {20.51, 54.71}, "RUS", false}, {"Ankara", {32.85, 39.93}, "TUR", false},
    {"Sofia", {23.32, 42.70}, "BGR", false},       {"Madrid", {-3.70, 40.42}, "ESP", false},
    {"Marrakesh", {-7.98, 31.63}, "MAR", false},   {"Cairo", {31.24, 30.04}, "EGY", false},
    {"Tehran", {51.39, 35.69}, "IRN", false},      {"Kabul", {69.17, 34.53}, "AFG", false},
    {"Tashkent", {69.24, 41.30}, "UZB", false},    {"Astana", {71.43, 51.17}, "KAZ", false},
    {"Kiruna", {20.23, 67.86}, "SWE", false},      {"Vorkuta", {64.05, 67.50}, "RUS", false},
    {"Athlone", {-7.94, 53.42}, "IRL", false},     {"Ghardaia", {3.67, 32.49}, "DZA", false},
};

void check(const std::string& dir, Report& report) {
    std::map<std::string, Json> layers;
    std::set<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(dir)) {
        const std::string file = entry.path().filename().string();
        if (entry.is_regular_file() && file != "catalogue.toml" && file != "README.md") files.insert(file);
        if (entry.path().extension() == ".geojson") layers[entry.path().stem().string()] = read_json(entry.path().string());
    }
    for (const char* name : {"bases", "ports", "countries", "frontline", "control", "lanes"})
        report.that("the layers are there", layers.contains(name), name);
    for (const auto& [name, layer] : layers)
        for (const Json& feature : layer.at("features"))
            for (const char* key : {"source", "as_of", "name"}) {
                const Json& p = feature.at("properties");
                report.that("each feature has source, as_of and name",
                            p.contains(key) && p.at(key).is_string() && !p.at(key).get<std::string>().empty(),
                            name + "/" + feature.at("id").dump() + " " + key);
            }

    // The catalogue and the README name what is there and nothing else.
    for (const char* list : {"catalogue.toml", "README.md"}) {
        const std::string text = read_text(dir + "/" + list);
        for (const std::string& file : files)
            report.that(std::string(list) + " names every file",
                        text.find(list[0] == 'c' ? "file = \"" + file + "\"" : file) != std::string::npos, file);
    }
    const std::string catalogue = read_text(dir + "/catalogue.toml");
    for (auto at = catalogue.find("file = \""); at != std::string::npos; at = catalogue.find("file = \"", at + 1)) {
        const auto from = at + 8;
        const std::string file = catalogue.substr(from, catalogue.find('"', from) - from);
        report.that("the catalogue names nothing else", files.contains(file), file);
    }

    int bases = 0;
    std::set<std::string> codes;
    for (const Json& feature : layers.at("bases").at("features")) {
        const Json& p = feature.at("properties");
        bases += p.at("country") == "POL" || p.at("country") == "ROU" ? 1 : 0;
        report.that("bases: ICAO codes are met once", codes.insert(p.at("icao").get<std::string>()).second, p.at("icao").dump());
        report.that("bases: a runway", p.at("runway_m").is_number() && p.at("runway_m") >= 1000 && p.at("runway_m") <= 5000,
                    p.at("icao").dump());
    }
    report.that("bases: at least 16 in Poland and Romania", bases >= 16, std::to_string(bases));

    // Countries, each on its own and all as land.
    std::map<std::string, Area> countries;
    std::set<Vertex> vertices;
    Shape land;
    Place lower{HUGE_VAL, HUGE_VAL}, upper{-HUGE_VAL, -HUGE_VAL};
    for (const Json& feature : layers.at("countries").at("features")) {
        const Shape shape = shape_of(feature.at("geometry"));
        const std::string iso3 = feature.at("properties").at("iso3"), iso2 = feature.at("properties").at("iso2");
        report.that("countries: ISO codes", iso3.size() == 3 && iso2.size() == 2 && !countries.contains(iso3), iso3 + " " + iso2);
        countries.emplace(iso3, shape);
        for (const Polygon& polygon : shape) {
            land.push_back(polygon);
            for (const Line& ring : polygon)
                for (const Place p : ring) {
                    vertices.insert(vertex_of(p));
                    lower = {std::min(lower.lon, p.lon), std::min(lower.lat, p.lat)};
                    upper = {std::max(upper.lon, p.lon), std::max(upper.lat, p.lat)};
                }
        }
    }
    report.that("countries: 15W-75E, 25-72N at least",
                lower.lon <= -15 && upper.lon >= 75 && lower.lat <= 25 && upper.lat >= 72,
                std::to_string(lower.lon) + " " + std::to_string(lower.lat) + " " + std::to_string(upper.lon) + " " +
                    std::to_string(upper.lat));
    for (const City& city : cities)
        for (const auto& [iso3, area] : countries)
            report.that("countries: each city in its own and no other", area.contains(city.at) == (iso3 == city.country),
                        std::string(city.name) + " and " + iso3);

    const Area land_area(land);
    for (const Json& feature : layers.at("lanes").at("features")) {
        const Way way(line_of(feature.at("geometry").at("coordinates")), 500);
        double nearest = HUGE_VAL;
        bool touches = false;
        for (std::size_t i = 0; i < way.places().size(); ++i) {
            touches = touches || land_area.contains(way.places()[i]) || (i && land_area.meets(way.places()[i - 1], way.places()[i]));
            nearest = std::min(nearest, land_area.border_m(way.places()[i], 20000));
        }
        report.that("lanes: touch no land", !touches, feature.at("id"));
        // What is printed as the worst is how much of 20 km of room the narrowest place leaves unused.
        report.add("lanes: 20 km less the way to the nearest land, m", 20000 - std::min(nearest, 20000.0), 20000, feature.at("id"));
        const std::string from = feature.at("properties").at("from");
        for (const Json& port : layers.at("ports").at("features"))
            if (port.at("id") == from)
                report.add("lanes: begin near their port, m",
                           distance_m(place_of(port.at("geometry").at("coordinates")), way.places().front()), 15000, feature.at("id"));
    }

    // Control: cut out of the country along the line.
    std::set<Vertex> line, control_vertices;
    for (const Json& feature : layers.at("frontline").at("features"))
        for (const Place p : line_of(feature.at("geometry").at("coordinates"))) line.insert(vertex_of(p));
    Shape control;
    for (const Json& feature : layers.at("control").at("features"))
        for (Polygon& polygon : shape_of(feature.at("geometry"))) {
            for (const Line& ring : polygon)
                for (const Place p : ring) {
                    const Vertex v = vertex_of(p);
                    control_vertices.insert(v);
                    report.that("control: its vertices are the border's or the line's", vertices.contains(v) || line.contains(v),
                                std::to_string(p.lon) + "," + std::to_string(p.lat));
                }
            control.push_back(std::move(polygon));
        }
    for (const Vertex& v : line)
        report.that("control: every vertex of the line is one of it", control_vertices.contains(v),
                    std::to_string(static_cast<double>(v.first) / 1e7) + "," + std::to_string(static_cast<double>(v.second) / 1e7));
    const Area control_area(control);
    for (const City& city : cities)
        report.that("control: the right cities", control_area.contains(city.at) == city.held, city.name);
    // It lies in the country: so do places drawn from it.
    const Area& ukraine = countries.at("UKR");
    for (int i = 0; i < 200; ++i)
        for (int k = 0; k < 200; ++k) {
            const Place p{control_area.lower().lon + (control_area.upper().lon - control_area.lower().lon) * (i + 0.37) / 200,
                          control_area.lower().lat + (control_area.upper().lat - control_area.lower().lat) * (k + 0.53) / 200};
            if (control_area.contains(p) && ukraine.border_m(p, 1) > 1)
                report.that("control: lies in Ukraine", ukraine.contains(p), std::to_string(p.lon) + "," + std::to_string(p.lat));
        }
    std::map<Vertex, int> line_ends;
    for (const Json& feature : layers.at("frontline").at("features")) {
        const Line run = line_of(feature.at("geometry").at("coordinates"));
        ++line_ends[vertex_of(run.front())];
        ++line_ends[vertex_of(run.back())];
    }
    for (const auto& [v, count] : line_ends) {
        report.that("front line: runs join end to end", count <= 2, std::to_string(count));
        if (count == 1) report.that("front line: its ends lie on the border", vertices.contains(v),
                    std::to_string(static_cast<double>(v.first) / 1e7) + "," + std::to_string(static_cast<double>(v.second) / 1e7));
    }
}

}  // namespace
}  // namespace independent

int main(int argc, char** argv) {
    using namespace independent;
    if (argc != 2) {
        std::cerr << "usage: check_datasets DATASETS_DIR\n";
        return 2;
    }
    Report report;
    try {
        check(argv[1], report);
    } catch (const std::exception& e) {
        report.that("the folder can be read", false, e.what());
    }
    return report.print(std::cout) ? 0 : 1;
}
