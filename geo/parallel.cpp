#include "geo/parallel.hpp"

#include <algorithm>
#include <exception>
#include <execution>
#include <numeric>
#include <tbb/global_control.h>
#include <vector>

namespace picket::geo {

void parallel_for(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::vector<std::size_t> indices(count);
    std::iota(indices.begin(), indices.end(), std::size_t{0});
    // An exception that leaves a parallel algorithm ends the program: carry it over.
    std::vector<std::exception_ptr> failures(count);
    std::for_each(std::execution::par, indices.begin(), indices.end(), [&](std::size_t i) {
        try {
            work(i);
        } catch (...) {
            failures[i] = std::current_exception();
        }
    });
    for (const std::exception_ptr& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

ThreadLimit::ThreadLimit(std::size_t threads)
    : control_(new tbb::global_control(tbb::global_control::max_allowed_parallelism, threads)) {}

ThreadLimit::~ThreadLimit() { delete static_cast<tbb::global_control*>(control_); }

}  // namespace picket::geo
