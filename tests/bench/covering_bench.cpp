// Maximal covering of 324 to 500 demands by sites among them, radius 800 m: picket's whole way from places to a proven choice,
// and CBC's own program (Debian's coinor-cbc) on the textbook model of the same problem, with reading it from a file.
#include "tests/bench/bench.hpp"

#include "geo/within.hpp"
#include "planner/covering.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <numbers>
#include <random>
#include <stdexcept>
#include <unistd.h>

namespace picket::bench {

namespace {

struct Town {
    std::vector<geo::Position> places;
    std::vector<double> weights;
};

// In clusters over a square, weights whole, small ones the most frequent.
Town town(std::size_t n, double side_m, unsigned seed) {
    std::mt19937_64 random(seed);
    const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    std::vector<std::pair<double, double>> centres;
    for (int i = 0; i < 12; ++i) centres.emplace_back(uniform() * side_m, uniform() * side_m);
    Town t;
    while (t.places.size() < n) {
        auto [x, y] = centres[random() % centres.size()];
        const double away = side_m / 8 * std::sqrt(-2 * std::log(1 - uniform())), angle = 2 * std::numbers::pi * uniform();
        x += away * std::cos(angle);
        y += away * std::sin(angle);
        if (x < 0 || y < 0 || x > side_m || y > side_m) continue;
        t.places.push_back(geo::Position::lon_lat(-45.9 + x / 102500, -23.2 + y / 110800));
        t.weights.push_back(1 + std::floor(std::pow(uniform(), 3) * 200));
    }
    return t;
}

planner::CoveringProblem problem_of(const Town& t) {
    const geo::PlacesAround around(t.places, geo::Distance::metres(800));
    planner::CoveringProblem problem{t.weights, std::vector<planner::CoveringProblem::Site>(t.places.size()), {}};
    problem.covers.resize(t.places.size());
    for (std::uint32_t i = 0; i < t.places.size(); ++i)
        for (const std::uint32_t j : around.all_of({&t.places[i], 1})) problem.covers[j].push_back(i);
    return problem;
}

// Most of the sum of w x, x at most the sum of its y, y at most p of them.
void write_model(const std::string& file, const planner::CoveringProblem& problem, std::size_t p) {
    std::ofstream out(file);
    std::vector<planner::CoverNumbers> sites_of(problem.weights.size());
    for (std::uint32_t j = 0; j < problem.covers.size(); ++j)
        for (const std::uint32_t i : problem.covers[j]) sites_of[i].push_back(j);
    out << "Maximize\nobj:";
    for (std::size_t i = 0; i < sites_of.size(); ++i) out << " + " << problem.weights[i] << " x" << i << "\n";
    out << "Subject To\n";
    for (std::size_t i = 0; i < sites_of.size(); ++i) {
        out << "c" << i << ": x" << i << "\n";
        for (const std::uint32_t j : sites_of[i]) out << " - y" << j << "\n";
        out << " <= 0\n";
    }
    out << "p:";
    for (std::size_t j = 0; j < problem.sites.size(); ++j) out << " + y" << j << "\n";
    out << " <= " << p << "\nBounds\n";
    for (std::size_t i = 0; i < sites_of.size(); ++i) out << "x" << i << " <= 1\n";
    out << "Binaries\n";
    for (std::size_t j = 0; j < problem.sites.size(); ++j) out << "y" << j << "\n";
    out << "End\n";
}

double run_cbc(const std::string& stem) {
    if (std::system(("cbc " + stem + ".lp solve solution " + stem + ".sol > /dev/null 2>&1").c_str()) != 0)
        throw std::runtime_error("cbc failed");
    std::ifstream in(stem + ".sol");
    std::string word;
    double value = NAN;
    while (in >> word && word != "value") {}
    in >> value;
    return std::abs(value);
}

}  // namespace

void add_all() {
    const bool has_cbc = std::system("command -v cbc > /dev/null 2>&1") == 0;
    if (!has_cbc) std::printf("cbc is not installed (Debian: coinor-cbc): its rows are left out\n");
    struct Size {
        std::size_t n;
        double side_m;
    };
    for (const Size& size : {Size{324, 2600}, Size{402, 3000}, Size{500, 3500}, Size{500, 8000}}) {
        const auto t = std::make_shared<Town>(town(size.n, size.side_m, static_cast<unsigned>(size.n)));
        for (const std::size_t p : {1U, 2U, 3U, 4U, 5U, 6U, 8U, 10U, 15U, 20U}) {
            const std::string group = "cover_" + std::to_string(size.n) + "_" + std::to_string(static_cast<int>(size.side_m)) + "m_p" + std::to_string(p);
            const auto solve = [=] { return planner::solve_covering(problem_of(*t), {p, {}, {}}); };
            add(group, "picket", [=] { benchmark::DoNotOptimize(solve()); },
                [=]() -> Quality {
                    const planner::CoveringAnswer answer = solve();
                    return {{"covered", answer.covered}, {"proven", answer.proven ? 1.0 : 0.0}};
                });
            if (!has_cbc) continue;
            const std::string stem = "/tmp/picket-cover-" + std::to_string(getpid()) + "-" + group;
            add(group, "cbc_program", [=] { benchmark::DoNotOptimize(run_cbc(stem)); },
                [=]() -> Quality {
                    write_model(stem + ".lp", problem_of(*t), p);
                    return {{"covered", run_cbc(stem)}};
                });
        }
    }
}

}  // namespace picket::bench
