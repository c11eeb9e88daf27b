// Rasters to files: cloud-optimised GeoTIFF.
#pragma once

#include "geo/layer.hpp"
#include "geo/raster.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace picket::geo {

struct Band {
    enum class Kind { smooth, count };  // overviews: of the first means, of the second what most of the cells have
    std::string description, unit;
    Kind kind = Kind::smooth;
    std::vector<float> values;  // row by row from the north; nodata_value where there is none
    std::map<std::string, std::string> metadata;
};

inline constexpr float nodata_value = -9999;

// Throws InputError when the file's ending is not .tif or .tiff, when it exists and is to be kept, or its folder is missing.
void require_writable_raster(const std::filesystem::path& file, Existing existing);

// Tiled, compressed and with overviews; appears whole or not at all.
void write_raster(const std::filesystem::path& file, const Raster& raster, const Band& band, Existing existing);

}  // namespace picket::geo
