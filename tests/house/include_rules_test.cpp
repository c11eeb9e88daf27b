#include "tests/house/include_rules.hpp"
#include "tests/catch.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace picket::house;

namespace {

std::vector<File> files_of_the_house() {
    const std::filesystem::path root = PICKET_SOURCE_DIR;
    std::vector<File> files;
    for (const char* folder : {"geo", "planner", "cli"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            const std::string suffix = entry.path().extension().string();
            if (suffix != ".hpp" && suffix != ".cpp" && suffix != ".h" && suffix != ".cc") continue;
            std::stringstream text;
            text << std::ifstream(entry.path()).rdbuf();
            files.push_back({std::filesystem::relative(entry.path(), root).generic_string(), text.str()});
        }
    return files;
}

std::size_t faults(const std::string& path, const std::string& header) {
    return faults_of({path, "#include <" + header + ">\n"}).size();
}

}  // namespace

TEST_CASE("No include runs up and none goes round a door") {
    const std::vector<File> files = files_of_the_house();
    CHECK(files.size() > 40);  // the walk found the house
    for (const File& file : files)
        for (const std::string& fault : faults_of(file)) FAIL_CHECK(fault);
}

TEST_CASE("Every door in use is seen to be used, so that the walk reads real includes") {
    std::set<std::string> used;
    for (const File& file : files_of_the_house())
        for (const std::string& header : includes_of(file.text)) used.insert(header);
    for (const char* header :
         {"geos_c.h", "geodesic.h", "ogrsf_frmts.h", "fmt/format.h", "execution", "geo/region.hpp"}) {
        INFO(header);
        CHECK(used.count(header) == 1);
    }
}

TEST_CASE("No file of the house is longer than a newcomer reads at a sitting") {
    for (const File& file : files_of_the_house()) {
        INFO(file.path << " has " << lines_of(file.text) << " lines");
        CHECK(lines_of(file.text) <= most_lines);
    }
}

TEST_CASE("An include that runs up is a fault") {
    CHECK(faults("geo/path.cpp", "planner/plan.hpp") == 1);
    CHECK(faults("geo/path.hpp", "cli/app.hpp") == 1);
    CHECK(faults("planner/plan.cpp", "cli/app.hpp") == 1);
    CHECK(faults("cli/plan.cpp", "tests/catch.hpp") == 1);
    CHECK(faults_of({"geo/path.cpp", "  #  include \"planner/plan.hpp\"  // why not\n"}).size() == 1);
    CHECK(faults("geo/path.cpp", "../planner/plan.hpp") == 1);
    CHECK(faults("geo/path.cpp", "geo/../planner/plan.hpp") == 1);
}

TEST_CASE("An include that runs down or level is none") {
    CHECK(faults("cli/plan.cpp", "planner/plan.hpp") == 0);
    CHECK(faults("cli/plan.cpp", "geo/region.hpp") == 0);
    CHECK(faults("planner/plan.cpp", "geo/region.hpp") == 0);
    CHECK(faults("planner/plan.cpp", "planner/plan.hpp") == 0);
    CHECK(faults("geo/path.cpp", "geo/path.hpp") == 0);
    CHECK(faults("geo/path.cpp", "vector") == 0);
}

TEST_CASE("Each library is a fault anywhere but at its door") {
    struct Row {
        const char* header;
        std::vector<const char*> doors;
    };
    const Row rows[] = {
        {"gdal_priv.h", {"geo/gdal.hpp", "geo/layer_read.cpp", "geo/layer_write.cpp"}},
        {"gdal.h", {"geo/gdal.hpp", "geo/layer_read.cpp", "geo/layer_write.cpp"}},
        {"ogrsf_frmts.h", {"geo/gdal.hpp", "geo/layer_read.cpp", "geo/layer_write.cpp"}},
        {"ogr_spatialref.h", {"geo/gdal.hpp", "geo/layer_read.cpp", "geo/layer_write.cpp"}},
        {"cpl_vsi.h", {"geo/gdal.hpp", "geo/layer_read.cpp", "geo/layer_write.cpp"}},
        {"geo/gdal.hpp", {"geo/layer_read.cpp", "geo/layer_write.cpp"}},
        {"geos_c.h", {"geo/geos.hpp"}},
        {"geos/geom/Geometry.h", {"geo/geos.hpp"}},
        {"geo/geos.hpp", {"geo/geos.cpp", "geo/polygons.cpp", "geo/region.cpp"}},
        {"geodesic.h", {"geo/geodesic.cpp"}},
        {"proj.h", {"geo/geodesic.cpp"}},
        {"fmt/format.h", {"geo/text.hpp"}},
        {"fmt/core.h", {"geo/text.hpp"}},
        {"execution", {"geo/parallel.cpp"}},
        {"tbb/global_control.h", {"geo/parallel.cpp"}},
        {"oneapi/tbb/parallel_for.h", {"geo/parallel.cpp"}},
        {"boost/geometry.hpp", {"geo/index.cpp"}},
        {"CLI/CLI.hpp", {"cli/app.hpp"}},
        {"toml++/toml.h", {"planner/config.cpp"}},
        {"nlohmann/json.hpp", {"planner/json.hpp"}},
        {"CbcModel.hpp", {"planner/solver.cpp"}},
        {"Cbc_C_Interface.h", {"planner/solver.cpp"}},
        {"coin/ClpSimplex.hpp", {"planner/solver.cpp"}},
        {"openssl/evp.h", {"planner/sha256.cpp"}},
        {"GeographicLib/Geodesic.hpp", {}},
        {"catch2/catch.hpp", {}},
    };
    for (const Row& row : rows) {
        INFO(row.header);
        CHECK(has_door(row.header));
        for (const char* door : row.doors) CHECK(faults(door, row.header) == 0);
        // cli/ stands highest, so that nothing here runs up.
        CHECK(faults("cli/elsewhere.cpp", row.header) == 1);
        CHECK(faults("geo/elsewhere.cpp", row.header) == 1);
    }
}

TEST_CASE("Our own and the standard headers have no door") {
    for (const char* header : {"vector", "geo/geodesic.hpp", "geo/text.hpp", "planner/json.hpp", "string_view", "cmath",
                               "planner/config.hpp"}) {
        INFO(header);
        CHECK_FALSE(has_door(header));
    }
}

TEST_CASE("Includes are found in code however they are spaced, and not in comments") {
    CHECK(includes_of("#include <a.h>\n#include \"b.h\"\n\t# include<c/d.hpp> // e\n") ==
          std::vector<std::string>{"a.h", "b.h", "c/d.hpp"});
    CHECK(includes_of("// #include <a.h>\n/* \n#include <b.h>\n*/\n").empty());
    CHECK(includes_of("").empty());
    CHECK(includes_of("#if 0\n#include <a.h>") == std::vector<std::string>{"a.h"});
}

TEST_CASE("Lines are counted with or without a newline at the end") {
    CHECK(lines_of("") == 0);
    CHECK(lines_of("a") == 1);
    CHECK(lines_of("a\n") == 1);
    CHECK(lines_of("a\nb") == 2);
    CHECK(lines_of(std::string(most_lines, '\n')) == most_lines);
    CHECK(lines_of(std::string(most_lines + 1, '\n')) > most_lines);
}
