#include "tests/bench/front_line.hpp"

#include "tests/geo/support.hpp"

#include <list>
#include <queue>

namespace picket::bench {

geo::Line front_line() {
    constexpr std::size_t count = 4000;
    constexpr double most_aside = 0.20;  // of an edge's length: makes the line a quarter longer
    using Place = std::list<geo::Vec>::iterator;
    std::list<geo::Vec> line = {{31.5, 46.5}, {32.8, 46.6}, {34.0, 47.0}, {35.2, 47.4}, {36.6, 47.8}, {37.6, 48.1},
                                {38.2, 48.9}, {38.0, 49.6}, {37.3, 50.2}, {36.2, 50.6}, {35.0, 51.3}};
    const auto squared = [](const geo::Vec& a, const geo::Vec& b) {
        const double east = (b.x - a.x) * 0.66;
        return east * east + (b.y - a.y) * (b.y - a.y);
    };
    const auto shorter = [](const auto& a, const auto& b) { return a.first < b.first; };
    std::priority_queue<std::pair<double, Place>, std::vector<std::pair<double, Place>>, decltype(shorter)> edges(
        shorter);
    for (Place a = line.begin(); std::next(a) != line.end(); ++a) edges.emplace(squared(*a, *std::next(a)), a);
    test::Random random(20250822);
    while (line.size() < count) {  // always the longest edge
        const Place a = edges.top().second, b = std::next(a);
        edges.pop();
        const double aside = random.uniform(-most_aside, most_aside), east = (b->x - a->x) * 0.66, north = b->y - a->y;
        const geo::Vec v{(a->x + b->x) / 2 - aside * north / 0.66, (a->y + b->y) / 2 + aside * east};
        const Place m = line.insert(b, {std::nearbyint(v.x * 1e7) / 1e7, std::nearbyint(v.y * 1e7) / 1e7});
        edges.emplace(squared(*a, *m), a);
        edges.emplace(squared(*m, *b), m);
    }
    return {line.begin(), line.end()};
}

}  // namespace picket::bench
