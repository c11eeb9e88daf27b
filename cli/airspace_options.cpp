#include "cli/airspace_options.hpp"

#include "cli/shipped.hpp"
#include "cli/layer_options.hpp"

#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <functional>

namespace picket::cli {

using geo::Distance;
using planner::GivenAirspace;
using planner::GivenArea;

namespace {

bool is_country_code(const std::string& text) {
    return text.size() == 3 && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) != 0; }) &&
           !std::filesystem::exists(text);
}

std::string name_of(const geo::Feature& feature, const std::string& file, std::size_t number) {
    const std::string name = feature.text("name").empty() ? feature.text("id") : feature.text("name");
    return name.empty() ? fmt::format("{}, feature {}", file, number) : fmt::format("{}, {}", file, name);
}

void append_areas(const geo::Layer& layer, const std::string& file, std::vector<GivenArea>& areas) {
    for (std::size_t i = 0; i < layer.features.size(); ++i) {
        const geo::Feature& f = layer.features[i];
        const auto* shape = std::get_if<geo::MultiPolygon>(&f.geometry);
        if (!shape)
            throw geo::InputError(fmt::format("--closed {}, feature {}: is no polygon; to close the ground along lines or about "
                                              "points, make it by picket buffer", file, i + 1));
        areas.push_back({name_of(f, file, i + 1), *shape, layer.edges});
    }
}

// The filter on the shipped countries that the codes make.
std::string filter_of(const std::vector<std::string>& codes) {
    std::vector<std::string> quoted;
    for (std::string code : codes) {
        std::transform(code.begin(), code.end(), code.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        quoted.push_back("'" + code + "'");
    }
    return fmt::format("iso3 in ({})", geo::joined(quoted));
}

void require_codes(const std::vector<std::string>& codes, const geo::Layer& countries) {
    for (const std::string& code : codes) {
        const std::string filter = filter_of({code});
        const auto is_it = [&](const geo::Feature& f) { return filter_of({f.text("iso3")}) == filter; };
        if (std::any_of(countries.features.begin(), countries.features.end(), is_it)) continue;
        throw geo::InputError(fmt::format("--closed {}: is neither a layer nor the iso3 code of a shipped country (see picket data)", code));
    }
}

}  // namespace

std::string AirspaceOptions::text() const {
    std::vector<std::string> parts;
    for (const std::string& c : closed) parts.push_back(is_country_code(c) ? c : std::filesystem::path(c).filename().string());
    if (closed.empty() && !closed_where.empty()) parts.emplace_back("countries.geojson");
    std::string result = geo::joined(parts);
    if (!closed_where.empty()) result += fmt::format(" where {}", closed_where);
    for (const std::string& o : open) result += fmt::format("; open {}{}", std::filesystem::path(o).filename().string(), width.empty() ? "" : ", " + width + " wide");
    return result;
}

geo::MultiPolygon shipped_extent() {
    return {{{{-20, 20}, {80, 20}, {80, 75}, {-20, 75}, {-20, 20}}, {}}};
}

void add_airspace_options(CLI::App& app, AirspaceOptions& options) {
    app.add_option("--closed", options.closed,
                   "Airspace that is closed: a layer of polygons, as drawn, or a country's code, such as BLR, with its territorial sea; may be given again")
        ->type_name("LAYER|ISO3")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_option("--closed-where", options.closed_where,
                   "Attribute filter on the closed layers, as in ogr2ogr -where; without --closed, on the shipped countries");
    app.add_option("--open", options.open, "A corridor through closed airspace: a layer of lines, with --width, or of polygons; may be given again")
        ->type_name("LAYER")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_option("--width", options.width, "Width of the corridors along lines, such as 20km");
    app.add_flag("--no-territorial-sea", options.no_territorial_sea, "Leave the territorial sea of closed countries open");
    app.add_flag("--strict", options.strict, "Refuse polygons that cross themselves instead of repairing them");
}

GivenAirspace read_airspace(const AirspaceOptions& options, Distance tolerance, geo::Notices& notices) {
    std::optional<Distance> width;
    if (!options.width.empty()) {
        width = parse_distance_option("--width", options.width);
        if (options.open.empty()) throw geo::InputError("--width: is the width of corridors; name their lines by --open");
        if (*width < planner::least_width || *width > planner::most_width)
            throw geo::InputError(fmt::format("--width {}: must lie between 20 m and 2000 km", options.width));
    }
    const geo::Faults faults = options.strict ? geo::Faults::refuse : geo::Faults::repair;
    std::vector<std::string> files, codes;
    for (const std::string& text : options.closed) (is_country_code(text) ? codes : files).push_back(text);
    const bool by_filter = options.closed.empty() && !options.closed_where.empty();

    struct Job {
        geo::LayerRef ref;
        geo::Layer layer;
        geo::Notices notices;
    };
    std::vector<Job> jobs;
    const auto want = [&](const std::filesystem::path& file, const std::string& where, bool may_be_empty = false) {
        jobs.push_back({{file, "", where, geo::EdgeRule::straight, may_be_empty}, {}, {}});
    };
    for (const std::string& file : files) want(file, options.closed_where);
    for (const std::string& file : options.open) want(file, "");
    const bool shipped = by_filter || !codes.empty();
    if (shipped) {
        const std::string where = by_filter ? options.closed_where : filter_of(codes);
        want(datasets_folder() / "countries.geojson", where, !by_filter);
    }
    geo::parallel_for(jobs.size(), [&](std::size_t i) { jobs[i].layer = geo::read_layer(jobs[i].ref, faults, jobs[i].notices); });

    GivenAirspace given;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        notices.insert(notices.end(), jobs[i].notices.begin(), jobs[i].notices.end());
        const std::string file = jobs[i].ref.file.filename().string();
        if (i < files.size() || i >= files.size() + options.open.size()) {
            append_areas(jobs[i].layer, file, given.closed);
            continue;
        }
        for (GivenArea& area : planner::corridors(jobs[i].layer, "--open " + jobs[i].ref.file.string(), width, tolerance))
            given.open.push_back(std::move(area));
    }
    if (!shipped) return given;
    given.known = shipped_extent();
    require_codes(codes, jobs.back().layer);
    if (options.no_territorial_sea) return given;
    std::vector<std::string> iso3;
    for (const geo::Feature& f : jobs.back().layer.features) iso3.push_back(f.text("iso3"));
    const geo::LayerRef sea{datasets_folder() / "territorial_sea.fgb", "", filter_of(iso3), geo::EdgeRule::straight, true};
    append_areas(geo::read_layer(sea, faults, notices), sea.file.filename().string(), given.closed);
    return given;
}

}  // namespace picket::cli
