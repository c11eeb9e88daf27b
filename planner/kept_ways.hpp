// Shortest ways through the air or the sea of a theatre from places that are asked for again and again: each place's map of ways is
// kept, and made anew for longer ways when they are asked for. Answers do not depend on who asked before. Safe to ask from
// several threads.
#pragma once

#include "geo/shortest_ways.hpp"

#include <map>
#include <memory>
#include <mutex>

namespace picket::planner {

class KeptWays {
  public:
    explicit KeptWays(geo::FreeSpace space) : space_(std::move(space)) {}

    const geo::FreeSpace& space() const { return space_; }

    // A map of the ways from a place that holds all of that length.
    std::shared_ptr<const geo::ShortestWays> from(geo::Position place, geo::Distance limit) const;

    // A map that has a way to each of the places, but those to which there is none.
    std::shared_ptr<const geo::ShortestWays> between(geo::Position place, std::span<const geo::Position> others) const;

    // A map that has a way to each place of the line with these vertices, but those to which there is none. Where the line leaves
    // the free space, it is to have vertices on both sides of the border.
    std::shared_ptr<const geo::ShortestWays> along(geo::Position place, std::span<const geo::Position> line) const;

    // Nothing where there is no way.
    std::optional<geo::Distance> distance(geo::Position from, geo::Position to) const;
    std::vector<geo::Position> way(geo::Position from, geo::Position to) const;

  private:
    // To each of the places and to all that lies so far beyond them.
    std::shared_ptr<const geo::ShortestWays> beyond(geo::Position place, std::span<const geo::Position> others, geo::Distance more) const;

    geo::FreeSpace space_;
    mutable std::mutex mutex_;
    mutable std::map<std::pair<double, double>, std::shared_ptr<const geo::ShortestWays>> maps_;
};

}  // namespace picket::planner
