// Integer programs against every point of a small box.
#include "planner/solver.hpp"
#include "tests/catch.hpp"
#include "tests/geo/support.hpp"

#include <cmath>
#include <stdexcept>

using namespace picket::planner;
using picket::test::Random;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
using Status = SolverResult::Status;

IntegerProgram random_program(Random& random) {
    IntegerProgram program;
    for (int i = 0; i < 6; ++i) program.columns.push_back({std::floor(random.uniform(-9, 9)), 0, 2, true});
    for (int r = 0; r < 4; ++r) {
        IntegerProgram::Row row{-infinite, std::floor(random.uniform(-3, 9)), {}};
        if (r == 3) row = {row.high, infinite, {}};
        for (std::size_t i = 0; i < 6; ++i)
            if (random.below(3) > 0) row.terms.push_back({i, std::floor(random.uniform(-5, 6))});
        program.rows.push_back(row);
    }
    return program;
}

double least(const IntegerProgram& program) {
    double best = infinite;
    for (int code = 0; code < 729; ++code) {
        std::vector<double> x;
        for (int i = 0, c = code; i < 6; ++i, c /= 3) x.push_back(c % 3);
        bool keeps = true;
        for (const auto& row : program.rows) {
            double sum = 0;
            for (const auto& term : row.terms) sum += term.factor * x[term.column];
            keeps = keeps && sum >= row.low && sum <= row.high;
        }
        double cost = 0;
        for (std::size_t i = 0; i < 6; ++i) cost += program.columns[i].cost * x[i];
        if (keeps) best = std::min(best, cost);
    }
    return best;
}

}  // namespace

TEST_CASE("The least cost is that of trying every value, with what is known of its steps and without") {
    Random random(511);
    int infeasible = 0;
    for (int round = 0; round < 400; ++round) {
        INFO("round " << round);
        IntegerProgram program = random_program(random);
        program.step = round % 2;
        const double best = least(program);
        const SolverResult result = solve(program, {});
        if (std::isinf(best)) {
            ++infeasible;
            CHECK(result.status == Status::infeasible);
            CHECK(result.values.empty());
            continue;
        }
        REQUIRE(result.status == Status::optimal);
        CHECK(result.cost == Approx(best).margin(1e-9));
        CHECK(result.bound == Approx(best).margin(1e-6));
    }
    CHECK(infeasible > 10);
}

TEST_CASE("A start that is the best is given back, one that breaks a bound is refused") {
    IntegerProgram program{{{-1, 0, 1, true}, {-1, 0, 1, true}}, {{-infinite, 1, {{0, 1}, {1, 1}}}}, 1};
    CHECK(solve(program, {}, {{0, 1}, {}, {}}).values == std::vector<double>{0, 1});
    CHECK_THROWS_AS(solve(program, {}, {{1, 1}, {}, {}}), std::logic_error);
    CHECK_THROWS_AS(solve(program, {}, {{1}, {}, {}}), std::logic_error);
}

TEST_CASE("What the caller makes of the linear program is taken when it costs less") {
    // Three of which no two go together: the linear program takes half of each.
    const IntegerProgram program{{{-1, 0, 1, true}, {-1, 0, 1, true}, {-1, 0, 1, true}},
                                 {{-infinite, 1, {{0, 1}, {1, 1}}}, {-infinite, 1, {{1, 1}, {2, 1}}}, {-infinite, 1, {{0, 1}, {2, 1}}}},
                                 1};
    double bound = 0;
    const SolverResult result = solve(program, {}, {{0, 0, 0}, [&](const std::vector<double>& relaxed, double b) {
                                                        CHECK(relaxed == std::vector<double>{0.5, 0.5, 0.5});
                                                        bound = b;
                                                        return std::vector<double>{0, 0, 1};
                                                    }, {}});
    CHECK(bound == Approx(-1));  // -1.5, in steps of 1
    CHECK(result.status == Status::optimal);
    CHECK(result.values == std::vector<double>{0, 0, 1});
}

TEST_CASE("A search that is cut short says how far it came") {
    Random random(512);
    IntegerProgram program;
    IntegerProgram::Row row{-infinite, 5000, {}};
    for (std::size_t i = 0; i < 50; ++i) {
        const double size = std::floor(random.uniform(300, 900));
        program.columns.push_back({-size, 0, 1, true});
        row.terms.push_back({i, size});
    }
    for (auto& term : row.terms) term.factor *= 2;  // all even: 5001 is never reached
    row.high = 5001;
    program.rows = {row};
    const SolverResult result = solve(program, {1, 2e9, 0});
    CHECK(result.nodes <= 5);
    CHECK(result.bound <= result.cost);
    CHECK(result.bound >= -2501);
}
