#include "tests/cli/cases.hpp"

#include "geo/text.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>

namespace picket::test {

namespace fs = std::filesystem;

namespace {

std::string read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

// "..." stands for any text.
bool fits(std::string_view pattern, std::string_view text) {
    const auto dots = pattern.find("...");
    if (dots == std::string_view::npos) return pattern == text;
    if (!text.starts_with(pattern.substr(0, dots))) return false;
    const std::string_view rest = pattern.substr(dots + 3);
    for (std::size_t i = dots; i <= text.size(); ++i)
        if (fits(rest, text.substr(i))) return true;
    return false;
}

bool fits(const std::vector<std::string>& patterns, std::size_t p, const std::vector<std::string>& lines, std::size_t l,
          std::size_t& farthest) {
    farthest = std::max(farthest, l);
    if (p == patterns.size()) return l == lines.size();
    if (patterns[p] == "...") {
        for (std::size_t skip = l; skip <= lines.size(); ++skip)
            if (fits(patterns, p + 1, lines, skip, farthest)) return true;
        return false;
    }
    return l < lines.size() && fits(patterns[p], lines[l]) && fits(patterns, p + 1, lines, l + 1, farthest);
}

}  // namespace

Case read_case(const fs::path& file) {
    Case result;
    std::ifstream in(file);
    std::string section = "title", argument;
    std::string* text = &result.title;
    std::string ignored;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.rfind("== ", 0) != 0) {
            if (section == "status")
                result.status = std::stoi(line);
            else if (section == "writes")
                result.writes.push_back(line);
            else
                *text += (section == "title" && !text->empty() ? " " : "") + line + (section == "title" ? "" : "\n");
            continue;
        }
        section = line.substr(3, line.find(' ', 3) - 3);
        argument = line.find(' ', 3) == std::string::npos ? "" : line.substr(line.find(' ', 3) + 1);
        if (section == "run")
            text = &result.run;
        else if (section == "before")
            text = &result.before;
        else if (section == "stdout")
            text = &result.out;
        else if (section == "stderr")
            text = &result.err;
        else if (section == "replace")
            text = &result.replacements.emplace_back(argument, "").second;
        else if (section == "file")
            text = &result.files.emplace_back(argument, "").second;
        else if (section == "status" || section == "writes")
            text = &ignored;
        else
            throw std::runtime_error(fmt::format("{}:{}: no such section: {}", file.string(), number, section));
    }
    if (result.title.empty() || result.run.empty())
        throw std::runtime_error(fmt::format("{}: a case has a title and a command", file.string()));
    return result;
}

Sandbox::Sandbox() {
    std::string pattern = (fs::temp_directory_path() / "picket-cli.XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    outer_ = pattern;
    folder_ = outer_ / "work";
    fs::copy(PICKET_TEST_WORLD, folder_, fs::copy_options::recursive);
    fs::copy_file(PICKET_TEST_SCENARIO, folder_ / "scenario.toml");
}

Sandbox::~Sandbox() {
    std::error_code error;
    fs::remove_all(outer_, error);
}

void Sandbox::write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
}

void Sandbox::replace(const std::string& name, const std::string& change) const {
    const std::string old = change.substr(0, change.find('\n')), fresh = change.substr(change.find('\n') + 1);
    std::string text = read_file(folder_ / name);
    const auto at = text.find(old + "\n");
    if (at == std::string::npos) throw std::runtime_error(fmt::format("{} has no line '{}'", name, old));
    write(name, text.replace(at, old.size() + 1, fresh));
}

Ran Sandbox::run(const std::string& command) const {
    const fs::path program = PICKET_PROGRAM;
    // Run from a file, so that quotes are the case's own.
    std::ofstream(outer_ / "run.sh") << "export LC_ALL=C.UTF-8\nPATH=" << program.parent_path().string()
                                     << ":$PATH\nunset PICKET_DATASETS\ncd " << folder_.string() << "\n"
                                     << command << "\n";
    const std::string o = (outer_ / "out").string(), e = (outer_ / "err").string();
    const int status = std::system(
        fmt::format("sh {} > {} 2> {} < /dev/null", (outer_ / "run.sh").string(), o, e).c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(o), read_file(e)};
}

std::map<std::string, std::string> Sandbox::content() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder_))
        all[entry.path().lexically_relative(folder_).string()] =
            entry.is_regular_file() ? read_file(entry.path()) : "(no file)";
    return all;
}

std::string difference(const std::string& pattern, const std::string& text) {
    const std::vector<std::string> patterns = lines_of(pattern), lines = lines_of(text);
    std::size_t farthest = 0;
    if (fits(patterns, 0, lines, 0, farthest)) return "";
    return fmt::format("line {} is not as expected.\n---- got\n{}\n---- expected\n{}", farthest + 1, text, pattern);
}

}  // namespace picket::test
