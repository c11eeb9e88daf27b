#include "geo/proximity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace picket::geo {

namespace {

constexpr Distance longest_leg = Distance::kilometres(20);
constexpr double least_radius_m = 6.33e6;

Leg leg(Position from, Position to, Angle azimuth_from, Angle azimuth_to, Distance length) {
    const double l = length.metres();
    return {from, to, azimuth_from, azimuth_to, length, earth_centred(from), earth_centred(to), l * l / (8 * least_radius_m)};
}

// A leg longer than the longest is cut in equal pieces that run on from one another.
void append(std::vector<Leg>& legs, Position from, Position to) {
    const Inverse whole = inverse(from, to);
    if (!(whole.distance > Distance{})) return;
    const int pieces = std::max(1, static_cast<int>(std::ceil(whole.distance / longest_leg)));
    Waypoint at{from, whole.azimuth};
    for (int i = 1; i <= pieces; ++i) {
        const Waypoint next = i == pieces ? Waypoint{to, whole.azimuth_at_end}
                                          : waypoint(from, whole.azimuth, whole.distance * (static_cast<double>(i) / pieces));
        legs.push_back(leg(at.position, next.position, at.azimuth, next.azimuth, whole.distance / pieces));
        at = next;
    }
}

std::vector<Segment3> chords_of(const std::vector<Leg>& legs) {
    std::vector<Segment3> chords;
    chords.reserve(legs.size());
    for (const Leg& l : legs) chords.push_back({l.chord_from, l.chord_to});
    return chords;
}

}  // namespace

std::vector<Leg> legs_along(std::span<const Position> vertices) {
    std::vector<Leg> legs;
    if (vertices.empty()) return legs;
    // A place repeated goes by its first name: at a pole azimuths count from the longitude it is given with.
    Position last = vertices.front();
    for (const Position& next : vertices.subspan(1)) {
        const std::size_t before = legs.size();
        append(legs, last, next);
        if (legs.size() > before) last = next;
    }
    if (legs.empty()) legs.push_back(leg(last, last, {}, {}, {}));
    return legs;
}

// From a place of the leg on to where a right angle would be on a sphere, until it stays: what the sphere misses is a
// 300th part, so each step leaves that much of the one before. Where the way points back over an end, the end is nearest.
Foot nearest_of_leg(Position from, Position to, Position p) {
    constexpr double radius_m = 6.371e6;
    const auto ahead_m = [](const Inverse& to_p, Angle onward) {
        const double angle = (to_p.azimuth - onward).degrees() * (std::numbers::pi / 180), d = to_p.distance.metres() / radius_m;
        return radius_m * std::atan2(std::sin(d) * std::cos(angle), std::cos(d));
    };
    const Inverse leg = inverse(from, to), from_start = inverse(from, p);
    double along_m = ahead_m(from_start, leg.azimuth);
    if (!(leg.distance > Distance{}) || along_m <= 0) return {from, from_start.distance};
    for (int round = 0; round < 30; ++round) {
        const bool at_end = along_m >= leg.distance.metres();
        const Waypoint w = at_end ? Waypoint{to, leg.azimuth_at_end} : waypoint(from, leg.azimuth, Distance::metres(along_m));
        const Inverse to_p = inverse(w.position, p);
        const double step_m = ahead_m(to_p, w.azimuth);
        if (std::abs(step_m) < 1e-7 || (at_end && step_m >= 0)) return {w.position, to_p.distance};
        along_m = std::min(along_m, leg.distance.metres()) + step_m;
        if (along_m <= 0) return {from, from_start.distance};
    }
    const Position foot = waypoint(from, leg.azimuth, Distance::metres(along_m)).position;
    return {foot, distance(foot, p)};
}

Proximity::Proximity(std::vector<Leg> legs) : legs_(std::move(legs)), index_(chords_of(legs_)), most_sag_m_(0) {
    for (const Leg& l : legs_) most_sag_m_ = std::max(most_sag_m_, l.sag_m);
}

double Proximity::chord_m(std::size_t leg, Vec3 x) const {
    return length_m(nearest_of_segment(legs_[leg].chord_from, legs_[leg].chord_to, x) - x);
}

Proximity::NearestChord Proximity::nearest_chord(Vec3 x) const {
    const std::size_t i = index_.nearest(x, 1).at(0);
    const Vec3 place = nearest_of_segment(legs_[i].chord_from, legs_[i].chord_to, x);
    return {i, place, length_m(place - x)};
}

// By chords first, as many as it takes until no other leg can be nearer.
Proximity::Nearest Proximity::nearest(Position p) const {
    const Vec3 x = earth_centred(p);
    for (std::size_t count = 4;; count *= 4) {
        std::vector<std::pair<double, std::size_t>> candidates;
        for (const std::size_t i : index_.nearest(x, count)) candidates.emplace_back(chord_m(i, x), i);
        std::sort(candidates.begin(), candidates.end());
        Nearest best{0, p, Distance::metres(std::numeric_limits<double>::infinity())};
        double enough_m = std::numeric_limits<double>::infinity();  // no leg with a longer chord can be nearer
        for (const auto& [chord, i] : candidates) {
            if (chord > enough_m) return best;
            const Foot foot = nearest_of_leg(legs_[i].from, legs_[i].to, p);
            if (foot.away < best.away || (foot.away == best.away && i < best.leg)) {
                best = {i, foot.place, foot.away};
                enough_m = chord_beyond_m(foot.away.metres()) + most_sag_m_;
            }
        }
        if (candidates.size() < count) return best;
    }
}

bool Proximity::is_within(Position p, Distance distance) const {
    const Vec3 x = earth_centred(p);
    const NearestChord n = nearest_chord(x);
    if (n.chord_m < chord_within_m(distance.metres()) - most_sag_m_) return true;
    if (n.chord_m > chord_beyond_m(distance.metres()) + most_sag_m_) return false;
    return nearest(p).away <= distance;
}

}  // namespace picket::geo
