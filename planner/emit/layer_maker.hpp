// How every layer of a plan is made: fields that all have in common, and geometry out of the frame.
#pragma once

#include "planner/emit/layers.hpp"
#include "planner/json.hpp"

namespace picket::planner {

using Fields = std::vector<std::pair<std::string, geo::Value>>;

constexpr auto text = geo::Field::Type::text;
constexpr auto number = geo::Field::Type::number;
constexpr auto integer = geo::Field::Type::integer;
constexpr auto boolean = geo::Field::Type::boolean;
constexpr auto time_field = geo::Field::Type::time;

inline double km(geo::Distance d) { return decimals(d.kilometres(), 3); }
inline double km2(geo::Area a) { return decimals(a.square_kilometres(), 3); }
inline geo::Value optional(const std::optional<double>& v, int places) {
    return v ? geo::Value(decimals(*v, places)) : geo::Value{};
}
inline geo::Value text_or_null(const std::string& s) { return s.empty() ? geo::Value{} : geo::Value(s); }

// Collects the features of one layer.
class LayerMaker {
  public:
    // `own` are the layer's fields besides id, name, source, as_of, method and tolerance_m.
    LayerMaker(const Plan& plan, std::string name, geo::GeometryType type, std::vector<geo::Field> own);

    // A feature of the scenario. `method` empty: it was not computed but given.
    void add(std::string id, std::string name, Fields fields, const std::string& method, geo::Geometry geometry);

    // A feature of a layer that says where it comes from and of when it is.
    void add_from(const std::string& source, const std::string& as_of, std::string id, std::string name, Fields fields,
                  const std::string& method, geo::Geometry geometry);

    static geo::Geometry point(geo::Position p);
    geo::Geometry line(const geo::Path& path) const;
    geo::Geometry area(const geo::Region& region) const;

    OutputLayer take() { return std::move(out_); }

  private:
    const Plan& plan_;
    OutputLayer out_;
};

}  // namespace picket::planner
