#include "geo/line_clusters.hpp"

#include "geo/antimeridian.hpp"
#include "geo/edges.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace picket::geo {

namespace {

struct Cluster {
    Box box;
    std::vector<std::size_t> lines;

    void add(const Cluster& other) {
        box.add(other.box);
        lines.insert(lines.end(), other.lines.begin(), other.lines.end());
    }
};

const Line map_edge{{-180, -90}, {180, -90}, {180, 90}, {-180, 90}, {-180, -90}};

// From west to east: a cluster that ends west of the line at hand is complete; one that grows may come to meet others.
std::vector<Cluster> clustered(const std::vector<Line>& lines) {
    std::vector<Box> boxes(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (const Vec& v : lines[i]) boxes[i].add(v);
    std::vector<std::size_t> order(lines.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return boxes[a].low.x < boxes[b].low.x; });
    std::vector<Cluster> open, complete;
    for (const std::size_t i : order) {
        Cluster grown{boxes[i], {i}};
        for (bool grew = true; grew;) {
            grew = false;
            for (std::size_t k = open.size(); k-- > 0;) {
                const bool passed = open[k].box.high.x < boxes[i].low.x;
                if (!passed && !open[k].box.meets(grown.box)) continue;
                if (passed) {
                    complete.push_back(std::move(open[k]));
                } else {
                    grown.add(open[k]);
                    grew = true;
                }
                open[k] = std::move(open.back());
                open.pop_back();
            }
        }
        open.push_back(std::move(grown));
    }
    std::move(open.begin(), open.end(), std::back_inserter(complete));
    for (Cluster& cluster : complete) std::sort(cluster.lines.begin(), cluster.lines.end());
    std::sort(complete.begin(), complete.end(), [](const Cluster& a, const Cluster& b) { return a.lines[0] < b.lines[0]; });
    return complete;
}

// Whether what lies outside all clusters is taken: told by a place beside one of them.
bool is_background_taken(const std::vector<Cluster>& clusters, const std::function<bool(Vec)>& is_taken) {
    constexpr double beside_deg = 1e-6;
    for (const Cluster& cluster : clusters)
        for (const Vec place : {Vec{cluster.box.low.x - beside_deg, cluster.box.low.y - beside_deg},
                                Vec{cluster.box.high.x + beside_deg, cluster.box.high.y + beside_deg}}) {
            if (!(std::abs(place.x) <= 180 && std::abs(place.y) <= 90)) continue;
            if (std::any_of(clusters.begin(), clusters.end(), [&](const Cluster& c) { return c.box.holds(place); })) continue;
            return is_taken(place);
        }
    return true;  // they leave no room beside them: let all be told together
}

}  // namespace

std::vector<Line> on_map(const std::vector<Line>& lines) {
    std::vector<Line> result;
    for (const Line& line : lines)
        for (Line& part : cut_at_antimeridian(line)) {
            for (Vec& v : part) v = rounded(v);
            result.push_back(std::move(part));
        }
    return result;
}

std::vector<std::vector<Line>> clusters_of(std::vector<Line> lines, const std::function<bool(Vec)>& is_taken) {
    if (lines.empty()) return is_taken({0, 0}) ? std::vector<std::vector<Line>>{{map_edge}} : std::vector<std::vector<Line>>{};
    const std::vector<Cluster> clusters = clustered(lines);
    // One that runs round the Earth parts the map in two, and either part may hold others.
    const bool runs_round = std::any_of(clusters.begin(), clusters.end(),
                                        [](const Cluster& c) { return c.box.low.x <= -180 && c.box.high.x >= 180; });
    if (runs_round || is_background_taken(clusters, is_taken)) {
        lines.push_back(map_edge);
        return {std::move(lines)};
    }
    std::vector<std::vector<Line>> result;
    for (const Cluster& cluster : clusters) {
        std::vector<Line>& group = result.emplace_back();
        for (const std::size_t i : cluster.lines) group.push_back(std::move(lines[i]));
        for (const double seam : {-180.0, 180.0})
            if (cluster.box.low.x == seam || cluster.box.high.x == seam)
                group.push_back({{seam, cluster.box.low.y}, {seam, cluster.box.high.y}});
    }
    return result;
}

}  // namespace picket::geo
