#include "geo/classified.hpp"

#include "geo/spread_places.hpp"
#include "geo/walls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace picket::geo {

namespace {

constexpr double crossing_error_m = 0.002;  // of where a border crosses an edge

Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y}; }
Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }
double apart(Vec a, Vec b) { return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)); }
Vec between(Vec a, Vec b, double share) { return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share}; }

// A part of a ground's triangle. Each of its edges, opposite to the vertex of the same number, lies on an edge of that
// triangle or within it (-1).
struct Cell {
    std::array<int, 3> vertex;
    std::array<int, 3> on;
    int triangle;
    Vec from{}, to{};  // the border that was found to fit
};

// An edge between two vertices; walls have one for each side, for they may part answers.
struct EdgeKey {
    int low, high, side;
    friend bool operator==(const EdgeKey&, const EdgeKey&) = default;
};
struct EdgeHash {
    std::size_t operator()(const EdgeKey& k) const {
        constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
        const std::uint64_t ends = static_cast<std::uint64_t>(k.low) << 32 | static_cast<std::uint32_t>(k.high);
        const std::uint64_t mixed = (ends * odd ^ static_cast<std::uint64_t>(k.side)) * odd;
        return static_cast<std::size_t>(mixed ^ mixed >> 32);
    }
};

class Sorting {
  public:
    Sorting(const FreeSpace& space, const Ask& ask, double tolerance_m)
        : space_(space), ground_(triangulated(space.free(), FreeSpace::least_passage.metres(), spread_places(space.free(), 4 * std::sqrt(8e5 * tolerance_m)))), ask_(ask), tolerance_m_(tolerance_m), step_m_(std::sqrt(8e5 * tolerance_m)) {
        set_corners();
    }

    std::map<int, Region> sort() {
        for (int t = 0; t < static_cast<int>(ground_.triangles().size()); ++t)
            if (ground_[t].is_ground) cut(whole(t));
        settle();
        std::vector<Line> lines;
        for (const Cell& cell : doubtful_) draw(cell, lines);
        for (int t = 0; t < static_cast<int>(ground_.triangles().size()); ++t)
            if (ground_[t].is_ground) draw_walls(t, lines);
        return enclosed_by_label(chained(lines), Frame::grid_m, [&](Vec inside) {
            const std::vector<int> triangles = ground_.ground_at(to_grid(inside));
            return triangles.empty() ? 0 : answer_at(inside).label;
        });
    }

  private:
    struct Vertex {
        Vec place;
        Answer answer;
    };
    // A place of a cell's outline; between it and the next there is no vertex.
    struct Stop {
        int vertex;
        EdgeKey to_next;
        int on;  // the edge of the triangle that leads to the next, or -1
    };
    // Where the border between two answers leaves a cell.
    struct Crossing {
        Vec place;
        int before, after;  // labels, as one goes round the cell
    };

    // Ground that comes to a vertex from several sides with walls between is several vertices: each has its own answer.
    void set_corners() {
        corners_.assign(ground_.triangles().size(), {-1, -1, -1});
        std::map<GridPoint, int> fans;
        std::vector<std::vector<Corner>> all;
        for (int t = 0; t < static_cast<int>(ground_.triangles().size()); ++t)
            for (int i = 0; i < 3; ++i) {
                if (!ground_[t].is_ground || corner_at({t, i}) >= 0) continue;
                all.push_back(fan_of({t, i}, static_cast<int>(all.size())));
                ++fans[ground_.at(ground_[t].vertex[static_cast<std::size_t>(i)])];
            }
        for (const std::vector<Corner>& fan : all) {
            const GridPoint at = ground_.at(ground_[fan[0].triangle].vertex[static_cast<std::size_t>(fan[0].index)]);
            // Of several, each is asked a little off the vertex, which is the border of all.
            const Vec asked = fans[at] > 1 ? into(fan[0]) : from_grid(at);
            vertices_.push_back({from_grid(at), answer_at(asked)});
        }
    }

    int& corner_at(Corner c) { return corners_[static_cast<std::size_t>(c.triangle)][static_cast<std::size_t>(c.index)]; }

    std::vector<Corner> fan_of(Corner first, int number) {
        std::vector<Corner> fan{first};
        corner_at(first) = number;
        for (std::size_t k = 0; k < fan.size(); ++k) {
            const Triangle& t = ground_[fan[k].triangle];
            const int vertex = t.vertex[static_cast<std::size_t>(fan[k].index)];
            for (const int edge : {after(fan[k].index), before(fan[k].index)}) {
                if (t.wall[static_cast<std::size_t>(edge)]) continue;
                const int across = t.across[static_cast<std::size_t>(edge)];
                const auto& v = ground_[across].vertex;
                const Corner next{across, v[0] == vertex ? 0 : v[1] == vertex ? 1 : 2};
                if (corner_at(next) >= 0) continue;
                corner_at(next) = number;
                fan.push_back(next);
            }
        }
        return fan;
    }

    Vec into(Corner c) const {
        const auto& v = ground_[c.triangle].vertex;
        const Vec at = from_grid(ground_.at(v[static_cast<std::size_t>(c.index)]));
        const Vec across = between(from_grid(ground_.at(v[static_cast<std::size_t>(after(c.index))])),
                                   from_grid(ground_.at(v[static_cast<std::size_t>(before(c.index))])), 0.5);
        return between(at, across, std::min(0.5, 0.01 / apart(at, across)));
    }

    Cell whole(int triangle) const { return {corners_[static_cast<std::size_t>(triangle)], {0, 1, 2}, triangle}; }

    Answer answer_at(Vec place) const {
        const GridPoint at = to_grid(place);
        return ask_({space_.frame().to_position(from_grid(at)), at, space_.ground().ground_at(at)});
    }

    // On a wall a place is asked a little off it, on the side of the triangle: rounding might take it through.
    Vec off_wall(Vec place, int triangle, int on) const {
        const Triangle& t = ground_[triangle];
        if (on < 0 || !t.wall[static_cast<std::size_t>(on)]) return place;
        const Vec opposite = from_grid(ground_.at(t.vertex[static_cast<std::size_t>(on)]));
        return between(place, opposite, std::min(0.5, 0.003 / apart(place, opposite)));
    }

    bool holds(int triangle, GridPoint p) const {
        const auto& v = ground_[triangle].vertex;
        for (int i = 0; i < 3; ++i)
            if (orientation(ground_.at(v[static_cast<std::size_t>(i)]), ground_.at(v[static_cast<std::size_t>(after(i))]), p) < 0) return false;
        return true;
    }

    const Answer& answer(int vertex) const { return vertices_[static_cast<std::size_t>(vertex)].answer; }

    Vec place(int vertex) const { return vertices_[static_cast<std::size_t>(vertex)].place; }

    EdgeKey key(const Cell& cell, int edge) const {
        const int a = cell.vertex[static_cast<std::size_t>(after(edge))], b = cell.vertex[static_cast<std::size_t>(before(edge))];
        const int on = cell.on[static_cast<std::size_t>(edge)];
        const bool is_wall = on >= 0 && ground_[cell.triangle].wall[static_cast<std::size_t>(on)];
        return {std::min(a, b), std::max(a, b), is_wall ? cell.triangle : -1};
    }

    double length(const Cell& cell, int edge) const {
        return apart(place(cell.vertex[static_cast<std::size_t>(after(edge))]), place(cell.vertex[static_cast<std::size_t>(before(edge))]));
    }

    int longest_edge(const Cell& cell) const {
        int longest = 0;
        for (int i = 1; i < 3; ++i)
            if (length(cell, i) > length(cell, longest)) longest = i;
        return longest;
    }

    // Whether all of the cell has the answer of one of its vertices: the frame's plane does not shorten ways.
    bool is_settled(const Cell& cell) const {
        if (is_parted(cell)) return false;
        for (int i = 0; i < 3; ++i)
            if (answer(cell.vertex[static_cast<std::size_t>(i)]).margin_m > std::max(length(cell, after(i)), length(cell, before(i)))) return true;
        return false;
    }

    int middle(const Cell& cell, int edge) {
        const EdgeKey k = key(cell, edge);
        const auto [found, is_new] = middles_.try_emplace(k, static_cast<int>(vertices_.size()));
        if (is_new) {
            const Vec at = between(place(k.low), place(k.high), 0.5);
            vertices_.push_back({at, answer_at(off_wall(at, cell.triangle, cell.on[static_cast<std::size_t>(edge)]))});
        }
        return found->second;
    }

    std::array<Cell, 2> halves(const Cell& cell) {
        const int edge = longest_edge(cell), next = after(edge), last = before(edge);
        const int m = middle(cell, edge);
        std::array<Cell, 2> both{cell, cell};
        both[0].vertex[static_cast<std::size_t>(last)] = m;   // keeps the vertex after the edge's
        both[0].on[static_cast<std::size_t>(next)] = -1;
        both[1].vertex[static_cast<std::size_t>(next)] = m;
        both[1].on[static_cast<std::size_t>(last)] = -1;
        return both;
    }

    bool is_parted(const Cell& cell) const {
        const int label = answer(cell.vertex[0]).label;
        return answer(cell.vertex[1]).label != label || answer(cell.vertex[2]).label != label;
    }

    void cut(const Cell& whole) {
        std::vector<Cell> open{whole};
        while (!open.empty()) {
            const Cell cell = open.back();
            open.pop_back();
            if (is_settled(cell)) {
                settled_.push_back(cell);
                continue;
            }
            // A border that is seen may be tried with a long chord; what may hold one unseen is looked at closely.
            const double wanted_m = is_parted(cell) ? 4 * step_m_ : step_m_;
            if (length(cell, longest_edge(cell)) <= wanted_m) {
                doubtful_.push_back(cell);
                continue;
            }
            for (const Cell& half : halves(cell)) open.push_back(half);
        }
    }

    // Halves cells until what they hold can be drawn. A cell that is halved gives its neighbours a vertex, also those that one
    // answer seemed to fill, so all are looked at again until nothing changes.
    void settle() {
        std::vector<Cell> open = std::move(doubtful_);
        while (!open.empty()) {
            while (!open.empty()) {
                Cell cell = open.back();
                open.pop_back();
                if (can_draw(cell))
                    doubtful_.push_back(cell);
                else
                    for (const Cell& half : halves(cell)) open.push_back(half);
            }
            const auto move_out = [&](std::vector<Cell>& cells, const auto& stays) {
                const auto out = std::stable_partition(cells.begin(), cells.end(), stays);
                open.insert(open.end(), out, cells.end());
                cells.erase(out, cells.end());
            };
            move_out(doubtful_, [&](Cell& cell) { return can_draw(cell); });
            move_out(settled_, [&](const Cell& cell) { return crossings(cell).empty(); });
        }
    }

    // From one vertex of the outline to the next, with those that neighbours have set.
    void walk(int from, int to, int side, int on, std::vector<Stop>& stops) const {
        const EdgeKey k{std::min(from, to), std::max(from, to), side};
        const auto found = middles_.find(k);
        if (found == middles_.end()) {
            stops.push_back({from, k, on});
            return;
        }
        walk(from, found->second, side, on, stops);
        walk(found->second, to, side, on, stops);
    }

    void walk_edge(const Cell& cell, int edge, std::vector<Stop>& stops) const {
        const auto i = static_cast<std::size_t>(edge);
        walk(cell.vertex[static_cast<std::size_t>(after(edge))], cell.vertex[static_cast<std::size_t>(before(edge))], key(cell, edge).side,
             cell.on[i], stops);
    }

    std::vector<Stop> outline(const Cell& cell) const {
        std::vector<Stop> stops;
        for (const int edge : {2, 0, 1}) walk_edge(cell, edge, stops);
        return stops;
    }

    // The same from whichever cell it is asked.
    const Vec& crossing(const Stop& stop, int triangle) {
        const auto [found, is_new] = crossings_.try_emplace(stop.to_next);
        if (is_new) found->second = crossed(stop, triangle);
        return found->second;
    }

    Vec crossed(const Stop& stop, int triangle) const {
        const EdgeKey& k = stop.to_next;
        const Vec a = place(k.low), b = place(k.high);
        const int label = answer(k.low).label;
        // By the margins as far as they tell (the Illinois method), and by halves where they do not.
        double low = 0, high = 1, at_low = answer(k.low).margin_m, at_high = answer(k.high).margin_m;
        int moved = 0;  // which end last, -1 or +1
        for (int round = 0; round < 40 && (high - low) * apart(a, b) > crossing_error_m; ++round) {
            const double by_margin = low + (high - low) * at_low / (at_low + at_high);
            const double share = round % 8 == 7 || !std::isfinite(by_margin) ? (low + high) / 2 : by_margin;
            const Answer there = answer_at(off_wall(between(a, b, share), triangle, stop.on));
            if (there.margin_m < crossing_error_m) return between(a, b, share);
            const int moves = there.label == label ? -1 : 1;
            (moves < 0 ? low : high) = share;
            (moves < 0 ? at_low : at_high) = there.margin_m;
            if (moves == moved) (moves < 0 ? at_high : at_low) /= 2;
            moved = moves;
        }
        return between(a, b, (low + high) / 2);
    }

    std::vector<Crossing> crossings(const Cell& cell) {
        const std::vector<Stop> stops = outline(cell);
        std::vector<Crossing> all;
        for (std::size_t i = 0; i < stops.size(); ++i) {
            const int here = answer(stops[i].vertex).label, there = answer(stops[(i + 1) % stops.size()].vertex).label;
            if (here != there) all.push_back({crossing(stops[i], cell.triangle), here, there});
        }
        return all;
    }

    bool is_least(const Cell& cell) const { return length(cell, longest_edge(cell)) < tolerance_m_; }

    bool can_draw(Cell& cell) {
        const std::vector<Crossing> all = crossings(cell);
        if (all.empty() || is_least(cell)) return true;
        if (all.size() != 2) return false;
        if (cell.from == all[0].place && cell.to == all[1].place) return true;
        if (!is_border(all[0], all[1], cell)) return false;
        cell.from = all[0].place;
        cell.to = all[1].place;
        return true;
    }

    // Whether the border keeps to the chord: a tolerance off it, the answers are those of its sides.
    bool is_border(const Crossing& from, const Crossing& to, const Cell& cell) {
        const double long_m = apart(from.place, to.place);
        if (long_m < tolerance_m_) return true;
        // The outline turns counter-clockwise: what comes before the chord's start lies to its right.
        const Vec along = to.place - from.place;
        const double off_m = 0.9 * tolerance_m_;  // between the places asked it may bulge a little more
        const Vec left{-along.y / long_m * off_m, along.x / long_m * off_m};
        const int pieces = std::max(4, static_cast<int>(std::ceil(2 * long_m / step_m_)));
        for (int i = 1; i < pieces; ++i) {
            const Vec at = between(from.place, to.place, static_cast<double>(i) / pieces);
            if (!is_answer(at, at + left, from.before, cell) || !is_answer(at, at - left, from.after, cell)) return false;
        }
        return true;
    }

    // Beyond a wall nothing answers: there the chord itself has to be near the border.
    bool is_answer(Vec on_chord, Vec at, int label, const Cell& cell) const {
        if (const GridPoint p = to_grid(at); holds(cell.triangle, p) || !ground_.ground_at(p).empty()) return answer_at(at).label == label;
        return answer_at(on_chord).margin_m < tolerance_m_;
    }

    void draw(const Cell& cell, std::vector<Line>& lines) {
        const std::vector<Crossing> all = crossings(cell);
        if (all.empty()) return;
        const auto on_grid = [](Vec v) { return from_grid(to_grid(v)); };
        const auto add = [&](Vec a, Vec b) {
            if (Line line{on_grid(a), on_grid(b)}; !(line[0] == line[1])) lines.push_back(std::move(line));
        };
        if (all.size() == 2) return add(all[0].place, all[1].place);
        // Where more than two answers meet, or a border turns within the tolerance.
        Vec middle;
        for (const Crossing& c : all) middle = middle + Vec{c.place.x / static_cast<double>(all.size()), c.place.y / static_cast<double>(all.size())};
        for (const Crossing& c : all) add(c.place, middle);
    }

    // A wall beside ground that has an answer, with a vertex where a border comes to it.
    void draw_walls(int triangle, std::vector<Line>& lines) {
        const Cell cell = whole(triangle);
        for (int i = 0; i < 3; ++i) {
            if (!ground_[triangle].wall[static_cast<std::size_t>(i)]) continue;
            const int to = cell.vertex[static_cast<std::size_t>(before(i))];
            std::vector<Stop> stops;
            walk_edge(cell, i, stops);
            Line line{place(stops.front().vertex)};
            int label = answer(stops.front().vertex).label;
            const auto end = [&](Vec at) {
                line.push_back(at);
                line.erase(std::unique(line.begin(), line.end()), line.end());
                if (label != 0 && line.size() > 1) lines.push_back(line);
                line = {at};
            };
            for (std::size_t s = 0; s < stops.size(); ++s) {
                const int next = answer(s + 1 < stops.size() ? stops[s + 1].vertex : to).label;
                if (next != label) end(from_grid(to_grid(crossing(stops[s], triangle))));
                label = next;
            }
            end(place(to));
        }
    }

    const FreeSpace& space_;
    Triangulation ground_;
    const Ask& ask_;
    double tolerance_m_, step_m_;
    std::vector<std::array<int, 3>> corners_;  // of each triangle, the vertices
    std::vector<Vertex> vertices_;
    std::unordered_map<EdgeKey, int, EdgeHash> middles_;
    std::unordered_map<EdgeKey, Vec, EdgeHash> crossings_;
    std::vector<Cell> doubtful_, settled_;
};

}  // namespace

std::map<int, Region> classified(const FreeSpace& space, const Ask& ask, Distance tolerance) {
    return Sorting(space, ask, tolerance.metres()).sort();
}

}  // namespace picket::geo
