// What many programs do: one azimuthal equidistant plane, and GEOS in it. The plane is exact, by GeographicLib; what it
// does to distances that do not start at its centre is what is measured.
#pragma once

#include "geo/shapes.hpp"

#include <memory>
#include <vector>

struct GEOSGeom_t;

namespace picket::bench {

class Plane {
  public:
    explicit Plane(geo::Vec centre) : centre_(centre) {}

    geo::Line to_plane(const geo::Line& lon_lat) const;
    geo::Line to_lon_lat(const geo::Line& in_plane) const;
    geo::MultiPolygon to_plane(const geo::MultiPolygon& lon_lat) const;
    geo::MultiPolygon to_lon_lat(const geo::MultiPolygon& in_plane) const;

  private:
    geo::Vec centre_;
};

// A geometry of GEOS.
class Planar {
  public:
    explicit Planar(const geo::Line& line);  // one vertex is a point
    explicit Planar(const geo::MultiPolygon& polygons);
    static Planar united(const std::vector<geo::MultiPolygon>& all);

    Planar buffer(double distance, int segments_a_quadrant) const;
    friend Planar unite(const Planar& a, const Planar& b);
    friend Planar intersect(const Planar& a, const Planar& b);
    friend Planar subtract(const Planar& a, const Planar& b);

    geo::MultiPolygon polygons() const;

  private:
    explicit Planar(GEOSGeom_t* geometry);
    std::shared_ptr<GEOSGeom_t> geometry_;
};

Planar unite(const Planar& a, const Planar& b);
Planar intersect(const Planar& a, const Planar& b);
Planar subtract(const Planar& a, const Planar& b);

}  // namespace picket::bench
