// Two plans beside each other: their numbers, and the ground that one has and the other has not.
#pragma once

#include "planner/json.hpp"

#include "geo/error.hpp"
#include "geo/layer.hpp"
#include "geo/position.hpp"
#include "geo/quantity.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace picket::planner {

// What a comparison reads of a plan's folder first.
struct FinishedPlan {
    std::filesystem::path folder;
    std::string name, title;  // of the scenario
    Json summary;             // its requirements by key
    geo::Distance tolerance;
    geo::Position centre;  // of its frame
};

// Throws InputError where the folder is no plan of picket, with what it lacks.
FinishedPlan read_finished_plan(const std::filesystem::path& folder);

// A number, text or truth value of summary.json; nothing where that plan has no such key.
struct KeyPair {
    std::string key;
    std::optional<Json> a, b;

    bool differs() const { return a != b; }
    std::optional<double> change() const;  // b - a, of numbers
};

// Every key of either, those of a group together, in the order of `a` and then of `b`. Of the requirements it is
// requirements.KEY.condition, with what was asked, what is there and whether that is met.
std::vector<KeyPair> key_pairs(const FinishedPlan& a, const FinishedPlan& b);

// Those whose key is `prefix` or goes on from it by a dot. Throws InputError where there are none.
std::vector<KeyPair> under(std::vector<KeyPair> pairs, const std::string& prefix);

// Ground that is held, or reached, in one of the plans alone.
struct GroundChange {
    std::string zone;   // empty where it is of a reach
    std::string reach;  // "FLEET-TIME", with "-tanker" where it is with one; empty where it is of a zone
    bool is_gained;     // in b and not in a; otherwise lost: in a and not in b
    geo::Area area;     // geodesic
    geo::MultiPolygon shape;
};

// Of the zones and the reaches that both plans have. An edge lies within both tolerances together of the true one; pieces
// whose mean width (twice the area by the perimeter) is less are left out, and a notice says how much that is. Throws InputError
// where both cannot lie in one frame.
std::vector<GroundChange> ground_changes(const FinishedPlan& a, const FinishedPlan& b, geo::Notices& notices);

// As a layer: its fields, in order, and a feature for each change.
std::vector<geo::Field> fields_of_changes();
geo::Layer layer_of_changes(const FinishedPlan& a, const FinishedPlan& b, const std::vector<GroundChange>& changes);

}  // namespace picket::planner
