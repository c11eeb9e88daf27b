#include "tests/bench/plane.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <geos_c.h>

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace picket::bench {

namespace {

using geo::Line;
using geo::MultiPolygon;
using geo::Polygon;
using geo::Ring;
using geo::Vec;

constexpr double degree = std::numbers::pi / 180;

GEOSContextHandle_t geos() {
    static const GEOSContextHandle_t handle = GEOS_init_r();
    return handle;
}

GEOSCoordSequence* sequence(const Line& line) {
    return GEOSCoordSeq_copyFromBuffer_r(geos(), &line.front().x, static_cast<unsigned>(line.size()), 0, 0);
}

GEOSGeometry* to_geos(const Polygon& polygon) {
    std::vector<GEOSGeometry*> holes;
    for (const Ring& hole : polygon.holes) holes.push_back(GEOSGeom_createLinearRing_r(geos(), sequence(hole)));
    return GEOSGeom_createPolygon_r(geos(), GEOSGeom_createLinearRing_r(geos(), sequence(polygon.outer)), holes.data(),
                                    static_cast<unsigned>(holes.size()));
}

GEOSGeometry* to_geos(const MultiPolygon& polygons) {
    std::vector<GEOSGeometry*> parts;
    for (const Polygon& p : polygons) parts.push_back(to_geos(p));
    return GEOSGeom_createCollection_r(geos(), GEOS_MULTIPOLYGON, parts.data(), static_cast<unsigned>(parts.size()));
}

GEOSGeometry* to_geos(const Line& line) {
    return line.size() == 1 ? GEOSGeom_createPoint_r(geos(), sequence(line))
                            : GEOSGeom_createLineString_r(geos(), sequence(line));
}

Ring ring_of(const GEOSGeometry* ring) {
    const GEOSCoordSequence* seq = GEOSGeom_getCoordSeq_r(geos(), ring);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(geos(), seq, &size);
    Ring result(size);
    GEOSCoordSeq_copyToBuffer_r(geos(), seq, &result.front().x, 0, 0);
    return result;
}

template <class Convert>
MultiPolygon each_ring(const MultiPolygon& shape, const Convert& convert) {
    MultiPolygon result;
    for (const Polygon& p : shape) {
        result.push_back({convert(p.outer), {}});
        for (const Ring& hole : p.holes) result.back().holes.push_back(convert(hole));
    }
    return result;
}

}  // namespace

Line Plane::to_plane(const Line& lon_lat) const {
    Line result;
    for (const Vec& v : lon_lat) {
        double s = 0, azimuth = 0, ignored = 0;
        GeographicLib::Geodesic::WGS84().Inverse(centre_.y, centre_.x, v.y, v.x, s, azimuth, ignored);
        result.push_back({s * std::sin(azimuth * degree), s * std::cos(azimuth * degree)});
    }
    return result;
}

Line Plane::to_lon_lat(const Line& in_plane) const {
    Line result;
    for (const Vec& v : in_plane) {
        double lat = 0, lon = 0;
        GeographicLib::Geodesic::WGS84().Direct(centre_.y, centre_.x, std::atan2(v.x, v.y) / degree,
                                                std::hypot(v.x, v.y), lat, lon);
        result.push_back({lon, lat});
    }
    return result;
}

MultiPolygon Plane::to_plane(const MultiPolygon& lon_lat) const {
    return each_ring(lon_lat, [this](const Ring& ring) { return to_plane(ring); });
}

MultiPolygon Plane::to_lon_lat(const MultiPolygon& in_plane) const {
    return each_ring(in_plane, [this](const Ring& ring) { return to_lon_lat(ring); });
}

Planar::Planar(GEOSGeom_t* geometry) : geometry_(geometry, [](GEOSGeometry* g) { GEOSGeom_destroy_r(geos(), g); }) {
    if (!geometry) throw std::runtime_error("GEOS refused");
}
Planar::Planar(const Line& line) : Planar(to_geos(line)) {}
Planar::Planar(const MultiPolygon& polygons) : Planar(to_geos(polygons)) {}

Planar Planar::united(const std::vector<MultiPolygon>& all) {
    std::vector<GEOSGeometry*> parts;
    for (const MultiPolygon& m : all) parts.push_back(to_geos(m));
    const Planar together(GEOSGeom_createCollection_r(geos(), GEOS_GEOMETRYCOLLECTION, parts.data(),
                                                      static_cast<unsigned>(parts.size())));
    return Planar(GEOSUnaryUnion_r(geos(), together.geometry_.get()));
}

Planar Planar::buffer(double distance, int segments_a_quadrant) const {
    return Planar(GEOSBuffer_r(geos(), geometry_.get(), distance, segments_a_quadrant));
}
Planar unite(const Planar& a, const Planar& b) {
    return Planar(GEOSUnion_r(geos(), a.geometry_.get(), b.geometry_.get()));
}
Planar intersect(const Planar& a, const Planar& b) {
    return Planar(GEOSIntersection_r(geos(), a.geometry_.get(), b.geometry_.get()));
}
Planar subtract(const Planar& a, const Planar& b) {
    return Planar(GEOSDifference_r(geos(), a.geometry_.get(), b.geometry_.get()));
}

MultiPolygon Planar::polygons() const {
    MultiPolygon result;
    const GEOSGeometry* g = geometry_.get();
    for (int i = 0; i < GEOSGetNumGeometries_r(geos(), g); ++i) {
        const GEOSGeometry* part = GEOSGetGeometryN_r(geos(), g, i);
        if (GEOSGeomTypeId_r(geos(), part) != GEOS_POLYGON || GEOSisEmpty_r(geos(), part)) continue;
        result.push_back({ring_of(GEOSGetExteriorRing_r(geos(), part)), {}});
        for (int k = 0; k < GEOSGetNumInteriorRings_r(geos(), part); ++k)
            result.back().holes.push_back(ring_of(GEOSGetInteriorRingN_r(geos(), part, k)));
    }
    return result;
}

}  // namespace picket::bench
