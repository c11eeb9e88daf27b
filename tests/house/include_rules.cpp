#include "tests/house/include_rules.hpp"

#include <algorithm>
#include <array>
#include <regex>

namespace picket::house {

namespace {

struct Door {
    const char* library;
    const char* headers;  // a regular expression for the whole name
    std::vector<std::string_view> files;
};

const std::vector<Door>& doors() {
    static const std::vector<Door> all = {
        {"GDAL", "(gdal|ogr|cpl_|gnm|vrt).*", {"geo/gdal.hpp", "geo/geopackage.cpp", "geo/kml.cpp", "geo/layer_file.cpp", "geo/layer_read.cpp", "geo/layer_write.cpp", "geo/raster_file.cpp"}},
        {"our own door to GDAL", "geo/gdal\\.hpp", {"geo/geopackage.cpp", "geo/kml.cpp", "geo/raster_file.cpp", "geo/layer_file.cpp", "geo/layer_read.cpp", "geo/layer_write.cpp"}},
        {"GEOS", "geos_c\\.h|geos(/.*|\\.h)", {"geo/geos.hpp"}},
        {"our own door to GEOS", "geo/geos\\.hpp", {"geo/geos.cpp", "geo/polygons.cpp", "geo/region.cpp"}},
        {"PROJ", "(geodesic|proj|proj_.*|proj_api)\\.h|proj/.*", {"geo/geodesic.cpp", "geo/raster.cpp"}},
        {"fmt", "fmt/.*", {"geo/text.hpp"}},
        {"the parallel algorithms", "execution|(oneapi/)?tbb(/.*|\\.h)", {"geo/parallel.cpp"}},
        {"Boost", "boost/.*", {"geo/index.cpp"}},
        {"CLI11", "CLI/.*", {"cli/app.hpp"}},
        {"toml++", "toml\\+\\+/.*|toml\\.hpp", {"planner/config.cpp"}},
        {"nlohmann-json", "nlohmann/.*", {"planner/json.hpp"}},
        {"CBC and what belongs to it", "(Cbc|Cgl|Clp|Coin|Osi).*\\.(h|hpp)|coin/.*", {"planner/solver.cpp"}},
        {"OpenSSL", "openssl/.*", {"planner/sha256.cpp"}},
        {"libzip", "zip(conf)?\\.h", {"planner/zip.cpp"}},
        {"Cairo and FreeType", "cairo(/.*|.*\\.h)|ft2build\\.h|freetype/.*", {"planner/emit/map/canvas.cpp"}},
        {"Mapnik", "mapnik/.*", {"planner/emit/map/drawing.cpp"}},
        {"GeographicLib, which is for tests", "GeographicLib/.*", {}},
        {"Catch2, which is for tests", "catch2/.*", {}},
    };
    return all;
}

// How high a folder stands; what is higher may include what is lower. -1 for what is none of ours.
int height(std::string_view path) {
    constexpr std::array<std::string_view, 4> folders = {"geo/", "planner/", "cli/", "tests/"};
    for (std::size_t i = 0; i < folders.size(); ++i)
        if (path.substr(0, folders[i].size()) == folders[i]) return static_cast<int>(i);
    return -1;
}

// Whether an #include climbs out of its folder by "..": our includes start at the project's folder.
bool is_relative(std::string_view header) {
    return header.substr(0, 1) == "." || header.find("/../") != std::string_view::npos;
}

}  // namespace

std::vector<std::string> includes_of(std::string_view text) {
    std::vector<std::string> result;
    // A comment that runs over lines may hold an include that is none.
    static const std::regex comment(R"(/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)");
    const std::string code = std::regex_replace(std::string(text), comment, "");
    static const std::regex include(R"(^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"])", std::regex::multiline);
    for (auto it = std::sregex_iterator(code.begin(), code.end(), include); it != std::sregex_iterator(); ++it)
        result.push_back((*it)[1]);
    return result;
}

bool has_door(std::string_view header) {
    return std::any_of(doors().begin(), doors().end(), [&](const Door& door) {
        return std::regex_match(std::string(header), std::regex(door.headers));
    });
}

std::vector<std::string> faults_of(const File& file) {
    std::vector<std::string> faults;
    for (const std::string& header : includes_of(file.text)) {
        if (is_relative(header)) faults.push_back(file.path + " includes " + header + " by a relative path");
        if (height(header) > height(file.path)) faults.push_back(file.path + " includes " + header + ", which runs up");
        for (const Door& door : doors())
            if (std::regex_match(header, std::regex(door.headers)) &&
                std::find(door.files.begin(), door.files.end(), file.path) == door.files.end())
                faults.push_back(file.path + " includes " + header + ", which goes round the door of " + door.library);
    }
    return faults;
}

std::size_t lines_of(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) +
           (!text.empty() && text.back() != '\n');
}

}  // namespace picket::house
