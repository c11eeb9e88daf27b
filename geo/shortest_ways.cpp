#include "geo/shortest_ways.hpp"

#include "geo/geodesic.hpp"
#include "geo/plane_distance.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <span>

namespace picket::geo {

// Settles the roots, and follows what each sees.
class ShortestWays::Builder {
  public:
    Builder(ShortestWays& ways, std::span<const Position> starts)
        : w_(ways), ground_(ways.space_->ground()), label_(ground_.vertices().size()), looked_at_(label_.size(), -1) {
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const GridPoint at = to_grid(w_.space_->frame().to_frame(starts[i]));
            settle({at, starts[i], 0, -1, -1, static_cast<int>(i), 0}, openings_at(ground_, at), {});
        }
        while (!queue_.empty()) {
            const auto [way_m, v] = queue_.top();
            queue_.pop();
            const Label& label = label_[static_cast<std::size_t>(v)];
            if (w_.root_of_[static_cast<std::size_t>(v)] >= 0 || way_m > label.way_m) continue;
            const Bend& bend = *w_.space_->bend_at(v);
            const Root& before = w_.roots_[static_cast<std::size_t>(label.before)];
            settle({ground_.at(v), *label.position, label.way_m, label.before, v, before.start, 0}, openings_behind(ground_, bend, before.at),
                   {bend.first, bend.last});
        }
        sort_sights();
    }

    void sees(int v) {
        const auto i = static_cast<std::size_t>(v);
        const std::optional<Bend>& bend = w_.space_->bend_at(v);
        if (!bend || looked_at_[i] == here_ || w_.root_of_[i] >= 0 || ground_.at(v) == root().at) return;
        looked_at_[i] = here_;
        if (!can_bend(ground_, *bend, root().at)) return;
        Label& label = label_[i];
        const Vec place = from_grid(ground_.at(v));
        const double least_m = root().way_m + at_least_m(rough_distance_m(at_, place));
        if (least_m > label.way_m || least_m > w_.limit_.metres()) return;
        if (!label.position) label.position = w_.space_->frame().to_position(place);
        const double way_m = root().way_m + distance(root().position, *label.position).metres();
        if (!(way_m < label.way_m) || way_m > w_.limit_.metres()) return;
        label.way_m = way_m;
        label.before = here_;
        queue_.push({way_m, v});
    }

    bool enters(const Opening& o) {
        const Triangle& t = ground_[o.through.triangle];
        const auto i = o.through.index;
        const Vec a = from_grid(ground_.at(t.vertex[static_cast<std::size_t>(after(i))]));
        const Vec b = from_grid(ground_.at(t.vertex[static_cast<std::size_t>(before(i))]));
        if (root().way_m + at_least_m(rough_distance_m(at_, a, b)) > w_.limit_.metres()) return false;
        w_.sights_.push_back({t.across[static_cast<std::size_t>(i)], here_, o.right, o.left});
        return true;
    }

    void ends(const Opening& o) { w_.horizons_.push_back(o); }

  private:
    struct Label {
        double way_m = HUGE_VAL;
        int before = -1;
        std::optional<Position> position;
    };

    const Root& root() const { return w_.roots_.back(); }

    void settle(Root next, const std::vector<Opening>& openings, std::initializer_list<int> along_walls) {
        here_ = static_cast<int>(w_.roots_.size());
        at_ = from_grid(next.at);
        if (next.vertex >= 0) w_.root_of_[static_cast<std::size_t>(next.vertex)] = here_;
        w_.roots_.push_back(next);
        for (const int v : along_walls) sees(v);
        for (const Opening& o : openings) {
            w_.sights_.push_back({o.through.triangle, here_, o.right, o.left});
            const Triangle& t = ground_[o.through.triangle];
            for (const int v : t.vertex)
                if (o.holds(root().at, ground_.at(v))) sees(v);
        }
        look(ground_, root().at, openings, *this);
        w_.roots_.back().horizon_end = w_.horizons_.size();
    }

    void sort_sights() {
        w_.sights_of_.assign(ground_.triangles().size() + 1, 0);
        for (const Sight& s : w_.sights_) ++w_.sights_of_[static_cast<std::size_t>(s.triangle) + 1];
        for (std::size_t t = 1; t < w_.sights_of_.size(); ++t) w_.sights_of_[t] += w_.sights_of_[t - 1];
        std::vector<std::size_t> next(w_.sights_of_.begin(), w_.sights_of_.end() - 1);
        std::vector<Sight> sorted(w_.sights_.size());
        for (const Sight& s : w_.sights_) sorted[next[static_cast<std::size_t>(s.triangle)]++] = s;
        w_.sights_ = std::move(sorted);
    }

    ShortestWays& w_;
    const Triangulation& ground_;
    std::vector<Label> label_;
    std::vector<int> looked_at_;  // by which root, last
    std::priority_queue<std::pair<double, int>, std::vector<std::pair<double, int>>, std::greater<>> queue_;
    int here_ = 0;
    Vec at_;
};

ShortestWays::ShortestWays(const FreeSpace& space, std::span<const Position> starts, Distance limit)
    : space_(&space), limit_(limit), root_of_(space.ground().vertices().size(), -1) {
    Builder(*this, starts);
}

std::vector<std::size_t> ShortestWays::roots_along(GridPoint from, GridPoint to) const {
    std::vector<std::size_t> roots;
    for (const int t : space_->ground().ground_along(from, to)) {
        for (const Sight& s : sights_in(t)) roots.push_back(static_cast<std::size_t>(s.root));
    }
    std::sort(roots.begin(), roots.end());
    roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
    return roots;
}

std::span<const ShortestWays::Sight> ShortestWays::sights_in(int triangle) const {
    const auto i = static_cast<std::size_t>(triangle);
    return std::span(sights_).subspan(sights_of_[i], sights_of_[i + 1] - sights_of_[i]);
}

std::span<const Opening> ShortestWays::horizon(std::size_t root) const {
    const std::size_t begin = root == 0 ? 0 : roots_[root - 1].horizon_end;
    return std::span(horizons_).subspan(begin, roots_[root].horizon_end - begin);
}

template <class Take>
void ShortestWays::each_seeing(GridPoint place, const std::vector<int>& triangles, const Take& take) const {
    const Triangulation& ground = space_->ground();
    for (const int t : triangles) {
        for (const int v : ground[t].vertex)
            if (const int r = root_of_[static_cast<std::size_t>(v)]; r >= 0 && ground.at(v) == place) take(static_cast<std::size_t>(r));
        for (const Sight& s : sights_in(t)) {
            const GridPoint from = roots_[static_cast<std::size_t>(s.root)].at;
            if (orientation(from, s.right, place) >= 0 && orientation(from, s.left, place) <= 0) take(static_cast<std::size_t>(s.root));
        }
    }
}

std::optional<ShortestWays::Found> ShortestWays::find(const Located& place, Distance at_most) const {
    const Vec at = from_grid(place.at);
    double best_m = std::min(limit_, at_most).metres();
    std::optional<std::size_t> best;
    each_seeing(place.at, place.triangles, [&](std::size_t r) {
        const Root& root = roots_[r];
        if (root.way_m + at_least_m(rough_distance_m(from_grid(root.at), at)) > best_m) return;
        const double way_m = root.way_m + distance(root.position, place.position).metres();
        if (best ? way_m < best_m : way_m <= best_m) {
            best_m = way_m;
            best = r;
        }
    });
    return best ? std::optional(Found{*best, best_m}) : std::nullopt;
}

bool ShortestWays::reaches(GridPoint place, Distance at_most) const {
    const Vec at = from_grid(place);
    bool is_reached = false;
    each_seeing(place, space_->ground().ground_at(place), [&](std::size_t r) {
        if (is_reached) return;
        const double rough_m = rough_distance_m(from_grid(roots_[r].at), at), rest_m = at_most.metres() - roots_[r].way_m;
        is_reached = at_most_m(rough_m) <= rest_m ||
                     (at_least_m(rough_m) <= rest_m && distance(roots_[r].position, space_->frame().to_position(at)).metres() <= rest_m);
    });
    return is_reached;
}

std::optional<Distance> ShortestWays::distance_to(Position to) const {
    const std::optional<Found> found = find(space_->locate(to));
    return found ? std::optional(Distance::metres(found->way_m)) : std::nullopt;
}

std::optional<std::size_t> ShortestWays::nearest_start(Position to) const {
    const std::optional<Found> found = find(space_->locate(to));
    return found ? std::optional(static_cast<std::size_t>(roots_[found->root].start)) : std::nullopt;
}

std::vector<Position> ShortestWays::way_to(Position to) const {
    const std::optional<Found> found = find(space_->locate(to));
    if (!found) return {};
    std::vector<Position> way{to};
    for (int r = static_cast<int>(found->root); r >= 0; r = roots_[static_cast<std::size_t>(r)].before) {
        const Position p = roots_[static_cast<std::size_t>(r)].position;
        if (!(p == way.back())) way.push_back(p);
    }
    if (way.size() == 1) way.push_back(to);  // the start itself
    std::reverse(way.begin(), way.end());
    return way;
}

}  // namespace picket::geo
