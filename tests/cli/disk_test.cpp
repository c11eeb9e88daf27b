// Disks that are full or shut, and a program that is killed.
#include "tests/catch.hpp"
#include "tests/cli/cases.hpp"

#include <sstream>

using namespace picket::test;

TEST_CASE("A full disk ends in one message, and leaves nothing on it") {
    const Sandbox sandbox;
    const Ran mounted = sandbox.run("mkdir disk && unshare -rm sh -c 'mount -t tmpfs -o size=40k tmpfs disk && touch disk/x'");
    if (mounted.status != 0) {
        WARN("skipped: a small file system cannot be mounted here");
        return;
    }
    const Ran ran = sandbox.run(
        "unshare -rm sh -c 'mount -t tmpfs -o size=40k tmpfs disk && picket plan scenario.toml --out disk/out; "
        "status=$?; ls -A disk >&2; exit $status'");
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(difference("picket: error: ...cannot be written: No space left on device; nothing was written\n", ran.err) == "");
    CHECK(ran.err.find("disk/out") != std::string::npos);
}

TEST_CASE("Results that cannot be printed are not a success") {
    const Sandbox sandbox;
    for (const char* command : {"measure lanes.geojson", "data", "check scenario.toml"}) {
        const Ran ran = sandbox.run(std::string("picket ") + command + " > /dev/full");
        INFO(command << ": " << ran.err);
        CHECK(ran.status == 2);
        CHECK(ran.err.rfind("picket: error: ", 0) == 0);
    }
}

TEST_CASE("Killed at any time, picket leaves a whole plan or none") {
    const Sandbox sandbox;
    for (const char* delay : {"0.005", "0.02", "0.03", "0.04", "0.05", "0.06", "0.07", "0.08", "0.1", "0.15"}) {
        const Ran ran = sandbox.run(std::string("picket plan scenario.toml --out out > log 2>&1 & pid=$!\nsleep ") + delay +
                                    "\nkill -9 $pid 2> /dev/null\nwait $pid 2> /dev/null\n"
                                    "if test -e out; then ls out | wc -l; else echo 0; fi\nrm -rf out .out.*");
        INFO("killed after " << delay << " s");
        CHECK((ran.out == "0\n" || ran.out == "69\n"));
    }
}

TEST_CASE("A second plan has the same bytes, with one thread and with two") {
    const Sandbox sandbox;
    const Ran ran = sandbox.run("picket plan scenario.toml --out one --threads 1 > 1 &&\n"
                                "picket plan scenario.toml --out two --threads 2 > 2 &&\n"
                                "picket plan scenario.toml --out all > 3 && diff -r one two && diff -r one all");
    CHECK(ran.status == 0);
    CHECK(ran.out.empty());
    CHECK(ran.err.empty());
}
