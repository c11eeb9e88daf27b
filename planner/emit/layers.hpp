// The layers of a plan, one for each GeoJSON file.
#pragma once

#include "planner/plan.hpp"

namespace picket::planner {

struct OutputLayer {
    geo::Layer layer;
    std::vector<geo::Field> fields;
    geo::GeometryType type;
};

// What is drawn of a site or sensor: where it stands, or what it covers.
enum class Draw { site, cover };

// Layers of reach, stations and zones.
OutputLayer reach_layer(const Plan& plan);
OutputLayer routes_layer(const Plan& plan);
OutputLayer stations_layer(const Plan& plan);
OutputLayer rota_layer(const Plan& plan);
OutputLayer station_cover_layer(const Plan& plan);
OutputLayer zones_layer(const Plan& plan);
OutputLayer zone_held_layer(const Plan& plan);

// What zones miss, who sees them and what their places weigh.
OutputLayer zone_gaps_layer(const Plan& plan);
OutputLayer zone_seen_layer(const Plan& plan);
OutputLayer zone_assets_layer(const Plan& plan);

// Layers of the whole force.
OutputLayer force_layer(const Plan& plan);
OutputLayer best_bases_layer(const Plan& plan);
OutputLayer arrival_layer(const Plan& plan);

// Layers of what stands on the ground: countries for the reader's bearings, bases, front line, closed airspace, air and coastal defence, sensors.
OutputLayer countries_layer(const Plan& plan);
OutputLayer bases_layer(const Plan& plan);
OutputLayer frontline_layer(const Plan& plan);
OutputLayer control_layer(const Plan& plan);
OutputLayer closed_airspace_layer(const Plan& plan);
OutputLayer air_defence_layer(const Plan& plan, Draw draw);
OutputLayer coastal_defence_layer(const Plan& plan, Draw draw);
OutputLayer sensors_layer(const Plan& plan, Draw draw);

// Layers of ports, lanes and the areas about them.
OutputLayer ports_layer(const Plan& plan);
OutputLayer lanes_layer(const Plan& plan);
OutputLayer lane_legs_layer(const Plan& plan);
OutputLayer lane_gaps_layer(const Plan& plan);
OutputLayer lane_areas_layer(const Plan& plan);

// Layers of ships, patrols and places of more ships.
OutputLayer vessels_layer(const Plan& plan);
OutputLayer patrols_layer(const Plan& plan);
OutputLayer ship_places_layer(const Plan& plan);

// What makes each of them, the costly ones first, to be called on several threads.
std::vector<std::function<OutputLayer()>> layer_makers(const Plan& plan);

}  // namespace picket::planner
