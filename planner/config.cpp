#include "planner/config.hpp"

#include "geo/error.hpp"
#include "geo/quantity_text.hpp"
#include "geo/text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::InputError;
using geo::Mass;
using geo::Position;
using geo::Speed;

struct Config::Node {
    std::shared_ptr<const toml::table> root;  // keeps `table` alive
    const toml::table* table;
    std::filesystem::path file;
    mutable std::string label;
    mutable std::set<std::string, std::less<>> asked;
};

namespace {

// What a value should have been; becomes a whole message where the key is known.
struct Wrong {
    std::string message;
};

std::string text_of(const toml::node& node) {
    if (const auto number = node.value_exact<double>()) return fmt::format("{}", *number);
    std::ostringstream out;
    node.visit([&](const auto& n) { out << n; });
    std::string text = out.str();
    std::replace(text.begin(), text.end(), '\n', ' ');
    text.erase(std::unique(text.begin(), text.end(), [](char a, char b) { return a == ' ' && b == ' '; }), text.end());
    return text.size() > 80 ? text.substr(0, 77) + "..." : text;
}

std::string wanted_string(const toml::node& node, std::string_view what) {
    if (const auto s = node.value_exact<std::string>()) return *s;
    throw Wrong{fmt::format("must be {}", what)};
}

// A quantity is text with a unit; a bare number is refused with the list of units.
template <class Parse>
auto quantity(const toml::node& node, std::string_view kind, std::string_view units, const Parse& parse) {
    if (node.is_number())
        throw Wrong{fmt::format("the unit is missing: write a {} as text with its unit ({})", kind, units)};
    try {
        return parse(wanted_string(node, fmt::format("a {} as text with its unit ({})", kind, units)));
    } catch (const InputError& e) {
        throw Wrong{e.what()};
    }
}

bool is_id(std::string_view s) {
    const auto fits = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; };
    return !s.empty() && std::all_of(s.begin(), s.end(), fits);
}

void convert(const toml::node& node, std::string& out) {
    out = wanted_string(node, "text in quotes");
    // No page, map or table could show them, and XML cannot even hold them.
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; };
    if (std::any_of(out.begin(), out.end(), is_control)) throw Wrong{"text without control characters"};
}

void convert(const toml::node& node, Id& out) {
    out.value = wanted_string(node, "an id in quotes");
    if (!is_id(out.value)) throw Wrong{"an id is made of letters, digits, - and _"};
}

void convert(const toml::node& node, Date& out) {
    const auto date = node.value_exact<toml::date>();
    if (!date) throw Wrong{"must be a date such as 2025-08-22, without quotes"};
    out.iso = fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day);
}

void convert(const toml::node& node, bool& out) {
    const auto value = node.value_exact<bool>();
    if (!value) throw Wrong{"must be true or false"};
    out = *value;
}

void convert(const toml::node& node, std::int64_t& out) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value) throw Wrong{"must be a whole number"};
    out = *value;
}

void convert(const toml::node& node, double& out) {
    const auto value = node.value<double>();
    if (!node.is_number() || !value || !std::isfinite(*value)) throw Wrong{"must be a number"};
    out = *value;
}

void convert(const toml::node& node, Share& out) {
    if (node.is_number()) {
        convert(node, out.value);
    } else {
        try {
            out.value = geo::parse_share(wanted_string(node, "a share: a number from 0 to 1, or text such as \"60 %\""));
        } catch (const InputError& e) {
            throw Wrong{e.what()};
        }
    }
    if (!(out.value >= 0 && out.value <= 1)) throw Wrong{"a share lies between 0 and 1 (0 % and 100 %)"};
}

void convert(const toml::node& node, Distance& out) {
    out = quantity(node, "distance", geo::distance_units(), geo::parse_distance);
}

void convert(const toml::node& node, Speed& out) {
    out = quantity(node, "speed", geo::speed_units(), geo::parse_speed);
    if (!(out > Speed{})) throw Wrong{"a speed must be positive"};
}

void convert(const toml::node& node, Duration& out) {
    out = quantity(node, "duration", geo::duration_units(), geo::parse_duration);
    if (out < Duration{}) throw Wrong{"a duration cannot be negative"};
}

void convert(const toml::node& node, Mass& out) {
    out = quantity(node, "mass", geo::mass_units(), geo::parse_mass);
    if (!(out > Mass{})) throw Wrong{"a mass must be positive"};
}

std::pair<double, double> two_numbers(const toml::node& node) {
    const toml::array* pair = node.as_array();
    if (!pair || pair->size() != 2 || !pair->get(0)->is_number() || !pair->get(1)->is_number())
        throw Wrong{"must be a place as [longitude, latitude] in degrees"};
    return {*pair->get(0)->value<double>(), *pair->get(1)->value<double>()};
}

template <class T>
T converted(const toml::node& node) {
    T out{};
    convert(node, out);
    return out;
}

template <>
Position converted<Position>(const toml::node& node) {
    const auto [lon, lat] = two_numbers(node);
    try {
        return Position::lon_lat(lon, lat);
    } catch (const InputError& e) {
        throw Wrong{e.what()};
    }
}

geo::EdgeRule edge_rule(const std::string& name) {
    if (name == "straight") return geo::EdgeRule::straight;
    if (name == "geodesic") return geo::EdgeRule::geodesic;
    if (name == "rhumb") return geo::EdgeRule::rhumb;
    const std::vector<std::string> names{"straight", "geodesic", "rhumb"};
    throw Wrong{fmt::format("must be straight, geodesic or rhumb{}", geo::did_you_mean(name, names))};
}

}  // namespace

Config Config::load(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error))
        throw InputError(fmt::format("{}: is a folder; a TOML file is wanted", file.string()));
    if (!std::filesystem::is_regular_file(file, error))
        throw InputError(fmt::format("{}: no such file", file.string()));
    try {
        auto root = std::make_shared<const toml::table>(toml::parse_file(file.string()));
        return Config(std::make_shared<Node>(Node{root, root.get(), file, "", {}}));
    } catch (const toml::parse_error& e) {
        throw InputError(
            fmt::format("{}:{}: not TOML: {}", file.string(), e.source().begin.line, std::string(e.description())));
    }
}

const std::filesystem::path& Config::file() const { return node_->file; }

bool Config::has(std::string_view key) const {
    node_->asked.emplace(key);
    return node_->table->contains(key);
}

bool Config::is_list(std::string_view key) const { return has(key) && node_->table->get(key)->is_array(); }

void Config::set_label(std::string label) const { node_->label = std::move(label); }

void Config::fail(std::string_view key, std::string_view message) const {
    const toml::node* node = node_->table->get(key);
    const auto line = node ? node->source().begin.line : node_->table->source().begin.line;
    throw InputError(fmt::format("{}:{}: {}{}{}: {}", node_->file.string(), line,
                                 node_->label.empty() ? "" : fmt::format("in {}: ", node_->label), key,
                                 node ? fmt::format(" = {}", text_of(*node)) : "", message));
}

std::string Config::missing(std::string_view key) const {
    std::vector<std::string> others;
    for (const auto& [name, node] : *node_->table)
        if (!node_->asked.contains(std::string(name.str()))) others.emplace_back(name.str());
    const std::string nearest = geo::nearest_name(key, others);
    return nearest.empty() ? "is missing" : fmt::format("is missing; is '{}' it, mistyped?", nearest);
}

template <class T>
T Config::get(std::string_view key) const {
    if (!has(key)) fail(key, missing(key));
    try {
        return converted<T>(*node_->table->get(key));
    } catch (const Wrong& wrong) {
        fail(key, wrong.message);
    }
}

template <class T>
std::vector<T> Config::list(std::string_view key) const {
    std::vector<T> result;
    if (!has(key)) return result;
    const toml::array* array = node_->table->get(key)->as_array();
    if (!array) fail(key, "must be a list in square brackets");
    try {
        for (const toml::node& node : *array) result.push_back(converted<T>(node));
    } catch (const Wrong& wrong) {
        fail(key, wrong.message);
    }
    return result;
}

template <class T>
Figure<T> Config::figure(std::string_view key) const {
    if (!has(key)) fail(key, "is missing");
    const toml::array* pair = node_->table->get(key)->as_array();
    if (!pair || pair->size() != 2) fail(key, "must be a figure: [value, \"source\"], or [value, \"assumed\"]");
    try {
        return {converted<T>(*pair->get(0)), converted<std::string>(*pair->get(1))};
    } catch (const Wrong& wrong) {
        fail(key, wrong.message);
    }
}

std::optional<Config> Config::table(std::string_view key) const {
    if (!has(key)) return std::nullopt;
    const toml::table* table = node_->table->get(key)->as_table();
    if (!table) fail(key, "must be a table");
    return Config(std::make_shared<Node>(Node{node_->root, table, node_->file, std::string(key), {}}));
}

std::vector<Config> Config::tables(std::string_view key) const {
    std::vector<Config> result;
    if (!has(key)) return result;
    const toml::array* array = node_->table->get(key)->as_array();
    if (!array) fail(key, fmt::format("must be a list of tables, [[{}]]", key));
    for (const toml::node& node : *array) {
        const toml::table* table = node.as_table();
        if (!table) fail(key, fmt::format("must be a list of tables, [[{}]]", key));
        const std::string label = fmt::format("{} {}", key, result.size() + 1);
        result.push_back(Config(std::make_shared<Node>(Node{node_->root, table, node_->file, label, {}})));
    }
    return result;
}

std::vector<std::pair<std::string, Config>> Config::named_tables(std::string_view key) const {
    std::vector<std::pair<std::string, Config>> result;
    if (!has(key)) return result;
    const toml::table* outer = node_->table->get(key)->as_table();
    if (!outer) fail(key, fmt::format("must hold tables, [{}.NAME]", key));
    for (const auto& [name, node] : *outer) {
        const toml::table* table = node.as_table();
        if (!table) fail(key, fmt::format("must hold tables, [{}.NAME]", key));
        const std::string label = fmt::format("{} '{}'", key, std::string(name.str()));
        result.emplace_back(std::string(name.str()),
                            Config(std::make_shared<Node>(Node{node_->root, table, node_->file, label, {}})));
    }
    return result;
}

std::filesystem::path Config::located(const std::string& path) const {
    return path.starts_with("/vsi") ? std::filesystem::path(path) : node_->file.parent_path() / path;
}

geo::LayerRef Config::as_layer() const {
    geo::LayerRef ref{located(get<std::string>("file")), get_or<std::string>("layer", ""),
                      get_or<std::string>("where", ""), geo::EdgeRule::straight};
    if (has("edges")) {
        try {
            ref.edges = edge_rule(get<std::string>("edges"));
        } catch (const Wrong& wrong) {
            fail("edges", wrong.message);
        }
    }
    refuse_unknown_keys();
    return ref;
}

std::optional<geo::LayerRef> Config::layer(std::string_view key) const {
    if (!has(key)) return std::nullopt;
    const toml::node& node = *node_->table->get(key);
    if (node.is_string()) return geo::LayerRef{located(*node.value<std::string>()), "", "", {}};
    if (!node.is_table()) fail(key, "must be a layer: a path in quotes, or a table with the key file");
    return table(key)->as_layer();
}

std::vector<geo::LayerRef> Config::layers(std::string_view key) const {
    std::vector<geo::LayerRef> result;
    if (!has(key)) return result;
    const toml::array* array = node_->table->get(key)->as_array();
    if (!array) fail(key, "must be a list of layers in square brackets");
    for (const toml::node& node : *array) {
        if (const auto path = node.value_exact<std::string>())
            result.push_back({located(*path), "", "", {}});
        else if (const toml::table* table = node.as_table())
            result.push_back(
                Config(std::make_shared<Node>(Node{node_->root, table, node_->file, std::string(key), {}})).as_layer());
        else
            fail(key, "must list layers: each a path in quotes, or a table with the key file");
    }
    return result;
}

void Config::refuse_unknown_keys() const {
    const std::vector<std::string> known(node_->asked.begin(), node_->asked.end());
    for (const auto& [key, node] : *node_->table) {
        const std::string name(key.str());
        if (node_->asked.contains(name)) continue;
        fail(name, fmt::format("unknown key{}; known here: {}", geo::did_you_mean(name, known), geo::joined(known)));
    }
}

template std::string Config::get<std::string>(std::string_view) const;
template Id Config::get<Id>(std::string_view) const;
template Date Config::get<Date>(std::string_view) const;
template bool Config::get<bool>(std::string_view) const;
template std::int64_t Config::get<std::int64_t>(std::string_view) const;
template double Config::get<double>(std::string_view) const;
template Share Config::get<Share>(std::string_view) const;
template Distance Config::get<Distance>(std::string_view) const;
template Speed Config::get<Speed>(std::string_view) const;
template Duration Config::get<Duration>(std::string_view) const;
template Mass Config::get<Mass>(std::string_view) const;
template Position Config::get<Position>(std::string_view) const;
template std::vector<std::string> Config::list<std::string>(std::string_view) const;
template std::vector<Duration> Config::list<Duration>(std::string_view) const;
template std::vector<Position> Config::list<Position>(std::string_view) const;
template std::vector<std::int64_t> Config::list<std::int64_t>(std::string_view) const;
template Figure<double> Config::figure<double>(std::string_view) const;
template Figure<Distance> Config::figure<Distance>(std::string_view) const;
template Figure<Speed> Config::figure<Speed>(std::string_view) const;
template Figure<Duration> Config::figure<Duration>(std::string_view) const;
template Figure<Mass> Config::figure<Mass>(std::string_view) const;

}  // namespace picket::planner
