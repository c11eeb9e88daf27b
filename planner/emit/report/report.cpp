#include "planner/emit/report/report.hpp"

#include "planner/calendar.hpp"
#include "planner/emit/report/charts.hpp"
#include "planner/emit/report/map.hpp"
#include "planner/emit/report/sections.hpp"
#include "planner/sha256.hpp"
#include "planner/version.hpp"

#include "geo/file.hpp"
#include "geo/text.hpp"

#include <regex>

namespace picket::planner {

namespace {

using Parts = std::map<std::string, std::string>;

// The page with {{NAME}} replaced; what is put in is not looked at again.
std::string filled(const std::string& page, const Parts& parts) {
    std::string html;
    std::size_t at = 0;
    for (std::size_t from; (from = page.find("{{", at)) != std::string::npos;) {
        const std::size_t to = page.find("}}", from);
        const std::string name = to == std::string::npos ? "" : page.substr(from + 2, to - from - 2);
        const auto part = parts.find(name);
        if (part == parts.end()) throw geo::InputError(fmt::format("report/page.html: asks for '{}', which a report does not have", name));
        html += page.substr(at, from - at) + part->second;
        at = to + 2;
    }
    return html + page.substr(at);
}

std::string leaflet(const char* file) {
    const std::filesystem::path path = std::filesystem::path(PICKET_LEAFLET) / file;
    if (!std::filesystem::is_regular_file(path)) throw geo::InputError(fmt::format("{}: is not there; install the Debian package libjs-leaflet", path.string()));
    return geo::content_of(path);
}

// What would be asked for beside the page: pictures of buttons that it does not use, and maps of the source.
std::string leaflet_css() {
    const std::string plain = std::regex_replace(leaflet("leaflet.css"), std::regex(R"(/\*# sourceMappingURL[^*]*\*/)"), "");
    return std::regex_replace(plain, std::regex(R"(url\([^)]*\))"), "none");
}

std::string leaflet_js() { return std::regex_replace(leaflet("leaflet.min.js"), std::regex(R"(//# sourceMappingURL[^\n]*)"), ""); }

std::string day_of(const PlanView& view) { return time_text(made_at(view.plan)).substr(0, 10); }

// Sections that have nothing to say are left out, and their links too.
std::string links(const std::vector<std::pair<std::string, std::string>>& sections, const Parts& parts) {
    std::string html;
    for (const auto& [id, title] : sections)
        if (const auto part = parts.find(id); part == parts.end() || !part->second.empty()) html += fmt::format("<a href=\"#{}\">{}</a>\n", id, title);
    return html;
}

std::string section(const std::string& id, const std::string& title, const std::string& content) {
    return content.empty() ? "" : fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-h\">\n<h2 id=\"{0}-h\">{1}</h2>\n{2}</section>\n", id, title, content);
}

}  // namespace

std::string report_html(const PlanView& view, const Styles& styles, const std::filesystem::path& resources) {
    const std::filesystem::path folder = resources / "report";
    const Json& s = view.summary;
    const std::vector<Table> tables = tables_of(s);
    const FieldText text(tables);
    Parts parts{{"lanes", lane_charts(view, text)}, {"rota", rota_chart(view, text)}};
    parts["zone"] = tables_html(tables, {"zones"}) + places_html(view, text) + zone_gaps_html(view, text) + tables_html(tables, {"placements"});
    const std::string buy = buy_charts(view, tables);
    parts["zone"] += buy.empty() ? "" : "<h3>What fighters buy</h3>\n" + buy;
    parts["lanes"] = tables_html(tables, {"lanes"}) + lane_gaps_html(view, text) + parts["lanes"] + tables_html(tables, {"patrols", "more_ships"});
    parts["air"] = tables_html(tables, {"reach", "stations", "tankers", "fleets", "nations"});
    const std::vector<std::pair<std::string, std::string>> sections{{"map", "Map"},     {"requirements", "Requirements"}, {"zone", "Zone"},       {"lanes", "Lanes"},  {"air", "Air"},
                                                                    {"rota", "Rota"},   {"notices", "Notices"},           {"method", "Method"},   {"terms", "Terms"},  {"sources", "Sources"},
                                                                    {"again", "Make it again"}};
    parts["links"] = links(sections, parts);
    parts["zone"] = section("zone", "Zone", parts["zone"]);
    parts["lanes"] = section("lanes", "Lanes", parts["lanes"]);
    parts["air"] = section("air", "Air", parts["air"]);
    parts["rota"] = section("rota", "Rota", parts["rota"]);
    parts["title"] = escaped(s.at("title").get<std::string>());
    parts["question"] = escaped(view.plan.at("scenario").at("description").get<std::string>());
    parts["as_of"] = escaped(s.at("as_of").get<std::string>());
    parts["made"] = day_of(view);
    parts["tolerance"] = fmt::format("{:g}", s.at("tolerance_m").get<double>());
    parts["map_tolerance"] = fmt::format("{:g}", map_tolerance_m);
    parts["version"] = escaped(picket_version());
    parts["lead"] = lead_html(view, tables);
    parts["requirements"] = requirements_html(view, text);
    parts["notices"] = notices_html(view);
    parts["sources"] = sources_html(view, resources / "datasets");
    parts["again"] = reproduce_html(view);
    parts["css"] = leaflet_css() + geo::content_of(folder / "report.css");
    parts["leaflet"] = leaflet_js();
    parts["script"] = geo::content_of(folder / "report.js");
    for (const char* script : {"leaflet", "script"}) parts[fmt::format("{}_hash", script)] = sha256_base64(parts.at(script));
    parts["data"] = script_json(report_map(view, styles, text));
    return filled(geo::content_of(folder / "page.html"), parts);
}

}  // namespace picket::planner
