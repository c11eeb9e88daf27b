#include "planner/emit/map/panel.hpp"

#include "planner/emit/map/symbols.hpp"

#include "geo/text.hpp"

#include <algorithm>
#include <sstream>

namespace picket::planner {

using geo::Vec;

namespace {

const std::string soft = "#5a6068";

// Writes from the top down; `size` is by how much everything is larger. Without a canvas to draw on it measures alone.
class Column {
  public:
    Column(const geo::Box& box, double size, const std::string& ink, Canvas& canvas, bool draws)
        : box_(box), size_(size), ink_(ink), canvas_(canvas), draws_(draws), y_(box.low.y) {}

    void write(const Fact& fact) {
        y_ += 3 * size_;
        const TextLook number{19 * size_, ink_, true}, what{11.5 * size_, ink_, true};
        y_ += 17 * size_;
        const double indent = canvas_.text_width(fact.number, number) + 6 * size_;
        if (draws_) canvas_.text({box_.low.x, y_}, fact.number, number);
        words(fact.what, what, indent, 13.5 * size_, true);
        for (const std::string& line : fact.more) words(line, {9.5 * size_, soft}, 0, 12.5 * size_, false);
        y_ += 5 * size_;
    }

    void heading(const std::string& title) {
        y_ += 25 * size_;
        words(title, {11 * size_, ink_, true}, 0, 0, true);
        y_ += 3 * size_;
    }

    // One key has the entry's title, several stand under it.
    void write(const LegendEntry& entry) {
        if (entry.keys.size() > 1) {
            y_ += 3 * size_;
            words(entry.title, {9.5 * size_, soft}, 0, 13 * size_, false);
        }
        for (const LegendKey& key : entry.keys) write(key, entry.keys.size() > 1 ? key.title : entry.rule_count == 1 ? entry.title : fmt::format("{}: {}", entry.title, key.title));
    }

    void note(const std::string& text) { words(text, {9 * size_, soft}, 0, 12 * size_, false); }
    void rule() {
        y_ += 9 * size_;
        if (draws_) canvas_.stroke({{box_.low.x, y_}, {box_.high.x, y_}}, soft, 0.5, 0.6);
    }

    double bottom() const { return y_ + 4 * size_; }
    const std::vector<PaintedLayer>& samples() const { return samples_; }

  private:
    void write(const LegendKey& key, const std::string& title) {
        constexpr double sample_px = 30;
        y_ += 15.5 * size_;
        const double middle = y_ - 3.5 * size_;
        if (draws_) sample(key, {{box_.low.x, middle - 5.5 * size_}, {box_.low.x + sample_px * size_, middle + 5.5 * size_}});
        words(title, {9.8 * size_, ink_}, (sample_px + 8) * size_, 12 * size_, true);
    }

    // Lines after the first, and the first too unless it goes on where the column stands, each a step lower.
    void words(const std::string& text, const TextLook& look, double indent, double step, bool goes_on) {
        for (const std::string& line : wrapped(text, box_.high.x - box_.low.x - indent, look, canvas_)) {
            if (!goes_on) y_ += step;
            goes_on = false;
            if (draws_) canvas_.text({box_.low.x + indent, y_}, line, look);
        }
    }

    void sample(const LegendKey& key, const geo::Box& box) {
        SymbolPainter painter;
        const Vec middle{(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2};
        if (key.type == geo::GeometryType::point) painter.add(key.symbol, geo::Points{middle});
        else if (key.type == geo::GeometryType::line) painter.add(key.symbol, geo::Lines{{{box.low.x, middle.y}, {box.high.x, middle.y}}});
        else painter.add(key.symbol, geo::MultiPolygon{{outline(box), {}}});
        painter.add_layers_to(samples_);
    }

    geo::Box box_;
    double size_;
    std::string ink_;
    Canvas& canvas_;
    bool draws_;
    double y_;
    std::vector<PaintedLayer> samples_;
};

void fill_column(Column& column, const std::vector<Fact>& facts, const std::vector<LegendGroup>& legend, const std::vector<std::string>& beyond) {
    for (const Fact& f : facts) column.write(f);
    if (!facts.empty()) column.rule();
    for (const LegendGroup& g : legend) {
        column.heading(g.title);
        for (const LegendEntry& entry : g.entries) column.write(entry);
    }
    if (!beyond.empty()) {
        column.rule();
        column.note("beyond the map: " + geo::joined(beyond));
    }
}

}  // namespace

std::vector<std::string> wrapped(const std::string& words, double widest_px, const TextLook& look, Canvas& canvas) {
    std::vector<std::string> lines;
    std::istringstream stream(words);
    for (std::string word; stream >> word;) {
        if (!lines.empty() && canvas.text_width(lines.back() + " " + word, look) <= widest_px) lines.back() += " " + word;
        else lines.push_back(word);
    }
    return lines;
}

void draw_panel(const std::vector<Fact>& facts, const std::vector<LegendGroup>& legend, const std::vector<std::string>& beyond,
                const geo::Box& box, const std::string& ink, Canvas& canvas) {
    constexpr double smallest = 0.4;
    double size = 1;
    for (; size > smallest; size -= 0.04) {
        Column measured(box, size, ink, canvas, false);
        fill_column(measured, facts, legend, beyond);
        if (measured.bottom() <= box.high.y) break;
    }
    Column column(box, size, ink, canvas, true);
    fill_column(column, facts, legend, beyond);
    draw({{{0, 0}, {std::ceil(canvas.width()), std::ceil(canvas.height())}}, column.samples(), {}, {}}, canvas);
}

}  // namespace picket::planner
