#include "planner/emit/map/canvas.hpp"

#include "planner/calendar.hpp"
#include "planner/emit/xml.hpp"

#include "geo/error.hpp"
#include "geo/text.hpp"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>

#include <filesystem>
#include <map>
#include <stdexcept>

namespace picket::planner {

namespace {

constexpr double points_per_px = 0.75;  // 1/72 of an inch, in which SVG and PDF count

cairo_status_t append(void* content, const unsigned char* bytes, unsigned int count) {
    static_cast<std::string*>(content)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

void require(cairo_status_t status) {
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(fmt::format("the picture cannot be drawn: {}", cairo_status_to_string(status)));
}

struct Colour {
    double red, green, blue;
};

Colour colour_of(const std::string& hex) {
    const unsigned long value = std::stoul(hex.substr(1), nullptr, 16);
    return {static_cast<double>(value >> 16 & 255) / 255, static_cast<double>(value >> 8 & 255) / 255, static_cast<double>(value & 255) / 255};
}

// Cairo keeps fonts for later: the file of each lives as long as Cairo has it, in a library of its own, so that no thread
// meets another in it.
struct FontFile {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    FontFile() = default;
    FontFile(const FontFile&) = delete;
    FontFile& operator=(const FontFile&) = delete;
    ~FontFile() {
        if (face) FT_Done_Face(face);
        if (library) FT_Done_FreeType(library);
    }
};

using Font = std::shared_ptr<cairo_font_face_t>;

// Straight from the file: no settings of the machine change how letters look.
Font font_of(const char* name) {
    auto file = std::make_unique<FontFile>();
    const std::string path = fmt::format("{}/{}", letters_folder(), name);
    if (FT_Init_FreeType(&file->library) != 0 || FT_New_Face(file->library, path.c_str(), 0, &file->face) != 0)
        throw geo::InputError(fmt::format("{}: is no font that can be read", path));
    Font font(cairo_ft_font_face_create_for_ft_face(file->face, FT_LOAD_NO_HINTING), cairo_font_face_destroy);
    static const cairo_user_data_key_t key{};
    require(cairo_font_face_set_user_data(font.get(), &key, file.get(), [](void* kept) { delete static_cast<FontFile*>(kept); }));
    file.release();
    return font;
}

// Cairo numbers what it draws from the program's start; here a number counts from the file's start. A title is for those who
// cannot see it.
std::string tidy_svg(const std::string& svg, const PageInfo& page) {
    std::map<std::string, std::string> names;
    const auto renamed = [&](const std::string& name) { return names.try_emplace(name, fmt::format("n{}", names.size())).first->second; };
    std::string tidy;
    tidy.reserve(svg.size());
    for (std::size_t at = 0; at < svg.size();) {
        const std::size_t mark = svg.compare(at, 5, " id=\"") == 0 ? 5 : svg[at] == '#' ? 1 : 0;
        if (mark == 0) {
            tidy += svg[at++];
            continue;
        }
        const std::size_t end = svg.find_first_of("\")", at + mark);
        tidy.append(svg, at, mark).append(renamed(svg.substr(at + mark, end - at - mark)));
        at = end;
    }
    const std::size_t head = tidy.find('>', tidy.find("<svg")) + 1;
    return tidy.insert(head, fmt::format("\n<title>{}</title>\n<desc>{}</desc>", xml_escaped(page.title), xml_escaped(page.maker)));
}

}  // namespace

const std::string& letters_folder() {
    static const std::string folder = "/usr/share/fonts/truetype/dejavu";
    for (const char* name : {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf"})
        if (!std::filesystem::exists(fmt::format("{}/{}", folder, name)))
            throw geo::InputError(fmt::format("{}/{}: is not there, and pictures are lettered with it; install the package fonts-dejavu-core", folder, name));
    return folder;
}

struct Canvas::State {
    PageInfo page;
    std::string content;
    Font plain = font_of("DejaVuSans.ttf"), bold = font_of("DejaVuSans-Bold.ttf");
    cairo_surface_t* surface = nullptr;
    std::shared_ptr<cairo_t> context;
    ~State() {
        context.reset();
        if (surface) cairo_surface_destroy(surface);
    }
};

Canvas::Canvas(const PageInfo& page) : state_(std::make_unique<State>()) {
    State& s = *state_;
    s.page = page;
    double scale = points_per_px;
    const double wide = width() * points_per_px, high = height() * points_per_px;
    if (page.format == PictureFormat::png) {
        s.surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, page.width, page.height);
        scale = page.dpi / 96;
    } else if (page.format == PictureFormat::svg) {
        s.surface = cairo_svg_surface_create_for_stream(append, &s.content, wide, high);
    } else {
        s.surface = cairo_pdf_surface_create_for_stream(append, &s.content, wide, high);
        cairo_pdf_surface_restrict_to_version(s.surface, CAIRO_PDF_VERSION_1_4);  // what every reader reads
        const std::string made = time_text(page.made_at);
        cairo_pdf_surface_set_metadata(s.surface, CAIRO_PDF_METADATA_TITLE, page.title.c_str());
        cairo_pdf_surface_set_metadata(s.surface, CAIRO_PDF_METADATA_CREATOR, page.maker.c_str());
        cairo_pdf_surface_set_metadata(s.surface, CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
    }
    require(cairo_surface_status(s.surface));
    s.context = {cairo_create(s.surface), cairo_destroy};
    cairo_scale(s.context.get(), scale, scale);
    cairo_set_line_join(s.context.get(), CAIRO_LINE_JOIN_ROUND);
    cairo_font_options_t* plain = cairo_font_options_create();
    cairo_font_options_set_antialias(plain, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(plain, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(plain, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(s.context.get(), plain);
    cairo_font_options_destroy(plain);
    fill(outline({{0, 0}, {width(), height()}}), "#ffffff");
}

Canvas::~Canvas() = default;

double Canvas::width() const { return state_->page.width * 96 / state_->page.dpi; }
double Canvas::height() const { return state_->page.height * 96 / state_->page.dpi; }

namespace {

void trace(cairo_t* c, const geo::Line& line) {
    cairo_new_path(c);
    for (const geo::Vec& v : line) cairo_line_to(c, v.x, v.y);
}

void set_colour(cairo_t* c, const std::string& hex, double opacity) {
    const Colour colour = colour_of(hex);
    cairo_set_source_rgba(c, colour.red, colour.green, colour.blue, opacity);
}

}  // namespace

void Canvas::fill(const geo::Line& ring, const std::string& colour, double opacity) {
    cairo_t* const c = state_->context.get();
    trace(c, ring);
    set_colour(c, colour, opacity);
    cairo_fill(c);
}

void Canvas::stroke(const geo::Line& line, const std::string& colour, double width_px, double opacity) {
    cairo_t* const c = state_->context.get();
    trace(c, line);
    set_colour(c, colour, opacity);
    cairo_set_line_width(c, width_px);
    cairo_stroke(c);
}

namespace {

// Of UTF-8.
std::vector<std::string> letters_of(const std::string& words) {
    std::vector<std::string> letters;
    for (const char c : words) {
        if ((static_cast<unsigned char>(c) & 0xC0) == 0x80 && !letters.empty()) letters.back() += c;
        else letters.emplace_back(1, c);
    }
    return letters;
}

}  // namespace

double Canvas::text_width(const std::string& words, const TextLook& look) {
    cairo_t* const c = state_->context.get();
    cairo_set_font_face(c, (look.is_bold ? state_->bold : state_->plain).get());
    cairo_set_font_size(c, look.size_px);
    cairo_text_extents_t extents;
    cairo_text_extents(c, words.c_str(), &extents);
    const std::size_t gaps = look.spacing_px > 0 ? letters_of(words).size() - 1 : 0;
    return extents.x_advance + static_cast<double>(gaps) * look.spacing_px;
}

void Canvas::text(geo::Vec baseline, const std::string& words, const TextLook& look, Align align) {
    cairo_t* const c = state_->context.get();
    const double wide = text_width(words, look);
    double x = baseline.x - (align == Align::left ? 0 : align == Align::right ? wide : wide / 2);
    std::vector<std::pair<double, std::string>> pieces;
    for (const std::string& piece : look.spacing_px > 0 ? letters_of(words) : std::vector{words}) {
        pieces.emplace_back(x, piece);
        if (look.spacing_px > 0) x += text_width(piece, look) + look.spacing_px;
    }
    for (const auto& [at, piece] : pieces) {
        if (look.halo_px <= 0) break;
        cairo_move_to(c, at, baseline.y);
        cairo_text_path(c, piece.c_str());
        set_colour(c, "#ffffff", 0.85);
        cairo_set_line_width(c, 2 * look.halo_px);
        cairo_stroke(c);
    }
    set_colour(c, look.colour, 1);
    for (const auto& [at, piece] : pieces) {
        cairo_move_to(c, at, baseline.y);
        cairo_show_text(c, piece.c_str());
    }
}

void Canvas::inside(const geo::Box& box, const std::function<void()>& work) {
    cairo_t* const c = state_->context.get();
    cairo_save(c);
    cairo_rectangle(c, box.low.x, box.low.y, box.high.x - box.low.x, box.high.y - box.low.y);
    cairo_clip(c);
    work();
    cairo_restore(c);
}

std::shared_ptr<_cairo> Canvas::context() { return state_->context; }

std::string Canvas::finished() {
    State& s = *state_;
    require(cairo_status(s.context.get()));
    s.context.reset();
    if (s.page.format == PictureFormat::png) require(cairo_surface_write_to_png_stream(s.surface, append, &s.content));
    cairo_surface_finish(s.surface);
    require(cairo_surface_status(s.surface));
    return s.page.format == PictureFormat::svg ? tidy_svg(s.content, s.page) : std::move(s.content);
}

geo::Line outline(const geo::Box& box) {
    return {box.low, {box.high.x, box.low.y}, box.high, {box.low.x, box.high.y}, box.low};
}

}  // namespace picket::planner
