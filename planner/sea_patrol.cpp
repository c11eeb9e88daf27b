#include "planner/sea_patrol.hpp"

#include "geo/edges.hpp"
#include "geo/geodesic.hpp"
#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::InputError;
using geo::Path;
using geo::Position;
using geo::Vec;

namespace {

// How much longer the greatest way to a box's edge may be told than it is.
constexpr Distance way_error = Distance::metres(0.1);

// So far beyond its lane's end a stretch may end: lengths are written rounded.
constexpr Distance rounded_off = Distance::metres(1);

Position as_written(Position p) {
    const Vec v = geo::rounded({p.lon(), p.lat()});
    return Position::computed(v.x, v.y);
}

geo::Ring ring_of(const geo::Frame& frame, const std::vector<Position>& corners) {
    geo::Ring ring;
    for (const Position& p : corners) ring.push_back({frame.unwrapped_lon(p.lon()), p.lat()});
    ring.push_back(ring.front());
    if (geo::signed_area2(ring) < 0) std::reverse(ring.begin(), ring.end());
    return ring;
}

// The centre of gravity, in the frame.
Position centre_of_box(const geo::Frame& frame, const std::vector<Position>& corners) {
    geo::Ring ring;
    for (const Position& p : corners) ring.push_back(frame.to_frame(p));
    const Vec o = ring.front();
    double twice = 0, x = 0, y = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Vec c = ring[(i + 1) % ring.size()], a{ring[i].x - o.x, ring[i].y - o.y}, b{c.x - o.x, c.y - o.y};
        const double cross = a.x * b.y - a.y * b.x;
        twice += cross;
        x += (a.x + b.x) * cross;
        y += (a.y + b.y) * cross;
    }
    return as_written(frame.to_position({o.x + x / (3 * twice), o.y + y / (3 * twice)}));
}

// No place of the line is farther by its way from where the ways start, and one is to `way_error`. Along the line a way grows by
// no more than one goes.
class FarthestOnLine {
  public:
    FarthestOnLine(const geo::ShortestWays& ways, const Path& line) : ways_(ways), line_(line) {}

    Distance operator()() {
        const std::vector<Distance>& stations = line_.stations();
        for (const Distance s : stations) greatest_ = std::max(greatest_, way(s));
        for (std::size_t i = 1; i < stations.size(); ++i) look_between(stations[i - 1], way(stations[i - 1]), stations[i], way(stations[i]));
        return greatest_ + way_error;
    }

  private:
    // Nothing where the edge runs over land.
    Distance way(Distance along) const { return ways_.distance_to(line_.at(along)).value_or(Distance{}); }

    void look_between(Distance a, Distance way_a, Distance b, Distance way_b) {
        if ((way_a + way_b + (b - a)) / 2 <= greatest_ + way_error || b - a < way_error) return;
        const Distance middle = (a + b) / 2, way_middle = way(middle);
        greatest_ = std::max(greatest_, way_middle);
        look_between(a, way_a, middle, way_middle);
        look_between(middle, way_middle, b, way_b);
    }

    const geo::ShortestWays& ways_;
    const Path& line_;
    Distance greatest_;
};

void add_posts_along(const Path& line, const Vessel& vessel, std::vector<SeaPost>& posts) {
    const Distance part = line.length() / vessel.count;
    for (int i = 0; i < vessel.count; ++i)
        posts.push_back({vessel.count == 1 ? vessel.id : fmt::format("{}-{}", vessel.id, i + 1), vessel.id, as_written(line.at(part * (i + 0.5))), part / 2});
}

Position nearest_of_edge(const Path& line, Position centre) { return as_written(line.nearest(centre).position); }

// Where the centre lies on land, or in a lake there, the nearest place of the edge stands for it.
SeaPost post_in_box(const Theatre& theatre, const Vessel& vessel, const Path& line) {
    const Position centre = centre_of_box(theatre.frame, vessel.patrol->box);
    SeaPost post{vessel.id, vessel.id, centre, {}};
    if (!theatre.sea) return post;
    std::vector<Position> places{centre, nearest_of_edge(line, centre)};
    places.insert(places.end(), line.vertices().begin(), line.vertices().end());
    // An edge in the water may still touch land by the tolerance.
    std::stable_sort(places.begin() + 2, places.end(), [&](Position a, Position b) { return distance(a, centre) < distance(b, centre); });
    for (const Position at : places) {
        if (!theatre.sea->space().holds(at)) continue;
        const auto ways = theatre.sea->between(at, line.vertices());
        if (std::none_of(line.vertices().begin(), line.vertices().end(), [&](Position p) { return ways->distance_to(p).has_value(); })) continue;
        post.at = at;
        post.half = FarthestOnLine(*ways, line)();
        return post;
    }
    return post;
}

}  // namespace

std::vector<Position> places_of_vessels(const Scenario& s) {
    std::vector<Position> places;
    for (const Vessel& v : s.vessels) {
        if (v.at) places.push_back(*v.at);
        if (v.patrol) places.insert(places.end(), v.patrol->box.begin(), v.patrol->box.end());
    }
    return places;
}

Path patrol_line(const Scenario& s, const Theatre& t, const SeaPatrol& patrol, const std::string& user) {
    if (patrol.lane.empty()) {
        const geo::Ring ring = ring_of(t.frame, patrol.box);
        if (const auto fault = geo::fault_of({{ring, {}}}))
            throw InputError(fmt::format("{}: the box of the patrol of {} is no simple polygon: {}; draw its corners in order round it, so that no edges cross",
                                         s.file.string(), user, *fault));
        return Path(geo::to_geodesics(ring, geo::EdgeRule::straight, t.budget.input));
    }
    const Path& lane = t.lanes.at(patrol.lane).path;
    const Distance from = patrol.from.value_or(Distance{}), asked = patrol.to.value_or(lane.length()), to = std::min(asked, lane.length());
    if (asked > lane.length() + rounded_off || !(from < to))
        throw InputError(fmt::format("{}: the patrol of {} runs from km {:.10g} to km {:.10g}, but lane '{}' is {:.10g} km long; give from and to within that",
                                     s.file.string(), user, from.kilometres(), asked.kilometres(), patrol.lane, lane.length().kilometres()));
    return lane.slice(from, to);
}

geo::Region patrol_box(const Theatre& t, const SeaPatrol& patrol) {
    return geo::valid_region(geo::to_frame(t.frame, geo::MultiPolygon{{ring_of(t.frame, patrol.box), {}}}, geo::EdgeRule::straight, t.budget.input));
}

std::vector<SeaPost> sea_posts(const Scenario& s, const Theatre& t) {
    std::vector<SeaPost> posts;
    for (const Vessel& vessel : s.vessels) {
        if (vessel.at) {
            posts.push_back({vessel.id, vessel.id, *vessel.at, {}});
            continue;
        }
        const Path line = patrol_line(s, t, *vessel.patrol, fmt::format("vessel '{}'", vessel.id));
        if (vessel.patrol->is_loop)
            posts.push_back(post_in_box(t, vessel, line));
        else
            add_posts_along(line, vessel, posts);
    }
    return posts;
}

std::vector<Position> starts_of_ships(const Scenario& s, const Theatre& t) {
    std::vector<Position> starts;
    for (const SeaPost& post : sea_posts(s, t)) starts.push_back(post.at);
    for (const Vessel& vessel : s.vessels) {
        if (!vessel.patrol || !vessel.patrol->is_loop) continue;
        const std::vector<Position>& box = vessel.patrol->box;
        const auto nearer = [&](Position a, Position b) { return distance(t.frame.centre(), a) < distance(t.frame.centre(), b); };
        starts.push_back(nearest_of_edge(patrol_line(s, t, *vessel.patrol, vessel.id), centre_of_box(t.frame, box)));
        starts.push_back(*std::max_element(box.begin(), box.end(), nearer));
    }
    return starts;
}

}  // namespace picket::planner
