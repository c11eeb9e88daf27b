// What the planner's tests share: a folder that goes again, messages looked into, and GeographicLib as the oracle.
#pragma once

#include "geo/error.hpp"
#include "geo/position.hpp"
#include "geo/quantity.hpp"

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace picket::test {

// A new folder under the system's temporary one; it goes, with all in it, at the end.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path write(const std::string& name, std::string_view text) const;

  private:
    std::filesystem::path path_;
};

// The shipped data, in the source tree.
std::filesystem::path datasets();

std::string read_file(const std::filesystem::path& file);

// Names of everything in a folder and below it, in order.
std::vector<std::string> entries(const std::filesystem::path& folder);

// The message of the InputError that `work` ends in; "(nothing was refused)" when it does not.
template <class Work>
std::string refusal(const Work& work) {
    try {
        work();
    } catch (const geo::InputError& e) {
        return e.what();
    }
    return "(nothing was refused)";
}

// Empty when the message holds all the parts; else says which it lacks.
std::string lacking(const std::string& message, std::initializer_list<std::string_view> parts);

// By GeographicLib.
double distance_m(geo::Position a, geo::Position b);
double azimuth_deg(geo::Position from, geo::Position to);
geo::Position moved(geo::Position from, double azimuth_deg, double distance_m);

// Pseudo-random numbers, the same on every machine and in every run.
class Random {
  public:
    double operator()(double from, double to);

  private:
    unsigned long long state_ = 0x2545F4914F6CDD1DULL;
};

}  // namespace picket::test
