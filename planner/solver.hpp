// Integer programs: the door to CBC, COIN-OR's branch and cut, and its simplex method Clp.
//
// Error: rows hold to 1e-7, integer columns to 1e-6, costs to 1e-7 of the largest number in the program; callers scale.
// The same program gives the same answer: one thread, fixed seeds, limits in nodes and pivots, none by the clock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace picket::planner {

// Least sum of cost x value, each column between its bounds, which are finite, and each row's sum of factor x value too.
struct IntegerProgram {
    struct Column {
        double cost = 0;
        double low = 0, high = 1;
        bool integer = false;
        bool branched_first = false;  // before all other integers
    };
    struct Term {
        std::size_t column;  // at most once in a row
        double factor;
    };
    struct Row {
        double low, high;  // infinite where there is no bound
        std::vector<Term> terms;
    };
    std::vector<Column> columns;
    std::vector<Row> rows;
    double step = 0;  // the least cost is a multiple of it; 0 when nothing of the kind is known
};

struct SolverLimits {
    std::int64_t nodes = 100'000;  // of the search tree
    double work = 2e9;             // pivots of the first linear program times factors; ten times as much in the search
    double gap = 0;                // stop when the cost is proven to lie so near to the least
};

struct SolverProgress {
    double cost;   // of the best found; infinite when there is none
    double bound;  // below which no cost lies
    std::int64_t nodes;
};

struct SolverResult {
    enum class Status { optimal, infeasible, stopped };  // optimal: to the gap; stopped: at a limit
    Status status = Status::stopped;
    std::vector<double> values;  // by column, integers exact; empty when none were found
    double cost;                 // infinite when none were found
    double bound;                // below which no cost lies; minus infinity when nothing is known
    std::int64_t nodes = 0;
};

// What a caller can add to a search; each may be left out. Both are called on the calling thread.
struct SolverHelp {
    std::vector<double> start;  // values that keep to all bounds
    // Asked once, unless the start is proven already: values that keep to all bounds, from those of the linear program,
    // whose integers may be fractions, and the bound on the cost. Empty: nothing better.
    std::function<std::vector<double>(const std::vector<double>& relaxed, double bound)> improve;
    std::function<void(const SolverProgress&)> progress;
};

// Throws std::runtime_error when CBC fails.
SolverResult solve(const IntegerProgram& program, const SolverLimits& limits, const SolverHelp& help = {});

}  // namespace picket::planner
