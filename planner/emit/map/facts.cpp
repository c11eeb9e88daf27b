#include "planner/emit/map/facts.hpp"

#include "planner/emit/tables.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

namespace {

// A row of a table by the keys of its columns, as people read it.
class Row {
  public:
    Row(const Table& table, const std::vector<Json>& cells) : table_(table), cells_(cells) {}
    std::string operator[](const std::string& key) const {
        for (std::size_t i = 0; i < table_.columns.size(); ++i)
            if (table_.columns[i].key == key) return shown(table_.columns[i], cells_[i]);
        return "-";
    }

  private:
    const Table& table_;
    const std::vector<Json>& cells_;
};

// "1234567" as "1,234,567".
std::string grouped(std::string digits) {
    const std::size_t end = std::min(digits.find('.'), digits.size());
    for (std::size_t at = end; at > 3 && std::isdigit(static_cast<unsigned char>(digits[at - 4])); at -= 3) digits.insert(at - 3, ",");
    return digits;
}

Fact zone_fact(const Row& r) {
    return {r["held_share"], fmt::format("of {} held", r["zone"]),
            {fmt::format("{} of {} km² within {} min", grouped(r["held_km2"]), grouped(r["area_km2"]), r["response_min"]),
             fmt::format("gaps {} km²; radars see {}", grouped(r["gap_km2"]), r["seen_share"])}};
}

Fact lane_fact(const Row& r) {
    return {r["protected_share"], r["lane"],
            {fmt::format("protected as asked; {} of {} km exposed", r["exposed_km"], r["length_km"]),
             fmt::format("for {} h; longest gap {} km", r["exposed_h"], r["longest_gap_km"])}};
}

std::vector<Fact> air_facts(const Json& summary, const std::vector<Table>& tables) {
    std::vector<Fact> facts;
    for (const Table& t : tables)
        if (t.id == "nations") {
            const Row r(t, t.rows.back());  // the total
            facts.push_back({r["sorties_flown_per_day"], "sorties a day",
                             {fmt::format("of them {} by tankers; {} flight hours", r["tanker_sorties_flown_per_day"], grouped(r["flight_hours_per_day"]))}});
            facts.push_back({r["aircraft"], "aircraft", {fmt::format("{} fit to fly, {} committed", r["aircraft_available"], r["aircraft_committed"])}});
        }
    const Json& stations = summary.at("stations");
    if (stations.empty()) return facts;
    const auto manned = std::count_if(stations.begin(), stations.end(), [](const Json& s) { return s.at("manned").get<bool>(); });
    facts.push_back({fmt::format("{} of {}", manned, stations.size()), "stations manned", {}});
    return facts;
}

}  // namespace

std::vector<Fact> facts_of(const Json& summary, const std::string& theme) {
    constexpr std::size_t most = 6;
    const std::vector<Table> tables = tables_of(summary);
    if (theme == "air") return air_facts(summary, tables);
    std::vector<Fact> facts;
    for (const Table& t : tables)
        if (t.id == theme + "s" || (theme == "sea" && t.id == "lanes"))
            for (const auto& cells : t.rows) facts.push_back(theme == "sea" ? lane_fact(Row(t, cells)) : zone_fact(Row(t, cells)));
    if (facts.size() > most) {
        const std::size_t left_out = facts.size() - most;
        facts.resize(most);
        facts.back().more.push_back(fmt::format("and {} more, in summary.json", left_out));
    }
    return facts;
}

}  // namespace picket::planner
