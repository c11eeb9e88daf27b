// Golden cases of the command line: a file each, a command and what it must answer.
//
//   A sentence that says what the case shows.
//   == run            the command, as a shell takes it; it runs in a folder of its own that holds a copy of
//                     tests/planner/world and tests/cli/scenario.toml
//   == before         shell commands to run first (optional)
//   == replace FILE   the first line is to be found in the file; it is replaced by the others (optional, repeated)
//   == file FILE      content of a file that is made first (optional, repeated)
//   == status         the exit status
//   == stdout         what it prints, to the letter; "..." stands for any text within a line, and alone on a line
//   == stderr         for any lines. A section that is left out: nothing at all.
//   == writes         what the run adds to the folder, a name a line; left out: nothing
//
// Besides, where the status is 2, stdout must be empty, stderr one line that begins with "picket: error: ", and every
// file as it was before.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace picket::test {

struct Case {
    std::string title, before, run, out, err;
    int status = 0;
    std::vector<std::pair<std::string, std::string>> replacements, files;
    std::vector<std::string> writes;
};

// Throws std::runtime_error with file and line where the file is no case.
Case read_case(const std::filesystem::path& file);

struct Ran {
    int status;
    std::string out, err;
};

// A folder with a copy of the world and the scenario; it goes at the end.
class Sandbox {
  public:
    Sandbox();
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    const std::filesystem::path& folder() const { return folder_; }
    void write(const std::string& name, const std::string& text) const;
    void replace(const std::string& name, const std::string& change) const;
    Ran run(const std::string& command) const;

    // Every file with its content, folders with none.
    std::map<std::string, std::string> content() const;

  private:
    std::filesystem::path outer_, folder_;
};

// Empty when the text is what the pattern says; else a message with the first line that is not.
std::string difference(const std::string& pattern, const std::string& text);

}  // namespace picket::test
