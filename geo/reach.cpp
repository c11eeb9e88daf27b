#include "geo/reach.hpp"

#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/plane_distance.hpp"
#include "geo/walls.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <stdexcept>
#include <utility>

namespace picket::geo {

namespace {

using Root = ShortestWays::Root;

constexpr double root_error_m = 1e-4;  // of where an arc meets a wall

double cross(Vec a, Vec b) { return a.x * b.y - a.y * b.x; }
double dot(Vec a, Vec b) { return a.x * b.x + a.y * b.y; }
Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }
double size(Vec v) { return std::hypot(v.x, v.y); }
Vec between(Vec a, Vec b, double share) { return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share}; }
Vec on_grid(Vec v) { return from_grid(to_grid(v)); }

// The arcs of all roots.
class Arcs {
  public:
    Arcs(const ShortestWays& ways, Distance range, Distance tolerance, Walls& walls)
        : ways_(ways), frame_(ways.space().frame()), ground_(ways.space().ground()), range_m_(range.metres()),
          tolerance_m_(tolerance.metres()), walls_(walls), joints_(ways.roots().size()) {
        for (std::size_t i = 0; i < ways.roots().size(); ++i) root_at_[ways.roots()[i].at] = i;
    }

    std::vector<Line> draw() {
        for (number_ = 0; number_ < ways_.roots().size(); ++number_) {
            rest_m_ = range_m_ - root().way_m;
            if (rest_m_ > root_error_m) draw_root();
        }
        std::vector<Line> lines = chained(lines_);
        const std::size_t count = lines.size();
        for (std::size_t i = 0; i < count; ++i)
            for (const Vec& end : {lines[i].front(), lines[i].back()})
                if (!(lines[i].front() == lines[i].back()) && !walls_.are_cut_at(end) && !deep_.contains(to_grid(end)))
                    lines.push_back(cross_at(end));
        return lines;
    }

  private:
    // Where a stretch of arc begins or ends: on a ray, or at a wall.
    struct End {
        std::optional<GridPoint> ray;
        Vec wall;
    };
    // From its right end to its left end, counter-clockwise as sight goes.
    struct Stretch {
        End right, left;
        double turn_deg;  // in the plane
    };

    const Root& root() const { return ways_.roots()[number_]; }

    void draw_root() {
        std::vector<Stretch> stretches;
        const std::span<const Opening> horizon = ways_.horizon(number_);
        bool goes_on = false;  // the last stretch ended at the ray where the next part begins
        for (const Opening& o : horizon) {
            for (const Stretch& s : open_parts(o)) {
                if (goes_on && s.right.ray) {
                    stretches.back().left = s.left;
                    stretches.back().turn_deg += s.turn_deg;
                } else {
                    stretches.push_back(s);
                }
                goes_on = s.left.ray.has_value();
                if (!goes_on) continue;
            }
            goes_on = goes_on && !stretches.empty() && stretches.back().left.ray == o.left;
        }
        if (goes_on && horizon.front().right == horizon.back().left && stretches.front().right.ray == horizon.front().right) {
            if (stretches.size() == 1) return draw_circle();
            stretches.front().right = stretches.back().right;
            stretches.front().turn_deg += stretches.back().turn_deg;
            stretches.pop_back();
        }
        for (const Stretch& s : stretches) draw(s);
    }

    double past_m(Vec place) const { return distance(root().position, frame_.to_position(place)).metres() - rest_m_; }

    // Which parts of the arc lie within an opening, before its wall.
    std::vector<Stretch> open_parts(const Opening& o) {
        const Vec at = from_grid(root().at), right = from_grid(o.right) - at, left = from_grid(o.left) - at;
        const double turn = std::atan2(cross(right, left), dot(right, left)) * 180 / std::numbers::pi;
        const Stretch whole{{o.right, {}}, {o.left, {}}, turn};
        if (!ground_[o.through.triangle].wall[static_cast<std::size_t>(o.through.index)]) return {whole};
        const Vec a = walls_.end(o.through.triangle, after(o.through.index)) - at;
        const Vec b = walls_.end(o.through.triangle, before(o.through.index)) - at;
        const Vec from = meet(right, a, b), to = meet(left, a, b);
        const auto place = [&](Vec v) { return Vec{v.x + at.x, v.y + at.y}; };
        if (at_most_m(std::max(rough_distance_m(at, place(from)), rough_distance_m(at, place(to)))) <= rest_m_) return {};
        if (at_least_m(rough_distance_m(at, place(from), place(to))) > rest_m_) return {whole};

        const auto past = [&](double share) { return past_m(place(between(from, to, share))); };
        const bool right_open = past(0) > 0, left_open = past(1) > 0;
        const auto turned = [&](Vec v, Vec w) { return std::atan2(cross(v, w), dot(v, w)) * 180 / std::numbers::pi; };
        const auto part = [&](double open_share, double closed_share, bool is_right) {
            const Vec met = between(from, to, crossing(past, closed_share, open_share));
            const Vec end = on_grid(place(met));
            walls_.cut(o.through, end);
            return is_right ? Stretch{whole.right, {{}, end}, turned(right, met)} : Stretch{{{}, end}, whole.left, turned(met, left)};
        };
        if (!right_open && !left_open) return {};
        if (right_open && left_open) {
            const double nearest = least_of(past);
            if (past(nearest) > 0) return {whole};
            return {part(0, nearest, true), part(1, nearest, false)};
        }
        return {right_open ? part(0, 1, true) : part(1, 0, false)};
    }

    // Where a ray meets the straight line through a and b; exactly their ends where it goes through them.
    static Vec meet(Vec ray, Vec a, Vec b) {
        if (cross(ray, a) == 0) return a;
        if (cross(ray, b) == 0) return b;
        const double across = cross(ray, b - a);
        if (across == 0) return size(a) < size(b) ? a : b;
        return between(a, b, std::clamp(cross(a, ray) / across, 0.0, 1.0));
    }

    // Between shares where `past` is at most 0 and above 0.
    template <class Past>
    static double crossing(const Past& past, double closed, double open) {
        for (int i = 0; i < 60; ++i) {
            const double middle = (closed + open) / 2, value = past(middle);
            if (std::abs(value) < root_error_m) return middle;
            (value > 0 ? open : closed) = middle;
        }
        return closed;
    }

    // Where a distance along a straight wall is least: it falls and then rises.
    template <class Past>
    static double least_of(const Past& past) {
        double low = 0, high = 1;
        for (int i = 0; i < 60; ++i) {
            const double a = low + (high - low) * 0.382, b = low + (high - low) * 0.618;
            const double at_a = past(a), at_b = past(b);
            if (std::min(at_a, at_b) <= 0) return at_a < at_b ? a : b;
            (at_a < at_b ? high : low) = at_a < at_b ? b : a;
        }
        return (low + high) / 2;
    }

    // A place in both systems.
    struct Spot {
        Position position;
        Vec place;
    };

    Spot spot_at(const Root& r, Angle azimuth, double away_m) const {
        const Position p = direct(r.position, azimuth, Distance::metres(away_m));
        return {p, frame_.to_frame(p)};
    }

    // So far along a ray of the plane, where sight, walls and the arcs of others end on it. The geodesic departs from the ray
    // sideways alone, by so little that the distance stays what it is.
    Spot spot_on_ray(const Root& r, Vec ray, Angle azimuth, double away_m) const {
        const Vec at = from_grid(r.at), away = spot_at(r, azimuth, away_m).place - at;
        const double along = dot(away, ray) / dot(ray, ray);
        const Vec place = on_grid({at.x + along * ray.x, at.y + along * ray.y});
        return {frame_.to_position(place), place};
    }

    // Straight on behind a bend. Both the root before it and the bend itself end an arc there, in the same place.
    const Spot& joint(std::size_t bend) {
        std::optional<Spot>& j = joints_[bend];
        if (!j) {
            const Root& r = ways_.roots()[bend];
            const Root& before = ways_.roots()[static_cast<std::size_t>(r.before)];
            j = spot_on_ray(r, from_grid(r.at) - from_grid(before.at), inverse(before.position, r.position).azimuth_at_end, range_m_ - r.way_m);
        }
        return *j;
    }

    Spot spot(const End& end) {
        if (!end.ray) return {frame_.to_position(end.wall), end.wall};
        if (root().before >= 0) {
            const GridPoint before = ways_.roots()[static_cast<std::size_t>(root().before)].at;
            if (*end.ray == GridPoint{2 * root().at.x - before.x, 2 * root().at.y - before.y}) return joint(number_);
        }
        const auto bend = root_at_.find(*end.ray);
        if (bend != root_at_.end() && ways_.roots()[bend->second].before == static_cast<int>(number_) &&
            ways_.roots()[bend->second].way_m < range_m_)
            return joint(bend->second);
        const Vec through = from_grid(*end.ray);
        const Spot found = spot_on_ray(root(), through - from_grid(root().at),
                                       inverse(root().position, frame_.to_position(through)).azimuth, rest_m_);
        cut_wall_along(*end.ray, found.place);
        return found;
    }

    // Where the ray runs along a wall at the root, the arc ends on that wall.
    void cut_wall_along(GridPoint ray, Vec place) {
        for (const int t : ground_.ground_at(root().at))
            for (int i = 0; i < 3; ++i) {
                if (!ground_[t].wall[static_cast<std::size_t>(i)]) continue;
                const GridPoint a = ground_.at(ground_[t].vertex[static_cast<std::size_t>(after(i))]);
                const GridPoint b = ground_.at(ground_[t].vertex[static_cast<std::size_t>(before(i))]);
                if ((a == ray || b == ray) && orientation(root().at, a, b) == 0) walls_.cut({t, i}, place);
            }
    }

    int pieces(double turn_deg, Angle azimuth) const {
        // A chord of length L under a circle of geodesic curvature k sags by L^2 k / 8; see disc.
        const Spread s = spread(root().position, azimuth, Distance::metres(rest_m_));
        const double full = std::max(12.0, std::numbers::pi * std::sqrt(std::abs(s.reduced_length_m * s.scale) * 1.01 / (2 * tolerance_m_)));
        return std::max(1, static_cast<int>(std::ceil(full * turn_deg / 360)));
    }

    void draw(const Stretch& s) {
        const Spot right = spot(s.right), left = spot(s.left);
        const auto azimuth_deg = [&](const Spot& end) { return inverse(root().position, end.position).azimuth.degrees(); };
        const double from_deg = azimuth_deg(right);
        // To the left azimuths fall; the plane tells how many turns.
        const double turn = std::max(0.0, s.turn_deg + std::remainder(from_deg - azimuth_deg(left) - s.turn_deg, 360.0));
        const int count = pieces(turn, Angle::degrees(from_deg));
        std::vector<Spot> arc{right};
        for (int i = 1; i < count; ++i)
            arc.push_back(spot_at(root(), Angle::degrees(from_deg - turn * i / count), rest_m_));
        arc.push_back(left);
        append(std::move(arc));
    }

    // What cannot be the edge of reach is left out: where both ends of a chord are reached with a chord to spare, all that
    // lies between them is reached too, for along the arc no way grows by more than one walks.
    void append(std::vector<Spot> arc) {
        const auto is_same = [](const Spot& a, const Spot& b) { return a.place == b.place; };
        arc.erase(std::unique(arc.begin(), arc.end(), is_same), arc.end());
        double longest = 0;
        for (std::size_t i = 1; i < arc.size(); ++i) longest = std::max(longest, at_most_m(rough_distance_m(arc[i - 1].place, arc[i].place)));
        const auto is_deep = [&](const Spot& s) {
            const bool deep = ways_.reaches(to_grid(s.place), Distance::metres(range_m_ - longest));
            if (deep) deep_.insert(to_grid(s.place));
            return deep;
        };
        Line part;
        bool was_deep = is_deep(arc.front());
        for (std::size_t i = 1; i < arc.size(); ++i) {
            const bool deep = is_deep(arc[i]);
            if (!was_deep || !deep) {
                if (part.empty()) part.push_back(arc[i - 1].place);
                part.push_back(arc[i].place);
            } else if (!part.empty()) {
                lines_.push_back(std::exchange(part, {}));
            }
            was_deep = deep;
        }
        if (!part.empty()) lines_.push_back(std::move(part));
    }

    // An arc that ends on a ray may miss by a step of the grid what goes on there: what it has to meet is within this cross.
    static Line cross_at(Vec at) {
        constexpr double half = 8 * Frame::grid_m;
        return {{at.x - half, at.y}, {at.x + half, at.y}, at, {at.x, at.y - half}, {at.x, at.y + half}};
    }

    void draw_circle() {
        const int count = pieces(360, Angle::degrees(45));
        std::vector<Spot> circle;
        for (int i = 0; i < count; ++i) circle.push_back(spot_at(root(), Angle::degrees(-360.0 * i / count), rest_m_));
        circle.push_back(circle.front());
        append(std::move(circle));
    }

    const ShortestWays& ways_;
    const Frame& frame_;
    const Triangulation& ground_;
    double range_m_, tolerance_m_;
    Walls& walls_;
    std::map<GridPoint, std::size_t> root_at_;
    std::vector<std::optional<Spot>> joints_;
    std::vector<Line> lines_;
    std::set<GridPoint> deep_;  // ends of chords that were left out
    std::size_t number_ = 0;  // of the root at work
    double rest_m_ = 0;       // of the way, for it
};

// Whether a place is within a metre of a region's edge: in a cleft too thin for the grid a face may be lost.
bool is_near(const Region& region, Vec place) {
    const auto passes = [&](const Ring& ring) {
        for (std::size_t i = 1; i < ring.size(); ++i)
            if (size(nearest_of_segment(place, ring[i - 1], ring[i]) - place) < 1) return true;
        return false;
    };
    const MultiPolygon polygons = region.polygons();
    return std::any_of(polygons.begin(), polygons.end(), [&](const Polygon& p) {
        return passes(p.outer) || std::any_of(p.holes.begin(), p.holes.end(), passes);
    });
}

// What must hold of any reach: a gap between lines that ought to meet would open a face to what lies beyond it.
void require_sound(const Region& ground, const ShortestWays& ways, Distance range, Distance tolerance) {
    // A corner that lies little beyond an arc may go with a face that chords leave there.
    const Distance doubt = 4 * tolerance + Distance::metres(1);
    const Triangulation& free = ways.space().ground();
    const auto is_beyond = [&](Vec v) {
        const GridPoint place = to_grid(v);
        const auto has_it = [&](int t) {
            const auto& vertices = free[t].vertex;
            return std::any_of(vertices.begin(), vertices.end(), [&](int i) { return free.at(i) == place; });
        };
        const std::vector<int> triangles = free.ground_at(place);
        return std::any_of(triangles.begin(), triangles.end(), has_it) && !ways.reaches(place, range + doubt);
    };
    for (const Polygon& p : ground.polygons())
        if (std::any_of(p.outer.begin(), p.outer.end(), is_beyond)) throw std::logic_error("reach: it holds walls beyond it");
    const PreparedRegion held(ground);
    for (const Root& root : ways.roots())
        if (root.way_m + doubt.metres() < range.metres() && !held.contains(from_grid(root.at)) && !is_near(ground, from_grid(root.at)))
            throw std::logic_error("reach: a place of a way is left out");
}

}  // namespace

std::vector<Region> reach(const ShortestWays& ways, std::span<const Distance> ranges, Distance tolerance) {
    std::vector<Region> regions(ranges.size());
    if (ways.horizon(0).empty()) return regions;
    // Walls are cut where the arcs of any range meet them, so that all regions have the same vertices there.
    Walls walls(ways);
    std::vector<std::vector<Line>> lines;
    for (const Distance range : ranges) lines.push_back(Arcs(ways, range, tolerance, walls).draw());
    parallel_for(ranges.size(), [&](std::size_t i) {
        if (!(ranges[i] > Distance{})) return;
        for (Line& line : chained(walls.lines(ranges[i]))) lines[i].push_back(std::move(line));
        regions[i] = enclosed(lines[i], Frame::grid_m, [&](Vec place) {
            return ways.reaches(to_grid(place), ranges[i]);
        });
        require_sound(regions[i], ways, ranges[i], tolerance);
    });
    return regions;
}

Region reach(const ShortestWays& ways, Distance range, Distance tolerance) {
    return reach(ways, std::span(&range, 1), tolerance).front();
}

}  // namespace picket::geo
