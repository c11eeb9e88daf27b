#include "geo/antimeridian.hpp"

#include "geo/region.hpp"

#include <algorithm>
#include <cmath>

namespace picket::geo {

namespace {

bool is_within(const Line& line) {
    return std::all_of(line.begin(), line.end(), [](Vec v) { return v.x >= -180 && v.x <= 180; });
}

// Which turn of the world a longitude lies in: 0 for -180 to 180.
double turn_of(double lon) { return std::floor((lon + 180) / 360); }

Vec shifted(Vec v, double turn) { return {v.x - 360 * turn, v.y}; }

}  // namespace

Vec within_180(Vec place) { return {std::remainder(place.x, 360.0), place.y}; }

std::vector<Line> cut_at_antimeridian(const Line& line) {
    if (line.size() < 2 || is_within(line)) return {line};
    std::vector<Line> parts{{}};
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec a = line[i - 1], b = line[i];
        const double turn_a = turn_of(a.x), turn_b = turn_of(b.x);
        if (parts.back().empty()) parts.back().push_back(shifted(a, turn_a));
        if (turn_a != turn_b) {  // an edge is far shorter than a turn: one crossing
            const double seam = 360 * std::max(turn_a, turn_b) - 180;
            const Vec cut{seam, a.y + (b.y - a.y) * (seam - a.x) / (b.x - a.x)};
            parts.back().push_back(shifted(cut, turn_a));
            parts.push_back({shifted(cut, turn_b)});
        }
        parts.back().push_back(shifted(b, turn_b));
    }
    // A line that only touches the seam leaves a part of one place.
    std::erase_if(parts, [](const Line& part) {
        return std::all_of(part.begin(), part.end(), [&](Vec v) { return v == part.front(); });
    });
    if (parts.empty()) parts.push_back({within_180(line.front()), within_180(line.back())});  // a line of no length
    return parts;
}

MultiPolygon cut_at_antimeridian(const MultiPolygon& polygons) {
    MultiPolygon result;
    for (const Polygon& polygon : polygons) {
        if (is_within(polygon.outer)) {
            result.push_back(polygon);
            continue;
        }
        for (const double turn : {-1.0, 0.0, 1.0})
            for (Polygon part : clipped({polygon}, {360 * turn - 180, -90}, {360 * turn + 180, 90})) {
                for (Vec& v : part.outer) v = shifted(v, turn);
                for (Ring& hole : part.holes)
                    for (Vec& v : hole) v = shifted(v, turn);
                result.push_back(std::move(part));
            }
    }
    return result;
}

}  // namespace picket::geo
