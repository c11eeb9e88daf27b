// The discrete problem's ground: demands that stand for a zone, candidates where a station may be, and the ways between them.
//
// Both stand on square grids of the equal-area plane about the frame's centre. A demand is a cell of the zone, by its geodesic
// area, and is where the middle of its largest piece lies, or on that piece's edge where that is outside it. Error: ways to 1 mm;
// that a cell is held as its place is: no bound.
#pragma once

#include "planner/plan.hpp"

namespace picket::planner {

struct Demand {
    geo::Position at;
    double weight;  // share of the zone's area
};

// What of the zone lies in free air, in at most some hundred cells.
std::vector<Demand> demands_of(const Theatre& theatre, const geo::Region& zone);

// Ways from a few places to many, none longer than a limit.
class WaysToDemands {
  public:
    WaysToDemands(const Theatre& theatre, std::vector<Demand> demands, geo::Distance limit);

    const std::vector<Demand>& demands() const { return demands_; }
    geo::Distance limit() const { return limit_; }

    // By demand, in metres; infinite where there is none.
    std::vector<double> from(geo::Position place) const;

  private:
    const Theatre* theatre_;
    std::vector<Demand> demands_;
    geo::Distance limit_;
    std::vector<geo::Vec> plane_;
    std::vector<std::shared_ptr<const geo::ShortestWays>> ways_;
};

// Where stations may stand.
struct Candidates {
    std::vector<geo::Position> at;          // from the north-west, row by row
    std::vector<std::vector<double>> ways;  // from each to each demand
    // How many come to the zone in time as the crow flies; of these lie in free air; of these off the front line; of these clear of threats.
    std::size_t near = 0, free = 0, off_front = 0, clear = 0;
};

// Throws InputError where the spacing makes too many.
class CandidateGrid {
  public:
    CandidateGrid(const Plan& plan, const Zone& zone, geo::Faults faults);
    Candidates candidates(const WaysToDemands& ways, geo::Distance spacing) const;

  private:
    bool is_off_front(geo::Position p) const;
    bool is_clear_of_threats(geo::Position p) const;

    const Plan& plan_;
    const Zone& zone_;
    std::shared_ptr<const geo::Proximity> front_, threat_edges_;  // null where there are none
    geo::Region threats_;
};

}  // namespace picket::planner
