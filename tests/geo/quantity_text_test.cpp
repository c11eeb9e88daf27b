#include "geo/quantity_text.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

#include <cctype>
#include <cmath>

using namespace picket::geo;
using picket::test::refusal;
using picket::test::says;

namespace {

// A product of the number and its unit is rounded at most twice; a sum of three parts once more each.
constexpr double rounding_relative = 1e-15;

struct Accepted {
    const char* text;
    double expect_si;
};

struct Refused {
    const char* text;
    const char* because;
};

}  // namespace

TEST_CASE("Every unit of distance reads as its metres") {
    const Accepted table[] = {
        {"10m", 10},        {"10 m", 10},       {"  10\tm ", 10},  {"0.1 m", 0.1},     {"1 km", 1000},
        {"2.5km", 2500},    {"300 NM", 555600}, {"300NM", 555600}, {"1 nmi", 1852},    {"1 mi", 1609.344},
        {"1000 ft", 304.8}, {"25000 ft", 7620}, {"FL250", 7620},   {"FL 250", 7620},   {" FL005 ", 152.4},
        {"-5 km", -5000},   {"+5 km", 5000},    {"1e3 m", 1000},   {"1.5e-1 km", 150}, {".5 km", 500},
        {"5. km", 5000},    {"0 m", 0},
    };
    for (const Accepted& row : table) {
        INFO(row.text);
        CHECK(parse_distance(row.text).metres() == Approx(row.expect_si).epsilon(rounding_relative));
    }
}

TEST_CASE("Every unit of speed reads as its metres a second") {
    const Accepted table[] = {
        {"480 kt", 480 * 1852.0 / 3600},
        {"480kn", 480 * 1852.0 / 3600},
        {"36 km/h", 10},
        {"250 m/s", 250},
        {"-1 m/s", -1},
    };
    for (const Accepted& row : table) {
        INFO(row.text);
        CHECK(parse_speed(row.text).metres_per_second() == Approx(row.expect_si).epsilon(rounding_relative));
    }
}

TEST_CASE("Every unit of duration and sums of them read as their seconds") {
    const Accepted table[] = {
        {"90 min", 5400},   {"90min", 5400},       {"1.5 h", 5400}, {"1h30min", 5400},   {"1 h 30 min", 5400},
        {"1h 30min", 5400}, {"2 d", 172800},       {"45 s", 45},    {"1h0min30s", 3630}, {"0 s", 0},
        {"-5 min", -300},   {"1d2h3min4s", 93784}, {"0.5d", 43200}, {"  1 h ", 3600},
    };
    for (const Accepted& row : table) {
        INFO(row.text);
        CHECK(parse_duration(row.text).seconds() == Approx(row.expect_si).epsilon(rounding_relative));
    }
}

TEST_CASE("Every unit of mass and both ways to write a share read as what they say") {
    CHECK(parse_mass("2 t").kilograms() == 2000);
    CHECK(parse_mass("7000kg").kilograms() == 7000);
    CHECK(parse_mass("1000 lb").kilograms() == Approx(453.59237).epsilon(rounding_relative));
    CHECK(parse_share("60 %") == Approx(0.6).epsilon(rounding_relative));
    CHECK(parse_share("60%") == Approx(0.6).epsilon(rounding_relative));
    CHECK(parse_share("0.6") == 0.6);
    CHECK(parse_share("110 %") == Approx(1.1).epsilon(rounding_relative));
}

TEST_CASE("A distance that is not one is refused with its text, the cause and the units") {
    const Refused table[] = {
        {"300", "the unit is missing"},
        {"300 nm", "ambiguous"},
        {"300 Nm", "unknown unit 'Nm'"},
        {"300 M", "unknown unit 'M'"},
        {"300 KM", "unknown unit 'KM'"},
        {"300 kt", "unknown unit 'kt'"},
        {"300 min", "unknown unit 'min'"},
        {"km", "no number"},
        {"", "no number"},
        {"   ", "no number"},
        {"abc", "no number"},
        {"inf km", "no number"},
        {"nan km", "no number"},
        {"- 5 km", "no number"},
        {"0x10 km", "unknown unit"},
        {"5 km 3", "unknown unit"},
        {"5,5 km", "unknown unit"},
        {"FL", "FL wants a number"},
        {"FL250ft", "FL wants a number"},
        {"FLabc", "FL wants a number"},
    };
    for (const Refused& row : table) {
        INFO(row.text);
        const std::string message = refusal([&] { parse_distance(row.text); });
        CHECK(says(message, std::string("'").append(row.text).append("' is not a distance")));
        CHECK(says(message, row.because));
        for (const char* unit : {"m,", "km", "NM", "nmi", "mi,", "ft", "FL"}) CHECK(says(message, unit));
    }
}

TEST_CASE("A speed, duration, mass or share that is not one is refused with the units of its kind") {
    for (const char* text : {"480", "480 km", "480 knots", "fast", "", "480 mph", "1 m / s"}) {
        INFO(text);
        const std::string message = refusal([&] { parse_speed(text); });
        CHECK(says(message, "is not a speed"));
        for (const char* unit : {"kt", "kn", "km/h", "m/s"}) CHECK(says(message, unit));
    }
    for (const char* text : {"90", "1h30", "90 m", "1:30", "h", "", "90 Min", "min 5", "1h m", "90 sec"}) {
        INFO(text);
        const std::string message = refusal([&] { parse_duration(text); });
        CHECK(says(message, "is not a duration"));
        for (const char* unit : {"s,", "min", "h,", "d,"}) CHECK(says(message, unit));
    }
    for (const char* text : {"5", "5 g", "5 T", "5 kt", ""}) {
        INFO(text);
        const std::string message = refusal([&] { parse_mass(text); });
        CHECK(says(message, "is not a mass"));
        for (const char* unit : {"kg", "t,", "lb"}) CHECK(says(message, unit));
    }
    for (const char* text : {"60 percent", "", "%", "half", "60 %%"}) {
        INFO(text);
        const std::string message = refusal([&] { parse_share(text); });
        CHECK(says(message, "is not a share"));
        CHECK(says(message, "%"));
    }
}

TEST_CASE("The example in a refusal is itself accepted") {
    const auto example = [](const std::string& message) {
        const auto from = message.rfind("for example \"") + 13;
        return message.substr(from, message.rfind('"') - from);
    };
    CHECK(parse_distance(example(refusal([] { parse_distance("1"); }))).metres() > 0);
    CHECK(parse_speed(example(refusal([] { parse_speed("1"); }))).metres_per_second() > 0);
    CHECK(parse_duration(example(refusal([] { parse_duration("1"); }))).seconds() > 0);
    CHECK(parse_mass(example(refusal([] { parse_mass("1"); }))).kilograms() > 0);
    CHECK(parse_share(example(refusal([] { parse_share("x"); }))) > 0);
}

TEST_CASE("A number with two signs is refused") {
    CHECK(says(refusal([] { parse_distance("+-5 km"); }), "is not a distance"));
    CHECK(says(refusal([] { parse_speed("+-5 kt"); }), "is not a speed"));
    CHECK(says(refusal([] { parse_distance("++5 km"); }), "is not a distance"));
}

TEST_CASE("A quantity too large for a double is refused") {
    // The number itself fits, its metres do not.
    CHECK(says(refusal([] { parse_distance("1e308 km"); }), "is not a distance"));
    CHECK(says(refusal([] { parse_duration("1e307 d"); }), "is not a duration"));
    CHECK(says(refusal([] { parse_mass("1e308 t"); }), "is not a mass"));
    CHECK(says(refusal([] { parse_distance("1e400 m"); }), "is not a distance"));
}

TEST_CASE("No text of any letters does worse than be refused") {
    picket::test::Random random(1);
    const std::string letters = "0123456789.+-eE %/mkMNintfFLhdsglb\t";
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (std::size_t length = random.below(9); length > 0; --length) text += letters[random.below(letters.size())];
        INFO(text);
        try {
            const double d = parse_distance(text).metres();
            if (!std::isfinite(d)) FAIL("a distance that is no number");
        } catch (const InputError&) {
        }
        try {
            const double t = parse_duration(text).seconds();
            if (!std::isfinite(t)) FAIL("a duration that is no number");
        } catch (const InputError&) {
        }
    }
    SUCCEED();
}

TEST_CASE("An angle reads in degrees, and in nothing else") {
    CHECK(parse_angle("0.01deg").degrees() == Approx(0.01).epsilon(rounding_relative));
    CHECK(parse_angle(" 1 deg ").degrees() == Approx(1).epsilon(rounding_relative));
    CHECK(says(refusal([] { parse_angle("0.01"); }), "the unit is missing"));
    CHECK(says(refusal([] { parse_angle("3 rad"); }), "unknown unit 'rad' (units: deg"));
    CHECK(says(refusal([] { parse_angle("deg"); }), "no number"));
}
