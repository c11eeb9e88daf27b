// Reach of 1,200 km round Belarus and Russia with Kaliningrad in full detail: picket's polygon and a graph of all lines of
// sight, which answers places alone; and sixteen bases against one.
#include "tests/bench/bench.hpp"
#include "tests/bench/sight_graph.hpp"

#include "geo/edges.hpp"
#include "geo/error.hpp"
#include "geo/layer.hpp"
#include "geo/parallel.hpp"
#include "geo/reach.hpp"
#include "geo/region.hpp"

#include <memory>

namespace picket::bench {

namespace {

using geo::Distance;
using geo::MultiPolygon;
using geo::Position;

constexpr Distance range = Distance::kilometres(1200), tolerance = Distance::metres(10);

Position base() { return Position::lon_lat(21.66, 52.20); }

const geo::Frame& frame() {
    static const geo::Frame made(base());
    return made;
}

// All that is closed and may lie within the range, in lon/lat.
MultiPolygon closed() {
    geo::Notices notices;
    const geo::Layer layer =
        geo::read_layer({PICKET_DATASETS "/countries.geojson", "", "iso3 in ('BLR', 'RUS')"}, geo::Faults::repair, notices);
    MultiPolygon all;
    for (const geo::Feature& f : layer.features)
        for (const geo::Polygon& p : geo::clipped(std::get<MultiPolygon>(f.geometry), {0, 40}, {45, 65})) all.push_back(p);
    return all;
}

// The steps from polygons in lon/lat to free ground.
MultiPolygon free_ground(const MultiPolygon& lon_lat) {
    const MultiPolygon in_frame = geo::to_frame(frame(), geo::united(lon_lat), geo::EdgeRule::straight, tolerance * 0.25);
    constexpr double h = 3e6;
    const geo::Region square({{{{-h, -h}, {h, -h}, {h, h}, {-h, h}, {-h, -h}}, {}}});
    return subtract(square, geo::valid_region(in_frame)).polygons();
}

std::vector<Position> sixteen_bases() {
    std::vector<Position> bases;
    for (int i = 0; i < 16; ++i) bases.push_back(Position::lon_lat(15 + i % 4 * 2.0, 48 + i / 4 * 1.5));
    return bases;
}

geo::Region drawn(const geo::FreeSpace& space, Position from) {
    return geo::reach(geo::ShortestWays(space, from, range), range, tolerance * 0.35);
}

}  // namespace

void add_all() {
    const auto lon_lat = std::make_shared<MultiPolygon>(closed());
    const auto ground = std::make_shared<MultiPolygon>(free_ground(*lon_lat));
    const auto space = std::make_shared<geo::FreeSpace>(frame(), *ground);
    const auto vertices = [](const MultiPolygon& shape) {
        double count = 0;
        for (const geo::Polygon& p : shape) count += static_cast<double>(p.outer.size());
        return count;
    };

    add(
        "reach_one_base", "picket", [=] { benchmark::DoNotOptimize(drawn({frame(), free_ground(*lon_lat)}, base())); },
        [=]() -> Quality { return {{"vertices", vertices(drawn(*space, base()).polygons())}}; });
    add(
        "reach_one_base", "picket_ground_given", [=] { benchmark::DoNotOptimize(drawn(*space, base())); },
        []() -> Quality { return {}; });
    add(
        "reach_one_base", "picket_ways_alone", [=] { benchmark::DoNotOptimize(geo::ShortestWays(*space, base(), range).roots().size()); },
        [=]() -> Quality { return {{"bends", static_cast<double>(geo::ShortestWays(*space, base(), range).roots().size())}}; });
    const auto graph = std::make_shared<SightGraph>(frame(), [&] {
        std::vector<geo::Ring> rings;
        for (const geo::Polygon& p : geo::to_frame(frame(), geo::united(*lon_lat), geo::EdgeRule::straight, tolerance * 0.25)) rings.push_back(p.outer);
        return rings;
    }());
    add(
        "reach_one_base", "graph_of_sight_points_only",
        [=] { benchmark::DoNotOptimize(graph->lengths_m({0, 0}, base(), range.metres())); }, []() -> Quality { return {}; });

    add(
        "reach_bases", "one", [=] { benchmark::DoNotOptimize(drawn({frame(), *ground}, base())); }, []() -> Quality { return {}; });
    add(
        "reach_bases", "sixteen",
        [=] {
            const geo::FreeSpace shared(frame(), *ground);
            const std::vector<Position> bases = sixteen_bases();
            std::vector<geo::Region> all(bases.size());
            geo::parallel_for(bases.size(), [&](std::size_t i) { all[i] = drawn(shared, bases[i]); });
            benchmark::DoNotOptimize(all);
        },
        []() -> Quality { return {}; });
}

}  // namespace picket::bench
