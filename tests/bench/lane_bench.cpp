// The profile of the shipped lanes beside the whole plan that it is a part of, in one run: its share of the plan's time.
#include "tests/bench/bench.hpp"

#include "planner/plan.hpp"

#include <chrono>

namespace picket::bench {

namespace {

double seconds(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void lanes_in_plan(benchmark::State& state) {
    for (auto _ : state) {
        std::optional<planner::Plan> plan;
        const double whole = seconds([&] {
            plan = planner::make_plan(planner::read_scenario(PICKET_DATASETS "/scenarios/black-sea.toml", PICKET_DATASETS), geo::Faults::repair,
                                      [](std::string_view) {});
        });
        geo::Notices notices;
        const double lanes = seconds([&] { benchmark::DoNotOptimize(planner::plan_lanes(*plan, notices)); });
        state.counters["plan_s"] = whole;
        state.counters["lanes_s"] = lanes;
        state.counters["share"] = lanes / whole;
    }
}
BENCHMARK(lanes_in_plan)->Name("lanes/in_plan")->Unit(benchmark::kSecond)->Iterations(1);

}  // namespace

}  // namespace picket::bench
