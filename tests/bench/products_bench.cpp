// What each product costs beside the plan that it is made of, in one run: each one's time over the plan's.
#include "tests/bench/bench.hpp"

#include "planner/emit/emit.hpp"
#include "planner/plan.hpp"
#include "planner/summary.hpp"

#include <filesystem>
#include <memory>

namespace picket::bench {

namespace {

planner::Plan made() {
    return planner::make_plan(planner::read_scenario(PICKET_DATASETS "/scenarios/black-sea.toml", PICKET_DATASETS), geo::Faults::repair, [](std::string_view) {});
}

std::vector<planner::OutputFile> emitted(const planner::Plan& plan, const std::string& products) {
    planner::Json summary = planner::summary_of(plan);
    summary["requirements"] = planner::to_json(planner::judge(plan.scenario, summary));
    return planner::emit(plan, summary, {planner::products_in(products), std::filesystem::path(PICKET_DATASETS).parent_path()});
}

double megabytes(const std::vector<planner::OutputFile>& files) {
    double bytes = 0;
    for (const planner::OutputFile& f : files) bytes += static_cast<double>(f.content.size());
    return bytes / 1e6;
}

}  // namespace

void add_all() {
    const auto plan = std::make_shared<planner::Plan>(made());
    add("products_black_sea", "plan", [] { benchmark::DoNotOptimize(made()); }, []() -> Quality { return {}; });
    for (const char* products : {"geojson", "gpkg", "qgz", "html", "png", "kml", "csv,md", "geojson,gpkg,qgz,html,png"})
        add("products_black_sea", products, [=] { benchmark::DoNotOptimize(emitted(*plan, products)); },
            [=]() -> Quality { return {{"MB", megabytes(emitted(*plan, products))}}; });
}

}  // namespace picket::bench
