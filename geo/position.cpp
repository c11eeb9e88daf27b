#include "geo/position.hpp"

#include "geo/error.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cmath>

namespace picket::geo {

Position Position::lon_lat(double lon_deg, double lat_deg) {
    if (!std::isfinite(lon_deg) || !std::isfinite(lat_deg))
        throw InputError(fmt::format("coordinates ({}, {}) are not finite numbers", lon_deg, lat_deg));
    if (lon_deg < -180 || lon_deg > 180 || lat_deg < -90 || lat_deg > 90)
        throw InputError(fmt::format(
            "coordinates ({}, {}) are out of range: longitude is within -180 to 180, latitude within -90 to 90, "
            "in this order, in degrees",
            lon_deg, lat_deg));
    return {lon_deg, lat_deg};
}

Position Position::computed(double lon_deg, double lat_deg) {
    return {std::remainder(lon_deg, 360.0), std::clamp(lat_deg, -90.0, 90.0)};  // a NaN stays one
}

}  // namespace picket::geo
