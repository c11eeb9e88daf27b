#include "geo/error.hpp"
#include "geo/parallel.hpp"
#include "geo/position.hpp"
#include "geo/text.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

#include <atomic>
#include <limits>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

using namespace picket::geo;
using picket::test::refusal;
using picket::test::says;

TEST_CASE("A position in range is kept to the last bit") {
    const Position p = Position::lon_lat(-179.123456789012345, 89.987654321098765);
    CHECK(p.lon() == -179.123456789012345);
    CHECK(p.lat() == 89.987654321098765);
    CHECK(Position::lon_lat(180, 90) == Position::lon_lat(180, 90));
    CHECK(Position::lon_lat(-180, -90).lon() == -180);
}

TEST_CASE("A position out of range or not finite is refused with both numbers and the range") {
    const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
    const std::string far = refusal([] { Position::lon_lat(200.5, 48); });
    CHECK(says(far, "200.5"));
    CHECK(says(far, "48"));
    CHECK(says(far, "-180 to 180"));
    CHECK(says(refusal([] { Position::lon_lat(48, 95); }), "-90 to 90"));
    CHECK(says(refusal([] { Position::lon_lat(std::nextafter(180.0, 181.0), 0); }), "out of range"));
    CHECK(says(refusal([] { Position::lon_lat(0, std::nextafter(-90.0, -91.0)); }), "out of range"));
    CHECK(says(refusal([&] { Position::lon_lat(nan, 48); }), "not finite"));
    CHECK(says(refusal([&] { Position::lon_lat(31, nan); }), "not finite"));
    CHECK(says(refusal([&] { Position::lon_lat(inf, 48); }), "not finite"));
    CHECK(says(refusal([&] { Position::lon_lat(31, -inf); }), "not finite"));
}

TEST_CASE("A computed longitude is the same meridian within -180 to 180") {
    for (const double lon : {-900.0, -540.0, -181.0, -180.0, 0.0, 31.0, 180.0, 181.0, 359.0, 360.0, 725.0}) {
        const Position p = Position::computed(lon, 10);
        CHECK(p.lon() >= -180);
        CHECK(p.lon() <= 180);
        CHECK(std::remainder(p.lon() - lon, 360.0) == 0);
    }
    CHECK(Position::computed(0, 90 + 1e-13).lat() == 90);
    CHECK(Position::computed(0, -90 - 1e-13).lat() == -90);
}

TEST_CASE("A computed position that is no number never passes for a place") {
    // A NaN latitude that becomes a pole would hide the fault that made it.
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_FALSE(Position::computed(31, nan).lat() == -90);
    CHECK_FALSE(Position::computed(31, nan).lat() == 90);
}

TEST_CASE("Work done in parallel is done once for every index") {
    for (const std::size_t count : {0U, 1U, 2U, 1000U, 100000U}) {
        std::vector<std::atomic<int>> times(count);
        parallel_for(count, [&](std::size_t i) { ++times[i]; });
        std::size_t wrong = 0;
        for (const auto& t : times) wrong += t != 1;
        CHECK(wrong == 0);
    }
}

TEST_CASE("Of several failures in parallel the first by index is thrown, after all work was tried") {
    for (int round = 0; round < 50; ++round) {
        std::atomic<int> done{0};
        std::string message;
        try {
            parallel_for(200, [&](std::size_t i) {
                ++done;
                if (i == 17 || i == 18 || i == 150) throw std::runtime_error(std::to_string(i));
            });
        } catch (const std::runtime_error& e) {
            message = e.what();
        }
        CHECK(message == "17");
        CHECK(done == 200);
    }
}

TEST_CASE("The kind of an exception is kept on its way out of parallel work") {
    CHECK_THROWS_AS(parallel_for(8, [](std::size_t) { throw InputError("bad"); }), InputError);
}

TEST_CASE("Under a limit of one thread all work runs on one thread") {
    const ThreadLimit limit(1);
    std::mutex mutex;
    std::set<std::thread::id> threads;
    parallel_for(2000, [&](std::size_t) {
        const std::lock_guard lock(mutex);
        threads.insert(std::this_thread::get_id());
    });
    CHECK(threads.size() == 1);
}

TEST_CASE("The nearest name is the one with the fewest edits, letters' case aside") {
    const std::vector<std::string> names = {"availability", "aircraft", "base", "count", "F-16"};
    CHECK(nearest_name("avialability", names) == "availability");
    CHECK(nearest_name("aircrafts", names) == "aircraft");
    CHECK(nearest_name("bse", names) == "base");
    CHECK(nearest_name("BASE", names) == "base");
    CHECK(nearest_name("f16", names) == "F-16");
    CHECK(nearest_name("coun", names) == "count");
}

TEST_CASE("A word near no name gets no suggestion") {
    const std::vector<std::string> names = {"availability", "aircraft", "base"};
    CHECK(nearest_name("zzzz", names).empty());
    CHECK(nearest_name("fleet", names).empty());
    CHECK(nearest_name("base", {}).empty());
    CHECK(did_you_mean("zzzz", names).empty());
    CHECK(did_you_mean("bases", names) == " (did you mean 'base'?)");
}

TEST_CASE("Of names equally near the first listed is taken") {
    const std::vector<std::string> names = {"cart", "card"};
    CHECK(nearest_name("carx", names) == "cart");
}

TEST_CASE("Words are joined by commas, or by what is asked") {
    const std::vector<std::string> words = {"a", "b", "c"};
    CHECK(joined(words) == "a, b, c");
    CHECK(joined(words, "|") == "a|b|c");
    CHECK(joined({}) == "");
}
