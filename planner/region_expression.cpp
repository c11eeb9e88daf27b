#include "planner/region_expression.hpp"

#include "geo/text.hpp"

#include <array>

namespace picket::planner {

using geo::Distance;
using geo::Position;

namespace {

using Kind = RegionExpression::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 10> kinds{{{"country", Kind::country},
                                                                   {"layer", Kind::layer},
                                                                   {"near_side", Kind::near_side},
                                                                   {"far_side", Kind::far_side},
                                                                   {"from_front", Kind::from_front},
                                                                   {"within_front", Kind::within_front},
                                                                   {"disc", Kind::disc},
                                                                   {"union", Kind::unite},
                                                                   {"intersection", Kind::intersect},
                                                                   {"minus", Kind::minus}}};

void read_disc(const Config& table, RegionExpression& expression) {
    const Config disc = *table.table("disc");
    expression.centre = disc.get<Position>("at");
    expression.distance = disc.get<Distance>("radius");
    if (!(expression.distance > Distance{})) disc.fail("radius", "must be positive");
    disc.refuse_unknown_keys();
}

void read_value(const Config& table, std::string_view key, RegionExpression& expression) {
    switch (expression.kind) {
        case Kind::country: expression.country = table.get<std::string>(key); break;
        case Kind::layer: expression.layer = table.layer(key); break;
        case Kind::near_side:
        case Kind::far_side:
            if (!table.get<bool>(key)) table.fail(key, "can only be true; leave it out otherwise");
            break;
        case Kind::from_front:
        case Kind::within_front:
            expression.distance = table.get<Distance>(key);
            if (!(expression.distance > Distance{})) table.fail(key, "must be positive");
            break;
        case Kind::disc: read_disc(table, expression); break;
        case Kind::unite:
        case Kind::intersect:
        case Kind::minus:
            for (const Config& part : table.tables(key)) expression.parts.push_back(read_region_expression(part));
            if (expression.parts.empty()) table.fail(key, "must list at least one region");
            break;
    }
}

}  // namespace

RegionExpression read_region_expression(const Config& table) {
    std::vector<std::string> given, names;
    RegionExpression expression{};
    for (const auto& [name, kind] : kinds) {
        names.emplace_back(name);
        if (!table.has(name)) continue;
        given.emplace_back(name);
        expression.kind = kind;
    }
    table.refuse_unknown_keys();
    if (given.size() != 1)
        table.fail(given.empty() ? "region" : given.back(),
                   fmt::format("a region has exactly one of {}", geo::joined(names)));
    read_value(table, given.front(), expression);
    return expression;
}

}  // namespace picket::planner
