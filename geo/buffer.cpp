#include "geo/buffer.hpp"

#include "geo/buffer_edge.hpp"
#include "geo/buffer_source.hpp"
#include "geo/circle.hpp"
#include "geo/geodesic.hpp"
#include "geo/line_clusters.hpp"
#include "geo/parallel.hpp"
#include "geo/sides.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace picket::geo {

namespace {

constexpr double grid_deg = 1e-7;

// What the tolerance is spent on; the rest is for rounding and for what is missed between the places checked.
constexpr double share_of_input = 0.05, share_of_edges = 0.80, share_of_corners = 0.05;

// The one place that points and lines of no length all name.
std::optional<Position> lone_point(std::span<const Geometry> shapes) {
    std::optional<Vec> place;
    const auto names_it = [&](const Line& vertices) {
        for (const Vec& v : vertices) {
            if (!place) place = v;
            if (!(v == *place)) return false;
        }
        return true;
    };
    for (const Geometry& shape : shapes) {
        const auto* points = std::get_if<Points>(&shape);
        const auto* lines = std::get_if<Lines>(&shape);
        if (points && !names_it(*points)) return std::nullopt;
        if (lines && !std::all_of(lines->begin(), lines->end(), names_it)) return std::nullopt;
        if (!points && !lines) return std::nullopt;
    }
    return place ? std::optional(Position::computed(place->x, place->y)) : std::nullopt;
}

double full_turn_pieces(Position centre, Distance radius, Distance tolerance) {
    // A chord of length L under a circle of geodesic curvature k sags by L^2 k / 8. Here L = 2 pi m12 / n and
    // k = M12 / m12. The curvature varies with the azimuth by the flattening, 1/298: 1 % covers it.
    const Spread s = spread(centre, Angle::degrees(45), radius);
    return std::max(12.0, std::ceil(std::numbers::pi *
                                    std::sqrt(std::abs(s.reduced_length_m * s.scale) * 1.01 / (2 * tolerance.metres()))));
}

}  // namespace

Region disc(const Frame& frame, Position centre, Distance radius, Distance tolerance) {
    if (!(radius > Distance{})) return {};
    const auto pieces = static_cast<int>(full_turn_pieces(centre, radius, tolerance));
    Line ring;
    for (int i = 0; i < pieces; ++i)
        ring.push_back(frame.to_frame(direct(centre, Angle::degrees(360.0 * i / pieces), radius)));
    // Snapping to the grid can make neighbours equal; GEOS wants rings without them, closed and of four vertices.
    ring.push_back(ring.front());
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    if (ring.size() < 4) return {};
    return Region({Polygon{std::move(ring), {}}});
}

MultiPolygon buffer(std::span<const Geometry> shapes, EdgeRule edges, Distance distance, Distance tolerance,
                    Side side) {
    if (const std::optional<Position> point = lone_point(shapes); point && distance > Distance{})
        if (std::optional<Ring> ring = circle(*point, distance, tolerance * (share_of_input + share_of_edges)))
            return {{std::move(*ring), {}}};
    const bool inward = distance < Distance{};
    const Distance away = inward ? -distance : distance;
    BufferSource source(shapes, edges, inward, tolerance * share_of_input);
    const Proximity legs(source.take_legs());
    if (legs.legs().empty()) return {};
    const auto is_within = [&](Vec place) {
        const bool covered = source.covers(place);
        const Position p = Position::computed(place.x, place.y);
        return inward ? covered && !legs.is_within(p, away) : covered || legs.is_within(p, away);
    };
    const Sides sides(legs, source.chains());
    const auto is_taken = [&](Vec place) {
        return is_within(place) && (side == Side::both || sides.side_of(Position::computed(place.x, place.y)) == side);
    };

    const Distance edge_tolerance = tolerance * share_of_edges;
    std::vector<Line> lines = on_map(offset_curves(legs, source.chains(), away, edge_tolerance));
    PlaceSet given;  // where sides part: both sides are to have the same vertices there
    if (side != Side::both) {
        std::vector<Line> parting = on_map(source.drawn());
        for (Line& line : on_map(sides.end_lines(std::min(4 * away, Distance::kilometres(9000))))) parting.push_back(std::move(line));
        given.add(parting);
        lines.insert(lines.end(), parting.begin(), parting.end());
    }
    std::vector<std::vector<Line>> clusters = clusters_of(std::move(lines), is_within);
    std::vector<MultiPolygon> parts(clusters.size());
    parallel_for(clusters.size(), [&](std::size_t i) {
        PlaceSet traced;
        traced.add(clusters[i]);
        if (side != Side::both)
            for (const Polygon& face : faces(clusters[i], grid_deg, is_within))
                for (Line& line : on_map(dividing_lines(face, sides, side, away, edge_tolerance)))
                    clusters[i].push_back(std::move(line));
        const MultiPolygon found = without_slivers(enclosed(clusters[i], grid_deg, is_taken).polygons(), tolerance);
        const MultiPolygon exact = with_corners_at(away, found, traced, legs, tolerance * 2, tolerance * share_of_corners);
        parts[i] = simplified_valid(exact, edge_tolerance, offset_curvature_per_m(away), given);
        if (parts[i].empty()) parts[i] = found;
    });
    MultiPolygon all;
    for (MultiPolygon& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace picket::geo
