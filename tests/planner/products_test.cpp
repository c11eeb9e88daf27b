// The other files that a plan can be written as, held against its GeoJSON and its summary.
#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "planner/emit/emit.hpp"
#include "planner/emit/kml.hpp"
#include "planner/emit/style.hpp"
#include "planner/emit/tables.hpp"

#include "geo/layer.hpp"
#include "geo/path.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <sstream>

using namespace picket;
using planner::Json;
using planner::Product;
using test::fleet;

namespace {

const std::string body = fleet("f", 60, "on_station = [\"0 min\", \"1 h\"]") +
                         "[[station]]\nid = \"s\"\nat = [15, 49]\nfleet = \"f\"\nhours_per_day = 9\nzones = [\"z\"]\n"
                         "[[zone]]\nid = \"z\"\ntitle = \"<b> & |\"\nresponse_time = \"12 min\"\nregion = { country = \"AAA\" }\n"
                         "[[lane]]\nid = \"south\"\nair_within = \"20 min\"\n"
                         "[[requirement]]\nkey = \"zones.z.held_share\"\nat_least = \"60 %\"\n";

std::map<std::string, std::string> files_of(const planner::Plan& plan) {
    planner::EmitOptions options = test::as_geojson();
    options.products = planner::products_in("geojson, gpkg,csv,md,kml,qgz");
    std::map<std::string, std::string> files;
    for (planner::OutputFile& f : planner::emit(plan, test::whole_summary(plan), options)) files[f.name] = std::move(f.content);
    return files;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace

TEST_CASE("Each layer of the GeoPackage and of GeoJSON holds the same features, values and coordinates") {
    const test::World world;
    const auto files = files_of(world.plan(body, true));
    const test::TemporaryFolder folder;
    const auto gpkg = folder.write("plan.gpkg", files.at("plan.gpkg"));
    int compared = 0;
    for (const auto& [name, content] : files) {
        if (!name.ends_with(".geojson")) continue;
        INFO(name);
        geo::Notices notices;
        geo::LayerRef json{folder.write(name, content), "", "", geo::EdgeRule::straight, true};
        geo::LayerRef table{gpkg, name.substr(0, name.find('.')), "", geo::EdgeRule::straight, true};
        const geo::Layer a = geo::read_layer(json, geo::Faults::repair, notices), b = geo::read_layer(table, geo::Faults::repair, notices);
        REQUIRE(a.features.size() == b.features.size());
        for (std::size_t i = 0; i < a.features.size(); ++i) {
            CHECK(a.features[i].geometry.index() == b.features[i].geometry.index());
            for (const char* field : {"name", "area_km2", "length_km", "station", "source", "tolerance_m"}) {
                CHECK(a.features[i].text(field) == b.features[i].text(field));
                compared += a.features[i].text(field).empty() ? 0 : 1;
            }
            if (const auto* p = std::get_if<geo::Points>(&a.features[i].geometry)) CHECK(std::get<geo::Points>(b.features[i].geometry) == *p);
            if (const auto* l = std::get_if<geo::Lines>(&a.features[i].geometry)) CHECK(std::get<geo::Lines>(b.features[i].geometry) == *l);
            if (const auto* m = std::get_if<geo::MultiPolygon>(&a.features[i].geometry)) {
                const auto& n = std::get<geo::MultiPolygon>(b.features[i].geometry);
                REQUIRE(n.size() == m->size());
                for (std::size_t k = 0; k < n.size(); ++k) CHECK(n[k].outer == m->at(k).outer);
            }
        }
        CHECK(notices.empty());
    }
    CHECK(compared > 50);
}

TEST_CASE("All products have the same bytes again") {
    const test::World world;
    const auto plan = world.plan(body, true);
    CHECK(files_of(plan) == files_of(plan));
}

TEST_CASE("The time in a GeoPackage is SOURCE_DATE_EPOCH where that is set, and is refused where it is none") {
    const test::World world;
    const auto plan = world.plan(body, true);
    const auto with_epoch = [&](const char* epoch) {
        setenv("SOURCE_DATE_EPOCH", epoch, 1);
        const std::string refused = test::refusal([&] {
            const auto files = files_of(plan);
            CHECK(files.at("plan.gpkg").find("1970-01-12T13:46:40") != std::string::npos);
        });
        unsetenv("SOURCE_DATE_EPOCH");
        return refused;
    };
    CHECK(with_epoch("1000000") == "(nothing was refused)");
    for (const char* wrong : {"soon", "-1", "1e6", "99999999999999999"}) CHECK(with_epoch(wrong).find("SOURCE_DATE_EPOCH=") == 0);
}

TEST_CASE("KML has a placemark for each feature that an entry of the styles shows, countries left out") {
    const test::World world;
    const auto files = files_of(world.plan(body, true));
    const planner::Styles styles = planner::read_styles(test::datasets().parent_path() / "styles" / "styles.json");
    std::size_t wanted = 0, got = 0;
    const test::TemporaryFolder folder;
    for (const planner::LayerStyle& entry : styles.layers) {
        if (entry.id == "countries") continue;
        geo::Notices notices;
        geo::LayerRef ref{folder.write(entry.id + ".geojson", files.at(entry.table + ".geojson")), "", "", geo::EdgeRule::straight, true};
        const auto features = geo::read_layer(ref, geo::Faults::repair, notices).features;
        wanted += static_cast<std::size_t>(std::count_if(features.begin(), features.end(), [&](const geo::Feature& f) { return entry.shows(f); }));
    }
    const std::string& kml = files.at("plan.kml");
    for (std::size_t at = 0; (at = kml.find("<Placemark", at)) != std::string::npos; ++at) ++got;
    CHECK(wanted > 10);
    CHECK(got == wanted);
    geo::Notices notices;
    const geo::LayerRef zones{folder.write("plan.kml", kml), "Zone: Zones", "", geo::EdgeRule::straight};
    const geo::Feature zone = geo::read_layer(zones, geo::Faults::repair, notices).features.at(0);
    CHECK(zone.text("Name") == "<b> & |");

    const geo::LayerRef exact{folder.write("zones.geojson", files.at("zones.geojson")), "", "", geo::EdgeRule::straight};
    const auto ring_of = [](const geo::Feature& f) {
        std::vector<geo::Position> ring;
        for (const geo::Vec& v : std::get<geo::MultiPolygon>(f.geometry).at(0).outer) ring.push_back(geo::Position::lon_lat(v.x, v.y));
        return ring;
    };
    const auto drawn = ring_of(zone), all = ring_of(geo::read_layer(exact, geo::Faults::repair, notices).features.at(0));
    CHECK(drawn.size() < all.size());
    const geo::Path edge(drawn);
    double farthest_m = 0;
    for (const geo::Position& p : all) farthest_m = std::max(farthest_m, edge.nearest(p).away.metres());
    CHECK(farthest_m <= planner::kml_tolerance_m);
}

TEST_CASE("Tables have the values of the summary, and Markdown as many cells in every row") {
    const test::World world;
    const auto plan = world.plan(body, true);
    const Json summary = test::whole_summary(plan);
    const auto files = files_of(plan);
    const auto zones = lines_of(files.at("zones.csv"));
    REQUIRE(zones.size() == 2);
    const Json& z = summary.at("zones").at("z");
    CHECK(zones[0].rfind("zone,area_km2,held_km2,held_share,", 0) == 0);
    CHECK(zones[1].rfind("z," + z.at("area_km2").dump() + "," + z.at("held_km2").dump() + "," + z.at("held_share").dump() + ",", 0) == 0);
    std::size_t cells = 0;
    for (const std::string& line : lines_of(files.at("tables.md"))) {
        if (line.empty() || line[0] != '|') {
            cells = 0;
            continue;
        }
        const auto bars = static_cast<std::size_t>(std::count(line.begin(), line.end(), '|'));
        if (cells) CHECK(bars == cells);
        cells = bars;
    }
    CHECK(files.at("tables.md").find("## Zones") != std::string::npos);
}

TEST_CASE("The styles speak of every layer, and every field of every layer has a name for people") {
    const test::World world;
    const auto files = files_of(world.plan(body, true));
    const planner::Styles styles = planner::read_styles(test::datasets().parent_path() / "styles" / "styles.json");
    for (const auto& [name, content] : files) {
        if (!name.ends_with(".geojson")) continue;
        const std::string table = name.substr(0, name.find('.'));
        INFO(table);
        CHECK(std::any_of(styles.layers.begin(), styles.layers.end(), [&](const planner::LayerStyle& l) { return l.table == table; }));
        const Json layer = Json::parse(content);
        for (const Json& feature : layer.at("features"))
            for (const auto& [field, value] : feature.at("properties").items()) {
                INFO(field);
                CHECK(styles.aliases.contains(field));
            }
    }
}

TEST_CASE("An unknown product is refused with the nearest right name") {
    const std::string refused = test::refusal([] { planner::products_in("geojson,gpgk"); });
    CHECK(test::lacking(refused, {"--emit", "gpgk", "did you mean 'gpkg'?", "geojson"}) == "");
}
