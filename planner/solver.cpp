#include "planner/solver.hpp"

#include <CbcEventHandler.hpp>
#include <CbcHeuristic.hpp>
#include <CbcHeuristicRINS.hpp>
#include <CbcModel.hpp>
#include <ClpSimplex.hpp>
#include <CoinError.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace picket::planner {

namespace {

using Status = SolverResult::Status;

constexpr double infinite = std::numeric_limits<double>::infinity();

// A log level of nothing does not keep all of COIN-OR silent; a handler that prints nothing does.
class Silence : public CoinMessageHandler {
  public:
    int print() override { return 0; }
    void checkSeverity() override {}
    CoinMessageHandler* clone() const override { return new Silence(*this); }
};

class Reporter : public CbcEventHandler {
  public:
    explicit Reporter(const std::function<void(const SolverProgress&)>& progress) : progress_(&progress) {}
    CbcEventHandler* clone() const override { return new Reporter(*this); }
    CbcAction event(CbcEvent which) override {
        // The search within the search, of heuristics, has other numbers.
        if (which == node && model_ && !model_->parentModel())
            (*progress_)({model_->bestSolution() ? model_->getObjValue() : infinite, model_->getBestPossibleObjValue(),
                          model_->getNodeCount()});
        return noAction;
    }

  private:
    const std::function<void(const SolverProgress&)>* progress_;
};

int count(std::int64_t limit) {
    return static_cast<int>(std::min<std::int64_t>(limit, std::numeric_limits<int>::max()));
}

// A pivot takes about as long as it takes to look at some of the factors.
int pivots(const IntegerProgram& program, double work) {
    double factors = 1;
    for (const IntegerProgram::Row& row : program.rows) factors += 1 + static_cast<double>(row.terms.size());
    return count(static_cast<std::int64_t>(std::clamp(work / factors, 2e3, 1e9)));
}

void load(const IntegerProgram& program, OsiClpSolverInterface& clp) {
    std::vector<CoinBigIndex> starts{0};
    std::vector<int> columns;
    std::vector<double> factors, row_low, row_high, low, high, cost;
    const double most = clp.getInfinity();
    for (const IntegerProgram::Row& row : program.rows) {
        for (const IntegerProgram::Term& term : row.terms) {
            columns.push_back(static_cast<int>(term.column));
            factors.push_back(term.factor);
        }
        starts.push_back(static_cast<CoinBigIndex>(columns.size()));
        row_low.push_back(std::isinf(row.low) ? -most : row.low);
        row_high.push_back(std::isinf(row.high) ? most : row.high);
    }
    for (const IntegerProgram::Column& column : program.columns) {
        low.push_back(column.low);
        high.push_back(column.high);
        cost.push_back(column.cost);
    }
    const CoinPackedMatrix matrix(false, static_cast<int>(program.columns.size()), static_cast<int>(program.rows.size()),
                                  starts.back(), factors.data(), columns.data(), starts.data(), nullptr);
    clp.loadProblem(matrix, low.data(), high.data(), cost.data(), row_low.data(), row_high.data());
    for (std::size_t i = 0; i < program.columns.size(); ++i)
        if (program.columns[i].integer) clp.setInteger(static_cast<int>(i));
}

double cost_of(const IntegerProgram& program, const std::vector<double>& values) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += program.columns[i].cost * values[i];
    return sum;
}

std::vector<double> exact(const IntegerProgram& program, const double* values) {
    std::vector<double> result(values, values + program.columns.size());
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (program.columns[i].integer) result[i] = std::round(result[i]);
        result[i] = std::clamp(result[i], program.columns[i].low, program.columns[i].high) + 0.0;
    }
    return result;
}

// No cost of the program lies below what this makes of a bound of the linear program.
double stepped(const IntegerProgram& program, double bound) {
    return program.step > 0 && std::isfinite(bound) ? std::ceil(bound / program.step - 1e-6) * program.step : bound;
}

bool is_linear(const IntegerProgram& program) {
    return std::none_of(program.columns.begin(), program.columns.end(), [](const auto& c) { return c.integer; });
}

// Within this of the least cost is the least cost.
double enough(const IntegerProgram& program, const SolverLimits& limits) {
    return std::max(limits.gap, program.step * (1 - 1e-6));
}

bool keeps_to_bounds(const IntegerProgram& program, const std::vector<double>& values) {
    const auto within = [](double v, double low, double high, double size) {
        const double slack = 1e-6 * std::max(1.0, size);
        return v >= low - slack && v <= high + slack;
    };
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!within(values[i], program.columns[i].low, program.columns[i].high, 1)) return false;
    for (const IntegerProgram::Row& row : program.rows) {
        double sum = 0, size = 0;
        for (const IntegerProgram::Term& term : row.terms) {
            sum += term.factor * values[term.column];
            size += std::abs(term.factor * values[term.column]) * 1e-3;  // rounding of large sums
        }
        if (!within(sum, row.low, row.high, size)) return false;
    }
    return true;
}

void require_kept(const IntegerProgram& program, const std::vector<double>& values) {
    if (values.size() != program.columns.size() || !keeps_to_bounds(program, values))
        throw std::logic_error("values offered for an integer program break its bounds");
}

void branch_first(const IntegerProgram& program, CbcModel& model) {
    if (std::none_of(program.columns.begin(), program.columns.end(), [](const auto& c) { return c.branched_first; })) return;
    std::vector<int> priorities;  // by integer column, in their order; a smaller number goes before
    for (const IntegerProgram::Column& column : program.columns)
        if (column.integer) priorities.push_back(column.branched_first ? 1 : 2);
    model.findIntegers(false);
    model.passInPriorities(priorities.data(), false);
}

SolverResult searched(const IntegerProgram& program, OsiClpSolverInterface& clp, SolverResult result, const SolverLimits& limits,
                      const SolverHelp& help) {
    CbcModel model(clp);
    Silence silence;
    model.passInMessageHandler(&silence);
    model.setLogLevel(0);
    model.solver()->setHintParam(OsiDoReducePrint, true, OsiHintTry);
    CbcRounding rounding(model);
    model.addHeuristic(&rounding);
    CbcHeuristicRINS rins(model);
    rins.setHowOften(100);
    model.addHeuristic(&rins);
    // No cuts and no strong branching: on covering problems, whose linear bound is close and whose rows are long, both cost
    // more than they save.
    model.setNumberStrong(0);
    model.setNumberBeforeTrust(0);
    model.setRandomSeed(1);
    model.setMaximumNodes(count(limits.nodes));
    model.setMaximumNumberIterations(pivots(program, 10 * limits.work));
    model.setDblParam(CbcModel::CbcAllowableGap, enough(program, limits));
    if (program.step > 0) model.setDblParam(CbcModel::CbcCutoffIncrement, program.step * (1 - 1e-4));
    branch_first(program, model);
    if (!result.values.empty())
        model.setBestSolution(result.values.data(), static_cast<int>(result.values.size()), result.cost, false);
    if (help.progress) {
        const Reporter reporter(help.progress);
        model.passInEventHandler(&reporter);
    }
    model.branchAndBound();
    if (const double* best = model.bestSolution()) {
        std::vector<double> values = exact(program, best);
        const double cost = cost_of(program, values);
        if (result.values.empty() || cost < result.cost) {
            result.values = std::move(values);
            result.cost = cost;
        }
    }
    result.nodes = model.getNodeCount();
    // Status 0 is a search that came to its end, by the gap too.
    if (model.status() == 0) {
        result.status = result.values.empty() ? Status::infeasible : Status::optimal;
        result.bound = result.values.empty() ? infinite : std::max(result.bound, result.cost - (program.step > 0 ? 0 : limits.gap));
        result.bound = std::min(result.bound, result.cost);
    } else {
        result.bound = std::min(result.cost, std::max(result.bound, stepped(program, model.getBestPossibleObjValue())));
    }
    return result;
}

// The start, or what the caller makes of the linear program, if that costs less.
void improve(SolverResult& result, const IntegerProgram& program, const OsiClpSolverInterface& clp, const SolverHelp& help) {
    std::vector<double> values = help.improve(std::vector<double>(clp.getColSolution(), clp.getColSolution() + program.columns.size()), result.bound);
    if (values.empty()) return;
    require_kept(program, values);
    const double cost = cost_of(program, values);
    if (cost >= result.cost) return;
    result.values = std::move(values);
    result.cost = cost;
}

SolverResult solved(const IntegerProgram& program, const SolverLimits& limits, const SolverHelp& help) {
    SolverResult result{Status::stopped, help.start, infinite, -infinite, 0};
    if (!help.start.empty()) {
        require_kept(program, help.start);
        result.cost = cost_of(program, help.start);
    }
    OsiClpSolverInterface clp;
    Silence silence;
    clp.passInMessageHandler(&silence);
    clp.setLogLevel(0);
    load(program, clp);
    clp.setIntParam(OsiMaxNumIteration, pivots(program, limits.work));
    if (help.progress) help.progress({result.cost, -infinite, 0});
    clp.initialSolve();
    if (clp.isProvenPrimalInfeasible()) {
        result.status = Status::infeasible;
        result.bound = infinite;
        return result;
    }
    if (!clp.isProvenOptimal()) return result;
    result.bound = stepped(program, clp.getObjValue());
    if (is_linear(program)) {
        result.values = exact(program, clp.getColSolution());
        result.cost = result.bound = cost_of(program, result.values);
        result.status = Status::optimal;
        return result;
    }
    const auto is_proven = [&] { return !result.values.empty() && result.bound > result.cost - enough(program, limits); };
    if (help.progress) help.progress({result.cost, result.bound, 0});
    if (!is_proven() && help.improve) improve(result, program, clp, help);
    if (is_proven()) {
        result.bound = std::min(result.bound, result.cost);
        result.status = Status::optimal;
        return result;
    }
    clp.setIntParam(OsiMaxNumIteration, std::numeric_limits<int>::max());
    return searched(program, clp, std::move(result), limits, help);
}

}  // namespace

SolverResult solve(const IntegerProgram& program, const SolverLimits& limits, const SolverHelp& help) {
    try {
        return solved(program, limits, help);
    } catch (const CoinError& e) {
        throw std::runtime_error("the solver CBC failed: " + e.message());
    }
}

}  // namespace picket::planner
