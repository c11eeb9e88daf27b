// Work on several threads: the door to the standard parallel algorithms on oneTBB.
#pragma once

#include <cstddef>
#include <functional>

namespace picket::geo {

// Calls work(i) for every i below count, in any order and on several threads; the first exception by index is thrown
// again. Results must not depend on the order: write to slot i.
void parallel_for(std::size_t count, const std::function<void(std::size_t)>& work);

// At most so many threads from now on, while the returned object lives.
class ThreadLimit {
  public:
    explicit ThreadLimit(std::size_t threads);
    ~ThreadLimit();
    ThreadLimit(const ThreadLimit&) = delete;
    ThreadLimit& operator=(const ThreadLimit&) = delete;

  private:
    void* control_;
};

}  // namespace picket::geo
