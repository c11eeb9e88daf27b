#include "geo/region.hpp"

#include "geo/frame.hpp"
#include "geo/text.hpp"

#include <geos_c.h>

#include <algorithm>
#include <stdexcept>

namespace picket::geo {

namespace {

// One GEOS context a thread; its last error text stands in the exception.
class Context {
  public:
    Context() : handle_(GEOS_init_r()) {
        GEOSContext_setErrorMessageHandler_r(
            handle_, [](const char* message, void* self) { static_cast<Context*>(self)->last_error_ = message; }, this);
    }
    ~Context() { GEOS_finish_r(handle_); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    static Context& here() {
        thread_local Context context;
        return context;
    }
    GEOSContextHandle_t handle() const { return handle_; }
    [[noreturn]] void fail(const char* what) const {
        throw std::runtime_error(fmt::format("GEOS {}: {}", what, last_error_));
    }

  private:
    GEOSContextHandle_t handle_;
    std::string last_error_;
};

GEOSContextHandle_t geos() { return Context::here().handle(); }

struct Destroy {
    void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(geos(), g); }
};
using Owned = std::unique_ptr<GEOSGeometry, Destroy>;

Owned checked(GEOSGeometry* g, const char* what) {
    if (!g) Context::here().fail(what);
    return Owned(g);
}

bool checked(char answer, const char* what) {
    if (answer == 2) Context::here().fail(what);
    return answer == 1;
}

GEOSCoordSequence* sequence(const Line& line) {
    static_assert(sizeof(Vec) == 2 * sizeof(double));
    return GEOSCoordSeq_copyFromBuffer_r(geos(), &line.front().x, static_cast<unsigned>(line.size()), 0, 0);
}

Owned to_geos(const Ring& ring) { return checked(GEOSGeom_createLinearRing_r(geos(), sequence(ring)), "ring"); }

Owned line_to_geos(const Line& line) {
    return checked(GEOSGeom_createLineString_r(geos(), sequence(line)), "line");
}

Owned to_geos(const Polygon& polygon) {
    Owned shell = to_geos(polygon.outer);
    std::vector<GEOSGeometry*> holes;
    for (const Ring& hole : polygon.holes) holes.push_back(to_geos(hole).release());
    return checked(
        GEOSGeom_createPolygon_r(geos(), shell.release(), holes.data(), static_cast<unsigned>(holes.size())),
        "polygon");
}

Owned collect(int type, std::vector<GEOSGeometry*>& parts) {
    return checked(GEOSGeom_createCollection_r(geos(), type, parts.data(), static_cast<unsigned>(parts.size())),
                   "collection");
}

Owned to_geos(const MultiPolygon& polygons) {
    std::vector<GEOSGeometry*> parts;
    for (const Polygon& p : polygons) parts.push_back(to_geos(p).release());
    return collect(GEOS_MULTIPOLYGON, parts);
}

Line coordinates(const GEOSGeometry* line) {
    const GEOSCoordSequence* seq = GEOSGeom_getCoordSeq_r(geos(), line);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(geos(), seq, &size);
    Line result(size);
    if (size) GEOSCoordSeq_copyToBuffer_r(geos(), seq, &result.front().x, 0, 0);
    return result;
}

// Calls `take` on every part of the given type, however deep it is nested.
template <class Take>
void each_part(const GEOSGeometry* g, int type, const Take& take) {
    const int own = GEOSGeomTypeId_r(geos(), g);
    if (own == type) {
        if (!checked(GEOSisEmpty_r(geos(), g), "isEmpty")) take(g);
    } else if (own >= GEOS_MULTIPOINT) {
        for (int i = 0; i < GEOSGetNumGeometries_r(geos(), g); ++i)
            each_part(GEOSGetGeometryN_r(geos(), g, i), type, take);
    }
}

// Starts at the least vertex and turns the asked way, so that equal rings are equal text.
Ring normalised(Ring ring, bool counter_clockwise) {
    if (ring.empty()) return ring;
    ring.pop_back();
    if ((signed_area2(ring) > 0) != counter_clockwise) std::reverse(ring.begin(), ring.end());
    const auto before = [](Vec a, Vec b) { return a.x < b.x || (a.x == b.x && a.y < b.y); };
    std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), before), ring.end());
    ring.push_back(ring.front());
    return ring;
}

Polygon from_geos(const GEOSGeometry* g) {
    Polygon polygon{normalised(coordinates(GEOSGetExteriorRing_r(geos(), g)), true), {}};
    for (int i = 0; i < GEOSGetNumInteriorRings_r(geos(), g); ++i)
        polygon.holes.push_back(normalised(coordinates(GEOSGetInteriorRingN_r(geos(), g, i)), false));
    const auto before = [](const Ring& a, const Ring& b) {
        return a.front().x < b.front().x || (a.front().x == b.front().x && a.front().y < b.front().y);
    };
    std::sort(polygon.holes.begin(), polygon.holes.end(), before);
    return polygon;
}

MultiPolygon polygons_of(const GEOSGeometry* g) {
    MultiPolygon result;
    each_part(g, GEOS_POLYGON, [&](const GEOSGeometry* part) { result.push_back(from_geos(part)); });
    std::sort(result.begin(), result.end(), [](const Polygon& a, const Polygon& b) {
        const Vec p = a.outer.front(), q = b.outer.front();
        return p.x < q.x || (p.x == q.x && p.y < q.y);
    });
    return result;
}

// Overlay may leave lines and points where regions only touch: they are no part of a region.
Owned only_polygons(Owned g) {
    const int type = GEOSGeomTypeId_r(geos(), g.get());
    if (type == GEOS_POLYGON || type == GEOS_MULTIPOLYGON) return g;
    std::vector<GEOSGeometry*> parts;
    each_part(g.get(), GEOS_POLYGON,
              [&](const GEOSGeometry* part) { parts.push_back(GEOSGeom_clone_r(geos(), part)); });
    return collect(GEOS_MULTIPOLYGON, parts);
}

}  // namespace

Region::Region(Adopt, GEOSGeom_t* geometry) {
    Owned g = only_polygons(Owned(geometry));
    if (checked(GEOSisEmpty_r(geos(), g.get()), "isEmpty")) return;
    geometry_ = std::shared_ptr<const GEOSGeometry>(g.release(), [](const GEOSGeometry* p) {
        GEOSGeom_destroy_r(geos(), const_cast<GEOSGeometry*>(p));
    });
}

Region::Region(const MultiPolygon& polygons) {
    if (!polygons.empty()) *this = Region(Adopt{}, to_geos(polygons).release());
}

Region valid_region(const MultiPolygon& polygons) {
    const Region given(polygons);
    return repaired(polygons).fault ? unite(std::span(&given, 1)) : given;
}

bool Region::is_empty() const { return !geometry_; }

MultiPolygon Region::polygons() const { return geometry_ ? polygons_of(get()) : MultiPolygon{}; }

Region unite(const Region& a, const Region& b) {
    if (a.is_empty()) return b;
    if (b.is_empty()) return a;
    return {Region::Adopt{}, checked(GEOSUnionPrec_r(geos(), a.get(), b.get(), Frame::grid_m), "union").release()};
}

Region unite(std::span<const Region> all) {
    std::vector<GEOSGeometry*> parts;
    for (const Region& r : all)
        if (!r.is_empty()) parts.push_back(GEOSGeom_clone_r(geos(), r.get()));
    if (parts.empty()) return {};
    const Owned collection = collect(GEOS_GEOMETRYCOLLECTION, parts);
    return {Region::Adopt{},
            checked(GEOSUnaryUnionPrec_r(geos(), collection.get(), Frame::grid_m), "union").release()};
}

Region intersect(const Region& a, const Region& b) {
    if (a.is_empty() || b.is_empty()) return {};
    return {Region::Adopt{},
            checked(GEOSIntersectionPrec_r(geos(), a.get(), b.get(), Frame::grid_m), "intersection").release()};
}

Region subtract(const Region& a, const Region& b) {
    if (a.is_empty() || b.is_empty()) return a;
    return {Region::Adopt{},
            checked(GEOSDifferencePrec_r(geos(), a.get(), b.get(), Frame::grid_m), "difference").release()};
}

bool contains(const Region& region, Vec point) {
    if (region.is_empty()) return false;
    const Owned p = checked(GEOSGeom_createPointFromXY_r(geos(), point.x, point.y), "point");
    return checked(GEOSIntersects_r(geos(), region.get(), p.get()), "contains");
}

bool touches(const Region& region, const Line& line) {
    if (region.is_empty() || line.size() < 2) return false;
    return checked(GEOSIntersects_r(geos(), region.get(), line_to_geos(line).get()), "touches");
}

std::vector<Line> inside(const Region& region, const Line& line) {
    std::vector<Line> result;
    if (region.is_empty() || line.size() < 2) return result;
    const Owned both = checked(GEOSIntersection_r(geos(), line_to_geos(line).get(), region.get()), "inside");
    each_part(both.get(), GEOS_LINESTRING, [&](const GEOSGeometry* part) { result.push_back(coordinates(part)); });
    return result;
}

struct PreparedRegion::Impl {
    Region region;
    Owned copy;
    const GEOSPreparedGeometry* prepared = nullptr;
};

PreparedRegion::PreparedRegion(Region region) : impl_(new Impl{std::move(region), nullptr}) {
    if (impl_->region.is_empty()) return;
    impl_->copy = to_geos(impl_->region.polygons());
    impl_->prepared = GEOSPrepare_r(geos(), impl_->copy.get());
}

PreparedRegion::~PreparedRegion() {
    if (impl_->prepared) GEOSPreparedGeom_destroy_r(geos(), impl_->prepared);
}

bool PreparedRegion::contains(Vec point) const {
    if (!impl_->prepared) return false;
    const Owned p = checked(GEOSGeom_createPointFromXY_r(geos(), point.x, point.y), "point");
    return checked(GEOSPreparedIntersects_r(geos(), impl_->prepared, p.get()), "contains");
}

Repaired repaired(const MultiPolygon& polygons) {
    const Owned given = to_geos(polygons);
    char* reason = nullptr;
    GEOSGeometry* where = nullptr;
    const bool valid = checked(
        GEOSisValidDetail_r(geos(), given.get(), GEOSVALID_ALLOW_SELFTOUCHING_RING_FORMING_HOLE, &reason, &where),
        "isValid");
    const Owned place(where);
    if (valid) return {polygons, std::nullopt};
    std::string fault = reason ? reason : "invalid";
    GEOSFree_r(geos(), reason);
    if (where) {
        double x = 0, y = 0;
        GEOSGeomGetX_r(geos(), where, &x);
        GEOSGeomGetY_r(geos(), where, &y);
        fault += fmt::format(" at ({:.6f}, {:.6f})", x, y);
    }
    return {polygons_of(checked(GEOSMakeValid_r(geos(), given.get()), "makeValid").get()), fault};
}

MultiPolygon clipped(const MultiPolygon& polygons, Vec lower, Vec upper) {
    if (polygons.empty()) return {};
    bool all_inside = true;
    for (const Polygon& p : polygons)
        for (const Vec& v : p.outer)
            all_inside = all_inside && v.x >= lower.x && v.x <= upper.x && v.y >= lower.y && v.y <= upper.y;
    if (all_inside) return polygons;
    const Ring box{lower, {upper.x, lower.y}, upper, {lower.x, upper.y}, lower};
    const Owned result =
        checked(GEOSIntersection_r(geos(), to_geos(polygons).get(), to_geos(Polygon{box, {}}).get()), "clip");
    return polygons_of(result.get());
}

std::string geos_version() { return GEOSversion(); }

double signed_area2(const Ring& ring) {
    if (ring.empty()) return 0;
    double sum = 0;
    const Vec origin = ring.front();  // near the ring, so that the products lose nothing
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Vec a = ring[i], b = ring[(i + 1) % ring.size()];
        sum += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
    }
    return sum;
}

}  // namespace picket::geo
