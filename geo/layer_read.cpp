#include "geo/layer.hpp"

#include "geo/gdal.hpp"
#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/region.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace picket::geo {

namespace {

// Reads coordinates and says which feature of which file a bad one stands in.
class Reader {
  public:
    Reader(const LayerRef& ref, Faults faults, Notices& notices, OGRCoordinateTransformation* to_wgs84)
        : ref_(ref), faults_(faults), notices_(notices), to_wgs84_(to_wgs84) {}

    // As it stands in the file; polygons are yet to be checked.
    Feature feature(const OGRFeature& source) {
        Feature result;
        place_ = fmt::format("{}, feature {}", ref_.file.string(), source.GetFID());
        for (int i = 0; i < source.GetFieldCount(); ++i)
            result.fields.emplace_back(source.GetFieldDefnRef(i)->GetNameRef(), value(source, i));
        if (const std::string id = result.text("id"); !id.empty()) place_ += fmt::format(" ({})", id);
        const OGRGeometry* g = source.GetGeometryRef();
        if (!g || g->IsEmpty())
            throw InputError(fmt::format("{}: has no geometry, or one whose coordinates are not numbers", place_));
        add(*g, result.geometry);
        places_.push_back(place_);
        return result;
    }

    // Polygons that cross themselves are repaired or refused, in the order of the file.
    void check(std::vector<Feature>& features) const {
        std::vector<Notices> found(features.size());
        parallel_for(features.size(), [&](std::size_t i) {
            if (auto* polygons = std::get_if<MultiPolygon>(&features[i].geometry)) repair(*polygons, places_[i], found[i]);
        });
        for (const Notices& n : found) notices_.insert(notices_.end(), n.begin(), n.end());
    }

  private:
    static Value value(const OGRFeature& f, int i) {
        if (!f.IsFieldSetAndNotNull(i)) return std::monostate{};
        const OGRFieldDefn* definition = f.GetFieldDefnRef(i);
        switch (definition->GetType()) {
            case OFTInteger:
                if (definition->GetSubType() == OFSTBoolean) return f.GetFieldAsInteger(i) != 0;
                return static_cast<std::int64_t>(f.GetFieldAsInteger(i));
            case OFTInteger64: return static_cast<std::int64_t>(f.GetFieldAsInteger64(i));
            case OFTReal: return f.GetFieldAsDouble(i);
            case OFTStringList: {
                std::vector<std::string> list;
                for (char** s = f.GetFieldAsStringList(i); s && *s; ++s) list.emplace_back(*s);
                return list;
            }
            case OFTDate: {
                // GDAL's own text has slashes; dates here are ISO 8601, as they were written.
                int year = 0, month = 0, day = 0;
                int hour = 0, minute = 0, zone = 0;
                float second = 0;
                f.GetFieldAsDateTime(i, &year, &month, &day, &hour, &minute, &second, &zone);
                return fmt::format("{:04}-{:02}-{:02}", year, month, day);
            }
            default: return std::string(f.GetFieldAsString(i));
        }
    }

    template <class Kind>
    Kind& part_of(Geometry& geometry) {
        if (std::holds_alternative<std::monostate>(geometry)) geometry = Kind{};
        if (auto* kind = std::get_if<Kind>(&geometry)) return *kind;
        throw InputError(fmt::format("{}: mixes points, lines and polygons in one feature; split them", place_));
    }

    void add(const OGRGeometry& g, Geometry& out) {
        switch (wkbFlatten(g.getGeometryType())) {
            case wkbPoint: {
                const OGRPoint* p = g.toPoint();
                part_of<Points>(out).push_back(lon_lat({p->getX(), p->getY()}));
                break;
            }
            case wkbLineString: part_of<Lines>(out).push_back(line(*g.toLineString())); break;
            case wkbPolygon: part_of<MultiPolygon>(out).push_back(polygon(*g.toPolygon())); break;
            case wkbMultiPoint:
            case wkbMultiLineString:
            case wkbMultiPolygon:
            case wkbGeometryCollection:
                for (const OGRGeometry* part : *g.toGeometryCollection()) add(*part, out);
                break;
            default: add_linear(g, out);
        }
    }

    // Curves and surfaces, as straight edges.
    void add_linear(const OGRGeometry& g, Geometry& out) {
        const std::unique_ptr<OGRGeometry> linear(g.getLinearGeometry());
        if (!linear || OGR_GT_IsNonLinear(linear->getGeometryType()) ||
            wkbFlatten(linear->getGeometryType()) == wkbFlatten(g.getGeometryType()))
            throw InputError(fmt::format("{}: geometry type {} is not a point, line or polygon", place_,
                                         OGRGeometryTypeToName(g.getGeometryType())));
        add(*linear, out);
    }

    Polygon polygon(const OGRPolygon& p) {
        Polygon result{ring(*p.getExteriorRing()), {}};
        for (int i = 0; i < p.getNumInteriorRings(); ++i) result.holes.push_back(ring(*p.getInteriorRing(i)));
        return result;
    }

    Ring ring(const OGRLineString& source) {
        Ring result = line(source);
        if (!result.empty() && !(result.front() == result.back())) result.push_back(result.front());
        if (result.size() < 4)
            throw InputError(fmt::format("{}: a polygon's ring has {} vertices; it needs at least 4, the last equal "
                                         "to the first",
                                         place_, source.getNumPoints()));
        return result;
    }

    Line line(const OGRLineString& source) {
        Line result;
        for (int i = 0; i < source.getNumPoints(); ++i) {
            const Vec raw{source.getX(i), source.getY(i)};
            const Vec v = lon_lat(raw);
            if (to_wgs84_ && ref_.edges == EdgeRule::straight && i > 0)
                cut_projected({source.getX(i - 1), source.getY(i - 1)}, raw, result, 0);
            result.push_back(v);
        }
        return result;
    }

    // An edge straight in the layer's own plane, until straight in lon/lat is within .01 m of it at the middle and the
    // quarters (an edge symmetric about an axis of its projection departs at the quarters alone).
    void cut_projected(Vec a, Vec b, Line& out, int depth) {
        const auto between = [&](double t) { return Vec{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; };
        const Vec p = lon_lat(a), turn = lon_lat(b);
        const Vec q{p.x + std::remainder(turn.x - p.x, 360.0), turn.y};
        const auto off = [&](double t) {
            const Vec m = lon_lat(between(t));
            // To the drawn edge, not to its place at the same share: only the shape counts. In degrees scaled to metres.
            const double k = std::cos(m.y * std::numbers::pi / 180);
            const double mx = p.x + std::remainder(m.x - p.x, 360.0);
            const double dx = (q.x - p.x) * k, dy = q.y - p.y, squared = dx * dx + dy * dy;
            const double s = squared > 0 ? std::clamp(((mx - p.x) * k * dx + (m.y - p.y) * dy) / squared, 0.0, 1.0) : 0;
            return std::hypot((mx - p.x) * k - s * dx, m.y - p.y - s * dy) * 111700 > 0.01;
        };
        if (depth > 14 || !(off(0.5) || off(0.25) || off(0.75))) return;
        const Vec middle = between(0.5), m = lon_lat(middle);
        cut_projected(a, middle, out, depth + 1);
        out.push_back(m);
        cut_projected(middle, b, out, depth + 1);
    }

    Vec lon_lat(Vec raw) const {
        Vec v = raw;
        if (to_wgs84_ && !(std::isfinite(v.x) && std::isfinite(v.y) && to_wgs84_->Transform(1, &v.x, &v.y)))
            throw InputError(fmt::format("{}: coordinates ({}, {}) cannot be brought to lon/lat", place_, raw.x, raw.y));
        try {
            const Position p = Position::lon_lat(v.x, v.y);
            return {p.lon(), p.lat()};
        } catch (const InputError& e) {
            throw InputError(fmt::format("{}: {}", place_, e.what()));
        }
    }

    void repair(MultiPolygon& polygons, const std::string& place, Notices& notices) const {
        const std::optional<std::string> fault = fault_of(polygons);
        if (!fault) return;
        if (faults_ == Faults::refuse)
            throw InputError(fmt::format("{}: invalid polygon: {}; mend it, or run without --strict to have it "
                                         "repaired",
                                         place, *fault));
        notices.push_back(fmt::format("{}: invalid polygon repaired: {}", place, *fault));
        polygons = repaired(polygons).polygons;
    }

    const LayerRef& ref_;
    Faults faults_;
    Notices& notices_;
    OGRCoordinateTransformation* to_wgs84_;
    std::string place_;                // of the feature at work
    std::vector<std::string> places_;  // of all
};

OGRLayer& choose_layer(GDALDataset& data, const LayerRef& ref) {
    std::vector<std::string> names;
    for (OGRLayer* layer : data.GetLayers()) names.emplace_back(layer->GetName());
    if (!ref.layer.empty()) {
        if (OGRLayer* layer = data.GetLayerByName(ref.layer.c_str())) return *layer;
        throw InputError(fmt::format("{}: no layer '{}'{}; it has {}", ref.file.string(), ref.layer,
                                     did_you_mean(ref.layer, names), joined(names)));
    }
    if (names.size() == 1) return *data.GetLayer(0);
    if (names.empty()) throw InputError(fmt::format("{}: is not a vector layer", ref.file.string()));
    throw InputError(fmt::format("{}: has {} layers; name one with 'layer': {}", ref.file.string(), names.size(),
                                 joined(names)));
}

struct DeleteTransformation {
    void operator()(OGRCoordinateTransformation* t) const { OGRCoordinateTransformation::DestroyCT(t); }
};
using Transformation = std::unique_ptr<OGRCoordinateTransformation, DeleteTransformation>;

// Null when the layer is in lon/lat on WGS84 already.
Transformation transformation(OGRLayer& layer, GDALDataset& data, const LayerRef& ref) {
    const OGRSpatialReference* source = layer.GetSpatialRef();
    const std::string driver = data.GetDriverName();
    if (!source) {
        if (driver == "GeoJSON" || driver == "GeoJSONSeq" || driver == "TopoJSON" || driver == "CSV") return nullptr;
        throw InputError(fmt::format("{}: layer '{}' has no coordinate system; assign one, for example with "
                                     "ogr2ogr -a_srs EPSG:4326",
                                     ref.file.string(), layer.GetName()));
    }
    OGRSpatialReference wgs84;
    wgs84.SetWellKnownGeogCS("WGS84");
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference own(*source);
    own.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (own.IsSame(&wgs84) || driver == "GeoJSON") return nullptr;
    Transformation made(OGRCreateCoordinateTransformation(&own, &wgs84));
    if (!made)
        throw InputError(fmt::format("{}: no way from the layer's coordinate system to lon/lat WGS84: {}",
                                     ref.file.string(), CPLGetLastErrorMsg()));
    return made;
}

[[noreturn]] void fail_without_place(OGRLayer& table, const std::string& file) {
    std::vector<std::string> names;
    const OGRFeatureDefn& columns = *table.GetLayerDefn();
    for (int i = 0; i < columns.GetFieldCount(); ++i) names.emplace_back(columns.GetFieldDefn(i)->GetNameRef());
    throw InputError(fmt::format("{}: no columns say where its rows are; name them lon and lat, longitude and latitude, or x and y, in degrees, "
                                 "or one of them WKT; it has {}",
                                 file, joined(names)));
}

}  // namespace

const Value* Feature::find(std::string_view field) const {
    for (const auto& [name, value] : fields)
        if (name == field) return &value;
    return nullptr;
}

std::string Feature::text(std::string_view field) const {
    const Value* value = find(field);
    if (!value) return {};
    if (const auto* s = std::get_if<std::string>(value)) return *s;
    if (const auto* i = std::get_if<std::int64_t>(value)) return fmt::format("{}", *i);
    if (const auto* d = std::get_if<double>(value)) return fmt::format("{}", *d);
    return {};
}

std::optional<double> Feature::number(std::string_view field) const {
    const Value* value = find(field);
    if (!value) return std::nullopt;
    if (const auto* i = std::get_if<std::int64_t>(value)) return static_cast<double>(*i);
    if (const auto* d = std::get_if<double>(value)) return *d;
    return std::nullopt;
}

Layer read_layer(const LayerRef& ref, Faults faults, Notices& notices) {
    start_gdal();
    const QuietErrors quiet;
    const std::string file = ref.file.string();
    std::error_code error;
    if (file.find("/vsi") != 0 && !std::filesystem::exists(ref.file, error))
        throw InputError(fmt::format("{}: no such file", file));
    // Columns of a table by which it says where; other drivers do not know these options and are not told of them.
    const char* const table_columns[] = {"X_POSSIBLE_NAMES=lon,longitude,x", "Y_POSSIBLE_NAMES=lat,latitude,y", nullptr};
    const bool table = ref.file.extension() == ".csv" || ref.file.extension() == ".CSV";
    const std::unique_ptr<GDALDataset> data(
        GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, table ? table_columns : nullptr));
    if (!data)
        throw InputError(fmt::format("{}: is not a vector layer that GDAL reads{}", file, quiet.message(": ")));
    OGRLayer& source = choose_layer(*data, ref);
    if (table && source.GetGeomType() == wkbNone) fail_without_place(source, file);
    if (!ref.where.empty() && source.SetAttributeFilter(ref.where.c_str()) != OGRERR_NONE)
        throw InputError(fmt::format("{}: where = \"{}\" is not a filter{}", file, ref.where, quiet.message(": ")));
    const Transformation to_wgs84 = transformation(source, *data, ref);

    Layer layer{source.GetName(), {}, ref.edges};
    Reader reader(ref, faults, notices, to_wgs84.get());
    for (const auto& feature : source) layer.features.push_back(reader.feature(*feature));
    if (quiet.failed()) throw InputError(fmt::format("{}: cannot be read to its end{}", file, quiet.message(": ")));
    reader.check(layer.features);
    if (layer.features.empty() && !ref.may_be_empty)
        throw InputError(fmt::format("{}: layer '{}' has no features{}", file, source.GetName(),
                                     ref.where.empty() ? "" : fmt::format(" where {}", ref.where)));
    return layer;
}

}  // namespace picket::geo
