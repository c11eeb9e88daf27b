// check_geojson DIR [--shipped]: reads every *.geojson of a folder as a stranger would and checks it against RFC 7946
// and docs/formats.md. --shipped: the layers that ship (no bbox, their own fields). Exits 1 when a check fails.
#include "shapes.hpp"

#include <array>
#include <filesystem>
#include <iostream>
#include <regex>
#include <set>

namespace independent {
namespace {

struct Kind {
    std::string geometry;
    std::vector<std::string> fields;
};

const std::vector<std::string> common_fields{"name", "source", "as_of", "method", "tolerance_m"};

// docs/formats.md, "The plan's folder".
const std::map<std::string, Kind> plan_files{
    {"bases", {"Point", {"icao", "country", "role", "used", "runway_m", "elevation_m"}}},
    {"ports", {"Point", {"country", "role"}}},
    {"frontline", {"LineString", {"length_km", "length_mi"}}},
    {"control", {"MultiPolygon", {"area_km2"}}},
    {"closed_airspace", {"MultiPolygon", {"reason", "area_km2"}}},
    {"reach", {"MultiPolygon", {"fleet", "base", "nation", "aircraft", "on_station_min", "tanker", "refuellings", "recovery", "radius_km", "area_km2"}}},
    {"force", {"MultiPolygon", {"on_station_min", "with_tankers", "fleets", "aircraft", "aircraft_available", "held_by", "area_km2"}}},
    {"best_bases", {"MultiPolygon", {"base", "fleet", "aircraft", "nation", "area_km2"}}},
    {"arrival", {"MultiPolygon", {"from", "kind", "within_min", "area_km2"}}},
    {"routes", {"LineString", {"from", "to", "fleet", "length_km", "time_min", "direct_km", "turns"}}},
    {"stations",
     {"Point",
      {"zone", "seats", "fleet", "base", "nation", "on_station_h", "on_station_dry_h", "sorties_per_day", "aircraft_needed",
       "aircraft_needed_uncapped", "manned", "role", "chosen"}}},
    {"station_cover", {"MultiPolygon", {"station", "zone", "response_min", "radius_km"}}},
    {"zones", {"MultiPolygon", {"zone", "area_km2", "volume_km3", "floor_m", "ceiling_m", "response_min"}}},
    {"zone_held", {"MultiPolygon", {"zone", "cover", "area_km2", "share"}}},
    {"zone_gaps", {"MultiPolygon", {"zone", "area_km2", "share", "nearest", "response_min", "short_min", "worst_at", "closed_by"}}},
    {"zone_seen", {"MultiPolygon", {"zone", "seen_by", "area_km2", "share", "seen_at_m"}}},
    {"zone_assets", {"Point", {"zone", "weights", "weight", "held", "held_by", "seen", "seen_by", "response_min"}}},
    {"lanes", {"LineString", {"from", "to", "length_km", "length_nmi", "protected_share", "port_offset_km"}}},
    {"lane_legs",
     {"LineString",
      {"lane", "from_km", "to_km", "protected", "cause", "air_min", "air_by", "sea_min", "sea_by", "watched_by", "revisit_min", "revisit_by", "air_defence_by", "coastal_defence_by", "swept_width_m", "swept_depth_m", "swept_by",
      "front_km", "hostile_shore_km", "waters", "listed", "without"}}},
    {"lane_gaps", {"LineString", {"lane", "from_km", "to_km", "length_km", "cause", "without", "short_min", "short_km", "exposed_h", "nearest", "response_min", "worst_at", "closed_by"}}},
    {"air_defence", {"Point", {"type", "nation", "radius_km", "height_m"}}},
    {"lane_areas", {"MultiPolygon", {"kind", "width_m", "depth_m"}}},
    {"coastal_defence", {"Point", {"type", "nation", "radius_km", "height_m"}}},
    {"coastal_defence_cover", {"MultiPolygon", {"type", "nation", "radius_km", "height_m"}}},
    {"sensors", {"Point", {"type", "nation", "radius_km", "height_m"}}},
    {"air_defence_cover", {"MultiPolygon", {"type", "nation", "radius_km", "height_m"}}},
    {"sensor_cover", {"MultiPolygon", {"type", "nation", "radius_km", "height_m"}}},
    {"vessels", {"Point", {"vessel", "type", "nation", "half_km", "dash_speed_kn", "patrol_speed_kn"}}},
    {"patrols",
     {"LineString",
      {"pattern", "count", "length_km", "speed_kn", "worst_revisit_min", "mean_wait_min", "coverage_factor", "detection_random", "detection_inverse_cube"}}},
    {"ship_places", {"Point", {"ships", "number", "type", "lane", "at_km"}}},
    {"rota", {"Point", {"station", "seat", "fleet", "nation", "base", "sortie", "aircraft", "takeoff_time", "from_time", "to_time", "landing_time"}}},
    {"countries", {"MultiPolygon", {"iso3"}}},
};

// docs/formats.md, "Shipped layers".
const std::map<std::string, Kind> shipped_files{
    {"bases", {"Point", {"icao", "country", "role", "runway_m", "elevation_m"}}},
    {"ports", {"Point", {"country", "role"}}},
    {"sea_places", {"Point", {"role"}}},
    {"countries", {"MultiPolygon", {"iso2", "iso3"}}},
    {"territorial_sea", {"MultiPolygon", {"iso3"}}},
    {"frontline", {"LineString", {"follows"}}},
    {"control", {"MultiPolygon", {}}},
    {"lanes", {"LineString", {"from", "to"}}},
};

const std::set<std::string> without_unit{"seats", "seat", "sortie", "turns", "cover", "share", "weight", "held_by", "seen_by", "protected_share", "sorties_per_day", "aircraft_needed",
                                         "aircraft_needed_uncapped", "refuellings", "fleets", "aircraft", "aircraft_available", "count", "ships", "number", "coverage_factor", "detection_random",
                                         "detection_inverse_cube"};
const std::regex unit("_(m|km|nmi|mi|s|min|h|mps|kn|km2|km3|kg|ft)$");
const std::regex date("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?");

// Exact: positions of 7 decimals are whole numbers of 1e-7 degrees.
struct Grid {
    std::int64_t x, y;
    bool operator==(const Grid&) const = default;
};

Grid grid_of(const Json& p) {
    return {std::llround(p.at(0).get<double>() * 1e7), std::llround(p.at(1).get<double>() * 1e7)};
}

int side(Grid a, Grid b, Grid c) {
    __extension__ using Wide = __int128;
    const Wide s = static_cast<Wide>(b.x - a.x) * (c.y - a.y) - static_cast<Wide>(b.y - a.y) * (c.x - a.x);
    return s > 0 ? 1 : s < 0 ? -1 : 0;
}

bool in_box(Grid p, Grid a, Grid b) {
    return p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) && p.y >= std::min(a.y, b.y) && p.y <= std::max(a.y, b.y);
}

enum class Meet { apart, touch, cross };

Meet meeting(Grid a, Grid b, Grid c, Grid d) {
    const int abc = side(a, b, c), abd = side(a, b, d), cda = side(c, d, a), cdb = side(c, d, b);
    if (abc * abd < 0 && cda * cdb < 0) return Meet::cross;
    if ((abc == 0 && in_box(c, a, b)) || (abd == 0 && in_box(d, a, b)) || (cda == 0 && in_box(a, c, d)) ||
        (cdb == 0 && in_box(b, c, d)))
        return Meet::touch;
    return Meet::apart;
}

struct Edge {
    Grid a, b;
    std::uint32_t ring, place, ring_size;
};

class File {
  public:
    File(const std::string& path, bool shipped, Report& report)
        : text_(read_text(path)), json_(Json::parse(text_)), name_(std::filesystem::path(path).stem().string()),
          shipped_(shipped), report_(report) {}

    void check() {
        report_.equal("a FeatureCollection", json_.at("type"), "FeatureCollection", name_);
        report_.that("features is an array", json_.at("features").is_array(), name_);
        report_.that("no crs member", !json_.contains("crs"), name_);
        check_decimals();
        const auto& files = shipped_ ? shipped_files : plan_files;
        const auto kind = files.find(name_);
        report_.that("a file that docs/formats.md names", kind != files.end(), name_);
        std::set<std::string> types, ids, first_fields;
        bool first = true;
        for (const Json& feature : json_.at("features")) {
            const std::string id = feature.contains("id") && feature.at("id").is_string() ? feature.at("id").get<std::string>() : "";
            const std::string where = name_ + "/" + id;
            report_.equal("a Feature", feature.at("type"), "Feature", where);
            report_.that("id is a string, not empty, met once", !id.empty() && ids.insert(id).second, where);
            std::set<std::string> fields;
            for (const auto& [key, value] : feature.at("properties").items()) {
                fields.insert(key);
                if (value.is_number())
                    report_.that("numbers have a unit in their name",
                                 without_unit.contains(key) || std::regex_search(key, unit), where + " " + key);
                report_.that("fields are plain", !value.is_object(), where + " " + key);
            }
            for (const std::string& key : common_fields)
                if (!shipped_ || (key != "method" && key != "tolerance_m"))
                    report_.that("common fields", fields.contains(key), where + " " + key);
            for (const char* key : {"name", "source", "as_of"}) {
                const Json& p = feature.at("properties");
                report_.that("name, source and as_of are said",
                             p.contains(key) && p.at(key).is_string() && !p.at(key).get<std::string>().empty(), where + " " + key);
            }
            if (const Json& p = feature.at("properties"); p.contains("as_of") && p.at("as_of").is_string())
                report_.that("as_of is an ISO date", std::regex_match(p.at("as_of").get<std::string>(), date),
                             where + " " + p.at("as_of").get<std::string>());
            if (first) first_fields = fields;
            report_.that("the same fields in all features", fields == first_fields, where);
            first = false;
            if (kind != files.end())
                for (const std::string& key : kind->second.fields)
                    report_.that("the fields that docs/formats.md names", fields.contains(key), name_ + " " + key);
            const Json& geometry = feature.at("geometry");
            report_.that("geometry is not null", !geometry.is_null(), where);
            if (geometry.is_null()) continue;
            types.insert(geometry.at("type").get<std::string>());
            if (kind != files.end())
                report_.equal("the geometry that docs/formats.md names", geometry.at("type"), kind->second.geometry, where);
            check_geometry(geometry, where);
            if (feature.contains("bbox")) {
                check_bbox(feature.at("bbox"), box_, where);
            } else {
                report_.that("a feature of a plan has a bbox", shipped_, where);
            }
            whole_ = {std::min(whole_[0], box_[0]), std::min(whole_[1], box_[1]), std::max(whole_[2], box_[2]),
                      std::max(whole_[3], box_[3])};
        }
        std::string all;
        for (const std::string& type : types) all += (all.empty() ? "" : " and ") + type;
        report_.that("one geometry type a file", types.size() <= 1, name_ + " has " + all);
        if (!shipped_ && !json_.at("features").empty()) {
            report_.that("bbox of the file", json_.contains("bbox"), name_);
            if (json_.contains("bbox")) check_bbox(json_.at("bbox"), whole_, name_);
        }
    }

  private:
    using Box = std::array<double, 4>;

    void check_bbox(const Json& bbox, const Box& expected, const std::string& where) {
        report_.equal("bbox has four numbers", bbox.size(), 4, where);
        if (bbox.size() != 4) return;
        double worst = 0;
        for (std::size_t i = 0; i < 4; ++i) worst = std::max(worst, std::abs(bbox[i].get<double>() - expected[i]));
        report_.add("bbox is that of the positions, degrees", worst, 1e-12, where);
    }

    // In the text, where a parser would round: at most 7 decimals in positions and boxes.
    void check_decimals() {
        for (const std::string key : {"\"coordinates\"", "\"bbox\""})
            for (auto at = text_.find(key); at != std::string::npos; at = text_.find(key, at + 1)) {
                auto i = text_.find('[', at);
                int depth = 0, decimals = -1, most = 0;
                bool exponent = false;
                for (; i < text_.size(); ++i) {
                    const char c = text_[i];
                    if (c == '[') ++depth;
                    else if (c == ']' && --depth == 0) break;
                    if (c == '.') decimals = 0;
                    else if (c >= '0' && c <= '9') { if (decimals >= 0) most = std::max(most, ++decimals); }
                    else decimals = -1;
                    exponent = exponent || c == 'e' || c == 'E';
                }
                report_.that("at most 7 decimals", most <= 7 && !exponent, name_ + " byte " + std::to_string(at));
            }
    }

    void position(const Json& p, const std::string& where) {
        const double lon = p.at(0), lat = p.at(1);
        report_.that("positions are two numbers in range",
                     p.size() == 2 && std::isfinite(lon) && std::isfinite(lat) && std::abs(lon) <= 180 && std::abs(lat) <= 90, where);
        box_ = {std::min(box_[0], lon), std::min(box_[1], lat), std::max(box_[2], lon), std::max(box_[3], lat)};
    }

    void check_geometry(const Json& geometry, const std::string& where) {
        box_ = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
        const std::string type = geometry.at("type");
        const Json& c = geometry.at("coordinates");
        if (type == "Point") {
            position(c, where);
        } else if (type == "LineString") {
            report_.that("lines have two positions or more", c.size() >= 2, where);
            for (const Json& p : c) position(p, where);
            for (std::size_t i = 1; i < c.size(); ++i)
                report_.that("no position repeated", !(grid_of(c[i - 1]) == grid_of(c[i])), where);
        } else if (type == "Polygon") {
            std::vector<Edge> edges;
            polygon(c, where, edges);
            check_simple(edges, where);
        } else if (type == "MultiPolygon") {
            report_.that("polygons are not empty", !c.empty(), where);
            std::vector<Edge> edges;
            for (const Json& p : c) polygon(p, where, edges);
            check_simple(edges, where);
        } else {
            report_.that("Point, LineString, Polygon or MultiPolygon", false, where + " " + type);
        }
    }

    void polygon(const Json& rings, const std::string& where, std::vector<Edge>& edges) {
        report_.that("polygons have an outer ring", !rings.empty(), where);
        for (std::size_t r = 0; r < rings.size(); ++r) {
            const Json& ring = rings[r];
            const bool closed = ring.size() >= 4 && ring.front() == ring.back();
            report_.that("rings are closed, of four positions or more", closed, where);
            if (!closed) continue;
            __extension__ using Wide = __int128;
            Wide twice = 0;
            const Grid o = grid_of(ring[0]);
            const std::uint32_t id = edges.empty() ? 0 : edges.back().ring + 1;
            for (std::size_t i = 0; i < ring.size(); ++i) {
                position(ring[i], where);
                if (i == 0) continue;
                const Grid a = grid_of(ring[i - 1]), b = grid_of(ring[i]);
                report_.that("no position repeated", !(a == b), where);
                twice += static_cast<Wide>(a.x - o.x) * (b.y - o.y) - static_cast<Wide>(b.x - o.x) * (a.y - o.y);
                edges.push_back({a, b, id, static_cast<std::uint32_t>(i - 1), static_cast<std::uint32_t>(ring.size() - 1)});
            }
            report_.that("right-hand rule", r == 0 ? twice > 0 : twice < 0, where + " ring " + std::to_string(r));
        }
    }

    // No two edges cross; edges of one ring meet only where they follow one another. Rings may touch in a point.
    void check_simple(const std::vector<Edge>& edges, const std::string& where) {
        if (edges.empty()) return;
        std::int64_t total = 0;
        for (const Edge& e : edges) total += std::max(std::abs(e.b.x - e.a.x), std::abs(e.b.y - e.a.y));
        const std::int64_t cell = std::max<std::int64_t>(1, 2 * total / static_cast<std::int64_t>(edges.size()));
        std::unordered_map<std::int64_t, std::vector<std::uint32_t>> cells;
        std::size_t crossings = 0, touches = 0;
        std::string example;
        std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
        const auto down = [&](std::int64_t v) { return v >= 0 ? v / cell : -((-v + cell - 1) / cell); };
        for (std::uint32_t i = 0; i < edges.size(); ++i) {
            const Edge& e = edges[i];
            for (auto x = down(std::min(e.a.x, e.b.x)); x <= down(std::max(e.a.x, e.b.x)); ++x)
                for (auto y = down(std::min(e.a.y, e.b.y)); y <= down(std::max(e.a.y, e.b.y)); ++y) {
                    auto& others = cells[x * 4000000007LL + y];
                    for (const std::uint32_t k : others) {
                        const Edge& o = edges[k];
                        const Meet meet = meeting(o.a, o.b, e.a, e.b);
                        if (meet == Meet::apart) continue;
                        bool allowed = meet == Meet::touch && o.ring != e.ring;
                        if (o.ring == e.ring && meet == Meet::touch) {
                            const bool follows = (o.place + 1) % o.ring_size == e.place, precedes = (e.place + 1) % e.ring_size == o.place;
                            // Following edges share one end; a spike would fold back on it.
                            if (follows) allowed = side(o.a, o.b, e.b) != 0 || (!in_box(e.b, o.a, o.b) && !in_box(o.a, e.a, e.b));
                            if (precedes) allowed = side(e.a, e.b, o.b) != 0 || (!in_box(o.b, e.a, e.b) && !in_box(e.a, o.a, o.b));
                        }
                        if (allowed || !seen.insert({k, i}).second) continue;
                        ++(meet == Meet::cross ? crossings : touches);
                        if (example.empty())
                            example = " near " + std::to_string(static_cast<double>(e.a.x) / 1e7) + "," +
                                      std::to_string(static_cast<double>(e.a.y) / 1e7);
                    }
                    others.push_back(i);
                }
        }
        report_.that("no edges cross", crossings == 0, where + ": " + std::to_string(crossings) + example);
        report_.that("no ring touches itself", touches == 0, where + ": " + std::to_string(touches) + example);
    }

    std::string text_;
    Json json_;
    std::string name_;
    bool shipped_;
    Report& report_;
    Box box_{}, whole_{HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
};

}  // namespace
}  // namespace independent

int main(int argc, char** argv) {
    using namespace independent;
    if (argc < 2 || argc > 3 || (argc == 3 && std::string(argv[2]) != "--shipped")) {
        std::cerr << "usage: check_geojson DIR [--shipped]\n";
        return 2;
    }
    const bool shipped = argc == 3;
    Report report;
    try {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(argv[1]))
            if (entry.path().extension() == ".geojson") names.insert(entry.path().string());
        report.that("there are files", !names.empty(), argv[1]);
        for (const std::string& name : names) File(name, shipped, report).check();
        if (!shipped)
            for (const auto& [name, kind] : plan_files)
                report.that("every file of the folder is there", names.contains(std::string(argv[1]) + "/" + name + ".geojson"), name);
    } catch (const std::exception& e) {
        report.that("the folder can be read", false, e.what());
    }
    return report.print(std::cout) ? 0 : 1;
}
