// Rasters of time on station and counts of bases, cell by cell against sorties by the ways themselves and against the ground that is drawn.
#include "tests/catch.hpp"
#include "tests/geo/obstacles.hpp"

#include "planner/patrol_field.hpp"

#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/shortest_ways.hpp"

#include <cmath>
#include <map>

using namespace picket;
using geo::Distance;
using geo::Duration;
using geo::Position;
using planner::Aircraft;
using test::Random;

namespace {

Aircraft aircraft(double range_km) {
    Aircraft a{};
    a.cruise_speed.value = geo::Speed::kilometres_per_hour(900);
    a.endurance.value = Duration::hours(range_km / 900 / 0.9);
    a.reserve.value = 0.1 * a.endurance.value;
    a.loiter_fuel_ratio.value = 0.8;
    a.fuel.value = geo::Mass::kilograms(5000);
    a.crew_limit.value = Duration::hours(24);
    return a;
}

// The sorties from each base to a place, by ShortestWays alone.
class Flights {
  public:
    Flights(const geo::FreeSpace& space, const planner::PatrolField& field) : space_(space), field_(field) {}

    planner::Ways ways(Position base, Position place) const {
        Distance home = way(base, place);
        for (const Position& p : field_.recovery) home = std::min(home, way(p, place));
        return {way(base, place), home, field_.tanker ? way(field_.tanker->at, place) : Distance{}};
    }

    std::vector<planner::Pattern> patterns(Position base) const {
        if (!field_.tanker) return planner::patterns(field_.aircraft, std::nullopt);
        const Position at = field_.tanker->at;
        return planner::patterns(field_.aircraft, planner::TankerTrack{way(base, at), ways(base, at).home, field_.tanker->refuellings});
    }

  private:
    // Much longer than any flown, where there is none as short as the limit.
    Distance way(Position from, Position to) const {
        const auto made = ways_.try_emplace({from.lon(), from.lat()}, space_, from, field_.limit).first;
        return made->second.distance_to(to).value_or(Distance::kilometres(1e5));
    }

    const geo::FreeSpace& space_;
    const planner::PatrolField& field_;
    mutable std::map<std::pair<double, double>, geo::ShortestWays> ways_;
};

// Bases, a tanker and places to land among obstacles.
struct Theatre {
    explicit Theatre(int trial)
        : random(static_cast<std::uint64_t>(trial) + 700), obstacles(test::random_obstacles(random, frame.centre(), 15'000, 4, 6 + trial % 4)),
          space(frame, obstacles.free(frame, 80'000)) {
        field.aircraft = aircraft(random.uniform(70, 110));
        for (int i = 0; i < 3; ++i) field.bases.push_back(open_place());
        if (trial % 3 != 0) field.recovery = {open_place()};
        if (trial % 2 != 0) field.tanker = {open_place(), 1 + trial % 3};
        field.limit = planner::range_of_filling(field.aircraft) * (trial == 5 ? 0.4 : 1);
        field.radius = Distance::kilometres(70);
    }

    Position open_place() {
        for (;;)
            if (const Position p = random.within(frame.centre(), 40'000); !obstacles.hold(p)) return p;
    }

    geo::Frame frame{Position::lon_lat(20, 50)};
    Random random;
    test::Obstacles obstacles;
    geo::FreeSpace space;
    planner::PatrolField field{};
    geo::Raster raster = geo::Raster::equal_area(frame.centre(), Distance::kilometres(75), Distance::metres(400));
};

}  // namespace

TEST_CASE("A field of time on station has the longest of any base at each cell") {
    int found = 0, none = 0;
    for (int trial = 0; trial < 6; ++trial) {
        INFO("trial " << trial);
        Theatre t(trial);
        const std::vector<float> longest = longest_on_station(t.raster, t.space, t.field, {});
        const Flights flights(t.space, t.field);
        for (int i = 0; i < 150; ++i) {
            const std::size_t cell = t.random.below(longest.size());
            const auto columns = static_cast<std::size_t>(t.raster.columns);
            const Position at = t.raster.position(static_cast<double>(cell % columns) + 0.5, static_cast<double>(cell / columns) + 0.5);
            double wanted = 0;
            if (t.space.holds(at))
                for (const Position& base : t.field.bases)
                    wanted = std::max(wanted, best_sortie(t.field.aircraft, flights.patterns(base), flights.ways(base, at), std::nullopt).on_station.minutes());
            const double got = std::isfinite(longest[cell]) ? longest[cell] : 0;
            INFO("cell " << cell);
            CHECK(got == Approx(wanted).margin(1e-4));
            (wanted > 0 ? found : none) += 1;
        }
    }
    CHECK(found > 200);
    CHECK(none > 200);
}

TEST_CASE("A count of bases is that of the grounds drawn of each that hold the cell") {
    int counted[4] = {}, closed = 0;
    for (int trial = 0; trial < 6; ++trial) {
        INFO("trial " << trial);
        Theatre t(trial);
        t.field.limit = planner::range_of_filling(t.field.aircraft);
        const Duration time = Duration::minutes(1.5);
        const std::vector<float> count = bases_on_station(t.raster, t.space, t.field, time, {});
        const Distance tolerance = Distance::metres(5);
        std::vector<geo::Region> grounds;
        for (const Position& base : t.field.bases) {
            planner::Patrol patrol{base, {base}, t.field.tanker};
            for (const Position& p : t.field.recovery) patrol.homes.push_back(p);
            grounds.push_back(patrol_ground(t.space, t.field.aircraft, patrol, {&time, 1}, tolerance)[0]);
        }
        const Flights flights(t.space, t.field);
        for (int i = 0; i < 600; ++i) {
            const std::size_t cell = t.random.below(count.size());
            const auto columns = static_cast<std::size_t>(t.raster.columns);
            const Position at = t.raster.position(static_cast<double>(cell % columns) + 0.5, static_cast<double>(cell / columns) + 0.5);
            INFO("cell " << cell);
            const bool is_told = t.space.holds(at) && distance(at, t.frame.centre()) <= t.field.radius;
            REQUIRE(std::isfinite(count[cell]) == is_told);
            closed += !is_told;
            if (!is_told) continue;
            int wanted = 0;
            bool is_doubtful = false;
            for (std::size_t b = 0; b < grounds.size(); ++b) {
                wanted += contains(grounds[b], t.frame.to_frame(at));
                const Distance room = planner::room(t.field.aircraft, flights.patterns(t.field.bases[b]), flights.ways(t.field.bases[b], at), time);
                is_doubtful = is_doubtful || std::abs(room.metres()) < 3 * tolerance.metres();
            }
            if (is_doubtful) continue;
            CHECK(static_cast<int>(count[cell]) == wanted);
            ++counted[wanted];
        }
    }
    for (const int cells : counted) CHECK(cells > 50);
    CHECK(closed > 200);
}

TEST_CASE("Counts and times of many bases are those of their parts together") {
    Theatre t(1);
    t.raster = geo::Raster::equal_area(t.frame.centre(), Distance::kilometres(75), Distance::metres(1200));
    t.field.bases.clear();
    for (int i = 0; i < 70; ++i) t.field.bases.push_back(t.open_place());
    const Duration time = Duration::minutes(1);
    const std::vector<float> count = bases_on_station(t.raster, t.space, t.field, time, {}), longest = longest_on_station(t.raster, t.space, t.field, {});
    std::vector<double> sum(count.size()), most(count.size());
    const std::vector<Position> all = t.field.bases;
    for (std::size_t begin = 0; begin < all.size(); begin += 10) {
        t.field.bases.assign(all.begin() + static_cast<long>(begin), all.begin() + static_cast<long>(begin) + 10);
        const std::vector<float> part = bases_on_station(t.raster, t.space, t.field, time, {}), part_longest = longest_on_station(t.raster, t.space, t.field, {});
        for (std::size_t i = 0; i < sum.size(); ++i) {
            sum[i] += part[i];
            if (std::isfinite(part_longest[i])) most[i] = std::max<double>(most[i], part_longest[i]);
        }
    }
    std::size_t wrong = 0, high = 0;
    for (std::size_t i = 0; i < sum.size(); ++i) {
        wrong += sum[i] != count[i] || most[i] != (std::isfinite(longest[i]) ? longest[i] : 0);
        high += sum[i] > 32 && std::isfinite(sum[i]);
    }
    CHECK(wrong == 0);
    CHECK(high > 100);
}

TEST_CASE("Fields of patrols do not depend on the number of threads") {
    Theatre t(1);
    const std::vector<float> longest = longest_on_station(t.raster, t.space, t.field, {}), count = bases_on_station(t.raster, t.space, t.field, Duration::minutes(1), {});
    const geo::ThreadLimit one(1);
    CHECK(longest_on_station(t.raster, t.space, t.field, {}) == longest);
    CHECK(bases_on_station(t.raster, t.space, t.field, Duration::minutes(1), {}) == count);
}
