#include "planner/emit/geopackage.hpp"

#include "planner/calendar.hpp"

#include "geo/geopackage.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace picket::planner {

namespace {

// The different texts of a field, in the order of the features.
std::string texts_of(const geo::Layer& layer, const char* field) {
    std::vector<std::string> texts;
    for (const geo::Feature& f : layer.features)
        if (std::string text = f.text(field); !text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
    return geo::joined(texts, "; ");
}

}  // namespace

std::string qml_of(const std::string& name, const std::filesystem::path& resources) {
    const std::filesystem::path file = resources / "styles" / "qml" / (name + ".qml");
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    if (!in || text.str().empty()) throw geo::InputError(fmt::format("{}: cannot be read; picket ships it", file.string()));
    return text.str();
}

std::string geopackage(const PlanView& view, const Styles& styles, const std::filesystem::path& resources) {
    std::vector<geo::GeoPackageTable> tables;
    for (const OutputLayer& l : view.layers) {
        const auto entry = std::find_if(styles.layers.begin(), styles.layers.end(), [&](const LayerStyle& s) { return s.table == l.layer.name; });
        if (entry == styles.layers.end()) throw geo::InputError(fmt::format("styles.json says nothing of the layer '{}'", l.layer.name));
        std::map<std::string, std::string> metadata;
        for (const char* field : {"source", "as_of", "method", "tolerance_m"}) metadata[field] = texts_of(l.layer, field);
        tables.push_back({&l.layer, l.fields, l.type, entry->title, entry->description, styles.aliases, std::move(metadata), qml_of(l.layer.name, resources)});
    }
    std::sort(tables.begin(), tables.end(), [](const auto& a, const auto& b) { return a.layer->name < b.layer->name; });
    const Json& s = view.summary;
    return geo::encode_geopackage(tables,
                                  {{"title", s.at("title").get<std::string>()},
                                   {"as_of", s.at("as_of").get<std::string>()},
                                   {"tolerance_m", s.at("tolerance_m").dump()},
                                   {"made_by", "picket " + view.plan.at("versions").at("picket").get<std::string>()}},
                                  time_text(made_at(view.plan)));
}

}  // namespace picket::planner
