// picket cover: which sites to choose so that the most demand is covered.
#include "cli/app.hpp"
#include "cli/layer_options.hpp"
#include "cli/planning.hpp"
#include "cli/progress.hpp"
#include "cli/table.hpp"

#include "planner/covering_input.hpp"

#include "geo/quantity_text.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::cli {

namespace {

using geo::Distance;
using planner::CoveringAnswer;
using planner::CoveringInput;
using planner::decimals;
using planner::Json;

struct Options {
    LayerOptions demand, sites;
    std::string radius, share, out, demand_out;
    planner::CoveringFields fields;
    std::optional<std::int64_t> count;
    std::optional<double> budget;
    std::int64_t nodes = planner::SolverLimits{}.nodes;
    bool overwrite = false, json = false;
};

constexpr Distance least = Distance::metres(1), most = Distance::kilometres(5000);

Distance radius_of(const Options& options) {
    const Distance radius = parse_distance_option("--radius", options.radius);
    if (radius < least || radius > most)
        throw geo::InputError(fmt::format("--radius {}: must lie between 1 m and 5000 km", options.radius));
    return radius;
}

planner::CoveringRequest request_of(const Options& options) {
    const char* const allowed = "give --count, or --budget with --cost, or both of them; or --share alone, with --cost or without";
    const bool by_share = !options.share.empty(), costs = !options.fields.cost.empty();
    if (!by_share && !options.count && !options.budget) throw geo::InputError(fmt::format("nothing is asked for: {}", allowed));
    if (by_share && (options.count || options.budget))
        throw geo::InputError(fmt::format("--share is asked for beside {}: {}", options.count ? "--count" : "--budget", allowed));
    if (options.budget && !costs) throw geo::InputError(fmt::format("--budget without --cost, the field of what a site costs: {}", allowed));
    if (costs && !by_share && !options.budget) throw geo::InputError(fmt::format("--cost changes nothing without --budget or --share: {}", allowed));
    planner::CoveringRequest request;
    request.nodes = options.nodes;
    if (options.count) request.most_sites = static_cast<std::size_t>(*options.count);
    if (options.budget) {
        if (!std::isfinite(*options.budget) || *options.budget < 0)
            throw geo::InputError(fmt::format("--budget {}: must be a number, 0 or more", *options.budget));
        request.budget = options.budget;
    }
    if (by_share) {
        try {
            request.share = geo::parse_share(options.share);
        } catch (const geo::InputError& e) {
            throw geo::InputError(fmt::format("--share: {}", e.what()));
        }
        if (!(*request.share > 0 && *request.share <= 1))
            throw geo::InputError(fmt::format("--share {}: must lie above 0 and be at most 1 (100 %)", options.share));
    }
    return request;
}

// What is told of a layer's feature: its id, or its number where it has none.
std::string id_of(const geo::Layer& layer, std::size_t i) {
    const std::string id = layer.features[i].text("id");
    return id.empty() ? std::to_string(i + 1) : id;
}

void set(geo::Feature& feature, const std::string& name, geo::Value value) {
    std::erase_if(feature.fields, [&](const auto& field) { return field.first == name; });
    feature.fields.emplace_back(name, std::move(value));
}

class Result {
  public:
    Result(const Options& options, const geo::Layer& demand, const geo::Layer& sites, const CoveringInput& input, CoveringAnswer answer)
        : options_(options), demand_(demand), sites_(sites), input_(input), answer_(std::move(answer)), served_(input.served(answer_)),
          by_site_(sites.features.size(), 0) {
        for (const CoveringAnswer::Served& s : served_) by_site_[s.site] += s.weight;
    }

    geo::Layer site_layer() const {
        geo::Layer layer = sites_;
        for (std::size_t j = 0; j < layer.features.size(); ++j) {
            geo::Feature& f = layer.features[j];
            set(f, "chosen", static_cast<bool>(answer_.chosen[j]));
            set(f, "covers", static_cast<std::int64_t>(problem().covers[j].size()));
            set(f, "weight_covered", decimals(weight_covered(j), 6));
            set(f, "weight_served", decimals(by_site_[j], 6));
        }
        return layer;
    }

    // With the share of each demand that is served, and the site that serves the most of it.
    geo::Layer demand_layer() const {
        geo::Layer layer = demand_;
        std::vector<double> weight(layer.features.size(), 0), best(weight);
        std::vector<const CoveringAnswer::Served*> by(layer.features.size(), nullptr);
        for (const CoveringAnswer::Served& s : served_) {
            weight[s.demand] += s.weight;
            if (by[s.demand] && s.weight <= by[s.demand]->weight) continue;
            by[s.demand] = &s;
        }
        for (std::size_t i = 0; i < layer.features.size(); ++i) {
            geo::Feature& f = layer.features[i];
            const double all = problem().weights[i];
            set(f, "weight", all);
            set(f, "covered", by[i] ? (all > 0 ? decimals(std::min(1.0, weight[i] / all), 6) : 1.0) : 0.0);
            set(f, "site", by[i] ? geo::Value(id_of(sites_, by[i]->site)) : geo::Value{});
            set(f, "distance_m", by[i] ? geo::Value(decimals(input_.distance(i, by[i]->site).metres(), 3)) : geo::Value{});
        }
        return layer;
    }

    void print() const { options_.json ? print_json() : print_table(); }

  private:
    const planner::CoveringProblem& problem() const { return input_.problem(); }
    bool by_share() const { return !options_.share.empty(); }
    double value() const { return by_share() ? answer_.cost : answer_.covered; }
    double gap() const {
        const double larger = std::max(value(), answer_.bound);
        return larger > 0 ? std::abs(answer_.bound - value()) / larger : 0;
    }

    double weight_covered(std::size_t j) const {
        double sum = 0;
        for (const std::uint32_t i : problem().covers[j]) sum += problem().weights[i];
        return sum;
    }

    void print_json() const {
        Json chosen = Json::array();
        for (std::size_t j = 0; j < answer_.chosen.size(); ++j)
            if (answer_.chosen[j]) chosen.push_back(id_of(sites_, j));
        const double total = problem().total_weight();
        fmt::print("{}", planner::to_text({{"covered_weight", decimals(answer_.covered, 6)},
                                           {"total_weight", decimals(total, 6)},
                                           {"covered_share", decimals(answer_.covered / total, 6)},
                                           {"count", chosen.size()},
                                           {"cost", options_.fields.cost.empty() ? Json() : Json(decimals(answer_.cost, 6))},
                                           {"sites", chosen},
                                           {"proven", answer_.proven},
                                           {"bound", decimals(answer_.bound, 6)},
                                           {"gap", decimals(gap(), 9)}}));
    }

    void print_table() const {
        std::vector<std::vector<std::string>> rows{{"site", "name", "covers", "weight covered", "weight served"}};
        std::size_t number = 0;
        for (std::size_t j = 0; j < answer_.chosen.size(); ++j) {
            if (!answer_.chosen[j]) continue;
            ++number;
            rows.push_back({id_of(sites_, j), sites_.features[j].text("name"), std::to_string(problem().covers[j].size()),
                            fmt::format("{:.10g}", decimals(weight_covered(j), 3)), fmt::format("{:.10g}", decimals(by_site_[j], 3))});
        }
        const double total = problem().total_weight();
        fmt::print("{}\ncovered  {:.10g} of {:.10g}, {:.2f} %\nsites    {} of {}{}\n", table(rows), decimals(answer_.covered, 3),
                   decimals(total, 3), answer_.covered / total * 100, number, sites_.features.size(),
                   options_.fields.cost.empty() ? "" : fmt::format(", cost {:.10g}", answer_.cost));
        if (answer_.proven)
            fmt::print("proven   {}\n", by_share() ? "none costs less" : "no choice covers more");
        else
            fmt::print("bound    {} {:.10g}: a gap of {:.4f} %; more --nodes may close it\n",
                       by_share() ? "no cost lies below" : "no choice covers more than", answer_.bound, gap() * 100);
    }

    const Options& options_;
    const geo::Layer& demand_;
    const geo::Layer& sites_;
    const CoveringInput& input_;
    CoveringAnswer answer_;
    std::vector<CoveringAnswer::Served> served_;
    std::vector<double> by_site_;
};

void require_files(const Options& options) {
    const auto existing = options.overwrite ? geo::Existing::replace : geo::Existing::refuse;
    for (const std::string& file : {options.out, options.demand_out})
        if (!file.empty() && file != "-") geo::require_writable_layer(file, existing);
    if (options.out == "-" && (options.json || options.demand_out == "-"))
        throw geo::InputError(fmt::format("{} and --out - both want standard output; give --out a file", options.json ? "--json" : "--demand-out -"));
    if (options.json && options.demand_out == "-")
        throw geo::InputError("--json and --demand-out - both want standard output; give --demand-out a file");
    if (!options.out.empty() && options.out == options.demand_out)
        throw geo::InputError(fmt::format("--out and --demand-out both name {}; give each its own file", options.out));
}

geo::Layer read_sites(const Options& options, geo::Notices& notices) {
    const LayerOptions& s = options.sites;
    return geo::read_layer({s.file, s.layer, s.where, geo::EdgeRule::straight, true}, geo::Faults::repair, notices);
}

CoveringAnswer solved(const CoveringInput& input, const planner::CoveringRequest& request, const ProgressLine& progress) {
    progress("choosing sites");
    return planner::solve_covering(input.problem(), request, [&](const planner::SolverProgress& p) {
        // In units of the solver: how far apart they are is what can be told.
        const double size = std::max(std::abs(p.cost), std::abs(p.bound));
        progress(std::isfinite(size) && size > 0
                     ? fmt::format("choosing sites: {} nodes, {:.3f} % between the best found and the bound", p.nodes, std::abs(p.cost - p.bound) / size * 100)
                     : "choosing sites: the linear program");
    });
}

std::string no_demand_notice(const Options& options, Distance reaching) {
    const std::string none = fmt::format("no site reaches any demand within {}", options.radius);
    // Rounded up: with that radius one does.
    return reaching > most ? fmt::format("{}, nor within 5000 km, the largest --radius", none)
                           : fmt::format("{}; --radius {:.3f}km reaches one", none, std::ceil(reaching.metres()) / 1000);
}

int run(const Options& options) {
    const Distance radius = radius_of(options);
    const planner::CoveringRequest request = request_of(options);
    require_files(options);
    geo::Notices notices;
    const geo::Layer demand = read_layer(options.demand, notices);
    const geo::Layer sites = read_sites(options, notices);
    CoveringAnswer answer;
    std::optional<CoveringInput> input;
    {
        const ProgressLine progress;
        progress("looking who covers whom");
        input.emplace(demand, options.demand.file, sites, options.sites.file, options.fields, radius);
        if (const auto reaching = input->radius_to_cover_any()) notices.push_back(no_demand_notice(options, *reaching));
        answer = solved(*input, request, progress);
    }
    if (!answer.why_not.empty()) {
        print_notices(notices);
        options.json ? fmt::print("{}", planner::to_text({{"why_not", answer.why_not}})) : fmt::print("no answer: {}\n", answer.why_not);
        return answer_is_no;
    }
    const Result result(options, demand, sites, *input, std::move(answer));
    const auto write = [&](const std::string& file, const geo::Layer& layer, geo::GeometryType type) {
        if (!file.empty()) write_result(file, layer, geo::fields_of(layer), type, options.overwrite, notices);
    };
    const bool points = std::holds_alternative<geo::Points>(demand.features.front().geometry);
    write(options.out, result.site_layer(), geo::GeometryType::point);
    write(options.demand_out, result.demand_layer(), points ? geo::GeometryType::point : geo::GeometryType::multipolygon);
    print_notices(notices);
    if (options.out != "-" && options.demand_out != "-") result.print();
    return done;
}

}  // namespace

Command add_cover(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("cover", "Which sites to choose so that the most demand lies within a distance of one, on WGS84");
    add_layer_options(*command, options->demand, "DEMAND");
    command->add_option("SITES", options->sites.file, "Points to choose from: anything GDAL's vector drivers read")->type_name("LAYER")->required();
    command->add_option("--sites-layer", options->sites.layer, "Layer inside that file");
    command->add_option("--sites-where", options->sites.where, "Attribute filter on the sites");
    command->add_option("--radius", options->radius, "How far a site covers, such as 800m: points no farther, polygons all of which is no farther")
        ->required();
    command->add_option("--count", options->count, "Choose at most so many sites")->check(CLI::Range(0, 1'000'000'000));
    command->add_option("--budget", options->budget, "Choose sites that cost no more together; with --cost");
    command->add_option("--share", options->share, "Instead: the fewest sites, or with --cost the cheapest, that cover so much: 0.9 or \"90 %\"; 1 covers all");
    command->add_option("--weight", options->fields.weight, "Field of a demand's weight (1 a point, its km2 a polygon, if not given)");
    command->add_option("--fixed", options->fields.fixed, "Field that says which sites are chosen already: true or 1");
    command->add_option("--capacity", options->fields.capacity, "Field of the weight that a site can serve; a demand may be served by several, in parts");
    command->add_option("--cost", options->fields.cost, "Field of what a site costs");
    command->add_option("--nodes", options->nodes, "How far to search: nodes of the search tree")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{2'000'000'000}))
        ->capture_default_str();
    command->add_option("--out,-o", options->out, "File of the sites to write, its format by its ending: .geojson, .gpkg, .fgb, .shp or .kml; - is GeoJSON on standard output")->type_name("FILE");
    command->add_option("--demand-out", options->demand_out, "File of the demands to write, with the site that serves each: .geojson, .gpkg, .fgb, .shp or .kml")->type_name("FILE");
    command->add_flag("--overwrite", options->overwrite, "Replace files that stand there");
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    command->footer("Examples:\n  picket cover places.csv sites.csv --radius 800m --count 5 --weight people -o chosen.geojson\n"
                    "  picket cover cells.gpkg bases.geojson --radius 250km --share \"95 %\"\n\n"
                    "Exit status: 0 done, 1 what is asked for cannot be (nothing is written), 2 wrong arguments or data.");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
