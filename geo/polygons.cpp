// Polygons in coordinates of their own, before they are a region of a frame: faults, repair, clipping, union.
#include "geo/geos.hpp"
#include "geo/region.hpp"
#include "geo/text.hpp"

namespace picket::geo {

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
    return clipped(polygons, MultiPolygon{{{lower, {upper.x, lower.y}, upper, {lower.x, upper.y}, lower}, {}}});
}

MultiPolygon clipped(const MultiPolygon& polygons, const MultiPolygon& window) {
    return polygons_of(checked(GEOSIntersection_r(geos(), to_geos(polygons).get(), to_geos(window).get()), "clip").get());
}

Lines clipped(const Line& line, const MultiPolygon& window) {
    const Owned both = checked(GEOSIntersection_r(geos(), line_to_geos(line).get(), to_geos(window).get()), "clip");
    Lines parts;
    each_part(both.get(), GEOS_LINESTRING, [&](const GEOSGeometry* part) { parts.push_back(coordinates(part)); });
    return parts;
}

MultiPolygon united(const MultiPolygon& polygons) {
    if (polygons.empty()) return {};
    constexpr double grid_deg = 1e-9;  // a tenth of a millimetre
    std::vector<GEOSGeometry*> parts;
    for (const Polygon& p : polygons) parts.push_back(to_geos(p).release());
    const Owned all = collect(GEOS_GEOMETRYCOLLECTION, parts);
    return polygons_of(checked(GEOSUnaryUnionPrec_r(geos(), all.get(), grid_deg), "unite").get());
}

}  // namespace picket::geo
