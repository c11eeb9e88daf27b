#include "planner/emit/project/frame.hpp"

#include "geo/raster.hpp"
#include "geo/text.hpp"

#include <cmath>

namespace picket::planner {

using geo::Box;
using geo::Vec;

namespace {

void add(Box& box, const geo::Geometry& geometry, geo::Position centre) {
    const auto add_one = [&](Vec v) { box.add(geo::equal_area(centre, geo::Position::computed(v.x, v.y))); };
    const auto add_all = [&](const std::vector<Vec>& line) {
        for (const Vec v : line) add_one(v);
    };
    if (const auto* points = std::get_if<geo::Points>(&geometry)) add_all(*points);
    if (const auto* lines = std::get_if<geo::Lines>(&geometry))
        for (const geo::Line& line : *lines) add_all(line);
    if (const auto* polygons = std::get_if<geo::MultiPolygon>(&geometry))
        for (const geo::Polygon& polygon : *polygons) add_all(polygon.outer);
}

// A tenth of a degree is near enough for a centre, and is read more easily.
double rounded(double degrees) { return std::round(degrees * 10) / 10; }

template <class Work>
void for_frame(const PlanView& view, const Styles& styles, const Theme& theme, const Work& work) {
    for (const std::string& id : theme.frame) {
        const LayerStyle& entry = styles.layer(id);
        for (const geo::Feature& f : view.layer(entry.table).layer.features)  // those that are drawn at every scale
            if (const Rule* rule = entry.rule_for(f); entry.shows(f) && rule && !rule->max_scale) work(f);
    }
}

geo::Position theatre_centre(const PlanView& view) {
    const Json& centre = view.plan.at("frame").at("centre");
    return geo::Position::lon_lat(centre.at(0).get<double>(), centre.at(1).get<double>());
}

}  // namespace

MapPlane::MapPlane(const PlanView& view, const Styles& styles, std::vector<const Theme*> themes)
    : view_(view), styles_(styles), themes_(std::move(themes)), centre_(theatre_centre(view)) {
    // The middle of the box in one plane is nearly that in a plane about it.
    for (int round = 0; round < 3; ++round) {
        const Box box = whole();
        if (is_empty(box)) return;
        const geo::Position middle = geo::equal_area_inverse(centre_, {(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2});
        centre_ = geo::Position::computed(rounded(middle.lon()), rounded(middle.lat()));
    }
}

std::string MapPlane::place() const {
    return fmt::format("{:.1f} {} {:.1f} {}", std::abs(centre_.lat()), centre_.lat() < 0 ? "S" : "N", std::abs(centre_.lon()), centre_.lon() < 0 ? "W" : "E");
}

std::string MapPlane::wkt() const {
    constexpr const char* degree = "ANGLEUNIT[\"degree\",0.0174532925199433]";
    constexpr const char* metre = "LENGTHUNIT[\"metre\",1]";
    return fmt::format(
        "PROJCRS[\"Lambert azimuthal equal area about {0}\",BASEGEOGCRS[\"WGS 84\",DATUM[\"World Geodetic System 1984\","
        "ELLIPSOID[\"WGS 84\",6378137,298.257223563,{4}]],PRIMEM[\"Greenwich\",0,{3}],ID[\"EPSG\",4326]],"
        "CONVERSION[\"about {0}\",METHOD[\"Lambert Azimuthal Equal Area\",ID[\"EPSG\",9820]],"
        "PARAMETER[\"Latitude of natural origin\",{1},{3},ID[\"EPSG\",8801]],PARAMETER[\"Longitude of natural origin\",{2},{3},ID[\"EPSG\",8802]],"
        "PARAMETER[\"False easting\",0,{4},ID[\"EPSG\",8806]],PARAMETER[\"False northing\",0,{4},ID[\"EPSG\",8807]]],"
        "CS[Cartesian,2],AXIS[\"(E)\",east,ORDER[1],{4}],AXIS[\"(N)\",north,ORDER[2],{4}]]",
        place(), centre_.lat(), centre_.lon(), degree, metre);
}

std::string MapPlane::proj() const {
    return fmt::format("+proj=laea +lat_0={} +lon_0={} +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs", centre_.lat(), centre_.lon());
}

Xml MapPlane::system() const {
    Xml system("spatialrefsys");
    system.add(Xml("wkt", wkt())).add(Xml("proj4", proj())).add(Xml("srsid", "0")).add(Xml("srid", "0")).add(Xml("authid"));
    return system.add(Xml("description", "Lambert azimuthal equal area about " + place())).add(Xml("geographicflag", "false"));
}

Box MapPlane::box_of(const geo::Geometry& geometry) const {
    Box box;
    add(box, geometry, centre_);
    return box;
}

Box MapPlane::whole() const {
    Box box;
    for (const Theme* theme : themes_)
        for_frame(view_, styles_, *theme, [&](const geo::Feature& f) { add(box, f.geometry, centre_); });
    return is_empty(box) ? Box{{0, 0}, {0, 0}} : box;
}

bool has_frame(const PlanView& view, const Styles& styles, const Theme& theme) {
    bool has = false;
    for_frame(view, styles, theme, [&](const geo::Feature&) { has = true; });
    return has;
}

bool is_empty(const Box& box) { return box.low.x > box.high.x; }

Box with_margin(Box box, double share) {
    const double x = std::max((box.high.x - box.low.x) * share, 10e3), y = std::max((box.high.y - box.low.y) * share, 10e3);
    return {{box.low.x - x, box.low.y - y}, {box.high.x + x, box.high.y + y}};
}

Box in_shape(Box box, double width_by_height) {
    const double width = box.high.x - box.low.x, height = box.high.y - box.low.y;
    const double x = std::max(0.0, height * width_by_height - width) / 2, y = std::max(0.0, width / width_by_height - height) / 2;
    return {{box.low.x - x, box.low.y - y}, {box.high.x + x, box.high.y + y}};
}

double round_length(double length) {
    const double power = std::pow(10, std::floor(std::log10(length)));
    const double rest = length / power;
    return power * (rest >= 5 ? 5 : rest >= 2 ? 2 : 1);
}

}  // namespace picket::planner
