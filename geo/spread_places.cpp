#include "geo/spread_places.hpp"

#include <utility>

namespace picket::geo {

namespace {

// Places spread over a square: as near to each other as `least_m` where the ground's border has vertices, farther elsewhere.
void spread(Vec middle, double half, std::vector<Vec> border, double least_m, std::vector<Vec>& places) {
    if (border.empty() || 2 * half < least_m) {
        places.push_back(middle);
        return;
    }
    for (const double dx : {-half / 2, half / 2})
        for (const double dy : {-half / 2, half / 2}) {
            std::vector<Vec> part;
            for (const Vec& v : border)
                if ((v.x < middle.x) == (dx < 0) && (v.y < middle.y) == (dy < 0)) part.push_back(v);
            spread({middle.x + dx, middle.y + dy}, half / 2, std::move(part), least_m, places);
        }
}

}  // namespace

std::vector<Vec> spread_places(const MultiPolygon& ground, double least_m) {
    std::vector<Vec> border, places;
    Box box;
    const auto add = [&](const Ring& ring) {
        for (const Vec& v : ring) {
            border.push_back(v);
            box.add(v);
        }
    };
    for (const Polygon& p : ground) {
        add(p.outer);
        for (const Ring& hole : p.holes) add(hole);
    }
    if (border.empty()) return {};
    const double half = std::max(box.high.x - box.low.x, box.high.y - box.low.y) / 2;
    spread({(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2}, half, std::move(border), least_m, places);
    return places;
}

}  // namespace picket::geo
