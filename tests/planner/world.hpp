// A small made-up world on the WGS84 ellipsoid, so that what a test asks stands in the test:
//
//   lat 62                                                          [CCC]
//   55   +------------------ AAA -------+--------- BBB ---------+
//        |  c |                         |                       |
//   50   |  o |  f       AAAA           |         BBBB          |
//        |  n |  r                      |                       |
//   47   |  t |  o          CCCC        |                       |
//        |  r |  n                      |                       |
//   45   +--o-+--t--- alpha ------------+--- 12 NM of sea ------+
//   42           l  \___ lane "south" ________
//   36 [CCC]
//      0 lon  10 12         15  16      20         25           30  40
//
// Two countries side by side over a sea, a third in pieces that says how far the data goes, three bases, a port, a lane,
// and a front line along 12 E whose far side is the west of AAA.
#pragma once

#include "tests/planner/support.hpp"

#include "planner/emit/emit.hpp"
#include "planner/plan.hpp"
#include "planner/summary.hpp"

namespace picket::test {

class World {
  public:
    World();

    const TemporaryFolder& folder() const { return folder_; }

    // The head of every scenario of this world; with_front adds front line and control.
    static std::string head(bool with_front = false);

    // Writes head and body as one scenario file. Each is a fault of the test when it throws.
    std::filesystem::path write_scenario(const std::string& body, bool with_front = false) const;

    planner::Scenario read(const std::string& body, bool with_front = false) const;
    planner::Plan plan(const std::string& body, bool with_front = false) const;

  private:
    TemporaryFolder folder_;
};

// With requirements, as plan and check make it.
planner::Json whole_summary(const planner::Plan& plan);

// The plan's layers as GeoJSON and nothing else, with the styles that ship.
planner::EmitOptions as_geojson();

// A fleet of `count` fighters at base AAAA that can fly a sortie a day each, all of them fit.
std::string fleet(const std::string& id, int count, const std::string& more = "");

}  // namespace picket::test
