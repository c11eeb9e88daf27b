#include "geo/triangulation.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace picket::geo {

Triangulation::Triangulation(std::vector<GridPoint> vertices, std::vector<Triangle> triangles)
    : vertices_(std::move(vertices)), triangles_(std::move(triangles)), triangle_of_(vertices_.size(), -1) {
    if (triangles_.empty()) return;
    for (std::size_t t = 0; t < triangles_.size(); ++t)
        for (const int v : triangles_[t].vertex) triangle_of_[static_cast<std::size_t>(v)] = static_cast<int>(t);

    GridPoint high = low_ = vertices_.front();
    for (const GridPoint& p : vertices_) {
        low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    columns_ = rows_ = std::max(1, static_cast<int>(std::sqrt(static_cast<double>(triangles_.size()))));
    cell_ = {(high.x - low_.x) / columns_ + 1, (high.y - low_.y) / rows_ + 1};
    // Each cell's middle is found from that of a cell beside it.
    start_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0);
    int last = 0;
    for (int row = 0; row < rows_; ++row)
        for (int k = 0; k < columns_; ++k) {
            const int column = row % 2 == 0 ? k : columns_ - 1 - k;
            const GridPoint middle{low_.x + cell_.x * column + cell_.x / 2, low_.y + cell_.y * row + cell_.y / 2};
            last = walk(middle, last);
            start_[static_cast<std::size_t>(row * columns_ + column)] = last;
        }
}

int Triangulation::cell_of(GridPoint p) const {
    const auto clamped = [](std::int64_t i, int count) { return static_cast<int>(std::clamp<std::int64_t>(i, 0, count - 1)); };
    return clamped((p.y - low_.y) / cell_.y, rows_) * columns_ + clamped((p.x - low_.x) / cell_.x, columns_);
}

// Steps over any edge that has the place on its far side. Which of two is taken first changes with every step, so that no
// walk goes round for ever.
int Triangulation::walk(GridPoint p, int here) const {
    for (int turn = 0;; turn = after(turn)) {
        const Triangle& t = (*this)[here];
        int next = here;
        for (int k = 0; k < 3 && next == here; ++k) {
            const int i = (k + turn) % 3;
            if (orientation(at(t.vertex[static_cast<std::size_t>(after(i))]),
                            at(t.vertex[static_cast<std::size_t>(before(i))]), p) < 0)
                next = t.across[static_cast<std::size_t>(i)];
        }
        if (next == here || next < 0) return here;
        here = next;
    }
}

int Triangulation::locate(GridPoint p) const {
    if (triangles_.empty()) return -1;
    const int found = walk(p, start_[static_cast<std::size_t>(cell_of(p))]);
    const auto& v = (*this)[found].vertex;
    for (std::size_t i = 0; i < 3; ++i)
        if (orientation(at(v[i]), at(v[(i + 1) % 3]), p) < 0) return -1;  // beyond the outermost triangles
    return found;
}

std::vector<int> Triangulation::ground_at(GridPoint p) const {
    std::vector<int> result;
    const int here = locate(p);
    if (here < 0) return result;
    const auto take = [&](int t) {
        if (t >= 0 && (*this)[t].is_ground) result.push_back(t);
    };
    const Triangle& t = (*this)[here];
    for (int i = 0; i < 3; ++i)
        if (at(t.vertex[static_cast<std::size_t>(i)]) == p) {
            for (const Corner& c : about(t.vertex[static_cast<std::size_t>(i)])) take(c.triangle);
            return result;
        }
    take(here);
    for (int i = 0; i < 3; ++i)
        if (orientation(at(t.vertex[static_cast<std::size_t>(after(i))]), at(t.vertex[static_cast<std::size_t>(before(i))]), p) == 0)
            take(t.across[static_cast<std::size_t>(i)]);
    return result;
}

std::vector<int> Triangulation::ground_along(GridPoint from, GridPoint to) const {
    std::vector<int> result;
    const int first = locate(from);
    if (first < 0) return result;
    // From triangle to triangle over every edge that the way meets, so that it may run through vertices and along edges.
    std::unordered_set<int> met{first};
    for (std::vector<int> open{first}; !open.empty();) {
        const Triangle& t = (*this)[open.back()];
        if (t.is_ground) result.push_back(open.back());
        open.pop_back();
        for (int i = 0; i < 3; ++i) {
            const int next = t.across[static_cast<std::size_t>(i)];
            if (next >= 0 && !met.contains(next) &&
                segments_meet(from, to, at(t.vertex[static_cast<std::size_t>(after(i))]), at(t.vertex[static_cast<std::size_t>(before(i))]))) {
                met.insert(next);
                open.push_back(next);
            }
        }
    }
    return result;
}

std::vector<Corner> Triangulation::about(int vertex) const {
    std::vector<Corner> result;
    const int first = triangle_of_[static_cast<std::size_t>(vertex)];
    for (int t = first; t >= 0;) {
        const auto& v = (*this)[t].vertex;
        const int i = v[0] == vertex ? 0 : v[1] == vertex ? 1 : 2;
        result.push_back({t, i});
        t = (*this)[t].across[static_cast<std::size_t>(after(i))];  // over the edge to its left
        if (t == first) break;
    }
    return result;
}

}  // namespace picket::geo
