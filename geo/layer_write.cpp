#include "geo/layer.hpp"

#include "geo/antimeridian.hpp"
#include "geo/gdal.hpp"
#include "geo/region.hpp"
#include "geo/text.hpp"

#include <cpl_vsi.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>

namespace picket::geo {

namespace {

OGRFieldType ogr_type(Field::Type type) {
    switch (type) {
        case Field::Type::number: return OFTReal;
        case Field::Type::integer: return OFTInteger64;
        case Field::Type::boolean: return OFTInteger;
        case Field::Type::text_list: return OFTStringList;
        case Field::Type::time: return OFTDateTime;
        case Field::Type::text: break;
    }
    return OFTString;
}

// A layer of lines one of which the antimeridian cuts is a layer of MultiLineStrings: one type a file.
bool has_cut_line(const Layer& layer) {
    return std::any_of(layer.features.begin(), layer.features.end(), [](const Feature& f) {
        const auto* lines = std::get_if<Lines>(&f.geometry);
        return lines && cut_at_antimeridian(lines->at(0)).size() > 1;
    });
}

OGRwkbGeometryType ogr_type(const Layer& layer, GeometryType type) {
    switch (type) {
        case GeometryType::point: return wkbPoint;
        case GeometryType::line: return has_cut_line(layer) ? wkbMultiLineString : wkbLineString;
        case GeometryType::multipolygon: break;
    }
    return wkbMultiPolygon;
}

void set_points(OGRSimpleCurve& curve, Line line) {
    static_assert(sizeof(Vec) == sizeof(OGRRawPoint));
    for (Vec& v : line) v = rounded(v);
    curve.setPoints(static_cast<int>(line.size()), reinterpret_cast<const OGRRawPoint*>(line.data()));
}

// Outer rings counter-clockwise, holes clockwise.
OGRPolygon* ogr_polygon(const Polygon& polygon) {
    auto made = std::make_unique<OGRPolygon>();
    const auto add = [&](Ring ring, bool counter_clockwise) {
        if ((signed_area2(ring) > 0) != counter_clockwise) std::reverse(ring.begin(), ring.end());
        auto* ogr = new OGRLinearRing;
        set_points(*ogr, ring);
        made->addRingDirectly(ogr);
    };
    add(polygon.outer, true);
    for (const Ring& hole : polygon.holes) add(hole, false);
    return made.release();
}

std::unique_ptr<OGRGeometry> ogr_geometry(const Geometry& geometry, OGRwkbGeometryType type) {
    if (type == wkbPoint) {
        const Vec p = rounded(within_180(std::get<Points>(geometry).at(0)));
        return std::make_unique<OGRPoint>(p.x, p.y);
    }
    if (type == wkbLineString) {
        auto line = std::make_unique<OGRLineString>();
        set_points(*line, cut_at_antimeridian(std::get<Lines>(geometry).at(0)).at(0));
        return line;
    }
    if (type == wkbMultiLineString) {
        auto lines = std::make_unique<OGRMultiLineString>();
        for (const Line& part : cut_at_antimeridian(std::get<Lines>(geometry).at(0))) {
            auto line = std::make_unique<OGRLineString>();
            set_points(*line, part);
            lines->addGeometryDirectly(line.release());
        }
        return lines;
    }
    auto collection = std::make_unique<OGRMultiPolygon>();
    for (const Polygon& p : cut_at_antimeridian(std::get<MultiPolygon>(geometry)))
        collection->addGeometryDirectly(ogr_polygon(p));
    return collection;
}

void set_field(OGRFeature& feature, int index, const Value* value) {
    if (!value || std::holds_alternative<std::monostate>(*value)) return feature.SetFieldNull(index);
    if (const auto* b = std::get_if<bool>(value)) return feature.SetField(index, *b ? 1 : 0);
    if (const auto* i = std::get_if<std::int64_t>(value)) return feature.SetField(index, static_cast<GIntBig>(*i));
    if (const auto* d = std::get_if<double>(value)) return feature.SetField(index, *d);
    if (const auto* s = std::get_if<std::string>(value)) return feature.SetField(index, s->c_str());
    CPLStringList list;
    for (const std::string& s : std::get<std::vector<std::string>>(*value)) list.AddString(s.c_str());
    feature.SetField(index, list.List());
}

}  // namespace

void start_gdal() {
    static std::once_flag once;
    std::call_once(once, [] { GDALAllRegister(); });
}

QuietErrors::QuietErrors() { CPLPushErrorHandlerEx(&QuietErrors::take, this); }
QuietErrors::~QuietErrors() { CPLPopErrorHandler(); }

void CPL_STDCALL QuietErrors::take(CPLErr level, CPLErrorNum, const char* text) {
    if (level < CE_Failure) return;
    auto* self = static_cast<QuietErrors*>(CPLGetErrorHandlerUserData());
    self->last_ = text;
    std::replace(self->last_.begin(), self->last_.end(), '\n', ' ');
    self->failed_ = true;
}

void fail_to_write(const Layer& layer, const QuietErrors& quiet) {
    throw std::runtime_error(fmt::format("GDAL cannot write layer {}{}", layer.name, quiet.message(": ")));
}

void write_to(GDALDataset& data, const Layer& layer, const std::vector<Field>& fields, GeometryType type,
              OGRSpatialReference* system, char** options, const QuietErrors& quiet, const std::vector<std::string>& styles) {
    const OGRwkbGeometryType written = ogr_type(layer, type);
    OGRLayer* out = data.CreateLayer(layer.name.c_str(), system, written, options);
    if (!out) fail_to_write(layer, quiet);
    std::vector<int> columns;  // where the fields went: a driver may have columns of its own before them
    for (const Field& field : fields) {
        OGRFieldDefn made(field.name.c_str(), ogr_type(field.type));
        if (field.type == Field::Type::boolean) made.SetSubType(OFSTBoolean);
        if (out->CreateField(&made) != OGRERR_NONE) fail_to_write(layer, quiet);
        columns.push_back(out->GetLayerDefn()->GetFieldCount() - 1);
    }
    for (std::size_t n = 0; n < layer.features.size(); ++n) {
        const Feature& feature = layer.features[n];
        OGRFeature made(out->GetLayerDefn());
        if (!styles.empty()) made.SetStyleString(styles[n].c_str());
        for (std::size_t i = 0; i < fields.size(); ++i) set_field(made, columns[i], feature.find(fields[i].name));
        made.SetGeometryDirectly(ogr_geometry(feature.geometry, written).release());
        if (out->CreateFeature(&made) != OGRERR_NONE) fail_to_write(layer, quiet);
    }
}

std::string taken_from_memory(const std::string& path) {
    vsi_l_offset size = 0;
    GByte* bytes = VSIGetMemFileBuffer(path.c_str(), &size, TRUE);
    std::string content(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    VSIFree(bytes);
    return content;
}

std::string encode_geojson(const Layer& layer, const std::vector<Field>& fields, GeometryType type) {
    start_gdal();
    const QuietErrors quiet;
    // Written in memory, so that a full disk is seen by whoever writes the bytes.
    const std::string path = fmt::format("/vsimem/picket/{}/{}.geojson", static_cast<const void*>(&layer), layer.name);
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GeoJSON");
    // Not the driver's own RFC7946 mode, which turns a MultiPolygon of one part into a Polygon and so mixes types in one
    // file. Without a coordinate system it writes no member crs; the rest of RFC 7946 is seen to here. Coordinates come
    // rounded, and 15 figures print them as they are; COORDINATE_PRECISION would take 131.2000004 for 131.2 in a
    // position, but not in the file's bbox.
    CPLStringList options;
    options.SetNameValue("SIGNIFICANT_FIGURES", "15");
    options.SetNameValue("WRITE_BBOX", "YES");
    options.SetNameValue("ID_FIELD", "id");
    options.SetNameValue("ID_TYPE", "String");
    std::unique_ptr<GDALDataset> data(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!data) fail_to_write(layer, quiet);
    write_to(*data, layer, fields, type, nullptr, options.List(), quiet);
    data.reset();
    if (quiet.failed()) fail_to_write(layer, quiet);
    return taken_from_memory(path);
}

std::string gdal_version() { return GDALVersionInfo("RELEASE_NAME"); }

}  // namespace picket::geo
