#include "planner/emit/project/layout.hpp"

#include "geo/error.hpp"
#include "geo/text.hpp"

#include <fstream>
#include <sstream>

namespace picket::planner {

namespace {

constexpr double bar_part_m = 0.021;  // a scale bar has two parts, each at most as long on paper
constexpr double nautical_mile_m = 1852;

std::string filled(const std::string& blank, const std::map<std::string, std::string>& values) {
    std::string text;
    std::size_t at = 0;
    for (std::size_t open = 0; (open = blank.find("%%", at)) != std::string::npos;) {
        const std::size_t close = blank.find("%%", open + 2);
        text += blank.substr(at, open - at) + values.at(blank.substr(open + 2, close - open - 2));
        at = close + 2;
    }
    return text + blank.substr(at);
}

// Width and height of the map in millimetres, as the template has them.
std::pair<double, double> map_size(const std::string& blank) {
    const std::size_t map = blank.find(" id=\"map\"");
    const std::size_t size = blank.find(" size=\"", map) + 7;
    double width = 0, height = 0;
    char comma = 0;
    std::istringstream(blank.substr(size, 40)) >> width >> comma >> height;
    return {width, height};
}

Xml property(std::string_view name, std::string_view value) {
    return Xml("Option").set("type", "QString").set("name", name).set("value", value);
}

// An entry with one rule has one line, its title; one with several has them under its title.
Xml legend_of(const LayerStyle& entry) {
    Xml properties("Option");
    properties.set("type", "Map");
    if (entry.rules.size() == 1)
        properties.add(property("legend/label-0", entry.title)).add(property("legend/title-style", "hidden"));
    else
        properties.add(property("legend/title-style", "subgroup"));
    Xml layer("layer-tree-layer");
    layer.set("id", layer_id(entry)).set("name", entry.title).set("checked", "Qt::Checked").set("expanded", "1").set("providerKey", "ogr").set("source", "");
    return layer.add(Xml("customproperties").add(properties));
}

// Entries of one line first, so that none seems to belong under the title above it; the background, which is the last group, apart.
std::string legend_of(const LayoutContent& content) {
    const Group& background = content.styles.groups.back();
    std::string lines, titled;
    Xml behind("layer-tree-group");
    behind.set("name", background.title).set("checked", "Qt::Checked").set("expanded", "1");
    bool has_background = false;
    for (const LayerStyle* e : content.entries) {
        if (e->group == background.id) {
            behind.add(legend_of(*e));
            has_background = true;
        } else {
            (e->rules.size() == 1 ? lines : titled) += legend_of(*e).text();
        }
    }
    return lines + titled + (has_background ? behind.text() : "");
}

}  // namespace

std::string layout_template(const std::filesystem::path& resources) {
    const std::filesystem::path file = resources / "styles" / "layout.xml";
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    if (!in || text.str().empty()) throw geo::InputError(fmt::format("{}: cannot be read; picket ships it", file.string()));
    return text.str();
}

std::string layer_id(const LayerStyle& entry) { return "picket_layer_" + entry.id; }

std::string layout_name(const Theme& theme) { return "Map: " + theme.id; }

std::string layout(const std::string& layout_template, const LayoutContent& content, const MapPlane& plane) {
    const auto [width, height] = map_size(layout_template);
    const geo::Box box = in_shape(with_margin(plane.whole(), 0.07), width / height);
    const double scale = (box.high.x - box.low.x) / (width / 1000);
    const auto metres = [](double v) { return fmt::format("{:.0f}", v); };
    return filled(layout_template, {{"name", xml_escaped(layout_name(content.theme))},
                                    {"theme", xml_escaped(content.theme.title)},
                                    {"title", xml_escaped(content.theme.title)},
                                    {"sources", xml_escaped(content.sources)},
                                    {"crs", plane.system().text()},
                                    {"xmin", metres(box.low.x)},
                                    {"ymin", metres(box.low.y)},
                                    {"xmax", metres(box.high.x)},
                                    {"ymax", metres(box.high.y)},
                                    {"kilometres", fmt::format("{}", round_length(bar_part_m * scale / 1000))},
                                    {"nautical_miles", fmt::format("{}", round_length(bar_part_m * scale / nautical_mile_m))},
                                    {"legend", legend_of(content)}});
}

}  // namespace picket::planner
