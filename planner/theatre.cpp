#include "planner/theatre.hpp"

#include "planner/airspace.hpp"
#include "planner/lane_ground.hpp"
#include "planner/more_ships.hpp"
#include "planner/sea_patrol.hpp"
#include "planner/sea_ways.hpp"
#include "planner/theatre_frame.hpp"
#include "planner/theatre_layers.hpp"

#include "geo/antimeridian.hpp"
#include "geo/geodesic.hpp"
#include "geo/parallel.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace picket::planner {

using geo::Distance;
using geo::Feature;
using geo::Frame;
using geo::InputError;
using geo::Layer;
using geo::LayerRef;
using geo::Line;
using geo::MultiPolygon;
using geo::Path;
using geo::Position;
using geo::Region;
using geo::Vec;

namespace {

// The box of the data, in degrees, within what the frame has room for.
struct Extent {
    Vec lower{HUGE_VAL, HUGE_VAL}, upper{-HUGE_VAL, -HUGE_VAL};
};

// What the frame has room for: 45 degrees of longitude and 40 of latitude about its centre.
Extent room(const Frame& frame) {
    const Position c = frame.centre();
    return {{c.lon() - 45, std::max(-90.0, c.lat() - 40)}, {c.lon() + 45, std::min(90.0, c.lat() + 40)}};
}

Extent extent_of(const Layer& layer, const Frame& frame) {
    Extent e;
    for (const Feature& f : layer.features)
        if (const auto* shape = std::get_if<MultiPolygon>(&f.geometry))
            for (const geo::Polygon& p : unwrapped(*shape, frame))
                for (const Vec& v : p.outer) {
                    e.lower = {std::min(e.lower.x, v.x), std::min(e.lower.y, v.y)};
                    e.upper = {std::max(e.upper.x, v.x), std::max(e.upper.y, v.y)};
                }
    const Extent r = room(frame);
    return {{std::max(e.lower.x, r.lower.x), std::max(e.lower.y, r.lower.y)},
            {std::min(e.upper.x, r.upper.x), std::min(e.upper.y, r.upper.y)}};
}

// What of a shape the frame has room for.
MultiPolygon near_frame(const Frame& frame, const MultiPolygon& shape) {
    const Extent r = room(frame);
    return geo::clipped(unwrapped(shape, frame), r.lower, r.upper);
}

Region region_in(const Frame& frame, const MultiPolygon& shape, geo::EdgeRule edges, Distance tolerance) {
    return valid_region(geo::to_frame(frame, near_frame(frame, shape), edges, tolerance));
}

Region layer_region(const Frame& frame, const Layer& layer, const LayerRef& ref, Distance tolerance) {
    std::vector<Region> parts;
    for (const Feature& f : layer.features)
        parts.push_back(
            region_in(frame, geometry_of<MultiPolygon>(f, ref, "a polygon"), layer.edges, tolerance));
    return unite(parts);
}

const Feature& country(const Layer& countries, const std::string& iso3, std::string_view user, const Scenario& s) {
    std::vector<std::string> known;
    for (const Feature& f : countries.features) {
        known.push_back(f.text("iso3"));
        if (known.back() == iso3) return f;
    }
    throw InputError(fmt::format("{}: {}: unknown country '{}'{}: {} has no feature with this iso3", s.file.string(), user, iso3,
                                 geo::did_you_mean(iso3, known), s.countries.file.filename().string()));
}

// Codes, and who names each first.
void collect_countries(const RegionExpression& expression, const std::string& user,
                       std::map<std::string, std::string>& out) {
    if (expression.kind == RegionExpression::Kind::country) out.emplace(expression.country, user);
    for (const RegionExpression& part : expression.parts) collect_countries(part, user, out);
}

constexpr const char* hostile_countries = "hostile of [sea]";
constexpr const char* closed_countries = "closed_countries of [airspace]";

class Builder {
  public:
    Builder(const Scenario& s, Layers layers, Theatre& t) : s_(s), layers_(std::move(layers)), t_(t) {}

    void build() {
        clip_what_is_used();
        jobs_.push_back([&] { unite_closed(); });  // the longest of them
        plan_countries();
        plan_closed();
        if (layers_.control) {
            t_.control_source = layers_.control->features[0].text("source");
            t_.control_as_of = layers_.control->features[0].text("as_of");
            jobs_.push_back([&] { t_.control = region_of(*layers_.control, *s_.control); });
        }
        jobs_.push_back([&] { draw_known(); });
        jobs_.push_back([&] { make_corridors(); });
        jobs_.push_back([&] { gather_land(); });
        if (!s_.lanes.empty()) plan_lane_areas();
        if (!s_.lanes.empty() && (!s_.vessels.empty() || s_.more_ships)) jobs_.push_back([&] { find_ways_by_water(); });
        geo::parallel_for(jobs_.size(), [&](std::size_t i) { jobs_[i](); });
        open_the_rest();
        if (!s_.lanes.empty()) find_edges();
        t_.background = std::move(layers_.countries);
    }

  private:
    Region region_of(const Layer& layer, const LayerRef& ref) const {
        return layer_region(t_.frame, layer, ref, t_.budget.input);
    }

    Region region_of(const Feature& f, const Layer& layer, const LayerRef& ref) const {
        return region_in(t_.frame, geometry_of<MultiPolygon>(f, ref, "a polygon"), layer.edges, t_.budget.input);
    }

    // Countries by code, and who names each.
    std::map<std::string, std::string> named_countries() const {
        std::map<std::string, std::string> named;
        for (const std::string& code : s_.airspace.closed_countries) named.emplace(code, closed_countries);
        for (const std::string& code : s_.hostile) named.emplace(code, hostile_countries);
        for (const Zone& zone : s_.zones) collect_countries(zone.region, fmt::format("zone '{}'", zone.id), named);
        return named;
    }

    // Shapes that are asked for more than once, to what the frame has room for.
    void clip_what_is_used() {
        std::vector<Feature*> used;
        const auto named = named_countries();
        for (Feature& f : layers_.countries.features)
            if (named.contains(f.text("iso3"))) used.push_back(&f);
        for (Feature& f : layers_.territorial_sea.features)
            if (named.contains(f.text("iso3"))) used.push_back(&f);
        geo::parallel_for(used.size(), [&](std::size_t i) {
            if (auto* shape = std::get_if<MultiPolygon>(&used[i]->geometry)) *shape = near_frame(t_.frame, *shape);
        });
    }

    void plan_countries() {
        for (const auto& [code, user] : named_countries()) {
            const Feature& f = country(layers_.countries, code, user, s_);
            Region& slot = t_.countries[code];
            jobs_.push_back([&] { slot = region_of(f, layers_.countries, s_.countries); });
        }
    }

    void plan_closed() {
        for (const std::string& code : s_.airspace.closed_countries) {
            const Feature& f = country(layers_.countries, code, closed_countries, s_);
            close(code, fmt::format("{}: closed country", f.text("name")), f, nullptr);  // drawn with the countries
            if (const Feature* sea = s_.airspace.territorial_sea ? sea_of(code) : nullptr)
                close(code + "-sea", fmt::format("{}: territorial sea, 12 NM", f.text("name")), *sea,
                      [&, sea] { return region_of(*sea, layers_.territorial_sea, s_.territorial_sea); });
        }
        for (std::size_t i = 0; i < layers_.closed.size(); ++i) {
            const LayerRef& ref = s_.airspace.closed_layers[i];
            close(fmt::format("layer-{}", i + 1), fmt::format("closed layer {}", ref.file.filename().string()),
                  layers_.closed[i].features[0], [&, i] { return region_of(layers_.closed[i], ref); });
        }
        for (std::size_t i = 0; i < t_.closed.size(); ++i)
            if (closed_regions_[i]) jobs_.push_back([&, i] { t_.closed[i].region = closed_regions_[i](); });
    }

    void close(const std::string& id, const std::string& reason, const Feature& from, std::function<Region()> region) {
        t_.closed.push_back({id, reason, from.text("source"), from.text("as_of"), {}});
        closed_regions_.push_back(std::move(region));
    }

    const Feature* sea_of(const std::string& code) const {
        for (const Feature& f : layers_.territorial_sea.features)
            if (f.text("iso3") == code) return &f;
        return nullptr;
    }

    // All that is closed as one. Areas with edges straight in lon/lat are united there, where what touches is told before
    // edges are cut.
    void unite_closed() {
        MultiPolygon straight;
        std::vector<Region> parts;
        const auto add = [&](const Feature& f, geo::EdgeRule edges) {
            const auto* shape = std::get_if<MultiPolygon>(&f.geometry);
            if (!shape) return;  // told where the layer itself is read
            const MultiPolygon near = near_frame(t_.frame, *shape);
            if (edges == geo::EdgeRule::straight)
                straight.insert(straight.end(), near.begin(), near.end());
            else
                parts.push_back(valid_region(geo::to_frame(t_.frame, near, edges, t_.budget.input)));
        };
        for (const std::string& code : s_.airspace.closed_countries) {
            add(country(layers_.countries, code, closed_countries, s_), layers_.countries.edges);
            if (const Feature* sea = s_.airspace.territorial_sea ? sea_of(code) : nullptr) add(*sea, layers_.territorial_sea.edges);
        }
        for (const Layer& layer : layers_.closed)
            for (const Feature& f : layer.features) add(f, layer.edges);
        if (s_.airspace.control_closed && layers_.control)
            for (const Feature& f : layers_.control->features) add(f, layers_.control->edges);
        parts.push_back(region_in(t_.frame, geo::united(straight), geo::EdgeRule::straight, t_.budget.input));
        closed_ = unite(parts);
    }

    void make_corridors() {
        for (std::size_t i = 0; i < layers_.open.size(); ++i)
            for (GivenArea& area : corridors(layers_.open[i], s_.airspace.open_layers[i].file.string(), s_.airspace.open_width, s_.tolerance))
                corridors_.push_back(std::move(area));
    }

    // What the countries layer has something to say about, as far as the frame has room.
    MultiPolygon known() const {
        const Extent e = extent_of(layers_.countries, t_.frame);
        return {{{e.lower, {e.upper.x, e.lower.y}, e.upper, {e.lower.x, e.upper.y}, e.lower}, {}}};
    }

    void draw_known() { t_.known = Region(geo::to_frame(t_.frame, known(), geo::EdgeRule::straight, t_.budget.input)); }

    void find_ways_by_water() {
        GivenWaters given;
        for (const Feature& f : layers_.countries.features)
            if (const auto* shape = std::get_if<MultiPolygon>(&f.geometry)) given.land.push_back({f.text("name"), *shape, layers_.countries.edges});
        given.known = geo::cut_at_antimeridian(known());
        std::vector<Position> places;
        for (const Lane& lane : s_.lanes) {
            const std::vector<Position>& on_lane = t_.lanes.at(lane.id).path.vertices();
            places.insert(places.end(), on_lane.begin(), on_lane.end());
        }
        t_.sea = sea_ways(given, t_.frame, starts_of_ships(s_, t_), places, longest_way_of_more_ships(s_));
    }

    void open_the_rest() {
        for (std::size_t i = 0; i < t_.closed.size(); ++i)
            if (!closed_regions_[i]) t_.closed[i].region = t_.countries.at(t_.closed[i].id);
        if (s_.airspace.control_closed && !t_.control.is_empty())
            t_.closed.push_back({"control", "ground not held by the government", t_.control_source, t_.control_as_of,
                                 t_.control});
        Region opened;
        for (const GivenArea& area : corridors_) opened = unite(opened, region_in(t_.frame, area.shape, area.edges, t_.budget.input));
        for (ClosedPart& part : t_.closed) part.region = subtract(part.region, opened);
        t_.free = subtract(t_.known, subtract(closed_, opened));
        t_.air = std::make_shared<const KeptWays>(geo::FreeSpace(t_.frame, t_.free.polygons()));
    }

    // The box of places and a degree about it.
    static void take(const Frame& frame, Position p, LaneBox& box) {
        const double lon = frame.unwrapped_lon(p.lon());
        box.lower = {std::min(box.lower.x, lon - 1), std::min(box.lower.y, p.lat() - 1)};
        box.upper = {std::max(box.upper.x, lon + 1), std::max(box.upper.y, p.lat() + 1)};
    }

    LaneBox box_of_lanes() const {
        LaneBox box{{HUGE_VAL, HUGE_VAL}, {-HUGE_VAL, -HUGE_VAL}};
        for (const Lane& lane : s_.lanes)
            for (const Position& p : t_.lanes.at(lane.id).path.vertices()) take(t_.frame, p, box);
        return box;
    }

    void plan_lane_areas() {
        lane_areas_.resize(3);
        const auto plan = [&](std::size_t slot, const char* kind, const Layer& layer, const LayerRef& ref) {
            jobs_.push_back([&, slot, kind] { lane_areas_[slot] = lane_areas(kind, layer, ref, t_.frame, box_of_lanes(), t_.budget.input); });
        };
        check_waters();
        plan(0, "waters", layers_.territorial_sea, s_.territorial_sea);
        if (layers_.listed) plan(1, "listed", *layers_.listed, *s_.listed);
        if (layers_.swept) plan(2, "swept", *layers_.swept, *s_.swept);
    }

    // Every country whose waters are asked for has some.
    void check_waters() const {
        std::vector<std::string> known;
        for (const Feature& f : layers_.territorial_sea.features) known.push_back(f.text("iso3"));
        for (const Lane& lane : s_.lanes)
            for (const std::string& code : lane.in_waters_of)
                if (std::find(known.begin(), known.end(), code) == known.end())
                    throw InputError(fmt::format("{}: lane '{}': in_waters_of: unknown country '{}'{}: {} has no feature with this iso3", s_.file.string(),
                                                 lane.id, code, geo::did_you_mean(code, known), s_.territorial_sea.file.filename().string()));
    }

    // From how near a lane is to what; what was drawn by now is used.
    void find_edges() {
        for (std::vector<LaneArea>& areas : lane_areas_)
            for (LaneArea& area : areas) t_.lane_areas.push_back(std::move(area));
        for (const std::string& code : s_.hostile) t_.hostile.push_back(t_.countries.at(code));
        if (!t_.control.is_empty()) t_.hostile.push_back(t_.control);
        t_.hostile_edge = edges_of(t_.frame, t_.hostile);
        t_.front = legs_of(t_.frontline);
    }

    void gather_land() {
        const std::vector<Position> at_sea = places_of_vessels(s_);
        if (s_.lanes.empty() && at_sea.empty()) return;
        LaneBox near = box_of_lanes();
        for (const Position& p : at_sea) take(t_.frame, p, near);
        for (const Feature& f : layers_.countries.features)
            if (const auto* shape = std::get_if<MultiPolygon>(&f.geometry))
                for (const geo::Polygon& p : geo::clipped(unwrapped(*shape, t_.frame), near.lower, near.upper))
                    t_.land.emplace_back(
                        geo::to_frame(t_.frame, MultiPolygon{p}, layers_.countries.edges, t_.budget.input));
    }

    const Scenario& s_;
    Layers layers_;
    Theatre& t_;
    std::vector<std::function<void()>> jobs_;               // each fills a slot of its own
    std::vector<std::function<Region()>> closed_regions_;  // of t_.closed; empty for countries
    std::vector<GivenArea> corridors_;
    std::vector<std::vector<LaneArea>> lane_areas_;  // waters, listed, swept
    Region closed_;  // all of it
};

}  // namespace

MultiPolygon unwrapped(MultiPolygon shape, const Frame& frame) {
    const auto shift = [&](geo::Ring& ring) {
        // By whole turns and the same for the ring, so that no edge is torn.
        const double turn = frame.unwrapped_lon(ring.front().x) - ring.front().x;
        for (Vec& v : ring) v.x += turn;
    };
    for (geo::Polygon& p : shape) {
        shift(p.outer);
        for (geo::Ring& hole : p.holes) shift(hole);
    }
    return shape;
}

bool uses_territorial_sea(const Scenario& s) {
    return !s.lanes.empty() || (!s.airspace.closed_countries.empty() && s.airspace.territorial_sea);
}

Theatre build_theatre(const Scenario& s, geo::Faults faults) {
    geo::Notices notices;
    Layers layers = read_layers(s, faults, notices);
    std::map<std::string, Base> bases = bases_in(layers.bases, s.bases);
    const ToleranceBudget budget(s.tolerance);
    std::map<std::string, LanePath> lanes;
    if (!s.lanes.empty()) lanes = lanes_in(layers.lanes, s.lanes_layer, budget.input);
    std::vector<Path> frontline;
    if (layers.frontline) frontline = joined_lines(*layers.frontline, *s.frontline, budget.input);

    Theatre t{Frame(theatre_centre(s, bases, lanes, frontline)), budget, std::move(notices), std::move(bases),
              ports_in(layers.ports, s.ports), std::move(frontline), "", "", "", "", {}, {}, {}, {}, {}, {}, {}, {}, {},
              std::move(lanes), {}, {}, {}, {}};
    if (layers.frontline) {
        t.frontline_source = layers.frontline->features[0].text("source");
        t.frontline_as_of = layers.frontline->features[0].text("as_of");
    }
    Builder(s, std::move(layers), t).build();
    return t;
}

Region read_region(const Theatre& t, const LayerRef& ref, geo::Faults faults, geo::Notices& notices) {
    return layer_region(t.frame, geo::read_layer(ref, faults, notices), ref, t.budget.input);
}

}  // namespace picket::planner
