#include "planner/version.hpp"

#include "geo/geodesic.hpp"
#include "geo/layer.hpp"
#include "geo/region.hpp"

namespace picket::planner {

std::string_view picket_version() { return PICKET_VERSION; }

Json versions() {
    return {{"picket", PICKET_VERSION},
            {"gdal", geo::gdal_version()},
            {"geos", geo::geos_version()},
            {"proj", geo::proj_version()}};
}

}  // namespace picket::planner
