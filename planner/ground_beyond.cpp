#include "planner/ground_beyond.hpp"

#include "planner/control_ground.hpp"
#include "planner/faces.hpp"
#include "planner/line_of_contact.hpp"
#include "planner/state_border.hpp"
#include "planner/theatre.hpp"

#include "geo/geodesic.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Angle;
using geo::Distance;
using geo::Frame;
using geo::InputError;
using geo::Line;
using geo::MultiPolygon;
using geo::Position;
using geo::Region;

namespace {

constexpr Distance follow = Distance::metres(0.05);
// An end that was cut at the tolerance and rounded when it was written lies on one side of it or the other.
constexpr Distance end_slack = Distance::metres(1);
// Ends go over the border by so much, so that they cut it.
constexpr Distance over_border = Distance::metres(2);
// How far the border is looked for to tell how far off an end is.
constexpr Distance farthest_told = Distance::kilometres(500);
// A seed nearer to the line than this is on it.
constexpr Distance least_off_line = Distance::metres(10);

std::string text_of(Position p) { return fmt::format("({:.5f}, {:.5f})", p.lon(), p.lat()); }

std::vector<std::vector<Position>> lines_of(const geo::Layer& layer, const geo::LayerRef& ref) {
    std::vector<std::vector<Position>> lines;
    for (const geo::Feature& f : layer.features) {
        const auto* parts = std::get_if<geo::Lines>(&f.geometry);
        if (!parts)
            throw InputError(
                fmt::format("{}: feature '{}' holds {}, but a line of contact must be lines; to derive the line from "
                            "polygons leave out --to-control",
                            ref.file.string(), f.text("id"),
                            std::holds_alternative<MultiPolygon>(f.geometry) ? "polygons" : "points"));
        for (const Line& line : *parts) {
            std::vector<Position> vertices = geo::to_geodesics(line, layer.edges, follow);
            if (vertices.size() > 1) lines.push_back(std::move(vertices));
        }
    }
    if (lines.empty()) throw InputError(fmt::format("{}: its lines have no length", ref.file.string()));
    return lines;
}

Box box_of(const std::vector<Position>& places) {
    std::vector<geo::Vec> all;
    for (const Position& p : places) all.push_back({p.lon(), p.lat()});
    return Box::around(all);
}

Line in_frame(const Frame& frame, const std::vector<Position>& vertices) {
    Line line;
    for (const Position& p : vertices) line.push_back(frame.to_frame(p));
    return line;
}

// A country that holds a seed: its ground in the frame.
struct Country {
    std::string name;
    MultiPolygon parts;
};

std::vector<geo::Leg> legs_of(const Frame& frame, const MultiPolygon& shape) {
    std::vector<geo::Leg> legs;
    const auto add = [&](const geo::Ring& ring) {
        std::vector<Position> vertices;
        for (const geo::Vec& v : ring) vertices.push_back(frame.to_position(v));
        for (geo::Leg& leg : geo::legs_along(vertices)) legs.push_back(leg);
    };
    for (const geo::Polygon& p : shape) {
        add(p.outer);
        for (const geo::Ring& hole : p.holes) add(hole);
    }
    return legs;
}

class Beyond {
  public:
    Beyond(const geo::Layer& lines, const geo::LayerRef& lines_ref, const geo::Layer& countries,
           const geo::LayerRef& countries_ref, const std::vector<Seed>& seeds, Distance tolerance,
           geo::Notices& notices)
        : lines_ref_(lines_ref),
          countries_(countries),
          countries_ref_(countries_ref),
          seeds_(seeds),
          tolerance_(tolerance),
          notices_(notices),
          lines_(joined_lines(lines_of(lines, lines_ref), tolerance)),
          places_(all_places()),
          frame_(frame_of(places_)) {}

    GroundBeyond run() {
        refuse_seeds_on_the_line();
        gather_countries();
        lead_ends();
        std::vector<Region> taken;
        bool is_cut = false;
        for (const Country& country : grounds_) is_cut = take(country, taken) || is_cut;
        if (!is_cut)
            throw InputError(fmt::format(
                "{}: the line cuts no ground of {} that holds a seed ({}); the seeds must lie on ground that the "
                "line bounds",
                lines_ref_.file.string(), countries_ref_.file.string(), seed_texts()));
        GroundBeyond result{frame_, unite(taken)};
        check_sides(result.region);
        return result;
    }

  private:
    std::vector<Position> all_places() const {
        std::vector<Position> places;
        for (const Joined& line : lines_) places.insert(places.end(), line.vertices.begin(), line.vertices.end());
        for (const Seed& s : seeds_) places.push_back(s.at);
        return places;
    }

    Frame frame_of(const std::vector<Position>& places) const {
        std::vector<geo::Vec> all;
        for (const Position& p : places) all.push_back({p.lon(), p.lat()});
        return frame_over(all, lines_ref_.file.string() + " and the seeds");
    }

    std::string seed_texts() const {
        std::vector<std::string> texts;
        for (const Seed& s : seeds_) texts.push_back(s.text);
        return geo::joined(texts, "; ");
    }

    void refuse_seeds_on_the_line() const {
        std::vector<geo::Leg> legs;
        for (const Joined& line : lines_)
            for (geo::Leg& leg : geo::legs_along(line.vertices)) legs.push_back(leg);
        const geo::Proximity near(std::move(legs));
        for (const Seed& s : seeds_) {
            const Distance away = near.nearest(s.at).away;
            if (away < least_off_line)
                throw InputError(fmt::format(
                    "--seed {}: lies on the line of {}, {:.1f} m off it; a seed must lie at least {:g} m from the line",
                    s.text, lines_ref_.file.string(), away.metres(), least_off_line.metres()));
        }
    }

    // Ground of the countries that hold a seed, without the countries that lie within one.
    void gather_countries() {
        std::vector<bool> found(seeds_.size(), false);
        const Position c = frame_.centre();
        const Box room{{c.lon() - 45, std::max(-90.0, c.lat() - 40)}, {c.lon() + 45, std::min(90.0, c.lat() + 40)}};
        for (const geo::Feature& f : countries_.features) {
            geo::Layer own{countries_.name, {f}, countries_.edges};
            if (!holds_a_seed(f)) continue;
            for (const Outline& outline : outlines_near(own, countries_ref_, room)) {
                MultiPolygon filled;
                for (const geo::Ring& ring : outline.rings) filled.push_back({ring, {}});
                const Region ground = subtract(to_region(filled), enclaves_of(f));
                bool holds = false;
                for (std::size_t i = 0; i < seeds_.size(); ++i)
                    if (contains(ground, frame_.to_frame(seeds_[i].at))) holds = found[i] = true;
                if (holds) grounds_.push_back({outline.name, ground.polygons()});
            }
        }
        for (std::size_t i = 0; i < seeds_.size(); ++i)
            if (!found[i])
                throw InputError(fmt::format(
                    "--seed {}: lies on no country of {}; a seed is a place LON,LAT on the ground beyond the line",
                    seeds_[i].text, countries_ref_.file.string()));
    }

    Region to_region(const MultiPolygon& lon_lat) const {
        return geo::valid_region(geo::to_frame(frame_, lon_lat, geo::EdgeRule::straight, follow));
    }

    // Whether a seed lies within an outer ring of the feature.
    bool holds_a_seed(const geo::Feature& f) const {
        for (const geo::Polygon& p : polygons_of(f, countries_ref_, "countries")) {
            const geo::Ring outer = unwrapped(p.outer, frame_.centre().lon());
            const Box box = Box::around(outer);
            for (const Seed& s : seeds_) {
                const geo::Vec at{frame_.unwrapped_lon(s.at.lon()), s.at.lat()};
                if (box.meets({at, at}) && contains(Region(MultiPolygon{{outer, {}}}), at)) return true;
            }
        }
        return false;
    }

    Region enclaves_of(const geo::Feature& country) const {
        MultiPolygon holes;
        for (const geo::Polygon& p : polygons_of(country, countries_ref_, "countries"))
            for (const geo::Ring& hole : p.holes) holes.push_back({unwrapped(hole, frame_.centre().lon()), {}});
        std::vector<Region> found;
        for (const geo::Polygon& hole : holes) {
            const Region inside = to_region({hole});
            const Box box = Box::around(hole.outer);
            for (const geo::Feature& f : countries_.features)
                for (const geo::Polygon& p : polygons_of(f, countries_ref_, "countries")) {
                    const geo::Polygon other{unwrapped(p.outer, frame_.centre().lon()), {}};
                    if (&f == &country || !box.meets(Box::around(other.outer))) continue;
                    for (const geo::Polygon& part : geo::clipped({other}, box.lower, box.upper))
                        found.push_back(intersect(inside, to_region({part})));
                }
        }
        return unite(found);
    }

    geo::Proximity border_round(const std::vector<Position>& places, Distance by) const {
        const Box near = box_of(places).widened(by);
        return border_near(outlines_near(countries_, countries_ref_, near.widened_deg(window_beyond_deg)), near,
                           tolerance_);
    }

    void lead_ends() {
        const geo::Proximity border = border_round(places_, tolerance_ * 3 + Distance::kilometres(5));
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            std::vector<Position> vertices = lines_[i].vertices;
            if (!lines_[i].is_closed) {
                lead(vertices, border, i, "last");
                std::reverse(vertices.begin(), vertices.end());
                lead(vertices, border, i, "first");
            }
            cuts_.push_back(in_frame(frame_, vertices));
        }
    }

    // On from the back to the border and over it.
    void lead(std::vector<Position>& line, const geo::Proximity& border, std::size_t number, const char* which) const {
        const Position end = line.back();
        if (border.legs().empty() || border.nearest(end).away > tolerance_ + end_slack) {
            if (is_on_grounds(end)) refuse_end(end, number, which);
            return;
        }
        const geo::Proximity::Nearest nearest = border.nearest(end);
        const bool is_there = nearest.away < Distance::metres(0.05);
        const Angle onward = is_there ? geo::inverse(line[line.size() - 2], end).azimuth_at_end
                                      : geo::inverse(end, nearest.place).azimuth_at_end;
        if (!is_there) line.push_back(nearest.place);
        line.push_back(geo::direct(line.back(), onward, over_border));
    }

    [[noreturn]] void refuse_end(Position end, std::size_t number, const char* which) const {
        const geo::Proximity border = border_round({end}, farthest_told);
        std::string off = fmt::format("more than {:g} km from", farthest_told.kilometres()), where;
        if (!border.legs().empty()) {
            const geo::Proximity::Nearest nearest = border.nearest(end);
            off = fmt::format("{:.2f} km from the nearest", nearest.away.kilometres());
            where = ", " + text_of(nearest.place);
        }
        throw InputError(fmt::format(
            "{}: the {} end of line {}, {}, is {} border or coast{}; at most {:g} km are allowed (--tolerance): "
            "draw the line on to the border",
            lines_ref_.file.string(), which, number + 1, text_of(end), off, where, tolerance_.kilometres()));
    }

    bool is_on_grounds(Position p) const {
        return std::any_of(grounds_.begin(), grounds_.end(),
                           [&](const Country& c) { return contains(Region(c.parts), frame_.to_frame(p)); });
    }

    // The faces of a country that hold seeds. Whether the line cuts it.
    bool take(const Country& country, std::vector<Region>& taken) const {
        std::vector<geo::Polygon> whole;
        std::vector<Region> cut, held;
        for (const geo::Polygon& part : country.parts) {
            const Region ground(MultiPolygon{part});
            std::vector<geo::Vec> seeds;
            for (const Seed& s : seeds_)
                if (const geo::Vec at = frame_.to_frame(s.at); contains(ground, at)) seeds.push_back(at);
            const bool is_met =
                std::any_of(cuts_.begin(), cuts_.end(), [&](const Line& line) { return touches(ground, line); });
            if (!is_met) {
                if (!seeds.empty())
                    held.push_back(ground);
                else
                    whole.push_back(part);
                continue;
            }
            const Faces faces(part, cuts_);
            if (faces.count() < 2) {
                if (!seeds.empty())
                    held.push_back(ground);
                else
                    whole.push_back(part);
                continue;
            }
            cut.push_back(ground);
            Region of_part;
            for (const geo::Vec& seed : seeds)
                if (!contains(of_part, seed)) of_part = unite(of_part, faces.holding(seed));
            held.push_back(of_part);
        }
        if (!cut.empty()) take_islands(country, whole, unite(cut), held);
        taken.insert(taken.end(), held.begin(), held.end());
        return !cut.empty();
    }

    // What the line does not cut goes with the nearer side.
    void take_islands(const Country& country, const std::vector<geo::Polygon>& islands, const Region& cut,
                      std::vector<Region>& held) const {
        if (islands.empty()) return;
        const Region far_side = unite(held);
        const geo::Proximity beyond(legs_of(frame_, intersect(cut, far_side).polygons()));
        const geo::Proximity rest(legs_of(frame_, subtract(cut, far_side).polygons()));
        if (beyond.legs().empty() || rest.legs().empty()) return;
        std::vector<Region> with;
        for (const geo::Polygon& island : islands) {
            Distance to_beyond = Distance::kilometres(1e6), to_rest = to_beyond;
            for (const geo::Vec& v : island.outer) {
                const Position p = frame_.to_position(v);
                to_beyond = std::min(to_beyond, beyond.nearest(p).away);
                to_rest = std::min(to_rest, rest.nearest(p).away);
            }
            if (to_beyond < to_rest) with.emplace_back(MultiPolygon{island});
        }
        if (with.empty()) return;
        const Region together = unite(with);
        notices_.push_back(fmt::format(
            "{}: {} of {} parts that the line does not cut and no seed lies on go with the control they are "
            "nearest to, {:.1f} km2",
            country.name, with.size(), islands.size(), area_of(frame_, together).square_kilometres()));
        held.push_back(together);
    }

    // A line must have the ground on one side of it alone.
    void check_sides(const Region& region) const {
        const geo::PreparedRegion ground(region);
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const geo::Path path(lines_[i].vertices);
            int both = 0, neither = 0;
            constexpr int places = 51;
            for (int k = 0; k < places; ++k) {
                const Distance along = path.length() * ((k + 0.5) / places);
                const Position p = path.at(along);
                const Angle ahead = geo::inverse(p, path.at(along + Distance::metres(1))).azimuth;
                const auto holds = [&](double turn) {
                    const Position side = geo::direct(p, ahead + Angle::degrees(turn), least_off_line / 2);
                    return ground.contains(frame_.to_frame(side));
                };
                const bool left = holds(-90), right = holds(90);
                both += left && right;
                neither += !left && !right;
            }
            if (2 * both > places)
                throw InputError(fmt::format(
                    "--seed {}: seeds lie on both sides of line {} of {}, so that it would bound nothing; give seeds "
                    "of the far side alone",
                    seed_texts(), i + 1, lines_ref_.file.string()));
            if (2 * neither > places)
                notices_.push_back(
                    fmt::format("{}: line {} bounds no ground that holds a seed", lines_ref_.file.string(), i + 1));
        }
    }

    const geo::LayerRef& lines_ref_;
    const geo::Layer& countries_;
    const geo::LayerRef& countries_ref_;
    const std::vector<Seed>& seeds_;
    Distance tolerance_;
    geo::Notices& notices_;
    std::vector<Joined> lines_;
    std::vector<Position> places_;
    Frame frame_;
    std::vector<Country> grounds_;
    std::vector<Line> cuts_;
};

}  // namespace

GroundBeyond ground_beyond(const geo::Layer& lines, const geo::LayerRef& lines_ref, const geo::Layer& countries,
                           const geo::LayerRef& countries_ref, const std::vector<Seed>& seeds, Distance tolerance,
                           geo::Notices& notices) {
    return Beyond(lines, lines_ref, countries, countries_ref, seeds, tolerance, notices).run();
}

}  // namespace picket::planner
