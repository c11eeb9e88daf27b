// The door to GEOS, and the way of our shapes through it. Included by the files of regions alone.
#pragma once

#include "geo/shapes.hpp"

#include <geos_c.h>

#include <memory>
#include <vector>

namespace picket::geo {

// The thread's own context; its last error text stands in the exception that `checked` throws.
GEOSContextHandle_t geos();

struct Destroy {
    void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(geos(), g); }
};
using Owned = std::unique_ptr<GEOSGeometry, Destroy>;

// What GEOS gives back, or a std::runtime_error that says what was asked.
Owned checked(GEOSGeometry* g, const char* what);
bool checked(char answer, const char* what);

Owned line_to_geos(const Line& line);
Owned to_geos(const Polygon& polygon);
Owned to_geos(const MultiPolygon& polygons);
Owned collect(int type, std::vector<GEOSGeometry*>& parts);

Line coordinates(const GEOSGeometry* line);
Polygon from_geos(const GEOSGeometry* polygon);
// All polygons of a geometry, in a fixed order, outer rings counter-clockwise, holes clockwise.
MultiPolygon polygons_of(const GEOSGeometry* g);

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

}  // namespace picket::geo
