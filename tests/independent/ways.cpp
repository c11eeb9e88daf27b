#include "ways.hpp"

#include <GeographicLib/Geocentric.hpp>
#include <GeographicLib/Gnomonic.hpp>

namespace independent {

namespace {

constexpr double square_m = 8000;  // of the grid
// How far an edge may lie from the straight line in lon/lat, and how far outside a corner one looks from. The latter is the
// more, so that no way leads between two borders along the same line that were cut at different places.
constexpr double bow_m = 0.1, outside_m = 0.2;

Flat operator-(Flat a, Flat b) { return {a.x - b.x, a.y - b.y}; }
double cross(Flat a, Flat b) { return a.x * b.y - a.y * b.x; }
double norm(Flat a) { return std::hypot(a.x, a.y); }
Flat unit(Flat a) { return {a.x / norm(a), a.y / norm(a)}; }

double cross_at(Flat a, Flat b, Flat p) { return cross(b - a, p - a); }

double signed_area(const std::vector<Flat>& ring) {
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) sum += cross_at(ring[0], ring[i - 1], ring[i]);
    return sum / 2;
}

}  // namespace

Sky::Sky(const Air& air, Place centre) : air_(air), centre_(centre) {
    std::vector<Edge> edges;
    for (const Shape& shape : air.shapes())
        for (const Polygon& polygon : shape)
            for (std::size_t i = 0; i < polygon.size(); ++i) add_ring(polygon[i], i == 0, edges);
    // All beyond the known box is closed. Without a box there is nothing to add.
    const Place l = air.known().lower, u = air.known().upper;
    if (u.lon - l.lon < 180) add_ring({l, {u.lon, l.lat}, u, {l.lon, u.lat}, l}, false, edges);
    build_grid(edges);
    sights_.resize(corners_.size());
    looked_.resize(corners_.size());
}

Flat Sky::flat(Place p) const {
    Flat q;
    static const GeographicLib::Gnomonic gnomonic(wgs84());
    gnomonic.Forward(centre_.lat, centre_.lon, p.lat, p.lon, q.x, q.y);
    return q;
}

std::array<double, 3> Sky::geocentric(Place p) {
    std::array<double, 3> g;
    GeographicLib::Geocentric::WGS84().Forward(p.lat, p.lon, 0, g[0], g[1], g[2]);
    return g;
}

double Sky::at_least_m(const std::array<double, 3>& a, const std::array<double, 3>& b) {
    const double x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2], squared = x * x + y * y + z * z;
    constexpr double flattest_m = 6399594;  // the radius of curvature at a pole; asin(s) > s + s^3 / 6
    return std::sqrt(squared) * (1 + squared / (24 * flattest_m * flattest_m));
}

void Sky::add_ring(const Line& ring, bool closed_within, std::vector<Edge>& edges) {
    Line places;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const int n = pieces_of(ring[i - 1], ring[i], bow_m);
        for (int k = 0; k < n; ++k) places.push_back(between(ring[i - 1], ring[i], static_cast<double>(k) / n));
    }
    std::vector<Flat> flats;
    for (const Place p : places) flats.push_back(flat(p));
    flats.push_back(flats.front());
    // What is closed lies to the left of every edge.
    if ((signed_area(flats) > 0) != closed_within) {
        std::reverse(flats.begin(), flats.end());
        std::reverse(places.begin() + 1, places.end());
    }
    const std::size_t n = places.size();
    for (std::size_t i = 0; i < n; ++i) {
        edges.push_back({flats[i], flats[i + 1]});
        if (cross_at(flats[(i + n - 1) % n], flats[i], flats[i + 1]) > 0)
            add_corner(places[i], flats[(i + n - 1) % n], flats[i], flats[i + 1]);
    }
}

void Sky::add_corner(Place at, Flat before, Flat here, Flat after) {
    Corner c{at, here, {}, unit(before - here), unit(after - here), geocentric(at)};
    // Straight away from what is closed; of a corner that is hardly one, to the right of the border.
    const Flat inward{c.before.x + c.after.x, c.before.y + c.after.y}, along = unit(c.after - c.before);
    const Flat away = norm(inward) > 0.1 ? unit({-inward.x, -inward.y}) : Flat{along.y, -along.x};
    c.seen = {here.x + outside_m * away.x, here.y + outside_m * away.y};
    Place outside;
    static const GeographicLib::Gnomonic gnomonic(wgs84());
    gnomonic.Reverse(centre_.lat, centre_.lon, c.seen.x, c.seen.y, outside.lat, outside.lon);
    // Outside this area but inside another: no way goes there.
    if (air_.free(outside)) corners_.push_back(c);
}

// The rows of squares from a to b in that order, each with the first and last column within `more` of the line there.
template <class Take>
void Sky::each_row(Flat a, Flat b, double more, const Take& take) const {
    const auto row = [&](double y) {
        return static_cast<int>(std::floor(std::clamp((y - lower_.y) / square_m, -1.0, static_cast<double>(rows_))));
    };
    const bool up = b.y >= a.y;
    const int first = up ? row(a.y - more) : row(a.y + more), last = up ? row(b.y + more) : row(b.y - more);
    const double slope = b.y != a.y ? (b.x - a.x) / (b.y - a.y) : 0;
    const double west = std::min(a.x, b.x), east = std::max(a.x, b.x);
    for (int r = first; up ? r <= last : r >= last; up ? ++r : --r) {
        if (r < 0 || r >= static_cast<int>(rows_)) continue;
        double low = west, high = east;
        if (first != last && b.y != a.y) {
            const double y = lower_.y + r * square_m;
            const double x = a.x + (y - more - a.y) * slope, z = a.x + (y + square_m + more - a.y) * slope;
            low = std::max(low, std::min(x, z)), high = std::min(high, std::max(x, z));
        }
        const auto column = [&](double v) {
            return static_cast<std::size_t>(std::clamp((v - lower_.x) / square_m, 0.0, static_cast<double>(columns_ - 1)));
        };
        const std::size_t begin = static_cast<std::size_t>(r) * columns_;
        if (low - more <= upper_.x && high + more >= lower_.x && !take(begin + column(low - more), begin + column(high + more)))
            return;
    }
}

void Sky::build_grid(const std::vector<Edge>& edges) {
    lower_ = {HUGE_VAL, HUGE_VAL}, upper_ = {-HUGE_VAL, -HUGE_VAL};
    for (const Edge& e : edges)
        for (const Flat p : {e.a, e.b}) {
            lower_ = {std::min(lower_.x, p.x - 2), std::min(lower_.y, p.y - 2)};
            upper_ = {std::max(upper_.x, p.x + 2), std::max(upper_.y, p.y + 2)};
        }
    if (edges.empty()) return;
    columns_ = static_cast<std::size_t>((upper_.x - lower_.x) / square_m) + 1;
    rows_ = static_cast<std::size_t>((upper_.y - lower_.y) / square_m) + 1;
    // Filed with a metre to spare, so that no rounding of a line of sight can miss an edge.
    const auto each_square = [&](const Edge& e, const auto& take) {
        each_row(e.a, e.b, 1, [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i <= to; ++i) take(i);
            return true;
        });
    };
    start_.assign(columns_ * rows_ + 1, 0);
    for (const Edge& e : edges) each_square(e, [&](std::size_t i) { ++start_[i + 1]; });
    for (std::size_t i = 1; i < start_.size(); ++i) start_[i] += start_[i - 1];
    filed_.resize(start_.back());
    std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
    for (const Edge& e : edges) each_square(e, [&](std::size_t i) { filed_[next[i]++] = e; });
}

bool Sky::clear(Flat a, Flat b) const {
    bool free = true;
    each_row(a, b, 1e-3, [&](std::size_t from, std::size_t to) {
        for (std::uint32_t i = start_[from]; i < start_[to + 1]; ++i) {
            const Edge& e = filed_[i];
            if (cross_at(a, b, e.a) * cross_at(a, b, e.b) <= 0 && cross_at(e.a, e.b, a) * cross_at(e.a, e.b, b) <= 0)
                return free = false;
        }
        return true;
    });
    return free;
}

bool Sky::tangent(const Corner& corner, Flat p) {
    const Flat d = p - corner.flat;
    return cross(d, corner.before) * cross(d, corner.after) >= -1e-7 * (d.x * d.x + d.y * d.y);
}

const std::vector<Sky::Sight>& Sky::sights(std::uint32_t corner) const {
    std::vector<Sight>& found = sights_[corner];
    if (looked_[corner]) return found;
    looked_[corner] = 1;
    const Corner& here = corners_[corner];
    for (std::uint32_t i = 0; i < corners_.size(); ++i) {
        const Corner& there = corners_[i];
        if (i != corner && tangent(here, there.flat) && tangent(there, here.flat) && clear(here.seen, there.seen))
            found.push_back({i, independent::distance_m(here.at, there.at)});
    }
    return found;
}

Ways::Ways(const Sky& sky, Place from)
    : sky_(sky), from_(from), flat_(sky.flat(from)), least_m_(sky.corners().size(), HUGE_VAL), by_(sky.corners().size(), none) {
    for (std::uint32_t i = 0; i < sky.corners().size(); ++i) {
        const Sky::Corner& c = sky.corners()[i];
        if (Sky::tangent(c, flat_) && sky.clear(flat_, c.seen)) reach(i, independent::distance_m(from, c.at), none);
    }
}

void Ways::reach(std::uint32_t corner, double m, std::uint32_t by) const {
    if (m >= least_m_[corner]) return;
    least_m_[corner] = m, by_[corner] = by;
    queue_.emplace(m, corner);
}

void Ways::settle(double limit_m) const {
    while (!queue_.empty() && queue_.top().first <= limit_m) {
        const auto [m, corner] = queue_.top();
        queue_.pop();
        if (m > least_m_[corner]) continue;
        settled_.push_back({m, corner, sky_.corners()[corner].geocentric});
        for (const Sky::Sight& s : sky_.sights(corner)) reach(s.corner, m + s.m, corner);
    }
}

// Of the corners settled from the first on, the one seen from `to` over which the way is shortest. In the order of what
// the way would be at least, the first that is seen decides nearly always.
void Ways::look(Place to, Flat flat, std::size_t first, Best& best) const {
    const std::array<double, 3> at = Sky::geocentric(to);
    std::vector<std::pair<double, std::uint32_t>> candidates;
    for (std::size_t i = first; i < settled_.size() && settled_[i].m < best.m; ++i) {
        const double least = settled_[i].m + Sky::at_least_m(settled_[i].geocentric, at);
        if (least < best.m && Sky::tangent(sky_.corners()[settled_[i].corner], flat))
            candidates.emplace_back(least, settled_[i].corner);
    }
    std::sort(candidates.begin(), candidates.end());
    for (const auto& [least, corner] : candidates) {
        if (least >= best.m) return;
        const Sky::Corner& c = sky_.corners()[corner];
        if (!sky_.clear(flat, c.seen)) continue;
        const double m = least_m_[corner] + independent::distance_m(c.at, to);
        if (m < best.m) best = {m, corner};
    }
}

Ways::Best Ways::find(Place to, double limit_m) const {
    const double direct = independent::distance_m(from_, to);
    Best best;
    if (direct > limit_m || !sky_.air().free(to)) return best;
    const Flat flat = sky_.flat(to);
    if (sky_.clear(flat_, flat)) return {direct, none};
    if (last_ != none && sky_.clear(flat, sky_.corners()[last_].seen))
        best = {least_m_[last_] + independent::distance_m(sky_.corners()[last_].at, to), last_};
    std::size_t looked = 0;
    for (double far = std::min(best.m, 1.1 * direct + 20e3);; far = std::min(best.m, 1.5 * far)) {
        far = std::min(far, limit_m);
        settle(far);
        look(to, flat, looked, best);
        looked = settled_.size();
        if (best.m <= far || far >= limit_m || queue_.empty()) break;
    }
    if (best.last != none) last_ = best.last;
    return best.m <= limit_m ? best : Best{};
}

double Ways::distance_m(Place to, double limit_m) const { return find(to, limit_m).m; }

Line Ways::way(Place to) const {
    const Best best = find(to, HUGE_VAL);
    if (best.m == HUGE_VAL) return {};
    Line way{to};
    for (std::uint32_t c = best.last; c != none; c = by_[c]) way.push_back(sky_.corners()[c].at);
    way.push_back(from_);
    std::reverse(way.begin(), way.end());
    return way;
}

const Ways& Flights::from(Place p) const {
    auto& ways = ways_[{p.lon, p.lat}];
    if (!ways) ways = std::make_unique<Ways>(sky_, p);
    return *ways;
}

double Flights::allowed_m(const Line& way) const { return 0.02 + (way.size() > 2 ? 1 + off_m_ * turning(way) : 0); }

double length_m(const Line& way) {
    double sum = 0;
    for (std::size_t i = 1; i < way.size(); ++i) sum += distance_m(way[i - 1], way[i]);
    return sum;
}

double turning(const Line& way) {
    double sum = 0;
    for (std::size_t i = 2; i < way.size(); ++i) {
        double in = 0, out = 0, other = 0;
        wgs84().Inverse(way[i - 2].lat, way[i - 2].lon, way[i - 1].lat, way[i - 1].lon, other, in);
        wgs84().Inverse(way[i - 1].lat, way[i - 1].lon, way[i].lat, way[i].lon, out, other);
        sum += std::abs(std::remainder(out - in, 360)) * radians;
    }
    return sum;
}

}  // namespace independent
