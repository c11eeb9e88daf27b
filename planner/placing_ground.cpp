#include "planner/placing_ground.hpp"

#include "planner/lane_ground.hpp"

#include "geo/parallel.hpp"
#include "geo/raster.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace picket::planner {

using geo::Distance;
using geo::Position;
using geo::Region;
using geo::Vec;

namespace {

constexpr double most_demands = 300;         // about
constexpr double most_candidates = 200'000;  // looked at

// The middle of a piece, by its outer ring, if it lies in it; otherwise the first vertex.
Vec inside_of(const geo::Polygon& polygon) {
    const geo::Ring& ring = polygon.outer;
    Vec sum{0, 0};
    double twice = 0;
    const Vec o = ring.front();
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Vec a{ring[i].x - o.x, ring[i].y - o.y};
        const Vec& next = ring[(i + 1) % ring.size()];
        const Vec b{next.x - o.x, next.y - o.y};
        const double cross = a.x * b.y - a.y * b.x;
        twice += cross;
        sum = {sum.x + cross * (a.x + b.x) / 3, sum.y + cross * (a.y + b.y) / 3};
    }
    if (twice == 0) return o;
    const Vec middle{o.x + sum.x / twice, o.y + sum.y / twice};
    return contains(Region(geo::MultiPolygon{polygon}), middle) ? middle : o;
}

struct PlaneBox {
    Vec low{HUGE_VAL, HUGE_VAL}, high{-HUGE_VAL, -HUGE_VAL};
    void add(Vec v) {
        low = {std::min(low.x, v.x), std::min(low.y, v.y)};
        high = {std::max(high.x, v.x), std::max(high.y, v.y)};
    }
};

// A cell of the equal-area plane as a region of the frame.
Region cell_region(const geo::Frame& frame, Vec low, Vec high) {
    const auto at = [&](double x, double y) { return frame.to_frame(geo::equal_area_inverse(frame.centre(), {x, y})); };
    const geo::Ring ring{at(low.x, low.y), at(high.x, low.y), at(high.x, high.y), at(low.x, high.y), at(low.x, low.y)};
    return Region(geo::MultiPolygon{{ring, {}}});
}

void add_demand(std::vector<Demand>& demands, const geo::Frame& frame, const Region& piece, geo::Area zone_area) {
    const geo::Polygon* largest = nullptr;
    const geo::MultiPolygon polygons = piece.polygons();
    double most = 0;
    for (const geo::Polygon& p : polygons)
        if (const double area = std::abs(geo::signed_area2(p.outer)); area > most) {
            most = area;
            largest = &p;
        }
    if (largest) demands.push_back({frame.to_position(inside_of(*largest)), geo::area_of(frame, piece) / zone_area});
}

}  // namespace

std::vector<Demand> demands_of(const Theatre& t, const Region& zone) {
    const geo::Area area = geo::area_of(t.frame, zone);
    const Region open = intersect(zone, t.free);
    if (open.is_empty()) return {};
    PlaneBox box;
    for (const geo::Polygon& p : open.polygons())
        for (const Vec& v : p.outer) box.add(geo::equal_area(t.frame.centre(), t.frame.to_position(v)));
    // Cells of round hundreds of metres; a zone of many far pieces has larger ones.
    const double wide = box.high.x - box.low.x, high = box.high.y - box.low.y;
    const double side = std::max(std::sqrt(area.square_metres() / most_demands), std::max(wide, high) / 200);
    const double cell = std::max(100.0, std::ceil(side / 100) * 100);
    const auto first = [&](double v) { return std::floor(v / cell) * cell; };
    std::vector<double> columns;
    for (double x = first(box.low.x - cell / 10); x < box.high.x + cell / 10; x += cell) columns.push_back(x);
    std::vector<std::vector<Demand>> by_column(columns.size());
    // The frame's straight edges are curves in the plane: cells overlap the box by a tenth.
    geo::parallel_for(columns.size(), [&](std::size_t c) {
        const double x = columns[c], y0 = first(box.low.y - cell / 10);
        Region strip;
        const int rows = static_cast<int>(std::ceil((box.high.y + cell / 10 - y0) / cell));
        std::vector<Region> cells;
        for (int r = rows - 1; r >= 0; --r) cells.push_back(cell_region(t.frame, {x, y0 + r * cell}, {x + cell, y0 + (r + 1) * cell}));
        strip = intersect(open, unite(cells));
        if (strip.is_empty()) return;
        for (const Region& one : cells) add_demand(by_column[c], t.frame, intersect(strip, one), area);
    });
    std::vector<Demand> demands;
    for (const std::vector<Demand>& some : by_column) demands.insert(demands.end(), some.begin(), some.end());
    // Cutting on the grid has moved vertices by a millimetre: together the cells are what is open all the same.
    const double sum = std::accumulate(demands.begin(), demands.end(), 0.0, [](double s, const Demand& d) { return s + d.weight; });
    const double share = geo::area_of(t.frame, open) / area / sum;
    for (Demand& d : demands) d.weight *= share;
    return demands;
}

WaysToDemands::WaysToDemands(const Theatre& theatre, std::vector<Demand> demands, Distance limit)
    : theatre_(&theatre), demands_(std::move(demands)), limit_(limit), ways_(demands_.size()) {
    for (const Demand& d : demands_) plane_.push_back(geo::equal_area(theatre.frame.centre(), d.at));
    geo::parallel_for(demands_.size(),
                      [&](std::size_t i) { ways_[i] = std::make_shared<const geo::ShortestWays>(theatre.air->space(), demands_[i].at, limit); });
}

std::vector<double> WaysToDemands::from(Position place) const {
    const Vec here = geo::equal_area(theatre_->frame.centre(), place);
    const geo::Located located = theatre_->air->space().locate(place);
    std::vector<double> ways(demands_.size(), HUGE_VAL);
    if (located.triangles.empty()) return ways;
    // The plane is true to 3 % within 3,000 km of its centre; what it says is far is not asked for.
    const double far = limit_.metres() * 1.05;
    for (std::size_t i = 0; i < ways.size(); ++i) {
        if (std::hypot(plane_[i].x - here.x, plane_[i].y - here.y) > far) continue;
        if (const auto found = ways_[i]->find(located, limit_)) ways[i] = found->way_m;
    }
    return ways;
}

CandidateGrid::CandidateGrid(const Plan& plan, const Zone& zone, geo::Faults faults) : plan_(plan), zone_(zone) {
    const Theatre& t = plan.theatre;
    if (zone.stations->stand_off > Distance{}) front_ = legs_of(t.frontline);
    std::vector<Region> threats;
    geo::Notices notices;
    for (const geo::LayerRef& ref : zone.stations->threats) threats.push_back(read_region(t, ref, faults, notices));
    threats_ = unite(threats);
    threat_edges_ = edges_of(t.frame, {threats_});
}

// By the racetrack's worst point.
bool CandidateGrid::is_off_front(Position p) const {
    return !front_ || !front_->is_within(p, zone_.stations->stand_off + zone_.stations->track / 2);
}

bool CandidateGrid::is_clear_of_threats(Position p) const {
    const StationsWanted& w = *zone_.stations;
    if (!threat_edges_) return true;
    return !contains(threats_, plan_.theatre.frame.to_frame(p)) && !threat_edges_->is_within(p, w.threat_distance + w.track / 2);
}

Candidates CandidateGrid::candidates(const WaysToDemands& ways, Distance spacing) const {
    const geo::Frame& frame = plan_.theatre.frame;
    PlaneBox box;
    for (const Demand& d : ways.demands()) box.add(geo::equal_area(frame.centre(), d.at));
    const double step = spacing.metres(), around = ways.limit().metres() * 1.05;
    const auto first = static_cast<long>(std::ceil((box.low.x - around) / step)), last = static_cast<long>(std::floor((box.high.x + around) / step));
    const auto bottom = static_cast<long>(std::ceil((box.low.y - around) / step)), top = static_cast<long>(std::floor((box.high.y + around) / step));
    const double number = static_cast<double>(last - first + 1) * static_cast<double>(top - bottom + 1);
    if (number > most_candidates)
        throw geo::InputError(fmt::format("{}: zone '{}': stations: spacing {:.3f} km makes {:.0f} candidates; at most {:.0f} are looked at, so make it "
                                          "larger",
                                          plan_.scenario.file.string(), zone_.id, spacing.kilometres(), number, most_candidates));
    struct Looked {
        Position at = Position::computed(0, 0);
        bool near = false, free = false, off_front = false, clear = false;
        std::vector<double> ways;  // empty: no candidate
    };
    const std::size_t columns = static_cast<std::size_t>(last - first + 1);
    std::vector<Looked> all(static_cast<std::size_t>(number));
    geo::parallel_for(all.size(), [&](std::size_t n) {
        Looked& one = all[n];
        const double x = static_cast<double>(first + static_cast<long>(n % columns)) * step, y = static_cast<double>(top - static_cast<long>(n / columns)) * step;
        const Position exact = geo::equal_area_inverse(frame.centre(), {x, y});
        // A metre is as near as anybody flies, and is read with ease.
        one.at = Position::computed(std::round(exact.lon() * 1e5) / 1e5, std::round(exact.lat() * 1e5) / 1e5);
        for (const Demand& d : ways.demands())
            if (const Vec v = geo::equal_area(frame.centre(), d.at); std::hypot(v.x - x, v.y - y) <= ways.limit().metres()) one.near = true;
        if (!one.near) return;
        one.free = plan_.theatre.air->space().holds(one.at);
        one.off_front = one.free && is_off_front(one.at);
        one.clear = one.off_front && is_clear_of_threats(one.at);
        if (!one.clear) return;
        std::vector<double> found = ways.from(one.at);
        if (std::any_of(found.begin(), found.end(), [](double w) { return std::isfinite(w); })) one.ways = std::move(found);
    });
    Candidates result;
    for (Looked& one : all) {
        result.near += one.near;
        result.free += one.free;
        result.off_front += one.off_front;
        result.clear += one.clear;
        if (one.ways.empty()) continue;
        result.at.push_back(one.at);
        result.ways.push_back(std::move(one.ways));
    }
    return result;
}

}  // namespace picket::planner
