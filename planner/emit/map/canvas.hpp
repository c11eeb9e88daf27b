// A page that is drawn on, as PNG, SVG or PDF: the door to Cairo. Lengths are pixels of 1/96 inch, y runs downward.
#pragma once

#include "geo/shapes.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

struct _cairo;

namespace picket::planner {

enum class PictureFormat { png, svg, pdf };

struct PageInfo {
    PictureFormat format = PictureFormat::png;
    int width = 0, height = 0;  // in dots
    double dpi = 96;            // dots of an inch
    std::string title, maker;
    std::int64_t made_at = 0;  // seconds since 1970
};

// The folder of the letters that pages are written in. Throws InputError when they are not installed.
const std::string& letters_folder();

struct TextLook {
    double size_px = 10;
    std::string colour;
    bool is_bold = false;
    double halo_px = 0;     // white, about the letters
    double spacing_px = 0;  // between them
};

enum class Align { left, centre, right };

class Canvas {
  public:
    explicit Canvas(const PageInfo& page);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    double width() const;
    double height() const;

    // Colours are #rrggbb. A ring need not be closed.
    void fill(const geo::Line& ring, const std::string& colour, double opacity = 1);
    void stroke(const geo::Line& line, const std::string& colour, double width_px, double opacity = 1);
    void text(geo::Vec baseline, const std::string& words, const TextLook& look, Align align = Align::left);
    double text_width(const std::string& words, const TextLook& look);

    // What `work` draws shows inside the box alone.
    void inside(const geo::Box& box, const std::function<void()>& work);

    // For what draws on the page by itself.
    std::shared_ptr<_cairo> context();

    // The file's content; nothing can be drawn after it.
    std::string finished();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// The four corners, in order.
geo::Line outline(const geo::Box& box);

}  // namespace picket::planner
