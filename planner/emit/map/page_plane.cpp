#include "planner/emit/map/page_plane.hpp"

#include "geo/raster.hpp"

#include <algorithm>

namespace picket::planner {

namespace {

constexpr double margin = 0.05;             // of the frame, on each side
constexpr double least_metres_per_px = 25;  // a place alone is shown with its surroundings

geo::Box box_about(geo::Position centre, const std::vector<geo::Vec>& places) {
    geo::Box box;
    for (const geo::Vec& p : places) box.add(geo::equal_area(centre, geo::Position::computed(p.x, p.y)));
    return box;
}

// That lets a box of the plane fit into the frame.
double metres_per_px(const geo::Box& box, const geo::Box& frame) {
    const double wide = (frame.high.x - frame.low.x) * (1 - 2 * margin), high = (frame.high.y - frame.low.y) * (1 - 2 * margin);
    return std::max({(box.high.x - box.low.x) / wide, (box.high.y - box.low.y) / high, least_metres_per_px});
}

}  // namespace

geo::Vec PagePlane::on_page(geo::Vec lon_lat) const {
    const geo::Vec there = geo::equal_area(centre, geo::Position::computed(lon_lat.x, lon_lat.y)), m = middle();
    return {m.x + there.x / metres_per_px, m.y - there.y / metres_per_px};
}

geo::Position PagePlane::position(geo::Vec on_page) const {
    const geo::Vec m = middle();
    return geo::equal_area_inverse(centre, {(on_page.x - m.x) * metres_per_px, (m.y - on_page.y) * metres_per_px});
}

PagePlane fitted(const std::vector<geo::Vec>& places, const geo::Box& frame) {
    geo::Position centre = geo::Position::computed(places.front().x, places.front().y);
    // The centre of the places' box in the plane about it: it is reached within a thousandth of a pixel in a few steps.
    for (int step = 0; step < 6; ++step) {
        const geo::Box box = box_about(centre, places);
        centre = geo::equal_area_inverse(centre, {(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2});
    }
    return {centre, frame, metres_per_px(box_about(centre, places), frame)};
}

std::vector<geo::Vec> with_near(std::vector<geo::Vec> places, std::vector<geo::Vec> more, const geo::Box& frame, double factor) {
    if (places.empty()) return more;
    // In the plane about the first places: near enough to it for asking what others cost.
    const PagePlane plane = fitted(places, frame);
    geo::Box box = box_about(plane.centre, places);
    const auto with = [&](geo::Vec place) {
        geo::Box larger = box;
        larger.add(box_about(plane.centre, {place}));
        return larger;
    };
    const auto costs_less = [&](geo::Vec a, geo::Vec b) { return metres_per_px(with(a), frame) < metres_per_px(with(b), frame); };
    while (!more.empty()) {
        const auto least = std::min_element(more.begin(), more.end(), costs_less);
        if (metres_per_px(with(*least), frame) > plane.metres_per_px * factor) break;
        box = with(*least);
        places.push_back(*least);
        more.erase(least);
    }
    return places;
}

}  // namespace picket::planner
