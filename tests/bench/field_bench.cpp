// Fields of 15 bases, and of one base round Belarus and Russia: picket's, and a plain loop over geodesics.
#include "tests/bench/bench.hpp"

#include "geo/distance_field.hpp"
#include "geo/edges.hpp"
#include "geo/error.hpp"
#include "geo/geodesic.hpp"
#include "geo/layer.hpp"
#include "geo/parallel.hpp"
#include "geo/region.hpp"
#include "geo/ways_field.hpp"

#include <memory>

namespace picket::bench {

namespace {

using geo::Distance;
using geo::MultiPolygon;
using geo::Position;
using geo::Raster;

constexpr Distance range = Distance::kilometres(1200);

// The first that ship.
std::vector<Position> bases() {
    constexpr std::size_t count = 15;
    geo::Notices notices;
    std::vector<Position> result;
    for (const geo::Feature& f : geo::read_layer({PICKET_DATASETS "/bases.geojson", "", ""}, geo::Faults::repair, notices).features) {
        const geo::Vec at = std::get<geo::Points>(f.geometry).at(0);
        if (result.size() < count) result.push_back(Position::lon_lat(at.x, at.y));
    }
    return result;
}

// 1.65 million cells about them.
Raster open_raster() { return {Position::lon_lat(22, 47), {-1'284'000, 1'284'000}, 2000, 1284, 1284}; }

double rate(const Raster& raster) { return static_cast<double>(raster.columns) * static_cast<double>(raster.rows); }

// What anybody would write first: at each cell the least geodesic, rows shared out to all threads.
std::vector<float> plain_loop(const Raster& raster, const std::vector<Position>& places) {
    const auto columns = static_cast<std::size_t>(raster.columns);
    std::vector<float> field(columns * static_cast<std::size_t>(raster.rows));
    geo::parallel_for(static_cast<std::size_t>(raster.rows), [&](std::size_t r) {
        for (std::size_t c = 0; c < columns; ++c) {
            const Position at = raster.position(static_cast<double>(c) + 0.5, static_cast<double>(r) + 0.5);
            double least_m = HUGE_VAL;
            for (const Position& p : places) least_m = std::min(least_m, distance(p, at).metres());
            field[r * columns + c] = static_cast<float>(least_m);
        }
    });
    return field;
}

Position base() { return Position::lon_lat(21.66, 52.20); }

const geo::Frame& frame() {
    static const geo::Frame made(base());
    return made;
}

// All of Belarus and Russia that may lie within the range, cut out of a square.
geo::FreeSpace round_belarus_and_russia() {
    geo::Notices notices;
    const geo::Layer layer =
        geo::read_layer({PICKET_DATASETS "/countries.geojson", "", "iso3 in ('BLR', 'RUS')"}, geo::Faults::repair, notices);
    MultiPolygon all;
    for (const geo::Feature& f : layer.features)
        for (const geo::Polygon& p : geo::clipped(std::get<MultiPolygon>(f.geometry), {0, 40}, {45, 65})) all.push_back(p);
    const MultiPolygon in_frame = geo::to_frame(frame(), geo::united(all), geo::EdgeRule::straight, Distance::metres(2.5));
    constexpr double h = 3e6;
    const geo::Region square({{{{-h, -h}, {h, -h}, {h, h}, {-h, h}, {-h, -h}}, {}}});
    return {frame(), subtract(square, geo::valid_region(in_frame)).polygons()};
}

Raster closed_raster() { return {base(), {-1'250'000, 1'250'000}, 1000, 2500, 2500}; }

}  // namespace

void add_all() {
    const auto places = std::make_shared<std::vector<Position>>(bases());
    // The worst of all cells against the loop, which is right to a float's rounding.
    add(
        "field_15_bases", "picket", [=] { benchmark::DoNotOptimize(geo::distance_field(open_raster(), *places)); },
        [=]() -> Quality {
            const std::vector<float> field = geo::distance_field(open_raster(), *places), truth = plain_loop(open_raster(), *places);
            double worst_m = 0;
            for (std::size_t i = 0; i < field.size(); ++i) worst_m = std::max(worst_m, std::abs(static_cast<double>(field[i]) - truth[i]));
            return {{"cells", rate(open_raster())}, {"worst_error_m", worst_m}};
        });
    add(
        "field_15_bases", "loop_over_geodesics", [=] { benchmark::DoNotOptimize(plain_loop(open_raster(), *places)); },
        []() -> Quality { return {}; });

    const auto space = std::make_shared<geo::FreeSpace>(round_belarus_and_russia());
    add(
        "field_round_closed", "picket", [=] { benchmark::DoNotOptimize(geo::ways_field(closed_raster(), geo::ShortestWays(*space, base(), range))); },
        [=]() -> Quality {
            const geo::ShortestWays ways(*space, base(), range);
            const Raster raster = closed_raster();
            const std::vector<float> field = geo::ways_field(raster, ways);
            double worst_m = 0, wrong = 0;
            std::size_t checked = 0;
            for (std::size_t i = 0; i < field.size(); i += 97, ++checked) {  // a prime
                const auto columns = static_cast<std::size_t>(raster.columns);
                const auto truth = ways.distance_to(raster.position(static_cast<double>(i % columns) + 0.5, static_cast<double>(i / columns) + 0.5));
                if (std::isfinite(field[i]) != truth.has_value())
                    ++wrong;
                else if (truth)
                    worst_m = std::max(worst_m, std::abs(field[i] - truth->metres()));
            }
            return {{"cells", rate(raster)}, {"checked", static_cast<double>(checked)}, {"worst_error_m", worst_m}, {"wrong", wrong}};
        });
    add(
        "field_round_closed", "picket_15_bases",
        [=] { benchmark::DoNotOptimize(geo::ways_field(closed_raster(), geo::ShortestWays(*space, *places, range))); }, []() -> Quality { return {}; });
}

}  // namespace picket::bench
