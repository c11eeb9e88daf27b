#include "planner/lane_stretches.hpp"

#include "planner/lane_search.hpp"

#include "geo/geodesic.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Path;
using geo::Position;
using geo::Vec;

namespace {

// A straight line of the frame lies within 2 mm of a geodesic so long.
constexpr Distance straight = Distance::kilometres(5);

double cross(Vec a, Vec b) { return a.x * b.y - a.y * b.x; }
Vec minus(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }

struct Edge {
    Vec from, to;

    bool is_near(const Edge& o) const {
        return std::max(from.x, to.x) >= std::min(o.from.x, o.to.x) && std::max(o.from.x, o.to.x) >= std::min(from.x, to.x) &&
               std::max(from.y, to.y) >= std::min(o.from.y, o.to.y) && std::max(o.from.y, o.to.y) >= std::min(from.y, to.y);
    }
};

// Which share of the way along an edge it meets another; both ends of what they have in common.
void add_meetings(const Edge& edge, const Edge& other, std::vector<double>& shares) {
    const Vec along = minus(edge.to, edge.from), across = minus(other.to, other.from), off = minus(other.from, edge.from);
    const double squared = along.x * along.x + along.y * along.y;
    if (!(squared > 0)) return;
    const auto add = [&](double share) {
        if (share > -1e-9 && share < 1 + 1e-9) shares.push_back(std::clamp(share, 0.0, 1.0));
    };
    const double turn = cross(along, across);
    if (std::abs(turn) <= 1e-9 * squared) {
        for (const Vec end : {other.from, other.to}) {
            const Vec to_end = minus(end, edge.from);
            add((to_end.x * along.x + to_end.y * along.y) / squared);
        }
        return;
    }
    const double on_other = cross(off, along) / turn;
    if (on_other > -1e-9 && on_other < 1 + 1e-9) add(cross(off, across) / turn);
}

// Of a leg from that vertex, between a place where `holds` is false and one where it is true.
template <class Predicate>
Distance bisected(Distance false_end, Distance true_end, const Predicate& holds) {
    while (std::abs((true_end - false_end).metres()) > flip_error.metres()) {
        const Distance middle = (false_end + true_end) / 2;
        (holds(middle) ? true_end : false_end) = middle;
    }
    return (false_end + true_end) / 2;
}

// Along a geodesic the distance to a place falls and then rises, so a circle is crossed at most twice, on both sides of the
// nearest place.
void add_circle_crossings(const Path& leg, Distance start, Position centre, Distance radius, std::vector<Distance>& cuts) {
    if (distance(leg.vertices().front(), centre) > radius + leg.length()) return;
    const Path::Nearest nearest = leg.nearest(centre);
    if (nearest.away > radius) return;
    const auto outside = [&](Distance d) { return distance(leg.at(d), centre) > radius; };
    if (outside(Distance{})) cuts.push_back(start + bisected(nearest.along, Distance{}, outside));
    if (outside(leg.length())) cuts.push_back(start + bisected(nearest.along, leg.length(), outside));
}

}  // namespace

bool NamedStretches::holds(Distance along) const {
    const auto next = std::upper_bound(in.begin(), in.end(), along, [](Distance d, const LaneStretch& s) { return d < s.from; });
    return next != in.begin() && along < std::prev(next)->to;
}

std::vector<Distance> places_inside(const Path& path, const LaneStretch& s) {
    const Distance hair = std::min(Distance::metres(0.01), (s.to - s.from) / 4);
    std::vector<Distance> places{s.from + hair};
    for (const Distance d : path.stations())
        if (d > s.from + hair && d < s.to - hair) places.push_back(d);
    places.push_back(s.to - hair);
    return places;
}

std::vector<LaneStretch> stretches_between(const Path& path, std::vector<Distance> cuts, const std::function<bool(Position)>& holds) {
    cuts.push_back(Distance{});
    cuts.push_back(path.length());
    std::sort(cuts.begin(), cuts.end());
    std::vector<LaneStretch> all;
    for (std::size_t i = 1; i < cuts.size(); ++i) {
        if (!(cuts[i] > cuts[i - 1]) || !holds(path.at((cuts[i - 1] + cuts[i]) / 2))) continue;
        if (!all.empty() && all.back().to == cuts[i - 1])
            all.back().to = cuts[i];
        else
            all.push_back({cuts[i - 1], cuts[i]});
    }
    return all;
}

std::vector<LaneStretch> stretches_in_circle(const Path& path, Position centre, Distance radius) {
    if (!(radius > Distance{})) return {};
    std::vector<Distance> cuts;
    for (std::size_t i = 1; i < path.vertices().size(); ++i)
        add_circle_crossings(Path({path.vertices()[i - 1], path.vertices()[i]}), path.stations()[i - 1], centre, radius, cuts);
    return stretches_between(path, std::move(cuts), [&](Position p) { return distance(p, centre) <= radius; });
}

std::vector<LaneStretch> stretches_in_area(const Path& path, const geo::Frame& frame, const geo::Region& area) {
    if (area.is_empty()) return {};
    const geo::PreparedRegion prepared(area);
    return stretches_between(path, border_crossings(path, frame, area.polygons()),
                             [&](Position p) { return prepared.contains(frame.to_frame(p)); });
}

std::vector<Distance> border_crossings(const Path& path, const geo::Frame& frame, const geo::MultiPolygon& area) {
    const Path fine = path.densified(straight);
    std::vector<Edge> pieces;
    Edge box{{HUGE_VAL, HUGE_VAL}, {-HUGE_VAL, -HUGE_VAL}};
    Vec last{};
    for (const Position& p : fine.vertices()) {
        const Vec v = frame.to_frame(p);
        if (box.from.x != HUGE_VAL) pieces.push_back({last, v});
        box = {{std::min(box.from.x, v.x), std::min(box.from.y, v.y)}, {std::max(box.to.x, v.x), std::max(box.to.y, v.y)}};
        last = v;
    }
    std::vector<Edge> edges;
    const auto add_ring = [&](const geo::Ring& ring) {
        for (std::size_t i = 1; i < ring.size(); ++i)
            if (const Edge edge{ring[i - 1], ring[i]}; edge.is_near(box)) edges.push_back(edge);
    };
    for (const geo::Polygon& polygon : area) {
        add_ring(polygon.outer);
        for (const geo::Ring& hole : polygon.holes) add_ring(hole);
    }
    std::vector<Distance> cuts;
    std::vector<double> shares;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        shares.clear();
        for (const Edge& edge : edges)
            if (edge.is_near(pieces[i])) add_meetings(pieces[i], edge, shares);
        const Vec along = minus(pieces[i].to, pieces[i].from);
        // The plane stretches unevenly, so how far along is measured on the ellipsoid.
        for (const double share : shares)
            cuts.push_back(fine.stations()[i] + distance(fine.vertices()[i], frame.to_position({pieces[i].from.x + share * along.x,
                                                                                                 pieces[i].from.y + share * along.y})));
    }
    return cuts;
}

}  // namespace picket::planner
