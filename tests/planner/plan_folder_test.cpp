#include "tests/catch.hpp"
#include "tests/planner/support.hpp"

#include "planner/emit/plan_folder.hpp"

#include "geo/text.hpp"

#include <csignal>
#include <fstream>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace picket;
namespace fs = std::filesystem;
using planner::Existing;
using planner::OutputFile;
using planner::write_folder;
using test::entries;
using test::lacking;
using test::read_file;
using test::refusal;

namespace {

std::vector<OutputFile> plan(const std::string& text) {
    return {{"a.geojson", text + " a"},
            {"plan.json", "{\"schema_version\": 1, \"files\": [\"a.geojson\", \"plan.json\", \"summary.json\"], \"text\": \"" + text + "\"}"},
            {"summary.json", text + " summary"}};
}

const std::vector<std::string> names{"a.geojson", "plan.json", "summary.json"};

// Runs `work` in a process of its own and gives back the message of its InputError, "" when there was none. What the
// work does to its rights, limits or mounts stays there.
template <class Work>
std::string in_another_process(const test::TemporaryFolder& folder, const Work& work) {
    const fs::path report = folder.path().parent_path() / (folder.path().filename().string() + ".report");
    std::ofstream(report) << "";
    chmod(report.c_str(), 0666);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        std::string message;
        try {
            work();
        } catch (const std::exception& e) {
            message = e.what();
        }
        // The limits may forbid writing more than a little: one write of a short message.
        std::ofstream(report) << message << std::flush;
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    std::string message = read_file(report);
    fs::remove(report);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) message += " (the process died)";
    return message;
}

}  // namespace

TEST_CASE("A plan's folder appears with all its files, readable by others, and nothing else beside it") {
    const test::TemporaryFolder folder;
    write_folder(folder.path() / "deep" / "out", plan("one"), Existing::refuse);
    CHECK(entries(folder.path() / "deep" / "out") == names);
    CHECK(entries(folder.path() / "deep").size() == 4);
    CHECK(read_file(folder.path() / "deep" / "out" / "summary.json") == "one summary");
    struct stat info {};
    REQUIRE(stat((folder.path() / "deep" / "out").c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0755);
}

TEST_CASE("A folder's name may end in a slash") {
    const test::TemporaryFolder folder;
    write_folder(folder.path().string() + "/out/", plan("one"), Existing::refuse);
    CHECK(entries(folder.path() / "out") == names);
    CHECK(entries(folder.path()).size() == 4);
}

TEST_CASE("A folder that exists is refused, and left as it was") {
    const test::TemporaryFolder folder;
    folder.write("out/mine.txt", "mine");
    const auto write = [&] { write_folder(folder.path() / "out", plan("one"), Existing::refuse); };
    CHECK(lacking(refusal(write), {"out", "exists already", "--out", "--overwrite"}) == "");
    CHECK(entries(folder.path()) == std::vector<std::string>{"out", "out/mine.txt"});
}

TEST_CASE("A link to nowhere and a file count as existing") {
    const test::TemporaryFolder folder;
    fs::create_symlink("nowhere", folder.path() / "link");
    folder.write("file", "x");
    for (const char* name : {"link", "file"})
        for (const Existing existing : {Existing::refuse, Existing::replace})
            CHECK(lacking(refusal([&] { write_folder(folder.path() / name, plan("one"), existing); }), {name, "xists"}) == "");
    CHECK(entries(folder.path()) == std::vector<std::string>{"file", "link"});
}

TEST_CASE("Overwriting replaces plans only") {
    const test::TemporaryFolder folder;
    folder.write("out/mine.txt", "mine");
    CHECK(lacking(refusal([&] { write_folder(folder.path() / "out", plan("one"), Existing::replace); }),
                  {"out", "no plan of picket", "plan.json"}) == "");
    CHECK(entries(folder.path()) == std::vector<std::string>{"out", "out/mine.txt"});
}

TEST_CASE("Overwriting a plan replaces picket's files and carries the user's own over") {
    const test::TemporaryFolder folder;
    const fs::path out = folder.path() / "out";
    auto old = plan("old");
    old.push_back({"dropped.geojson", "a layer that the new plan does not have"});
    old[1].content = "{\"schema_version\": 1, \"files\": [\"a.geojson\", \"dropped.geojson\", \"plan.json\", \"summary.json\"]}";
    write_folder(out, old, Existing::refuse);
    folder.write("out/map.qgz", "my map");
    folder.write("out/notes/today.txt", "my notes");
    write_folder(out, plan("new"), Existing::replace);
    CHECK(entries(out) == std::vector<std::string>{"a.geojson", "map.qgz", "notes", "notes/today.txt", "plan.json",
                                                  "summary.json"});
    CHECK(read_file(out / "a.geojson") == "new a");
    CHECK(read_file(out / "map.qgz") == "my map");
    CHECK(read_file(out / "notes/today.txt") == "my notes");
    CHECK(entries(folder.path()).size() == 7);  // nothing beside it
}

TEST_CASE("A plan behind a link is replaced where it lies, and the link stays") {
    const test::TemporaryFolder folder;
    write_folder(folder.path() / "real", plan("old"), Existing::refuse);
    fs::create_symlink("real", folder.path() / "link");
    write_folder(folder.path() / "link", plan("new"), Existing::replace);
    CHECK(fs::is_symlink(folder.path() / "link"));
    CHECK(read_file(folder.path() / "real" / "a.geojson") == "new a");
}

TEST_CASE("A plan.json of something else does not cost the user a file") {
    const test::TemporaryFolder folder;
    for (const char* foreign : {"not JSON", "{\"files\": [1, 2]}", "{\"files\": 5}", "[]", "{\"trip\": \"to the lake\"}"}) {
        INFO(foreign);
        const fs::path out = folder.path() / "out";
        fs::remove_all(out);
        folder.write("out/plan.json", foreign);
        folder.write("out/mine.txt", "mine");
        bool done = true;
        try {
            write_folder(out, plan("new"), Existing::replace);
        } catch (const std::exception&) {
            done = false;
        }
        // Whether it is refused or replaced, what is not picket's is still there ...
        CHECK(fs::exists(out / "mine.txt"));
        // ... and where it is refused, nothing was written.
        if (!done) CHECK(entries(out) == std::vector<std::string>{"mine.txt", "plan.json"});
        if (!done && fs::exists(out / "plan.json")) CHECK(read_file(out / "plan.json") == foreign);
        CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
    }
}

TEST_CASE("A user's file that has the name of a new layer is not lost when a plan is replaced") {
    const test::TemporaryFolder folder;
    const fs::path out = folder.path() / "out";
    std::vector<OutputFile> old{{"plan.json", "{\"schema_version\": 1, \"files\": [\"plan.json\"]}"}};
    write_folder(out, old, Existing::refuse);
    folder.write("out/a.geojson", "drawn by hand for a week");
    refusal([&] { write_folder(out, plan("new"), Existing::replace); });
    bool found = false;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path()))
        found = found || (entry.is_regular_file() && read_file(entry.path()) == "drawn by hand for a week");
    CHECK(found);
}

TEST_CASE("A write that fails leaves nothing, not even the folders on the way") {
    const test::TemporaryFolder folder;
    auto files = plan("one");
    files.push_back({"no/such/folder.json", "x"});
    CHECK(lacking(refusal([&] { write_folder(folder.path() / "out", files, Existing::refuse); }),
                  {"nothing was written"}) == "");
    CHECK(entries(folder.path()).empty());
    CHECK(lacking(refusal([&] { write_folder(folder.path() / "new/deep/out", files, Existing::refuse); }),
                  {"nothing was written"}) == "");
    CHECK(entries(folder.path()).empty());
}

TEST_CASE("A write that fails leaves the plan that was there") {
    const test::TemporaryFolder folder;
    const fs::path out = folder.path() / "out";
    write_folder(out, plan("old"), Existing::refuse);
    auto files = plan("new");
    files.push_back({"no/such/folder.json", "x"});
    CHECK(refusal([&] { write_folder(out, files, Existing::replace); }) != "(nothing was refused)");
    CHECK(entries(out) == names);
    CHECK(read_file(out / "a.geojson") == "old a");
    CHECK(entries(folder.path()).size() == 4);
}

TEST_CASE("A file that may grow no further is refused, and nothing is left") {
    const test::TemporaryFolder folder;
    const std::string message = in_another_process(folder, [&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{20000, 20000};
        setrlimit(RLIMIT_FSIZE, &small);
        write_folder(folder.path() / "out", plan(std::string(100000, 'x')), Existing::refuse);
    });
    CHECK(lacking(message, {"a.geojson", "cannot be written", "nothing was written"}) == "");
    CHECK(entries(folder.path()).empty());
}

TEST_CASE("A full disk is refused by its name, and nothing is left") {
    const test::TemporaryFolder folder;
    const fs::path disk = folder.path() / "disk";
    fs::create_directory(disk);
    if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=64k") != 0) {
        WARN("skipped: a small file system cannot be mounted here");
        return;
    }
    const auto write = [&] { write_folder(disk / "out", plan(std::string(100000, 'x')), Existing::refuse); };
    const std::string message = refusal(write);
    const std::vector<std::string> left = entries(disk);
    // A plan that fits is written, and stays when the next does not fit.
    const std::string fits =
        refusal([&] { write_folder(disk / "small", plan("one"), Existing::refuse); });
    const std::string again =
        refusal([&] { write_folder(disk / "small", plan(std::string(100000, 'x')), Existing::replace); });
    const std::string kept = read_file(disk / "small" / "a.geojson");
    umount(disk.c_str());
    CHECK(lacking(message, {"cannot be written", "No space left", "nothing was written"}) == "");
    CHECK(lacking(message, {(disk / "out").string()}) == "");  // which disk?
    CHECK(left.empty());
    CHECK(fits == "(nothing was refused)");
    CHECK(lacking(again, {"No space left"}) == "");
    CHECK(kept == "one a");
}

TEST_CASE("A parent that may not be written is refused before the work, by its name") {
    const test::TemporaryFolder folder;
    fs::create_directory(folder.path() / "shut");
    chmod(folder.path().c_str(), 0755);
    chmod((folder.path() / "shut").c_str(), 0555);
    const std::string message = in_another_process(folder, [&] {
        if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(3);
        planner::require_writable(folder.path() / "shut" / "new" / "out", Existing::refuse);
    });
    CHECK(lacking(message, {"shut: cannot be written: Permission denied"}) == "");
}

TEST_CASE("A parent that is a file is refused by its name") {
    const test::TemporaryFolder folder;
    folder.write("file", "x");
    for (const char* name : {"file/out", "file/deep/out"})
        CHECK(lacking(refusal([&] { planner::require_writable(folder.path() / name, Existing::refuse); }),
                      {"file: is not a folder", "nothing was written"}) == "");
}

TEST_CASE("An empty name is refused as the user's mistake") {
    CHECK(refusal([] { planner::require_writable("", Existing::refuse); }) != "(nothing was refused)");
    CHECK(refusal([] { write_folder("", {}, Existing::refuse); }) != "(nothing was refused)");
}

TEST_CASE("Killed at any time, a plan's folder is whole or not there") {
    const test::TemporaryFolder folder;
    std::vector<OutputFile> files;
    for (int i = 0; i < 40; ++i) files.push_back({fmt::format("f{}.geojson", i), std::string(300000, 'x')});
    files.push_back({"plan.json", "{\"files\": []}"});
    const fs::path out = folder.path() / "out";
    int unfinished = 0, whole = 0;
    for (int round = 0; round < 40; ++round) {
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                write_folder(out, files, Existing::refuse);
            } catch (...) {
                _exit(1);
            }
            _exit(0);
        }
        std::this_thread::sleep_for(std::chrono::microseconds(500 * round));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        if (!fs::exists(out)) {
            ++unfinished;
        } else {
            ++whole;
            CHECK(entries(out).size() == files.size());
            for (const OutputFile& f : files) CHECK(fs::file_size(out / f.name) == f.content.size());
        }
        for (const auto& entry : fs::directory_iterator(folder.path())) {
            // What is left of the unfinished work is hidden, and its name says whose it is.
            const std::string name = entry.path().filename().string();
            CHECK((name == "out" || name.rfind(".out.", 0) == 0));
            fs::remove_all(entry.path());
        }
    }
    CHECK(unfinished > 0);
    INFO(unfinished << " killed before the end, " << whole << " after");
}

TEST_CASE("Killed while it is replaced, a plan is the old one or the new one, and the user's own file is not lost") {
    const test::TemporaryFolder folder;
    const fs::path out = folder.path() / "out";
    std::vector<OutputFile> old, fresh;
    for (int i = 0; i < 20; ++i) {
        old.push_back({fmt::format("f{}.geojson", i), std::string(100000, 'o')});
        fresh.push_back({fmt::format("f{}.geojson", i), std::string(100000, 'n')});
    }
    std::string list;
    for (const OutputFile& f : old) list += "\"" + f.name + "\", ";
    for (auto* files : {&old, &fresh}) files->push_back({"plan.json", "{\"files\": [" + list + "\"plan.json\"]}"});
    for (int round = 0; round < 25; ++round) {
        for (const auto& entry : fs::directory_iterator(folder.path())) fs::remove_all(entry.path());
        write_folder(out, old, Existing::refuse);
        for (int i = 0; i < 30; ++i) folder.write(fmt::format("out/mine{}.txt", i), "mine");
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                write_folder(out, fresh, Existing::replace);
            } catch (...) {
                _exit(1);
            }
            _exit(0);
        }
        std::this_thread::sleep_for(std::chrono::microseconds(400 * round));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        const char first = read_file(out / "f0.geojson").at(0);
        for (const OutputFile& f : first == 'o' ? old : fresh) CHECK((read_file(out / f.name) == f.content));
        int mine = 0;
        for (const std::string& name : entries(folder.path())) mine += name.find("mine") != std::string::npos;
        CHECK(mine >= 30);
    }
}
