#include "planner/line_of_contact.hpp"

#include "planner/control_ground.hpp"
#include "planner/state_border.hpp"

#include "geo/geodesic.hpp"
#include "geo/nearness.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Path;
using geo::Position;
using geo::Stretch;

namespace {

// How far an end is led on along the boundary at most, in tolerances: enough for a line that meets the border at 30
// degrees.
constexpr double longest_lead = 2;
// How long a touch of the border is at most, in tolerances.
constexpr double longest_touch = 4;
constexpr double lead_steps = 50;  // a tolerance
// The boundary has come to the border when it is so near, or nearer than a tenth of the tolerance and no longer coming
// nearer.
constexpr Distance at_border = Distance::metres(0.5);

// A ring of the ground's boundary as pieces of line.
class Boundary {
  public:
    Boundary(Path ring, const geo::Proximity& border, const ContactOptions& options)
        : ring_(std::move(ring)), border_(border), options_(options) {
        stretches_ = near_and_far(ring_, border_, options_.tolerance);
        // A ring starts anywhere: its first and last stretch are one where they are alike.
        if (stretches_.size() > 2 && stretches_.front().is_near == stretches_.back().is_near) {
            stretches_.back().to = ring_.length() + stretches_.front().to;
            stretches_.erase(stretches_.begin());
        }
        pass_over_touches();
    }

    // Far stretches, each with how its ends go on within the tolerance.
    struct Piece {
        std::vector<Position> vertices, before, after;
    };

    bool is_far() const { return stretches_.size() == 1 && !stretches_.front().is_near; }
    const Path& ring() const { return ring_; }

    std::vector<Piece> pieces() const {
        std::vector<Piece> result;
        for (std::size_t i = 0; i < stretches_.size(); ++i) {
            if (stretches_[i].is_near) continue;
            const Stretch& s = stretches_[i];
            const Stretch& next = stretches_[(i + 1) % stretches_.size()];
            const Stretch& last = stretches_[(i + stretches_.size() - 1) % stretches_.size()];
            Piece piece{part(s.from, s.to), {}, {}};
            if (options_.led != Led::none) {
                piece.after = led(s.to, 1, next.to - next.from);
                piece.before = led(s.from, -1, last.to - last.from);
            }
            result.push_back(std::move(piece));
        }
        return result;
    }

  private:
    // Where the boundary comes to the border and leaves it again within the tolerance, the line goes on.
    void pass_over_touches() {
        const auto is_touch = [&](const Stretch& s) {
            return s.is_near && s.to - s.from <= longest_touch * options_.tolerance &&
                   geo::distance(at(s.from), at(s.to)) <= options_.tolerance;
        };
        if (stretches_.size() < 2) return;
        // Start with a stretch that stays, so that none is joined over the start.
        const auto stays = std::find_if(stretches_.begin(), stretches_.end(),
                                        [&](const Stretch& s) { return s.is_near && !is_touch(s); });
        if (stays == stretches_.end()) {
            if (std::any_of(stretches_.begin(), stretches_.end(), [](const Stretch& s) { return !s.is_near; }))
                stretches_ = {{Distance{}, ring_.length(), false}};
            return;
        }
        std::rotate(stretches_.begin(), stays, stretches_.end());
        std::vector<Stretch> kept;
        for (Stretch s : stretches_) {
            if (!kept.empty() && s.from < kept.back().from)
                s = {s.from + ring_.length(), s.to + ring_.length(), s.is_near};
            if (is_touch(s)) s.is_near = false;
            if (!kept.empty() && kept.back().is_near == s.is_near)
                kept.back().to = s.to;
            else
                kept.push_back(s);
        }
        stretches_ = std::move(kept);
    }

    Position at(Distance along) const {
        const double length_m = ring_.length().metres();
        return ring_.at(Distance::metres(along.metres() - std::floor(along.metres() / length_m) * length_m));
    }

    // The ring from one place to another, over its start if need be.
    std::vector<Position> part(Distance from, Distance to) const {
        const double length_m = ring_.length().metres();
        const Distance turn = Distance::metres(std::floor(from.metres() / length_m) * length_m);
        from = from - turn;
        to = to - turn;
        if (to <= ring_.length()) return ring_.slice(from, to).vertices();
        std::vector<Position> vertices = ring_.slice(from, ring_.length()).vertices();
        const Path rest = ring_.slice(Distance{}, to - ring_.length());
        vertices.insert(vertices.end(), rest.vertices().begin() + 1, rest.vertices().end());
        return vertices;
    }

    Distance away(Distance along) const { return border_.nearest(at(along)).away; }

    // The boundary from the end of a far stretch to where it comes to the border, at most half of what is near.
    std::vector<Position> led(Distance end, double sign, Distance near) const {
        const Distance most = std::min(near / 2, longest_lead * options_.tolerance);
        const Distance step = options_.tolerance / lead_steps;
        const auto along = [&](Distance walked) { return end + sign * walked; };
        Distance walked, before = away(end);
        Distance from, to = most;
        while (walked < most) {
            const Distance next = std::min(walked + step, most), now = away(along(next));
            if (now <= at_border || (before <= options_.tolerance / 10 && now >= before)) {
                from = std::max(Distance{}, walked - step);
                to = next;
                break;
            }
            walked = next;
            before = now;
        }
        const Distance reached = nearest_between(along, from, to, walked >= most);
        if (!(reached > Distance{})) return {};
        return sign > 0 ? part(end, end + reached) : part_back(end, reached);
    }

    std::vector<Position> part_back(Distance end, Distance reached) const {
        Distance from = end - reached;
        if (from < Distance{}) {
            from = from + ring_.length();
            end = end + ring_.length();
        }
        return part(from, end);
    }

    // Where between the two the boundary first is as near to the border as it comes; when it never came to the border,
    // the nearest place of all.
    template <class Along>
    Distance nearest_between(const Along& along, Distance from, Distance to, bool never_came) const {
        const int samples = never_came ? static_cast<int>(lead_steps * longest_lead) : 40;
        Distance best = from, least = away(along(from));
        for (int i = 1; i <= samples; ++i) {
            const Distance walked = from + (to - from) * (static_cast<double>(i) / samples);
            const Distance now = away(along(walked));
            if (now < least - Distance::metres(0.1)) {
                least = now;
                best = walked;
            }
        }
        return best;
    }

    Path ring_;
    const geo::Proximity& border_;
    const ContactOptions& options_;
    std::vector<Stretch> stretches_;
};

std::vector<geo::Vec> places_of(const geo::Layer& control, const geo::LayerRef& ref) {
    std::vector<geo::Vec> places;
    for (const geo::Feature& f : control.features)
        for (const geo::Polygon& p : polygons_of(f, ref, "controlled ground"))
            places.insert(places.end(), p.outer.begin(), p.outer.end());
    return places;
}

// Rings of the ground's boundary, holes and all.
std::vector<Path> rings_of(const geo::Region& ground, const geo::Frame& frame) {
    std::vector<Path> rings;
    const auto add = [&](const geo::Ring& ring) {
        std::vector<Position> vertices;
        for (const geo::Vec& v : ring) vertices.push_back(frame.to_position(v));
        rings.emplace_back(std::move(vertices));
    };
    for (const geo::Polygon& p : ground.polygons()) {
        add(p.outer);
        for (const geo::Ring& hole : p.holes) add(hole);
    }
    return rings;
}

void append(std::vector<Position>& line, const std::vector<Position>& more) {
    for (const Position& p : more)
        if (line.empty() || !(line.back() == p)) line.push_back(p);
}

// A piece as cut, and how its ends go on.
struct Found {
    ContactPiece piece;
    std::vector<Position> before, after;
};

// Pieces of all rings, joined.
std::vector<Found> assembled(const std::vector<Boundary::Piece>& pieces, Distance tolerance) {
    std::vector<std::vector<Position>> lines;
    for (const Boundary::Piece& p : pieces) lines.push_back(p.vertices);
    std::vector<Found> result;
    for (Joined& joined : joined_lines(lines, tolerance)) {
        const auto kind = joined.is_closed ? ContactPiece::Kind::pocket : ContactPiece::Kind::section;
        Found found{{kind, Path(std::move(joined.vertices)), {}}, {}, {}};
        if (!joined.is_closed) {
            const Boundary::Piece &front = pieces[joined.front.line], &back = pieces[joined.back.line];
            found.before = joined.front.is_back ? front.after : front.before;
            if (joined.front.is_back) std::reverse(found.before.begin(), found.before.end());
            found.after = joined.back.is_back ? back.after : back.before;
            if (!joined.back.is_back) std::reverse(found.after.begin(), found.after.end());
        }
        result.push_back(std::move(found));
    }
    return result;
}

void lead(Found& found) {
    std::vector<Position> line;
    append(line, found.before);
    append(line, found.piece.path.vertices());
    append(line, found.after);
    found.piece.ends = geo::measure_line(found.before) + geo::measure_line(found.after);
    found.piece.path = Path(std::move(line));
}

// The longest open piece is the main line.
void choose_main(std::vector<Found>& all) {
    Found* main = nullptr;
    for (Found& f : all)
        if (f.piece.kind != ContactPiece::Kind::pocket && (!main || f.piece.path.length() > main->piece.path.length()))
            main = &f;
    if (main) main->piece.kind = ContactPiece::Kind::main;
}

void drop_short(std::vector<Found>& pieces, Distance min_length, const std::string& file, geo::Notices& notices) {
    Distance dropped, longest;
    const std::size_t count = std::erase_if(pieces, [&](const Found& f) {
        const Distance length = f.piece.path.length();
        if (length >= min_length) return false;
        dropped = dropped + length;
        longest = std::max(longest, length);
        return true;
    });
    if (count == 0) return;
    const std::string what = fmt::format(
        "{} {} shorter than {:g} km (--min-length), {:.1f} km together, the longest {:.1f} km", count,
        count == 1 ? "piece" : "pieces", min_length.kilometres(), dropped.kilometres(), longest.kilometres());
    if (pieces.empty())
        throw geo::InputError(
            fmt::format("{}: its line of contact has only {}; give a smaller --min-length", file, what));
    notices.push_back(fmt::format("{}: left out {}", file, what));
}

}  // namespace

std::string ContactPiece::kind_name() const {
    return kind == Kind::main ? "main" : kind == Kind::section ? "section" : "pocket";
}

std::vector<ContactPiece> line_of_contact(const geo::Layer& control, const geo::LayerRef& control_ref,
                                          const geo::Layer& countries, const geo::LayerRef& countries_ref,
                                          const ContactOptions& options, geo::Notices& notices) {
    const std::string file = control_ref.file.string();
    const std::vector<geo::Vec> places = places_of(control, control_ref);
    const geo::Frame frame = frame_over(places, file);
    const Box near = Box::around(places).widened(options.tolerance * 3 + Distance::kilometres(5));
    const std::vector<Outline> outlines = outlines_near(countries, countries_ref, near.widened_deg(window_beyond_deg));
    if (std::none_of(outlines.begin(), outlines.end(), [&](const Outline& o) {
            return std::any_of(o.rings.begin(), o.rings.end(),
                               [&](const geo::Ring& r) { return Box::around(r).meets(near); });
        }))
        throw geo::InputError(
            fmt::format("{}: no country of {} lies where this ground does, from ({:.4f}, {:.4f}) to ({:.4f}, {:.4f}); "
                        "give the countries it lies in with --borders",
                        file, countries_ref.file.string(), near.lower.x, near.lower.y, near.upper.x, near.upper.y));
    const geo::Proximity border = border_near(outlines, near, options.tolerance);
    const geo::Region ground = control_ground(control, control_ref, frame, options.sliver, notices);

    std::vector<Found> found;
    std::vector<Boundary::Piece> pieces;
    Distance whole;
    for (Path& ring : rings_of(ground, frame)) {
        whole = whole + ring.length();
        const Boundary boundary(std::move(ring), border, options);
        if (boundary.is_far()) {
            found.push_back({{ContactPiece::Kind::pocket, boundary.ring(), {}}, {}, {}});
            continue;
        }
        for (Boundary::Piece& piece : boundary.pieces()) pieces.push_back(std::move(piece));
    }
    for (Found& f : assembled(pieces, options.tolerance)) found.push_back(std::move(f));
    if (found.empty())
        throw geo::InputError(
            fmt::format("{}: no line of contact: all of its boundary, {:.1f} km, lies within {:g} km of border or "
                        "coast of {}; give a smaller --tolerance, or ground that the border does not bound alone",
                        file, whole.kilometres(), options.tolerance.kilometres(), countries_ref.file.string()));
    drop_short(found, options.min_length, file, notices);
    choose_main(found);
    for (Found& f : found)
        if (options.led == Led::all || (options.led == Led::main && f.piece.kind == ContactPiece::Kind::main)) lead(f);
    std::vector<ContactPiece> result;
    for (Found& f : found) result.push_back(std::move(f.piece));
    std::stable_sort(result.begin(), result.end(),
                     [](const ContactPiece& a, const ContactPiece& b) { return a.path.length() > b.path.length(); });
    return result;
}

}  // namespace picket::planner
