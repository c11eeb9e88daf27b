// The QGIS project of a plan as text; tests/qgis has QGIS itself open it.
#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "planner/emit/layers.hpp"
#include "planner/emit/project/project.hpp"
#include "planner/emit/project/frame.hpp"
#include "planner/emit/xml.hpp"
#include "planner/zip.hpp"

#include <algorithm>
#include <cmath>
#include <set>

using namespace picket;
using planner::Json;
using planner::ProjectData;

namespace {

const std::string body = test::fleet("f", 60, "on_station = [\"0 min\", \"1 h\"]") +
                         "[[station]]\nid = \"s\"\nat = [15, 49]\nfleet = \"f\"\nhours_per_day = 9\nzones = [\"z\"]\n"
                         "[[zone]]\nid = \"z\"\ntitle = \"<b> & \\\"\"\nresponse_time = \"12 min\"\nregion = { country = \"AAA\" }\n";

std::filesystem::path resources() { return test::datasets().parent_path(); }

planner::Styles styles() { return planner::read_styles(resources() / "styles" / "styles.json"); }

planner::PlanView view_of(const planner::Plan& plan) {
    planner::PlanView view;
    view.summary = test::whole_summary(plan);
    view.plan = planner::plan_json(plan, {});
    for (const auto& make : planner::layer_makers(plan)) view.layers.push_back(make());
    return view;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++n;
    return n;
}

std::set<std::string> files_of(const planner::Plan& plan, const std::string& products) {
    planner::EmitOptions options = test::as_geojson();
    options.products = planner::products_in(products);
    std::set<std::string> names;
    for (const planner::OutputFile& f : planner::emit(plan, test::whole_summary(plan), options)) names.insert(f.name);
    return names;
}

}  // namespace

TEST_CASE("A project has a layer for each entry with features, in its style, and a theme for each question that has an answer") {
    const test::World world;
    const auto view = view_of(world.plan(body, true));
    const planner::Styles all = styles();
    const std::string xml = planner::project_xml(view, all, ProjectData::geopackage, resources());
    std::size_t wanted = 0;
    for (const planner::LayerStyle& entry : all.layers) {
        const auto& features = view.layer(entry.table).layer.features;
        const bool is_in = std::any_of(features.begin(), features.end(), [&](const geo::Feature& f) { return entry.shows(f); });
        INFO(entry.id);
        CHECK(count(xml, "<id>picket_layer_" + entry.id + "</id>") == (is_in ? 1u : 0u));
        CHECK(count(xml, "<rules key=\"" + entry.id + "\">") + count(xml, "<rules key=\"" + entry.table + "\">") >= (is_in ? 1u : 0u));
        wanted += is_in ? 1 : 0;
    }
    CHECK(wanted > 10);
    CHECK(count(xml, "<maplayer ") == wanted);
    CHECK(count(xml, "<visibility-preset ") == 2);  // no lanes: nothing of the sea
    CHECK(count(xml, "<Layout ") == 2);
    CHECK(count(xml, "%%") == 0);
    CHECK(count(xml, "<Bookmark ") == 2);
    CHECK(count(xml, "name=\"&lt;b&gt; &amp; &quot;\"") == 1);  // that of the zone
}

TEST_CASE("A project shows the tables of plan.gpkg where that is written, or else the GeoJSON files") {
    const test::World world;
    const auto plan = world.plan(body, true);
    const auto view = view_of(plan);
    const std::string tables = planner::project_xml(view, styles(), ProjectData::geopackage, resources());
    const std::string files = planner::project_xml(view, styles(), ProjectData::geojson, resources());
    CHECK(count(tables, "<datasource>./plan.gpkg|layername=zones</datasource>") == 1);
    CHECK(count(tables, ".geojson</datasource>") == 0);
    CHECK(count(files, "<datasource>./zones.geojson</datasource>") == 1);
    CHECK(count(files, "plan.gpkg") == 0);
    const auto alone = files_of(plan, "qgz"), beside_json = files_of(plan, "qgz,geojson"), beside_both = files_of(plan, "qgz,geojson,gpkg");
    CHECK((alone.contains("plan.qgz") && alone.contains("plan.gpkg") && !alone.contains("zones.geojson")));
    CHECK((beside_json.contains("plan.qgz") && !beside_json.contains("plan.gpkg") && beside_json.contains("zones.geojson")));
    CHECK((beside_both.contains("plan.qgz") && beside_both.contains("plan.gpkg")));
}

TEST_CASE("A rota gives the project its times, and without one it has none") {
    const test::World world;
    const std::string flown = planner::project_xml(view_of(world.plan(body, true)), styles(), ProjectData::geopackage, resources());
    CHECK(count(flown, "<start>2025-08-22T00:00:00Z</start>") == 1);
    CHECK(count(flown, "<TemporalControllerWidget>") == 1);
    const std::string still = planner::project_xml(view_of(world.plan(test::fleet("f", 60), true)), styles(), ProjectData::geopackage, resources());
    CHECK(count(still, "ProjectTimeSettings") == 0);
    CHECK(count(still, "<TemporalControllerWidget>") == 0);
    CHECK(count(still, "<visibility-preset ") == 1);  // that of the air, for the fleet's base
}

TEST_CASE("A style or layout that is missing is refused by its file") {
    const test::World world;
    const auto view = view_of(world.plan(body, true));
    const test::TemporaryFolder empty;
    const std::string refused = test::refusal([&] { planner::project_xml(view, styles(), ProjectData::geojson, empty.path()); });
    CHECK(test::lacking(refused, {"styles/qml/", ".qml: cannot be read"}) == "");
}

TEST_CASE("A map's plane lies about the middle of its frame, where lengths in it are right") {
    const test::World world;
    const auto view = view_of(world.plan(body, true));
    const planner::Styles all = styles();
    const planner::MapPlane plane(view, all, {&all.theme("zone")});
    CHECK(plane.place().find(" N ") != std::string::npos);
    const geo::Box whole = plane.whole();
    // AAA lies between 0 and 20 E, 45 and 55 N, up to the front line at 12 E.
    const auto from = geo::Position::lon_lat(15, 49), to = geo::Position::lon_lat(15.5, 49);
    const geo::Box step = plane.box_of(geo::Lines{{{from.lon(), from.lat()}, {to.lon(), to.lat()}}});
    CHECK(std::hypot(step.high.x - step.low.x, step.high.y - step.low.y) == Approx(test::distance_m(from, to)).epsilon(.002));
    CHECK(std::abs(whole.low.x + whole.high.x) < .02 * (whole.high.x - whole.low.x));
    CHECK(std::abs(whole.low.y + whole.high.y) < .02 * (whole.high.y - whole.low.y));
}

TEST_CASE("Boxes take the shape of a page, and bars the longest round length that fits") {
    const geo::Box box{{0, 0}, {100e3, 100e3}};
    const geo::Box wide = planner::in_shape(box, 2), high = planner::in_shape(box, .5);
    CHECK((wide.low.x == -50e3 && wide.high.x == 150e3 && wide.low.y == 0 && wide.high.y == 100e3));
    CHECK((high.low.y == -50e3 && high.high.y == 150e3 && high.low.x == 0));
    CHECK(planner::with_margin(box, .2).low.x == -20e3);
    CHECK(planner::with_margin({{5, 5}, {5, 5}}, .2).high.y == 10005);
    for (const auto& [length, round] : std::vector<std::pair<double, double>>{{1, 1}, {1.99, 1}, {2, 2}, {49, 20}, {50, 50}, {999, 500}, {.3, .2}})
        CHECK(planner::round_length(length) == Approx(round));
}

TEST_CASE("XML holds any text, less what it cannot") {
    CHECK(planner::xml_escaped("a<b>&\"c\"\n\x01") == "a&lt;b&gt;&amp;&quot;c&quot;&#10;");
    CHECK(planner::Xml("a").set("b", "<").add(planner::Xml("c", "&")).text() == "<a b=\"&lt;\"><c>&amp;</c>\n</a>\n");
    CHECK(planner::Xml("a").text() == "<a/>\n");
}

TEST_CASE("A zip has the same bytes again, and the time at which zip begins") {
    const std::string zip = planner::zipped({{"a.txt", std::string(1000, 'a')}, {"b.txt", ""}});
    CHECK(zip == planner::zipped({{"a.txt", std::string(1000, 'a')}, {"b.txt", ""}}));
    CHECK(zip.substr(0, 4) == "PK\x03\x04");
    CHECK(zip.substr(10, 4) == std::string("\0\0\x21\0", 4));  // the local header's time and date
    CHECK(zip.size() < 500);
    CHECK(zip.find("b.txt") != std::string::npos);
}
