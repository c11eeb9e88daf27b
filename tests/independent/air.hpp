// Where one may fly: the known box less what is closed.
#pragma once

#include "shapes.hpp"

namespace independent {

struct Box {
    Place lower{-180, -90}, upper{180, 90};
    bool has(Place p) const { return p.lon >= lower.lon && p.lon <= upper.lon && p.lat >= lower.lat && p.lat <= upper.lat; }
};

class Air {
  public:
    // The data may go on beyond what is known, where a plan has no room for them.
    Air(std::vector<Shape> closed, Box known, Box data)
        : shapes_(std::move(closed)), closed_(shapes_.begin(), shapes_.end()), known_(known), data_(data) {}

    bool free(Place p) const {
        return in_known(p) && std::none_of(closed_.begin(), closed_.end(), [&](const Area& a) { return a.contains(p); });
    }
    // Distance to the nearest border, infinite when it is over `limit_m`.
    double border_m(Place p, double limit_m) const {
        double nearest = edge_of_known_m(p);
        for (const Area& a : closed_) nearest = std::min(nearest, a.border_m(p, limit_m));
        return nearest;
    }
    bool in_known(Place p) const { return known_.has(p); }
    bool in_data(Place p) const { return data_.has(p); }
    double edge_of_known_m(Place p) const {
        const Place scale = metres_per_degree(p.lat);
        const double east = std::min(std::abs(p.lon - known_.lower.lon), std::abs(p.lon - known_.upper.lon)) * scale.lon;
        const double north = std::min(std::abs(p.lat - known_.lower.lat), std::abs(p.lat - known_.upper.lat)) * scale.lat;
        return std::min(east, north);
    }
    const std::vector<Shape>& shapes() const { return shapes_; }
    const Box& known() const { return known_; }

  private:
    std::vector<Shape> shapes_;
    std::vector<Area> closed_;
    Box known_, data_;
};

}  // namespace independent
