// A TOML file as picket reads it: the door to toml++. Every getter names what it wants; what is wrong ends in an
// InputError with file, line, key, value and what is allowed, and a key nobody asked for is an error with the nearest
// right one.
#pragma once

#include "geo/layer.hpp"
#include "geo/position.hpp"
#include "geo/quantity.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace picket::planner {

// A share of a whole: "60 %" or 0.6.
struct Share {
    double value = 0;
};

// A name made of letters, digits, - and _.
struct Id {
    std::string value;
};

// YYYY-MM-DD.
struct Date {
    std::string iso;
};

// A value and where it comes from: the key of a source, or "assumed".
template <class T>
struct Figure {
    T value;
    std::string source;
};

class Config {
  public:
    // Throws InputError when the file is missing or not TOML.
    static Config load(const std::filesystem::path& file);

    const std::filesystem::path& file() const;

    bool has(std::string_view key) const;
    // Whether the key is there and in square brackets.
    bool is_list(std::string_view key) const;

    // T: std::string, Id, Date, bool, std::int64_t, double, Share, Distance, Speed, Duration, Mass, Position.
    template <class T>
    T get(std::string_view key) const;
    template <class T>
    T get_or(std::string_view key, T otherwise) const {
        return has(key) ? get<T>(key) : otherwise;
    }
    template <class T>
    std::optional<T> find(std::string_view key) const {
        return has(key) ? std::optional<T>(get<T>(key)) : std::nullopt;
    }
    // An array of T; empty when the key is missing.
    template <class T>
    std::vector<T> list(std::string_view key) const;
    template <class T>
    Figure<T> figure(std::string_view key) const;

    std::optional<Config> table(std::string_view key) const;
    // [[key]] or key = [{...}]; empty when the key is missing.
    std::vector<Config> tables(std::string_view key) const;
    // [key.NAME]: names and tables in alphabetical order.
    std::vector<std::pair<std::string, Config>> named_tables(std::string_view key) const;

    // A path relative to this file, or a table that says more; docs/formats.md, "Layers".
    std::optional<geo::LayerRef> layer(std::string_view key) const;
    std::vector<geo::LayerRef> layers(std::string_view key) const;

    // Throws the InputError for a key that no getter asked for.
    void refuse_unknown_keys() const;

    // An error at this key: "file:line: in LABEL: key = VALUE: MESSAGE".
    [[noreturn]] void fail(std::string_view key, std::string_view message) const;

    // How messages call this table, "fleet 'pl-f16'".
    void set_label(std::string label) const;

  private:
    struct Node;
    geo::LayerRef as_layer() const;  // this table, which names one
    std::string missing(std::string_view key) const;  // the message for a key that is not there
    std::filesystem::path located(const std::string& path) const;
    explicit Config(std::shared_ptr<const Node> node) : node_(std::move(node)) {}
    std::shared_ptr<const Node> node_;
};

}  // namespace picket::planner
