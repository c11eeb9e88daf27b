// A plan as its readers see it: layers, numbers and what it stands on. It is the same whether the plan was just computed or
// is read back from its folder, so that whatever is made of it says the same.
#pragma once

#include "planner/emit/layers.hpp"
#include "planner/json.hpp"

#include <filesystem>

namespace picket::planner {

struct PlanView {
    std::vector<OutputLayer> layers;
    Json summary, plan;  // as in summary.json and plan.json
    std::string lane_profile = {};  // as in lane_profile.csv

    // Throws InputError when the plan has none of this name: another version made it.
    const OutputLayer& layer(std::string_view name) const;
};

// Throws InputError when the folder is no plan, or was emitted without its GeoJSON layers.
PlanView read_view(const std::filesystem::path& folder);

// Seconds since 1970 that files say they were made at: SOURCE_DATE_EPOCH where it is set, else the plan's as_of.
std::int64_t made_at(const Json& plan);

}  // namespace picket::planner
