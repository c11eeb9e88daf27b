// S2, where it is installed: the Earth a sphere of its mean radius, latitudes taken as they are.
#pragma once

#include "geo/shapes.hpp"

#include <memory>
#include <vector>

class S2Polygon;

namespace picket::bench {

class Spherical {
  public:
    explicit Spherical(const geo::MultiPolygon& polygons);
    static Spherical united(const std::vector<Spherical>& all);
    // A line, or a point of one vertex, with that share of the distance as error allowed.
    static Spherical buffer(const geo::Line& line, double distance_m, double error_share);

    friend Spherical unite(const Spherical& a, const Spherical& b);
    friend Spherical intersect(const Spherical& a, const Spherical& b);
    friend Spherical subtract(const Spherical& a, const Spherical& b);

    geo::MultiPolygon polygons() const;

  private:
    Spherical() = default;
    std::shared_ptr<S2Polygon> polygon_;
};

Spherical unite(const Spherical& a, const Spherical& b);
Spherical intersect(const Spherical& a, const Spherical& b);
Spherical subtract(const Spherical& a, const Spherical& b);

}  // namespace picket::bench
