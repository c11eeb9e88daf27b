#include "planner/line_of_contact.hpp"

#include "geo/chord.hpp"
#include "geo/geodesic.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Position;

namespace {

struct Pair {
    Distance apart;
    std::size_t a, b;  // ends: 2 x line for its front, and 1 more for its back
};

// Ends within the distance of each other, the nearest first.
std::vector<Pair> pairs_of(const std::vector<std::vector<Position>>& lines, Distance within) {
    std::vector<Position> ends;
    std::vector<geo::Vec3> places;
    for (const auto& line : lines)
        for (const Position& p : {line.front(), line.back()}) {
            ends.push_back(p);
            places.push_back(geo::earth_centred(p));
        }
    const double reach_m = geo::chord_beyond_m(within.metres());
    std::vector<Pair> pairs;
    for (std::size_t a = 0; a < ends.size(); ++a)
        for (std::size_t b = a + 1; b < ends.size(); ++b) {
            if (geo::length_m(places[a] - places[b]) > reach_m) continue;
            const Distance apart = geo::distance(ends[a], ends[b]);
            if (apart <= within) pairs.push_back({apart, a, b});
        }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& p, const Pair& q) { return p.apart < q.apart; });
    return pairs;
}

constexpr std::size_t nothing = static_cast<std::size_t>(-1);

class Joiner {
  public:
    Joiner(const std::vector<std::vector<Position>>& lines, Distance within)
        : lines_(lines), mate_(2 * lines.size(), nothing), used_(lines.size(), false) {
        for (const Pair& p : pairs_of(lines, within)) {
            // A line is not closed on itself before it is long enough to have an inside.
            if (p.a / 2 == p.b / 2 && p.apart > Distance{} && geo::measure_line(lines[p.a / 2]) < 3 * within) continue;
            if (mate_[p.a] != nothing || mate_[p.b] != nothing) continue;
            mate_[p.a] = p.b;
            mate_[p.b] = p.a;
        }
    }

    std::vector<Joined> run() {
        std::vector<Joined> result;
        for (const bool closed : {false, true})
            for (std::size_t end = 0; end < mate_.size(); ++end)
                if (!used_[end / 2] && (closed || mate_[end] == nothing)) result.push_back(chain(end, closed));
        return result;
    }

  private:
    Joined chain(std::size_t end, bool closed) {
        Joined joined{{}, {end / 2, end % 2 == 1}, {}, closed};
        while (end != nothing && !used_[end / 2]) {
            used_[end / 2] = true;
            std::vector<Position> line = lines_[end / 2];
            if (end % 2 == 1) std::reverse(line.begin(), line.end());
            for (const Position& p : line)
                if (joined.vertices.empty() || !(joined.vertices.back() == p)) joined.vertices.push_back(p);
            const std::size_t far_end = end ^ 1;
            joined.back = {far_end / 2, far_end % 2 == 1};
            end = mate_[far_end];
        }
        if (closed && !(joined.vertices.front() == joined.vertices.back()))
            joined.vertices.push_back(joined.vertices.front());
        return joined;
    }

    const std::vector<std::vector<Position>>& lines_;
    std::vector<std::size_t> mate_;
    std::vector<bool> used_;
};

}  // namespace

std::vector<Joined> joined_lines(const std::vector<std::vector<Position>>& lines, Distance within) {
    return Joiner(lines, within).run();
}

}  // namespace picket::planner
