// What a plan stands on, and how to make it again.
#include "planner/config.hpp"
#include "planner/emit/report/sections.hpp"
#include "planner/sha256.hpp"

#include "geo/text.hpp"

namespace picket::planner {

namespace {

struct Shipped {
    std::string what, source, licence, as_of, accuracy, sha256;
};

// By the names of the files in the catalogue.
std::map<std::string, Shipped> shipped_in(const std::filesystem::path& datasets) {
    std::map<std::string, Shipped> all;
    for (const Config& t : Config::load(datasets / "catalogue.toml").tables("dataset")) {
        const auto text = [&](const char* key) { return t.get<std::string>(key); };
        const std::string file = text("file");
        all[file] = {text("what"), text("source"), text("licence"), text("as_of"), text("accuracy"), sha256_of(datasets / file)};
    }
    return all;
}

// A file is what ships when it has its bytes: then its licence and accuracy are known.
std::string inputs_table(const PlanView& view, const std::filesystem::path& datasets) {
    const auto shipped = shipped_in(datasets);
    std::vector<std::vector<std::string>> rows{{"file", "what", "source", "licence", "as of", "accuracy", "SHA-256"}};
    for (const Json& input : view.plan.at("inputs")) {
        const std::string file = input.at("file"), hash = input.at("sha256").is_null() ? "-" : input.at("sha256").get<std::string>();
        const auto found = shipped.find(std::filesystem::path(file).filename().string());
        if (found != shipped.end() && found->second.sha256 == hash) {
            const Shipped& s = found->second;
            rows.push_back({file, s.what, s.source, s.licence, s.as_of, s.accuracy, hash});
        } else {
            rows.push_back({file, file.ends_with(".toml") ? "scenario or type table" : "layer of the scenario's author", "not shipped with picket", "ask its author", "-", "-", hash});
        }
    }
    return table_html("Files", rows, std::vector<bool>(7, false));
}

std::string figures_table(const PlanView& view) {
    std::vector<std::vector<std::string>> rows{{"key", "title", "date"}};
    for (const auto& [key, source] : view.plan.at("sources").items())
        rows.push_back({key, source.at("title").get<std::string>(), source.at("date").get<std::string>()});
    if (rows.size() == 1) return "";
    return folded(fmt::format("Sources of the figures of aircraft, vessels and sensors: {}", rows.size() - 1),
                  table_html("Sources of figures", rows, {false, false, false}));
}

}  // namespace

std::string sources_html(const PlanView& view, const std::filesystem::path& datasets) { return inputs_table(view, datasets) + figures_table(view); }

std::string reproduce_html(const PlanView& view) {
    const std::string name = view.plan.at("scenario").at("name");
    std::string versions;
    for (const auto& [program, version] : view.plan.at("versions").items()) versions += fmt::format("{}{} {}", versions.empty() ? "" : ", ", program, version.get<std::string>());
    return fmt::format("<pre><code>picket plan {0}.toml --tolerance {1:g}m --out {0}</code></pre>\n<p>{0}.toml stands for the file of the scenario, named in the sources. Made by {2}. The same scenario and data give the same bytes.</p>\n",
                       escaped(name), view.summary.at("tolerance_m").get<double>(), escaped(versions));
}

}  // namespace picket::planner
