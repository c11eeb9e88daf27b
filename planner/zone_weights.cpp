#include "planner/zone_answers.hpp"

#include "planner/layer_values.hpp"

#include "geo/geodesic.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::InputError;
using geo::Position;

namespace {

// Of a layer's points; of assets, those without the field weigh 1.
std::vector<Asset> places_of_layer(const Weights& weights, geo::Faults faults, geo::Notices& notices) {
    const std::string file = weights.layer->file.string(), field = weights.field.empty() ? "weight" : weights.field;
    const geo::Layer layer = geo::read_layer(*weights.layer, faults, notices);
    if (!weights.field.empty()) require_field(file, layer, field);
    std::vector<Asset> places;
    for (std::size_t i = 0; i < layer.features.size(); ++i) {
        const geo::Feature& f = layer.features[i];
        const Position at = only_point(file, layer, i, "weights are of places");
        const std::string name = f.text("name");
        places.push_back({name.empty() ? f.text("id") : name, at, weights.field.empty() && !f.find(field) ? 1 : amount(file, layer, i, field)});
    }
    return places;
}

std::vector<Asset> places_of(const Weights& weights, const std::string& zone, geo::Faults faults, geo::Notices& notices) {
    if (!weights.layer) return weights.places;
    try {
        return places_of_layer(weights, faults, notices);
    } catch (const InputError& e) {
        throw InputError(fmt::format("zone '{}', weights '{}': {}", zone, weights.name, e.what()));
    }
}

class Weigher {
  public:
    Weigher(const Plan& plan, const Zone& zone, const std::vector<Responder>& responders, const ZoneResult& result)
        : plan_(plan), zone_(zone), responders_(responders), result_(result) {}

    WeightedPlace operator()(const Asset& asset) const {
        WeightedPlace place{asset.name, asset.at, asset.weight, 0, 0, {}};
        const geo::Located located = plan_.theatre.air->space().locate(asset.at);
        for (const Responder& r : responders_) {
            const auto arrival = r.to(located, Duration::seconds(HUGE_VAL));
            if (!arrival) continue;
            if (arrival->after <= zone_.response_time) ++place.held_by;
            if (!place.response || arrival->after < *place.response) place.response = arrival->after;
        }
        if (const int sites = within(plan_.air_defence, asset.at); sites > 0) {
            place.held_by += sites;
            place.response = Duration{};
        }
        place.seen_by = within(result_.watchers, asset.at);
        return place;
    }

  private:
    static int within(const std::vector<Cover>& covers, Position at) {
        return static_cast<int>(std::count_if(covers.begin(), covers.end(),
                                              [&](const Cover& c) { return geo::distance(c.at, at) <= c.radius; }));
    }

    const Plan& plan_;
    const Zone& zone_;
    const std::vector<Responder>& responders_;
    const ZoneResult& result_;
};

}  // namespace

void weigh_zone(const Plan& plan, const Zone& zone, const std::vector<Responder>& responders, geo::Faults faults, geo::Notices& notices,
                ZoneResult& r) {
    const geo::PreparedRegion in_zone(r.region);
    const Weigher weigh(plan, zone, responders, r);
    for (const Weights& weights : zone.weights) {
        const std::vector<Asset> all = places_of(weights, zone.id, faults, notices);
        WeightResult& result = r.weights.emplace_back(WeightResult{weights.name, {}});
        for (const Asset& asset : all)
            if (geo::distance(asset.at, plan.theatre.frame.centre()) < geo::Frame::domain && in_zone.contains(plan.theatre.frame.to_frame(asset.at)))
                result.places.push_back(weigh(asset));
        if (result.places.size() < all.size())
            notices.push_back(fmt::format("zone '{}': {} of the {} places of '{}' lie outside the zone and do not count", zone.id,
                                          all.size() - result.places.size(), all.size(), weights.name));
    }
}

}  // namespace picket::planner
