// What a zone's result says beside who holds it: who sees it, how soon somebody comes, what its gaps miss, what its places weigh.
#pragma once

#include "planner/responder.hpp"

namespace picket::planner {

// The zone by how many sensors see what flies over it at its height. Seen is not held.
void see_zone(const Plan& plan, const Zone& zone, ZoneResult& result);

// How soon somebody comes to the zone, and to each of its gaps; from what is held and who holds. A worst time is that of a place, and no
// place waits `worst_error` longer; a mean is right to `mean_error`. Both on ground as followed within the tolerance.
inline constexpr geo::Duration worst_error = geo::Duration::seconds(0.3), mean_error = geo::Duration::seconds(12);
void respond_to_zone(const Plan& plan, const Zone& zone, const std::vector<Responder>& responders, ZoneResult& result);

// The weights of the places in the zone; those outside it are not counted, and a notice says how many. Throws InputError for a
// layer that has no points, or a weight that is none.
void weigh_zone(const Plan& plan, const Zone& zone, const std::vector<Responder>& responders, geo::Faults faults, geo::Notices& notices,
                ZoneResult& result);

}  // namespace picket::planner
