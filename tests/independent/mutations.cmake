# cmake -D RECOMPUTE= -D CHECK_GEOJSON= -D TAMPER= -D PLAN= -D DATASETS= -D WORK= -P mutations.cmake
# One change at a time to a copy of a plan: the program named must find it, under the check named. A change that goes
# unseen is an error.
set(mutations
  "recompute|summary.json|/frontline/length_km|by:0.02|front line: length in the summary"
  "recompute|summary.json|/stations/south/on_station_h|by:0.001|stations: time on station"
  "recompute|summary.json|/stations/west/manned|false|stations: manned"
  "recompute|summary.json|/stations/southwest/transit_km|by:0.02|stations: transit, km"
  "recompute|summary.json|/fleets/rou-f16-lrft/sorties_flown_per_day|by:1|fleets: sorties flown"
  "recompute|summary.json|/nations/ROU/flight_hours_per_day|by:0.01|totals: nations"
  "recompute|summary.json|/types/f16/flight_hours_per_day|by:0.01|totals: types"
  "recompute|summary.json|/total/tanker_sorties_flown_per_day|by:1|totals: total"
  "recompute|plan.json|/scenario/prices|{\"currency\":\"USD\",\"per_flight_hour\":{\"f16\":1}}|fleets: cost only where there are prices"
  "recompute|summary.json|/fleets/rou-f16-lrft/aircraft_in_rota|by:-1|rota: as many aircraft"
  "recompute|rota.csv|tanker-north,1,6.0000|tanker-north,1,6.0200|rota: start on station"
  "recompute|rota.csv|12.5075,3|12.5075,1|rota: no aircraft before its cycle is over"
  "recompute|summary.json|/zones/limited/held_km2|by:0.5|zones: held, km2"
  "recompute|summary.json|/zones/limited/seen_km2|by:0.5|zones: seen, km2"
  "recompute|summary.json|/zones/limited/worst_response_min|by:0.1|zones: worst response, min"
  "recompute|summary.json|/zones/limited/mean_response_min|by:0.5|zones: mean response, min"
  "recompute|summary.json|/zones/limited/weights/assets/held|by:1|weights: held"
  "recompute|summary.json|/lanes/odesa-sulina/exposed_h|by:0.001|gaps: summary's exposed_h"
  "recompute|summary.json|/requirements/0/met|false|requirements: met"
  "recompute|plan.json|/types/aircraft/f16/cruise_speed_mps/value|by:0.1|reach: radius"
  "recompute|plan.json|/types/aircraft/typhoon/dash_speed_mps/value|by:1|station cover: radius"
  "recompute|plan.json|/types/vessels/type22/dash_speed_mps/value|by:0.01|legs: where the answer changes"
  "recompute|stations.geojson|/features/3/geometry/coordinates/0|by:0.00001|stations: place"
  "recompute|reach.geojson|/features/0/geometry/coordinates/*/40/0|by:0.001|reach: vertices"
  "recompute|reach.geojson|/features/1/properties/area_km2|by:200|areas: reach"
  "recompute|reach.geojson|/features/4/properties/area_km2|by:2000|areas: reach"
  "recompute|plan.json|/scenario/fleets/0/refuellings|0|reach: all there"
  "recompute|plan.json|/types/aircraft/kc135/refuelling_time_s/value|by:1|tankers: calls_possible_per_day"
  "recompute|summary.json|/tankers/tanker-north/receivers_per_day|by:0.01|tankers: receivers_per_day"
  "recompute|force.geojson|/features/0/properties/held_by|\"nobody\"|force: who holds a place"
  "recompute|force.geojson|/features/1|drop|force: each place is drawn once"
  "recompute|best_bases.geojson|/features/0/properties/fleet|\"pol-f16-eplk\"|best bases: behind the best"
  "recompute|arrival.geojson|/features/2/properties/within_min|10|arrival: in time"
  "recompute|routes.geojson|/features/6/properties/length_km|by:0.002|routes: length of the shortest way"
  "recompute|routes.geojson|/features/6/properties/turns|0|routes: turns"
  "recompute|routes.geojson|/features/6/properties/direct_km|by:0.002|routes: direct"
  "recompute|routes.geojson|/features/6/geometry/coordinates/20/0|by:0.001|routes: shortest way off the line drawn"
  "recompute|zones.geojson|/features/0/properties/area_km2|by:200|areas: zones"
  "recompute|zone_held.geojson|/features/0/properties/cover|2|zones: places held"
  "recompute|zone_gaps.geojson|/features/0|drop|zones: places held"
  "recompute|zone_gaps.geojson|/features/1/properties/response_min|by:0.1|gaps: response at the worst place"
  "recompute|zone_gaps.geojson|/features/1/properties/nearest|\"north\"|gaps: response at the worst place"
  "recompute|zone_gaps.geojson|/features/0/properties/short_min|by:0.1|zone gaps: short"
  "recompute|zone_seen.geojson|/features/0/properties/seen_by|2|zones: places seen"
  "recompute|zone_assets.geojson|/features/0/properties/held_by|7|weights: held by as many as come"
  "recompute|zone_assets.geojson|/features/1/properties/response_min|by:0.1|weights: response"
  "recompute|closed_airspace.geojson|/features/0|drop|closed airspace: all parts there"
  "recompute|sensor_cover.geojson|/features/0/geometry/coordinates/*/7/1|by:0.001|sensors: vertices"
  "recompute|lane_legs.geojson|/features/2/properties/to_km|by:0.002|legs: each begins"
  "recompute|lane_legs.geojson|/features/1/properties/air_by|\"nobody\"|legs: the answers in order"
  "recompute|lane_legs.geojson|/features/0/properties/sea_min|by:0.1|legs: worst time by sea"
  "recompute|lane_gaps.geojson|/features/0/properties/short_min|by:0.1|gaps: short by"
  "recompute|lanes.geojson|/features/0/properties/length_km|by:0.02|lanes: length"
  "recompute|lane_profile.csv|,2.41,south|,3.41,south|profile: air_min"
  "check_geojson|reach.geojson|/features/0/geometry/coordinates/*/40/0|0.123456789|at most 7 decimals"
  "check_geojson|zones.geojson|/bbox/0|by:0.0001|bbox is that of the positions"
  "check_geojson|zones.geojson|/features/0/id|5|id is a string"
  "check_geojson|zone_held.geojson|/features/0/properties/share|drop|the same fields"
  "check_geojson|routes.geojson|/type|\"Features\"|a FeatureCollection"
  "check_geojson|control.geojson|/features/0/geometry/coordinates/*/5/0|by:0.5|no edges cross"
  "check_geojson|control.geojson|/features/0/geometry/coordinates/*/0/0|by:0.00001|rings are closed"
  "check_geojson|vessels.geojson|/features/0/geometry/coordinates/0|230|positions are two numbers in range"
  "check_geojson|sensors.geojson|/features|null|features is an array"
)
set(unseen 0)
foreach(mutation IN LISTS mutations)
  string(REPLACE "|" ";" parts "${mutation}")
  list(GET parts 0 program)
  list(GET parts 1 file)
  list(GET parts 2 pointer)
  list(GET parts 3 change)
  list(GET parts 4 check)
  execute_process(COMMAND ${TAMPER} ${PLAN} ${WORK} ${file} ${pointer} ${change} RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(SEND_ERROR "not tampered: ${mutation}")
    continue()
  endif()
  if(program STREQUAL "recompute")
    execute_process(COMMAND ${RECOMPUTE} ${WORK} ${DATASETS} RESULT_VARIABLE result OUTPUT_VARIABLE output)
  else()
    execute_process(COMMAND ${CHECK_GEOJSON} ${WORK} RESULT_VARIABLE result OUTPUT_VARIABLE output)
  endif()
  string(FIND "${output}" "FAIL  ${check}" at)
  if(result EQUAL 1 AND NOT at EQUAL -1)
    message(STATUS "seen: ${file} ${pointer} ${change}")
  else()
    message(SEND_ERROR "not seen (exit ${result}): ${file} ${pointer} ${change}: no failure of '${check}'")
  endif()
endforeach()
file(REMOVE_RECURSE ${WORK})
