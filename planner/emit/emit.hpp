// A plan as files: names and contents, nothing written yet.
#pragma once

#include "planner/json.hpp"
#include "planner/plan.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace picket::planner {

struct OutputFile {
    std::string name;
    std::string content;
};

// What a plan can be written as; summary.json and plan.json always are.
enum class Product { geojson, gpkg, csv, md, kml, png, qgz, html };

// By the names that users give them, separated by commas, such as "geojson,gpkg". Throws InputError for an unknown one.
std::set<Product> products_in(const std::string& names);

struct EmitOptions {
    std::set<Product> products;
    std::filesystem::path resources;  // the folder that holds styles/, report/ and datasets/
};

// Every file of docs/formats.md, "The plan's folder", that the products ask for, in the order of their names. `summary` has
// its requirements.
std::vector<OutputFile> emit(const Plan& plan, const Json& summary, const EmitOptions& options);

// plan.json: the resolved scenario in SI units, versions, fingerprints of the inputs, notices. `files` are the names of
// the plan's folder.
Json plan_json(const Plan& plan, const std::vector<std::string>& files);

std::string lane_profile_csv(const Plan& plan);

}  // namespace picket::planner
