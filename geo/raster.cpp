#include "geo/raster.hpp"

#include "geo/error.hpp"
#include "geo/geodesic.hpp"
#include "geo/text.hpp"

#include <proj.h>

#include <algorithm>
#include <cmath>
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

namespace {

[[noreturn]] void refuse_cells(const std::string& cell, double count) {
    throw InputError(fmt::format("cells of {} make {:.2g} of them; at most {:.2g} are allowed. Give larger cells or a smaller radius", cell, count,
                                 Raster::most_cells));
}

}  // namespace

Raster Raster::equal_area(Position centre, Distance radius, Distance cell) {
    const double half = std::ceil(radius / cell);
    if (4 * half * half > most_cells) refuse_cells(fmt::format("{:g} m", cell.metres()), 4 * half * half);
    return {centre, {-half * cell.metres(), half * cell.metres()}, cell.metres(), static_cast<int>(2 * half), static_cast<int>(2 * half)};
}

Raster Raster::degrees(Position centre, Distance radius, Angle cell) {
    for (const double pole : {-90.0, 90.0})
        if (distance(centre, Position::lon_lat(0, pole)) <= radius) throw InputError("cells in degrees cannot hold a pole; give their side in metres");
    // The circle's extent in longitude, from places on it so near to one another that none lies farther out by more than the part added.
    constexpr int places = 720;
    double half_width = 0;
    for (int i = 0; i <= places; ++i) {
        const Position p = direct(centre, Angle::degrees(180.0 * i / places), radius);
        half_width = std::max(half_width, std::remainder(p.lon() - centre.lon(), 360.0) * 1.0001);
    }
    const double side = cell.degrees();
    const double west = std::floor((centre.lon() - half_width) / side), east = std::ceil((centre.lon() + half_width) / side);
    const double south = std::floor(direct(centre, Angle::degrees(180), radius).lat() / side);
    const double north = std::ceil(direct(centre, Angle{}, radius).lat() / side);
    if ((east - west) * (north - south) > most_cells) refuse_cells(fmt::format("{:g} deg", side), (east - west) * (north - south));
    return {std::nullopt, {west * side, north * side}, side, static_cast<int>(east - west), static_cast<int>(north - south)};
}

Position Raster::position(double column, double row) const {
    const Vec at{upper_left.x + column * cell, upper_left.y - row * cell};
    return centre ? equal_area_inverse(*centre, at) : Position::computed(at.x, at.y);
}

}  // namespace picket::geo
