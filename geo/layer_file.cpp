// A layer as a file in the format that its name's ending says.
#include "geo/file.hpp"
#include "geo/gdal.hpp"
#include "geo/text.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <memory>
#include <unistd.h>

namespace picket::geo {

namespace fs = std::filesystem;

namespace {

struct Format {
    std::string ending;
    std::string driver;
    std::vector<std::string> belongs;  // endings of the files that a file of the format comes with
    std::size_t longest_name;          // of a field; 0: any
};

const std::vector<Format>& formats() {
    static const std::vector<Format> all = {
        {".geojson", "GeoJSON", {}, 0},
        {".json", "GeoJSON", {}, 0},
        {".gpkg", "GPKG", {}, 0},
        {".fgb", "FlatGeobuf", {}, 0},
        {".shp", "ESRI Shapefile", {".dbf", ".shx", ".prj", ".cpg"}, 10},
        {".kml", "KML", {}, 0},
    };
    return all;
}

const Format& format_of(const fs::path& file) {
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    std::vector<std::string> endings;
    for (const Format& format : formats()) {
        if (format.ending == ending) return format;
        endings.push_back(format.ending);
    }
    throw InputError(fmt::format("{}: the ending '{}' names no format{}; formats: {}, or - for GeoJSON on standard output",
                                 file.string(), ending, did_you_mean(ending, endings), joined(endings)));
}

// The file and those that belong to it, as a writer would name them.
std::vector<fs::path> files_of(const fs::path& file, const Format& format) {
    std::vector<fs::path> all{file};
    for (const std::string& ending : format.belongs) all.push_back(fs::path(file).replace_extension(ending));
    return all;
}

// The fields under names the format can hold, unlike each other whatever the case of their letters.
std::vector<Field> named_for(const Format& format, const std::vector<Field>& fields, Layer& layer,
                             const fs::path& file, Notices& notices) {
    std::vector<Field> result;
    std::vector<std::string> taken, changed;
    const auto lower = [](std::string s) {
        std::transform(s.begin(), s.end(), s.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        return s;
    };
    // Columns that drivers make themselves.
    if (format.driver == "GPKG") taken = {"fid", "geom"};
    std::map<std::string, std::string> renamed;
    for (Field field : fields) {
        const std::string given = field.name;
        const std::size_t most = format.longest_name ? format.longest_name : std::string::npos;
        field.name = given.substr(0, most);
        for (int n = 1; std::find(taken.begin(), taken.end(), lower(field.name)) != taken.end(); ++n) {
            const std::string tail = fmt::format("_{}", n);
            field.name = given.substr(0, most == std::string::npos ? most : most - tail.size()) + tail;
        }
        taken.push_back(lower(field.name));
        if (field.name != given) changed.push_back(fmt::format("{} as {}", given, field.name));
        renamed[given] = field.name;
        result.push_back(std::move(field));
    }
    if (changed.empty()) return result;
    notices.push_back(fmt::format("{}: fields that the format cannot hold by their names: {}", file.string(), joined(changed)));
    for (Feature& feature : layer.features)
        for (auto& [name, value] : feature.fields)
            if (const auto it = renamed.find(name); it != renamed.end()) name = it->second;
    return result;
}

// Every file of the format, by its ending, made in memory: what is on the disk is never half a file.
std::map<std::string, std::string> encoded(const Layer& layer, const std::vector<Field>& fields, GeometryType type,
                                           const Format& format) {
    if (format.driver == "GeoJSON") return {{format.ending, encode_geojson(layer, fields, type)}};
    start_gdal();
    const QuietErrors quiet;
    const std::string folder = fmt::format("/vsimem/picket/{}", static_cast<const void*>(&layer));
    const std::string path = fmt::format("{}/{}{}", folder, layer.name, format.ending);
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(format.driver.c_str());
    if (!driver) throw InputError(fmt::format("{}: this GDAL has no driver {}", format.ending, format.driver));
    std::unique_ptr<GDALDataset> data(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!data) fail_to_write(layer, quiet);
    OGRSpatialReference wgs84;
    wgs84.SetWellKnownGeogCS("WGS84");
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    CPLStringList options;
    if (format.driver == "ESRI Shapefile") options.SetNameValue("ENCODING", "UTF-8");
    write_to(*data, layer, fields, type, &wgs84, options.List(), quiet);
    data.reset();
    if (quiet.failed()) fail_to_write(layer, quiet);
    std::map<std::string, std::string> files;
    const CPLStringList names(VSIReadDir(folder.c_str()));
    for (int i = 0; i < names.size(); ++i)
        files[fs::path(names[i]).extension().string()] = taken_from_memory(fmt::format("{}/{}", folder, names[i]));
    return files;
}

Field::Type type_of(const Value& value) {
    if (std::holds_alternative<bool>(value)) return Field::Type::boolean;
    if (std::holds_alternative<std::int64_t>(value)) return Field::Type::integer;
    if (std::holds_alternative<double>(value)) return Field::Type::number;
    if (std::holds_alternative<std::vector<std::string>>(value)) return Field::Type::text_list;
    return Field::Type::text;
}

Field::Type common(Field::Type a, Field::Type b) {
    const auto is_number = [](Field::Type t) { return t == Field::Type::integer || t == Field::Type::number; };
    if (a == b) return a;
    return is_number(a) && is_number(b) ? Field::Type::number : Field::Type::text;
}

}  // namespace

std::vector<Field> fields_of(const Layer& layer) {
    std::vector<Field> fields;
    std::vector<bool> known;
    std::map<std::string, std::size_t> column;
    for (const Feature& feature : layer.features)
        for (const auto& [name, value] : feature.fields) {
            const auto [it, is_new] = column.emplace(name, fields.size());
            if (is_new) {
                fields.push_back({name, Field::Type::text});
                known.push_back(false);
            }
            if (std::holds_alternative<std::monostate>(value)) continue;
            Field& field = fields[it->second];
            field.type = known[it->second] ? common(field.type, type_of(value)) : type_of(value);
            known[it->second] = true;
        }
    return fields;
}

void require_writable_layer(const fs::path& file, Existing existing) {
    if (file.empty()) throw InputError("the file to write has no name");
    for (const fs::path& each : files_of(file, format_of(file))) require_writable_file(each, existing);
}

void write_layer(const fs::path& file, const Layer& layer, const std::vector<Field>& fields, GeometryType type,
                 Existing existing, Notices& notices) {
    require_writable_layer(file, existing);
    const Format& format = format_of(file);
    Layer named = layer;
    named.name = file.stem().string();
    const std::vector<Field> columns = named_for(format, fields, named, file, notices);
    // Beside the target under a name of this process, then renamed: whoever looks finds the old file or the new one.
    struct Made {
        fs::path temporary, final;
    };
    std::vector<Made> made;
    const auto remove_all = [&] {
        std::error_code ignored;  // what is left over carries a hidden name and harms nobody
        for (const Made& m : made) fs::remove(m.temporary, ignored);
    };
    try {
        for (const auto& [ending, content] : encoded(named, columns, type, format)) {
            const fs::path final = ending == format.ending ? file : fs::path(file).replace_extension(ending);
            fs::path temporary = final.parent_path() / fmt::format(".{}.{}", final.filename().string(), getpid());
            write_new_file(made.emplace_back(Made{temporary, final}).temporary, content, final);
        }
        for (const Made& m : made) fs::rename(m.temporary, m.final);
    } catch (const fs::filesystem_error& e) {
        remove_all();
        throw InputError(fmt::format("{}: cannot be put in place: {}", file.string(), e.code().message()));
    } catch (...) {
        remove_all();
        throw;
    }
}

}  // namespace picket::geo
