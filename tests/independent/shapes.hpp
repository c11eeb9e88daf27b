// What the independent programs share: reading GeoJSON, places of a shape, areas and distances. No header of picket is
// included here or in any program of this folder; distances come from GeographicLib, areas from it and from a closed
// form besides.
#pragma once

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <limits>
#include <map>
#include <numbers>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace independent {

using Json = nlohmann::json;

struct Place {
    double lon = 0, lat = 0;
};

using Line = std::vector<Place>;
using Polygon = std::vector<Line>;  // the outer ring, then holes; closed
using Shape = std::vector<Polygon>;

inline std::string read_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

inline Json read_json(const std::string& path) { return Json::parse(read_text(path)); }

inline Place place_of(const Json& position) { return {position.at(0).get<double>(), position.at(1).get<double>()}; }

inline Line line_of(const Json& positions) {
    Line line;
    line.reserve(positions.size());
    for (const Json& p : positions) line.push_back(place_of(p));
    return line;
}

inline Polygon polygon_of(const Json& rings) {
    Polygon polygon;
    for (const Json& ring : rings) polygon.push_back(line_of(ring));
    return polygon;
}

inline Shape shape_of(const Json& geometry) {
    if (geometry.is_null()) return {};
    const Json& c = geometry.at("coordinates");
    if (geometry.at("type") == "Polygon") return {polygon_of(c)};
    if (geometry.at("type") != "MultiPolygon") throw std::runtime_error("not a polygon: " + geometry.dump().substr(0, 80));
    Shape shape;
    for (const Json& polygon : c) shape.push_back(polygon_of(polygon));
    return shape;
}

// ---- the ellipsoid

constexpr double radians = std::numbers::pi / 180;

inline const GeographicLib::Geodesic& wgs84() { return GeographicLib::Geodesic::WGS84(); }

inline double distance_m(Place a, Place b) {
    double s = 0;
    wgs84().Inverse(a.lat, a.lon, b.lat, b.lon, s);
    return s;
}

// Metres of a degree of longitude and of latitude.
inline Place metres_per_degree(double lat) {
    const double a = wgs84().EquatorialRadius(), f = wgs84().Flattening(), e2 = f * (2 - f);
    const double s = std::sin(lat * radians), w = 1 - e2 * s * s;
    return {a / std::sqrt(w) * std::cos(lat * radians) * radians, a * (1 - e2) / (w * std::sqrt(w)) * radians};
}

// Distance of p from the edge a-b, straight in lon/lat; good to 1e-4 within some kilometres of p.
inline double distance_to_edge_m(Place p, Place a, Place b) {
    const Place scale = metres_per_degree(p.lat);
    const double ax = (a.lon - p.lon) * scale.lon, ay = (a.lat - p.lat) * scale.lat;
    const double bx = (b.lon - p.lon) * scale.lon, by = (b.lat - p.lat) * scale.lat;
    const double dx = bx - ax, dy = by - ay, squared = dx * dx + dy * dy;
    const double t = squared > 0 ? std::clamp(-(ax * dx + ay * dy) / squared, 0.0, 1.0) : 0.0;
    return std::hypot(ax + t * dx, ay + t * dy);
}

inline Place between(Place a, Place b, double share) {
    return {a.lon + (b.lon - a.lon) * share, a.lat + (b.lat - a.lat) * share};
}

// Pieces of an edge straight in lon/lat that stay within `bow_m` of the geodesics between their ends, none longer than
// `longest_m`.
inline int pieces_of(Place a, Place b, double bow_m, double longest_m = HUGE_VAL) {
    const double lat = std::max(std::abs(a.lat), std::abs(b.lat));
    const double length = std::hypot((b.lon - a.lon) * std::cos(std::min(std::abs(a.lat), std::abs(b.lat)) * radians),
                                     b.lat - a.lat) *
                          111700;
    const double step = std::sqrt(8 * 6.33e6 * bow_m / std::max(1e-6, std::tan(std::min(lat, 89.0) * radians)));
    return std::max(1, static_cast<int>(std::ceil(length / std::min(step, longest_m))));
}

// ---- areas

struct Measured {
    double area_km2 = 0, perimeter_m = 0;
};

// By GeographicLib, edges straight in lon/lat cut to `bow_m`.
inline Measured measure(const Shape& shape, double bow_m = 0.01) {
    Measured total;
    for (const Polygon& polygon : shape)
        for (const Line& ring : polygon) {
            GeographicLib::PolygonArea area(wgs84());
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const int n = pieces_of(ring[i - 1], ring[i], bow_m);
                for (int k = 0; k < n; ++k) {
                    const Place p = between(ring[i - 1], ring[i], static_cast<double>(k) / n);
                    area.AddPoint(p.lat, p.lon);
                }
            }
            double perimeter = 0, m2 = 0;
            area.Compute(false, true, perimeter, m2);
            total.area_km2 += m2 / 1e6;  // holes run clockwise
            total.perimeter_m += perimeter;
        }
    return total;
}

// The same by a closed form: the area between the equator and an edge straight in lon/lat is the integral over longitude
// of q(lat) b^2 / 2, with q the authalic function. No geodesic is used.
inline double closed_form_area_km2(const Shape& shape) {
    const double f = wgs84().Flattening(), e = std::sqrt(f * (2 - f));
    const double b = wgs84().EquatorialRadius() * (1 - f);
    const auto q = [&](double lat) {
        const double s = std::sin(lat * radians);
        return s / (1 - e * e * s * s) + std::atanh(e * s) / e;
    };
    constexpr double node = 0.7745966692414834, weights[3] = {5.0 / 18, 8.0 / 18, 5.0 / 18};
    const double nodes[3] = {(1 - node) / 2, 0.5, (1 + node) / 2};
    long double sum = 0;
    for (const Polygon& polygon : shape)
        for (const Line& ring : polygon)
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const Place p = ring[i - 1], r = ring[i];
                const int n = std::max(1, static_cast<int>(std::ceil(std::abs(r.lat - p.lat) / 0.5)));
                for (int k = 0; k < n; ++k) {
                    const Place c = between(p, r, static_cast<double>(k) / n), d = between(p, r, (k + 1.0) / n);
                    double mean = 0;
                    for (int j = 0; j < 3; ++j) mean += weights[j] * q(c.lat + (d.lat - c.lat) * nodes[j]);
                    sum -= static_cast<long double>(mean) * static_cast<long double>((d.lon - c.lon) * radians);
                }
            }
    return static_cast<double>(sum) * b * b / 2 / 1e6;
}

// ---- places of a shape

class Area {
  public:
    Area() = default;
    explicit Area(const Shape& shape) {
        for (const Polygon& polygon : shape)
            for (const Line& ring : polygon)
                for (std::size_t i = 1; i < ring.size(); ++i) add(ring[i - 1], ring[i]);
    }

    bool empty() const { return edges_.empty(); }
    Place lower() const { return lower_; }
    Place upper() const { return upper_; }

    bool contains(Place p) const {
        if (empty() || p.lat < lower_.lat || p.lat > upper_.lat || p.lon < lower_.lon || p.lon > upper_.lon) return false;
        const auto bin = bins_.find(band(p.lat));
        if (bin == bins_.end()) return false;
        bool inside = false;
        for (const std::uint32_t i : bin->second) {
            const auto& [a, b] = edges_[i];
            if ((a.lat > p.lat) == (b.lat > p.lat)) continue;
            if (p.lon < a.lon + (b.lon - a.lon) * ((p.lat - a.lat) / (b.lat - a.lat))) inside = !inside;
        }
        return inside;
    }

    // Distance to the nearest edge, infinite when it is over `limit_m` (some kilometres at most).
    double border_m(Place p, double limit_m) const {
        const Place scale = metres_per_degree(std::min(89.0, std::abs(p.lat) + 0.1));
        double nearest = HUGE_VAL;
        each_cell(p.lon - limit_m / scale.lon, p.lat - limit_m / 110500, p.lon + limit_m / scale.lon,
                  p.lat + limit_m / 110500, [&](std::uint32_t i) {
                      nearest = std::min(nearest, distance_to_edge_m(p, edges_[i].first, edges_[i].second));
                  });
        return nearest <= limit_m ? nearest : HUGE_VAL;
    }

    // Does an edge meet the segment a-b, straight in lon/lat?
    bool meets(Place a, Place b) const {
        bool found = false;
        each_cell(std::min(a.lon, b.lon), std::min(a.lat, b.lat), std::max(a.lon, b.lon), std::max(a.lat, b.lat),
                  [&](std::uint32_t i) {
                      const auto& [c, d] = edges_[i];
                      const auto side = [](Place u, Place v, Place w) {
                          const double s = (v.lon - u.lon) * (w.lat - u.lat) - (v.lat - u.lat) * (w.lon - u.lon);
                          return s > 0 ? 1 : s < 0 ? -1 : 0;
                      };
                      if (side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0) found = true;
                  });
        return found;
    }

  private:
    static constexpr double cell_deg = 0.05, band_deg = 0.01;
    static int cell(double v) { return static_cast<int>(std::floor(v / cell_deg)); }
    static int band(double lat) { return static_cast<int>(std::floor(lat / band_deg)); }
    static std::int64_t key(int x, int y) { return (static_cast<std::int64_t>(x) << 32) ^ (y & 0xffffffffLL); }

    void add(Place a, Place b) {
        const auto i = static_cast<std::uint32_t>(edges_.size());
        edges_.emplace_back(a, b);
        for (const Place p : {a, b}) {
            lower_ = {std::min(lower_.lon, p.lon), std::min(lower_.lat, p.lat)};
            upper_ = {std::max(upper_.lon, p.lon), std::max(upper_.lat, p.lat)};
        }
        for (int y = band(std::min(a.lat, b.lat)); y <= band(std::max(a.lat, b.lat)); ++y) bins_[y].push_back(i);
        // Piece by piece, so that a long edge does not fill the whole of its box.
        const double reach = std::max(std::abs(b.lon - a.lon), std::abs(b.lat - a.lat));
        const int n = std::max(1, static_cast<int>(std::ceil(reach / cell_deg)));
        std::int64_t last_x0 = INT64_MIN, last_x1 = 0, last_y0 = 0, last_y1 = 0;
        for (int k = 0; k < n; ++k) {
            const Place p = between(a, b, static_cast<double>(k) / n), q = between(a, b, (k + 1.0) / n);
            const int x0 = cell(std::min(p.lon, q.lon) - 1e-9), x1 = cell(std::max(p.lon, q.lon) + 1e-9);
            const int y0 = cell(std::min(p.lat, q.lat) - 1e-9), y1 = cell(std::max(p.lat, q.lat) + 1e-9);
            for (int x = x0; x <= x1; ++x)
                for (int y = y0; y <= y1; ++y)
                    if (last_x0 == INT64_MIN || x < last_x0 || x > last_x1 || y < last_y0 || y > last_y1)
                        cells_[key(x, y)].push_back(i);
            last_x0 = x0, last_x1 = x1, last_y0 = y0, last_y1 = y1;
        }
    }

    template <class Take>
    void each_cell(double west, double south, double east, double north, const Take& take) const {
        for (int x = cell(west); x <= cell(east); ++x)
            for (int y = cell(south); y <= cell(north); ++y)
                if (const auto found = cells_.find(key(x, y)); found != cells_.end())
                    for (const std::uint32_t i : found->second) take(i);
    }

    std::vector<std::pair<Place, Place>> edges_;
    std::unordered_map<int, std::vector<std::uint32_t>> bins_;
    std::unordered_map<std::int64_t, std::vector<std::uint32_t>> cells_;
    Place lower_{HUGE_VAL, HUGE_VAL}, upper_{-HUGE_VAL, -HUGE_VAL};
};

// ---- along a line

enum class Edges { straight, geodesic };  // straight: in lon/lat, as GeoJSON is drawn

class Way {
  public:
    Way() = default;
    explicit Way(const Line& line, double longest_m = 50, Edges edges = Edges::straight) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (i == 0) {
                append(line[0]);
                continue;
            }
            const Place a = line[i - 1], b = line[i];
            const int n = pieces_of(a, b, 0.001, longest_m);
            const auto geodesic = wgs84().InverseLine(a.lat, a.lon, b.lat, b.lon);
            for (int k = 1; k < n; ++k) {
                Place p = between(a, b, static_cast<double>(k) / n);
                if (edges == Edges::geodesic) geodesic.Position(geodesic.Distance() * k / n, p.lat, p.lon);
                append(p);
            }
            append(b);
        }
    }

    const Line& places() const { return places_; }
    double length_m() const { return along_.empty() ? 0 : along_.back(); }

    Place at(double along_m) const {
        const auto after = std::upper_bound(along_.begin(), along_.end(), along_m);
        if (after == along_.begin()) return places_.front();
        if (after == along_.end()) return places_.back();
        const auto i = static_cast<std::size_t>(after - along_.begin());
        return between(places_[i - 1], places_[i], (along_m - along_[i - 1]) / (along_[i] - along_[i - 1]));
    }

    struct Nearest {
        double along_m = 0, away_m = HUGE_VAL;
    };

    // Of the vertices, a few more than the nearest are refined by a search of the pieces beside them.
    Nearest nearest(Place p) const {
        std::vector<double> away(places_.size());
        double least = HUGE_VAL;
        for (std::size_t i = 0; i < places_.size(); ++i) least = std::min(least, away[i] = distance_m(places_[i], p));
        Nearest best;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            const double before = i ? along_[i] - along_[i - 1] : 0;
            const double after = i + 1 < places_.size() ? along_[i + 1] - along_[i] : 0;
            if (away[i] > least + before + after) continue;
            double low = along_[i] - before, high = along_[i] + after;
            for (int k = 0; k < 80 && high - low > 1e-5; ++k) {
                const double a = low + (high - low) * 0.382, b = low + (high - low) * 0.618;
                (distance_m(at(a), p) < distance_m(at(b), p) ? high : low) = distance_m(at(a), p) < distance_m(at(b), p) ? b : a;
            }
            for (const double s : {low, high, along_[i]})
                if (const double d = distance_m(at(s), p); d < best.away_m) best = {s, d};
        }
        return best;
    }

    // Distance of p, near the line, to it.
    double off_m(Place p) const {
        double least = HUGE_VAL;
        for (std::size_t i = 1; i < places_.size(); ++i) {
            if (std::abs(places_[i].lat - p.lat) > 0.05 || std::abs(places_[i].lon - p.lon) > 0.1) continue;
            least = std::min(least, distance_to_edge_m(p, places_[i - 1], places_[i]));
        }
        return least;
    }

  private:
    void append(Place p) {
        along_.push_back(places_.empty() ? 0 : along_.back() + distance_m(places_.back(), p));
        places_.push_back(p);
    }

    Line places_;
    std::vector<double> along_;
};

// ---- the record of what was checked

class Report {
  public:
    // A deviation that may be at most `limit`.
    void add(const std::string& check, double deviation, double limit, const std::string& where) {
        Entry& e = entry(check);
        ++e.count;
        if (std::isnan(deviation)) deviation = HUGE_VAL;
        // How much of its limit a value uses decides which is the worst.
        const double used = deviation <= limit ? (limit > 0 ? deviation / limit : 0) : 1 + (deviation - limit);
        if (e.count == 1 || used > e.used) e.used = used, e.deviation = deviation, e.limit = limit, e.where = where;
        e.largest = std::max(e.largest, deviation);
        if (deviation > limit) fail(e, where + ": off by " + text(deviation) + ", allowed " + text(limit));
    }

    void equal(const std::string& check, const Json& got, const Json& expected, const std::string& where) {
        Entry& e = entry(check);
        ++e.count;
        if (got != expected) fail(e, where + ": is " + got.dump() + ", expected " + expected.dump());
    }

    void that(const std::string& check, bool good, const std::string& where) {
        Entry& e = entry(check);
        ++e.count;
        if (!good) fail(e, where);
    }

    void skip(const std::string& check, std::size_t n = 1) { entry(check).skipped += n; }

    bool print(std::ostream& out) const {
        std::size_t bad = 0;
        for (const std::string& name : order_) {
            const Entry& e = entries_.at(name);
            out << (e.failures ? "FAIL  " : e.count ? "ok    " : "none  ") << name << ": " << e.count << " checked";
            if (e.skipped) out << ", " << e.skipped << " too near a border to tell";
            if (e.used >= 0) {
                out << ", worst " << text(e.deviation) << " of " << text(e.limit) << " (" << e.where << ")";
                if (e.largest != e.deviation) out << ", largest " << text(e.largest);
            }
            if (e.failures) out << "; " << e.failures << " FAILED";
            out << '\n';
            for (const std::string& d : e.details) out << "        " << d << '\n';
            bad += e.failures ? 1 : 0;
        }
        out << (bad ? "FAIL  " : "ok    ") << order_.size() << " checks, " << bad << " failed\n";
        return bad == 0;
    }

    static std::string text(double v) {
        std::ostringstream s;
        s.precision(4);
        s << v;
        return s.str();
    }

  private:
    struct Entry {
        std::size_t count = 0, failures = 0, skipped = 0;
        double used = -1, deviation = 0, limit = 0, largest = 0;
        std::string where;
        std::vector<std::string> details;
    };

    Entry& entry(const std::string& check) {
        const auto [at, fresh] = entries_.try_emplace(check);
        if (fresh) order_.push_back(check);
        return at->second;
    }

    static void fail(Entry& e, const std::string& detail) {
        if (++e.failures <= 6) e.details.push_back(detail);
    }

    std::map<std::string, Entry> entries_;
    std::vector<std::string> order_;
};

}  // namespace independent
