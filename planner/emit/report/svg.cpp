#include "planner/emit/report/svg.hpp"

#include "planner/emit/report/text.hpp"

#include "geo/text.hpp"

#include <cmath>

namespace picket::planner {

std::vector<double> round_ticks(double most, int about) {
    if (!(most > 0)) return {0, 1};
    const double rough = most / about, power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double nice : {5.0, 2.0, 1.0})
        if (nice * power >= rough * 0.999) step = nice * power;
    std::vector<double> ticks;
    for (int i = 0; ticks.empty() || ticks.back() < most; ++i) ticks.push_back(i * step);
    return ticks;
}

std::string px(double v) { return fmt::format("{:g}", std::nearbyint(v * 100) / 100 + 0.0); }

std::string svg_text(double x, double y, const std::string& css, const std::string& text) {
    return fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", px(x), px(y), css, escaped(text));
}

std::string svg_line(double x1, double y1, double x2, double y2, const std::string& css) {
    return fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{}\"/>\n", px(x1), px(y1), px(x2), px(y2), css);
}

std::string svg_bar(double x, double y, double width, double height, const std::string& css, const std::string& title) {
    return fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"{}\"><title>{}</title></rect>\n", px(x), px(y), px(width), px(height), css,
                       escaped(title));
}

double text_width(const std::string& text, double size_px) { return static_cast<double>(text.size()) * size_px * 0.56; }

std::string svg_figure(const std::string& id, const std::string& title, const std::string& description, double width, double height,
                       const std::string& drawing, const std::string& caption) {
    return fmt::format(
        "<figure><div class=\"scroll chart\" tabindex=\"0\" role=\"region\" aria-label=\"{1}\">"
        "<svg viewBox=\"0 0 {3} {4}\" style=\"min-width:{5}px\" role=\"img\" aria-labelledby=\"{0}-t {0}-d\">"
        "<title id=\"{0}-t\">{1}</title><desc id=\"{0}-d\">{2}</desc>\n{6}</svg></div>\n<figcaption>{7}</figcaption></figure>\n",
        escaped(id), escaped(title), escaped(description), px(width), px(height), px(width * 0.75), drawing, caption);
}

}  // namespace picket::planner
