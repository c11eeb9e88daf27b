// Progress on stderr: one line for people at a terminal, or plain lines for programs that run picket.
#pragma once

#include <optional>
#include <string_view>

namespace picket::cli {

// At a terminal a line that is written over, and gone when the work is done. With the environment variable
// PICKET_PROGRESS=lines, whatever stderr is, a line each time: "picket: progress: WHAT", or "picket: progress 42 %: WHAT" where
// the share that is done is known. Otherwise nothing. To be called from one thread at a time.
class ProgressLine {
  public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    void operator()(std::string_view what) const { tell(what, std::nullopt); }
    // `share` is 0 to 1.
    void operator()(std::string_view what, double share) const { tell(what, share); }

  private:
    enum class Form { none, over, lines };

    static Form form();
    void tell(std::string_view what, std::optional<double> share) const;

    Form form_;
};

}  // namespace picket::cli
