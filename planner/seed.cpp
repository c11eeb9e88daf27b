#include "planner/ground_beyond.hpp"
#include "planner/place.hpp"

namespace picket::planner {

Seed parse_seed(const std::string& text) { return {text, parse_lon_lat(text, "--seed", "a seed", "34.10,44.95")}; }

}  // namespace picket::planner
