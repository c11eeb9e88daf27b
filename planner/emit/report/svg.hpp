// Drawing the report's charts: a scale, and the few marks they are made of. Coordinates are pixels of the chart's own size.
#pragma once

#include <string>
#include <vector>

namespace picket::planner {

// A linear scale from values to pixels.
struct Scale {
    double from, to;      // values
    double low, high;     // pixels
    double operator()(double value) const { return low + (value - from) / (to - from) * (high - low); }
};

// Round numbers from 0 to at least `most`, about so many.
std::vector<double> round_ticks(double most, int about);

// Two decimals at most, none that say nothing.
std::string px(double v);

std::string svg_text(double x, double y, const std::string& css, const std::string& text);
std::string svg_line(double x1, double y1, double x2, double y2, const std::string& css);
// With a title, which viewers show when asked.
std::string svg_bar(double x, double y, double width, double height, const std::string& css, const std::string& title);

// About how wide a text is in letters of so many pixels.
double text_width(const std::string& text, double size_px);

// The whole drawing in a box that scrolls, with a name for those who do not see it.
std::string svg_figure(const std::string& id, const std::string& title, const std::string& description, double width, double height,
                       const std::string& drawing, const std::string& caption);

}  // namespace picket::planner
