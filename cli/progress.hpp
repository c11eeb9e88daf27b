// Progress on stderr, when that is a terminal.
#pragma once

#include <string_view>

namespace picket::cli {

// One line that is written over; gone when the work is done. To be called from one thread at a time.
class ProgressLine {
  public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    void operator()(std::string_view what) const;

  private:
    bool shown_;
};

}  // namespace picket::cli
