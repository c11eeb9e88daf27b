#include "planner/emit/layers.hpp"

namespace picket::planner {

std::vector<std::function<OutputLayer()>> layer_makers(const Plan& plan) {
    return {[&plan] { return reach_layer(plan); },
            [&plan] { return force_layer(plan); },
            [&plan] { return best_bases_layer(plan); },
            [&plan] { return arrival_layer(plan); },
            [&plan] { return closed_airspace_layer(plan); },
            [&plan] { return zone_gaps_layer(plan); },
            [&plan] { return zone_held_layer(plan); },
            [&plan] { return zone_seen_layer(plan); },
            [&plan] { return zones_layer(plan); },
            [&plan] { return station_cover_layer(plan); },
            [&plan] { return control_layer(plan); },
            [&plan] { return air_defence_layer(plan, Draw::cover); },
            [&plan] { return coastal_defence_layer(plan, Draw::cover); },
            [&plan] { return sensors_layer(plan, Draw::cover); },
            [&plan] { return lane_areas_layer(plan); },
            [&plan] { return bases_layer(plan); },
            [&plan] { return ports_layer(plan); },
            [&plan] { return frontline_layer(plan); },
            [&plan] { return zone_assets_layer(plan); },
            [&plan] { return countries_layer(plan); },
            [&plan] { return routes_layer(plan); },
            [&plan] { return rota_layer(plan); },
            [&plan] { return stations_layer(plan); },
            [&plan] { return lanes_layer(plan); },
            [&plan] { return lane_legs_layer(plan); },
            [&plan] { return lane_gaps_layer(plan); },
            [&plan] { return air_defence_layer(plan, Draw::site); },
            [&plan] { return coastal_defence_layer(plan, Draw::site); },
            [&plan] { return sensors_layer(plan, Draw::site); },
            [&plan] { return vessels_layer(plan); },
            [&plan] { return patrols_layer(plan); },
            [&plan] { return ship_places_layer(plan); }};
}

}  // namespace picket::planner
