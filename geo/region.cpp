#include "geo/region.hpp"

#include "geo/frame.hpp"
#include "geo/geos.hpp"

#include <algorithm>
#include <map>
#include <random>

namespace picket::geo {

namespace {

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

namespace {

Owned grown(const GEOSGeometry* g, double margin) {
    constexpr int segments = 2;  // of a quarter circle; corners are pointed, so none is drawn
    constexpr double farthest_corner = 2;
    return checked(GEOSBufferWithStyle_r(geos(), g, margin, segments, GEOSBUF_CAP_SQUARE, GEOSBUF_JOIN_MITRE, farthest_corner), "buffer");
}

}  // namespace

Region grown(const Region& region, double margin) {
    if (region.is_empty()) return {};
    const Region exact(Region::Adopt{}, grown(region.get(), margin).release());
    return unite(std::span(&exact, 1));
}

Region grown(const std::vector<Line>& lines, double margin) {
    std::vector<GEOSGeometry*> parts;
    for (const Line& line : lines)
        if (line.size() > 1) parts.push_back(line_to_geos(line).release());
    if (parts.empty()) return {};
    const Region exact(Region::Adopt{}, grown(collect(GEOS_MULTILINESTRING, parts).get(), margin).release());
    return unite(std::span(&exact, 1));
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

std::map<int, Region> enclosed_by_label(const std::vector<Line>& lines, double grid, const std::function<int(Vec inside)>& label) {
    std::vector<int> labels;  // of the faces taken, in their order
    const std::vector<GEOSGeometry*> taken = taken_faces(lines, grid, [&](Vec place) {
        const int found = label(place);
        if (found != 0) labels.push_back(found);
        return found != 0;
    });
    std::map<int, std::vector<GEOSGeometry*>> by_label;
    for (std::size_t i = 0; i < taken.size(); ++i) by_label[labels[i]].push_back(taken[i]);
    std::map<int, Region> regions;
    for (const auto& [number, parts] : by_label) regions.emplace(number, Region(Region::Adopt{}, joined_faces(parts, grid).release()));
    return regions;
}

namespace {

std::vector<std::unique_ptr<PreparedRegion>> all_prepared(std::span<const Region> regions) {
    std::vector<std::unique_ptr<PreparedRegion>> all;
    for (const Region& region : regions) all.push_back(std::make_unique<PreparedRegion>(region));
    return all;
}

}  // namespace

Region merged(std::span<const Region> parts) {
    std::vector<GEOSGeometry*> faces;
    for (const Region& part : parts)
        if (!part.is_empty()) each_part(part.get(), GEOS_POLYGON, [&](const GEOSGeometry* p) { faces.push_back(GEOSGeom_clone_r(geos(), p)); });
    return faces.empty() ? Region() : Region(Region::Adopt{}, joined_faces(faces, Frame::grid_m).release());
}

MultiPolygon faces(const std::vector<Line>& lines, double grid, const std::function<bool(Vec inside)>& take) {
    std::vector<GEOSGeometry*> taken = taken_faces(lines, grid, take);
    return polygons_of(collect(GEOS_GEOMETRYCOLLECTION, taken).get());
}

std::vector<std::pair<std::vector<std::size_t>, Region>> overlaid(std::span<const Region> covers) {
    std::vector<Line> lines;
    for (const Region& cover : covers) append_rings(lines, cover.polygons());
    const auto prepared = all_prepared(covers);
    std::vector<std::vector<std::size_t>> holders;  // of each label, from 1
    const auto by_label = enclosed_by_label(lines, Frame::grid_m, [&](Vec place) {
        std::vector<std::size_t> which;
        for (std::size_t i = 0; i < prepared.size(); ++i)
            if (prepared[i]->contains(place)) which.push_back(i);
        if (which.empty()) return 0;
        const auto number = std::find(holders.begin(), holders.end(), which) - holders.begin();
        if (number == std::ssize(holders)) holders.push_back(std::move(which));
        return static_cast<int>(number) + 1;
    });
    std::vector<std::pair<std::vector<std::size_t>, Region>> result;
    for (const auto& [label, region] : by_label) result.emplace_back(holders[static_cast<std::size_t>(label) - 1], region);
    std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return result;
}

Counted counted(const Region& region, std::span<const Region> covers) {
    std::vector<Line> lines;
    append_rings(lines, region.polygons());
    for (const Region& cover : covers) append_rings(lines, cover.polygons());
    const PreparedRegion whole(region);
    const auto prepared = all_prepared(covers);

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
