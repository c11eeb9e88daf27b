#include "geo/sides.hpp"

#include "geo/edges.hpp"
#include "geo/region.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace picket::geo {

namespace {

constexpr double pi = std::numbers::pi;

// Sine of the angle from one direction to another: positive when the other is to the right.
double to_right(Angle from, Angle to) { return std::sin((to.degrees() - from.degrees()) * (pi / 180)); }
double onward(Angle from, Angle to) { return std::cos((to.degrees() - from.degrees()) * (pi / 180)); }

Position position(Vec v) { return Position::computed(v.x, v.y); }

// Metres east and north to degrees and back, about a place.
struct Local {
    explicit Local(Vec about) : east_m(111'320 * std::cos(about.y * (pi / 180))), north_m(111'133) {}
    Vec moved(Vec v, double east, double north) const {
        return {v.x + east / std::max(east_m, 1.0), std::clamp(v.y + north / north_m, -90.0, 90.0)};
    }
    Vec metres(Vec from, Vec to) const { return {(to.x - from.x) * east_m, (to.y - from.y) * north_m}; }
    double east_m, north_m;
};

// Follows the line between places inside (`is_wanted`) and others, which lies to its left and right.
class Follower {
  public:
    Follower(const Polygon& face, const Sides& sides, Side wanted, Distance scale, Distance tolerance)
        : face_(Region({face})),
          edge_(legs_of(face)),
          sides_(sides),
          wanted_(wanted),
          longest_m_(scale.metres() / 16),
          tolerance_m_(tolerance.metres()) {}

    bool is_wanted(Vec v) const { return sides_.side_of(position(v)) == wanted_; }
    bool is_in_face(Vec v) const { return face_.contains(v); }

    // Between a place that is wanted and one that is not, to a hundredth of the tolerance.
    Vec parting(Vec wanted, Vec other) const {
        const Local local(wanted);
        for (int round = 0; round < 60; ++round) {
            const Vec m{(wanted.x + other.x) / 2, (wanted.y + other.y) / 2}, d = local.metres(wanted, other);
            if (std::hypot(d.x, d.y) < tolerance_m_ / 100) break;
            (is_wanted(m) ? wanted : other) = m;
        }
        return {(wanted.x + other.x) / 2, (wanted.y + other.y) / 2};
    }

    // From a place at the face's edge and a direction into the face (radians from east to north) to the edge again, which is
    // crossed.
    Line follow(Vec start, double heading) const {
        Line line{start};
        double step_m = std::min(longest_m_, 8 * tolerance_m_);
        constexpr int most_steps = 20'000;
        bool away_from_edge = false;
        for (int n = 0; n < most_steps; ++n) {
            const std::optional<double> ahead = bearing_ahead(line.back(), heading, step_m, n == 0);
            if (!ahead || !is_near_middle(line.back(), *ahead, step_m)) {
                if (step_m <= tolerance_m_ / 2) {
                    if (!ahead) break;
                } else {
                    step_m = std::max(step_m / 2, tolerance_m_ / 2);
                    continue;
                }
            }
            line.push_back(at(line.back(), *ahead, step_m));
            heading = *ahead;
            if (!face_.contains(line.back())) break;
            // Along the edge itself sides part too: that is not to be followed.
            const bool is_near_edge = edge_.is_within(position(line.back()), Distance::metres(2 * tolerance_m_));
            if (is_near_edge && away_from_edge) break;
            if (is_near_edge && n > 40) return {};
            away_from_edge = away_from_edge || !is_near_edge;
            step_m = std::min(step_m * 1.5, longest_m_);
        }
        if (line.size() > 1) cross_edge(line, heading);
        return line;
    }

  private:
    static std::vector<Leg> legs_of(const Polygon& face) {
        std::vector<Leg> legs;
        const auto add = [&](const Ring& ring) {
            std::vector<Position> vertices;
            for (const Vec& v : ring) vertices.push_back(position(v));
            for (const Leg& leg : legs_along(vertices)) legs.push_back(leg);
        };
        add(face.outer);
        for (const Ring& hole : face.holes) add(hole);
        return legs;
    }

    // Straight on; and where it runs along the edge, square over it.
    void cross_edge(Line& line, double heading) const {
        const Vec end = line.back();
        const Position on = edge_.nearest(position(end)).place;
        const Vec d = Local(end).metres(end, {end.x + std::remainder(on.lon() - end.x, 360.0), on.lat()});
        const double away_m = std::hypot(d.x, d.y);
        if (away_m > 0 && away_m < 4 * tolerance_m_) line.push_back(at(end, std::atan2(d.y, d.x), 2 * away_m + tolerance_m_));
        else line.push_back(at(end, heading, 6 * tolerance_m_));
    }

    Vec at(Vec from, double bearing, double m) const {
        return Local(from).moved(from, m * std::cos(bearing), m * std::sin(bearing));
    }

    // The direction in which, a step on, wanted ground on one hand meets other ground on the other; the one that turns
    // least. At the start either hand will do.
    std::optional<double> bearing_ahead(Vec from, double heading, double step_m, bool first) const {
        constexpr int fan = 12;                  // directions to either hand,
        constexpr double apart = 0.8 * pi / fan;  // to 144 degrees: what lies behind is where it came from
        std::optional<double> best;
        bool before = is_wanted(at(from, heading - fan * apart, step_m));
        const bool left_is_wanted = first ? false : hand_;
        for (int k = -fan + 1; k <= fan; ++k) {
            const bool now = is_wanted(at(from, heading + k * apart, step_m));
            if (now != before && (first || now == left_is_wanted)) {
                double right = heading + (k - 1) * apart, left = heading + k * apart;
                while ((left - right) * step_m > tolerance_m_ / 100)
                    (is_wanted(at(from, (left + right) / 2, step_m)) == now ? left : right) = (left + right) / 2;
                const double found = (left + right) / 2;
                if (!best || std::abs(found - heading) < std::abs(*best - heading)) {
                    best = found;
                    if (first) hand_ = now;
                }
            }
            before = now;
        }
        return best;
    }

    bool is_near_middle(Vec from, double bearing, double step_m) const {
        const Vec middle = at(from, bearing, step_m / 2);
        const double off_m = tolerance_m_ / 2;
        return is_wanted(at(middle, bearing + pi / 2, off_m)) == hand_ && is_wanted(at(middle, bearing - pi / 2, off_m)) != hand_;
    }

    PreparedRegion face_;
    Proximity edge_;
    const Sides& sides_;
    Side wanted_;
    double longest_m_, tolerance_m_;
    mutable bool hand_ = false;  // whether the ground to the left of the way is wanted
};

// Places along a ring, just inside the face, and how the ring runs there.
struct Sample {
    Vec inside;
    double heading;
};

// At its corners and between them.
std::vector<Sample> samples_of(const Ring& ring, double spacing_m, double inside_m) {
    std::vector<Sample> samples;
    std::optional<double> before;
    const auto add = [&](Vec on, double heading) {
        samples.push_back({Local(on).moved(on, -std::sin(heading) * inside_m, std::cos(heading) * inside_m), heading});
    };
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Vec d = Local(ring[i - 1]).metres(ring[i - 1], ring[i]);
        const double length = std::hypot(d.x, d.y), heading = std::atan2(d.y, d.x);
        if (before) add(ring[i - 1], *before + std::remainder(heading - *before, 2 * pi) / 2);
        before = heading;
        const int pieces = std::max(1, static_cast<int>(std::ceil(length / spacing_m)));
        for (int k = 0; k < pieces; ++k) {
            const double share = (k + 0.5) / pieces;
            add({ring[i - 1].x + share * (ring[i].x - ring[i - 1].x), ring[i - 1].y + share * (ring[i].y - ring[i - 1].y)}, heading);
        }
    }
    return samples;
}

}  // namespace

Sides::Sides(const Proximity& legs, std::span<const Chain> chains) : legs_(legs), chains_(chains.begin(), chains.end()) {
    for (std::size_t c = 0; c < chains_.size(); ++c) chain_of_.insert(chain_of_.end(), chains_[c].count, c);
}

Side Sides::side_of(Position p) const {
    const Proximity::Nearest n = legs_.nearest(p);
    const Leg& leg = legs_.legs()[n.leg];
    const Chain& chain = chains_[chain_of_[n.leg]];
    const Angle there = inverse(n.place, p).azimuth;
    const auto hand = [](double right) { return right >= 0 ? Side::right : Side::left; };
    const bool at_from = n.place == leg.from, at_to = n.place == leg.to;
    if (!at_from && !at_to) return hand(to_right(inverse(n.place, leg.to).azimuth, there));
    const std::size_t last = chain.first + chain.count - 1;
    const bool is_end = !chain.closed && ((at_from && n.leg == chain.first) || (at_to && n.leg == last));
    if (is_end) {
        const Angle ahead = at_from ? leg.azimuth_from : leg.azimuth_to;
        const bool beyond = at_from ? onward(ahead, there) < -1e-9 : onward(ahead, there) > 1e-9;
        return beyond ? Side::both : hand(to_right(ahead, there));
    }
    // At a corner the place lies on the outer side; the sharper of both directions tells it from afar.
    const std::size_t before = at_from ? (n.leg == chain.first ? last : n.leg - 1) : n.leg;
    const std::size_t after = at_from ? n.leg : (n.leg == last ? chain.first : n.leg + 1);
    const double r = to_right(legs_.legs()[before].azimuth_to, there) + to_right(legs_.legs()[after].azimuth_from, there);
    return hand(r);
}

bool Sides::is_within(Position p, Distance distance) const { return legs_.is_within(p, distance); }

std::vector<Line> Sides::end_lines(Distance distance) const {
    std::vector<Line> lines;
    for (const Chain& chain : chains_) {
        if (chain.closed) continue;
        const Leg& first = legs_.legs()[chain.first];
        const Leg& last = legs_.legs()[chain.first + chain.count - 1];
        const auto add = [&](Position end, Angle ahead, double square) {
            const Position far = direct(end, Angle::degrees(ahead.degrees() + square), distance);
            lines.push_back(from_geodesics({end, far}, Distance::metres(0.01)));
        };
        for (const double square : {-90.0, 90.0}) {
            add(first.from, first.azimuth_from, square);
            add(last.to, last.azimuth_to, square);
        }
    }
    return lines;
}

std::vector<Line> dividing_lines(const Polygon& face, const Sides& sides, Side wanted, Distance scale, Distance tolerance) {
    const Follower follower(face, sides, wanted, scale, tolerance);
    std::vector<Ring> rings{face.outer};
    rings.insert(rings.end(), face.holes.begin(), face.holes.end());
    std::vector<Line> lines;
    for (const Ring& ring : rings) {
        std::vector<Sample> samples = samples_of(ring, scale.metres() / 50, tolerance.metres() / 4);
        std::erase_if(samples, [&](const Sample& s) { return !follower.is_in_face(s.inside); });  // in a sharp corner
        std::vector<bool> wanted_there;
        for (const Sample& s : samples) wanted_there.push_back(follower.is_wanted(s.inside));
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const std::size_t next = (i + 1) % samples.size();
            if (wanted_there[i] == wanted_there[next]) continue;
            const Vec start = wanted_there[i] ? follower.parting(samples[i].inside, samples[next].inside)
                                              : follower.parting(samples[next].inside, samples[i].inside);
            // Where a line that was followed came out; and what parts the sides at the very line is the line.
            const auto is_end = [&](const Line& l) {
                const Vec d = Local(start).metres(start, l.back());
                return std::hypot(d.x, d.y) < 16 * tolerance.metres();
            };
            if (std::any_of(lines.begin(), lines.end(), is_end)) continue;
            if (!follower.is_in_face(start) || sides.is_within(position(start), tolerance)) continue;
            // The face lies to the left of its rings. What was found may lie some way from the edge: back to it first.
            const double into = samples[i].heading + pi / 2;
            Line line = follower.follow(start, into - pi);
            std::reverse(line.begin(), line.end());
            const Line onward = follower.follow(start, into);
            if (onward.size() < 2) continue;
            line.insert(line.end(), onward.begin(), onward.end());
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

}  // namespace picket::geo
