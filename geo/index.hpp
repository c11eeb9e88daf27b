// Spatial indexes of straight segments and of points in space: the door to Boost.Geometry's R-tree. Both are Earth-centred,
// so one index serves the whole Earth. Asking is safe from several threads.
#pragma once

#include "geo/chord.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace picket::geo {

struct Segment3 {
    Vec3 from, to;
};

class SegmentIndex {
  public:
    explicit SegmentIndex(const std::vector<Segment3>& segments);
    ~SegmentIndex();
    SegmentIndex(SegmentIndex&&) noexcept;
    SegmentIndex& operator=(SegmentIndex&&) noexcept;

    // The numbers of the segments nearest to x, at most `count`, in no order.
    std::vector<std::size_t> nearest(Vec3 x, std::size_t count) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

class PointIndex {
  public:
    explicit PointIndex(const std::vector<Vec3>& points);
    ~PointIndex();
    PointIndex(PointIndex&&) noexcept;
    PointIndex& operator=(PointIndex&&) noexcept;

    // The numbers of the points in the cube about x with edges twice as long, in no order: all that lie so near, and others.
    std::vector<std::size_t> within_box(Vec3 x, double half_edge_m) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace picket::geo
