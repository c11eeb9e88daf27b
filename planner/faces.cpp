#include "planner/faces.hpp"

#include "geo/frame.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Region;

Faces::Faces(const geo::Polygon& ground, const std::vector<geo::Line>& cuts) : lines_(cuts) {
    lines_.push_back(ground.outer);
    lines_.insert(lines_.end(), ground.holes.begin(), ground.holes.end());
    const Region region(geo::MultiPolygon{ground});
    enclosed(lines_, geo::Frame::grid_m, [&](geo::Vec inside) {
        is_ground_.push_back(contains(region, inside));
        return false;
    });
}

std::size_t Faces::count() const {
    return static_cast<std::size_t>(std::count(is_ground_.begin(), is_ground_.end(), true));
}

// By halving: faces come united, so that a place is asked of half of them at a time.
Region Faces::holding(geo::Vec place) const {
    std::size_t from = 0, to = is_ground_.size();
    while (from + 1 < to) {
        const std::size_t middle = (from + to) / 2;
        (contains(some(from, middle), place) ? to : from) = middle;
    }
    Region face = some(from, to);
    return contains(face, place) ? face : Region{};
}

Region Faces::some(std::size_t from, std::size_t to) const {
    std::size_t i = 0;
    return enclosed(lines_, geo::Frame::grid_m, [&](geo::Vec) {
        const bool taken = i >= from && i < to && is_ground_[i];
        ++i;
        return taken;
    });
}

}  // namespace picket::planner
