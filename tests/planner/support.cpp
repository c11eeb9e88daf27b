#include "tests/planner/support.hpp"

#include <GeographicLib/Geodesic.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace picket::test {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "picket-test.XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    path_ = fs::canonical(pattern);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

fs::path TemporaryFolder::write(const std::string& name, std::string_view text) const {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out << text;
    if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
    return file;
}

fs::path datasets() { return PICKET_TEST_DATASETS; }

std::string read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::string> entries(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        names.push_back(entry.path().lexically_relative(folder).string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string lacking(const std::string& message, std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts)
        if (message.find(part) == std::string::npos) return "no \"" + std::string(part) + "\" in: " + message;
    return "";
}

double distance_m(geo::Position a, geo::Position b) {
    double s = 0;
    GeographicLib::Geodesic::WGS84().Inverse(a.lat(), a.lon(), b.lat(), b.lon(), s);
    return s;
}

double azimuth_deg(geo::Position from, geo::Position to) {
    double azimuth = 0, at_end = 0;
    GeographicLib::Geodesic::WGS84().Inverse(from.lat(), from.lon(), to.lat(), to.lon(), azimuth, at_end);
    return azimuth;
}

geo::Position moved(geo::Position from, double azimuth_deg, double distance_m) {
    double lat = 0, lon = 0;
    GeographicLib::Geodesic::WGS84().Direct(from.lat(), from.lon(), azimuth_deg, distance_m, lat, lon);
    return geo::Position::lon_lat(lon, lat);
}

double Random::operator()(double from, double to) {
    // xorshift64*, the upper 53 bits.
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    const unsigned long long bits = (state_ * 0x2545F4914F6CDD1DULL) >> 11;
    return from + (to - from) * (static_cast<double>(bits) / 9007199254740992.0);
}

}  // namespace picket::test
