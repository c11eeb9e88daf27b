#include "tests/planner/world.hpp"

namespace picket::test {

World::World() {
    std::filesystem::copy(PICKET_TEST_WORLD, folder_.path(), std::filesystem::copy_options::recursive);
}

std::string World::head(bool with_front) {
    std::string text = R"(schema_version = 1
name = "drawn"
as_of = 2025-08-22
bases = "bases.geojson"
ports = "ports.geojson"
countries = "countries.geojson"
territorial_sea = "territorial_sea.geojson"
lanes = "lanes.geojson"
aircraft = "aircraft.toml"
vessels = "vessels.toml"
sensors = "sensors.toml"
)";
    if (with_front) text += "frontline = \"frontline.geojson\"\ncontrol = \"control.geojson\"\n";
    return text;
}

std::filesystem::path World::write_scenario(const std::string& body, bool with_front) const {
    return folder_.write("scenario.toml", head(with_front) + body);
}

planner::Scenario World::read(const std::string& body, bool with_front) const {
    return planner::read_scenario(write_scenario(body, with_front), datasets());
}

planner::Plan World::plan(const std::string& body, bool with_front) const {
    return planner::make_plan(read(body, with_front), geo::Faults::repair, [](std::string_view) {});
}

planner::EmitOptions as_geojson() { return {{planner::Product::geojson}, datasets().parent_path()}; }

planner::Json whole_summary(const planner::Plan& plan) {
    planner::Json summary = planner::summary_of(plan);
    summary["requirements"] = planner::to_json(planner::judge(plan.scenario, summary));
    return summary;
}

std::string fleet(const std::string& id, int count, const std::string& more) {
    return "[[fleet]]\nid = \"" + id + "\"\nnation = \"AAA\"\nbase = \"AAAA\"\naircraft = \"fighter\"\ncount = " +
           std::to_string(count) + "\navailability = 1.0\n" + more + "\n";
}

}  // namespace picket::test
