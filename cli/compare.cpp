// picket compare: two plans' numbers side by side, and the ground gained and lost.
#include "cli/app.hpp"
#include "cli/layer_options.hpp"
#include "cli/planning.hpp"
#include "cli/progress.hpp"
#include "cli/table.hpp"

#include "planner/compare.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::cli {

namespace {

using planner::FinishedPlan;
using planner::GroundChange;
using planner::Json;
using planner::KeyPair;

struct Options {
    std::string a, b, key, out;
    bool all = false, json = false, overwrite = false;
};

std::string cell(const std::optional<Json>& value) {
    if (!value) return "-";
    return value->is_string() ? value->get<std::string>() : value->dump();
}

std::string change_cell(const KeyPair& pair) {
    if (!pair.a) return "only in B";
    if (!pair.b) return "only in A";
    if (const auto change = pair.change()) return *change == 0 ? "0" : fmt::format("{:+}", *change);
    return pair.differs() ? "other" : "";
}

std::string plan_line(char letter, const FinishedPlan& plan) {
    return fmt::format("{}: {} ({}, tolerance {:g} m)\n", letter, plan.folder.generic_string(), plan.title,
                       plan.tolerance.metres());
}

// A table for each group of the summary, so that numbers stand under numbers of their kind.
std::string numbers_text(const std::vector<KeyPair>& pairs) {
    const auto group_of = [](const std::string& key) { return key.substr(0, key.find('.')); };
    std::string out;
    for (std::size_t i = 0; i < pairs.size();) {
        std::vector<std::vector<std::string>> rows{{"key", "A", "B", "change"}};
        const std::string group = group_of(pairs[i].key);
        for (; i < pairs.size() && group_of(pairs[i].key) == group; ++i)
            rows.push_back({pairs[i].key, cell(pairs[i].a), cell(pairs[i].b), change_cell(pairs[i])});
        out += "\n" + table(rows);
    }
    return pairs.empty() ? "\nno number differs\n" : out;
}

std::string ground_text(const std::vector<GroundChange>& changes) {
    if (changes.empty()) return "\nno ground is gained or lost\n";
    std::vector<std::vector<std::string>> rows{{"ground", "change", "km2"}};
    for (const GroundChange& c : changes)
        rows.push_back({c.zone.empty() ? "reach " + c.reach : "zone " + c.zone, c.is_gained ? "gained" : "lost",
                        fmt::format("{:.3f}", c.area.square_kilometres())});
    return "\n" + table(rows);
}

Json plan_json(const FinishedPlan& plan) {
    return {{"folder", plan.folder.generic_string()}, {"scenario", plan.name}, {"tolerance_m", plan.tolerance.metres()}};
}

Json numbers_json(const std::vector<KeyPair>& pairs) {
    Json list = Json::array();
    for (const KeyPair& p : pairs) {
        Json one = {{"key", p.key}};
        if (p.a) one["a"] = *p.a;
        if (p.b) one["b"] = *p.b;
        if (!p.a || !p.b) one["only_in"] = p.a ? "a" : "b";
        if (const auto change = p.change()) one["change"] = *change;
        list.push_back(std::move(one));
    }
    return list;
}

Json ground_json(const std::vector<GroundChange>& changes) {
    Json list = Json::array();
    for (const GroundChange& c : changes)
        list.push_back({{"zone", c.zone.empty() ? Json(nullptr) : Json(c.zone)},
                        {"reach", c.reach.empty() ? Json(nullptr) : Json(c.reach)},
                        {"change", c.is_gained ? "gained" : "lost"},
                        {"area_km2", planner::decimals(c.area.square_kilometres(), 3)}});
    return list;
}

int run(const Options& options) {
    const bool to_stdout = options.out == "-";
    if (to_stdout && options.json) throw geo::InputError("--json and --out - both want standard output; give --out a file");
    if (!options.out.empty() && !to_stdout)
        geo::require_writable_layer(options.out, options.overwrite ? geo::Existing::replace : geo::Existing::refuse);
    const FinishedPlan a = planner::read_finished_plan(options.a), b = planner::read_finished_plan(options.b);
    geo::Notices notices;
    if (a.tolerance != b.tolerance)
        notices.push_back(fmt::format("the plans have tolerances of {:g} m and {:g} m: small changes may be due to that", a.tolerance.metres(),
                                      b.tolerance.metres()));
    std::vector<KeyPair> pairs = planner::key_pairs(a, b);
    if (!options.key.empty()) pairs = planner::under(std::move(pairs), options.key);
    if (!options.all) std::erase_if(pairs, [](const KeyPair& p) { return !p.differs(); });
    std::optional<std::vector<GroundChange>> ground;
    if (!options.out.empty()) {
        const ProgressLine progress;
        progress("comparing ground");
        ground = planner::ground_changes(a, b, notices);
        write_result(options.out, planner::layer_of_changes(a, b, *ground), planner::fields_of_changes(), geo::GeometryType::multipolygon,
                     options.overwrite, notices);
    }
    print_notices(notices);
    if (to_stdout) return done;
    if (options.json) {
        Json json = {{"a", plan_json(a)}, {"b", plan_json(b)}, {"numbers", numbers_json(pairs)}};
        if (ground) json["ground"] = ground_json(*ground);
        fmt::print("{}", planner::to_text(json));
    } else {
        fmt::print("{}{}{}{}", plan_line('A', a), plan_line('B', b), numbers_text(pairs), ground ? ground_text(*ground) : "");
    }
    return done;
}

}  // namespace

Command add_compare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("compare", "Two plans' numbers side by side, and the ground gained and lost");
    command->add_option("A", options->a, "The folder of a plan")->type_name("FOLDER")->required();
    command->add_option("B", options->b, "The folder of another: gained is what it has and A has not")->type_name("FOLDER")->required();
    command->add_option("--key", options->key, "Only the numbers under this key of summary.json, such as zones.limited")->type_name("KEY");
    command->add_flag("--all", options->all, "Also the numbers that do not differ");
    command->add_option("--out,-o", options->out, "File for the ground held or reached in one plan alone, its format by its ending: .geojson, .gpkg, .fgb, .shp or .kml; - is GeoJSON on standard output")->type_name("FILE");
    command->add_flag("--overwrite", options->overwrite, "Replace a file that stands there");
    command->add_flag("--json", options->json, "Print JSON instead of tables");
    command->footer("Example:\n  picket compare out/black-sea out/forward --key zones -o ground.gpkg\n\n"
                    "Exit status: 0 done, 2 wrong arguments or data (nothing is written).");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
