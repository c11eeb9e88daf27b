#include "geo/index.hpp"

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/geometries/segment.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <utility>

namespace picket::geo {

namespace {

namespace bg = boost::geometry;
using Point = bg::model::point<double, 3, bg::cs::cartesian>;
using Entry = std::pair<bg::model::segment<Point>, std::size_t>;

Point point(Vec3 v) { return {v.x, v.y, v.z}; }

}  // namespace

struct SegmentIndex::Impl {
    // Made from a range, the tree is packed: quick to build and to ask.
    bg::index::rtree<Entry, bg::index::linear<8>> tree;
};

SegmentIndex::SegmentIndex(const std::vector<Segment3>& segments) {
    std::vector<Entry> entries;
    entries.reserve(segments.size());
    for (std::size_t i = 0; i < segments.size(); ++i)
        entries.push_back({{point(segments[i].from), point(segments[i].to)}, i});
    impl_.reset(new Impl{decltype(Impl::tree)(entries)});
}

SegmentIndex::~SegmentIndex() = default;
SegmentIndex::SegmentIndex(SegmentIndex&&) noexcept = default;
SegmentIndex& SegmentIndex::operator=(SegmentIndex&&) noexcept = default;

std::vector<std::size_t> SegmentIndex::nearest(Vec3 x, std::size_t count) const {
    std::vector<Entry> found;
    impl_->tree.query(bg::index::nearest(point(x), static_cast<unsigned>(count)), std::back_inserter(found));
    std::vector<std::size_t> numbers;
    for (const Entry& entry : found) numbers.push_back(entry.second);
    return numbers;
}

struct PointIndex::Impl {
    bg::index::rtree<std::pair<Point, std::size_t>, bg::index::linear<8>> tree;
};

PointIndex::PointIndex(const std::vector<Vec3>& points) {
    std::vector<std::pair<Point, std::size_t>> entries;
    entries.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) entries.emplace_back(point(points[i]), i);
    impl_.reset(new Impl{decltype(Impl::tree)(entries)});
}

PointIndex::~PointIndex() = default;
PointIndex::PointIndex(PointIndex&&) noexcept = default;
PointIndex& PointIndex::operator=(PointIndex&&) noexcept = default;

std::vector<std::size_t> PointIndex::within_box(Vec3 x, double half_edge_m) const {
    const Vec3 half{half_edge_m, half_edge_m, half_edge_m};
    const bg::model::box<Point> box(point(x - half), point(x + half));
    std::vector<std::size_t> numbers;
    for (auto it = impl_->tree.qbegin(bg::index::intersects(box)); it != impl_->tree.qend(); ++it) numbers.push_back(it->second);
    return numbers;
}

}  // namespace picket::geo
