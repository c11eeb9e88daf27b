// What the features of a layer that a user gives hold, read by the fields that he names; what is wrong ends in an InputError
// with file, feature, field, value and what is allowed. The file's name is for messages.
#pragma once

#include "geo/layer.hpp"
#include "geo/position.hpp"

#include <string>
#include <string_view>

namespace picket::planner {

// "FILE, feature 3 (ID)": by its number from 1, and its id where it has one.
std::string place_in(const std::string& file, const geo::Layer& layer, std::size_t i);

// Throws where the layer has features and they have no such field.
void require_field(const std::string& file, const geo::Layer& layer, const std::string& field);

// "'x'", "true" or "null": the field's value for a message.
std::string shown(const geo::Feature& feature, const std::string& field);

// A number 0 or more; as text too, for so a CSV's numbers come.
double amount(const std::string& file, const geo::Layer& layer, std::size_t i, const std::string& field);

// Of a feature that is one point; `what` says what must be points.
geo::Position only_point(const std::string& file, const geo::Layer& layer, std::size_t i, std::string_view what);

}  // namespace picket::planner
