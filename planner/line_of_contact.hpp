// The line of contact of controlled ground: its boundary, less what lies near the state border and the coast.
//
// How it is done and how closely: docs/model.md, docs/accuracy.md.
#pragma once

#include "geo/layer.hpp"
#include "geo/path.hpp"

#include <string>
#include <vector>

namespace picket::planner {

// Which open pieces go on, within the tolerance, along the boundary to where that comes to the border.
enum class Led { main, all, none };

struct ContactOptions {
    geo::Distance tolerance;   // what is nearer to border or coast is no line of contact
    geo::Distance min_length;  // shorter pieces are left out, ends not counted
    geo::Distance sliver;      // narrower gaps between polygons are closed
    Led led = Led::none;
};

struct ContactPiece {
    enum class Kind { main, section, pocket };
    Kind kind;
    geo::Path path;      // closed for a pocket: the last vertex is the first
    geo::Distance ends;  // how much of it is its ends within the tolerance of the border

    std::string kind_name() const;
};

// Longest first. Throws InputError: no polygons, ground where no country lies, nothing left.
std::vector<ContactPiece> line_of_contact(const geo::Layer& control, const geo::LayerRef& control_ref,
                                          const geo::Layer& countries, const geo::LayerRef& countries_ref,
                                          const ContactOptions& options, geo::Notices& notices);

// Lines that run on from one another: ends within the distance of each other are joined by a straight leg, the nearest
// first; a line whose own ends meet is closed. Each comes with which of its ends stand for an end of which given line.
struct Joined {
    std::vector<geo::Position> vertices;
    struct End {
        std::size_t line;
        bool is_back;
    };
    End front, back;
    bool is_closed;
};
std::vector<Joined> joined_lines(const std::vector<std::vector<geo::Position>>& lines, geo::Distance within);

}  // namespace picket::planner
