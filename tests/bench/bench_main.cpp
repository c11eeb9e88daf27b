#include "tests/bench/bench.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace picket::bench {

namespace {

struct Cell {
    std::string name;
    double wall_s = HUGE_VAL, cpu_s = HUGE_VAL;
    benchmark::UserCounters counters;
};

// In the order in which they were added, which is not always that in which they run.
std::vector<Cell>& cells() {
    static std::vector<Cell> all;
    return all;
}

// Remembers the least times of every cell and prints, at the end, how they compare to the first of their group.
class Ratios : public benchmark::ConsoleReporter {
  public:
    Ratios() : ConsoleReporter(OO_Tabular) {}

    void ReportRuns(const std::vector<Run>& runs) override {
        if (runs.empty() || runs.front().repetitions <= 1) ConsoleReporter::ReportRuns(runs);
        for (const Run& run : runs) {
            if (run.run_type != Run::RT_Iteration || run.iterations == 0) continue;
            const auto count = static_cast<double>(run.iterations);
            for (Cell& cell : cells())
                if (cell.name == run.run_name.function_name) {
                    cell.wall_s = std::min(cell.wall_s, run.real_accumulated_time / count);
                    cell.cpu_s = std::min(cell.cpu_s, run.cpu_accumulated_time / count);
                    cell.counters = run.counters;
                }
        }
    }

    void Finalize() override {
        std::printf("\n%-48s %11s %8s %11s %8s  %s\n", "least of all repetitions", "wall ms", "ratio", "CPU ms",
                    "ratio", "counters");
        std::map<std::string, Cell> first;
        for (const Cell& cell : cells()) {
            if (cell.wall_s == HUGE_VAL) continue;
            const Cell& base = first.emplace(cell.name.substr(0, cell.name.find('/')), cell).first->second;
            std::printf("%-48s %11.3f %8.3g %11.3f %8.3g ", cell.name.c_str(), cell.wall_s * 1e3,
                        cell.wall_s / base.wall_s, cell.cpu_s * 1e3, cell.cpu_s / base.cpu_s);
            for (const auto& [what, counter] : cell.counters) std::printf(" %s=%.4g", what.c_str(), counter.value);
            std::printf("\n");
        }
    }
};

}  // namespace

void add(const std::string& group, const std::string& contestant, std::function<void()> run,
         std::function<Quality()> judge) {
    const auto judged = std::make_shared<std::optional<Quality>>();
    cells().push_back({group + "/" + contestant, HUGE_VAL, HUGE_VAL, {}});
    benchmark::RegisterBenchmark((group + "/" + contestant).c_str(),
                                 [=](benchmark::State& state) {
                                     if (!*judged) *judged = judge();
                                     for (auto _ : state) run();
                                     for (const auto& [what, value] : **judged) state.counters[what] = value;
                                 })
        ->Unit(benchmark::kMillisecond)
        ->MeasureProcessCPUTime()
        ->UseRealTime();
}

}  // namespace picket::bench

int main(int argc, char** argv) try {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    picket::bench::add_all();
    picket::bench::Ratios reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    return 0;
} catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
}
