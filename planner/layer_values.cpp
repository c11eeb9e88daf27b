#include "planner/layer_values.hpp"

#include "geo/text.hpp"

#include <charconv>
#include <cmath>

namespace picket::planner {

using geo::Feature;
using geo::InputError;
using geo::Position;

std::string place_in(const std::string& file, const geo::Layer& layer, std::size_t i) {
    const std::string id = layer.features[i].text("id");
    return fmt::format("{}, feature {}{}", file, i + 1, id.empty() ? "" : fmt::format(" ({})", id));
}

void require_field(const std::string& file, const geo::Layer& layer, const std::string& field) {
    std::vector<std::string> names;
    if (layer.features.empty() || layer.features.front().find(field)) return;
    for (const auto& [name, value] : layer.features.front().fields) names.push_back(name);
    throw InputError(fmt::format("{}: no field '{}'{}; it has {}", file, field, geo::did_you_mean(field, names), geo::joined(names)));
}

std::string shown(const Feature& feature, const std::string& field) {
    const geo::Value* value = feature.find(field);
    if (!value || std::holds_alternative<std::monostate>(*value)) return "null";
    if (const auto* b = std::get_if<bool>(value)) return *b ? "true" : "false";
    return fmt::format("'{}'", feature.text(field));
}

double amount(const std::string& file, const geo::Layer& layer, std::size_t i, const std::string& field) {
    const Feature& feature = layer.features[i];
    std::optional<double> number = feature.number(field);
    if (const geo::Value* value = feature.find(field); !number && value && std::holds_alternative<std::string>(*value)) {
        const auto& text = std::get<std::string>(*value);
        double v = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
        if (error == std::errc() && end == text.data() + text.size()) number = v;
    }
    if (number && std::isfinite(*number) && *number >= 0) return *number;
    throw InputError(fmt::format("{}: field '{}' is {}; it must be a number, 0 or more", place_in(file, layer, i), field,
                                 shown(feature, field)));
}

Position only_point(const std::string& file, const geo::Layer& layer, std::size_t i, std::string_view what) {
    const auto* points = std::get_if<geo::Points>(&layer.features[i].geometry);
    if (!points) throw InputError(fmt::format("{}: is no point; {}", place_in(file, layer, i), what));
    if (points->size() != 1)
        throw InputError(fmt::format("{}: has {} points; split them into a feature each", place_in(file, layer, i), points->size()));
    return Position::lon_lat(points->front().x, points->front().y);
}

}  // namespace picket::planner
