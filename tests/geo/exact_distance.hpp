// How far a place lies from points and lines, by GeographicLib alone: every leg asked, nothing taken from geo/.
#pragma once

#include "tests/geo/support.hpp"

#include <GeographicLib/Geocentric.hpp>

#include <array>
#include <span>

namespace picket::test {

// Right to 1e-4 m for places within 9,000 km of the nearest leg: there the distance along a geodesic leg has one least
// place, and its slope, less the cosine of the angle between the leg and the way to the place, one change of sign.
class ExactDistance {
  public:
    // One line of one place is a point.
    explicit ExactDistance(const std::vector<std::vector<Position>>& lines) {
        for (const auto& line : lines) {
            if (line.size() == 1) add(line[0], line[0]);
            for (std::size_t i = 1; i < line.size(); ++i) add(line[i - 1], line[i]);
        }
        for (std::size_t first = 0; first < legs_.size(); first += 64) {
            const std::size_t end = std::min(first + 64, legs_.size());
            Ball ball{first, end, legs_[(first + end) / 2].start, 0};
            for (std::size_t i = first; i < end; ++i)
                ball.radius_m = std::max(ball.radius_m, apart(ball.centre, legs_[i].start) + legs_[i].length_m);
            balls_.push_back(ball);
        }
    }

    bool empty() const { return legs_.empty(); }

    double operator()(Position p) const {
        // No place of a leg is nearer than its start less its length, nor a geodesic shorter than its chord. A leg that
        // cannot beat a bound is not asked; those that may are asked in the order of their bounds.
        const std::array<double, 3> x = centred(p);
        std::vector<std::pair<double, std::size_t>> bounds;
        double most_m = 2.1e7;  // what some vertex does not exceed
        std::vector<double> to_centre;
        for (const Ball& ball : balls_) {
            to_centre.push_back(apart(ball.centre, x));
            most_m = std::min(most_m, arc_m(to_centre.back()));
        }
        for (std::size_t k = 0; k < balls_.size(); ++k) {
            if (to_centre[k] - balls_[k].radius_m > most_m) continue;
            for (std::size_t i = balls_[k].first; i < balls_[k].end; ++i) {
                const double chord_m = apart(legs_[i].start, x);
                most_m = std::min(most_m, arc_m(chord_m));
                bounds.emplace_back(chord_m - legs_[i].length_m, i);
            }
        }
        std::erase_if(bounds, [&](const auto& b) { return b.first > most_m; });
        std::sort(bounds.begin(), bounds.end());
        double best_m = 1e9;
        for (const auto& [bound_m, i] : bounds) {
            if (bound_m > best_m) break;
            best_m = std::min(best_m, of_leg(legs_[i], p));
        }
        return best_m;
    }

  private:
    struct Leg {
        Position from;
        std::array<double, 3> start;
        double length_m;
        GeographicLib::GeodesicLine line;
    };
    // Of legs that follow one another: left out together when all of them are too far.
    struct Ball {
        std::size_t first, end;
        std::array<double, 3> centre;
        double radius_m;
    };
    struct Sight {
        double away_m, ahead;  // the cosine of the angle between the leg and the way to the place
    };

    static std::array<double, 3> centred(Position p) {
        std::array<double, 3> x{};
        GeographicLib::Geocentric::WGS84().Forward(p.lat(), p.lon(), 0, x[0], x[1], x[2]);
        return x;
    }
    static double apart(const std::array<double, 3>& a, const std::array<double, 3>& b) {
        return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    }

    // No geodesic with such a chord is longer: pi / 2 of it at most, and a thirtieth more than it under 4,000 km.
    static double arc_m(double chord_m) { return chord_m * (chord_m < 4e6 ? 1.033 : std::numbers::pi / 2 * 1.01); }

    void add(Position a, Position b) {
        const auto line = oracle().InverseLine(a.lat(), a.lon(), b.lat(), b.lon());
        legs_.push_back({a, centred(a), line.Distance(), line});
    }

    static Sight sight(const Leg& leg, double s_m, Position p) {
        double lat = 0, lon = 0, onward = 0, away_m = 0, toward = 0, ignored = 0;
        leg.line.Position(s_m, lat, lon, onward);
        oracle().Inverse(lat, lon, p.lat(), p.lon(), away_m, toward, ignored);
        return {away_m, std::cos((toward - onward) * degree)};
    }

    // The change of sign between the ends, by false position with the stuck end's weight halved.
    static double of_leg(const Leg& leg, Position p) {
        if (!(leg.length_m > 0)) return true_distance_m(leg.from, p);
        double low = 0, high = leg.length_m;
        Sight a = sight(leg, low, p), b = sight(leg, high, p);
        double best_m = std::min(a.away_m, b.away_m), fa = a.ahead, fb = b.ahead;
        if (fa <= 0 || fb >= 0) return best_m;
        int stuck = 0;
        for (int round = 0; round < 200 && high - low > 1e-5; ++round) {
            // Halved now and then: beside the leg the cosine is nearly a step.
            const double m = round % 4 == 3 ? (low + high) / 2 : low + (high - low) * fa / (fa - fb);
            const Sight at = sight(leg, m, p);
            best_m = std::min(best_m, at.away_m);
            if (std::abs(at.ahead) * (high - low) < 1e-5) break;
            if (at.ahead > 0) {
                low = m, fa = at.ahead;
                if (stuck == 1) fb /= 2;
                stuck = 1;
            } else {
                high = m, fb = at.ahead;
                if (stuck == -1) fa /= 2;
                stuck = -1;
            }
        }
        return best_m;
    }

    std::vector<Leg> legs_;
    std::vector<Ball> balls_;
};

}  // namespace picket::test
