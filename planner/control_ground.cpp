#include "planner/control_ground.hpp"

#include "planner/state_border.hpp"

#include "geo/geodesic.hpp"
#include "geo/nearness.hpp"
#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Frame;
using geo::Path;
using geo::Position;
using geo::Region;
using geo::Ring;
using geo::Vec;

namespace {

constexpr Distance farthest = Distance::kilometres(3000);

struct Bounds {
    Vec lower{HUGE_VAL, HUGE_VAL}, upper{-HUGE_VAL, -HUGE_VAL};

    void add(const Ring& ring) {
        for (const Vec& v : ring) {
            lower = {std::min(lower.x, v.x), std::min(lower.y, v.y)};
            upper = {std::max(upper.x, v.x), std::max(upper.y, v.y)};
        }
    }
    bool is_near(const Bounds& o, double by) const {
        return lower.x - by <= o.upper.x && o.lower.x - by <= upper.x && lower.y - by <= o.upper.y &&
               o.lower.y - by <= upper.y;
    }
    bool is_near(Vec a, Vec b, double by) const {
        Bounds edge;
        edge.add({a, b});
        return is_near(edge, by);
    }
};

std::vector<Position> positions_of(const Frame& frame, const Ring& ring) {
    std::vector<Position> result;
    for (const Vec& v : ring) result.push_back(frame.to_position(v));
    return result;
}

double mean_width_m(const Ring& ring) {
    double perimeter_m = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        perimeter_m += std::hypot(ring[i].x - ring[i - 1].x, ring[i].y - ring[i - 1].y);
    return perimeter_m > 0 ? std::abs(geo::signed_area2(ring)) / perimeter_m : 0;
}

// Closes the gaps between the polygons of a layer.
class Closer {
  public:
    Closer(const Frame& frame, const geo::MultiPolygon& parts, Distance sliver)
        : frame_(frame), parts_(parts), sliver_(sliver), bounds_(parts.size()) {
        for (std::size_t i = 0; i < parts.size(); ++i) bounds_[i].add(parts[i].outer);
    }

    std::vector<Region> fillings() const {
        std::vector<std::vector<Region>> found(parts_.size());
        geo::parallel_for(parts_.size(), [&](std::size_t i) {
            const geo::Proximity others(legs_round(i));
            if (others.legs().empty()) return;
            fill(parts_[i].outer, others, found[i]);
            for (const Ring& hole : parts_[i].holes) fill(hole, others, found[i]);
        });
        std::vector<Region> all;
        for (const std::vector<Region>& f : found) all.insert(all.end(), f.begin(), f.end());
        return all;
    }

  private:
    // In the plane lengths are true at the centre and longer elsewhere: within 3,000 km by a quarter at most.
    double reach_m() const { return sliver_.metres() * 1.5; }

    std::vector<geo::Leg> legs_round(std::size_t i) const {
        std::vector<geo::Leg> legs;
        const auto add = [&](const Ring& ring) {
            for (std::size_t v = 1; v < ring.size(); ++v) {
                if (!bounds_[i].is_near(ring[v - 1], ring[v], reach_m())) continue;
                const Position edge[] = {frame_.to_position(ring[v - 1]), frame_.to_position(ring[v])};
                for (const geo::Leg& leg : geo::legs_along(edge)) legs.push_back(leg);
            }
        };
        for (std::size_t k = 0; k < parts_.size(); ++k) {
            if (k == i || !bounds_[i].is_near(bounds_[k], reach_m())) continue;
            add(parts_[k].outer);
            for (const Ring& hole : parts_[k].holes) add(hole);
        }
        return legs;
    }

    void fill(const Ring& ring, const geo::Proximity& others, std::vector<Region>& out) const {
        const Path path(positions_of(frame_, ring));
        for (const geo::Stretch& s : near_and_far(path, others, sliver_)) {
            if (!s.is_near || !(s.to > s.from)) continue;
            const std::vector<Position> places = followed(path.slice(s.from, s.to));
            geo::Proximity::Nearest last = others.nearest(places.front());
            for (std::size_t i = 1; i < places.size(); ++i) {
                const geo::Proximity::Nearest next = others.nearest(places[i]);
                if (last.away > touching || next.away > touching) {
                    add({places[i - 1], places[i], next.place}, out);
                    add({places[i - 1], next.place, last.place}, out);
                }
                last = next;
            }
        }
    }

    // The path's vertices, and places between them where they lie far apart.
    std::vector<Position> followed(const Path& path) const {
        std::vector<Position> places{path.vertices().front()};
        for (std::size_t i = 1; i < path.vertices().size(); ++i) {
            const Distance from = path.stations()[i - 1], length = path.stations()[i] - from;
            const int pieces = std::max(1, static_cast<int>(std::ceil(length / (50 * sliver_))));
            for (int k = 1; k < pieces; ++k)
                places.push_back(path.at(from + length * (static_cast<double>(k) / pieces)));
            places.push_back(path.vertices()[i]);
        }
        return places;
    }

    void add(const std::vector<Position>& corners, std::vector<Region>& out) const {
        Ring ring;
        for (const Position& p : corners) ring.push_back(frame_.to_frame(p));
        ring.push_back(ring.front());
        if (std::abs(geo::signed_area2(ring)) > Frame::grid_m) out.emplace_back(geo::MultiPolygon{{ring, {}}});
    }

    static constexpr Distance touching = Distance::metres(0.002);

    const Frame& frame_;
    const geo::MultiPolygon& parts_;
    Distance sliver_;
    std::vector<Bounds> bounds_;
};

// Without what is too thin to be ground or a gap in it.
Region without_slivers(const Region& ground, Distance sliver, const std::string& file, geo::Notices& notices) {
    geo::MultiPolygon kept;
    int parts = 0, holes = 0;
    for (geo::Polygon& p : ground.polygons()) {
        if (mean_width_m(p.outer) < sliver.metres()) {
            ++parts;
            continue;
        }
        holes +=
            static_cast<int>(std::erase_if(p.holes, [&](const Ring& h) { return mean_width_m(h) < sliver.metres(); }));
        kept.push_back(std::move(p));
    }
    if (parts + holes > 0)
        notices.push_back(fmt::format("{}: left out {} {} and {} {} less than {:g} m wide (--sliver)", file, parts,
                                      parts == 1 ? "part" : "parts", holes, holes == 1 ? "gap" : "gaps",
                                      sliver.metres()));
    return Region(kept);
}

}  // namespace

Frame frame_over(const std::vector<Vec>& places, const std::string& file) {
    const Vec middle = Box::around(places).middle();
    const Position centre = Position::computed(middle.x, std::clamp(middle.y, -90.0, 90.0));
    for (const Vec& v : places) {
        const Distance off = geo::distance(centre, Position::computed(v.x, v.y));
        if (off > farthest)
            throw geo::InputError(
                fmt::format("{}: ({:g}, {:g}) is {:.0f} km from the middle of the layer, ({:.4f}, {:.4f}); at "
                            "most {:.0f} km are allowed: choose a part of it with --where",
                            file, v.x, v.y, off.kilometres(), centre.lon(), centre.lat(), farthest.kilometres()));
    }
    return Frame(centre);
}

Region control_ground(const geo::Layer& control, const geo::LayerRef& ref, const Frame& frame, Distance sliver,
                      geo::Notices& notices) {
    geo::MultiPolygon parts;
    for (const geo::Feature& f : control.features)
        for (const geo::Polygon& p :
             geo::to_frame(frame, polygons_of(f, ref, "controlled ground"), control.edges, follow_control))
            parts.push_back(p);
    std::vector<Region> regions;
    for (const geo::Polygon& p : parts) regions.push_back(geo::valid_region({p}));
    if (sliver > Distance{}) {
        const std::vector<Region> fillings = Closer(frame, parts, sliver).fillings();
        regions.insert(regions.end(), fillings.begin(), fillings.end());
    }
    return without_slivers(unite(regions), sliver, ref.file.string(), notices);
}

}  // namespace picket::planner
