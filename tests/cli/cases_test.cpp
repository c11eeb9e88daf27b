#include "tests/catch.hpp"
#include "tests/cli/cases.hpp"

#include <algorithm>
#include <set>

using namespace picket::test;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> all_cases() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(PICKET_TEST_CASES)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

void check(const Case& c) {
    const Sandbox sandbox;
    for (const auto& [name, text] : c.files) sandbox.write(name, text);
    for (const auto& [name, change] : c.replacements) sandbox.replace(name, change);
    if (!c.before.empty()) REQUIRE(sandbox.run(c.before).status == 0);
    const auto before = sandbox.content();
    const Ran ran = sandbox.run(c.run);
    const auto after = sandbox.content();

    INFO(c.title << "\n  " << c.run << "stdout:\n" << ran.out << "stderr:\n" << ran.err);
    CHECK(ran.status == c.status);
    CHECK(difference(c.out, ran.out) == "");
    CHECK(difference(c.err, ran.err) == "");
    std::set<std::string> written;
    for (const auto& [name, text] : after)
        if (!before.contains(name)) written.insert(name);
    CHECK(written == std::set<std::string>(c.writes.begin(), c.writes.end()));
    if (c.status == 2) {
        CHECK(ran.out.empty());
        CHECK(ran.err.rfind("picket: error: ", 0) == 0);
        CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
        CHECK(ran.err.find("report it") == std::string::npos);
        CHECK((before == after));
    }
}

}  // namespace

TEST_CASE("Every case answers with its exit status, its stdout and its stderr") {
    const auto files = all_cases();
    CHECK(files.size() > 60);
    for (const fs::path& file : files) {
        DYNAMIC_SECTION(file.filename().string()) { check(read_case(file)); }
    }
}

TEST_CASE("Every command's help has an example and its exit status") {
    const Sandbox sandbox;
    for (const char* command : {"plan", "check", "measure", "buffer", "reach", "route", "explain", "data"}) {
        const Ran ran = sandbox.run(std::string("picket ") + command + " --help");
        INFO(ran.out);
        CHECK(ran.status == 0);
        CHECK(ran.err.empty());
        CHECK(ran.out.find(std::string("\n  picket ") + command) != std::string::npos);
        CHECK(ran.out.find("Exit status: 0 ") != std::string::npos);
    }
    const Ran all = sandbox.run("picket --help");
    CHECK(all.status == 0);
    for (const char* command : {"plan", "check", "measure", "buffer", "frontline", "reach", "route", "explain", "data", "Example:\n  picket "})
        CHECK(all.out.find(command) != std::string::npos);
}

TEST_CASE("A pattern fits what it says and nothing else") {
    CHECK(difference("a\n...\nb ... c\n", "a\nx\ny\nb 12 c\n") == "");
    CHECK(difference("a\n...\n", "a\n") == "");
    CHECK(difference("", "") == "");
    CHECK(difference("a\n", "a\nb\n") != "");
    CHECK(difference("a\nb\n", "a\n") != "");
    CHECK(difference("a ... c\n", "a b d\n") != "");
    CHECK(difference("", "x\n") != "");
}
