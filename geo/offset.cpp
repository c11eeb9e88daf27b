#include "geo/offset.hpp"

#include "geo/edges.hpp"
#include "geo/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <optional>

namespace picket::geo {

namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double least_radius_m = 6.33e6;  // below every radius of curvature of WGS84
constexpr double rounding_m = 0.03;        // to 7 decimals, of two places, and to spare

// A place of a curve, and the place of its leg that it belongs to.
struct Place {
    Position position;
    Vec3 centred;
    Vec3 foot;
};

Vec lon_lat(Position p) { return {p.lon(), p.lat()}; }

// How fast places on a circle of that radius part with the azimuth, at least.
double least_spread_m(Distance radius) {
    return least_radius_m * std::sin(std::min(radius.metres() / least_radius_m, 1.5));
}

double unwrapped_deg(double lon, double near_lon) { return near_lon + std::remainder(lon - near_lon, 360.0); }

// The curves of one offset, one chain after the other.
class Tracer {
  public:
    Tracer(const Proximity& legs, Distance distance, Distance tolerance)
        : proximity_(legs),
          legs_(legs.legs()),
          distance_(distance),
          tolerance_m_(tolerance.metres()),
          // What lies deeper in the buffer than this is left out. Edges sag by less than the tolerance, so where two
          // curves cross, both run on until each is under the other's edge.
          deep_m_(1.2 * tolerance.metres() + rounding_m),
          deep_chord_m_(chord_within_m(std::max(0.0, distance.metres() - deep_m_))),
          spread_m_(least_spread_m(distance)),
          beside_curvature_(std::tan(std::min(distance.metres() / least_radius_m, 1.45)) / least_radius_m) {}

    // Beside a leg, to its right (+1) or left (-1).
    void beside(std::size_t i, int side) {
        const Leg& l = legs_[i];
        hint_ = i;
        trace(l.length.metres(), beside_curvature_, [&](double share) {
            const Waypoint w = share == 0   ? Waypoint{l.from, l.azimuth_from}
                               : share == 1 ? Waypoint{l.to, l.azimuth_to}
                                            : waypoint(l.from, l.azimuth_from, l.length * share);
            return place(w.position, w.azimuth.degrees() + 90 * side);
        });
    }

    // Round a corner, from one azimuth by a sweep of a full turn at most to another, which is the same azimuth as
    // from_deg + sweep_deg, to the last bit that of the curve that begins there.
    void round(std::size_t i, Position corner, double from_deg, double sweep_deg, double to_deg) {
        hint_ = i;
        // Pieces of an eighth of a turn: what is checked at the middle and the quarters holds between.
        const int pieces = std::max(1, static_cast<int>(std::ceil(std::abs(sweep_deg) / 45)));
        for (int k = 0; k < pieces; ++k)
            trace(1.01 * spread_m_ * std::abs(sweep_deg) * radians / pieces, 1 / spread_m_, [&](double share) {
                const bool ends = k + 1 == pieces && share == 1;
                return place(corner, ends ? to_deg : from_deg + sweep_deg * (k + share) / pieces);
            });
    }

    // On the inner side of a corner the curves beside its legs overlap. Where they hardly do, their edges might miss each
    // other; the edge between their ends, which runs inside, joins them.
    void join(std::size_t i, Position corner, double from_deg, double to_deg) {
        hint_ = i;
        const Place a = place(corner, from_deg), b = place(corner, to_deg);
        if (depth_of(a, 0) != Depth::deep || depth_of(b, 0) != Depth::deep) add_edge(a, b);
    }

    std::vector<Line> curves() && { return std::move(curves_); }

  private:
    using At = std::function<Place(double share)>;

    Place place(Position foot, double azimuth_deg) const {
        const Position p = direct(foot, Angle::degrees(azimuth_deg), distance_);
        return {p, earth_centred(p), earth_centred(foot)};
    }

    // A curve of at most that length and curvature, in equal steps short enough for its edges to keep to it.
    void trace(double length_m, double curvature, const At& at) {
        const double lat = std::max(std::abs(at(0).position.lat()), std::abs(at(1).position.lat()));
        const double step_m = std::min(longest_step_m(curvature, lat, tolerance_m_), 500'000.0);
        const auto steps = static_cast<int>(std::max(1.0, std::ceil(length_m / step_m)));
        Steps all{length_m / steps, 1.0 / steps, at, -1, {}};
        trace(all, 0, steps);
    }

    struct Steps {
        double length_m;
        double share;
        const At& at;
        int last;       // the step whose end was computed last,
        std::optional<Place> last_end;  // and it
    };

    // The steps from one number to another: left out when proven deep, halved when there are several, else an edge.
    void trace(Steps& steps, int from, int to) {
        if (depth_of(steps.at((from + to) / 2.0 * steps.share), steps.length_m * (to - from) / 2) == Depth::deep) return;
        if (to - from > 1) {
            trace(steps, from, (from + to) / 2);
            trace(steps, (from + to) / 2, to);
            return;
        }
        const Place a = steps.last == from - 1 && steps.last_end ? *steps.last_end : steps.at(from * steps.share);
        const bool ends = to * steps.share > 1 - steps.share / 2;  // the very end of the curve, where others begin
        const Place b = steps.at(ends ? 1 : to * steps.share);
        steps.last = from;
        steps.last_end = b;
        trace_step(from * steps.share, a, ends ? 1 : to * steps.share, b, steps.length_m, steps.at);
    }

    // One step, halved while its edge strays: towards the poles, where the step's length alone does not tell.
    void trace_step(double from, const Place& a, double to, const Place& b, double length_m, const At& at) {
        if (length_m > tolerance_m_ / 4 && strays(from, a, to, b, at)) {
            const double half = (from + to) / 2;
            const Place m = at(half);
            trace_step(from, a, half, m, length_m / 2, at);
            trace_step(half, m, to, b, length_m / 2, at);
        } else {
            add_edge(a, b);
        }
    }

    bool strays(double from, const Place& a, double to, const Place& b, const At& at) const {
        if (std::max(std::abs(a.position.lat()), std::abs(b.position.lat())) < 80) return false;
        if (std::abs(std::remainder(b.position.lon() - a.position.lon(), 360.0)) > 20) return true;
        const auto off = [&](double share) {
            const Position p = at(from + share * (to - from)).position;
            return off_edge_m(lon_lat(p), lon_lat(a.position), lon_lat(b.position)) > tolerance_m_;
        };
        return off(0.5) || off(0.25) || off(0.75);
    }

    enum class Depth { deep, shallow };

    // Whether all places of the curve within `reach_m` of m along it lie deep inside: nearer to another leg by far. A
    // place f of that leg is at least as far as the leg; along the curve the distance to f changes at most by the sine of
    // the angle at m between f and m's own foot, which the law of sines bounds by their distance.
    Depth depth_of(const Place& m, double reach_m) const {
        const auto slack_m = [&](Vec3 f) {
            return reach_m * std::min(1.0, 1.05 * (length_m(f - m.foot) + reach_m) / spread_m_);
        };
        // Most curves are deep under a leg some way along: a few guesses spare the search.
        for (std::size_t step = 1; step < legs_.size(); step *= 2)
            for (const std::size_t i : {hint_ + step, hint_ - step}) {
                if (i >= legs_.size()) continue;  // also what wrapped below zero
                const Vec3 f = legs_[i].chord_from;
                const Vec3 d = f - m.centred;
                if (dot(d, d) >= deep_chord_m_ * deep_chord_m_) continue;
                if (length_m(d) + slack_m(f) < deep_chord_m_) return Depth::deep;
            }
        const Proximity::NearestChord n = proximity_.nearest_chord(m.centred);
        const Leg& leg = legs_[n.leg];
        const double slack = slack_m(n.place) + leg.sag_m;
        if (n.chord_m + slack < deep_chord_m_) return Depth::deep;
        const double deep_m = distance_.metres() - deep_m_ - slack;
        if (least_geodesic_m(std::max(0.0, n.chord_m - leg.sag_m)) > deep_m) return Depth::shallow;
        return nearest_of_leg(leg.from, leg.to, m.position).away.metres() < deep_m ? Depth::deep : Depth::shallow;
    }

    void add_edge(const Place& a, const Place& b) {
        const auto vec = [](Position p, double near_lon) { return Vec{unwrapped_deg(p.lon(), near_lon), p.lat()}; };
        if (!curves_.empty() && last_ == a.position) {
            curves_.back().push_back(vec(b.position, curves_.back().back().x));
        } else {
            const Vec start = lon_lat(a.position);
            curves_.push_back({start, vec(b.position, start.x)});
        }
        last_ = b.position;
    }

    const Proximity& proximity_;
    const std::vector<Leg>& legs_;
    Distance distance_;
    double tolerance_m_;
    double deep_m_;
    double deep_chord_m_;
    double spread_m_;
    double beside_curvature_;  // of the curve beside a leg, at most
    std::size_t hint_ = 0;
    std::vector<Line> curves_;
    Position last_ = Position::computed(0, 0);
};

// The curves on one side of a leg: round the corner at its start, then beside it, so that one leads to the next.
void trace_side(Tracer& tracer, const std::vector<Leg>& legs, const Chain& chain, std::size_t i, int s) {
    const Leg& leg = legs[i];
    const double ahead = leg.azimuth_from.degrees();
    if (i != chain.first || chain.closed) {
        const double before = legs[i == chain.first ? chain.first + chain.count - 1 : i - 1].azimuth_to.degrees();
        const double turn = std::remainder(ahead - before, 360.0);
        if (turn * s <= 0)  // turning right leaves the left side open
            tracer.round(i, leg.from, before + 90 * s, turn, ahead + 90 * s);
        else
            tracer.join(i, leg.from, before + 90 * s, ahead + 90 * s);
    }
    tracer.beside(i, s);
}

void trace_ends(Tracer& tracer, const std::vector<Leg>& legs, const Chain& chain) {
    const std::size_t last = chain.first + chain.count - 1;
    const double ahead = legs[chain.first].azimuth_from.degrees(), onward = legs[last].azimuth_to.degrees();
    tracer.round(chain.first, legs[chain.first].from, ahead + 90, 180, ahead - 90);
    tracer.round(last, legs[last].to, onward - 90, 180, onward + 90);
}

}  // namespace

double longest_step_m(double curvature_per_m, double lat_deg, double tolerance_m) {
    // No line straight in lon/lat bends by more than 1.09 tan(lat) / radius, which is where it crosses the meridians at
    // an azimuth of about 55 degrees; a degree to spare for a step that runs poleward.
    const double most = curvature_per_m + 1.09 * std::tan(std::min(lat_deg + 1, 89.0) * radians) / least_radius_m;
    return std::sqrt(8 * tolerance_m / most);
}

double offset_curvature_per_m(Distance distance) {
    return std::max(1 / least_spread_m(distance), std::tan(std::min(distance.metres() / least_radius_m, 1.45)) / least_radius_m);
}

std::vector<Line> offset_curves(const Proximity& legs, std::span<const Chain> chains, Distance distance,
                                Distance tolerance) {
    struct Batch {
        std::size_t chain, first, count;
    };
    constexpr std::size_t batch_legs = 256;
    std::vector<Batch> batches;
    for (std::size_t c = 0; c < chains.size(); ++c)
        for (std::size_t i = 0; i < chains[c].count; i += batch_legs)
            batches.push_back({c, chains[c].first + i, std::min(batch_legs, chains[c].count - i)});
    std::vector<std::vector<Line>> parts(batches.size());
    parallel_for(batches.size(), [&](std::size_t b) {
        Tracer tracer(legs, distance, tolerance);
        const Chain& chain = chains[batches[b].chain];
        if (legs.legs()[chain.first].is_point()) {
            tracer.round(chain.first, legs.legs()[chain.first].from, 0, 360, 0);
        } else {
            for (const int s : {1, -1})
                for (std::size_t i = batches[b].first; i < batches[b].first + batches[b].count; ++i)
                    if (chain.side != (s == 1 ? Side::left : Side::right)) trace_side(tracer, legs.legs(), chain, i, s);
            if (!chain.closed && batches[b].first == chain.first) trace_ends(tracer, legs.legs(), chain);
        }
        parts[b] = std::move(tracer).curves();
    });
    std::vector<Line> all;
    for (std::vector<Line>& part : parts)
        for (Line& line : part) all.push_back(std::move(line));
    return all;
}

}  // namespace picket::geo
