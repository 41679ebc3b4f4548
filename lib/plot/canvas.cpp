// Drawn by Cairo, which only this file uses.
#include "plot/canvas.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>

#include <cassert>
#include <cstdint>
#include <new>
#include <vector>

#include "core/error.hpp"

namespace drift::plot {
namespace {

// Cairo's pixels: 32 bits, red in the third byte of the number.
std::uint32_t pixel(const std::uint8_t* rgb, std::size_t channels) {
    const std::uint32_t red = rgb[0], green = rgb[channels / 2], blue = rgb[channels - 1];
    return red << 16 | green << 8 | blue;
}

cairo_status_t append(void* text, const unsigned char* bytes, unsigned size) {
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct Canvas::Sheet {
    Format format;
    std::size_t width, height;
    std::string document;
    cairo_surface_t* surface = nullptr;
    cairo_t* pen = nullptr;

    cairo_surface_t* surface_of() {
        const auto w = static_cast<double>(width), h = static_cast<double>(height);
        if (format == Format::svg) return cairo_svg_surface_create_for_stream(append, &document, w, h);
        if (format == Format::pdf) return cairo_pdf_surface_create_for_stream(append, &document, w, h);
        return cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width),
                                          static_cast<int>(height));
    }

    void check(cairo_status_t status) const {
        if (status == CAIRO_STATUS_NO_MEMORY) throw std::bad_alloc();
        if (status != CAIRO_STATUS_SUCCESS) throw Error("cannot draw: ", cairo_status_to_string(status));
    }

    // Where no font is installed Cairo has a small one of its own, for ASCII.
    std::string drawable(std::string words) const {
        if (cairo_scaled_font_get_type(cairo_get_scaled_font(pen)) != CAIRO_FONT_TYPE_USER) return words;
        const std::string minus = "\u2212";
        for (std::size_t at; (at = words.find(minus)) != words.npos;) words.replace(at, minus.size(), 1, '-');
        return words;
    }

    void trace(const std::vector<Place>& points) {
        assert(points.size() > 1);
        cairo_move_to(pen, points[0].x, points[0].y);
        for (std::size_t i = 1; i < points.size(); ++i) cairo_line_to(pen, points[i].x, points[i].y);
    }

    void use(const Colour& c) { cairo_set_source_rgba(pen, c.red, c.green, c.blue, c.opacity); }

    ~Sheet() {
        cairo_destroy(pen);
        cairo_surface_destroy(surface);
    }
};

Format format_of(const std::string& path) {
    if (path == "-" || path.ends_with(".png")) return Format::png;
    if (path.ends_with(".svg")) return Format::svg;
    if (path.ends_with(".pdf")) return Format::pdf;
    const std::size_t dot = path.find('.', path.find_last_of('/') + 1);
    throw UsageError("unknown format of '", path, "'", dot == path.npos ? ", which has no suffix" : "",
                     "; known: .png, .svg, .pdf");
}

Canvas::Canvas(Format format, std::size_t width, std::size_t height) {
    if (width == 0 || height == 0 || width > longest || height > longest)
        throw Error("no picture of ", width, " x ", height, " pixels; a side has 1 to ", longest);
    sheet_.reset(new Sheet{format, width, height, {}});
    sheet_->surface = sheet_->surface_of();
    if (format == Format::pdf)  // else the file holds the time of day
        cairo_pdf_surface_set_metadata(sheet_->surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
    sheet_->pen = cairo_create(sheet_->surface);
    sheet_->check(cairo_status(sheet_->pen));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(sheet_->pen, options);
    cairo_font_options_destroy(options);
    cairo_select_font_face(sheet_->pen, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_line_cap(sheet_->pen, CAIRO_LINE_CAP_ROUND);
    fill({0, 0, static_cast<Real>(width), static_cast<Real>(height)}, white);
}

Canvas::Canvas(Canvas&&) noexcept = default;
Canvas::~Canvas() = default;

Format Canvas::format() const { return sheet_->format; }

void Canvas::fill(const Box& box, const Colour& colour) {
    sheet_->use(colour);
    cairo_rectangle(sheet_->pen, box.x, box.y, box.width, box.height);
    cairo_fill(sheet_->pen);
}

void Canvas::fill(const std::vector<Place>& polygon, const Colour& colour) {
    sheet_->use(colour);
    sheet_->trace(polygon);
    cairo_close_path(sheet_->pen);
    cairo_fill(sheet_->pen);
}

void Canvas::stroke(const std::vector<Place>& points, Real width, const Colour& colour) {
    sheet_->use(colour);
    cairo_set_line_width(sheet_->pen, width);
    if (points.size() > 2) cairo_set_line_join(sheet_->pen, CAIRO_LINE_JOIN_ROUND);
    sheet_->trace(points);
    cairo_stroke(sheet_->pen);
}

// A line without length has round ends: the shortest disc of a document.
void Canvas::disc(const Place& centre, Real radius, const Colour& colour) {
    stroke({centre, centre}, 2 * radius, colour);
}

void Canvas::picture(const Place& corner, const Image& image) {
    assert(image.channels == 1 || image.channels == 3);
    const auto width = static_cast<int>(image.width), height = static_cast<int>(image.height);
    std::vector<std::uint32_t> pixels(image.width * image.height);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = pixel(&image.data[i * image.channels], image.channels);
    cairo_surface_t* source = cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(pixels.data()), CAIRO_FORMAT_RGB24, width, height, 4 * width);
    cairo_set_source_surface(sheet_->pen, source, corner.x, corner.y);
    cairo_pattern_set_filter(cairo_get_source(sheet_->pen), CAIRO_FILTER_NEAREST);
    cairo_paint(sheet_->pen);
    sheet_->use(black);  // lets go of the source
    cairo_surface_finish(source);
    cairo_surface_destroy(source);
}

void Canvas::text(const Place& place, const std::string& words, Anchor anchor, Real size,
                  const Colour& colour, Real longest_line) {
    sheet_->use(colour);
    cairo_set_font_size(sheet_->pen, size);
    const std::string line = sheet_->drawable(words);
    cairo_text_extents_t extents;
    cairo_text_extents(sheet_->pen, line.c_str(), &extents);
    if (extents.x_advance > longest_line) {
        cairo_set_font_size(sheet_->pen, size * longest_line / extents.x_advance);
        cairo_text_extents(sheet_->pen, line.c_str(), &extents);
    }
    const Real before = anchor == Anchor::left ? 0 : anchor == Anchor::middle ? 0.5 : 1;
    cairo_move_to(sheet_->pen, place.x - before * extents.x_advance, place.y);
    cairo_show_text(sheet_->pen, line.c_str());
    if (cairo_status(sheet_->pen) == CAIRO_STATUS_INVALID_STRING)
        throw UsageError("not UTF-8: '", words, "'");
}

void Canvas::within(const Box& box, const std::function<void()>& draw) {
    cairo_save(sheet_->pen);
    cairo_rectangle(sheet_->pen, box.x, box.y, box.width, box.height);
    cairo_clip(sheet_->pen);
    draw();
    cairo_restore(sheet_->pen);
}

Image Canvas::image() const {
    assert(format() == Format::png);
    sheet_->check(cairo_status(sheet_->pen));
    cairo_surface_flush(sheet_->surface);
    const unsigned char* bytes = cairo_image_surface_get_data(sheet_->surface);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(sheet_->surface));
    Image image{sheet_->height, sheet_->width, 3, {}};
    image.data.reserve(3 * image.height * image.width);
    bool coloured = false;
    for (std::size_t y = 0; y < image.height; ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(bytes + y * stride);
        for (std::size_t x = 0; x < image.width; ++x)
            for (const int shift : {16, 8, 0}) {
                image.data.push_back(static_cast<std::uint8_t>(row[x] >> shift));
                coloured |= image.data.back() != (row[x] >> 16 & 255);
            }
    }
    if (coloured) return image;
    for (std::size_t i = 0; 3 * i < image.data.size(); ++i) image.data[i] = image.data[3 * i];
    image.data.resize(image.data.size() / 3), image.channels = 1;
    return image;
}

std::string Canvas::document() {
    assert(format() != Format::png);
    sheet_->check(cairo_status(sheet_->pen));
    cairo_surface_finish(sheet_->surface);
    sheet_->check(cairo_surface_status(sheet_->surface));
    return sheet_->document;
}

}  // namespace drift::plot
