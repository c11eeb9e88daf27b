// The field round Belarus and Russia as they ship, against the ways themselves.
#include "tests/catch.hpp"
#include "tests/planner/support.hpp"

#include "planner/airspace.hpp"

#include "geo/shortest_ways.hpp"
#include "geo/ways_field.hpp"

#include <cmath>

using namespace picket;
using geo::Distance;
using geo::Position;

TEST_CASE("A field round Belarus and Russia has the shortest way at every cell") {
    geo::Notices notices;
    const geo::Layer layer = geo::read_layer({test::datasets() / "countries.geojson", "", "iso3 in ('BLR', 'RUS')"}, geo::Faults::repair, notices);
    planner::GivenAirspace given;
    for (const geo::Feature& f : layer.features) given.closed.push_back({f.text("iso3"), std::get<geo::MultiPolygon>(f.geometry), layer.edges});
    const Position base = Position::lon_lat(21.66, 52.20);
    const Distance range = Distance::kilometres(1200);
    const geo::FreeSpace space = planner::free_airspace(given, geo::Frame(base), range, Distance::metres(10), {});
    const geo::ShortestWays ways(space, base, range);
    const geo::Raster raster = geo::Raster::equal_area(base, range, Distance::kilometres(1));
    const std::vector<float> field = geo::ways_field(raster, ways);
    double worst_m = 0;
    int checked = 0, wrong = 0;
    const auto columns = static_cast<std::size_t>(raster.columns);
    for (std::size_t i = 0; i < field.size(); i += 199) {  // a prime: other columns in each row
        const auto wanted = ways.distance_to(raster.position(static_cast<double>(i % columns) + 0.5, static_cast<double>(i / columns) + 0.5));
        wrong += wanted.has_value() != std::isfinite(field[i]);
        if (!wanted || !std::isfinite(field[i])) continue;
        worst_m = std::max(worst_m, std::abs(field[i] - wanted->metres()));
        ++checked;
    }
    CHECK(checked > 15'000);
    CHECK(wrong == 0);
    CHECK(worst_m < 0.1 + 0.0625);  // half a step of a float at 1,000 km
}
