#include "planner/emit/view.hpp"

#include "planner/calendar.hpp"
#include "planner/compare.hpp"

#include "geo/file.hpp"
#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>

namespace picket::planner {

namespace {

geo::GeometryType type_of(const geo::Layer& layer) {
    if (layer.features.empty() || std::holds_alternative<geo::MultiPolygon>(layer.features[0].geometry)) return geo::GeometryType::multipolygon;
    return std::holds_alternative<geo::Lines>(layer.features[0].geometry) ? geo::GeometryType::line : geo::GeometryType::point;
}

bool is_time(const std::string& field) { return field.ends_with("_time"); }

// GDAL reads a time as 2025/08/22 06:30:00+00; a plan says 2025-08-22T06:30:00Z.
void restore_times(geo::Layer& layer) {
    for (geo::Feature& f : layer.features)
        for (auto& [name, value] : f.fields)
            if (auto* text = std::get_if<std::string>(&value); text && is_time(name) && text->size() == 22 && text->ends_with("+00"))
                *text = fmt::format("{}-{}-{}T{}Z", text->substr(0, 4), text->substr(5, 2), text->substr(8, 2), text->substr(11, 8));
}

OutputLayer read_output(const std::filesystem::path& file) {
    geo::LayerRef ref{file, "", "", geo::EdgeRule::straight};
    ref.may_be_empty = true;
    geo::Notices none;  // what picket wrote needs no repair
    geo::Layer layer = geo::read_layer(ref, geo::Faults::repair, none);
    layer.name = file.stem().string();
    restore_times(layer);
    const geo::GeometryType type = type_of(layer);
    std::vector<geo::Field> fields = geo::fields_of(layer);
    for (geo::Field& f : fields)
        if (is_time(f.name)) f.type = geo::Field::Type::time;
    return {std::move(layer), std::move(fields), type};
}

}  // namespace

const OutputLayer& PlanView::layer(std::string_view name) const {
    const auto found = std::find_if(layers.begin(), layers.end(), [&](const OutputLayer& l) { return l.layer.name == name; });
    if (found == layers.end()) throw geo::InputError(fmt::format("the plan has no layer '{}'; make it again with this version", name));
    return *found;
}

PlanView read_view(const std::filesystem::path& folder) {
    read_finished_plan(folder);  // refuses what is none
    PlanView view{{}, read_json(folder / "summary.json"), read_json(folder / "plan.json"), geo::content_of(folder / "lane_profile.csv")};
    std::vector<std::filesystem::path> files;
    for (const Json& name : view.plan.at("files"))
        if (std::filesystem::path file = name.get<std::string>(); file.extension() == ".geojson") files.push_back(folder / file);
    if (files.empty()) throw geo::InputError(fmt::format("{}: was made without its GeoJSON layers; make it again with --emit geojson", folder.string()));
    view.layers.resize(files.size());
    geo::parallel_for(files.size(), [&](std::size_t i) { view.layers[i] = read_output(files[i]); });
    return view;
}

std::int64_t made_at(const Json& plan) {
    if (const char* given = std::getenv("SOURCE_DATE_EPOCH"); given && *given) {
        constexpr std::int64_t last_second = 253402300799;  // of the year 9999
        std::int64_t seconds = 0;
        const char* const end = given + std::strlen(given);
        if (const auto [stop, error] = std::from_chars(given, end, seconds); error == std::errc{} && stop == end && seconds >= 0 && seconds <= last_second) return seconds;
        throw geo::InputError(fmt::format("SOURCE_DATE_EPOCH={}: must be seconds since 1970, such as 1755820800", given));
    }
    return seconds_at(plan.at("scenario").at("as_of").get<std::string>());
}

}  // namespace picket::planner
