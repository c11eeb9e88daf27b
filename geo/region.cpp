#include "geo/region.hpp"

#include "geo/frame.hpp"
#include "geo/text.hpp"

#include <geos_c.h>

#include <algorithm>
#include <map>
#include <random>
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

void append_rings(std::vector<Line>& lines, const MultiPolygon& polygons) {
    for (const Polygon& p : polygons) {
        lines.push_back(p.outer);
        lines.insert(lines.end(), p.holes.begin(), p.holes.end());
    }
}

// The faces that share a vertex with another, told by a first pass over all vertices.
std::vector<bool> touching(const std::vector<GEOSGeometry*>& faces) {
    std::map<std::pair<double, double>, std::size_t> seen;
    std::vector<bool> touches(faces.size(), false);
    for (std::size_t i = 0; i < faces.size(); ++i)
        for (const Polygon& p : polygons_of(faces[i])) {
            std::vector<Line> rings;
            append_rings(rings, {p});
            for (const Ring& ring : rings)
                for (const Vec& v : ring) {
                    const auto [it, is_new] = seen.emplace(std::pair{v.x, v.y}, i);
                    if (is_new || it->second == i) continue;
                    touches[i] = touches[it->second] = true;
                }
        }
    return touches;
}

// Faces that meet edge to edge, as one, with every vertex they have. Most stand alone, and need no union.
Owned joined_faces(std::vector<GEOSGeometry*> faces, double grid) {
    const std::vector<bool> touches = touching(faces);
    std::vector<GEOSGeometry*> meeting, all;
    for (std::size_t i = 0; i < faces.size(); ++i) (touches[i] ? meeting : all).push_back(faces[i]);
    if (!meeting.empty()) {
        const Owned together = collect(GEOS_GEOMETRYCOLLECTION, meeting);
        // Quick where it answers; where rings touch themselves it may refuse, and the slower union has to do it.
        GEOSGeometry* joined = GEOSCoverageUnion_r(geos(), together.get());
        all.push_back(joined ? joined : checked(GEOSUnaryUnionPrec_r(geos(), together.get(), grid), "union").release());
    }
    return collect(GEOS_GEOMETRYCOLLECTION, all);
}

// Noded on the grid, so that every crossing is a vertex; then what is enclosed, where `take` says so.
std::vector<GEOSGeometry*> taken_faces(const std::vector<Line>& lines, double grid, const std::function<bool(Vec inside)>& take) {
    // GEOS keeps vertices in a tree that does not balance itself: lines that follow one another across the map would make it
    // a list. So they go in cut up and shuffled, always alike.
    constexpr std::size_t piece = 128;
    std::vector<GEOSGeometry*> parts;
    for (const Line& line : lines)
        for (std::size_t i = 0; i + 1 < line.size(); i += piece)
            parts.push_back(line_to_geos({line.begin() + static_cast<long>(i),
                                          line.begin() + static_cast<long>(std::min(i + piece + 1, line.size()))}).release());
    std::shuffle(parts.begin(), parts.end(), std::minstd_rand(1));
    const Owned drawn = collect(GEOS_MULTILINESTRING, parts);
    const Owned noded = checked(GEOSUnaryUnionPrec_r(geos(), drawn.get(), grid), "node");
    const GEOSGeometry* all[] = {noded.get()};
    const Owned enclosed = checked(GEOSPolygonize_r(geos(), all, 1), "polygonize");
    std::vector<GEOSGeometry*> taken;
    each_part(enclosed.get(), GEOS_POLYGON, [&](const GEOSGeometry* face) {
        const Owned place = checked(GEOSPointOnSurface_r(geos(), face), "pointOnSurface");
        Vec inside;
        GEOSGeomGetX_r(geos(), place.get(), &inside.x);
        GEOSGeomGetY_r(geos(), place.get(), &inside.y);
        if (take(inside)) taken.push_back(GEOSGeom_clone_r(geos(), face));
    });
    return taken;
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
    const Repaired mended = repaired(polygons);
    if (!mended.fault) return Region(polygons);
    // What mending cut goes onto the grid once more.
    const Region region(mended.polygons);
    return unite(std::span(&region, 1));
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

Region enclosed(const std::vector<Line>& lines, double grid, const std::function<bool(Vec inside)>& take) {
    std::vector<GEOSGeometry*> taken = taken_faces(lines, grid, take);
    if (taken.empty()) return {};
    return {Region::Adopt{}, joined_faces(taken, grid).release()};
}

MultiPolygon faces(const std::vector<Line>& lines, double grid, const std::function<bool(Vec inside)>& take) {
    std::vector<GEOSGeometry*> taken = taken_faces(lines, grid, take);
    return polygons_of(collect(GEOS_GEOMETRYCOLLECTION, taken).get());
}

Counted counted(const Region& region, std::span<const Region> covers) {
    std::vector<Line> lines;
    append_rings(lines, region.polygons());
    for (const Region& cover : covers) append_rings(lines, cover.polygons());
    const PreparedRegion whole(region);
    std::vector<std::unique_ptr<PreparedRegion>> prepared;
    for (const Region& cover : covers) prepared.push_back(std::make_unique<PreparedRegion>(cover));

    std::vector<int> counts;  // of the faces taken, in their order
    const std::vector<GEOSGeometry*> taken = taken_faces(lines, Frame::grid_m, [&](Vec place) {
        if (!whole.contains(place)) return false;
        counts.push_back(static_cast<int>(std::count_if(prepared.begin(), prepared.end(), [&](const auto& p) { return p->contains(place); })));
        return true;
    });
    const auto where = [&](const auto& is_wanted) -> Region {
        std::vector<GEOSGeometry*> wanted;
        for (std::size_t i = 0; i < taken.size(); ++i)
            if (is_wanted(counts[i])) wanted.push_back(GEOSGeom_clone_r(geos(), taken[i]));
        return wanted.empty() ? Region() : Region(Region::Adopt{}, joined_faces(wanted, Frame::grid_m).release());
    };
    Counted result{where([](int) { return true; }), where([](int n) { return n > 0; }), where([](int n) { return n == 0; }), {}};
    for (int k = 1; k <= static_cast<int>(covers.size()); ++k)
        if (std::find(counts.begin(), counts.end(), k) != counts.end())
            result.by_count.emplace_back(k, where([k](int n) { return n == k; }));
    for (GEOSGeometry* face : taken) GEOSGeom_destroy_r(geos(), face);
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

std::optional<std::string> fault_of(const MultiPolygon& polygons) {
    const Owned given = to_geos(polygons);
    char* reason = nullptr;
    GEOSGeometry* where = nullptr;
    const bool valid = checked(
        GEOSisValidDetail_r(geos(), given.get(), GEOSVALID_ALLOW_SELFTOUCHING_RING_FORMING_HOLE, &reason, &where),
        "isValid");
    const Owned place(where);
    if (valid) return std::nullopt;
    std::string fault = reason ? reason : "invalid";
    GEOSFree_r(geos(), reason);
    if (where) {
        double x = 0, y = 0;
        GEOSGeomGetX_r(geos(), where, &x);
        GEOSGeomGetY_r(geos(), where, &y);
        fault += fmt::format(" at ({:.6f}, {:.6f})", x, y);
    }
    return fault;
}

Repaired repaired(const MultiPolygon& polygons) {
    const std::optional<std::string> fault = fault_of(polygons);
    if (!fault) return {polygons, std::nullopt};
    return {polygons_of(checked(GEOSMakeValid_r(geos(), to_geos(polygons).get()), "makeValid").get()), fault};
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
