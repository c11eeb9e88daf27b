// The shortest ways round closed airspace, by brute force: every corner that a way could turn at, every line of sight
// between them, Dijkstra's search over those. It shares nothing with picket but the question.
//
// Lengths are GeographicLib's. Only what one sees from where is judged in a plane, GeographicLib's gnomonic one about a
// centre. A straight line there lies beside the geodesic, by some metres for a line of 1000 km, so a way may be taken to pass
// a corner by when it does not, or to turn there when it need not. Such a way is off by twice the square of those metres over
// the line's length at most: under a centimetre (check_ways measures it).
#pragma once

#include "air.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <queue>

namespace independent {

struct Flat {
    double x = 0, y = 0;
};

// Free air with all that bounds it: what is closed, and the edge of the known box. Nothing that touches a border is a
// line of sight. So corners are looked from a little outside: along a border one sees, through a border that two closed
// areas share, or a point in which they touch, one does not. Gaps narrower than that little are closed.
class Sky {
  public:
    Sky(const Air& air, Place centre);  // the air must outlive it

    struct Corner {
        Place at;
        Flat flat, seen;                 // where it is, and the place just outside it from which one looks
        Flat before, after;              // the directions of both edges
        std::array<double, 3> geocentric;
    };
    struct Sight {
        std::uint32_t corner;
        double m;
    };

    const std::vector<Corner>& corners() const { return corners_; }
    // All corners that one sees from a corner and at which a way from there could turn.
    const std::vector<Sight>& sights(std::uint32_t corner) const;

    const Air& air() const { return air_; }
    Flat flat(Place p) const;
    bool clear(Flat a, Flat b) const;  // is there no border on the way?
    // Could a taut string be led round this corner to p, or past it?
    static bool tangent(const Corner& corner, Flat p);
    // No more than the geodesic's length, near enough to sort by: an arc of the least curvature over the chord.
    static double at_least_m(const std::array<double, 3>& a, const std::array<double, 3>& b);
    static std::array<double, 3> geocentric(Place p);

  private:
    struct Edge {
        Flat a, b;
    };
    void add_ring(const Line& ring, bool closed_within, std::vector<Edge>& edges);
    void add_corner(Place at, Flat before, Flat here, Flat after);
    void build_grid(const std::vector<Edge>& edges);
    template <class Take>
    void each_row(Flat a, Flat b, double more, const Take& take) const;

    const Air& air_;
    Place centre_;
    std::vector<Corner> corners_;
    // Edges by the square they are in, rows of squares one after another.
    Flat lower_, upper_;
    std::size_t columns_ = 0, rows_ = 0;
    std::vector<std::uint32_t> start_;
    std::vector<Edge> filed_;
    mutable std::vector<std::vector<Sight>> sights_;
    mutable std::vector<char> looked_;
};

// The ways from one place. The search goes on only as far as what is asked needs.
class Ways {
  public:
    Ways(const Sky& sky, Place from);

    Place from() const { return from_; }
    // HUGE_VAL when there is no way, or none as short as the limit.
    double distance_m(Place to, double limit_m = HUGE_VAL) const;
    // From end to end with the corners between; empty when there is no way.
    Line way(Place to) const;

  private:
    struct Known {
        double m;
        std::uint32_t corner;
        std::array<double, 3> geocentric;
    };
    struct Best {
        double m = HUGE_VAL;
        std::uint32_t last = none;  // the last corner
    };
    static constexpr std::uint32_t none = UINT32_MAX;

    Best find(Place to, double limit_m) const;
    void settle(double limit_m) const;
    void look(Place to, Flat flat, std::size_t first, Best& best) const;
    void reach(std::uint32_t corner, double m, std::uint32_t by) const;

    const Sky& sky_;
    Place from_;
    Flat flat_;
    mutable std::vector<double> least_m_;
    mutable std::vector<std::uint32_t> by_;
    mutable std::vector<Known> settled_;  // the nearest first
    using Queued = std::pair<double, std::uint32_t>;
    mutable std::priority_queue<Queued, std::vector<Queued>, std::greater<>> queue_;
    mutable std::uint32_t last_ = none;  // of the place asked for last, which is often near
};

// The ways from every place that anything of a plan sets out from.
class Flights {
  public:
    Flights(const Air& air, Place centre, double off_m) : sky_(air, centre), off_m_(off_m) {}
    const Air& air() const { return sky_.air(); }
    const Ways& from(Place p) const;
    // How much longer or shorter a way may be in closed areas whose edges lie up to `off_m` from these: what its rounded
    // ends make, and when it turns a metre, and what a string grows by that is led round at that distance, which is the
    // distance times the angles it turns by.
    double allowed_m(const Line& way) const;

  private:
    Sky sky_;
    double off_m_;
    mutable std::map<std::pair<double, double>, std::unique_ptr<Ways>> ways_;
};

double length_m(const Line& way);
double turning(const Line& way);  // all angles that a way turns by, in radians

}  // namespace independent
