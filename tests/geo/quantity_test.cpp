#include "geo/quantity.hpp"
#include "tests/catch.hpp"

#include <type_traits>

using namespace picket::geo;

// One rounding of a double in a product or a quotient.
constexpr double rounding_relative = 4e-16;

TEST_CASE("A quantity converts to its SI unit by the exact definition of each unit") {
    CHECK(Distance::metres(7).metres() == 7);
    CHECK(Distance::kilometres(1.5).metres() == 1500);
    CHECK(Distance::nautical_miles(2).metres() == 3704);
    CHECK(Distance::miles(1).metres() == 1609.344);
    CHECK(Distance::feet(1000).metres() == Approx(304.8).epsilon(rounding_relative));
    CHECK(Duration::minutes(2).seconds() == 120);
    CHECK(Duration::hours(1.5).seconds() == 5400);
    CHECK(Speed::knots(3600).metres_per_second() == 1852);
    CHECK(Speed::kilometres_per_hour(36).metres_per_second() == 10);
    CHECK(Area::square_kilometres(2).square_metres() == 2e6);
    CHECK(Angle::degrees(-12.5).degrees() == -12.5);
    CHECK(Mass::kilograms(3).kilograms() == 3);
}

TEST_CASE("A quantity converts back to what it was made from") {
    for (const double v : {0.0, 1.0, -1.0, 0.1, 480.0, 12345.678, 1e-9, 1e9}) {
        CHECK(Distance::kilometres(v).kilometres() == Approx(v).epsilon(rounding_relative));
        CHECK(Distance::nautical_miles(v).nautical_miles() == Approx(v).epsilon(rounding_relative));
        CHECK(Distance::miles(v).miles() == Approx(v).epsilon(rounding_relative));
        CHECK(Distance::feet(v).feet() == Approx(v).epsilon(rounding_relative));
        CHECK(Duration::minutes(v).minutes() == Approx(v).epsilon(rounding_relative));
        CHECK(Duration::hours(v).hours() == Approx(v).epsilon(rounding_relative));
        CHECK(Speed::knots(v).knots() == Approx(v).epsilon(2 * rounding_relative));
        CHECK(Speed::kilometres_per_hour(v).kilometres_per_hour() == Approx(v).epsilon(2 * rounding_relative));
        CHECK(Area::square_kilometres(v).square_kilometres() == Approx(v).epsilon(rounding_relative));
    }
}

TEST_CASE("Quantities of a kind add, subtract, scale and compare as numbers do") {
    const Distance a = Distance::metres(30), b = Distance::metres(12);
    CHECK((a + b).metres() == 42);
    CHECK((a - b).metres() == 18);
    CHECK((b - a).metres() == -18);
    CHECK((-a).metres() == -30);
    CHECK((a * 2).metres() == 60);
    CHECK((2 * a).metres() == 60);
    CHECK((a / 4).metres() == 7.5);
    CHECK(a / b == 2.5);
    CHECK(b < a);
    CHECK(a <= a);
    CHECK(a > b);
    CHECK(a >= b);
    CHECK(a == Distance::metres(30));
    CHECK(a != b);
    CHECK(Distance{}.metres() == 0);
}

TEST_CASE("A distance over a speed is a duration, and round") {
    const Distance way = Distance::nautical_miles(480);
    const Speed speed = Speed::knots(480);
    CHECK((way / speed).hours() == Approx(1).epsilon(2 * rounding_relative));
    CHECK((way / Duration::hours(2)).knots() == Approx(240).epsilon(2 * rounding_relative));
    CHECK((speed * Duration::minutes(30)).nautical_miles() == Approx(240).epsilon(2 * rounding_relative));
    CHECK(speed * Duration::minutes(30) == Duration::minutes(30) * speed);
    static_assert(std::is_same_v<decltype(way / speed), Duration>);
    static_assert(std::is_same_v<decltype(way / Duration::hours(1)), Speed>);
    static_assert(std::is_same_v<decltype(speed * Duration::hours(1)), Distance>);
    static_assert(std::is_same_v<decltype(way / way), double>);
}

TEST_CASE("Quantities are worth no more than the double they hold") {
    static_assert(sizeof(Distance) == sizeof(double));
    static_assert(std::is_trivially_copyable_v<Duration>);
    constexpr Distance at_compile_time = Distance::kilometres(1) + Distance::metres(1);
    static_assert(at_compile_time.metres() == 1001);
    SUCCEED();
}
