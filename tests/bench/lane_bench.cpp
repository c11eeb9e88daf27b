// The profile of the shipped lanes and the whole plan that it is a part of, in one run: the second's time over the first's.
#include "tests/bench/bench.hpp"

#include "planner/plan.hpp"

#include <memory>

namespace picket::bench {

namespace {

planner::Plan made() {
    return planner::make_plan(planner::read_scenario(PICKET_DATASETS "/scenarios/black-sea.toml", PICKET_DATASETS), geo::Faults::repair, [](std::string_view) {});
}

double length_km(const std::vector<planner::LaneResult>& lanes) {
    double km = 0;
    for (const planner::LaneResult& lane : lanes) km += lane.length.kilometres();
    return km;
}

}  // namespace

void add_all() {
    const auto plan = std::make_shared<planner::Plan>(made());
    const auto profile = [=] {
        geo::Notices notices;
        return planner::plan_lanes(*plan, notices);
    };
    add("lanes_black_sea", "profile", [=] { benchmark::DoNotOptimize(profile()); }, [=]() -> Quality { return {{"km", length_km(profile())}}; });
    add("lanes_black_sea", "whole_plan", [] { benchmark::DoNotOptimize(made()); }, [=]() -> Quality { return {{"km", length_km(plan->lanes)}}; });
}

}  // namespace picket::bench
