#include "geo/walls.hpp"

#include "geo/plane_distance.hpp"

#include <algorithm>
#include <cmath>

namespace picket::geo {

Walls::Walls(const ShortestWays& ways) : ground_(ways.space().ground()), start_(from_grid(ways.roots().front().at)) {
    for (int t = 0; t < static_cast<int>(ground_.triangles().size()); ++t) {
        if (!ways.sees(t)) continue;
        for (int i = 0; i < 3; ++i)
            if (ground_[t].wall[static_cast<std::size_t>(i)]) cuts_[{t, i}];
    }
}

void Walls::cut(Corner edge, Vec at) {
    cuts_[{edge.triangle, edge.index}].push_back(at);
    cut_places_.insert(to_grid(at));
}

std::vector<Line> Walls::lines(Distance range) const {
    std::vector<Line> lines;
    for (const auto& [edge, given] : cuts_) {
        Line line{end(edge.first, after(edge.second))};
        if (at_least_m(rough_distance_m(start_, line[0], end(edge.first, before(edge.second)))) > range.metres()) continue;
        std::vector<Vec> cuts = given;
        const auto along = [&](Vec v) { return std::hypot(v.x - line[0].x, v.y - line[0].y); };
        std::sort(cuts.begin(), cuts.end(), [&](Vec a, Vec b) { return along(a) < along(b); });
        cuts.push_back(end(edge.first, before(edge.second)));
        for (const Vec& v : cuts)
            if (!(v == line.back())) line.push_back(v);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<Line> chained(const std::vector<Line>& lines) {
    std::multimap<GridPoint, std::size_t> by_start;
    std::map<GridPoint, int> surplus;  // of lines that end at a place over those that begin there
    for (std::size_t i = 0; i < lines.size(); ++i) {
        by_start.emplace(to_grid(lines[i].front()), i);
        --surplus[to_grid(lines[i].front())];
        ++surplus[to_grid(lines[i].back())];
    }
    std::vector<Line> result;
    const auto follow = [&](auto next) {
        Line& line = result.emplace_back();
        while (next != by_start.end()) {
            const Line& piece = lines[next->second];
            by_start.erase(next);
            line.insert(line.end(), piece.begin() + (line.empty() ? 0 : 1), piece.end());
            next = by_start.find(to_grid(line.back()));
        }
    };
    // First those that no other leads to, then rings.
    for (const auto& [place, count] : surplus)
        for (int i = count; i < 0; ++i) follow(by_start.find(place));
    while (!by_start.empty()) follow(by_start.begin());
    return result;
}

}  // namespace picket::geo
