#include "planner/state_border.hpp"

#include "geo/edges.hpp"
#include "geo/frame.hpp"
#include "geo/geodesic.hpp"
#include "geo/nearness.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace picket::planner {

using geo::Distance;
using geo::Line;
using geo::MultiPolygon;
using geo::Path;
using geo::Position;
using geo::Region;
using geo::Ring;
using geo::Vec;

namespace {

// Overlay of countries is done on a sheet: lon/lat times a constant, so that the grid of overlay, 1 mm, means as much
// and edges straight in lon/lat are straight. It serves what touches what; nothing is measured on it.
constexpr double sheet_per_degree = 111'320;
constexpr double same_place_m = 0.01;  // on the sheet: ten steps of its grid

double snapped(double v) { return std::nearbyint(v / geo::Frame::grid_m) * geo::Frame::grid_m; }

Ring to_sheet(const Ring& ring) {
    Ring result;
    for (const Vec& v : ring) {
        const Vec s{snapped(v.x * sheet_per_degree), snapped(v.y * sheet_per_degree)};
        if (result.empty() || !(result.back() == s)) result.push_back(s);
    }
    return result;
}

Vec from_sheet(Vec v) { return {v.x / sheet_per_degree, v.y / sheet_per_degree}; }

Ring from_sheet(const Ring& ring) {
    Ring result;
    for (const Vec& v : ring) result.push_back(geo::rounded(from_sheet(v)));
    return result;
}

Box box_of(Vec a, Vec b) {
    return {{std::min(a.x, b.x), std::min(a.y, b.y)}, {std::max(a.x, b.x), std::max(a.y, b.y)}};
}

Region filled(const std::vector<Ring>& rings) {
    std::vector<Region> parts;
    for (const Ring& ring : rings)
        if (const Ring on_sheet = to_sheet(ring); on_sheet.size() >= 4)
            parts.push_back(geo::valid_region({{on_sheet, {}}}));
    return unite(parts);
}

// The rims of gaps that countries enclose, on the sheet, as edges to be found again.
class Rims {
  public:
    Rims(const std::vector<Region>& countries, double most_km2) {
        for (const geo::Polygon& land : unite(countries).polygons())
            for (const Ring& hole : land.holes)
                if (area_km2(hole) <= most_km2) add(hole);
        std::sort(vertices_.begin(), vertices_.end(), before);
    }

    bool empty() const { return vertices_.empty(); }

    // The edge cut at the vertices of rims that lie on it.
    Line cut(Vec a, Vec b) const {
        Line places{a};
        const Box box = box_of(a, b);
        const auto from =
            std::lower_bound(vertices_.begin(), vertices_.end(), Vec{box.lower.x - same_place_m, -HUGE_VAL}, before);
        for (auto v = from; v != vertices_.end() && v->x <= box.upper.x + same_place_m; ++v)
            if (v->y >= box.lower.y - same_place_m && v->y <= box.upper.y + same_place_m && !(*v == a) && !(*v == b) &&
                is_on(*v, a, b))
                places.push_back(*v);
        std::sort(places.begin() + 1, places.end(), [&](Vec p, Vec q) { return share(p, a, b) < share(q, a, b); });
        places.push_back(b);
        return places;
    }

    bool holds(Vec a, Vec b) const { return edges_.count({{a.x, a.y}, {b.x, b.y}}) > 0; }

  private:
    static bool before(Vec a, Vec b) { return a.x < b.x || (a.x == b.x && a.y < b.y); }

    static double share(Vec p, Vec a, Vec b) {
        const double dx = b.x - a.x, dy = b.y - a.y;
        return ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);
    }

    static bool is_on(Vec p, Vec a, Vec b) {
        const double t = share(p, a, b);
        return t > 0 && t < 1 && std::hypot(a.x + t * (b.x - a.x) - p.x, a.y + t * (b.y - a.y) - p.y) < same_place_m;
    }

    static double area_km2(const Ring& ring) {
        std::vector<Position> places;
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const Vec v = from_sheet(ring[i]);
            places.push_back(Position::computed(v.x, v.y));
        }
        return std::abs(geo::measure_ring(places).area.square_kilometres());
    }

    void add(const Ring& rim) {
        for (std::size_t i = 1; i < rim.size(); ++i) {
            vertices_.push_back(rim[i]);
            edges_.insert({{rim[i - 1].x, rim[i - 1].y}, {rim[i].x, rim[i].y}});
            edges_.insert({{rim[i].x, rim[i].y}, {rim[i - 1].x, rim[i - 1].y}});
        }
    }

    using Edge = std::pair<std::pair<double, double>, std::pair<double, double>>;
    std::vector<Vec> vertices_;
    std::set<Edge> edges_;
};

// The parts of a ring within the box, edge by edge.
std::vector<Line> parts_within(const Ring& ring, const Box& box) {
    std::vector<Line> parts;
    bool open = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        if (!box.meets(box_of(ring[i - 1], ring[i]))) {
            open = false;
            continue;
        }
        if (!open) parts.push_back({ring[i - 1]});
        parts.back().push_back(ring[i]);
        open = true;
    }
    return parts;
}

std::vector<Position> vertices_of(const Line& lon_lat) {
    return geo::to_geodesics(lon_lat, geo::EdgeRule::straight, follow_border);
}

void append(std::vector<geo::Leg>& legs, const std::vector<Position>& vertices) {
    if (vertices.size() < 2) return;
    for (geo::Leg& leg : geo::legs_along(vertices)) legs.push_back(leg);
}

// A line parted into what runs along a rim and what does not, in lon/lat.
struct Parted {
    std::vector<Line> on_rim, off_rim;
};

Parted parted(const Line& line, const Rims& rims) {
    Parted result;
    std::vector<Line>* last = nullptr;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Ring edge = to_sheet({line[i - 1], line[i]});
        if (edge.size() < 2) continue;
        const Line pieces = rims.cut(edge[0], edge[1]);
        for (std::size_t k = 1; k < pieces.size(); ++k) {
            std::vector<Line>* where = rims.holds(pieces[k - 1], pieces[k]) ? &result.on_rim : &result.off_rim;
            if (where != last) where->push_back({from_sheet(pieces[k - 1])});
            where->back().push_back(from_sheet(pieces[k]));
            last = where;
        }
    }
    return result;
}

}  // namespace

Box Box::around(const std::vector<Vec>& places) {
    Box box{places.front(), places.front()};
    for (const Vec& v : places) {
        const double lon = places.front().x + std::remainder(v.x - places.front().x, 360.0);
        box.lower = {std::min(box.lower.x, lon), std::min(box.lower.y, v.y)};
        box.upper = {std::max(box.upper.x, lon), std::max(box.upper.y, v.y)};
    }
    return box;
}

Box Box::widened(Distance by) const {
    const double lat = by.metres() / 110'500;  // below a degree of latitude, anywhere
    const double highest = std::max(std::abs(lower.y - lat), std::abs(upper.y + lat));
    if (highest >= 89) return {{lower.x - 180, lower.y - lat}, {upper.x + 180, upper.y + lat}};
    const double lon = lat / std::cos(highest * std::numbers::pi / 180);
    return {{lower.x - lon, lower.y - lat}, {upper.x + lon, upper.y + lat}};
}

Box Box::widened_deg(double by) const { return {{lower.x - by, lower.y - by}, {upper.x + by, upper.y + by}}; }

bool Box::meets(const Box& other) const {
    return lower.x <= other.upper.x && other.lower.x <= upper.x && lower.y <= other.upper.y && other.lower.y <= upper.y;
}

const MultiPolygon& polygons_of(const geo::Feature& feature, const geo::LayerRef& ref, const std::string& wanted) {
    if (const auto* polygons = std::get_if<MultiPolygon>(&feature.geometry)) return *polygons;
    const char* kind = std::holds_alternative<geo::Lines>(feature.geometry) ? "lines" : "points";
    throw geo::InputError(fmt::format("{}: feature '{}' holds {}, but {} must be polygons", ref.file.string(),
                                      feature.text("id"), kind, wanted));
}

Ring unwrapped(Ring ring, double middle_lon) {
    const double turn = middle_lon + std::remainder(ring.front().x - middle_lon, 360.0) - ring.front().x;
    for (Vec& v : ring) v.x += turn;
    return ring;
}

std::vector<Outline> outlines_near(const geo::Layer& countries, const geo::LayerRef& ref, const Box& window) {
    std::vector<Outline> result;
    for (const geo::Feature& f : countries.features) {
        std::vector<Ring> rings;
        for (const geo::Polygon& p : polygons_of(f, ref, "countries")) {
            const Ring outer = unwrapped(p.outer, window.middle().x);
            for (const geo::Polygon& part : geo::clipped({{outer, {}}}, window.lower, window.upper))
                rings.push_back(part.outer);
        }
        const Region whole = filled(rings);
        if (whole.is_empty()) continue;
        Outline outline{f.text("name"), {}};
        for (const geo::Polygon& p : whole.polygons()) outline.rings.push_back(from_sheet(p.outer));
        result.push_back(std::move(outline));
    }
    return result;
}

geo::Proximity border_near(const std::vector<Outline>& countries, const Box& near, Distance tolerance,
                           double inland_km2) {
    std::vector<Region> grounds;
    for (const Outline& c : countries) grounds.push_back(filled(c.rings));
    const Rims rims(grounds, inland_km2);
    std::vector<std::vector<geo::Leg>> own(countries.size());
    std::vector<std::vector<Line>> on_rim(countries.size());
    for (std::size_t i = 0; i < countries.size(); ++i)
        for (const Ring& ring : countries[i].rings)
            for (const Line& part : parts_within(ring, near)) {
                if (rims.empty()) {
                    append(own[i], vertices_of(part));
                    continue;
                }
                Parted p = parted(part, rims);
                for (const Line& line : p.off_rim) append(own[i], vertices_of(line));
                for (Line& line : p.on_rim) on_rim[i].push_back(std::move(line));
            }
    std::vector<geo::Leg> legs;
    for (std::size_t i = 0; i < countries.size(); ++i) {
        legs.insert(legs.end(), own[i].begin(), own[i].end());
        if (on_rim[i].empty()) continue;
        std::vector<geo::Leg> others;
        for (std::size_t k = 0; k < countries.size(); ++k) {
            if (k == i) continue;
            others.insert(others.end(), own[k].begin(), own[k].end());
            for (const Line& line : on_rim[k]) append(others, vertices_of(line));
        }
        const geo::Proximity neighbours(std::move(others));
        for (const Line& line : on_rim[i]) {
            const Path path(vertices_of(line));
            for (const geo::Stretch& s : near_and_far(path, neighbours, tolerance))
                if (s.is_near) append(legs, path.slice(s.from, s.to).vertices());
        }
    }
    return geo::Proximity(std::move(legs));
}

}  // namespace picket::planner
