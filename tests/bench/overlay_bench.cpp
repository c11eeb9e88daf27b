// Union, intersection and difference of the same vertices: in picket's frame, by GEOS in one azimuthal equidistant plane
// and by S2 on the sphere; areas against those of the ellipsoid.
#include "tests/bench/bench.hpp"
#include "tests/bench/exact_overlay.hpp"
#include "tests/bench/front_line.hpp"
#include "tests/bench/plane.hpp"
#include "tests/bench/sphere.hpp"

#include "geo/buffer.hpp"
#include "geo/error.hpp"
#include "geo/frame.hpp"
#include "geo/geodesic.hpp"
#include "geo/layer.hpp"
#include "tests/geo/support.hpp"

#include <cmath>
#include <stdexcept>

namespace picket::bench {

namespace {

using geo::Distance;
using geo::MultiPolygon;
using geo::Position;
using geo::Region;
using geo::Vec;

const Vec centre{30, 48};
// What a plan grants to following an input edge, at 10 m.
constexpr Distance input_tolerance = Distance::metres(2.5);

const geo::Frame& frame() {
    static const geo::Frame made(Position::lon_lat(centre.x, centre.y));
    return made;
}

const Plane& plane() {
    static const Plane made(centre);
    return made;
}

MultiPolygon made(const geo::Geometry& shape, double distance_m, double tolerance_m = 10) {
    const std::vector<geo::Geometry> shapes{shape};
    return geo::buffer(shapes, geo::EdgeRule::geodesic, Distance::metres(distance_m), Distance::metres(tolerance_m));
}

MultiPolygon ukraine() {
    geo::Notices notices;
    const geo::Layer layer =
        geo::read_layer({PICKET_DATASETS "/countries.geojson", "", "iso3 = 'UKR'"}, geo::Faults::repair, notices);
    return std::get<MultiPolygon>(layer.features.at(0).geometry);
}

struct Inputs {
    MultiPolygon lon_lat, in_plane;
    Region in_frame;
};

Region in_frame(const MultiPolygon& lon_lat) {
    return Region(geo::to_frame(frame(), lon_lat, geo::EdgeRule::geodesic, input_tolerance));
}

Inputs inputs(const MultiPolygon& lon_lat) { return {lon_lat, plane().to_plane(lon_lat), in_frame(lon_lat)}; }

enum class Operation { union_, intersection, difference };

template <class Shape>
Shape overlaid(Operation operation, const Shape& a, const Shape& b) {
    switch (operation) {
        case Operation::union_: return unite(a, b);
        case Operation::intersection: return intersect(a, b);
        case Operation::difference: return subtract(a, b);
    }
    throw std::logic_error("no such operation");
}

MultiPolygon out_of_frame(const MultiPolygon& in_frame) {
    const auto out = [](const geo::Ring& ring) {
        geo::Ring result;
        for (const Vec& v : ring) {
            const Position p = frame().to_position(v);
            result.push_back({p.lon(), p.lat()});
        }
        return result;
    };
    MultiPolygon result;
    for (const geo::Polygon& p : in_frame) {
        result.push_back({out(p.outer), {}});
        for (const geo::Ring& hole : p.holes) result.back().holes.push_back(out(hole));
    }
    return result;
}

double vertices_of(const MultiPolygon& shape) {
    std::size_t count = 0;
    for (const geo::Polygon& p : shape) {
        count += p.outer.size() - 1;
        for (const geo::Ring& hole : p.holes) count += hole.size() - 1;
    }
    return static_cast<double>(count);
}

void add_pair(const std::string& name, const std::shared_ptr<Inputs>& a, const std::shared_ptr<Inputs>& b) {
    // Of the ellipsoid: by what the two share, and once for the three operations.
    const auto shared = std::make_shared<double>(-1);
    for (const auto& [operation, word] : {std::pair{Operation::union_, "union"},
                                          {Operation::intersection, "intersection"},
                                          {Operation::difference, "difference"}}) {
        const auto judged = [=, operation = operation](const MultiPolygon& lon_lat) -> Quality {
            if (*shared < 0) *shared = shared_area_m2(a->lon_lat, b->lon_lat);
            const double area_a = geodesic_area_m2(a->lon_lat), area_b = geodesic_area_m2(b->lon_lat);
            const double exact = operation == Operation::union_         ? area_a + area_b - *shared
                                 : operation == Operation::intersection ? *shared
                                                                        : area_a - *shared;
            return {{"relative_area_error", std::abs(geodesic_area_m2(lon_lat) / exact - 1)},
                    {"area_error_m2", geodesic_area_m2(lon_lat) - exact},
                    {"vertices", vertices_of(lon_lat)}};
        };
        const std::string group = "overlay_" + name + "_" + word;
        const auto here = [=, operation = operation] { return overlaid(operation, a->in_frame, b->in_frame); };
        add(
            group, "picket", [=] { benchmark::DoNotOptimize(here()); },
            [=] { return judged(out_of_frame(here().polygons())); });
        const auto planar_a = std::make_shared<Planar>(a->in_plane), planar_b = std::make_shared<Planar>(b->in_plane);
        const auto in_plane = [=, operation = operation] { return overlaid(operation, *planar_a, *planar_b); };
        add(
            group, "geos_in_plane", [=] { benchmark::DoNotOptimize(in_plane()); },
            [=] { return judged(plane().to_lon_lat(in_plane().polygons())); });
        const auto there = [=, operation = operation] {
            return out_of_frame(overlaid(operation, in_frame(a->lon_lat), in_frame(b->lon_lat)).polygons());
        };
        add(
            group, "picket_there_and_back", [=] { benchmark::DoNotOptimize(there()); },
            [=] { return judged(there()); });
        const auto there_by_geos = [=, operation = operation] {
            const Planar p(plane().to_plane(a->lon_lat)), q(plane().to_plane(b->lon_lat));
            return plane().to_lon_lat(overlaid(operation, p, q).polygons());
        };
        add(
            group, "geos_there_and_back", [=] { benchmark::DoNotOptimize(there_by_geos()); },
            [=] { return judged(there_by_geos()); });
#ifdef PICKET_HAS_S2
        const auto sphere_a = std::make_shared<Spherical>(a->lon_lat),
                   sphere_b = std::make_shared<Spherical>(b->lon_lat);
        const auto on_sphere = [=, operation = operation] { return overlaid(operation, *sphere_a, *sphere_b); };
        add(
            group, "s2", [=] { benchmark::DoNotOptimize(on_sphere()); },
            [=] { return judged(on_sphere().polygons()); });
#endif
    }
}

// Of what discs share little of their area is left, and what the grid moves counts for more: the worst of many.
void add_lenses() {
    struct Lens {
        Inputs a, b;
        double exact_m2;
    };
    const auto all = std::make_shared<std::vector<Lens>>();
    test::Random random(7);
    const MultiPolygon disc = cut_to(made(geo::Points{{28.4883, 44.3622}}, 500e3), 5000);
    for (int i = 0; i < 25; ++i) {
        const Position other = test::true_direct(Position::lon_lat(28.4883, 44.3622), random.uniform(-180, 180),
                                                 random.uniform(900e3, 995e3));
        const MultiPolygon second = cut_to(made(geo::Points{{other.lon(), other.lat()}}, 500e3), 5000);
        all->push_back({inputs(disc), inputs(second), shared_area_m2(disc, second)});
    }
    const auto judged = [=](const auto& overlay) -> Quality {
        double worst = 0, worst_m2 = 0, least_m2 = HUGE_VAL;
        for (const Lens& lens : *all) {
            const double error_m2 = std::abs(geodesic_area_m2(overlay(lens)) - lens.exact_m2);
            worst = std::max(worst, error_m2 / lens.exact_m2);
            worst_m2 = std::max(worst_m2, error_m2);
            least_m2 = std::min(least_m2, lens.exact_m2);
        }
        return {{"relative_area_error", worst}, {"area_error_m2", worst_m2}, {"least_area_km2", least_m2 / 1e6}};
    };
    const auto by_picket = [](const Lens& lens) {
        return out_of_frame(intersect(lens.a.in_frame, lens.b.in_frame).polygons());
    };
    const auto by_geos = [](const Lens& lens) {
        return plane().to_lon_lat(intersect(Planar(lens.a.in_plane), Planar(lens.b.in_plane)).polygons());
    };
    const auto each = [=](const auto& overlay) {
        for (const Lens& lens : *all) benchmark::DoNotOptimize(overlay(lens));
    };
    add(
        "overlay_25_lenses", "picket", [=] { each(by_picket); }, [=] { return judged(by_picket); });
    add(
        "overlay_25_lenses", "geos_in_plane", [=] { each(by_geos); }, [=] { return judged(by_geos); });
}

}  // namespace

void add_all() {
    const geo::Points one{{28.4883, 44.3622}}, two{{21.892, 51.5511}}, three{{19.1791, 51.5517}},
        four{{35.426, 37.002}};
    // Between two vertices the frame, the plane and the sphere draw different curves: here edges are cut until that is
    // little, and what is left is the overlay's own.
    const auto fine = [](const MultiPolygon& shape) { return std::make_shared<Inputs>(inputs(cut_to(shape, 5000))); };
    const auto country = fine(ukraine()), front = fine(made(geo::Lines{front_line()}, 100e3));
    const auto disc = fine(made(one, 500e3));
    add_pair("discs_500km", disc, fine(made(two, 500e3)));
    add_pair("discs_1500km", fine(made(three, 1500e3)), fine(made(four, 1500e3)));
    add_pair("ukraine_disc_500km", country, disc);
    add_pair("ukraine_front_100km", country, front);
    add_lenses();
    // Here they are not: edges of about 100 km, a thousand metres off the circle, as a coarse layer has them.
    const auto coarse = [](const geo::Points& about) {
        return std::make_shared<Inputs>(inputs(made(about, 1500e3, 1000)));
    };
    add_pair("coarse_discs_1500km", coarse(three), coarse(four));
}

}  // namespace picket::bench
