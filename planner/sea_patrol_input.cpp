#include "planner/sea_patrol_input.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Position;

namespace {

template <class T>
std::optional<T> positive(const Config& t, std::string_view key) {
    const std::optional<T> value = t.find<T>(key);
    if (value && !(*value > T{})) t.fail(key, "must be positive");
    return value;
}

std::vector<Position> corners(const Config& t) {
    std::vector<Position> all = t.list<Position>("box");
    if (!t.has("box")) return all;
    if (all.size() > 1 && all.front() == all.back()) all.pop_back();
    if (all.size() < 3 || all.size() > 1000) t.fail("box", "must have from 3 to 1000 corners, each [lon, lat]");
    for (std::size_t i = 1; i < all.size(); ++i)
        if (const auto first = std::find(all.begin(), all.end(), all[i]); first < all.begin() + static_cast<std::ptrdiff_t>(i))
            t.fail("box", fmt::format("corner {} is where corner {} is; give each corner once", i + 1, first - all.begin() + 1));
    return all;
}

bool is_loop(const Config& t, bool on_lane) {
    const std::string pattern = t.get_or<std::string>("pattern", on_lane ? "shuttle" : "loop");
    if (pattern != "shuttle" && pattern != "loop") t.fail("pattern", "must be \"shuttle\" or \"loop\"");
    if (on_lane && pattern == "loop") t.fail("pattern", "cannot be on a lane, which does not come back to its start; a box's edge does");
    return pattern == "loop";
}

}  // namespace

std::optional<SeaPatrol> read_sea_patrol(const Config& table, const std::string& user) {
    const std::optional<Config> t = table.table("patrol");
    if (!t) return std::nullopt;
    t->set_label("patrol of " + user);
    if (t->has("lane") == t->has("box")) t->fail("lane", "give exactly one of lane and box");
    SeaPatrol p{t->get_or<std::string>("lane", ""),
                t->find<Distance>("from"),
                t->find<Distance>("to"),
                corners(*t),
                is_loop(*t, t->has("lane")),
                positive<Duration>(*t, "revisit_within"),
                positive<Distance>(*t, "sweep_width"),
                positive<Duration>(*t, "search_time")};
    t->refuse_unknown_keys();
    for (const char* key : {"from", "to"})
        if (p.lane.empty() && t->has(key)) t->fail(key, "is along a lane, but the patrol is in a box");
    if (p.from && *p.from < Distance{}) t->fail("from", "cannot be negative");
    if (p.to && !(*p.to > p.from.value_or(Distance{}))) t->fail("to", "must be beyond from");
    if (p.revisit_within && *p.revisit_within < Duration::minutes(1)) t->fail("revisit_within", "must be at least 1 min");
    if (p.sweep_width.has_value() != p.search_time.has_value())
        t->fail(p.sweep_width ? "search_time" : "sweep_width", "is missing: what a search finds takes both sweep_width and search_time");
    return p;
}

void refuse_names_of_ships(const Config& table, const Vessel& vessel, const std::vector<Vessel>& all) {
    for (const Vessel& other : all)
        for (int i = 1; other.patrol && i <= other.count; ++i)
            if (vessel.id == fmt::format("{}-{}", other.id, i))
                table.fail("id", fmt::format("is also the name of one of the {} ships of vessel '{}'; choose another", other.count, other.id));
}

MoreShips read_more_ships(const Config& t, const Scenario& s) {
    MoreShips m{t.get<std::string>("type"), {}, t.get_or<Distance>("spacing", Distance::kilometres(10)), positive<Duration>(t, "sea_within")};
    if (!s.catalogue.vessels.contains(m.type)) {
        std::vector<std::string> known;
        for (const auto& [name, type] : s.catalogue.vessels) known.push_back(name);
        t.fail("type", fmt::format("unknown vessel type '{}'{}; known: {}", m.type, geo::did_you_mean(m.type, known), geo::joined(known)));
    }
    if (!t.has("count")) t.fail("count", "is missing: numbers of ships, such as [1, 2, 3]");
    for (const std::int64_t n : t.list<std::int64_t>("count")) {
        if (n < 1 || n > 100) t.fail("count", "must be whole numbers from 1 to 100");
        m.count.push_back(static_cast<int>(n));
    }
    if (m.count.empty() || m.count.size() > 20) t.fail("count", "must be from 1 to 20 numbers");
    std::sort(m.count.begin(), m.count.end());
    m.count.erase(std::unique(m.count.begin(), m.count.end()), m.count.end());
    if (m.spacing < Distance::kilometres(1) || m.spacing > Distance::kilometres(500)) t.fail("spacing", "must lie between 1 km and 500 km");
    t.refuse_unknown_keys();
    const auto asks = [](const Lane& lane) { return lane.sea_within.has_value(); };
    if (s.lanes.empty() || (!m.sea_within && std::none_of(s.lanes.begin(), s.lanes.end(), asks)))
        t.fail("sea_within", "is missing, and no lane of the scenario asks for ships within a time");
    return m;
}

}  // namespace picket::planner
