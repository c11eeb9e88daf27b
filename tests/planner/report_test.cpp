// The report: its sections, its numbers against the tables, its map against the layers.
#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "planner/emit/report/report.hpp"
#include "planner/emit/report/shapes.hpp"
#include "planner/emit/report/text.hpp"
#include "planner/emit/tables.hpp"

#include "geo/edges.hpp"
#include "geo/layer.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <regex>

using namespace picket;
using planner::Json;
using test::fleet;

namespace {

const std::string body = fleet("f", 60, "on_station = [\"0 min\", \"1 h\"]") +
                         "[[station]]\nid = \"s\"\nat = [15, 49]\nfleet = \"f\"\nhours_per_day = 9\nzones = [\"z\"]\n"
                         "[[zone]]\nid = \"z\"\ntitle = \"<b>bold</b> & 'so' \\\"on\\\"\"\nresponse_time = \"12 min\"\nregion = { country = \"AAA\" }\n"
                         "[[lane]]\nid = \"south\"\nair_within = \"20 min\"\n"
                         "[[requirement]]\nkey = \"zones.z.held_share\"\nat_least = \"60 %\"\n"
                         "[[requirement]]\nkey = \"zones.z.gap_km2\"\nat_most = 1e9\n";

std::map<std::string, std::string> files_of(const planner::Plan& plan) {
    planner::EmitOptions options = test::as_geojson();
    options.products = planner::products_in("geojson,html");
    std::map<std::string, std::string> files;
    for (planner::OutputFile& f : planner::emit(plan, test::whole_summary(plan), options)) files[f.name] = std::move(f.content);
    return files;
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++n;
    return n;
}

// What stands between two marks, the first of each.
std::string between(const std::string& text, const std::string& from, const std::string& to) {
    const std::size_t a = text.find(from);
    REQUIRE(a != std::string::npos);
    const std::size_t b = text.find(to, a + from.size());
    REQUIRE(b != std::string::npos);
    return text.substr(a + from.size(), b - a - from.size());
}

// As a reader sees it: without tags, entities resolved.
std::string read_as(const std::string& html) {
    std::string text = std::regex_replace(html, std::regex("<[^>]*>"), "");
    for (const auto& [entity, letter] : {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&quot;", "\""), std::pair("&#39;", "'"), std::pair("&amp;", "&")})
        for (std::size_t at; (at = text.find(entity)) != std::string::npos;) text.replace(at, std::string(entity).size(), letter);
    return text;
}

// The cells of every row of every table of the page, by the table's caption.
std::map<std::string, std::vector<std::vector<std::string>>> tables_in(const std::string& page) {
    std::map<std::string, std::vector<std::vector<std::string>>> tables;
    const std::regex table("<table><caption>([^<]*)</caption>([\\s\\S]*?)</table>"), row("<tr>([\\s\\S]*?)</tr>"), cell("<t[hd][^>]*>([\\s\\S]*?)</t[hd]>");
    for (auto t = std::sregex_iterator(page.begin(), page.end(), table); t != std::sregex_iterator(); ++t) {
        const std::string content = (*t)[2];
        auto& rows = tables[read_as((*t)[1])];
        for (auto r = std::sregex_iterator(content.begin(), content.end(), row); r != std::sregex_iterator(); ++r) {
            const std::string cells = (*r)[1];
            rows.emplace_back();
            for (auto c = std::sregex_iterator(cells.begin(), cells.end(), cell); c != std::sregex_iterator(); ++c) rows.back().push_back(read_as((*c)[1]));
        }
    }
    return tables;
}

Json data_in(const std::string& page) { return Json::parse(between(page, "id=\"plan-data\">", "</script>")); }

// The ring of a polygon from the arcs of the page, in degrees.
geo::Ring ring_of(const Json& data, const Json& arcs) {
    const double units = data.at("units");
    geo::Ring ring;
    for (const Json& number : arcs) {
        const auto n = number.get<std::int64_t>();
        geo::Line line;
        double x = 0, y = 0;
        const Json& arc = data.at("arcs").at(static_cast<std::size_t>(n < 0 ? ~n : n));
        for (std::size_t i = 0; i < arc.size(); i += 2) {
            x += arc.at(i).get<double>();
            y += arc.at(i + 1).get<double>();
            line.push_back({x / units, y / units});
        }
        if (n < 0) std::reverse(line.begin(), line.end());
        if (!ring.empty()) CHECK(ring.back() == line.front());
        ring.insert(ring.end(), line.begin() + (ring.empty() ? 0 : 1), line.end());
    }
    return ring;
}

double distance_to(const geo::Ring& ring, geo::Vec v) {
    double least = 1e9;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) least = std::min(least, geo::off_edge_m(v, ring[i], ring[i + 1]));
    return least;
}

}  // namespace

TEST_CASE("Every table of the summary stands in the report with the cells that the terminal shows") {
    const test::World world;
    const auto plan = world.plan(body, true);
    const auto files = files_of(plan);
    const auto found = tables_in(files.at("report.html"));
    std::size_t cells = 0;
    for (const planner::Table& t : planner::tables_of(test::whole_summary(plan))) {
        if (t.id == "requirements") continue;
        INFO(t.title);
        REQUIRE(found.contains(t.title));
        const auto& rows = found.at(t.title);
        REQUIRE(rows.size() == t.rows.size() + 1);
        for (std::size_t r = 0; r < t.rows.size(); ++r)
            for (std::size_t c = 0; c < t.columns.size(); ++c, ++cells) CHECK(rows[r + 1].at(c) == planner::shown(t.columns[c], t.rows[r][c]));
    }
    CHECK(cells > 60);
}

TEST_CASE("The lead and the requirements of a report have the numbers of the tables") {
    const test::World world;
    const auto plan = world.plan(body, true);
    const Json summary = test::whole_summary(plan);
    const std::string page = files_of(plan).at("report.html");
    const std::string lead = read_as(between(page, "<p class=\"lead\">", "</header>"));
    const Json& z = summary.at("zones").at("z");
    const planner::Column share{"", "", planner::Column::Show::percent, 1}, area{"", "", planner::Column::Show::number, 0};
    for (const std::string& number : {planner::shown(share, z.at("held_share")), planner::shown(area, z.at("gap_km2")) + " km²",
                                      planner::shown(share, summary.at("lanes").at("south").at("protected_share")),
                                      planner::shown(area, summary.at("total").at("sorties_flown_per_day")) + " sorties"}) {
        INFO(number);
        CHECK(lead.find(number) != std::string::npos);
    }
    const auto rows = tables_in(page).at("Requirements");
    REQUIRE(rows.size() == 3);
    CHECK(rows[1] == std::vector<std::string>{"zones.z.held_share", "at least 60.0 %", planner::shown(share, z.at("held_share")),
                                              summary.at("requirements").at(0).at("met").get<bool>() ? "met" : "missed"});
    CHECK(rows[2].at(3) == "met");
}

TEST_CASE("A report has its sections, a chart with a table for each lane and for the rota, and links that lead somewhere") {
    const test::World world;
    const std::string page = files_of(world.plan(body, true)).at("report.html");
    for (const char* id : {"map", "requirements", "zone", "lanes", "air", "rota", "notices", "method", "terms", "sources", "again"})
        CHECK(count_of(page, "<section id=\"" + std::string(id) + "\"") == 1);
    const std::regex link("href=\"#([^\"]*)\"");
    std::size_t links = 0;
    const std::string body_of_page = page.substr(0, page.find("id=\"plan-data\""));
    for (auto l = std::sregex_iterator(body_of_page.begin(), body_of_page.end(), link); l != std::sregex_iterator(); ++l, ++links) CHECK(count_of(page, "id=\"" + (*l)[1].str() + "\"") == 1);
    CHECK(links > 10);
    CHECK(count_of(page, "<svg viewBox") == 2);
    CHECK(count_of(page, "<title id=\"lane-south-t\">") == 1);
    CHECK(page.find("The same as a table: ") != std::string::npos);
    CHECK(page.find("{{") == std::string::npos);
}

TEST_CASE("The chart of a lane shows protected and unprotected kilometres where the legs have them") {
    const test::World world;
    std::string far = body;
    far.replace(far.find("air_within = \"20 min\""), 21, "air_within = \"30 min\"");
    const auto files = files_of(world.plan(far, true));
    const Json legs = Json::parse(files.at("lane_legs.geojson"));
    std::vector<std::string> wanted;
    for (const Json& leg : legs.at("features")) {
        const Json& p = leg.at("properties");
        const std::string words = p.at("protected").get<bool>() ? "protected" : "NOT protected: " + p.at("cause").get<std::string>();
        const planner::Column km{"", "", planner::Column::Show::number, 1};
        if (wanted.empty() || !wanted.back().ends_with(": " + words)) wanted.push_back("km " + planner::shown(km, p.at("from_km")) + " to : " + words);
        wanted.back().replace(wanted.back().find(" to "), wanted.back().find(": ") - wanted.back().find(" to "), " to " + planner::shown(km, p.at("to_km")));
    }
    REQUIRE(wanted.size() > 1);
    const std::string chart = between(files.at("report.html"), "<title id=\"lane-south-t\">", "</svg>");
    for (const std::string& title : wanted) {
        INFO(title);
        CHECK(chart.find("<title>" + title + "</title>") != std::string::npos);
    }
    CHECK(count_of(chart, "class=\"yes\"") + count_of(chart, "class=\"gap\"") == wanted.size());
    CHECK(chart.find("asked: within 30 min") != std::string::npos);
}

TEST_CASE("The chart of the rota has a bar for every sortie, with the times of the layer") {
    const test::World world;
    const auto files = files_of(world.plan(body, true));
    const std::string chart = between(files.at("report.html"), "<title id=\"rota-t\">", "</svg>");
    std::size_t sorties = 0;
    for (const Json layer = Json::parse(files.at("rota.geojson")); const Json& f : layer.at("features")) {
        const auto clock = [&](const char* field) { return f.at("properties").at(field).get<std::string>().substr(11, 5); };
        const std::string title = f.at("properties").at("name").get<std::string>() + ", aircraft " + f.at("properties").at("aircraft").dump() + " of f: take-off ";
        INFO(title);
        const std::string times = between(chart, title, "</title>");
        // The page rounds to the minute, this test cuts seconds off.
        CHECK(times.substr(0, 3) == clock("takeoff_time").substr(0, 3));
        CHECK(times.find(", on station " + clock("from_time").substr(0, 3)) != std::string::npos);
        ++sorties;
    }
    CHECK(sorties > 2);
    CHECK(count_of(chart, "class=\"shift fighter\"") == sorties);  // none goes over midnight
}

TEST_CASE("What fighters buy is a line for each supply, through the shares of the table") {
    const test::World world;
    const auto plan = world.plan(body, true);
    Json summary = test::whole_summary(plan);
    const auto buy = [](int aircraft, bool tankers, double share) {
        return Json{{"aircraft", aircraft}, {"with_tankers", tankers}, {"with_forward_bases", false}, {"held_share", share}, {"bound_share", share}, {"held_and_seen_share", 0.1},
                    {"held_and_seen_without_awacs_share", 0.0}, {"stations", 1}, {"sorties_per_day", 3.0}, {"aircraft_needed", 4.0}};
    };
    summary["zones"]["z"]["placement"] = {{"candidates", 9}, {"chosen", 1}, {"discrete_share", 0.5}, {"bound_share", 0.5}, {"gap", 0.0}, {"why_not", nullptr}};
    summary["zones"]["z"]["aircraft_buy"] = Json::array({buy(12, true, 0.5), buy(24, true, 0.75), buy(12, false, 0.25), buy(24, false, 0.3)});
    planner::EmitOptions options = test::as_geojson();
    options.products = {planner::Product::html};
    std::string page;
    for (planner::OutputFile& f : planner::emit(plan, summary, options))
        if (f.name == "report.html") page = f.content;
    const std::string chart = between(page, "<title id=\"buy-z-t\">", "</svg>");
    CHECK(count_of(chart, "class=\"curve home-") == 2);
    CHECK(chart.find("<title>own bases, with tankers: 24 fighters hold 75.0 %</title>") != std::string::npos);
    // 100 % stands at 12 px and 0 % at 268: the four shares lie between by their parts.
    for (const char* y : {"cy=\"140\"", "cy=\"76\"", "cy=\"204\"", "cy=\"191.2\""}) CHECK(count_of(chart, y) == 1);
    CHECK(tables_in(page).at("What fighters buy").size() == 5);
}

TEST_CASE("A requirement that is missed by less than is shown is told in full") {
    const test::World world;
    const auto plan = world.plan(body, true);
    Json summary = test::whole_summary(plan);
    summary["requirements"][0]["wanted"] = 0.98602;
    summary["requirements"][0]["got"] = 0.98598;
    summary["requirements"][0]["met"] = false;
    planner::EmitOptions options = test::as_geojson();
    options.products = {planner::Product::html};
    for (const planner::OutputFile& f : planner::emit(plan, summary, options))
        if (f.name == "report.html") {
            CHECK(tables_in(f.content).at("Requirements")[1] == std::vector<std::string>{"zones.z.held_share", "at least 0.98602", "0.98598", "missed"});
            CHECK(f.content.find("1 of 2 requirements met, 1 missed") != std::string::npos);
        }
}

TEST_CASE("Every input stands among the sources, and a file that does not have the bytes of what ships has not its licence") {
    const test::World world;
    const auto files = files_of(world.plan(body, true));
    const auto rows = tables_in(files.at("report.html")).at("Files");
    const Json plan = Json::parse(files.at("plan.json"));
    REQUIRE(rows.size() == plan.at("inputs").size() + 1);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        INFO(rows[i][0]);
        CHECK(rows[i][0] == plan.at("inputs").at(i - 1).at("file").get<std::string>());
        CHECK(rows[i][6] == plan.at("inputs").at(i - 1).at("sha256").get<std::string>());
        CHECK(rows[i][3] == "ask its author");  // all of them this world's own
    }
    CHECK(std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row[0] == "countries.geojson"; }));  // a name that ships too
}

TEST_CASE("A report without a zone, lane or station leaves out what it has nothing to say of") {
    const test::World world;
    const std::string page = files_of(world.plan(fleet("f", 6))).at("report.html");
    for (const char* id : {"zone", "lanes", "rota"}) CHECK(page.find("<section id=\"" + std::string(id) + "\"") == std::string::npos);
    CHECK(page.find("<section id=\"air\"") != std::string::npos);
    CHECK(count_of(page, "<svg viewBox") == 0);
}

TEST_CASE("What a scenario says is harmless in a report") {
    const test::World world;
    const auto plan = [&] {
        planner::Plan p = world.plan(body, true);
        p.scenario.title = "</title><script>alert(1)</script>";
        p.scenario.description = "<img src=x onerror=alert(2)> {{lead}}";
        p.notices.push_back("</script><script>alert(3)</script>");
        p.scenario.zones[0].title = "</script><!--";
        return p;
    }();
    const std::string page = files_of(plan).at("report.html");
    for (const char* harm : {"<script>alert", "<img", "</script><!--", "onerror=alert(2)>"}) CHECK(page.find(harm) == std::string::npos);
    CHECK(page.find("&lt;script&gt;alert(1)") != std::string::npos);
    CHECK(page.find("{{lead}}") != std::string::npos);  // put in as it is, and not filled again
    CHECK(count_of(page, "<script") == 3);
    CHECK(count_of(page, "</script>") == 3);
    bool is_there = false;
    const Json data = data_in(page);
    for (const Json& layer : data.at("layers"))
        for (const Json& f : layer.at("features")) is_there = is_there || f.at("n") == "</script><!--";
    CHECK(is_there);
}

TEST_CASE("A report asks nothing of any network and has the same bytes again") {
    const test::World world;
    const auto plan = world.plan(body, true);
    const std::string page = files_of(plan).at("report.html");
    CHECK(page == files_of(plan).at("report.html"));
    CHECK(page.find("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'") != std::string::npos);
    for (const char* asking : {"src=\"http", "url(images", "@import", "sourceMappingURL", "<link rel=\"stylesheet\"", "<script src"}) CHECK(page.find(asking) == std::string::npos);
}

TEST_CASE("A report made of a plan's folder says the same as that of the plan") {
    const test::World world;
    const auto files = files_of(world.plan(body, true));
    const test::TemporaryFolder folder;
    for (const auto& [name, content] : files) folder.write(name, content);
    const auto resources = test::as_geojson().resources;
    const std::string again = planner::report_html(planner::read_view(folder.path()), planner::read_styles(resources / "styles" / "styles.json"), resources);
    const std::string& page = files.at("report.html");
    CHECK(tables_in(again) == tables_in(page));
    const Json data = data_in(page), data_again = data_in(again);
    REQUIRE(data_again.at("layers").size() == data.at("layers").size());
    for (std::size_t i = 0; i < data.at("layers").size(); ++i) {
        INFO(data.at("layers").at(i).at("id"));
        for (const char* part : {"id", "fields", "rules", "sources"})
            if (data.at("layers").at(i).contains(part)) CHECK(data_again.at("layers").at(i).at(part) == data.at("layers").at(i).at(part));
        CHECK(data_again.at("layers").at(i).at("features") == data.at("layers").at(i).at("features"));
    }
}

TEST_CASE("The map of a report draws every feature of every entry of the styles, with its values") {
    const test::World world;
    const auto files = files_of(world.plan(body, true));
    const planner::Styles styles = planner::read_styles(test::datasets().parent_path() / "styles" / "styles.json");
    const Json data = data_in(files.at("report.html"));
    std::size_t compared = 0;
    const test::TemporaryFolder folder;
    for (const planner::LayerStyle& entry : styles.layers) {
        geo::Notices notices;
        const geo::LayerRef ref{folder.write(entry.id + ".geojson", files.at(entry.table + ".geojson")), "", "", geo::EdgeRule::straight, true};
        const auto features = geo::read_layer(ref, geo::Faults::repair, notices).features;
        const auto wanted = static_cast<std::size_t>(std::count_if(features.begin(), features.end(), [&](const geo::Feature& f) { return entry.shows(f); }));
        const auto layer = std::find_if(data.at("layers").begin(), data.at("layers").end(), [&](const Json& l) { return l.at("id") == entry.id; });
        INFO(entry.id);
        CHECK((layer == data.at("layers").end() ? 0 : layer->at("features").size()) == wanted);
        compared += wanted;
        if (entry.id != "zones") continue;
        const Json& zone = layer->at("features").at(0);
        CHECK(layer->at("fields").at(1) == "Area (km²)");
        const Json plain = Json::parse(files.at("zones.geojson")).at("features").at(0).at("properties");
        CHECK(zone.at("v").at(1) == planner::shown({"", "", planner::Column::Show::number, 0}, plain.at("area_km2")));
    }
    CHECK(compared > 15);
}

TEST_CASE("Polygons of the map lie within its tolerance of the layers, both ways, and neighbours share their border") {
    const test::World world;
    const auto files = files_of(world.plan(body, true));
    const Json data = data_in(files.at("report.html"));
    const test::TemporaryFolder folder;
    std::size_t vertices = 0;
    for (const char* id : {"countries", "zones", "reach"}) {
        INFO(id);
        geo::Notices notices;
        const geo::LayerRef ref{folder.write(std::string(id) + ".geojson", files.at(std::string(id) + ".geojson")), "", "", geo::EdgeRule::straight};
        const auto features = geo::read_layer(ref, geo::Faults::repair, notices).features;
        const auto layer = std::find_if(data.at("layers").begin(), data.at("layers").end(), [&](const Json& l) { return l.at("id") == id; });
        for (const Json& f : layer->at("features")) {
            const auto plain = std::find_if(features.begin(), features.end(), [&](const geo::Feature& g) { return g.text("name") == f.at("n").get<std::string>(); });
            REQUIRE(plain != features.end());
            const auto& shape = std::get<geo::MultiPolygon>(plain->geometry);
            REQUIRE(f.at("g").size() == shape.size());
            for (std::size_t i = 0; i < shape.size(); ++i) {
                const geo::Ring drawn = ring_of(data, f.at("g").at(i).at(0));
                CHECK(drawn.front() == drawn.back());
                // A grid of 1e-4 degrees adds 8 m at most.
                for (const geo::Vec& v : shape[i].outer) CHECK(distance_to(drawn, v) < 259);
                for (const geo::Vec& v : drawn) CHECK(distance_to(shape[i].outer, v) < 259);
                vertices += drawn.size();
            }
        }
    }
    CHECK(vertices > 30);
}

TEST_CASE("A border that two polygons share is one arc, wherever their rings begin") {
    const geo::Ring west{{0, 0}, {1, 0}, {1.2, 0.5}, {1, 1}, {0, 1}, {0, 0}}, east{{1.2, 0.5}, {1, 0}, {2, 0}, {2, 1}, {1, 1}, {1.2, 0.5}};
    planner::MapShapes shapes(geo::Distance::metres(10), 0);
    shapes.add({{west, {}}});
    shapes.add({{east, {}}});
    const Json a = shapes.area({{west, {}}}).at(0).at(0), b = shapes.area({{east, {}}}).at(0).at(0);
    std::vector<std::int64_t> shared;
    for (const Json& n : a)
        if (std::find(b.begin(), b.end(), Json(~n.get<std::int64_t>())) != b.end()) shared.push_back(n);
    CHECK(shared.size() == 1);
    CHECK(shapes.arcs().size() == 3);
}

TEST_CASE("Shapes of a map are brought about its middle, across the antimeridian too") {
    planner::MapShapes shapes(geo::Distance::metres(10), 179);
    CHECK(shapes.points({{-179, 5}}) == Json::parse("[[1810000,50000]]"));
    CHECK(shapes.lines({{{-179.5, 0}, {-179, 1}}}) == Json::parse("[[1805000,0,5000,10000]]"));
}

TEST_CASE("Long numbers stand in groups that read as one number") {
    CHECK(planner::number_html("1234") == "1234");
    CHECK(planner::number_html("12345") == "12<span class=\"k\">345</span>");
    CHECK(planner::number_html("-1234567.8 %") == "-1<span class=\"k\">234</span><span class=\"k\">567</span>.8 %");
    for (const char* text : {"12345a", "2025-08-22", "", "-", "<12345>"}) CHECK(planner::number_html(text) == planner::escaped(text));
}

TEST_CASE("A missing part of the page or of Leaflet is an error that names it") {
    const test::World world;
    const auto plan = world.plan(body, true);
    planner::EmitOptions options = test::as_geojson();
    options.products = {planner::Product::html};
    const test::TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "styles");
    std::filesystem::copy(options.resources / "styles", folder.path() / "styles", std::filesystem::copy_options::recursive);
    std::filesystem::create_directory_symlink(options.resources / "datasets", folder.path() / "datasets");
    options.resources = folder.path();
    const std::string refused = test::refusal([&] { planner::emit(plan, test::whole_summary(plan), options); });
    CHECK(test::lacking(refused, {"report/report.css", "no such file"}) == "");
}
