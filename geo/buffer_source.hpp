// What a buffer is taken about: legs, and the ground inside polygons.
#pragma once

#include "geo/edges.hpp"
#include "geo/offset.hpp"
#include "geo/region.hpp"

#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace picket::geo {

class BufferSource {
  public:
    // Shapes in lon/lat, edges followed to the tolerance. Polygons count with their inner side when `inward`, else with
    // their outer one.
    BufferSource(std::span<const Geometry> shapes, EdgeRule edges, bool inward, Distance tolerance);

    // The legs of the chains; theirs no more once they were taken.
    std::vector<Leg> take_legs() { return std::move(legs_); }
    const std::vector<Chain>& chains() const { return chains_; }

    // The lines among the shapes as a map shows them, edges straight in lon/lat.
    const std::vector<Line>& drawn() const { return drawn_; }

    // Whether a place lies in one of the polygons. Safe from several threads.
    bool covers(Vec place) const;

  private:
    struct Inside {
        std::unique_ptr<PreparedRegion> region;
        Box box;
    };

    void add(const Line& line, Side side);
    void add(const MultiPolygon& polygons, bool inward);
    MultiPolygon drawn_by_rule(const MultiPolygon& polygons) const;
    void add_ring(Ring ring, bool outer, bool inward, const PreparedRegion& inside);

    EdgeRule edges_;
    Distance tolerance_;
    std::vector<Leg> legs_;
    std::vector<Chain> chains_;
    std::vector<Line> drawn_;
    std::vector<Inside> inside_;
    mutable std::mutex asking_;  // prepared regions answer one thread at a time
};

}  // namespace picket::geo
