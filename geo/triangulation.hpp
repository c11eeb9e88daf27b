// Ground cut into triangles, so that lines of sight can be followed from one to the next: a constrained Delaunay
// triangulation on the frame's grid. On which side of an edge a place lies is decided exactly; whether a circle is empty is
// decided in floating point, and the edge left as it is where that is in doubt.
#pragma once

#include "geo/predicates.hpp"
#include "geo/shapes.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace picket::geo {

struct Triangle {
    std::array<int, 3> vertex{-1, -1, -1};          // counter-clockwise
    std::array<int, 3> across{-1, -1, -1};          // the triangle beyond the edge opposite to each vertex, or -1
    std::array<bool, 3> wall{false, false, false};  // whether that edge may not be crossed
    bool is_ground = false;
};

// A triangle at one of its vertices, and at the edge opposite to it.
struct Corner {
    int triangle = -1;
    int index = 0;
};

constexpr int after(int index) { return index == 2 ? 0 : index + 1; }
constexpr int before(int index) { return index == 0 ? 2 : index - 1; }

class Triangulation {
  public:
    Triangulation() = default;
    Triangulation(std::vector<GridPoint> vertices, std::vector<Triangle> triangles);

    const std::vector<Triangle>& triangles() const { return triangles_; }
    const Triangle& operator[](int triangle) const { return triangles_[static_cast<std::size_t>(triangle)]; }
    const std::vector<GridPoint>& vertices() const { return vertices_; }
    GridPoint at(int vertex) const { return vertices_[static_cast<std::size_t>(vertex)]; }

    // The ground's triangles that hold the place, edges included: one, two on an edge, as many as meet at a vertex.
    std::vector<int> ground_at(GridPoint p) const;

    // The ground's triangles that the straight way from one place to another meets, in no order.
    std::vector<int> ground_along(GridPoint from, GridPoint to) const;

    // The corners at a vertex, counter-clockwise.
    std::vector<Corner> about(int vertex) const;

  private:
    int cell_of(GridPoint p) const;
    int walk(GridPoint p, int from) const;
    int locate(GridPoint p) const;

    std::vector<GridPoint> vertices_;
    std::vector<Triangle> triangles_;
    std::vector<int> triangle_of_;  // any triangle of each vertex
    // Where to start looking for a place: a triangle for each cell of a raster over all vertices.
    GridPoint low_, cell_{1, 1};
    int columns_ = 1, rows_ = 1;
    std::vector<int> start_;
};

// Polygons in the frame, valid, outer rings counter-clockwise and holes clockwise, coordinates on the grid and below
// 2^24 m. Passages narrower than `least_passage_m` are closed: what is so near counts as touching. `more` places become
// vertices too, to keep triangles from being long and thin; they narrow no passage.
Triangulation triangulated(const MultiPolygon& ground, double least_passage_m, const std::vector<Vec>& more = {});

}  // namespace picket::geo
