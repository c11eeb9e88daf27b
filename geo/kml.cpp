#include "geo/kml.hpp"

#include "geo/gdal.hpp"
#include "geo/text.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <memory>

namespace picket::geo {

namespace {

// In the feature style language of OGR, which the driver takes.
std::string style_string(const KmlStyle& style, GeometryType type) {
    if (type == GeometryType::point) return fmt::format("SYMBOL(c:{},s:0.8)", style.fill.empty() ? style.line : style.fill);
    std::vector<std::string> tools;
    if (!style.fill.empty()) tools.push_back(fmt::format("BRUSH(fc:{})", style.fill));
    if (!style.line.empty()) tools.push_back(fmt::format("PEN(c:{},w:{}px)", style.line, style.line_width_px));
    return joined(tools, ";");
}

// The fields that the driver takes for the time span of a feature, while this lives, on this thread.
class TimeFields {
  public:
    TimeFields(const std::string& from, const std::string& to) {
        if (from.empty()) return;
        CPLSetThreadLocalConfigOption("LIBKML_BEGIN_FIELD", from.c_str());
        CPLSetThreadLocalConfigOption("LIBKML_END_FIELD", to.c_str());
    }
    ~TimeFields() {
        CPLSetThreadLocalConfigOption("LIBKML_BEGIN_FIELD", nullptr);
        CPLSetThreadLocalConfigOption("LIBKML_END_FIELD", nullptr);
    }
    TimeFields(const TimeFields&) = delete;
    TimeFields& operator=(const TimeFields&) = delete;
};

}  // namespace

std::string encode_kml(const std::string& title, const std::vector<KmlFolder>& folders) {
    start_gdal();
    const QuietErrors quiet;
    const std::string path = fmt::format("/vsimem/picket/{}/plan.kml", static_cast<const void*>(&folders));
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("LIBKML");
    if (!driver) throw InputError("this GDAL has no driver LIBKML");
    CPLStringList options;
    options.SetNameValue("NAME", title.c_str());
    std::unique_ptr<GDALDataset> data(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, options.List()));
    if (!data) fail_to_write(*folders.front().layer, quiet);
    for (const KmlFolder& folder : folders) {
        const TimeFields times(folder.time_from, folder.time_to);
        CPLStringList of_layer;
        of_layer.SetNameValue("NAME", folder.title.c_str());
        of_layer.SetNameValue("DESCRIPTION", folder.description.c_str());
        of_layer.SetNameValue("VISIBILITY", folder.is_visible ? "YES" : "NO");
        std::vector<std::string> styles;
        for (const KmlStyle& style : folder.styles) styles.push_back(style_string(style, folder.type));
        write_to(*data, *folder.layer, folder.fields, folder.type, nullptr, of_layer.List(), quiet, styles);
    }
    data.reset();
    if (quiet.failed()) fail_to_write(*folders.front().layer, quiet);
    return taken_from_memory(path);
}

}  // namespace picket::geo
