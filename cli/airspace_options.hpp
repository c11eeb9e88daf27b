// What the commands that go round closed airspace share: which airspace is closed, which is opened.
#pragma once

#include "cli/app.hpp"

#include "planner/airspace.hpp"

#include <string>
#include <vector>

namespace picket::cli {

struct AirspaceOptions {
    std::vector<std::string> closed;
    std::string closed_where;
    std::vector<std::string> open;
    std::string width;
    bool no_territorial_sea = false;
    bool strict = false;

    // What is closed and opened, for the field that says so.
    std::string text() const;
};

// Adds --closed, --closed-where, --open, --width, --no-territorial-sea and --strict.
void add_airspace_options(CLI::App& app, AirspaceOptions& options);

// The extent of the shipped countries, beyond which nothing is known.
geo::MultiPolygon shipped_extent();

// Reads what they name. Countries by code come from the shipped data, with their territorial sea; then the data's edge is
// closed as well.
planner::GivenAirspace read_airspace(const AirspaceOptions& options, geo::Distance tolerance, geo::Notices& notices);

}  // namespace picket::cli
