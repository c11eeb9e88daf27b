#include "geo/raster.hpp"

#include "geo/text.hpp"

#include <proj.h>

#include <memory>
#include <numbers>
#include <stdexcept>

namespace picket::geo {

namespace {

// PROJ's objects belong to one thread; each keeps the plane it used last.
struct Plane {
    std::optional<Position> centre;
    std::unique_ptr<PJ_CONTEXT, decltype(&proj_context_destroy)> context{proj_context_create(), proj_context_destroy};
    std::unique_ptr<PJ, decltype(&proj_destroy)> projection{nullptr, proj_destroy};
};

PJ* plane_about(Position centre) {
    thread_local Plane plane;
    if (!plane.centre || !(*plane.centre == centre)) {
        const std::string definition = fmt::format("+proj=laea +lat_0={:.17g} +lon_0={:.17g} +ellps=WGS84", centre.lat(), centre.lon());
        plane.projection.reset(proj_create(plane.context.get(), definition.c_str()));
        if (!plane.projection) throw std::logic_error("no equal-area plane: " + definition);
        plane.centre = centre;
    }
    return plane.projection.get();
}

constexpr double degree = std::numbers::pi / 180;

}  // namespace

Vec equal_area(Position centre, Position p) {
    const PJ_COORD there = proj_trans(plane_about(centre), PJ_FWD, proj_coord(p.lon() * degree, p.lat() * degree, 0, 0));
    return {there.xy.x, there.xy.y};
}

Position equal_area_inverse(Position centre, Vec v) {
    const PJ_COORD there = proj_trans(plane_about(centre), PJ_INV, proj_coord(v.x, v.y, 0, 0));
    return Position::computed(there.lp.lam / degree, there.lp.phi / degree);
}

Position Raster::position(double column, double row) const {
    const Vec at{upper_left.x + column * cell, upper_left.y - row * cell};
    return centre ? equal_area_inverse(*centre, at) : Position::computed(at.x, at.y);
}

}  // namespace picket::geo
