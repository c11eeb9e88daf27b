#include "geo/geos.hpp"

#include "geo/region.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

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

}  // namespace

GEOSContextHandle_t geos() { return Context::here().handle(); }

Owned checked(GEOSGeometry* g, const char* what) {
    if (!g) Context::here().fail(what);
    return Owned(g);
}

bool checked(char answer, const char* what) {
    if (answer == 2) Context::here().fail(what);
    return answer == 1;
}

namespace {

GEOSCoordSequence* sequence(const Line& line) {
    static_assert(sizeof(Vec) == 2 * sizeof(double));
    return GEOSCoordSeq_copyFromBuffer_r(geos(), &line.front().x, static_cast<unsigned>(line.size()), 0, 0);
}

Owned ring_to_geos(const Ring& ring) { return checked(GEOSGeom_createLinearRing_r(geos(), sequence(ring)), "ring"); }

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

}  // namespace

Owned line_to_geos(const Line& line) {
    return checked(GEOSGeom_createLineString_r(geos(), sequence(line)), "line");
}

Owned to_geos(const Polygon& polygon) {
    Owned shell = ring_to_geos(polygon.outer);
    std::vector<GEOSGeometry*> holes;
    for (const Ring& hole : polygon.holes) holes.push_back(ring_to_geos(hole).release());
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

}  // namespace picket::geo
