// Layers in and out of files that the tests write themselves.
#include "geo/layer.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

#include <GeographicLib/TransverseMercator.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace picket::geo;
using namespace picket::test;
using Json = nlohmann::json;

namespace {

// A folder of its own for each process, gone at the end.
class Folder {
  public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("picket_layer_test_" + std::to_string(getpid()))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::filesystem::path file(const std::string& name) const { return path_ / name; }
    std::filesystem::path write(const std::string& name, const std::string& content) const {
        std::ofstream(file(name), std::ios::binary) << content;
        return file(name);
    }

  private:
    std::filesystem::path path_;
};

const Folder& folder() {
    static const Folder made;
    return made;
}

std::string collection(const std::string& features) {
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

std::string feature(const std::string& geometry, const std::string& properties = R"({"id":"x"})") {
    return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":)" + geometry + "}";
}

std::string geojson_of(const std::string& type, const std::string& coordinates) {
    return collection(feature(R"({"type":")" + type + R"(","coordinates":)" + coordinates + "}"));
}

LayerRef ref(const std::filesystem::path& file, const std::string& layer = "", const std::string& where = "") {
    return {file, layer, where, EdgeRule::straight};
}

Layer read(const LayerRef& r) {
    Notices notices;
    return read_layer(r, Faults::refuse, notices);
}

std::string why_not(const LayerRef& r, Faults faults = Faults::repair) {
    Notices notices;
    return refusal([&] { read_layer(r, faults, notices); });
}

// A table in WKT, in a coordinate system of its own.
LayerRef projected(const std::string& name, const std::string& srs, const std::string& wkt,
                   const std::string& second = "") {
    folder().write(name + ".csv", "id;WKT\nx;\"" + wkt + "\"\n" + (second.empty() ? "" : "y;\"" + second + "\"\n"));
    const std::string srs_element = srs.empty() ? "" : "<LayerSRS>" + srs + "</LayerSRS>";
    return ref(folder().write(
        name + ".vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"" + name + "\"><SrcDataSource relativeToVRT=\"1\">" +
                           name + ".csv</SrcDataSource>" + srs_element +
                           "<GeometryField encoding=\"WKT\" field=\"WKT\"/></OGRVRTLayer></OGRVRTDataSource>"));
}

// Poland's EPSG:2180: transverse Mercator about 19E on GRS80, whose flattening differs from WGS84's by .1 mm at the
// pole.
Vec poland(Vec lon_lat) {
    static const GeographicLib::TransverseMercator tm(6378137.0, 1 / 298.257222101, 0.9993);
    Vec v;
    tm.Forward(19, lon_lat.y, lon_lat.x, v.x, v.y);
    return {v.x + 500000, v.y - 5300000};
}

// The same axes as a UTM zone about 33E.
Vec utm36(Vec lon_lat) {
    Vec v;
    GeographicLib::TransverseMercator::UTM().Forward(33, lon_lat.y, lon_lat.x, v.x, v.y);
    return {v.x + 500000, v.y};
}

Vec utm36_inverse(Vec v) {
    double lat = 0, lon = 0;
    GeographicLib::TransverseMercator::UTM().Reverse(33, v.x - 500000, v.y, lat, lon);
    return {lon, lat};
}

// How far the lon-lat edges of a line stray from a plane's straight edge a-b, in metres of that plane.
double strays_m(const Line& lon_lat, Vec a, Vec b, Vec (*forward)(Vec)) {
    double worst = 0;
    for (std::size_t i = 1; i < lon_lat.size(); ++i)
        for (int k = 0; k <= 16; ++k) {
            const Vec p = forward(along(lon_lat[i - 1], lon_lat[i], k / 16.0));
            worst = std::max(worst, apart(p, nearest_on(p, a, b)));
        }
    return worst;
}

const Line& only_line(const Layer& layer) { return std::get<Lines>(layer.features.at(0).geometry).at(0); }
const MultiPolygon& only_polygons(const Layer& layer) { return std::get<MultiPolygon>(layer.features.at(0).geometry); }

}  // namespace

TEST_CASE("A GeoJSON layer is read to the last bit, its fields by their kinds") {
    const LayerRef r = ref(folder().write(
        "kinds.geojson",
        collection(
            feature(
                R"({"type":"Point","coordinates":[31.123456789012345,46.5]})",
                R"({"id":"a","text":"ł","whole":7,"big":5000000000,"real":2.5,"yes":true,"none":null,"list":["x","y"]})") +
            "," + feature(R"({"type":"Point","coordinates":[-180,-90]})", R"({"id":"b","whole":-1})"))));
    const Layer layer = read(r);
    CHECK(layer.name == "kinds");
    CHECK(layer.edges == EdgeRule::straight);
    REQUIRE(layer.features.size() == 2);
    const Feature& f = layer.features[0];
    CHECK(std::get<Points>(f.geometry).at(0) == Vec{31.123456789012345, 46.5});
    CHECK(f.text("id") == "a");
    CHECK(f.text("text") == "ł");
    CHECK(f.number("whole") == 7);
    CHECK(f.number("big") == 5e9);
    CHECK(f.number("real") == 2.5);
    CHECK(f.text("whole") == "7");
    CHECK(f.text("real") == "2.5");
    REQUIRE(f.find("yes"));
    CHECK(std::get<bool>(*f.find("yes")));
    REQUIRE(f.find("none"));
    CHECK(std::holds_alternative<std::monostate>(*f.find("none")));
    REQUIRE(f.find("list"));
    CHECK(std::get<std::vector<std::string>>(*f.find("list")) == std::vector<std::string>{"x", "y"});
    CHECK(f.find("nothing") == nullptr);
    CHECK(f.text("nothing").empty());
    CHECK_FALSE(f.number("text"));
    CHECK_FALSE(f.number("none"));
    CHECK(std::get<Points>(layer.features[1].geometry).at(0) == Vec{-180, -90});
}

TEST_CASE("Lines, polygons with holes and multiple parts are read as they stand") {
    const Layer lines = read(
        ref(folder().write("lines.geojson", geojson_of("MultiLineString", "[[[1,2],[3,4],[5,6]],[[7,8],[9,10]]]"))));
    CHECK(std::get<Lines>(lines.features[0].geometry) == Lines{{{1, 2}, {3, 4}, {5, 6}}, {{7, 8}, {9, 10}}});
    const Layer shape = read(ref(folder().write(
        "shape.geojson",
        geojson_of("MultiPolygon",
                   "[[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[2,2],[2,4],[4,4],[2,2]]],[[[20,0],[21,0],[21,1],[20,0]]]]"))));
    REQUIRE(only_polygons(shape).size() == 2);
    CHECK(only_polygons(shape)[0].outer == Ring{{0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}});
    REQUIRE(only_polygons(shape)[0].holes.size() == 1);
    CHECK(only_polygons(shape)[0].holes[0].size() == 4);
}

TEST_CASE("A CSV layer is read from its WKT column") {
    const Layer layer = read(ref(folder().write("wkt.csv", "id,WKT\na,\"POINT (31 46)\"\nb,\"POINT (30 45.5)\"\n")));
    REQUIRE(layer.features.size() == 2);
    CHECK(std::get<Points>(layer.features[1].geometry).at(0) == Vec{30, 45.5});
    CHECK(layer.features[1].text("id") == "b");
}

TEST_CASE("A CSV layer is read from columns of longitude and latitude, or refused, but never read as nothing") {
    for (const char* header : {"id,lon,lat\n", "id,longitude,latitude\n"}) {
        const LayerRef r = ref(folder().write("columns.csv", std::string(header) + "a,31.25,46.5\n"));
        Notices notices;
        std::string message;
        try {
            const Layer layer = read_layer(r, Faults::repair, notices);
            REQUIRE(std::holds_alternative<Points>(layer.features.at(0).geometry));
            CHECK(std::get<Points>(layer.features[0].geometry).at(0) == Vec{31.25, 46.5});
        } catch (const InputError& e) {
            message = e.what();
            CHECK(says(message, "columns.csv"));
        }
    }
}

TEST_CASE("A projected layer comes over to lon-lat where another library puts it") {
    Worst worst("EPSG:2180 against GeographicLib's transverse Mercator", "m");
    for (const Vec place : {Vec{16.9, 52.4}, {19, 52}, {22.5, 50.1}, {14.6, 53.4}}) {
        const Vec own = poland(place);
        char wkt[99];
        std::snprintf(wkt, sizeof wkt, "POINT (%.9f %.9f)", own.x, own.y);
        const Layer layer = read(projected("poland", "EPSG:2180", wkt));
        const Vec v = std::get<Points>(layer.features.at(0).geometry).at(0);
        worst.add(true_distance_m(Position::lon_lat(v.x, v.y), Position::lon_lat(place.x, place.y)));
    }
    // PROJ's own transverse Mercator and the datum's ellipsoid agree to a millimetre.
    CHECK(worst.value() < 1e-3);
}

TEST_CASE("A projected layer's edge stays within a centimetre of its straight line when drawn in lon-lat") {
    Worst worst("EPSG:2180 and 32636 edges, off the straight line", "m");
    const Vec a = poland({14.6, 53.4}), b = poland({23.9, 49.8});
    char wkt[160];
    std::snprintf(wkt, sizeof wkt, "LINESTRING (%.9f %.9f,%.9f %.9f)", a.x, a.y, b.x, b.y);
    worst.add(strays_m(only_line(read(projected("long", "EPSG:2180", wkt))), a, b, poland));
    const Vec c{300000, 5000000}, d{800000, 5000000};
    worst.add(
        strays_m(only_line(read(projected("parallel", "EPSG:32636", "LINESTRING (300000 5000000,800000 5000000)"))), c,
                 d, utm36));
    // layer_read.cpp: .01 m at the middle of each piece; few per cent more between.
    CHECK(worst.value() < 0.0105);
}

TEST_CASE("A projected edge whose middle happens to lie right is still cut") {
    // Symmetric about the point where the central meridian meets the equator: the departure at the middle is nothing,
    // at the quarters it is not.
    const Vec a{200000, -3000000}, b{800000, 3000000};
    const Layer layer = read(projected("symmetric", "EPSG:32636", "LINESTRING (200000 -3000000,800000 3000000)"));
    Worst worst("EPSG:32636 edge symmetric about the equator, off the straight line", "m");
    worst.add(strays_m(only_line(layer), a, b, utm36));
    CHECK(worst.value() < 0.0105);
    const Layer mercator = read(projected("mercator", "EPSG:3857", "LINESTRING (2000000 -5000000,5000000 5000000)"));
    CHECK(only_line(mercator).size() > 50);
}

TEST_CASE("A projected edge is not cut finer than its tolerance asks") {
    // Along a meridian of Mercator straight is straight: nothing to cut but the one edge.
    const Layer layer = read(projected("meridian", "EPSG:3857", "LINESTRING (3000000 1000000,3000000 7000000)"));
    CHECK(only_line(layer).size() < 100);
}

TEST_CASE("A projected layer declared geodesic keeps its vertices as they are") {
    LayerRef r = projected("geodesic", "EPSG:32636", "LINESTRING (300000 5000000,800000 5000000)");
    r.edges = EdgeRule::geodesic;
    const Layer layer = read(r);
    CHECK(only_line(layer).size() == 2);
    CHECK(layer.edges == EdgeRule::geodesic);
    const Vec expect = utm36_inverse({800000, 5000000});
    CHECK(apart(only_line(layer)[1], expect) < 1e-8);  // deg: a millimetre
}

TEST_CASE("Neighbours in a projected layer are cut alike along the border they share") {
    const Layer layer =
        read(projected("neighbours", "EPSG:32636",
                       "POLYGON ((300000 5000000,700000 5100000,700000 5400000,300000 5400000,300000 5000000))",
                       "POLYGON ((700000 5100000,300000 5000000,300000 4700000,700000 4700000,700000 5100000))"));
    REQUIRE(layer.features.size() == 2);
    const Ring& north = only_polygons(layer)[0].outer;
    const Ring& south = std::get<MultiPolygon>(layer.features[1].geometry)[0].outer;
    int shared = 0;
    for (const Vec& v : north) shared += std::find(south.begin(), south.end(), v) != south.end();
    CHECK(shared > 100);
}

#ifdef PICKET_OGR2OGR
TEST_CASE("A GeoPackage in a projected system and with several layers is read as its GeoJSON is") {
    const std::filesystem::path source =
        folder().write("source.geojson", geojson_of("Polygon", "[[[20,50],[21,50],[21,51],[20,51],[20,50]]]"));
    const std::string run = PICKET_OGR2OGR " -q -f GPKG -t_srs ";
    for (const char* srs : {"EPSG:2180", "EPSG:3035", "EPSG:4326"}) {
        INFO(srs);
        const std::filesystem::path out = folder().file(std::string("out") + (srs + 5) + ".gpkg");
        REQUIRE(std::system((run + srs + " " + out.string() + " " + source.string()).c_str()) == 0);
        const Layer layer = read(ref(out));
        const Ring& ring = only_polygons(layer).at(0).outer;
        for (const Vec corner : {Vec{20, 50}, {21, 50}, {21, 51}, {20, 51}}) {
            double off_m = HUGE_VAL;
            for (const Vec& v : ring)
                off_m = std::min(off_m,
                                 true_distance_m(Position::lon_lat(v.x, v.y), Position::lon_lat(corner.x, corner.y)));
            CHECK(off_m < 1e-3);  // m: there and back through PROJ
        }
    }
    const std::filesystem::path two = folder().file("two.gpkg");
    REQUIRE(std::system((run + "EPSG:4326 -nln first " + two.string() + " " + source.string()).c_str()) == 0);
    REQUIRE(std::system((run + "EPSG:4326 -update -nln second " + two.string() + " " + source.string()).c_str()) == 0);
    const std::string message = why_not(ref(two));
    CHECK(says(message, "two.gpkg"));
    CHECK(says(message, "2 layers"));
    CHECK(says(message, "first, second"));
    CHECK(read(ref(two, "second")).name == "second");
    CHECK(says(why_not(ref(two, "secnd")), "did you mean 'second'?"));
}

TEST_CASE("A shapefile without its coordinate system is refused, and says how to give it one") {
    const std::filesystem::path source = folder().write("plain.geojson", geojson_of("Point", "[31,46]"));
    const std::filesystem::path out = folder().file("plain.shp");
    REQUIRE(std::system((PICKET_OGR2OGR " -q " + out.string() + " " + source.string()).c_str()) == 0);
    CHECK(read(ref(out)).features.size() == 1);
    std::filesystem::remove(folder().file("plain.prj"));
    const std::string message = why_not(ref(out));
    CHECK(says(message, "plain.shp"));
    CHECK(says(message, "no coordinate system"));
    CHECK(says(message, "-a_srs"));
}
#endif

TEST_CASE("A layer without a coordinate system is refused") {
    const std::string message = why_not(projected("nowhere", "", "POINT (31 46)"));
    CHECK(says(message, "nowhere.vrt"));
    CHECK(says(message, "no coordinate system"));
}

TEST_CASE("A file that is missing, no vector layer, or empty is refused by name") {
    CHECK(says(why_not(ref(folder().file("missing.geojson"))), "missing.geojson: no such file"));
    CHECK(says(why_not(ref(folder().write("words.txt", "hello\n"))), "words.txt: is not a vector layer"));
    CHECK(says(why_not(ref(folder().write("zero.geojson", ""))), "zero.geojson: is not a vector layer"));
    CHECK(says(why_not(ref(folder().write("broken.geojson", collection("{")))), "broken.geojson"));
    CHECK(says(why_not(ref(folder().write("empty.geojson", collection("")))), "has no features"));
    std::filesystem::create_directories(folder().file("nothing_in_it"));
    CHECK(says(why_not(ref(folder().file("nothing_in_it"))), "is not a vector layer"));
}

TEST_CASE("A filter chooses features; a bad one and one that leaves nothing are refused") {
    const std::filesystem::path file =
        folder().write("filter.geojson",
                       collection(feature(R"({"type":"Point","coordinates":[1,2]})", R"({"id":"a","iso":"PL"})") + "," +
                                  feature(R"({"type":"Point","coordinates":[3,4]})", R"({"id":"b","iso":"RO"})")));
    const Layer layer = read(ref(file, "", "iso = 'RO'"));
    REQUIRE(layer.features.size() == 1);
    CHECK(layer.features[0].text("id") == "b");
    CHECK(says(why_not(ref(file, "", "nosuch = 1")), "where = \"nosuch = 1\" is not a filter"));
    CHECK(says(why_not(ref(file, "", "iso = = 1")), "is not a filter"));
    CHECK(says(why_not(ref(file, "", "iso = 'UA'")), "has no features where iso = 'UA'"));
    CHECK(says(why_not(ref(file, "nolayer")), "no layer 'nolayer'"));
}

TEST_CASE("A coordinate out of range is refused with file, feature and value") {
    const std::string message = why_not(ref(folder().write("range.geojson", geojson_of("Point", "[31,460.5]"))));
    for (const char* part : {"range.geojson", "feature 0 (x)", "460.5", "-90 to 90"}) CHECK(says(message, part));
    CHECK(says(why_not(ref(folder().write("inf.geojson", geojson_of("LineString", "[[0,0],[1e999,46]]")))),
               "not finite"));
    CHECK(says(why_not(ref(folder().write("swapped.geojson", geojson_of("LineString", "[[46,131],[46,132]]")))),
               "in this order"));
    CHECK(says(why_not(projected("space", "EPSG:32636", "POINT (1e30 1e30)")), "space.vrt"));
}

TEST_CASE("A coordinate that is no number is refused, not dropped") {
    for (const char* type_and_coordinates :
         {R"("Point","coordinates":[NaN,46])", R"("Point","coordinates":[31,NaN])",
          R"("LineString","coordinates":[[0,0],[NaN,46]])", R"("Polygon","coordinates":[[[0,0],[1,0],[1,NaN],[0,0]]])",
          R"("Point","coordinates":["a",46])"}) {
        INFO(type_and_coordinates);
        const LayerRef r = ref(folder().write(
            "nan.geojson", collection(feature(std::string(R"({"type":)") + type_and_coordinates + "}"))));
        CHECK(says(why_not(r), "nan.geojson"));
    }
    CHECK(says(why_not(ref(folder().write("nan.csv", "id,WKT\na,\"POINT (nan 46)\"\n"))), "nan.csv"));
    CHECK(
        says(why_not(ref(folder().write("nan_line.csv", "id,WKT\na,\"LINESTRING (0 0,nan 46)\"\n"))), "nan_line.csv"));
    CHECK(says(why_not(ref(folder().write("nonsense.csv", "id,WKT\na,\"POINT (somewhere)\"\n"))), "nonsense.csv"));
}

TEST_CASE("A bow-tie is repaired with a notice, or refused when asked to be strict") {
    const LayerRef r =
        ref(folder().write("bow.geojson", geojson_of("Polygon", "[[[0,0],[10,10],[10,0],[0,10],[0,0]]]")));
    Notices notices;
    const Layer layer = read_layer(r, Faults::repair, notices);
    REQUIRE(notices.size() == 1);
    for (const char* part : {"bow.geojson", "feature 0 (x)", "repaired", "Self-intersection"})
        CHECK(says(notices[0], part));
    CHECK(only_polygons(layer).size() == 2);
    CHECK(planar_area(only_polygons(layer)) == 50);
    const std::string message = why_not(r, Faults::refuse);
    for (const char* part : {"bow.geojson", "feature 0 (x)", "Self-intersection", "--strict"})
        CHECK(says(message, part));
}

TEST_CASE("A polygon's ring of too few vertices and a feature of mixed kinds are refused") {
    CHECK(says(why_not(ref(folder().write("thin.geojson", geojson_of("Polygon", "[[[0,0],[1,1],[0,0]]]")))),
               "at least 4"));
    const std::string mixed =
        R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[1,2],[3,4]]}]})";
    CHECK(says(why_not(ref(folder().write("mixed.geojson", collection(feature(mixed))))),
               "mixes points, lines and polygons"));
}

TEST_CASE("Curved geometry is read as straight edges near the curve") {
    const Layer layer = read(projected("arc", "EPSG:4326", "CIRCULARSTRING (0 0,1 1,2 0)"));
    CHECK(only_line(layer).size() > 10);
    for (const Vec& v : only_line(layer)) CHECK(apart(v, {1, 0}) == Approx(1).margin(1e-9));  // deg
}

TEST_CASE("A polygon encodes by RFC 7946: right-hand rule, bbox, string ids, no crs, 7 decimals") {
    const Ring clockwise{{30.123456789, 45}, {30.123456789, 46}, {32, 46}, {32, 45}, {30.123456789, 45}};
    const Ring hole_counter{{31, 45.2}, {31.5, 45.2}, {31.5, 45.5}, {31, 45.2}};
    Layer layer{"zones", {}, EdgeRule::straight};
    layer.features.push_back({{{"id", std::string("z1")},
                               {"name", std::string("Zone ł \"1\"")},
                               {"area_km2", 12.5},
                               {"count", std::int64_t{3}},
                               {"held", true},
                               {"kinds", std::vector<std::string>{"air", "sea"}}},
                              MultiPolygon{{clockwise, {hole_counter}}}});
    layer.features.push_back(
        {{{"id", std::string("7")}}, MultiPolygon{{Ring{{-5, -5}, {-4, -5}, {-4, -4}, {-5, -5}}, {}}}});
    const std::vector<Field> fields = {{"id", Field::Type::text},         {"name", Field::Type::text},
                                       {"area_km2", Field::Type::number}, {"count", Field::Type::integer},
                                       {"held", Field::Type::boolean},    {"kinds", Field::Type::text_list}};
    const std::string text = encode_geojson(layer, fields, GeometryType::multipolygon);
    const Json json = Json::parse(text);
    CHECK(json.at("type") == "FeatureCollection");
    CHECK_FALSE(json.contains("crs"));
    REQUIRE(json.at("bbox").size() == 4);
    CHECK(json.at("bbox")[0] == -5);
    CHECK(json.at("bbox")[1] == -5);
    CHECK(json.at("bbox")[2] == 32);
    CHECK(json.at("bbox")[3] == 46);
    REQUIRE(json.at("features").size() == 2);
    const Json& first = json["features"][0];
    CHECK(first.at("id") == "z1");
    CHECK(json["features"][1].at("id").is_string());
    CHECK(json["features"][1].at("id") == "7");
    CHECK(first.at("bbox").size() == 4);
    CHECK(first.at("properties").at("name") == "Zone ł \"1\"");
    CHECK(first.at("properties").at("area_km2") == 12.5);
    CHECK(first.at("properties").at("count") == 3);
    CHECK(first.at("properties").at("count").is_number_integer());
    CHECK(first.at("properties").at("held") == true);
    CHECK(first.at("properties").at("held").is_boolean());
    CHECK(first.at("properties").at("kinds") == Json::array({"air", "sea"}));
    const auto ring_of = [](const Json& coordinates) {
        Ring ring;
        for (const Json& c : coordinates) ring.push_back({c[0], c[1]});
        return ring;
    };
    const bool multiple = first.at("geometry").at("type") == "MultiPolygon";
    const Json& rings = multiple ? first["geometry"].at("coordinates")[0] : first["geometry"].at("coordinates");
    CHECK(shoelace(ring_of(rings[0])) > 0);
    CHECK(shoelace(ring_of(rings[1])) < 0);
    CHECK(says(text, "30.1234568"));
    CHECK_FALSE(says(text, "30.12345678"));
    for (const char* name : {"name", "area_km2", "count", "held", "kinds"}) {
        REQUIRE(json["features"][1].at("properties").contains(name));
        CHECK(json["features"][1]["properties"][name].is_null());
    }
}

TEST_CASE("A coordinate that looks like a rounding error is written as it is, in positions and in both boxes") {
    const Ring ring{{131.2000004, -10.0000006}, {140.3999996, -10.0000006}, {140.3999996, 1}, {131.2000004, -10.0000006}};
    Layer layer{"odd", {}, EdgeRule::straight};
    layer.features.push_back({{{"id", std::string("a")}}, MultiPolygon{{ring, {}}}});
    const Json json = Json::parse(encode_geojson(layer, {{"id", Field::Type::text}}, GeometryType::multipolygon));
    const Json box = Json::array({131.2000004, -10.0000006, 140.3999996, 1});
    CHECK(json.at("bbox") == box);
    CHECK(json["features"][0].at("bbox") == box);
    CHECK(json["features"][0]["geometry"]["coordinates"][0][0][0] == Json::array({131.2000004, -10.0000006}));
}

TEST_CASE("Polygons of one part and of several encode as one geometry type") {
    Layer layer{"mixed", {}, EdgeRule::straight};
    const Polygon a{Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}, {}}, b{Ring{{5, 5}, {6, 5}, {6, 6}, {5, 5}}, {}};
    layer.features.push_back({{{"id", std::string("one")}}, MultiPolygon{a}});
    layer.features.push_back({{{"id", std::string("two")}}, MultiPolygon{a, b}});
    const Json json = Json::parse(encode_geojson(layer, {{"id", Field::Type::text}}, GeometryType::multipolygon));
    for (const Json& f : json.at("features")) CHECK(f.at("geometry").at("type") == "MultiPolygon");
}

TEST_CASE("Points and lines encode as single geometries, in the order given") {
    Layer points{"bases", {}, EdgeRule::straight};
    Layer lines{"lanes", {}, EdgeRule::straight};
    for (const char* id : {"c", "a", "b"}) {
        points.features.push_back({{{"id", std::string(id)}}, Points{{31, 46}}});
        lines.features.push_back({{{"id", std::string(id)}}, Lines{{{31, 46}, {30, 45}}}});
    }
    const Json p = Json::parse(encode_geojson(points, {{"id", Field::Type::text}}, GeometryType::point));
    const Json l = Json::parse(encode_geojson(lines, {{"id", Field::Type::text}}, GeometryType::line));
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string expect = std::string("cab").substr(i, 1);
        CHECK(p.at("features")[i].at("id") == expect);
        CHECK(l.at("features")[i].at("id") == expect);
        CHECK(p["features"][i].at("geometry").at("type") == "Point");
        CHECK(l["features"][i].at("geometry").at("type") == "LineString");
        CHECK(p["features"][i]["geometry"].at("coordinates").size() == 2);
    }
}

TEST_CASE("An empty layer encodes as a collection without features") {
    const Json json = Json::parse(
        encode_geojson(Layer{"none", {}, EdgeRule::straight}, {{"id", Field::Type::text}}, GeometryType::line));
    CHECK(json.at("type") == "FeatureCollection");
    CHECK(json.at("features").empty());
    CHECK_FALSE(json.contains("crs"));
}

TEST_CASE("The same layer encodes to the same bytes, and reads back as it was to 7 decimals") {
    Random random(70);
    Layer layer{"again", {}, EdgeRule::straight};
    for (int i = 0; i < 50; ++i) {
        const Vec at{random.uniform(-170, 170), random.uniform(-80, 80)};
        layer.features.push_back({{{"id", std::to_string(i)}, {"x", random.uniform(-1, 1)}},
                                  MultiPolygon{{Ring{at, {at.x + 1, at.y}, {at.x + 1, at.y + 1}, at}, {}}}});
    }
    const std::vector<Field> fields = {{"id", Field::Type::text}, {"x", Field::Type::number}};
    const std::string text = encode_geojson(layer, fields, GeometryType::multipolygon);
    CHECK(text == encode_geojson(layer, fields, GeometryType::multipolygon));
    const Layer copy = layer;
    CHECK(text == encode_geojson(copy, fields, GeometryType::multipolygon));
    const Layer back = read(ref(folder().write("again.geojson", text)));
    REQUIRE(back.features.size() == 50);
    for (std::size_t i = 0; i < 50; ++i) {
        const Ring& was = std::get<MultiPolygon>(layer.features[i].geometry)[0].outer;
        const Ring& is = std::get<MultiPolygon>(back.features[i].geometry)[0].outer;
        REQUIRE(is.size() == was.size());
        for (const Vec& v : was) {
            double off_deg = HUGE_VAL;
            for (const Vec& w : is) off_deg = std::min(off_deg, std::max(std::abs(v.x - w.x), std::abs(v.y - w.y)));
            CHECK(off_deg <= 0.5000001e-7);
        }
        CHECK(*back.features[i].number("x") == Approx(*layer.features[i].number("x")).epsilon(1e-14));
        CHECK(back.features[i].text("id") == std::to_string(i));
    }
}

TEST_CASE("A geometry across the antimeridian encodes cut at it, within -180 to 180") {
    Layer layer{"pacific", {}, EdgeRule::straight};
    layer.features.push_back({{{"id", std::string("east")}},
                              MultiPolygon{{Ring{{178, 10}, {183, 10}, {183, 12}, {178, 12}, {178, 10}}, {}}}});
    layer.features.push_back({{{"id", std::string("west")}},
                              MultiPolygon{{Ring{{-183, 10}, {-178, 10}, {-178, 12}, {-183, 12}, {-183, 10}}, {}}}});
    const Json json = Json::parse(encode_geojson(layer, {{"id", Field::Type::text}}, GeometryType::multipolygon));
    for (const Json& f : json.at("features")) {
        double area = 0;
        const bool multiple = f.at("geometry").at("type") == "MultiPolygon";
        for (const Json& polygon :
             multiple ? f["geometry"].at("coordinates") : Json::array({f["geometry"].at("coordinates")}))
            for (const Json& ring : polygon) {
                Ring r;
                for (const Json& c : ring) {
                    r.push_back({c[0], c[1]});
                    CHECK(std::abs(r.back().x) <= 180);
                }
                area += shoelace(r);
            }
        CHECK(area == Approx(10).margin(1e-6));  // deg2
    }
    Layer line{"route", {}, EdgeRule::straight};
    line.features.push_back({{{"id", std::string("a")}}, Lines{{{178, 10}, {183, 15}}}});
    const Json route = Json::parse(encode_geojson(line, {{"id", Field::Type::text}}, GeometryType::line));
    CHECK(route.at("features")[0].at("geometry").at("type") == "MultiLineString");
    for (const Json& part : route["features"][0]["geometry"].at("coordinates"))
        for (const Json& c : part) CHECK(std::abs(c[0].get<double>()) <= 180);
}

TEST_CASE("Reading writes nothing to the terminal and leaves GDAL's own handler as it was") {
    // A library never prints: a broken file is the noisiest case.
    const LayerRef r = ref(folder().write("noisy.geojson", geojson_of("Point", "[\"a\",46]")));
    for (int i = 0; i < 3; ++i) CHECK_FALSE(why_not(r).empty());
}
