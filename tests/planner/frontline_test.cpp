#include "planner/ground_beyond.hpp"
#include "planner/line_of_contact.hpp"
#include "planner/state_border.hpp"
#include "planner/theatre.hpp"

#include "geo/geodesic.hpp"

#include "tests/catch.hpp"
#include "tests/planner/support.hpp"

#include <cmath>

using namespace picket;
using geo::Distance;
using geo::Position;
using planner::ContactPiece;

namespace {

const geo::LayerRef control_ref{"control.geojson", "", "", geo::EdgeRule::straight};
const geo::LayerRef countries_ref{"countries.geojson", "", "", geo::EdgeRule::straight};
const geo::LayerRef line_ref{"line.geojson", "", "", geo::EdgeRule::straight};

geo::Ring box(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

geo::Feature feature(const std::string& id, geo::Geometry geometry) {
    return {{{"id", id}, {"name", id}}, std::move(geometry)};
}

geo::Layer polygons(const std::vector<geo::Polygon>& all) {
    geo::Layer layer{"polygons", {}, geo::EdgeRule::straight};
    for (const geo::Polygon& p : all)
        layer.features.push_back(feature(std::to_string(layer.features.size()), geo::MultiPolygon{p}));
    return layer;
}

geo::Layer line_layer(const std::vector<geo::Line>& lines) {
    return {"lines", {feature("line", geo::Lines(lines))}, geo::EdgeRule::straight};
}

// A land from 20 to 30 E and 45 to 50 N, and its neighbour to the east.
const geo::Polygon west{box(20, 45, 30, 50), {}};
const geo::Polygon east{box(30, 45, 40, 50), {}};

planner::ContactOptions options(planner::Led led = planner::Led::main) {
    return {Distance::kilometres(1), Distance::kilometres(5), Distance::metres(200), led};
}

std::vector<ContactPiece> contact(const std::vector<geo::Polygon>& control, const std::vector<geo::Polygon>& countries,
                                  const planner::ContactOptions& o = options()) {
    geo::Notices notices;
    return planner::line_of_contact(polygons(control), control_ref, polygons(countries), countries_ref, o, notices);
}

double km_between(double lon_a, double lat_a, double lon_b, double lat_b) {
    return test::distance_m(Position::lon_lat(lon_a, lat_a), Position::lon_lat(lon_b, lat_b)) / 1000;
}

// Of an edge straight in lon/lat, in small pieces by GeographicLib.
double edge_km(double lon_a, double lat_a, double lon_b, double lat_b) {
    double sum = 0;
    constexpr int pieces = 2000;
    for (int i = 0; i < pieces; ++i) {
        const double s = static_cast<double>(i) / pieces, t = static_cast<double>(i + 1) / pieces;
        sum += km_between(lon_a + s * (lon_b - lon_a), lat_a + s * (lat_b - lat_a), lon_a + t * (lon_b - lon_a),
                          lat_a + t * (lat_b - lat_a));
    }
    return sum;
}

double box_km(double w, double s, double e, double n) {
    return edge_km(w, s, e, s) + edge_km(e, s, e, n) + edge_km(e, n, w, n) + edge_km(w, n, w, s);
}

}  // namespace

TEST_CASE("A meridian from coast to coast is the line of contact, whole or cut at the tolerance") {
    const geo::Polygon control{box(26, 45, 30, 50), {}};
    const double whole = km_between(26, 45, 26, 50);
    const auto led = contact({control}, {west, east});
    REQUIRE(led.size() == 1);
    CHECK(led[0].kind == ContactPiece::Kind::main);
    CHECK(led[0].path.length().kilometres() == Approx(whole).margin(0.002));
    CHECK(led[0].ends.kilometres() == Approx(2).margin(0.002));
    const auto cut = contact({control}, {west, east}, options(planner::Led::none));
    REQUIRE(cut.size() == 1);
    CHECK(cut[0].path.length().kilometres() == Approx(whole - 2).margin(0.001));
    CHECK(cut[0].ends == Distance{});
}

TEST_CASE("Polygons that adjoin, overlap or leave a gap make no line between them") {
    const double whole = km_between(26, 45, 26, 50);
    // Gaps of 55 m to the front and of 75 m behind it; an overlap; a common edge; a gap that narrows to nothing.
    const geo::Polygon wedge{{{26, 48.5}, {30, 48.5005}, {30, 49}, {26, 49}, {26, 48.5}}, {}};
    const std::vector<geo::Polygon> cells{{box(26, 45, 28, 46), {}},      {box(28.001, 45, 30, 46), {}},
                                          {box(26, 46.0005, 30, 47), {}}, {box(26, 46.9995, 30, 48), {}},
                                          {box(26, 48, 30, 48.5), {}},    wedge,
                                          {box(26, 49, 30, 50), {}}};
    const auto found = contact(cells, {west, east});
    REQUIRE(found.size() == 1);
    CHECK(found[0].path.length().kilometres() == Approx(whole).margin(0.3));
}

TEST_CASE("Waters within a country are no coast: the line goes on along them") {
    const geo::Polygon with_lake{box(20, 45, 30, 50), {box(25, 47, 26, 48)}};
    // The control ends on the lake's shore.
    const auto found = contact({{box(26, 45, 30, 50), {}}}, {with_lake, east});
    REQUIRE(found.size() == 1);
    CHECK(found[0].path.length().kilometres() == Approx(km_between(26, 45, 26, 50)).margin(0.002));
    // A shore drawn as a country's island in its own lake counts no more than the lake.
    const auto island = contact({{box(26, 45, 30, 50), {}}}, {with_lake, east, {box(25.2, 47.2, 25.8, 47.8), {}}});
    CHECK(island[0].path.length().kilometres() == Approx(km_between(26, 45, 26, 50)).margin(0.002));
}

TEST_CASE("A gap that countries enclose is no coast where it is wide, and border where it is narrow") {
    // Two lands that meet at 25 E but for a gap of half a degree on both sides.
    const geo::Polygon left{
        {{20, 45}, {25, 45}, {25, 47}, {24.5, 47}, {24.5, 48}, {25, 48}, {25, 50}, {20, 50}, {20, 45}}, {}};
    const geo::Polygon right{
        {{25, 45}, {30, 45}, {30, 50}, {25, 50}, {25, 48}, {25.5, 48}, {25.5, 47}, {25, 47}, {25, 45}}, {}};
    const auto pocket = contact({{box(25.5, 46.5, 27, 48.5), {}}}, {left, right});
    REQUIRE(pocket.size() == 1);
    CHECK(pocket[0].kind == ContactPiece::Kind::pocket);
    CHECK(pocket[0].path.length().kilometres() == Approx(box_km(25.5, 46.5, 27, 48.5)).margin(0.01));
    // Drawn apart, the border between them leaves a gap of 300 m: still the state border.
    const geo::Polygon thin_left{{{20, 45}, {25, 45}, {24.998, 47}, {24.998, 48}, {25, 50}, {20, 50}, {20, 45}}, {}};
    const geo::Polygon thin_right{{{25, 45}, {30, 45}, {30, 50}, {25, 50}, {25.002, 48}, {25.002, 47}, {25, 45}}, {}};
    const geo::Polygon control{{{25, 45}, {26, 45}, {26, 50}, {25, 50}, {25.002, 48}, {25.002, 47}, {25, 45}}, {}};
    const auto line = contact({control}, {thin_left, thin_right});
    REQUIRE(line.size() == 1);
    CHECK(line[0].path.length().kilometres() == Approx(km_between(26, 45, 26, 50)).margin(0.002));
}

TEST_CASE("Pieces come longest first, the main line and sections and pockets told apart, short ones left out") {
    const geo::Polygon control{box(26, 45, 30, 50), {box(27, 46, 28, 47), box(29, 47, 29.01, 47.01)}};
    const geo::Polygon corner{box(20, 45, 20.5, 45.5), {}};
    const geo::Polygon islet{box(22, 47, 23, 48), {}};
    geo::Notices notices;
    const auto found = planner::line_of_contact(polygons({control, corner, islet}), control_ref, polygons({west, east}),
                                                countries_ref, options(), notices);
    REQUIRE(found.size() == 4);
    CHECK(found[0].kind_name() == "main");
    CHECK(found[1].kind_name() == "pocket");
    CHECK(found[1].path.length().kilometres() == Approx(box_km(27, 46, 28, 47)).margin(0.01));
    CHECK(found[1].path.vertices().front() == found[1].path.vertices().back());
    CHECK(found[2].kind_name() == "pocket");
    CHECK(found[2].path.length().kilometres() == Approx(box_km(22, 47, 23, 48)).margin(0.01));
    CHECK(found[3].kind_name() == "section");
    // The corner's two sides, each cut a kilometre off the coast.
    CHECK(found[3].path.length().kilometres() ==
          Approx(edge_km(20, 45.5, 20.5, 45.5) + edge_km(20.5, 45, 20.5, 45.5) - 2).margin(0.01));
    REQUIRE(notices.size() == 1);
    CHECK(test::lacking(notices[0], {"control.geojson", "1 piece shorter than 5 km", "--min-length"}) == "");
}

TEST_CASE("A short touch of the border does not cut the line") {
    // A spike of the free ground's side to 500 m of the coast in the north.
    const geo::Polygon control{
        {{26, 45}, {30, 45}, {30, 50}, {27, 50}, {26.9, 49.5}, {26.3, 49.9955}, {26.1, 49.5}, {26, 49}, {26, 45}}, {}};
    const auto found = contact({control}, {west, east}, options(planner::Led::none));
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == ContactPiece::Kind::main);
}

TEST_CASE("Control that makes no line of contact is refused with the reason") {
    CHECK(test::lacking(test::refusal([] {
                            contact({west}, {west, east});
                        }),
                        {"control.geojson", "no line of contact", "countries.geojson", "within 1 km", "--tolerance"}) ==
          "");
    CHECK(test::lacking(test::refusal([] {
                            contact({{box(60, 10, 61, 11), {}}}, {west, east});
                        }),
                        {"control.geojson", "no country of countries.geojson", "--borders"}) == "");
    CHECK(test::lacking(test::refusal([] {
                            contact({{box(25, 47, 25.01, 47.01), {}}}, {west, east});
                        }),
                        {"control.geojson", "only 1 piece shorter than 5 km", "smaller --min-length"}) == "");
    CHECK(test::lacking(test::refusal([] {
                            contact({{box(-60, 45, -59, 50), {}}, {box(26, 45, 30, 50), {}}}, {west, east});
                        }),
                        {"control.geojson", "3000 km", "--where"}) == "");
    geo::Notices notices;
    CHECK(test::lacking(test::refusal([&] {
                            planner::line_of_contact(line_layer({{{26, 45}, {26, 50}}}), line_ref, polygons({west}),
                                                     countries_ref, options(), notices);
                        }),
                        {"line.geojson", "'line'", "holds lines", "polygons"}) == "");
}

namespace {

planner::GroundBeyond beyond(const geo::Layer& line, const std::vector<geo::Polygon>& countries,
                             const std::vector<std::string>& seeds) {
    std::vector<planner::Seed> parsed;
    for (const std::string& s : seeds) parsed.push_back(planner::parse_seed(s));
    geo::Notices notices;
    return planner::ground_beyond(line, line_ref, polygons(countries), countries_ref, parsed, Distance::kilometres(1),
                                  notices);
}

double area_km2(const planner::GroundBeyond& g) { return geo::area_of(g.frame, g.region).square_kilometres(); }

}  // namespace

TEST_CASE("A line makes control of the side that holds the seed, its ends led on to the border") {
    const geo::Layer line = line_layer({{{26, 45.005}, {26, 49.995}}});
    const double right = area_km2(beyond(line, {west, east}, {"28,47"}));
    const double left = area_km2(beyond(line, {west, east}, {"21,47"}));
    const double whole = area_km2(beyond(line_layer({{{35, 45}, {35, 50}}}), {west, east}, {"32,47"})) * 2;
    CHECK(right == Approx(whole * 0.4).epsilon(1e-6));
    CHECK(left == Approx(whole * 0.6).epsilon(1e-6));
}

TEST_CASE("A country within another and an island are dealt with as ground of their own") {
    const geo::Polygon ring{box(20, 45, 30, 50), {box(27, 46, 28, 47)}};
    const geo::Polygon enclave{box(27, 46, 28, 47), {}};
    const geo::Layer line = line_layer({{{26, 45}, {26, 50}}});
    const double without = area_km2(beyond(line, {ring, enclave}, {"29,47"}));
    const double with_lake = area_km2(beyond(line, {ring}, {"29,47"}));
    const double lake = std::abs(geo::area_of(geo::Frame(Position::lon_lat(27, 46)), {}).square_kilometres());
    CHECK(lake == 0);
    CHECK(with_lake - without > 8000);  // a degree by a degree at 46 N: 8,600 km2
    CHECK(with_lake - without < 9000);
    geo::Layer islands{"countries",
                       {feature("land", geo::MultiPolygon{west, {box(28, 51, 29, 52), {}}, {box(21, 51, 22, 52), {}}})},
                       geo::EdgeRule::straight};
    geo::Notices notices;
    const std::vector<planner::Seed> seeds{planner::parse_seed("28,47")};
    const auto found =
        planner::ground_beyond(line, line_ref, islands, countries_ref, seeds, Distance::kilometres(1), notices);
    CHECK(found.region.polygons().size() == 2);
    REQUIRE(notices.size() == 1);
    CHECK(test::lacking(notices[0], {"land", "1 of 2 parts"}) == "");
}

TEST_CASE("A line that does not reach and seeds in the wrong place are refused") {
    const geo::Layer line = line_layer({{{26, 45}, {26, 50}}});
    const std::vector<geo::Polygon> lands{west, east};
    CHECK(test::lacking(
              test::refusal([&] {
                  beyond(line_layer({{{26, 45}, {26, 49.9}}}), lands, {"28,47"});
              }),
              {"line.geojson", "last end of line 1", "(26.00000, 49.90000)", "11.12 km", "1 km", "--tolerance"}) == "");
    CHECK(test::lacking(test::refusal([&] {
                            beyond(line_layer({{{26, 45.5}, {26, 50}}}), lands, {"28,47"});
                        }),
                        {"first end of line 1", "55.57 km"}) == "");
    CHECK(test::lacking(test::refusal([&] { beyond(line, lands, {"26.00001,47"}); }),
                        {"--seed 26.00001,47", "on the line", "10 m"}) == "");
    CHECK(test::lacking(test::refusal([&] {
                            beyond(line, lands, {"28,47", "28,44"});
                        }),
                        {"--seed 28,44", "no country of countries.geojson"}) == "");
    CHECK(test::lacking(test::refusal([&] {
                            beyond(line, lands, {"28,47", "21,47"});
                        }),
                        {"28,47; 21,47", "both sides of line 1"}) == "");
    CHECK(test::lacking(test::refusal([&] { beyond(line, lands, {"35,47"}); }), {"cuts no ground", "35,47"}) == "");
    for (const char* wrong : {"28", "28,", "x,47", "28,47,3", "200,47"})
        CHECK(test::lacking(test::refusal([&] { planner::parse_seed(wrong); }), {"--seed", wrong, "LON,LAT"}) == "");
}

TEST_CASE("Line, control and line again: the shipped front line comes back with its length") {
    geo::Notices notices;
    const geo::LayerRef lines{test::datasets() / "frontline.geojson", "", "", geo::EdgeRule::straight};
    const geo::LayerRef borders{test::datasets() / "countries.geojson", "", "", geo::EdgeRule::straight};
    const geo::LayerRef shipped{test::datasets() / "control.geojson", "", "", geo::EdgeRule::straight};
    const geo::Layer line = geo::read_layer(lines, geo::Faults::refuse, notices);
    const geo::Layer countries = geo::read_layer(borders, geo::Faults::repair, notices);
    const geo::Layer control = geo::read_layer(shipped, geo::Faults::refuse, notices);
    double length_km = 0;
    for (const geo::Feature& f : line.features)
        for (const geo::Line& l : std::get<geo::Lines>(f.geometry))
            length_km +=
                geo::measure_line(geo::to_geodesics(l, geo::EdgeRule::straight, Distance::metres(0.01))).kilometres();

    std::vector<planner::Seed> seeds;
    for (const char* s : {"34.10,44.95", "37.80,48.00", "39.31,48.57", "37.55,47.10", "35.37,46.85", "31.80,46.53"})
        seeds.push_back(planner::parse_seed(s));
    const auto ground =
        planner::ground_beyond(line, lines, countries, borders, seeds, Distance::kilometres(1), notices);
    double shipped_km2 = 0;
    for (const geo::Polygon& p : std::get<geo::MultiPolygon>(control.features[0].geometry))
        shipped_km2 +=
            std::abs(geo::measure_ring(geo::to_geodesics(p.outer, geo::EdgeRule::straight, Distance::metres(0.01)))
                         .area.square_kilometres());
    CHECK(area_km2(ground) == Approx(shipped_km2).epsilon(1e-5));

    geo::MultiPolygon made = geo::to_lon_lat(ground.frame, ground.region.polygons(), Distance::metres(0.5));
    const geo::Layer again{"control", {feature("control", made)}, geo::EdgeRule::straight};
    const auto back = planner::line_of_contact(again, control_ref, countries, borders, options(), notices);
    REQUIRE(back.size() == 1);
    CHECK(back[0].kind == ContactPiece::Kind::main);
    CHECK(back[0].path.length().kilometres() == Approx(length_km).margin(0.01));
    const auto cut =
        planner::line_of_contact(control, shipped, countries, borders, options(planner::Led::none), notices);
    REQUIRE(cut.size() == 1);
    CHECK(length_km - cut[0].path.length().kilometres() == Approx(2).margin(0.2));
}

TEST_CASE("Pieces that run on from one another are joined, nearest ends first, and rings closed") {
    const auto at = [](double km) {
        return geo::direct(Position::lon_lat(30, 48), geo::Angle::degrees(90), Distance::kilometres(km));
    };
    const std::vector<std::vector<Position>> lines{
        {at(0), at(10)}, {at(30), at(20.5)}, {at(10.4), at(20)}, {at(50), at(60)}};
    const auto joined = planner::joined_lines(lines, Distance::kilometres(1));
    REQUIRE(joined.size() == 2);
    CHECK(joined[0].vertices.size() == 6);
    CHECK(geo::measure_line(joined[0].vertices).kilometres() == Approx(30).margin(1e-3));
    CHECK_FALSE(joined[0].is_closed);
    CHECK(joined[0].back.line == 1);
    CHECK_FALSE(joined[0].back.is_back);
    const Position corner = Position::lon_lat(30, 48.2);
    const auto ring = planner::joined_lines({{at(0), at(20), corner, at(0)}}, Distance::kilometres(1));
    REQUIRE(ring.size() == 1);
    CHECK(ring[0].is_closed);
    CHECK(ring[0].vertices.front() == ring[0].vertices.back());
}
