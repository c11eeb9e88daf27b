#include "planner/sea_route.hpp"

#include "geo/edges.hpp"
#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/proximity.hpp"
#include "geo/shortest_ways.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Position;
using geo::ShortestWays;

namespace {

constexpr Distance nowhere = Distance::metres(HUGE_VAL);

// How far from an end waters outside the belt are looked for, and how much more than the way to them is opened: room to turn.
constexpr Distance longest_way_out = Distance::kilometres(100);
constexpr double opened_share = 1.1;

using Shore = SeaWaters::Shore;

// The shores of both places that share their waters, of the least offsets together.
std::optional<std::pair<Shore, Shore>> shared(const std::vector<Shore>& from, const std::vector<Shore>& to) {
    std::optional<std::pair<Shore, Shore>> best;
    for (const Shore& a : from)
        for (const Shore& b : to)
            if (a.waters == b.waters && (!best || a.away + b.away < best->first.away + best->second.away)) best = {a, b};
    return best;
}

// What is found within a radius of the start.
class Look {
  public:
    Look(const GivenWaters& given, const NamedPlace& from, const NamedPlace& to, Distance offshore, Distance tolerance, Distance radius)
        : tolerance_(tolerance), offshore_(offshore), radius_(radius), frame_(from.at), waters_(given, frame_, radius, tolerance) {
        if (const auto pair = shared(waters_.shores(from), waters_.shores(to)))
            find(pair->first, pair->second);
        else
            is_final_ = true;  // only waters 0 may join others, farther away
    }

    const std::optional<SeaRoute>& route() const { return route_; }
    bool is_final() const { return is_final_; }

  private:
    void find(const Shore& from, const Shore& to) {
        route_ = SeaRoute{{from.at, from.away, {}}, {to.at, to.away, {}}, {}, {}};
        geo::MultiPolygon free = waters_.space().free();
        std::optional<geo::FreeSpace> off_land;
        if (offshore_ > Distance{}) {
            if (!open_belt(free)) {
                // Waters that the window does not hold as a whole are one piece, so a wider look would find no more.
                is_final_ = true;
                route_.reset();
                return;
            }
            off_land.emplace(frame_, free);
        }
        is_final_ = !contains(geo::Region({free.front()}), frame_.to_frame(from.at));
        // Waters that lie in the window as a whole hold every way through them. Others hold ways too short to lead out and back.
        const Distance inside = radius_ * 2 - distance(frame_.centre(), from.at) - distance(frame_.centre(), to.at);
        const ShortestWays ways(off_land ? *off_land : waters_.space(), from.at, is_final_ ? nowhere : inside);
        route_->way = ways.way_to(to.at);
        if (route_->way.empty() || route_->length() > longest_sea_route)
            route_.reset();
        else
            draw();
    }

    // What is free outside the belt with openings; false when there are no waters outside that both ends come to.
    bool open_belt(geo::MultiPolygon& free) {
        const geo::Region belt = waters_.near_land(offshore_);
        const geo::MultiPolygon outside = waters_.free_without(belt, {});
        const std::vector<Distance> from = ways_out(route_->from.at, outside), to = ways_out(route_->to.at, outside);
        std::size_t best = 0;
        for (std::size_t i = 1; i < outside.size(); ++i)
            if (from[i] + to[i] < from[best] + to[best]) best = i;
        if (from[best] + to[best] == nowhere) return false;
        std::vector<SeaWaters::Opening> openings;
        for (const auto& [end, out] : {std::pair{&route_->from, from[best]}, std::pair{&route_->to, to[best]}}) {
            if (!(out > Distance{})) continue;
            end->opened = out * opened_share;
            openings.push_back({end->at, end->opened});
        }
        free = waters_.free_without(belt, openings);
        return true;
    }

    // The ways from an end to the nearest place of each piece of the waters outside; an end that lies in one of them stays there.
    std::vector<Distance> ways_out(Position end, const geo::MultiPolygon& outside) const {
        std::vector<Distance> least(outside.size(), nowhere);
        for (std::size_t i = 0; i < outside.size(); ++i)
            if (contains(geo::Region({outside[i]}), frame_.to_frame(end))) {
                least[i] = {};
                return least;
            }
        const ShortestWays ways(waters_.space(), end, longest_way_out);
        geo::parallel_for(outside.size(), [&](std::size_t i) {
            look_along(outside[i].outer, ways, end, least[i]);
            for (const geo::Ring& hole : outside[i].holes) look_along(hole, ways, end, least[i]);
        });
        return least;
    }

    // The nearest place of an edge is one of its ends, or nearest to a corner that the way to it comes from.
    void look_along(const geo::Ring& border, const ShortestWays& ways, Position end, Distance& least) const {
        const auto look_at = [&](Position p) { least = std::min(least, ways.distance_to(p).value_or(nowhere)); };
        for (std::size_t i = 1; i < border.size(); ++i) {
            const Position a = frame_.to_position(border[i - 1]), b = frame_.to_position(border[i]);
            const Distance to_a = distance(end, a), worth = std::min(least, longest_way_out);
            if (to_a - distance(a, b) > worth) continue;
            if (to_a < worth) look_at(a);
            if (geo::nearest_of_leg(a, b, end).away > worth) continue;
            for (const std::size_t root : ways.roots_along(geo::to_grid(border[i - 1]), geo::to_grid(border[i])))
                look_at(geo::nearest_of_leg(a, b, ways.roots()[root].position).place);
        }
    }

    // Along the frame's straight lines, which were seen to be free.
    void draw() {
        geo::Line line;
        for (const Position& p : route_->way) line.push_back(frame_.to_frame(p));
        route_->drawn = geo::to_lon_lat(frame_, line, ToleranceBudget(tolerance_).output);
        if (route_->drawn.size() == 1) route_->drawn.push_back(route_->drawn.front());  // a line of no length is one too
    }

    Distance tolerance_, offshore_, radius_;
    geo::Frame frame_;
    SeaWaters waters_;
    std::optional<SeaRoute> route_;
    bool is_final_ = false;
};

}  // namespace

Distance SeaRoute::length() const { return geo::measure_line(way); }

std::optional<SeaRoute> sea_route(const GivenWaters& given, const NamedPlace& from, const NamedPlace& to, Distance offshore,
                                  Distance tolerance) {
    const Distance direct = distance(from.at, to.at);
    if (direct > longest_sea_route)
        throw geo::InputError(fmt::format("{}: lies {:.0f} km from {}; at most {:g} km are allowed", to.name, direct.kilometres(), from.name,
                                          longest_sea_route.kilometres()));
    // Ways out of the belt lie in the window at both ends.
    const Distance more = offshore > Distance{} ? longest_way_out : Distance{};
    for (Distance radius = std::max(Distance::kilometres(100), direct * 1.1) + more;; radius = radius * 2) {
        radius = std::min(radius, longest_sea_route);
        const Look look(given, from, to, offshore, tolerance, radius);
        if (look.route() || look.is_final() || radius == longest_sea_route) return look.route();
    }
}

}  // namespace picket::planner
