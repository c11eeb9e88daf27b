#include "planner/emit/map/map_picture.hpp"

#include "planner/emit/map/contents.hpp"
#include "planner/emit/map/facts.hpp"
#include "planner/emit/map/furniture.hpp"
#include "planner/emit/map/panel.hpp"
#include "planner/version.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

namespace {

using geo::Box;

constexpr double margin_px = 18, gap_px = 14, panel_px = 256, degrees_px = 30;
constexpr double least_width_px = 640, least_height_px = 480;

const std::string soft = "#5a6068";

const Theme& theme_of(const PlanView& view, const Styles& styles, const std::string& wanted) {
    std::vector<std::string> known;
    for (const Theme& t : styles.themes) known.push_back(t.id);
    if (wanted.empty())
        for (const char* id : {"zone", "sea"})
            if (const Theme& t = styles.theme(id); has_theme(view, styles, t)) return t;
    const std::string id = wanted.empty() ? "air" : wanted;
    if (std::find(known.begin(), known.end(), id) == known.end())
        throw geo::InputError(fmt::format("unknown theme '{}'{}; there are {}", id, geo::did_you_mean(id, known), geo::joined(known)));
    const Theme& theme = styles.theme(id);
    if (!has_theme(view, styles, theme)) {
        const std::vector<std::string> there = themes_of(view, styles);
        throw geo::InputError(fmt::format("theme '{}': the plan has nothing of it; it has something of {}", id, there.empty() ? "no theme" : geo::joined(there)));
    }
    return theme;
}

// Where what stands on the page.
struct Page {
    Box title, map, panel, foot;
};

Page laid_out(double width, double height, double foot_height) {
    constexpr double title_px = 48;
    const double top = margin_px + title_px, bottom = height - margin_px - foot_height;
    const double right = width - margin_px - panel_px;
    Page page;
    page.title = {{margin_px, margin_px}, {width - margin_px, top}};
    // Whole pixels: Mapnik counts in them.
    page.map = {{margin_px + degrees_px, top}, {std::floor(right - gap_px), std::floor(bottom - gap_px)}};
    page.panel = {{right, top}, {width - margin_px, bottom - gap_px}};
    page.foot = {{margin_px, bottom}, {width - margin_px, height - margin_px}};
    return page;
}

void draw_title(const std::string& title, const std::string& question, const Box& box, const std::string& ink, Canvas& canvas) {
    TextLook look{19, ink, true};
    while (look.size_px > 8 && canvas.text_width(title, look) > box.high.x - box.low.x) look.size_px -= 0.5;
    canvas.text({box.low.x, box.low.y + 16}, title, look);
    canvas.text({box.low.x, box.low.y + 35}, question, {12, soft});
}

void draw_map(const MapContents& contents, const PagePlane& plane, const Styles& styles, Canvas& canvas) {
    canvas.fill(outline(plane.frame), styles.water);
    const auto lines = graticule(plane);
    MapDrawing drawing{plane.frame, contents.background, contents.labels, contents.taken};
    drawing.layers.push_back(graticule_layer(lines));
    drawing.layers.insert(drawing.layers.end(), contents.layers.begin(), contents.layers.end());
    const Box furniture = furniture_box(plane, contents.taken);
    drawing.taken.push_back(furniture);
    draw(drawing, canvas);
    draw_furniture(furniture, plane, styles.ink, canvas);
    draw_frame(lines, plane, styles.ink, canvas);
}

std::vector<std::string> foot_lines(const PlanView& view, const MapContents& contents, const PagePlane& plane, double wide, const TextLook& look, Canvas& canvas) {
    const std::string text =
        fmt::format("Sources: {}. Edges within {} m. Lambert azimuthal equal-area projection about {:.1f}° {} {:.1f}° {}, WGS84. Made with picket {}.",
                    geo::joined(contents.sources, "; "), view.summary.at("tolerance_m").dump(),
                    std::abs(plane.centre.lat()), plane.centre.lat() < 0 ? "S" : "N", std::abs(plane.centre.lon()), plane.centre.lon() < 0 ? "W" : "E",
                    picket_version());
    constexpr std::size_t most = 8;  // the map needs the room
    std::vector<std::string> lines = wrapped(text, wide, look, canvas);
    if (lines.size() <= most) return lines;
    lines.resize(most);
    lines.back() = fmt::format("And more sources, named with the layers. Made with picket {}.", picket_version());
    return lines;
}

}  // namespace

std::string map_picture(const PlanView& view, const Styles& styles, const MapOptions& options) {
    const Theme& theme = theme_of(view, styles, options.theme);
    const std::string title = view.summary.at("title").get<std::string>();
    Canvas canvas({options.format, options.width, options.height, options.dpi, fmt::format("{}: {}", title, theme.title),
                   fmt::format("picket {}", picket_version()), made_at(view.plan)});
    if (!(canvas.width() >= least_width_px && canvas.height() >= least_height_px))
        throw geo::InputError(fmt::format("a page of {:.0f} x {:.0f} dots at {:g} to the inch has no room for a map: at least {:.0f} x {:.0f} are needed",
                                          options.width * 1.0, options.height * 1.0, options.dpi, least_width_px * options.dpi / 96,
                                          least_height_px * options.dpi / 96));
    const TextLook small{7.5, soft};
    constexpr double line_px = 10;
    const auto page_with = [&](std::size_t lines) { return laid_out(canvas.width(), canvas.height(), line_px * static_cast<double>(lines)); };
    // How many lines the sources take depends on what the map shows; it is laid out again where that is not what was thought.
    std::size_t lines = 4;
    Page page;
    std::optional<PagePlane> plane;
    MapContents contents;
    std::vector<std::string> foot;
    for (int step = 0; step < 3; ++step) {
        page = page_with(lines);
        plane = plane_of(view, styles, theme, page.map);
        contents = contents_of(view, styles, theme, *plane);
        foot = foot_lines(view, contents, *plane, page.foot.high.x - page.foot.low.x, small, canvas);
        if (foot.size() <= lines) break;
        lines = foot.size();
    }
    draw_title(title, fmt::format("{}   As of {}.", theme.title, view.summary.at("as_of").get<std::string>()), page.title, styles.ink, canvas);
    draw_map(contents, *plane, styles, canvas);
    draw_panel(facts_of(view.summary, theme.id), contents.legend, contents.beyond, page.panel, styles.ink, canvas);
    for (std::size_t i = 0; i < foot.size(); ++i) canvas.text({page.foot.low.x, page.foot.low.y + line_px * static_cast<double>(i + 1) - 1}, foot[i], small);
    return canvas.finished();
}

std::vector<std::string> themes_of(const PlanView& view, const Styles& styles) {
    std::vector<std::string> themes;
    for (const Theme& t : styles.themes)
        if (has_theme(view, styles, t)) themes.push_back(t.id);
    return themes;
}

}  // namespace picket::planner
