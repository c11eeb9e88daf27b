// Times over an area, by halving triangles: from the middle of a triangle to any of its places is a straight way through it, so
// no time in it differs from the middle's by more than that way takes the slowest who comes.
#include "planner/zone_answers.hpp"

#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/text.hpp"
#include "geo/triangulation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <queue>

namespace picket::planner {

using geo::Area;
using geo::Distance;
using geo::Duration;
using geo::Position;
using geo::Region;
using geo::Speed;
using geo::Vec;

namespace {

// Of closed ground less than that is what the grid makes of a common border.
constexpr Area no_ground = Area::square_metres(10'000);

struct Cell {
    std::array<Vec, 3> corners;  // in the frame
    Vec middle;
    Distance radius;  // no place is farther from the middle
};

// Nothing is longer on the ellipsoid than in the frame's plane, which stretches away from its centre.
Cell cell_of(const std::array<Vec, 3>& c) {
    Cell cell{c, {(c[0].x + c[1].x + c[2].x) / 3, (c[0].y + c[1].y + c[2].y) / 3}, {}};
    for (const Vec& corner : c)
        cell.radius = std::max(cell.radius, Distance::metres(std::hypot(corner.x - cell.middle.x, corner.y - cell.middle.y)));
    return cell;
}

// Halved across its longest edge.
std::array<Cell, 2> halves(const Cell& cell) {
    const auto& c = cell.corners;
    const auto length = [&](std::size_t i) { return std::hypot(c[(i + 1) % 3].x - c[i].x, c[(i + 1) % 3].y - c[i].y); };
    std::size_t i = 0;
    for (const std::size_t k : {std::size_t{1}, std::size_t{2}})
        if (length(k) > length(i)) i = k;
    const Vec a = c[i], b = c[(i + 1) % 3], apex = c[(i + 2) % 3], half{(a.x + b.x) / 2, (a.y + b.y) / 2};
    return {cell_of({a, half, apex}), cell_of({half, b, apex})};
}

std::vector<Cell> cells_of(const Region& region) {
    std::vector<Cell> cells;
    const geo::Triangulation ground = geo::triangulated(region.polygons(), 0);
    for (const geo::Triangle& t : ground.triangles()) {
        if (!t.is_ground) continue;
        const auto at = [&](int i) { return geo::from_grid(ground.at(t.vertex[static_cast<std::size_t>(i)])); };
        cells.push_back(cell_of({at(0), at(1), at(2)}));
    }
    if (cells.empty())  // no wider than the grid
        for (const geo::Polygon& p : region.polygons())
            for (const Vec& v : p.outer) cells.push_back(cell_of({v, v, v}));
    return cells;
}

// A place that the grid has put beyond a wall is taken as one beside it.
geo::Located located_near(const geo::FreeSpace& air, Vec middle) {
    const geo::GridPoint at = geo::to_grid(middle);
    const Position p = air.frame().to_position(geo::from_grid(at));
    geo::Located place{p, at, air.ground().ground_at(at)};
    for (const double off_m : {0.005, 0.02, 0.1})
        for (int i = 0; i < 8 && place.triangles.empty(); ++i)
            place = air.locate(geo::direct(p, geo::Angle::degrees(45.0 * i), Distance::metres(off_m)));
    return place;
}

// How soon any of some responders is at a place; nothing where none comes.
class Clock {
  public:
    Clock(const Plan& plan, std::vector<const Responder*> responders) : plan_(plan), responders_(std::move(responders)) {}

    std::optional<Duration> at(Vec p) const {
        const geo::Located place = located_near(plan_.theatre.air->space(), p);
        std::optional<Duration> first;
        for (const Responder* r : responders_)
            if (const auto arrival = r->to(place, first.value_or(Duration::seconds(HUGE_VAL)))) first = arrival->after;
        return first;
    }

    Speed slowest() const {
        return (*std::min_element(responders_.begin(), responders_.end(), [](auto a, auto b) { return a->speed < b->speed; }))->speed;
    }

  private:
    const Plan& plan_;
    std::vector<const Responder*> responders_;
};

struct Worst {
    std::optional<Duration> after;
    Vec at;
    Area unreached;  // of cells that nobody comes to
};

Area area_of_cell(const geo::Frame& frame, const Cell& c) {
    const std::array<Position, 3> ring{frame.to_position(c.corners[0]), frame.to_position(c.corners[1]), frame.to_position(c.corners[2])};
    const Area area = geo::measure_ring(ring).area;
    return area < Area{} ? -area : area;
}

// By the cells that may still hold a worse place, the most promising first.
class Search {
  public:
    Search(const geo::Frame& frame, const Clock& clock) : frame_(frame), clock_(clock), slowest_(clock.slowest()) {}

    // Stops where it is sure that no place of the cells waits `worst_error` longer than the worst found.
    Worst over(const std::vector<Cell>& cells) {
        for (const Cell& cell : cells) look_at(cell);
        while (!open_.empty() && open_.top().at_most > *worst_.after + worst_error) {
            const Cell cell = open_.top().cell;
            open_.pop();
            for (const Cell& half : halves(cell)) look_at(half);
        }
        return worst_;
    }

  private:
    struct Open {
        Duration at_most;
        std::size_t order;
        Cell cell;
        bool operator<(const Open& other) const {
            return at_most < other.at_most || (at_most == other.at_most && order > other.order);
        }
    };

    void look_at(const Cell& cell) {
        const std::optional<Duration> after = clock_.at(cell.middle);
        if (!after) {
            worst_.unreached = worst_.unreached + area_of_cell(frame_, cell);
            return;
        }
        if (!worst_.after || *after > *worst_.after) worst_.after = after, worst_.at = cell.middle;
        open_.push({*after + cell.radius / slowest_, count_++, cell});
    }

    const geo::Frame& frame_;
    const Clock& clock_;
    Speed slowest_;
    Worst worst_{{}, {0, 0}, {}};
    std::priority_queue<Open> open_;
    std::size_t count_ = 0;
};

double plane_m2(const Cell& c) {
    const auto& [p, q, r] = c.corners;
    return std::abs((q.x - p.x) * (r.y - p.y) - (r.x - p.x) * (q.y - p.y)) / 2;
}

// Time times area, and the area.
struct Sum {
    double seconds_m2 = 0, m2 = 0;
};

// A cell halved until its middle's time is near enough to its mean: the mean way from the middle of a triangle is no longer than
// two thirds of the longest.
void add(const Clock& clock, const Cell& cell, Distance longest, Sum& sum) {
    if (cell.radius * (2.0 / 3) > longest) {
        for (const Cell& half : halves(cell)) add(clock, half, longest, sum);
        return;
    }
    const std::optional<Duration> after = clock.at(cell.middle);
    if (!after) return;
    const double m2 = plane_m2(cell);
    sum.seconds_m2 += after->seconds() * m2;
    sum.m2 += m2;
}

// Cells of 10 km are weighed by their true area. Within one the plane's areas serve: their proportions are off by at most some
// thousandths, of times that differ by less than a minute.
void add_weighed(const geo::Frame& frame, const Clock& clock, const Cell& cell, Distance longest, Sum& sum) {
    if (cell.radius > Distance::kilometres(10)) {
        for (const Cell& half : halves(cell)) add_weighed(frame, clock, half, longest, sum);
        return;
    }
    Sum part;
    add(clock, cell, longest, part);
    if (!(part.m2 > 0)) return;
    const double stretch = area_of_cell(frame, cell).square_metres() / plane_m2(cell);
    sum.seconds_m2 += part.seconds_m2 * stretch;
    sum.m2 += part.m2 * stretch;
}

Sum sum_over(const geo::Frame& frame, const Clock& clock, const std::vector<Cell>& cells) {
    const Distance longest = clock.slowest() * (mean_error * 0.9);  // the rest is for those proportions
    std::vector<Sum> sums(cells.size());
    geo::parallel_for(cells.size(), [&](std::size_t i) { add_weighed(frame, clock, cells[i], longest, sums[i]); });
    Sum all;
    for (const Sum& s : sums) all.seconds_m2 += s.seconds_m2, all.m2 += s.m2;
    return all;
}

std::string minutes(Duration d) { return fmt::format("{:.1f} min", d.minutes()); }

class Answers {
  public:
    Answers(const Plan& plan, const Zone& zone, const std::vector<Responder>& responders, ZoneResult& result)
        : plan_(plan), frame_(plan.theatre.frame), zone_(zone), r_(result) {
        for (const Responder& r : responders) responders_.push_back(&r);
        std::vector<Region> sites;
        for (const Cover& c : r_.holders)
            if (std::any_of(plan.air_defence.begin(), plan.air_defence.end(), [&](const Cover& site) { return site.id == c.id; }))
                sites.push_back(c.region);
        defended_ = geo::unite(sites);
    }

    void give() {
        closed_gaps_ = subtract(r_.gaps, plan_.theatre.free);
        has_closed_gaps_ = area_of(frame_, closed_gaps_) >= no_ground;
        gaps();
        const Region flown_to = sites_are_none() ? r_.held : subtract(r_.held, defended_);
        const Area defended = r_.held_area - area_of(frame_, flown_to);
        mean(flown_to, defended);
        worst(flown_to, defended);
    }

  private:
    bool sites_are_none() const { return defended_.is_empty(); }

    void mean(const Region& flown_to, Area defended) {
        if (r_.held.is_empty()) return;
        Sum sum;
        if (!flown_to.is_empty() && !responders_.empty()) sum = sum_over(frame_, Clock(plan_, responders_), cells_of(flown_to));
        const double m2 = sum.m2 + std::max(0.0, defended.square_metres());
        if (m2 > 0) r_.response.mean = Duration::seconds(sum.seconds_m2 / m2);
    }

    void worst(const Region& flown_to, Area defended) {
        ZoneResponse& answer = r_.response;
        if (responders_.empty()) {
            answer.unreached = r_.gap_area;
            if (r_.gap_area < no_ground) answer.worst = Duration{};
        } else {
            const Clock clock(plan_, responders_);
            Search search(frame_, clock);
            std::vector<Cell> cells = cells_of(flown_to);
            const std::vector<Cell> open = cells_of(has_closed_gaps_ ? subtract(r_.gaps, closed_gaps_) : r_.gaps);
            cells.insert(cells.end(), open.begin(), open.end());
            const Worst found = search.over(cells);
            answer.unreached = found.unreached + (has_closed_gaps_ ? area_of(frame_, closed_gaps_) : Area{});
            if (answer.unreached < no_ground) {
                answer.worst = found.after;
                if (found.after) answer.worst_at = frame_.to_position(found.at);
                if (!found.after && defended > Area{}) answer.worst = Duration{};
            }
        }
        if (!answer.worst)
            answer.why_not = responders_.empty() ? "no manned station, ground alert or air defence reaches all of it"
                                                 : "a part of it lies in closed airspace, or has no way to it";
    }

    void gaps() {
        for (const geo::Polygon& p : r_.gaps.polygons()) {
            Region piece(geo::MultiPolygon{p});
            const Area area = area_of(frame_, piece);
            r_.gap_pieces.push_back({std::move(piece), area, "", {}, {}, ""});
        }
        std::stable_sort(r_.gap_pieces.begin(), r_.gap_pieces.end(), [](auto& a, auto& b) { return a.area > b.area; });
        geo::parallel_for(r_.gap_pieces.size(), [&](std::size_t i) { close(r_.gap_pieces[i]); });
    }

    // The responder that has come to all of the gap first.
    void close(GapResult& gap) const {
        const bool is_closed = has_closed_gaps_ && area_of(frame_, intersect(gap.region, closed_gaps_)) >= no_ground;
        if (!is_closed) {
            const std::vector<Cell> cells = cells_of(gap.region);
            for (const Responder* r : nearest_first(cells)) {
                if (gap.response && least(*r, cells) >= *gap.response) break;
                const Clock clock(plan_, {r});
                const Worst worst = Search(frame_, clock).over(cells);
                if (!worst.after || !(worst.unreached < no_ground) || (gap.response && *worst.after >= *gap.response)) continue;
                gap.nearest = r->name;
                gap.response = worst.after;
                gap.worst_at = frame_.to_position(worst.at);
            }
        }
        if (gap.response)
            gap.closed_by = fmt::format("{} in {} instead of {}", gap.nearest, minutes(*gap.response), minutes(zone_.response_time));
        else if (responders_.empty())
            gap.closed_by = "a manned station, ground alert or air defence: there is none";
        else
            gap.closed_by = "air defence: no way leads to all of it";
    }

    // No more than the time in which it is everywhere in the cells: the worst of some of their middles.
    Duration least(const Responder& r, const std::vector<Cell>& cells) const {
        const Clock clock(plan_, {&r});
        Duration least{};
        const std::size_t step = cells.size() / 16 + 1;
        for (std::size_t i = 0; i < cells.size(); i += step) least = std::max(least, clock.at(cells[i].middle).value_or(least));
        return least;
    }

    std::vector<const Responder*> nearest_first(const std::vector<Cell>& cells) const {
        std::vector<std::pair<Duration, const Responder*>> ranked;
        for (const Responder* r : responders_) ranked.emplace_back(least(*r, cells), r);
        std::stable_sort(ranked.begin(), ranked.end(), [](auto& a, auto& b) { return a.first < b.first; });
        std::vector<const Responder*> all;
        for (const auto& [time, r] : ranked) all.push_back(r);
        return all;
    }

    const Plan& plan_;
    const geo::Frame& frame_;
    const Zone& zone_;
    std::vector<const Responder*> responders_;
    ZoneResult& r_;
    Region defended_, closed_gaps_;
    bool has_closed_gaps_ = false;
};

}  // namespace

void respond_to_zone(const Plan& plan, const Zone& zone, const std::vector<Responder>& responders, ZoneResult& r) {
    Answers(plan, zone, responders, r).give();
}

}  // namespace picket::planner
