// Discs about 15 bases: picket's, Boost.Geometry's by Vincenty and GEOS' in a plane about each base, the last two with as
// many vertices as bring them to picket's worst error.
#include "tests/bench/bench.hpp"
#include "tests/bench/plane.hpp"
#include "tests/bench/sphere.hpp"

#include "geo/buffer.hpp"
#include "geo/error.hpp"
#include "geo/layer.hpp"

#include <boost/geometry.hpp>

namespace picket::bench {

namespace {

using geo::Distance;
using geo::MultiPolygon;
using geo::Vec;

// The first that ship.
const geo::Points& bases() {
    static const geo::Points all = [] {
        constexpr std::size_t count = 15;
        geo::Notices notices;
        geo::Points result;
        for (const geo::Feature& f :
             geo::read_layer({PICKET_DATASETS "/bases.geojson", "", ""}, geo::Faults::repair, notices).features)
            if (result.size() < count) result.push_back(std::get<geo::Points>(f.geometry).at(0));
        return result;
    }();
    return all;
}

template <class Each>
std::vector<MultiPolygon> about_each(const Each& each) {
    std::vector<MultiPolygon> result;
    for (const Vec& base : bases()) result.push_back(each(base));
    return result;
}

std::vector<MultiPolygon> by_picket(double radius_m, double tolerance_m) {
    return about_each([=](Vec base) {
        const std::vector<geo::Geometry> shapes{geo::Points{base}};
        return geo::buffer(shapes, geo::EdgeRule::straight, Distance::metres(radius_m), Distance::metres(tolerance_m));
    });
}

namespace bg = boost::geometry;
using BoostPoint = bg::model::point<double, 2, bg::cs::geographic<bg::degree>>;
using BoostPolygon = bg::model::polygon<BoostPoint>;

MultiPolygon boost_disc(Vec base, double radius_m, std::size_t points) {
    namespace by = bg::strategy::buffer;
    bg::model::multi_polygon<BoostPolygon> found;
    bg::buffer(BoostPoint(base.x, base.y), found, by::distance_symmetric<double>(radius_m), by::side_straight(),
               by::join_round(points), by::end_round(points),
               by::geographic_point_circle<bg::strategy::vincenty>(points));
    MultiPolygon result;
    for (const BoostPolygon& p : found) {
        result.emplace_back();
        for (const BoostPoint& v : p.outer()) result.back().outer.push_back({bg::get<0>(v), bg::get<1>(v)});
    }
    return result;
}

MultiPolygon geos_disc(Vec base, double radius_m, std::size_t points) {
    const Plane plane(base);
    return plane.to_lon_lat(Planar(geo::Line{{0, 0}}).buffer(radius_m, static_cast<int>(points / 4)).polygons());
}

using Disc = MultiPolygon (*)(Vec base, double radius_m, std::size_t points);

std::vector<MultiPolygon> discs(Disc disc, double radius_m, std::size_t points) {
    return about_each([=](Vec base) { return disc(base, radius_m, points); });
}

// The least number of points, a multiple of four, whose worst error is no more than that.
std::size_t points_for(Disc disc, double radius_m, double error_m) {
    const auto is_enough = [&](std::size_t points) {
        return disc_quality(discs(disc, radius_m, points), bases(), radius_m).at("worst_error_m") <= error_m;
    };
    std::size_t few = 4, enough = 8;
    while (!is_enough(enough)) few = enough, enough *= 2;
    while (enough - few > 4) {
        const std::size_t middle = (few + enough) / 8 * 4;
        (is_enough(middle) ? enough : few) = middle;
    }
    return enough;
}

void add_radius(double radius_m, double tolerance_m) {
    const std::string group = "discs_" + std::to_string(static_cast<int>(radius_m / 1000)) + "km";
    const std::string tolerance = "_" + std::to_string(static_cast<int>(tolerance_m)) + "m";
    const auto judged = [=](const std::vector<MultiPolygon>& all) { return disc_quality(all, bases(), radius_m); };
    add(
        group, "picket" + tolerance, [=] { benchmark::DoNotOptimize(by_picket(radius_m, tolerance_m)); },
        [=] { return judged(by_picket(radius_m, tolerance_m)); });
    const auto add_equal = [=](const std::string& name, Disc disc) {
        const auto points = std::make_shared<std::size_t>(0);  // searched for once, when first run
        const auto made = [=] {
            if (*points == 0)
                *points = points_for(disc, radius_m, judged(by_picket(radius_m, tolerance_m)).at("worst_error_m"));
            return discs(disc, radius_m, *points);
        };
        add(
            group, name + tolerance, [=] { benchmark::DoNotOptimize(made()); }, [=] { return judged(made()); });
    };
    add_equal("boost_vincenty_for", boost_disc);
    add_equal("geos_plane_each_for", geos_disc);
#ifdef PICKET_HAS_S2
    const auto on_sphere = [=] {
        return about_each([=](Vec base) { return Spherical::buffer({base}, radius_m, 1e-3).polygons(); });
    };
    if (tolerance_m > 5)
        add(
            group, "s2_0.001", [=] { benchmark::DoNotOptimize(on_sphere()); }, [=] { return judged(on_sphere()); });
#endif
}

}  // namespace

void add_all() {
    for (const double radius_m : {500e3, 1500e3})
        for (const double tolerance_m : {10.0, 1.0}) add_radius(radius_m, tolerance_m);
}

}  // namespace picket::bench
