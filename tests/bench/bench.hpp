// What the benchmarks share: how a result is registered, and the table of ratios at a run's end.
#pragma once

#include "tests/bench/quality.hpp"

#include <benchmark/benchmark.h>

#include <functional>
#include <string>

namespace picket::bench {

// One cell of a table: `group` is the row, `contestant` the column. `judge` is called once, before the first run, and gives
// the counters that go with the time; `run` is timed by the wall clock. The first of a group is what the others are compared
// to.
void add(const std::string& group, const std::string& contestant, std::function<void()> run,
         std::function<Quality()> judge);

// Each program's own: adds its cells.
void add_all();

}  // namespace picket::bench
