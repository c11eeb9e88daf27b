// A plan as files: names and contents, nothing written yet.
#pragma once

#include "planner/json.hpp"
#include "planner/plan.hpp"

#include <string>
#include <vector>

namespace picket::planner {

struct OutputFile {
    std::string name;
    std::string content;
};

// Every file of docs/formats.md, "The plan's folder", in the order of their names. `summary` has its requirements.
std::vector<OutputFile> emit(const Plan& plan, const Json& summary);

// plan.json: the resolved scenario in SI units, versions, fingerprints of the inputs, notices. `files` are the names of
// the plan's folder.
Json plan_json(const Plan& plan, const std::vector<std::string>& files);

std::string lane_profile_csv(const Plan& plan);

}  // namespace picket::planner
