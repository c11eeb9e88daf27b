// Maps of a plan, looked into: sizes, areas by colour, scale bars along the ellipsoid, what the legend says, the same bytes.
#include "tests/catch.hpp"
#include "tests/planner/world.hpp"

#include "planner/emit/emit.hpp"
#include "planner/emit/map/contents.hpp"
#include "planner/emit/map/facts.hpp"
#include "planner/emit/map/furniture.hpp"
#include "planner/emit/map/map_picture.hpp"
#include "planner/emit/map/page_geometry.hpp"
#include "planner/emit/plan_folder.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <regex>
#include <set>
#include <sstream>

using namespace picket;
using planner::PictureFormat;
using test::fleet;

namespace {

const std::string air = fleet("f", 60, "on_station = [\"0 min\", \"1 h\"]") +
                        "[[station]]\nid = \"s\"\nat = [15, 49]\nfleet = \"f\"\nhours_per_day = 9\nzones = [\"z\"]\n";
const std::string zone = "[[zone]]\nid = \"z\"\nresponse_time = \"12 min\"\nregion = { country = \"AAA\" }\n";
const std::string lane = "[[lane]]\nid = \"south\"\nair_within = \"20 min\"\n";

const planner::Styles& styles() {
    static const planner::Styles read = planner::read_styles(test::datasets().parent_path() / "styles" / "styles.json");
    return read;
}

// A plan on the disk, and the pictures that were emitted with it.
struct Drawn {
    test::World world;
    planner::Plan plan;
    std::map<std::string, std::string> files;
    planner::PlanView view;

    explicit Drawn(const std::string& body) : plan(world.plan(body, true)) {
        planner::EmitOptions options = test::as_geojson();
        options.products = planner::products_in("geojson,png");
        const auto emitted = planner::emit(plan, test::whole_summary(plan), options);
        for (const planner::OutputFile& f : emitted) files[f.name] = f.content;
        planner::write_folder(world.folder().path() / "plan", emitted, planner::Existing::refuse);
        view = planner::read_view(world.folder().path() / "plan");
    }

    std::string picture(const std::string& theme, PictureFormat format = PictureFormat::png) const {
        planner::MapOptions options;
        options.theme = theme;
        options.format = format;
        return planner::map_picture(view, styles(), options);
    }
};

struct Colour {
    int red, green, blue;
    friend auto operator<=>(const Colour&, const Colour&) = default;
};

struct Image {
    int width = 0, height = 0;
    std::vector<Colour> pixels;
};

Image decoded(const std::string& png) {
    const test::TemporaryFolder folder;
    const auto in = folder.write("picture.png", png), out = folder.path() / "picture.ppm";
    REQUIRE(std::system(("gdal_translate -q -of PNM " + in.string() + " " + out.string()).c_str()) == 0);
    const std::string ppm = test::read_file(out);
    Image image;
    int most = 0, used = 0;
    REQUIRE(std::sscanf(ppm.c_str(), "P6 %d %d %d%n", &image.width, &image.height, &most, &used) == 3);
    const auto byte = [&](std::size_t i) { return static_cast<int>(static_cast<unsigned char>(ppm[static_cast<std::size_t>(used) + 1 + i])); };
    for (std::size_t i = 0; i < static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height); ++i)
        image.pixels.push_back({byte(3 * i), byte(3 * i + 1), byte(3 * i + 2)});
    return image;
}

std::set<std::string> keys_of(const planner::MapContents& contents) {
    std::set<std::string> keys;
    for (const auto& group : contents.legend)
        for (const auto& entry : group.entries)
            for (const auto& key : entry.keys) keys.insert(entry.title + ": " + key.title);
    return keys;
}

constexpr geo::Box frame{{50, 60}, {850, 660}};

}  // namespace

TEST_CASE("A plan drawn from its folder and the plan drawn when it was made are the same bytes, and again") {
    const Drawn drawn(air + zone + lane);
    for (const char* theme : {"air", "zone", "sea"}) {
        INFO(theme);
        const std::string emitted = drawn.files.at(std::string("map-") + theme + ".png");
        CHECK(drawn.picture(theme) == emitted);
        CHECK(drawn.picture(theme, PictureFormat::svg) == drawn.picture(theme, PictureFormat::svg));
        CHECK(drawn.picture(theme, PictureFormat::pdf) == drawn.picture(theme, PictureFormat::pdf));
    }
}

TEST_CASE("Themes that a plan has nothing of are not drawn, and the one that is not named is the zone, the sea, the air") {
    const Drawn both(air + zone + lane), sea(air.substr(0, air.find("zones =")) + lane), none(fleet("f", 3));
    CHECK(planner::themes_of(both.view, styles()) == std::vector<std::string>{"air", "zone", "sea"});
    CHECK(planner::themes_of(sea.view, styles()) == std::vector<std::string>{"air", "sea"});
    CHECK(both.picture("") == both.picture("zone"));
    CHECK(sea.picture("") == sea.picture("sea"));
    CHECK(none.picture("") == none.picture("air"));
    CHECK(sea.files.contains("map-sea.png"));
    CHECK_FALSE(sea.files.contains("map-zone.png"));
    CHECK(test::lacking(test::refusal([&] { sea.picture("zone"); }), {"theme 'zone'", "nothing of it", "air, sea"}) == "");
    CHECK(test::lacking(test::refusal([&] { sea.picture("zon"); }), {"unknown theme 'zon'", "did you mean 'zone'", "air, zone, sea"}) == "");
}

TEST_CASE("What is held takes its share of the zone's ground on the picture") {
    const Drawn drawn(air + zone);
    const Image image = decoded(drawn.picture("zone"));
    CHECK(image.width == 1684);
    CHECK(image.height == 1191);
    int held = 0, gap = 0;
    // The legend is right of the map.
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < 1240; ++x) {
            const Colour c = image.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)];
            if (c.blue - c.red > 30 && c.blue > 150) ++held;
            if (c.red - c.blue > 60 && c.red > 140) ++gap;
        }
    const double share = drawn.view.summary.at("zones").at("z").at("held_share").get<double>();
    CHECK(share > 0.15);
    CHECK(share < 0.9);
    CHECK(held > 20000);
    CHECK(static_cast<double>(held) / (held + gap) == Approx(share).margin(0.03));
}

TEST_CASE("Scale bars are as long along the ellipsoid as they say, at the map's centre, wherever that is") {
    for (const geo::Vec at : {geo::Vec{30, 46}, geo::Vec{0, 0}, geo::Vec{179, -60}, geo::Vec{-120, 78}})
        for (const double half_deg : {0.2, 2.0, 9.0}) {
            const planner::PagePlane plane = planner::fitted({{at.x - half_deg, at.y - half_deg / 2}, {at.x + half_deg, at.y + half_deg / 2}}, frame);
            const geo::Vec m = plane.middle();
            for (const planner::ScaleBar& bar : planner::scale_bars(plane, 150)) {
                INFO(at.x << " " << at.y << " " << half_deg << " " << bar.length << " " << bar.unit);
                const double wide_m = test::distance_m(plane.position({m.x - bar.width_px / 2, m.y}), plane.position({m.x + bar.width_px / 2, m.y}));
                CHECK(wide_m == Approx(bar.length * (bar.unit == "km" ? 1000 : 1852)).epsilon(0.001));
                CHECK(bar.width_px <= 150);
                CHECK(bar.width_px > 50);
            }
        }
}

TEST_CASE("All places lie within the margin of the frame, and north is up at its centre") {
    const std::vector<geo::Vec> places{{175, -40}, {-178, -35}, {179, -47}};
    const planner::PagePlane plane = planner::fitted(places, frame);
    for (const geo::Vec& p : places) {
        const geo::Vec v = plane.on_page(p);
        CHECK(v.x >= frame.low.x + 0.049 * 800);
        CHECK(v.x <= frame.high.x - 0.049 * 800);
        CHECK(v.y >= frame.low.y + 0.049 * 600);
        CHECK(v.y <= frame.high.y - 0.049 * 600);
        const geo::Position back = plane.position(v);
        CHECK(test::distance_m(back, geo::Position::lon_lat(p.x, p.y)) < 0.01);
    }
    const geo::Vec m = plane.middle(), up = plane.on_page({plane.centre.lon(), plane.centre.lat() + 0.1});
    CHECK(up.x == Approx(m.x).margin(1e-6));
    CHECK(up.y < m.y);
}

TEST_CASE("The legend has the rules that draw something on the map and no others") {
    const Drawn drawn(air + zone + lane);
    const planner::Theme& theme = styles().theme("zone");
    const auto contents = planner::contents_of(drawn.view, styles(), theme, planner::plane_of(drawn.view, styles(), theme, frame));
    const std::set<std::string> keys = keys_of(contents);
    for (const char* there : {"Stations: fighters", "Bases: a fleet flies from here", "Zones: zone", "Gaps of the zone: gap", "Front line: front line", "Held parts of the zone: held by one"})
        CHECK(keys.contains(there));
    for (const char* absent : {"Held parts of the zone: held by two", "Stations: tankers", "Stations: not manned", "Ports: port", "Places to protect: held", "Countries: land"})
        CHECK_FALSE(keys.contains(absent));
    CHECK(std::any_of(contents.sources.begin(), contents.sources.end(), [](const std::string& s) { return s.find("scenario") == 0; }));
}

TEST_CASE("The numbers beside a map are those of the tables") {
    const Drawn drawn(air + zone + lane);
    const auto& z = drawn.view.summary.at("zones").at("z");
    const auto facts = planner::facts_of(drawn.view.summary, "zone");
    REQUIRE(facts.size() == 1);
    CHECK(facts[0].number == fmt::format("{:.1f} %", z.at("held_share").get<double>() * 100));
    CHECK(facts[0].what.find("z") != std::string::npos);
    const auto lanes = planner::facts_of(drawn.view.summary, "sea");
    REQUIRE(lanes.size() == 1);
    CHECK(lanes[0].number == fmt::format("{:.1f} %", drawn.view.summary.at("lanes").at("south").at("protected_share").get<double>() * 100));
    CHECK(planner::facts_of(drawn.view.summary, "air").at(1).number == "60");
}

TEST_CASE("SVG names its title, refers to nothing outside itself and to no id that is not there; PDF has one page") {
    const Drawn drawn(air + zone);
    const std::string svg = drawn.picture("zone", PictureFormat::svg), title = drawn.view.summary.at("title").get<std::string>();
    CHECK(svg.find("<title>" + title) != std::string::npos);
    CHECK(svg.find("<image") == std::string::npos);
    std::set<std::string> ids, wanted;
    static const std::regex id("id=\"([^\"]+)\""), reference("(?:href=\"|url\\()([^\")]+)");
    for (auto it = std::sregex_iterator(svg.begin(), svg.end(), id); it != std::sregex_iterator(); ++it) CHECK(ids.insert((*it)[1]).second);
    for (auto it = std::sregex_iterator(svg.begin(), svg.end(), reference); it != std::sregex_iterator(); ++it) wanted.insert((*it)[1]);
    CHECK(wanted.size() > 5);
    for (const std::string& w : wanted) {
        CHECK(w.at(0) == '#');
        CHECK(ids.contains(w.substr(1)));
    }
    const std::string pdf = drawn.picture("zone", PictureFormat::pdf);
    CHECK(pdf.find("%PDF-1.4") == 0);
    CHECK(pdf.find("/Count 1\n") != std::string::npos);
    CHECK(pdf.find("20250822000000Z") != std::string::npos);
}

TEST_CASE("Hatches keep to their areas, at their distance") {
    const geo::MultiPolygon ring{{{{0, 0}, {100, 0}, {100, 80}, {0, 80}, {0, 0}}, {{{40, 30}, {60, 30}, {60, 50}, {40, 50}, {40, 30}}}}};
    for (const double angle : {0.0, 45.0, -45.0, 90.0, 17.0}) {
        double length = 0;
        for (const geo::Line& l : planner::hatched(ring, angle, 2)) {
            length += std::hypot(l[1].x - l[0].x, l[1].y - l[0].y);
            const geo::Vec m{(l[0].x + l[1].x) / 2, (l[0].y + l[1].y) / 2};
            CHECK(m.x >= -1e-9);
            CHECK(m.x <= 100 + 1e-9);
            CHECK_FALSE((m.x > 40 + 1e-9 && m.x < 60 - 1e-9 && m.y > 30 + 1e-9 && m.y < 50 - 1e-9));
            CHECK(l[1].y - l[0].y == Approx(-std::tan(angle * 3.14159265358979 / 180) * (l[1].x - l[0].x)).margin(angle == 90 ? 1e9 : 1e-6));
        }
        CHECK(length * 2 == Approx(100 * 80 - 20 * 20).epsilon(0.03));
    }
}

TEST_CASE("A page too small for a map is refused") {
    const Drawn drawn(air + zone);
    planner::MapOptions options;
    options.width = 300;
    CHECK(test::lacking(test::refusal([&] { planner::map_picture(drawn.view, styles(), options); }), {"300 x 1191", "960 x 720"}) == "");
}
