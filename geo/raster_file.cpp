#include "geo/raster_file.hpp"

#include "geo/error.hpp"
#include "geo/file.hpp"
#include "geo/gdal.hpp"
#include "geo/text.hpp"

#include <gdal_priv.h>
#include <unistd.h>

namespace picket::geo {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& file, const QuietErrors& quiet) {
    throw InputError(fmt::format("{}: cannot be written{}; nothing was written", file.string(), quiet.message(": ")));
}

OGRSpatialReference system_of(const Raster& raster) {
    OGRSpatialReference system;
    if (raster.centre) {
        system.SetProjCS(fmt::format("Equal area about {:g} E {:g} N", raster.centre->lon(), raster.centre->lat()).c_str());
        system.SetWellKnownGeogCS("WGS84");
        system.SetLAEA(raster.centre->lat(), raster.centre->lon(), 0, 0);
    } else {
        system.SetWellKnownGeogCS("WGS84");
    }
    system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return system;
}

}  // namespace

void require_writable_raster(const fs::path& file, Existing existing) {
    const std::string ending = file.extension().string();
    if (ending != ".tif" && ending != ".tiff")
        throw InputError(fmt::format("{}: a field is written as GeoTIFF; give a file that ends in .tif", file.string()));
    if (existing == Existing::refuse && fs::exists(file))
        throw InputError(fmt::format("{}: exists; choose another name, or replace it by --overwrite", file.string()));
    const fs::path folder = file.parent_path();
    if (!folder.empty() && !fs::is_directory(folder)) throw InputError(fmt::format("{}: there is no folder {}", file.string(), folder.string()));
}

void write_raster(const fs::path& file, const Raster& raster, const Band& band, Existing existing) {
    require_writable_raster(file, existing);
    start_gdal();
    const QuietErrors quiet;
    GDALDriver* memory = GetGDALDriverManager()->GetDriverByName("MEM");
    GDALDriver* cog = GetGDALDriverManager()->GetDriverByName("COG");
    if (!memory || !cog) throw InputError("this GDAL has no driver for cloud-optimised GeoTIFF (COG)");
    const GDALDatasetUniquePtr data(memory->Create("", raster.columns, raster.rows, 0, GDT_Float32, nullptr));
    // The band's own values, not a copy: they may be a gigabyte and more. They are read alone.
    char pointer[32] = {};
    pointer[CPLPrintPointer(pointer, const_cast<float*>(band.values.data()), sizeof(pointer) - 1)] = 0;
    const std::string where = fmt::format("DATAPOINTER={}", pointer);
    const char* in_place[] = {where.c_str(), nullptr};
    if (!data || data->AddBand(GDT_Float32, const_cast<char**>(in_place)) != CE_None) fail(file, quiet);
    double transform[6] = {raster.upper_left.x, raster.cell, 0, raster.upper_left.y, 0, -raster.cell};
    data->SetGeoTransform(transform);
    const OGRSpatialReference system = system_of(raster);
    data->SetSpatialRef(&system);
    for (const auto& [key, value] : band.metadata) data->SetMetadataItem(key.c_str(), value.c_str());
    GDALRasterBand* out = data->GetRasterBand(1);
    out->SetNoDataValue(nodata_value);
    out->SetDescription(band.description.c_str());
    out->SetUnitType(band.unit.c_str());
    const std::string in_memory = fmt::format("/vsimem/{}.tif", static_cast<const void*>(&quiet));
    const char* overviews = band.kind == Band::Kind::count ? "OVERVIEW_RESAMPLING=MODE" : "OVERVIEW_RESAMPLING=AVERAGE";
    const char* options[] = {"COMPRESS=DEFLATE", "PREDICTOR=YES", overviews, "NUM_THREADS=ALL_CPUS", nullptr};
    GDALDatasetUniquePtr copy(cog->CreateCopy(in_memory.c_str(), data.get(), FALSE, const_cast<char**>(options), nullptr, nullptr));
    if (!copy) fail(file, quiet);
    copy.reset();
    const std::string content = taken_from_memory(in_memory);
    if (quiet.failed() || content.empty()) fail(file, quiet);

    write_file(file, content, existing);
}

}  // namespace picket::geo
