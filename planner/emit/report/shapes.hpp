// Shapes for the screen: simplified, quantised, and with borders that polygons share written once.
#pragma once

#include "planner/json.hpp"

#include "geo/quantity.hpp"
#include "geo/shapes.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <unordered_map>

namespace picket::planner {

// Collects the polygons of all layers of a map, then writes them. Where rings part or meet, a vertex stays; the line between
// two such vertices is simplified once, whoever it bounds, so that neighbours still meet and no gap opens between them.
// Polygons and holes that are smaller than the tolerance are left out unless they are all there is of a shape.
class MapShapes {
  public:
    // Longitudes are brought within 180 degrees of `middle_lon`.
    MapShapes(geo::Distance tolerance, double middle_lon) : tolerance_(tolerance), middle_lon_(middle_lon) {}

    static constexpr double units_per_degree = 1e4;

    // A line or ring with longitudes that run on past 180 degrees about the middle.
    geo::Line unwrapped(const geo::Line& line) const;

    // To be called for every polygon that is written later.
    void add(const geo::MultiPolygon& shape);

    // [[outer, hole, ...], ...], each ring a list of numbers of arcs; ~number for one that runs backward.
    Json area(const geo::MultiPolygon& shape);
    // [[x, y, dx, dy, ...], ...]
    Json lines(const geo::Lines& shape) const;
    Json points(const geo::Points& shape) const;
    // All arcs that `area` named, as lines.
    Json arcs() const { return arcs_; }

    // A place well inside of the largest polygon, for a name.
    Json label_place(const geo::MultiPolygon& shape) const;

  private:
    using Key = std::pair<std::int64_t, std::int64_t>;
    struct KeyHash {
        std::size_t operator()(const Key& k) const {
            return static_cast<std::size_t>(k.first * 0x9E3779B97F4A7C15LL ^ (k.second * 0x2545F4914F6CDD1DLL >> 7));
        }
    };
    struct Node {
        Key before, after;
        bool parts = false;  // rings meet or part here
    };

    bool is_small(const geo::Ring& ring) const;
    bool parts(geo::Vec v) const;
    Json ring(const geo::Ring& given);
    std::int64_t arc(geo::Line line);
    Json written(const geo::Line& line) const;

    geo::Distance tolerance_;
    double middle_lon_;
    std::unordered_map<Key, Node, KeyHash> nodes_;
    std::map<std::pair<Key, Key>, std::int64_t> numbers_;  // of arcs by their first two vertices
    Json arcs_ = Json::array();
};

}  // namespace picket::planner
