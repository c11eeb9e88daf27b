// Places go in one by one along a Hilbert curve, each where the last one's triangles lead, and edges are flipped while
// circles are not empty (Lawson). Then the ground's borders are made edges by flipping what crosses them (Sloan 1993).
#include "geo/frame.hpp"
#include "geo/triangulation.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <optional>
#include <stdexcept>

namespace picket::geo {

namespace {

using Edge = std::array<int, 2>;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

// Whether d lies within the circle through a, b and c, which turn counter-clockwise; false when in doubt.
bool in_circle(GridPoint a, GridPoint b, GridPoint c, GridPoint d) {
    const auto ax = static_cast<double>(a.x - d.x), ay = static_cast<double>(a.y - d.y);
    const auto bx = static_cast<double>(b.x - d.x), by = static_cast<double>(b.y - d.y);
    const auto cx = static_cast<double>(c.x - d.x), cy = static_cast<double>(c.y - d.y);
    const double aa = ax * ax + ay * ay, bb = bx * bx + by * by, cc = cx * cx + cy * cy;
    const double sum = aa * (bx * cy - by * cx) + bb * (cx * ay - cy * ax) + cc * (ax * by - ay * bx);
    const double size = aa * (std::abs(bx * cy) + std::abs(by * cx)) + bb * (std::abs(cx * ay) + std::abs(cy * ax)) +
                        cc * (std::abs(ax * by) + std::abs(ay * bx));
    return sum > 16 * std::numeric_limits<double>::epsilon() * size;  // what rounding can make of it
}

// The place's number along a Hilbert curve over a square of 2^16 cells a side.
std::uint32_t along_hilbert_curve(std::uint32_t x, std::uint32_t y) {
    std::uint32_t along = 0;
    for (std::uint32_t side = 1U << 15; side > 0; side >>= 1) {
        const std::uint32_t right = (x & side) > 0, up = (y & side) > 0;
        along += side * side * ((3 * right) ^ up);
        if (up) continue;
        if (right) {
            x = 0xffff - x;
            y = 0xffff - y;
        }
        std::swap(x, y);
    }
    return along;
}

class Builder {
  public:
    Builder(const MultiPolygon& ground, const std::vector<Vec>& more) {
        number_vertices(ground, more);
        // All around, so that every vertex has triangles on all sides.
        constexpr std::int64_t far = std::int64_t(1) << 35;
        const auto corner = static_cast<int>(vertices_.size());
        for (const GridPoint p : {GridPoint{-far, -far}, {far, -far}, {far, far}, {-far, far}}) vertices_.push_back(p);
        triangle_of_.assign(vertices_.size(), -1);
        triangles_.resize(2);
        set(0, {{corner, corner + 1, corner + 2}, {-1, 1, -1}});
        set(1, {{corner, corner + 2, corner + 3}, {-1, -1, 0}});
        for (const int v : in_order()) insert(v);
        const std::vector<Edge> rings = std::move(borders_);
        borders_.clear();
        for (const auto& [from, to] : rings) add_border(from, to);
        find_ground();
    }

    // A passage between two places is an edge, one between a place and a wall the height of a triangle.
    void close_passages_below(double width_m) {
        const double width = width_m / Frame::grid_m;
        for (Triangle& t : triangles_)
            t.is_ground = t.is_ground && (is_more(t.vertex[0]) || is_more(t.vertex[1]) || is_more(t.vertex[2]) || !is_narrow(t, width));
        for (Triangle& t : triangles_)
            for (int i = 0; i < 3; ++i) {
                const int other = t.across[at(i)];
                const bool is_side = other < 0 || t.is_ground != triangles_[at(other)].is_ground;
                const Edge e = edge_of(t, i);
                t.wall[at(i)] = t.wall[at(i)] || is_side || (length(e) < width && !is_more(e[0]) && !is_more(e[1]));
            }
    }

    Triangulation take() { return {std::move(vertices_), std::move(triangles_)}; }

  private:
    void number_vertices(const MultiPolygon& ground, const std::vector<Vec>& more) {
        std::vector<std::vector<GridPoint>> rings;
        const auto add = [&](const Ring& ring) {
            auto& points = rings.emplace_back();
            for (const Vec& v : ring) points.push_back(to_grid(v));
            vertices_.insert(vertices_.end(), points.begin(), points.end());
        };
        for (const Polygon& p : ground) {
            add(p.outer);
            for (const Ring& hole : p.holes) add(hole);
        }
        std::sort(vertices_.begin(), vertices_.end());
        vertices_.erase(std::unique(vertices_.begin(), vertices_.end()), vertices_.end());
        const std::vector<GridPoint> of_ground = vertices_;
        for (const Vec& v : more) vertices_.push_back(to_grid(v));
        std::sort(vertices_.begin(), vertices_.end());
        vertices_.erase(std::unique(vertices_.begin(), vertices_.end()), vertices_.end());
        for (const GridPoint& p : vertices_) is_more_.push_back(!std::binary_search(of_ground.begin(), of_ground.end(), p));
        is_more_.resize(vertices_.size() + 4);
        const auto number = [&](GridPoint p) {
            return static_cast<int>(std::lower_bound(vertices_.begin(), vertices_.end(), p) - vertices_.begin());
        };
        for (const auto& points : rings)
            for (std::size_t i = 1; i < points.size(); ++i)
                if (points[i] != points[i - 1]) borders_.push_back({number(points[i - 1]), number(points[i])});
    }

    std::vector<int> in_order() const {
        GridPoint low = vertices_.front(), high = low;
        const std::size_t count = vertices_.size() - 4;
        for (std::size_t i = 0; i < count; ++i) {
            low = {std::min(low.x, vertices_[i].x), std::min(low.y, vertices_[i].y)};
            high = {std::max(high.x, vertices_[i].x), std::max(high.y, vertices_[i].y)};
        }
        const auto side = static_cast<double>(std::max({high.x - low.x, high.y - low.y, std::int64_t(1)}));
        const auto cell = [&](std::int64_t v) { return static_cast<std::uint32_t>(static_cast<double>(v) / side * 65535); };
        std::vector<std::pair<std::uint32_t, int>> order;
        for (std::size_t i = 0; i < count; ++i)
            order.emplace_back(along_hilbert_curve(cell(vertices_[i].x - low.x), cell(vertices_[i].y - low.y)),
                               static_cast<int>(i));
        std::sort(order.begin(), order.end());
        std::vector<int> result;
        for (const auto& [along, v] : order) result.push_back(v);
        return result;
    }

    GridPoint place(int v) const { return vertices_[at(v)]; }
    bool is_more(int v) const { return is_more_[at(v)]; }

    static Edge edge_of(const Triangle& t, int i) { return {t.vertex[at(after(i))], t.vertex[at(before(i))]}; }

    double length(Edge e) const {
        const GridPoint a = place(e[0]), b = place(e[1]);
        return std::hypot(static_cast<double>(b.x - a.x), static_cast<double>(b.y - a.y));
    }

    bool is_narrow(const Triangle& t, double width) const {
        const GridPoint a = place(t.vertex[0]), b = place(t.vertex[1]), c = place(t.vertex[2]);
        const double twice_area = static_cast<double>(b.x - a.x) * static_cast<double>(c.y - a.y) -
                                  static_cast<double>(b.y - a.y) * static_cast<double>(c.x - a.x);
        for (int i = 0; i < 3; ++i)
            if (t.wall[at(i)] && twice_area < width * length(edge_of(t, i))) return true;
        return false;
    }

    void set(int triangle, const Triangle& content) {
        triangles_[at(triangle)] = content;
        for (const int v : content.vertex) triangle_of_[at(v)] = triangle;
    }

    void replace_across(int triangle, int old_neighbour, int new_neighbour) {
        if (triangle < 0) return;
        auto& across = triangles_[at(triangle)].across;
        *std::find(across.begin(), across.end(), old_neighbour) = new_neighbour;
    }

    void insert(int v) {
        const GridPoint p = place(v);
        int edge = -1, turn = 0;
        for (bool moved = true; moved; turn = after(turn)) {
            moved = false;
            edge = -1;
            const Triangle& t = triangles_[at(last_)];
            for (int k = 0; k < 3 && !moved; ++k) {
                const int i = (k + turn) % 3;
                const auto [from, to] = edge_of(t, i);
                const int side = orientation(place(from), place(to), p);
                if (side == 0) edge = i;
                if (side >= 0) continue;
                last_ = t.across[at(i)];
                moved = true;
            }
        }
        if (edge < 0)
            split_triangle(last_, v);
        else
            split_edge({last_, edge}, v);
        last_ = triangle_of_[at(v)];
    }

    int added() {
        triangles_.emplace_back();
        return static_cast<int>(triangles_.size()) - 1;
    }

    void split_triangle(int t0, int v) {
        const auto [a, b, c] = triangles_[at(t0)].vertex;
        const auto [na, nb, nc] = triangles_[at(t0)].across;
        const int t1 = added(), t2 = added();
        set(t0, {{v, a, b}, {nc, t1, t2}});
        set(t1, {{v, b, c}, {na, t2, t0}});
        set(t2, {{v, c, a}, {nb, t0, t1}});
        replace_across(na, t0, t1);
        replace_across(nb, t0, t2);
        settle({t0, t1, t2});
    }

    void split_edge(Corner edge, int v) {
        const int t0 = edge.triangle, i = edge.index;
        const Triangle t = triangles_[at(t0)];
        const int c = t.vertex[at(i)], a = t.vertex[at(after(i))], b = t.vertex[at(before(i))];
        const int beyond_bc = t.across[at(after(i))], beyond_ca = t.across[at(before(i))];
        const int t2 = t.across[at(i)];
        const Triangle u = triangles_[at(t2)];
        const int j = index_across(t2, t0), d = u.vertex[at(j)];
        const int beyond_ad = u.across[at(after(j))], beyond_db = u.across[at(before(j))];  // u is d, b, a
        const int t1 = added(), t3 = added();
        set(t0, {{v, c, a}, {beyond_ca, t3, t1}});
        set(t1, {{v, b, c}, {beyond_bc, t0, t2}});
        set(t2, {{v, d, b}, {beyond_db, t1, t3}});
        set(t3, {{v, a, d}, {beyond_ad, t2, t0}});
        replace_across(beyond_bc, t0, t1);
        replace_across(beyond_ad, t2, t3);
        settle({t0, t1, t2, t3});
    }

    int index_across(int triangle, int neighbour) const {
        const auto& across = triangles_[at(triangle)].across;
        return static_cast<int>(std::find(across.begin(), across.end(), neighbour) - across.begin());
    }

    bool is_better_flipped(Corner e) const {
        const Triangle& t = triangles_[at(e.triangle)];
        const int other = t.across[at(e.index)];
        if (other < 0 || t.wall[at(e.index)]) return false;
        const int d = triangles_[at(other)].vertex[at(index_across(other, e.triangle))];
        return in_circle(place(t.vertex[0]), place(t.vertex[1]), place(t.vertex[2]), place(d));
    }

    // Flips what the newest vertex, the first of each triangle, makes worth flipping.
    void settle(std::vector<int> open) {
        while (!open.empty()) {
            const int t = open.back();
            open.pop_back();
            if (!is_better_flipped({t, 0})) continue;
            const int other = triangles_[at(t)].across[0];
            flip({t, 0});
            open.push_back(t);
            open.push_back(other);
        }
    }

    // The edge's two triangles, with their other diagonal; the triangle's vertex opposite to it comes first in both.
    void flip(Corner e) {
        const int t0 = e.triangle, i = e.index;
        const Triangle t = triangles_[at(t0)];
        const int t1 = t.across[at(i)];
        const Triangle u = triangles_[at(t1)];
        const int j = index_across(t1, t0);
        const int c = t.vertex[at(i)], a = t.vertex[at(after(i))], b = t.vertex[at(before(i))], d = u.vertex[at(j)];
        const int beyond_bc = t.across[at(after(i))], beyond_ca = t.across[at(before(i))];
        const int beyond_ad = u.across[at(after(j))], beyond_db = u.across[at(before(j))];
        set(t0, {{c, a, d}, {beyond_ad, t1, beyond_ca}, {u.wall[at(after(j))], false, t.wall[at(before(i))]}});
        set(t1, {{c, d, b}, {beyond_db, beyond_bc, t0}, {u.wall[at(before(j))], t.wall[at(after(i))], false}});
        replace_across(beyond_ad, t1, t0);
        replace_across(beyond_bc, t0, t1);
    }

    // The corner opposite to the edge, in the triangle to its left; none where there is no such edge.
    std::optional<Corner> found(Edge e) const {
        // Round the vertex, and from the start the other way where it lies on the outermost border.
        for (const bool to_the_left : {true, false})
            for (int t = triangle_of_[at(e[0])], first = t; t >= 0;) {
                const int i = index_of(t, e[0]);
                if (triangles_[at(t)].vertex[at(after(i))] == e[1]) return Corner{t, before(i)};
                t = triangles_[at(t)].across[at(to_the_left ? after(i) : before(i))];
                if (t == first) break;
            }
        return std::nullopt;
    }

    Corner find(Edge e) const {
        if (const std::optional<Corner> corner = found(e)) return *corner;
        throw std::logic_error("triangulation: an edge is not there");
    }

    int index_of(int triangle, int vertex) const {
        const auto& v = triangles_[at(triangle)].vertex;
        return v[0] == vertex ? 0 : v[1] == vertex ? 1 : 2;
    }

    bool is_ahead(int from, int to, int v) const {
        const GridPoint a = place(from), b = place(to), p = place(v);
        return orientation(a, b, p) == 0 && ((b.x - a.x > 0) == (p.x - a.x > 0) && (b.x - a.x < 0) == (p.x - a.x < 0)) &&
               ((b.y - a.y > 0) == (p.y - a.y > 0) && (b.y - a.y < 0) == (p.y - a.y < 0));
    }

    // Makes the way from one vertex to another an edge, or several where it passes through vertices.
    void add_border(int from, int to) {
        while (from != to) {
            const int reached = clear_the_way(from, to);
            const Corner e = find({from, reached});
            triangles_[at(e.triangle)].wall[at(e.index)] = true;
            const int other = triangles_[at(e.triangle)].across[at(e.index)];
            triangles_[at(other)].wall[at(index_across(other, e.triangle))] = true;
            borders_.push_back({from, reached});
            from = reached;
        }
    }

    // Flips what crosses the way, as far as the first vertex on it, which it returns.
    int clear_the_way(int from, int to) {
        std::deque<Edge> crossing;  // each from the right of the way to its left
        int reached = -1;
        Corner here;
        for (int t = triangle_of_[at(from)];;) {
            const auto& v = triangles_[at(t)].vertex;
            const int i = index_of(t, from);
            const int right = v[at(after(i))], left = v[at(before(i))];
            if (is_ahead(from, to, right)) return right;
            if (orientation(place(from), place(to), place(right)) < 0 && orientation(place(from), place(to), place(left)) > 0) {
                crossing.push_back({right, left});
                here = {t, i};
                break;
            }
            t = triangles_[at(t)].across[at(after(i))];
        }
        while (reached < 0) {
            if (triangles_[at(here.triangle)].wall[at(here.index)])
                throw std::logic_error("triangulation: borders cross one another");
            const int next = triangles_[at(here.triangle)].across[at(here.index)];
            const int apex = index_across(next, here.triangle);
            const int v = triangles_[at(next)].vertex[at(apex)];
            const int side = orientation(place(from), place(to), place(v));
            if (side == 0) {
                reached = v;
            } else {
                // Seen along the way, the left end of the edge that was crossed follows the apex and the right end precedes it.
                here = {next, side > 0 ? after(apex) : before(apex)};
                const auto& n = triangles_[at(next)].vertex;
                crossing.push_back(side > 0 ? Edge{n[at(before(apex))], v} : Edge{v, n[at(after(apex))]});
            }
        }
        std::vector<Edge> made;
        while (!crossing.empty()) {
            const Edge e = crossing.front();
            crossing.pop_front();
            const Corner corner = find(e);
            const Triangle& t = triangles_[at(corner.triangle)];
            const int other = t.across[at(corner.index)];
            const int c = t.vertex[at(corner.index)], d = triangles_[at(other)].vertex[at(index_across(other, corner.triangle))];
            if (orientation(place(c), place(d), place(e[0])) * orientation(place(c), place(d), place(e[1])) >= 0) {
                crossing.push_back(e);  // no convex quadrilateral yet
                continue;
            }
            flip(corner);
            const int c_side = orientation(place(from), place(reached), place(c));
            const int d_side = orientation(place(from), place(reached), place(d));
            if (c_side * d_side < 0)
                crossing.push_back(c_side < 0 ? Edge{c, d} : Edge{d, c});
            else if (!((c == from && d == reached) || (d == from && c == reached)))
                made.push_back({c, d});
        }
        restore(std::move(made), {from, reached});
        return reached;
    }

    // Flips edges while circles are not empty, but not the one that was asked for.
    void restore(std::vector<Edge> open, Edge asked_for) {
        while (!open.empty()) {
            const Edge e = open.back();
            open.pop_back();
            if (e == asked_for || (e[0] == asked_for[1] && e[1] == asked_for[0])) continue;
            const std::optional<Corner> corner = found(e);  // none when it was flipped since
            if (!corner || !is_better_flipped(*corner)) continue;
            flip(*corner);
            // The new diagonal's triangles are c, a, d and c, d, b.
            const Triangle& t = triangles_[at(corner->triangle)];
            const int c = t.vertex[0], a = t.vertex[1], d = t.vertex[2];
            const int b = triangles_[at(t.across[1])].vertex[2];
            for (const Edge next : {Edge{c, a}, Edge{a, d}, Edge{d, b}, Edge{b, c}}) open.push_back(next);
        }
    }

    void find_ground() {
        std::vector<int> open;
        const auto take = [&](int t) {
            if (t < 0 || triangles_[at(t)].is_ground) return;
            triangles_[at(t)].is_ground = true;
            open.push_back(t);
        };
        for (const Edge& e : borders_) take(find(e).triangle);
        while (!open.empty()) {
            const Triangle t = triangles_[at(open.back())];
            open.pop_back();
            for (int i = 0; i < 3; ++i)
                if (!t.wall[at(i)]) take(t.across[at(i)]);
        }
    }

    std::vector<GridPoint> vertices_;
    std::vector<Triangle> triangles_;
    std::vector<bool> is_more_;     // of each vertex: none of the ground's own
    std::vector<int> triangle_of_;  // any triangle of each vertex
    std::vector<Edge> borders_;     // with ground to their left
    int last_ = 0;
};

}  // namespace

Triangulation triangulated(const MultiPolygon& ground, double least_passage_m, const std::vector<Vec>& more) {
    if (ground.empty()) return {};
    Builder builder(ground, more);
    builder.close_passages_below(least_passage_m);
    return builder.take();
}

}  // namespace picket::geo
