// What lies about a lane, from the layers that a plan wrote: areas, the front, hostile ground.
#pragma once

#include "folder.hpp"

#include <array>
#include <utility>

namespace independent {

// Distances to many edges, straight in lon/lat: cut into short pieces, sought by chords, measured by GeographicLib.
class Nearness {
  public:
    void add(const Line& line) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const int n = pieces_of(line[i - 1], line[i], 0.01, longest_m);
            for (int k = 0; k < n; ++k)
                pieces_.push_back({between(line[i - 1], line[i], static_cast<double>(k) / n), between(line[i - 1], line[i], (k + 1.0) / n), {}, 0});
        }
    }

    void index() {
        for (Piece& p : pieces_) p.middle = Sky::geocentric(between(p.a, p.b, 0.5)), p.half_m = 0.51 * independent::distance_m(p.a, p.b) + 0.1;
    }

    bool empty() const { return pieces_.empty(); }

    double distance_m(Place p) const {
        const std::array<double, 3> x = Sky::geocentric(p);
        const auto chord = [&](const Piece& piece) {
            const double dx = piece.middle[0] - x[0], dy = piece.middle[1] - x[1], dz = piece.middle[2] - x[2];
            return std::sqrt(dx * dx + dy * dy + dz * dz);
        };
        // No place of a piece is nearer than the chord to its middle less half its length.
        std::vector<double> least;
        least.reserve(pieces_.size());
        for (const Piece& piece : pieces_) least.push_back(chord(piece) - piece.half_m);
        double best = of(pieces_[static_cast<std::size_t>(std::min_element(least.begin(), least.end()) - least.begin())], p);
        for (std::size_t i = 0; i < pieces_.size(); ++i)
            if (least[i] < best) best = std::min(best, of(pieces_[i], p));
        return best;
    }

  private:
    struct Piece {
        Place a, b;
        std::array<double, 3> middle;
        double half_m;
    };
    static constexpr double longest_m = 2000;

    // A short piece's distance falls and then rises: golden sections, each with one new place.
    static double of(const Piece& piece, Place p) {
        constexpr double golden = 0.6180339887498949;
        const auto at = [&](double t) { return independent::distance_m(between(piece.a, piece.b, t), p); };
        double low = 0, high = 1, a = 1 - golden, b = golden, at_a = at(a), at_b = at(b);
        for (int k = 0; k < 24; ++k) {
            if (at_a < at_b) {
                high = std::exchange(b, a), at_b = at_a;
                at_a = at(a = high - golden * (high - low));
            } else {
                low = std::exchange(a, b), at_a = at_b;
                at_b = at(b = low + golden * (high - low));
            }
        }
        return std::min({at(0), at(1), at_a, at_b});
    }

    std::vector<Piece> pieces_;
};

struct LaneArea {
    std::string kind, name;
    std::optional<double> width_m, depth_m;
    Area area;
};

struct LaneGround {
    explicit LaneGround(const Folder& f) {
        for (const Json& feature : f.features("lane_areas")) {
            const Json& p = properties(feature);
            const auto number = [&](const char* key) { return p.at(key).is_null() ? std::nullopt : std::optional<double>(p.at(key).get<double>()); };
            areas.push_back({p.at("kind"), p.at("name"), number("width_m"), number("depth_m"), Area(shape_of(feature.at("geometry")))});
        }
        for (const Json& feature : f.features("frontline")) front.add(line_of(feature.at("geometry").at("coordinates")));
        std::vector<Shape> shapes;
        for (const Json& feature : f.features("control")) shapes.push_back(shape_of(feature.at("geometry")));
        for (const Json& code : f.scenario.at("sea").at("hostile"))
            for (const Json& feature : f.shipped("countries").at("features"))
                if (properties(feature).at("iso3") == code) shapes.push_back(shape_of(feature.at("geometry")));
        for (const Shape& shape : shapes) {
            hostile_ground.emplace_back(shape);
            for (const Polygon& polygon : shape)
                for (const Line& ring : polygon) hostile.add(ring);
        }
        front.index();
        hostile.index();
    }

    std::optional<double> front_km(Place p) const { return front.empty() ? std::nullopt : std::optional(front.distance_m(p) / 1000); }
    std::optional<double> hostile_km(Place p) const {
        if (hostile.empty()) return std::nullopt;
        for (const Area& ground : hostile_ground)
            if (ground.contains(p)) return 0;
        return hostile.distance_m(p) / 1000;
    }

    std::vector<LaneArea> areas;
    std::vector<Area> hostile_ground;
    Nearness front, hostile;
};

}  // namespace independent
