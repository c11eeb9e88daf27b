#include "tests/bench/quality.hpp"

#include "tests/geo/exact_distance.hpp"

#include <GeographicLib/PolygonArea.hpp>

#include <stdexcept>

namespace picket::bench {

namespace {

using geo::Line;
using geo::MultiPolygon;
using geo::Polygon;
using geo::Position;
using geo::Ring;
using geo::Vec;
using Space = std::array<double, 3>;

template <class Take>
void each_ring(const MultiPolygon& shape, const Take& take) {
    for (const Polygon& p : shape) {
        take(p.outer);
        for (const Ring& hole : p.holes) take(hole);
    }
}

Space centred(double lon, double lat) {
    Space x{};
    GeographicLib::Geocentric::WGS84().Forward(lat, lon, 0, x[0], x[1], x[2]);
    return x;
}

Space minus(const Space& a, const Space& b) { return {a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }
double dot(const Space& a, const Space& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

// As test::ExactDistance, but made for many thousand places: legs up to 1 km, of which straight distances through space
// leave a few. A geodesic of the chord c is c^3 / 24 R^2 longer than it, and R differs by less than 1 % between the ways to
// legs that compete.
class Distances {
  public:
    explicit Distances(const Line& line) {
        for (std::size_t i = 0; i + 1 < line.size() || i == 0; ++i) {
            const Vec a = line[i], b = line[std::min(i + 1, line.size() - 1)];
            const auto way = test::oracle().InverseLine(a.y, a.x, b.y, b.x);
            const Space start = centred(a.x, a.y), along = minus(centred(b.x, b.y), start);
            if (way.Distance() > 1500) throw std::invalid_argument("legs are too long for this");
            legs_.push_back({start, along, dot(along, along), way});
        }
        chords_.resize(legs_.size());
    }

    double operator()(Vec place) {
        const Space x = centred(place.x, place.y);
        double least = HUGE_VAL;
        for (std::size_t i = 0; i < legs_.size(); ++i) {
            const Space off = minus(x, legs_[i].start);
            const double t =
                legs_[i].squared > 0 ? std::clamp(dot(off, legs_[i].along) / legs_[i].squared, 0.0, 1.0) : 0;
            const Space d{off[0] - t * legs_[i].along[0], off[1] - t * legs_[i].along[1],
                          off[2] - t * legs_[i].along[2]};
            chords_[i] = {dot(d, d), t};
            least = std::min(least, chords_[i].squared);
        }
        const double chord = std::sqrt(least);
        const double most = chord + 0.1 + 0.03 * chord * chord * chord / (24 * 6.37e6 * 6.37e6);
        double best = HUGE_VAL;
        for (std::size_t i = 0; i < legs_.size(); ++i)
            if (chords_[i].squared <= most * most) best = std::min(best, of_leg(legs_[i].way, chords_[i].t, place));
        return best;
    }

  private:
    struct Leg {
        Space start, along;
        double squared;
        GeographicLib::GeodesicLine way;
    };
    struct Chord {
        double squared, t;
    };

    // From the foot in space, which is right to metres, to where the leg passes square: an error e there is e^2 / 2 d here.
    static double of_leg(const GeographicLib::GeodesicLine& way, double t, Vec place) {
        double s = t * way.Distance(), best = HUGE_VAL;
        for (int round = 0; round < 4; ++round) {
            double lat = 0, lon = 0, onward = 0, away = 0, toward = 0, ignored = 0;
            way.Position(s, lat, lon, onward);
            test::oracle().Inverse(lat, lon, place.y, place.x, away, toward, ignored);
            best = std::min(best, away);
            const double next = std::clamp(s + away * std::cos((toward - onward) * test::degree), 0.0, way.Distance());
            if (std::abs(next - s) < 0.01) break;
            s = next;
        }
        return best;
    }

    std::vector<Leg> legs_;
    std::vector<Chord> chords_;
};

// What is quick is held against what is plain, here and there.
void check(Distances& quick, const Line& source, const MultiPolygon& shape) {
    std::vector<Position> places;
    for (const Vec& v : source) places.push_back(Position::computed(v.x, v.y));
    const test::ExactDistance plain({places});
    const Ring& ring = shape.front().outer;
    for (std::size_t i = 0; i < ring.size(); i += ring.size() / 12 + 1)
        if (std::abs(quick(ring[i]) - plain(Position::computed(ring[i].x, ring[i].y))) > 1e-3)
            throw std::logic_error("two ways to the exact distance disagree");
}

}  // namespace

Quality edge_quality(const MultiPolygon& shape, const Line& source, double distance_m) {
    Distances distance(source);
    if (source.size() > 1) check(distance, source, shape);
    double worst = 0, vertices = 0;
    each_ring(shape, [&](const Ring& ring) {
        vertices += static_cast<double>(ring.size() - 1);
        for (std::size_t i = 1; i < ring.size(); ++i)
            for (int k = 0; k < 8; ++k)
                worst = std::max(worst, std::abs(distance(test::along(ring[i - 1], ring[i], k / 8.0)) - distance_m));
    });
    return {{"worst_error_m", worst}, {"vertices", vertices}};
}

Quality disc_quality(const std::vector<MultiPolygon>& shapes, const geo::Points& centres, double radius_m) {
    Quality all{{"worst_error_m", 0}, {"vertices", 0}};
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const Quality one = edge_quality(shapes[i], {centres[i]}, radius_m);
        all["worst_error_m"] = std::max(all["worst_error_m"], one.at("worst_error_m"));
        all["vertices"] += one.at("vertices");
    }
    return all;
}

double geodesic_area_m2(const MultiPolygon& shape) {
    double sum = 0;
    const auto area = [](const Ring& ring) {
        GeographicLib::PolygonArea polygon(test::oracle());
        for (std::size_t i = 1; i < ring.size(); ++i) polygon.AddPoint(ring[i].y, ring[i].x);
        double perimeter = 0, result = 0;
        polygon.Compute(false, true, perimeter, result);
        return std::abs(result);
    };
    for (const Polygon& p : shape) {
        sum += area(p.outer);
        for (const Ring& hole : p.holes) sum -= area(hole);
    }
    return sum;
}

}  // namespace picket::bench
