// picket map: a finished map of a plan, as a picture for a document.
#include "cli/app.hpp"
#include "cli/shipped.hpp"

#include "planner/emit/map/map_picture.hpp"

#include "geo/file.hpp"
#include "geo/text.hpp"

namespace picket::cli {

namespace {

namespace fs = std::filesystem;
using planner::PictureFormat;

struct Options {
    std::string folder, out, theme, size;
    double dpi = 144;
    bool overwrite = false;
};

PictureFormat format_of(const fs::path& file) {
    const std::string ending = file.extension().string();
    if (ending == ".png") return PictureFormat::png;
    if (ending == ".svg") return PictureFormat::svg;
    if (ending == ".pdf") return PictureFormat::pdf;
    throw geo::InputError(fmt::format("{}: unknown ending '{}'; pictures are written to .png, .svg or .pdf", file.string(), ending));
}

// WIDTHxHEIGHT.
void read_size(const std::string& text, planner::MapOptions& options) {
    constexpr int most = 16000;
    int wide = 0, high = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%5dx%5d%c", &wide, &high, &rest) != 2 || wide < 1 || high < 1 || wide > most || high > most)
        throw geo::InputError(fmt::format("--size {}: must be WIDTHxHEIGHT in dots, each at most {}, such as 1684x1191", text, most));
    options.width = wide;
    options.height = high;
}

int run(const Options& options) {
    const auto existing = options.overwrite ? geo::Existing::replace : geo::Existing::refuse;
    planner::MapOptions map;
    map.format = format_of(options.out);
    map.theme = options.theme;
    map.dpi = options.dpi;
    if (!options.size.empty()) read_size(options.size, map);
    geo::require_writable_file(options.out, existing);
    const planner::Styles styles = planner::read_styles(shipped_folder() / "styles" / "styles.json");
    geo::write_file(options.out, planner::map_picture(planner::read_view(options.folder), styles, map), existing);
    return done;
}

}  // namespace

Command add_map(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("map", "A finished map of a plan, with legend, scale and sources, as a picture");
    command->add_option("PLAN", options->folder, "The folder of a plan, with its GeoJSON layers")->type_name("FOLDER")->required();
    command->add_option("--out,-o", options->out, "The picture, its format by its ending: .png, .svg or .pdf")->type_name("FILE")->required();
    command->add_option("--theme", options->theme, "The question that the map answers: air, zone or sea (if not given: zone, else sea, else air, by what the plan has)");
    command->add_option("--size", options->size, "WIDTHxHEIGHT in dots (if not given: 1684x1191, which is A4 at 144 dots to the inch)");
    command->add_option("--dpi", options->dpi, "Dots to the inch: more make letters and symbols larger on a page of as many dots")
        ->check(CLI::Range(48.0, 1200.0))->capture_default_str();
    command->add_flag("--overwrite", options->overwrite, "Replace a file that stands there");
    command->footer("Example:\n  picket map out/black-sea --theme sea -o lanes.pdf\n\n"
                    "Exit status: 0 done, 2 wrong arguments or data (nothing is written).");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
