// Ground on which one may move, made ready for shortest ways: its triangles and the vertices where ways can bend.
//
// Its border may be followed; places where it touches itself leave no passage, and neither do passages narrower than
// `least_passage`.
#pragma once

#include "geo/frame.hpp"
#include "geo/shapes.hpp"
#include "geo/sightlines.hpp"

namespace picket::geo {

// A place and the triangles of the ground that hold it: none when it is not in the free space.
struct Located {
    Position position;
    GridPoint at;
    std::vector<int> triangles;
};

class FreeSpace {
  public:
    // What coordinates rounded to 7 decimals cannot tell from touching.
    static constexpr Distance least_passage = Distance::metres(0.05);

    // Rings that do not cross: outer ones counter-clockwise, holes clockwise. They may touch.
    FreeSpace(const Frame& frame, const MultiPolygon& free)
        : frame_(frame), free_(free), ground_(triangulated(free, least_passage.metres())), bends_(bends_of(ground_)) {}

    const Frame& frame() const { return frame_; }
    const MultiPolygon& free() const { return free_; }
    const Triangulation& ground() const { return ground_; }
    const std::optional<Bend>& bend_at(int vertex) const { return bends_[static_cast<std::size_t>(vertex)]; }
    Located locate(Position p) const {
        const GridPoint at = to_grid(frame_.to_frame(p));
        return {p, at, ground_.ground_at(at)};
    }
    bool holds(Position p) const { return !locate(p).triangles.empty(); }

  private:
    Frame frame_;
    MultiPolygon free_;
    Triangulation ground_;
    std::vector<std::optional<Bend>> bends_;
};

}  // namespace picket::geo
