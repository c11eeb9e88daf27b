// Fields of distance against geodesics cell by cell, and the equal-area plane against areas.
#include "geo/distance_field.hpp"
#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

using namespace picket::geo;
using namespace picket::test;

namespace {

double worst_m(const Raster& raster, const std::vector<Position>& places, const std::vector<float>& field, Random& random, int cells) {
    double worst = 0;
    for (int i = 0; i < cells; ++i) {
        const int c = static_cast<int>(random.uniform(0, raster.columns)), r = static_cast<int>(random.uniform(0, raster.rows));
        double least = HUGE_VAL;
        for (const Position& p : places) least = std::min(least, true_distance_m(p, raster.position(c + 0.5, r + 0.5)));
        const auto rounded = static_cast<float>(least);  // of 20,000 km, to a metre
        const double half_step = (std::nextafter(rounded, HUGE_VALF) - rounded) / 2.0;
        worst = std::max(worst, -half_step + std::abs(field[static_cast<std::size_t>(r) * static_cast<std::size_t>(raster.columns) + static_cast<std::size_t>(c)] - least));
    }
    return worst;
}

}  // namespace

TEST_CASE("A field of distance is that of geodesics at every cell, in metres and in degrees") {
    Random random(77);
    Worst worst("field of distance besides the rounding of a float", "m");
    const std::vector<Raster> rasters{
        {Position::lon_lat(27, 48), {-400'000, 300'000}, 1000, 801, 603},      // a theatre
        {Position::lon_lat(179.5, -17), {-300'000, 300'000}, 2500, 240, 240},  // the antimeridian
        {Position::lon_lat(0, 89.5), {-200'000, 200'000}, 900, 444, 444},      // a pole
        {Position::lon_lat(27, 48), {-4e6, 4e6}, 40'000, 200, 200},            // tiles of few cells
        {Position::lon_lat(27, 48), {-2'000, 2'000}, 10, 400, 400},            // small cells
        {std::nullopt, {20, 55}, 0.01, 1500, 1200},
        {std::nullopt, {170, -40}, 0.05, 190, 300},
        {std::nullopt, {-180, 80}, 0.5, 720, 320}};
    for (const Raster& raster : rasters)
        for (const std::size_t count : {std::size_t(1), std::size_t(15)}) {
            std::vector<Position> places{raster.position(raster.columns / 2 + 0.5, raster.rows / 2 + 0.5)};  // a cell's very centre
            while (places.size() < count)
                places.push_back(raster.position(random.uniform(0, raster.columns), random.uniform(0, raster.rows)));
            const std::vector<float> field = distance_field(raster, places);
            INFO(raster.upper_left.x << "," << raster.upper_left.y << " by " << raster.cell << ", " << count << " places");
            worst.add(worst_m(raster, places, field, random, 3000));
            CHECK(worst.value() < 0.1);
            const auto at_source = static_cast<std::size_t>(raster.rows / 2) * static_cast<std::size_t>(raster.columns) + static_cast<std::size_t>(raster.columns / 2);
            CHECK(field[at_source] < 0.1);
        }
}

TEST_CASE("A field does not depend on the number of threads") {
    const Raster raster{Position::lon_lat(27, 48), {-400'000, 300'000}, 2000, 401, 303};
    const std::vector<Position> places{Position::lon_lat(25, 47), Position::lon_lat(29, 46)};
    const std::vector<float> all = distance_field(raster, places);
    const ThreadLimit one(1);
    CHECK(distance_field(raster, places) == all);
}

TEST_CASE("Cells of the plane have one area, and places come back") {
    Random random(78);
    const Position centre = Position::lon_lat(27, 48);
    for (int i = 0; i < 200; ++i) {
        const Vec at{random.uniform(-2e6, 2e6), random.uniform(-2e6, 2e6)};
        const double side = 1000;
        std::vector<Position> ring;
        for (const auto& [x, y] : {std::pair{0.0, 0.0}, {side, 0.0}, {side, side}, {0.0, side}}) ring.push_back(equal_area_inverse(centre, {at.x + x, at.y + y}));
        CHECK(measure_ring(ring).area.square_metres() == Approx(side * side).epsilon(1e-4));
        const Vec back = equal_area(centre, ring[0]);
        CHECK(std::hypot(back.x - at.x, back.y - at.y) < 2e-3);  // what PROJ's series for the authalic latitude leaves
    }
}
