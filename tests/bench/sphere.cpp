#include "tests/bench/sphere.hpp"

#include <s2/s2buffer_operation.h>
#include <s2/s2builderutil_s2polygon_layer.h>
#include <s2/s2latlng.h>
#include <s2/s2polygon.h>

#include <stdexcept>

namespace picket::bench {

namespace {

constexpr double mean_radius_m = 6371008.8;

S2Point to_s2(geo::Vec v) { return S2LatLng::FromDegrees(v.y, v.x).ToPoint(); }

std::unique_ptr<S2Loop> loop_of(const geo::Ring& ring) {
    std::vector<S2Point> points;
    for (std::size_t i = 1; i < ring.size(); ++i) points.push_back(to_s2(ring[i]));
    auto loop = std::make_unique<S2Loop>(points, S2Debug::DISABLE);
    loop->Normalize();
    return loop;
}

geo::Ring ring_of(const S2Loop& loop) {
    geo::Ring ring;
    for (int i = 0; i <= loop.num_vertices(); ++i) {
        const S2LatLng p(loop.vertex(i));
        ring.push_back({p.lng().degrees(), p.lat().degrees()});
    }
    return ring;
}

}  // namespace

Spherical::Spherical(const geo::MultiPolygon& polygons) : polygon_(std::make_shared<S2Polygon>()) {
    std::vector<std::unique_ptr<S2Loop>> loops;
    for (const geo::Polygon& p : polygons) {
        loops.push_back(loop_of(p.outer));
        for (const geo::Ring& hole : p.holes) loops.push_back(loop_of(hole));
    }
    polygon_->InitNested(std::move(loops));
}

Spherical Spherical::united(const std::vector<Spherical>& all) {
    std::vector<std::unique_ptr<S2Polygon>> parts;
    for (const Spherical& s : all) parts.emplace_back(s.polygon_->Clone());
    Spherical result;
    result.polygon_ = S2Polygon::DestructiveUnion(std::move(parts));
    return result;
}

Spherical Spherical::buffer(const geo::Line& line, double distance_m, double error_share) {
    Spherical result;
    result.polygon_ = std::make_shared<S2Polygon>();
    S2BufferOperation::Options options(S1Angle::Radians(distance_m / mean_radius_m));
    options.set_error_fraction(error_share);
    S2BufferOperation operation(std::make_unique<s2builderutil::S2PolygonLayer>(result.polygon_.get()), options);
    std::vector<S2Point> points;
    for (const geo::Vec& v : line) points.push_back(to_s2(v));
    if (points.size() == 1)
        operation.AddPoint(points.front());
    else
        operation.AddPolyline(points);
    S2Error error;
    if (!operation.Build(&error)) throw std::runtime_error("S2 refused");
    return result;
}

Spherical unite(const Spherical& a, const Spherical& b) {
    Spherical r;
    r.polygon_ = std::make_shared<S2Polygon>();
    r.polygon_->InitToUnion(*a.polygon_, *b.polygon_);
    return r;
}
Spherical intersect(const Spherical& a, const Spherical& b) {
    Spherical r;
    r.polygon_ = std::make_shared<S2Polygon>();
    r.polygon_->InitToIntersection(*a.polygon_, *b.polygon_);
    return r;
}
Spherical subtract(const Spherical& a, const Spherical& b) {
    Spherical r;
    r.polygon_ = std::make_shared<S2Polygon>();
    r.polygon_->InitToDifference(*a.polygon_, *b.polygon_);
    return r;
}

geo::MultiPolygon Spherical::polygons() const {
    geo::MultiPolygon result;
    for (int i = 0; i < polygon_->num_loops(); ++i) {
        const S2Loop& loop = *polygon_->loop(i);
        if (loop.is_hole())
            result.back().holes.push_back(ring_of(loop));
        else
            result.push_back({ring_of(loop), {}});
    }
    return result;
}

}  // namespace picket::bench
