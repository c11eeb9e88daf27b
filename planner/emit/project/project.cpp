#include "planner/emit/project/project.hpp"

#include "planner/calendar.hpp"
#include "planner/emit/project/layers.hpp"
#include "planner/emit/project/layout.hpp"
#include "planner/zip.hpp"

#include "geo/text.hpp"

#include <algorithm>

namespace picket::planner {

namespace {

// The oldest QGIS it is made for, and the form of what is written.
constexpr const char* qgis_version = "3.22.16";

// Those that have something to show.
std::vector<const Theme*> themes_of(const PlanView& view, const Styles& styles) {
    std::vector<const Theme*> themes;
    for (const Theme& theme : styles.themes)
        if (has_frame(view, styles, theme)) themes.push_back(&theme);
    return themes;
}

class ProjectWriter {
  public:
    ProjectWriter(const PlanView& view, const Styles& styles, ProjectData data, const std::filesystem::path& resources)
        : view_(view), styles_(styles), resources_(resources), layers_(view, styles, data, resources),
          themes_(themes_of(view, styles)), plane_(view, styles, themes_), made_at_(time_text(made_at(view.plan))) {}

    std::string text() const {
        Xml root("qgis");
        root.set("projectname", title()).set("version", qgis_version).set("saveDateTime", made_at_);
        root.add(Xml("homePath").set("path", "")).add(Xml("title", title())).add(Xml("projectCrs").add(crs()));
        layers_.add_to(root, themes_.empty() ? layers_.shown() : layers_.shown_in(*themes_.front()));  // one question at a time
        root.add(canvas()).add(properties()).add(themes()).add(metadata()).add(layouts()).add(bookmarks()).add(view_settings());
        if (const auto times = layers_.times()) root.add(time_settings(*times));
        return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + root.text();
    }

  private:
    std::string title() const { return view_.summary.at("title").get<std::string>(); }
    std::string made_by() const { return "picket " + view_.plan.at("versions").at("picket").get<std::string>(); }

    Xml crs() const { return plane_.system(); }

    geo::Box whole() const { return with_margin(plane_.whole(), 0.04); }

    static std::string metres(double v) { return fmt::format("{:.0f}", v); }

    Xml extent(std::string tag) const {
        const geo::Box box = whole();
        Xml e(std::move(tag));
        e.set("xmin", metres(box.low.x)).set("ymin", metres(box.low.y)).set("xmax", metres(box.high.x)).set("ymax", metres(box.high.y));
        return e.add(crs());
    }

    Xml canvas() const {
        const geo::Box box = whole();
        Xml e("extent");
        e.add(Xml("xmin", metres(box.low.x))).add(Xml("ymin", metres(box.low.y))).add(Xml("xmax", metres(box.high.x))).add(Xml("ymax", metres(box.high.y)));
        Xml c("mapcanvas");
        c.set("name", "theMapCanvas").set("annotationsVisible", "1").add(Xml("units", "meters")).add(e).add(Xml("rotation", "0"));
        return c.add(Xml("destinationsrs").add(crs())).add(Xml("rendermaptile", "0"));
    }

    static Xml entry(std::string name, std::string_view type, std::string_view value) {
        Xml e(std::move(name), value);
        return e.set("type", type);
    }

    Xml properties() const {
        Xml gui("Gui");
        const auto part = [&](std::size_t at) { return fmt::format("{}", std::stoi(styles_.water.substr(at, 2), nullptr, 16)); };
        gui.add(entry("CanvasColorRedPart", "int", part(1))).add(entry("CanvasColorGreenPart", "int", part(3)));
        gui.add(entry("CanvasColorBluePart", "int", part(5)));
        Xml all("properties");
        all.add(gui).add(Xml("Measure").add(entry("Ellipsoid", "QString", "EPSG:7030")));
        all.add(Xml("Measurement").add(entry("DistanceUnits", "QString", "km")).add(entry("AreaUnits", "QString", "km2")));
        all.add(Xml("Paths").add(entry("Absolute", "bool", "false")));
        all.add(Xml("SpatialRefSys").add(entry("ProjectionsEnabled", "int", "1")));
        if (layers_.times()) all.add(Xml("TemporalControllerWidget").add(entry("NavigationMode", "int", "1")));  // by steps
        Xml names("variableNames"), values("variableValues");
        names.set("type", "QStringList").add(Xml("value", "picket_as_of"));
        values.set("type", "QStringList").add(Xml("value", view_.summary.at("as_of").get<std::string>()));
        return all.add(Xml("Variables").add(names).add(values));
    }

    Xml themes() const {
        Xml all("visibility-presets");
        for (const Theme* theme : themes_) {
            Xml one("visibility-preset");
            one.set("name", theme->title).set("has-expanded-info", "0").set("has-checked-group-info", "0");
            for (const LayerStyle* e : layers_.shown_in(*theme)) one.add(Xml("layer").set("id", layer_id(*e)).set("visible", "1").set("style", "default"));
            all.add(one);
        }
        return all;
    }

    Xml metadata() const {
        Xml m("projectMetadata");
        m.add(Xml("identifier")).add(Xml("parentidentifier")).add(Xml("language", "ENG")).add(Xml("type", "dataset")).add(Xml("title", title()));
        m.add(Xml("abstract", view_.plan.at("scenario").at("description").get<std::string>())).add(Xml("links"));
        return m.add(Xml("author", made_by())).add(Xml("creation", made_at_));
    }

    // Where the layers of a map come from, and what made it.
    std::string sources_of(const std::vector<const LayerStyle*>& entries, const MapPlane& plane) const {
        const std::string own = "scenario " + view_.plan.at("scenario").at("name").get<std::string>();
        std::vector<std::string> sources;
        for (const LayerStyle* e : entries)
            for (const geo::Feature& f : view_.layer(e->table).layer.features) {
                std::string source = f.text("source");
                source = source.substr(0, source.find(';'));
                if (!source.empty() && source != own && std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(std::move(source));
            }
        return fmt::format("Sources: {}. Computed by {} from {}. Lambert's azimuthal equal-area projection about {}, WGS 84; scale bars are right half-way up the map.",
                           geo::joined(sources, "; "), made_by(), own, plane.place());
    }

    Xml layouts() const {
        const std::string blank = layout_template(resources_);
        Xml all("Layouts");
        for (const Theme* theme : themes_) {
            const MapPlane plane(view_, styles_, {theme});
            auto entries = layers_.shown_in(*theme);
            std::string sources = sources_of(entries, plane);
            all.add_made(layout(blank, {styles_, *theme, std::move(entries), std::move(sources)}, plane));
        }
        return all;
    }

    Xml bookmark(const std::string& group, const std::string& id, const std::string& name, const geo::Box& box) const {
        const std::string x0 = metres(box.low.x), y0 = metres(box.low.y), x1 = metres(box.high.x), y1 = metres(box.high.y);
        Xml b("Bookmark");
        b.set("id", id).set("name", name).set("group", group);
        b.set("extent", fmt::format("POLYGON(({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))", x0, y0, x1, y1));
        return b.add(crs());
    }

    Xml bookmarks() const {
        Xml all("Bookmarks");
        all.add(bookmark("", "whole", "Whole plan", whole()));
        for (const auto& [table, group] : {std::pair{"zones", "Zones"}, std::pair{"lanes", "Lanes"}})
            for (const geo::Feature& f : view_.layer(table).layer.features)
                if (const geo::Box box = plane_.box_of(f.geometry); !is_empty(box))
                    all.add(bookmark(group, fmt::format("{}-{}", table, f.text("id")), f.text("name"), with_margin(box, 0.08)));
        return all;
    }

    Xml view_settings() const {
        Xml v("ProjectViewSettings");
        return v.set("UseProjectScales", "0").set("rotation", "0").add(extent("DefaultViewExtent")).add(extent("PresetFullExtent"));
    }

    static Xml time_settings(const std::pair<std::string, std::string>& times) {
        Xml t("ProjectTimeSettings");
        t.set("timeStep", "30").set("timeStepUnit", "min").set("frameRate", "2").set("cumulativeTemporalRange", "0");
        return t.add(Xml("TemporalRange").add(Xml("start", times.first)).add(Xml("end", times.second)));
    }

    const PlanView& view_;
    const Styles& styles_;
    std::filesystem::path resources_;
    ProjectLayers layers_;
    std::vector<const Theme*> themes_;
    MapPlane plane_;
    std::string made_at_;
};

}  // namespace

std::string project_xml(const PlanView& view, const Styles& styles, ProjectData data, const std::filesystem::path& resources) {
    return ProjectWriter(view, styles, data, resources).text();
}

std::string project(const PlanView& view, const Styles& styles, ProjectData data, const std::filesystem::path& resources) {
    return zipped({{"plan.qgs", project_xml(view, styles, data, resources)}});
}

}  // namespace picket::planner
