// The buffer of a line of 4,000 vertices: picket's, GEOS' in one plane, S2's on the sphere.
#include "tests/bench/bench.hpp"
#include "tests/bench/front_line.hpp"
#include "tests/bench/plane.hpp"
#include "tests/bench/sphere.hpp"

#include "geo/buffer.hpp"
#include "geo/buffer_edge.hpp"
#include "geo/buffer_source.hpp"
#include "geo/line_clusters.hpp"
#include "geo/parallel.hpp"

#include <chrono>
#include <optional>

namespace picket::bench {

namespace {

using geo::Distance;
using geo::Line;
using geo::MultiPolygon;

const Line& line() {
    static const Line made = front_line();
    return made;
}

// About the middle of the line's box.
const Plane& plane() {
    static const Plane made({34.8, 48.9});
    return made;
}

MultiPolygon by_picket(double distance_m, double tolerance_m, int threads = 0) {
    std::optional<geo::ThreadLimit> limit;
    if (threads > 0) limit.emplace(static_cast<std::size_t>(threads));
    const std::vector<geo::Geometry> shapes{geo::Lines{line()}};
    return geo::buffer(shapes, geo::EdgeRule::geodesic, Distance::metres(distance_m), Distance::metres(tolerance_m));
}

// The steps of geo::buffer about lines, one after another on one thread, each timed. Only shares are taken from this.
Quality shares_of_steps(double distance_m, double tolerance_m) {
    const geo::ThreadLimit one_thread(1);
    const Distance away = Distance::metres(distance_m), tolerance = Distance::metres(tolerance_m);
    const std::vector<geo::Geometry> shapes{geo::Lines{line()}};
    std::vector<double> seconds;
    auto last = std::chrono::steady_clock::now();
    const auto lap = [&] {
        const auto now = std::chrono::steady_clock::now();
        seconds.push_back(std::chrono::duration<double>(now - last).count());
        last = now;
    };
    geo::BufferSource source(shapes, geo::EdgeRule::geodesic, false, tolerance * 0.05);
    const geo::Proximity legs(source.take_legs());
    const auto is_within = [&](geo::Vec v) { return legs.is_within(geo::Position::computed(v.x, v.y), away); };
    lap();
    std::vector<Line> lines = geo::on_map(geo::offset_curves(legs, source.chains(), away, tolerance * 0.80));
    lap();
    double faces = 0, traced_vertices = 0;
    for (const Line& l : lines) traced_vertices += static_cast<double>(l.size());
    std::vector<std::pair<geo::PlaceSet, MultiPolygon>> found;
    for (const std::vector<Line>& cluster : geo::clusters_of(std::move(lines), is_within)) {
        geo::PlaceSet traced;
        traced.add(cluster);
        const geo::Region region = geo::enclosed(cluster, 1e-7, [&](geo::Vec v) { return ++faces, is_within(v); });
        found.emplace_back(std::move(traced), region.polygons());
    }
    lap();
    for (auto& [traced, polygons] : found) {
        const MultiPolygon kept = geo::without_slivers(std::move(polygons), tolerance);
        const MultiPolygon exact = geo::with_corners_at(away, kept, traced, legs, tolerance * 2, tolerance * 0.05);
        benchmark::DoNotOptimize(geo::simplified_valid(exact, tolerance * 0.80, geo::offset_curvature_per_m(away), {}));
    }
    lap();
    const double all = seconds[0] + seconds[1] + seconds[2] + seconds[3];
    return {{"share_legs", seconds[0] / all},
            {"share_tracing", seconds[1] / all},
            {"share_noding", seconds[2] / all},
            {"share_finishing", seconds[3] / all},
            {"faces", faces},
            {"traced_vertices", traced_vertices}};
}

void add_distance(double distance_m) {
    const std::string group = "buffer_" + std::to_string(static_cast<int>(distance_m / 1000)) + "km";
    const auto judged = [=](const MultiPolygon& shape) { return edge_quality(shape, line(), distance_m); };
    for (const int tolerance_m : {10, 1}) {
        const std::string name = "picket_" + std::to_string(tolerance_m) + "m";
        add(
            group, name, [=] { benchmark::DoNotOptimize(by_picket(distance_m, tolerance_m)); },
            [=] { return judged(by_picket(distance_m, tolerance_m)); });
        add(
            group, name + "_one_thread", [=] { benchmark::DoNotOptimize(by_picket(distance_m, tolerance_m, 1)); },
            [=] { return shares_of_steps(distance_m, tolerance_m); });
    }
    // As projects call it: 32 segments a quadrant, coordinates already in the plane.
    const auto in_plane = std::make_shared<Planar>(plane().to_plane(line()));
    add(
        group, "geos_in_plane", [=] { benchmark::DoNotOptimize(in_plane->buffer(distance_m, 32)); },
        [=] { return judged(plane().to_lon_lat(in_plane->buffer(distance_m, 32).polygons())); });
    const auto there_and_back = [=] {
        return plane().to_lon_lat(Planar(plane().to_plane(line())).buffer(distance_m, 32).polygons());
    };
    add(
        group, "geos_there_and_back", [=] { benchmark::DoNotOptimize(there_and_back()); },
        [=] { return judged(there_and_back()); });
#ifdef PICKET_HAS_S2
    // 1e-3 takes minutes in all: what is left of the error is the sphere's.
    for (const char* share : {"0.01", "0.001"}) {
        const auto on_sphere = [=] { return Spherical::buffer(line(), distance_m, std::stod(share)); };
        add(
            group, std::string("s2_") + share, [=] { benchmark::DoNotOptimize(on_sphere()); },
            [=] { return judged(on_sphere().polygons()); });
    }
#endif
}

}  // namespace

void add_all() {
    for (const double distance_m : {25e3, 100e3, 300e3}) add_distance(distance_m);
}

}  // namespace picket::bench
