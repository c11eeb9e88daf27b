// A region of the plane as a value, on GEOS. Coordinates are whatever the caller's are (frame metres in a
// plan, lon/lat degrees while a layer is checked); nothing here measures distance or area on the ellipsoid.
//
// Overlay snaps to the frame's grid, so it cannot fail on noding; a result vertex lies within one grid step (1 mm) of
// the exact one.
#pragma once

#include "geo/shapes.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

struct GEOSGeom_t;

namespace picket::geo {

struct Counted;

class Region {
  public:
    Region() = default;  // empty

    // Rings as they are; they must be valid (see `repaired`).
    explicit Region(const MultiPolygon& polygons);

    bool is_empty() const;

    // In a fixed order, outer rings counter-clockwise, holes clockwise.
    MultiPolygon polygons() const;

    friend Region unite(const Region& a, const Region& b);
    friend Region unite(std::span<const Region> all);
    friend Region intersect(const Region& a, const Region& b);
    friend Region subtract(const Region& a, const Region& b);
    friend bool contains(const Region& region, Vec point);  // the border counts as inside
    friend bool touches(const Region& region, const Line& line);
    friend std::vector<Line> inside(const Region& region, const Line& line);
    friend Region merged(std::span<const Region> parts);
    friend Region grown(const Region& region, double margin);
    friend Region grown(const std::vector<Line>& lines, double margin);
    friend Region enclosed(const std::vector<Line>& lines, double grid, const std::function<bool(Vec inside)>& take);
    friend std::map<int, Region> enclosed_by_label(const std::vector<Line>& lines, double grid, const std::function<int(Vec inside)>& label);
    friend Counted counted(const Region& region, std::span<const Region> covers);

  private:
    struct Adopt {};
    Region(Adopt, GEOSGeom_t* geometry);
    const GEOSGeom_t* get() const { return geometry_.get(); }

    std::shared_ptr<const GEOSGeom_t> geometry_;  // never changed after it is made; null when empty
};

Region unite(const Region& a, const Region& b);
Region unite(std::span<const Region> all);
Region intersect(const Region& a, const Region& b);
Region subtract(const Region& a, const Region& b);
bool contains(const Region& region, Vec point);
// True when the line and the region share a point.
bool touches(const Region& region, const Line& line);
// The parts of the line inside the region, in no given order.
std::vector<Line> inside(const Region& region, const Line& line);

// The region, or the lines, with all that lies within a margin of it in its own plane; corners reach up to 2.3 times as far. It
// keeps clear what is drawn beside it: a margin, no distance on the ellipsoid (buffer.hpp has those).
Region grown(const Region& region, double margin);
Region grown(const std::vector<Line>& lines, double margin);

// Points of a region many times over: prepared once, asked often. One thread at a time.
class PreparedRegion {
  public:
    explicit PreparedRegion(Region region);
    ~PreparedRegion();
    PreparedRegion(const PreparedRegion&) = delete;
    PreparedRegion& operator=(const PreparedRegion&) = delete;
    bool contains(Vec point) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Regions that have the same vertices where they meet, as one: quicker than a union.
Region merged(std::span<const Region> parts);

// The ground between lines: they are noded on a grid of that step, and the faces they enclose for which `take` says so
// of a place inside are united. Lines that enclose nothing are passed over.
Region enclosed(const std::vector<Line>& lines, double grid, const std::function<bool(Vec inside)>& take);

// The same for each label but 0: the faces that have it, united.
std::map<int, Region> enclosed_by_label(const std::vector<Line>& lines, double grid, const std::function<int(Vec inside)>& label);

// The faces themselves.
MultiPolygon faces(const std::vector<Line>& lines, double grid, const std::function<bool(Vec inside)>& take);

// A region by how many of the covers hold each place. All parts are noded together: where two of them meet, both have the
// same vertices, and the whole has them too.
struct Counted {
    Region whole, held, gaps;                      // held by one or more, by none
    std::vector<std::pair<int, Region>> by_count;  // by exactly so many, from one up
};
Counted counted(const Region& region, std::span<const Region> covers);

// The ground of covers by which of them, counted from 0, hold each place; noded together, in the order of those lists.
std::vector<std::pair<std::vector<std::size_t>, Region>> overlaid(std::span<const Region> covers);

// The region of polygons that were valid before they were snapped to the grid, which may have brought them to touch.
Region valid_region(const MultiPolygon& polygons);

// What is wrong with the polygons and where, if anything is.
std::optional<std::string> fault_of(const MultiPolygon& polygons);

struct Repaired {
    MultiPolygon polygons;
    std::optional<std::string> fault;  // what was wrong and where, if anything was
};

// Valid polygons that cover what the given rings mean, in the rings' own coordinates.
Repaired repaired(const MultiPolygon& polygons);

// The part of the polygons inside a box. Coordinates as given, vertices off the box untouched.
MultiPolygon clipped(const MultiPolygon& polygons, Vec lower, Vec upper);

// The part of the polygons inside the window. Coordinates as given, vertices inside it untouched.
MultiPolygon clipped(const MultiPolygon& polygons, const MultiPolygon& window);
Lines clipped(const Line& line, const MultiPolygon& window);

// The union of polygons in lon/lat, edges straight there: where one touches the middle of another's edge, the edge has a vertex,
// and what touches goes on touching when edges are cut. Vertices move by at most a tenth of a millimetre.
MultiPolygon united(const MultiPolygon& polygons);

std::string geos_version();

// Twice the signed area of a ring in its own plane: positive when counter-clockwise.
double signed_area2(const Ring& ring);

}  // namespace picket::geo
