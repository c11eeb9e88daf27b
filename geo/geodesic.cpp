#include "geo/geodesic.hpp"

#include <geodesic.h>
#include <proj.h>

#include <cmath>
#include <numbers>
#include <utility>

namespace picket::geo {

namespace {

const geod_geodesic& wgs84() {
    static const geod_geodesic g = [] {
        geod_geodesic made;
        geod_init(&made, 6378137.0, 1 / 298.257223563);
        return made;
    }();
    return g;
}

bool comes_first(Position a, Position b) { return a.lon() < b.lon() || (a.lon() == b.lon() && a.lat() < b.lat()); }

}  // namespace

Inverse inverse(Position from, Position to) {
    double s = 0, azi1 = 0, azi2 = 0;
    geod_inverse(&wgs84(), from.lat(), from.lon(), to.lat(), to.lon(), &s, &azi1, &azi2);
    return {Distance::metres(s), Angle::degrees(azi1), Angle::degrees(azi2)};
}

Distance distance(Position a, Position b) {
    double s = 0;
    geod_inverse(&wgs84(), a.lat(), a.lon(), b.lat(), b.lon(), &s, nullptr, nullptr);
    return Distance::metres(s);
}

Position direct(Position from, Angle azimuth, Distance distance) {
    double lat = 0, lon = 0;
    geod_direct(&wgs84(), from.lat(), from.lon(), azimuth.degrees(), distance.metres(), &lat, &lon, nullptr);
    return Position::computed(lon, lat);
}

Waypoint waypoint(Position from, Angle azimuth, Distance distance) {
    double lat = 0, lon = 0, azi2 = 0;
    geod_direct(&wgs84(), from.lat(), from.lon(), azimuth.degrees(), distance.metres(), &lat, &lon, &azi2);
    return {Position::computed(lon, lat), Angle::degrees(azi2)};
}

Spread spread(Position from, Angle azimuth, Distance distance) {
    return waypoint_and_spread(from, azimuth, distance).spread;
}

WaypointAndSpread waypoint_and_spread(Position from, Angle azimuth, Distance distance) {
    double lat = 0, lon = 0, azi2 = 0, m12 = 0, M12 = 0;
    geod_gendirect(&wgs84(), from.lat(), from.lon(), azimuth.degrees(), GEOD_NOFLAGS, distance.metres(), &lat, &lon, &azi2,
                   nullptr, &m12, &M12, nullptr, nullptr);
    return {{Position::computed(lon, lat), Angle::degrees(azi2)}, {m12, M12}};
}

PlanePoint gnomonic(Position centre, Position p) {
    double azi = 0, m12 = 0, M12 = 0;
    geod_geninverse(&wgs84(), centre.lat(), centre.lon(), p.lat(), p.lon(), nullptr, &azi, nullptr, &m12, &M12,
                    nullptr, nullptr);
    const double rho = m12 / M12;
    const double azi_rad = azi * (std::numbers::pi / 180);
    return {rho * std::sin(azi_rad), rho * std::cos(azi_rad)};
}

Position gnomonic_inverse(Position centre, PlanePoint q) {
    constexpr double a = 6378137.0;
    const double rho = std::hypot(q.x, q.y);
    geod_geodesicline line;
    geod_lineinit(&line, &wgs84(), centre.lat(), centre.lon(), std::atan2(q.x, q.y) * (180 / std::numbers::pi),
                  GEOD_LATITUDE | GEOD_LONGITUDE | GEOD_DISTANCE_IN | GEOD_REDUCEDLENGTH | GEOD_GEODESICSCALE);
    double s = a * std::atan2(rho, a), lat = 0, lon = 0;
    // Newton on rho(s) = m12 / M12, whose derivative is 1 / M12^2. Three or four rounds reach the last bit; a round
    // more than that would only wobble.
    for (int round = 0; round < 10; ++round) {
        double m12 = 0, M12 = 0;
        geod_genposition(&line, GEOD_NOFLAGS, s, &lat, &lon, nullptr, nullptr, &m12, &M12, nullptr, nullptr);
        const double step = (rho - m12 / M12) * M12 * M12;
        s += step;
        if (std::abs(step) < 1e-9 * a) {  // quadratic: what is left is far below a nanometre
            geod_position(&line, s, &lat, &lon, nullptr);
            break;
        }
    }
    return Position::computed(lon, lat);
}

Position interpolate(Position a, Position b, double share) {
    if (comes_first(b, a)) {
        std::swap(a, b);
        share = 1 - share;
    }
    geod_geodesicline line;
    geod_inverseline(&line, &wgs84(), a.lat(), a.lon(), b.lat(), b.lon(), 0);
    double lat = 0, lon = 0;
    geod_position(&line, share * line.s13, &lat, &lon, nullptr);
    return Position::computed(lon, lat);
}

std::string proj_version() {
    return std::to_string(PROJ_VERSION_MAJOR) + "." + std::to_string(PROJ_VERSION_MINOR) + "." +
           std::to_string(PROJ_VERSION_PATCH);
}

Measure measure_ring(std::span<const Position> ring) {
    geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    for (const Position& p : ring) geod_polygon_addpoint(&wgs84(), &polygon, p.lat(), p.lon());
    double area = 0, perimeter = 0;
    geod_polygon_compute(&wgs84(), &polygon, 0, 1, &area, &perimeter);
    return {Distance::metres(perimeter), Area::square_metres(area)};
}

Distance measure_line(std::span<const Position> line) {
    double total = 0;
    for (std::size_t i = 1; i < line.size(); ++i) total += distance(line[i - 1], line[i]).metres();
    return Distance::metres(total);
}

}  // namespace picket::geo
