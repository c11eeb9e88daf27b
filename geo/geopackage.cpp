#include "geo/geopackage.hpp"

#include "geo/gdal.hpp"
#include "geo/text.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <memory>
#include <stdexcept>

namespace picket::geo {

namespace {

// What GDAL takes for the present while this lives, on this thread.
class GdalClock {
  public:
    explicit GdalClock(const std::string& time) { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", time.c_str()); }
    ~GdalClock() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr); }
    GdalClock(const GdalClock&) = delete;
    GdalClock& operator=(const GdalClock&) = delete;
};

void set_metadata(GDALMajorObject& object, const std::map<std::string, std::string>& metadata) {
    for (const auto& [key, value] : metadata)
        if (!value.empty()) object.SetMetadataItem(key.c_str(), value.c_str());
}

void run(GDALDataset& data, const std::string& statement, const QuietErrors& quiet) {
    if (OGRLayer* result = data.ExecuteSQL(statement.c_str(), nullptr, nullptr)) data.ReleaseResultSet(result);
    if (quiet.failed()) throw std::runtime_error(fmt::format("GDAL cannot write a GeoPackage{}", quiet.message(": ")));
}

std::string quoted(const std::string& text) {
    std::string safe = "'";
    for (const char c : text) safe += c == '\'' ? std::string("''") : std::string(1, c);
    return safe + "'";
}

// The schema extension (GeoPackage 1.2, F.9); GDAL before 3.7 does not write it.
void add_aliases(GDALDataset& data, const std::vector<GeoPackageTable>& tables, const QuietErrors& quiet) {
    run(data,
        "CREATE TABLE IF NOT EXISTS gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, "
        "mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))",
        quiet);
    run(data,
        "INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', "
        "'read-write')",
        quiet);
    for (const GeoPackageTable& table : tables)
        for (const Field& field : table.fields)
            if (const auto alias = table.aliases.find(field.name); alias != table.aliases.end())
                run(data,
                    fmt::format("INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES ({}, {}, {}, {})", quoted(table.layer->name),
                                quoted(field.name), quoted(alias->second), quoted(alias->second)),
                    quiet);
}

// The table that QGIS keeps styles in, with the columns that it makes itself.
void add_styles(GDALDataset& data, const std::vector<GeoPackageTable>& tables, const std::string& time, const QuietErrors& quiet) {
    CPLStringList options;
    options.SetNameValue("FID", "id");
    OGRLayer* styles = data.CreateLayer("layer_styles", nullptr, wkbNone, options.List());
    const auto fail = [&] { fail_to_write(*tables.front().layer, quiet); };
    if (!styles) fail();
    const auto add_column = [&](const char* name, OGRFieldType type, int width = 0, OGRFieldSubType subtype = OFSTNone) {
        OGRFieldDefn field(name, type);
        field.SetWidth(width);
        field.SetSubType(subtype);
        if (styles->CreateField(&field) != OGRERR_NONE) fail();
    };
    for (const char* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column"}) add_column(name, OFTString, 256);
    add_column("styleName", OFTString, 30);
    for (const char* name : {"styleQML", "styleSLD"}) add_column(name, OFTString);
    add_column("useAsDefault", OFTInteger, 0, OFSTBoolean);
    add_column("description", OFTString);
    for (const char* name : {"owner", "ui"}) add_column(name, OFTString, 30);
    add_column("update_time", OFTDateTime);
    for (const GeoPackageTable& table : tables) {
        if (table.qml.empty()) continue;
        OGRFeature style(styles->GetLayerDefn());
        for (const char* none : {"f_table_catalog", "f_table_schema", "styleSLD", "owner"}) style.SetField(none, "");
        style.SetField("f_table_name", table.layer->name.c_str());
        style.SetField("f_geometry_column", "geom");
        style.SetField("styleName", "picket");
        style.SetField("styleQML", table.qml.c_str());
        style.SetField("useAsDefault", 1);
        style.SetField("description", table.title.c_str());
        style.SetField("update_time", time.c_str());
        if (styles->CreateFeature(&style) != OGRERR_NONE) fail();
    }
}

}  // namespace

std::string encode_geopackage(const std::vector<GeoPackageTable>& tables, const std::map<std::string, std::string>& metadata,
                              const std::string& made_at) {
    start_gdal();
    const QuietErrors quiet;
    const GdalClock clock(made_at);
    const std::string path = fmt::format("/vsimem/picket/{}/plan.gpkg", static_cast<const void*>(&tables));
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    if (!driver) throw InputError("this GDAL has no driver GPKG");
    std::unique_ptr<GDALDataset> data(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!data) fail_to_write(*tables.front().layer, quiet);
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    set_metadata(*data, metadata);
    data->StartTransaction();
    for (const GeoPackageTable& table : tables) {
        CPLStringList options;
        options.SetNameValue("FID", "fid");
        options.SetNameValue("GEOMETRY_NAME", "geom");
        options.SetNameValue("IDENTIFIER", table.title.c_str());
        options.SetNameValue("DESCRIPTION", table.description.c_str());
        write_to(*data, *table.layer, table.fields, table.type, &wgs84, options.List(), quiet);
        set_metadata(*data->GetLayerByName(table.layer->name.c_str()), table.metadata);
    }
    add_styles(*data, tables, made_at, quiet);
    add_aliases(*data, tables, quiet);
    data->CommitTransaction();
    data.reset();
    if (quiet.failed()) fail_to_write(*tables.front().layer, quiet);
    return taken_from_memory(path);
}

}  // namespace picket::geo
