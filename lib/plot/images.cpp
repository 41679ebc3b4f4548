#include "plot/images.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "core/text.hpp"
#include "plot/page.hpp"

namespace drift::plot {
namespace {

constexpr Real strip = 10;  // a sheet so many times as high as wide is a strip

// The images in a row of an array: how many, and their (h, w, c), or (c, h, w).
struct Frames {
    std::size_t times = 1, height = 0, width = 0, channels = 1;
    bool in_times = false, channels_first = false;
};

[[noreturn]] void refuse(const Source& source, const std::string& advice = {}) {
    throw Error("expected images (n,h,w) or (n,h,w,c) with 1 or 3 channels c in '", source.name, "', found ",
                source.shape(), advice);
}

// Moves the axis of channels from the shape into the frames.
void take_channels(const Source& source, Channels axis, Shape& shape, Frames& frames) {
    const auto colours = [](std::size_t count) { return count == 1 || count == 3; };
    const std::size_t axes = shape.size();
    if (axis == Channels::none || axes < 3) return;
    if (axis == Channels::untold) {
        const bool as_times = axes == 3 && shape[0] == shape[1] && (shape[2] == 2 || shape[2] == 4);
        if (as_times)
            refuse(source, concat("; 'drift data select --columns 0,1,2' takes 3 channels, --channels none "
                                  "takes the first axis for times"));
        if (!colours(shape.back()) && !(axes == 4 && colours(shape[1]))) return;
        axis = colours(shape.back()) ? Channels::last : Channels::first;
    }
    const std::size_t at = axis == Channels::last ? axes - 1 : axes - 3;
    if (!colours(shape[at])) refuse(source);
    frames.channels = shape[at], frames.channels_first = axis == Channels::first;
    shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(at));
}

Frames frames_of(const Source& source, Channels axis) {
    Shape shape = source.row_shape;
    Frames frames;
    take_channels(source, axis, shape, frames);
    if (shape.size() == 3) {
        frames.times = shape.front(), frames.in_times = true;
        shape.erase(shape.begin());
    }
    if (shape.size() != 2) refuse(source);
    frames.height = shape[0], frames.width = shape[1];
    return frames;
}

std::string size_of(std::size_t height, std::size_t width, std::size_t channels) {
    return concat(height, " x ", width, channels == 3 ? " in colour" : "");
}

// Each pixel becomes a square of scale x scale.
Image enlarged(const Image& image, std::size_t scale) {
    Image large{image.height * scale, image.width * scale, image.channels, {}};
    large.data.reserve(image.data.size() * scale * scale);
    for (std::size_t y = 0; y < large.height; ++y)
        for (std::size_t x = 0; x < large.width; ++x) {
            const auto pixel =
                image.data.begin() +
                static_cast<std::ptrdiff_t>((y / scale * image.width + x / scale) * image.channels);
            large.data.insert(large.data.end(), pixel, pixel + static_cast<std::ptrdiff_t>(image.channels));
        }
    return large;
}

std::size_t rounded(Real value) { return static_cast<std::size_t>(std::max(1.0, std::round(value))); }

}  // namespace

void Album::add(const Source& source, const Tones& tones, Channels axis) {
    const Frames of = frames_of(source, axis);
    const std::size_t height = of.height, width = of.width, channels = of.channels,
                      n = row_count(source.rows);
    source.expect_finite();
    if (!images.empty()) {
        const Image& first = images.front();
        if (first.height != height || first.width != width || first.channels != channels)
            throw Error("images of different sizes: ", size_of(first.height, first.width, first.channels),
                        ", then ", size_of(height, width, channels), " in '", source.name, "'");
    }
    if (axis == Channels::untold && of.in_times && of.times == 3 && channels == 1 &&
        source.row_shape.size() == 3) {
        if (static_cast<Real>(n * height) > strip * static_cast<Real>(3 * width))
            throw Error("three colours or three times: ", source.shape(), " in '", source.name,
                        "'; --channels first takes them for colours, --channels none for times");
        doubt = concat(source.shape(), " in '", source.name,
                       "' is taken for images at 3 times; --channels first takes them for colours");
    }
    if (of.in_times && of.times > 1) columns = std::max(columns, of.times);
    const std::size_t size = height * width * channels;
    for (std::size_t i = 0; i < n * of.times; ++i) {
        Image image{height, width, channels, std::vector<std::uint8_t>(size)};
        const Real* values = source.rows.data() + i * size;
        for (std::size_t pixel = 0; pixel < height * width; ++pixel)
            for (std::size_t c = 0; c < channels; ++c)
                image.data[pixel * channels + c] =
                    tones(values[of.channels_first ? c * height * width + pixel : pixel * channels + c]);
        images.push_back(std::move(image));
    }
}

namespace {

std::size_t column_count(const Album& album, const SheetLayout& layout) {
    const std::size_t n = album.images.size(), height = album.images[0].height, width = album.images[0].width;
    if (layout.columns > 0) return std::min(layout.columns, n);
    if (album.columns == 0)
        return std::min(
            rounded(std::ceil(std::sqrt(static_cast<Real>(n * height) / static_cast<Real>(width)))), n);
    const std::size_t rows = (n + album.columns - 1) / album.columns;
    const Real tall = static_cast<Real>(rows * height) / static_cast<Real>(album.columns * width);
    return std::min(tall > strip ? album.columns * rounded(std::sqrt(tall)) : album.columns, n);
}

}  // namespace

Canvas sheet(Format format, const Album& album, const SheetLayout& layout) {
    if (album.images.empty()) throw Error("nothing to draw: no rows");
    const std::size_t n = album.images.size(), height = album.images[0].height, width = album.images[0].width;
    const std::size_t columns = column_count(album, layout);
    const std::size_t scale =
        layout.scale > 0 ? layout.scale : rounded(1000 / static_cast<Real>(columns * width));
    const Real box_width = static_cast<Real>(scale * width), box_height = static_cast<Real>(scale * height);
    const Real gap = static_cast<Real>(rounded(box_width / 16));
    const Real em = std::clamp(static_cast<Real>(columns) * (box_width + gap) / 40, 8.0, 28.0);
    const Real room = layout.title.empty() ? 0 : static_cast<Real>(rounded(2 * em));
    const Grid grid{.n = n,
                    .columns = columns,
                    .width = box_width,
                    .height = box_height,
                    .step_x = box_width + gap,
                    .step_y = box_height + gap,
                    .left = gap,
                    .right = gap,
                    .above = room + gap,
                    .below = gap};
    Canvas canvas = page(format, grid, [&](Canvas& on, const Box& box, std::size_t i) {
        on.picture({box.x, box.y}, enlarged(album.images[i], scale));
    });
    if (room > 0)
        canvas.text({grid.page_width() / 2, 1.5 * em}, layout.title, Anchor::middle, 1.1 * em, black,
                    grid.page_width() - gap);
    return canvas;
}

namespace {

std::string percent(Real share) {
    return share < 0.001 ? "less than 0.1 %" : concat(std::round(1000 * share) / 10, " %");
}

// A range that holds these values, to three digits of its width.
std::string range_about(Real least, Real most) {
    const Real step = std::pow(10.0, std::floor(std::log10(most - least)) - 2);
    return concat(std::floor(least / step) * step, ",", std::ceil(most / step) * step);
}

Channels channels_named(const std::string& word) {
    return word == "first"  ? Channels::first
           : word == "last" ? Channels::last
           : word == "none" ? Channels::none
                            : Channels::untold;
}

Picture draw_files(Format format, const std::vector<std::string>& files, const Settings& settings) {
    const std::vector<Real> range = settings.list("range");
    Album album;
    std::vector<std::string> summary, warnings;
    for (const std::string& file : files) {
        const Source source = read_source(file);
        const Tones tones = range.empty() ? tones_of(source.type) : tones_of(range);
        album.add(source, tones, channels_named(settings.text("channels")));
        const Cut cut = cut_of(source.rows, tones);
        if (cut.share == 0) continue;
        std::vector<std::string>& told = range.empty() && cut.far > 0.05 ? warnings : summary;
        told.push_back(concat(percent(cut.share), " of the values of '", source.name, "' lie beyond ",
                              tones.black, ",", tones.white,
                              " and are cut; --range=", range_about(cut.least, cut.most), " shows all"));
    }
    if (!album.doubt.empty()) warnings.push_back(album.doubt);
    Canvas canvas = sheet(
        format, album,
        {settings.count("columns").value_or(0), settings.count("scale").value_or(0), settings.text("title")});
    summary.insert(summary.begin(), concat(album.images.size(), " images"));
    return {std::move(canvas), joined(summary, "\n") + "\n", joined(warnings, "\n")};
}

}  // namespace

Registered<Kind> images_kind() {
    using Takes = KindOption::Takes;
    return {
        {"images", {}, "images on one sheet"},
        {"images (n,h,w) or (n,h,w,c), c = 1 or 3, or at several times (n,times,h,w[,c])",
         {{.name = "title", .takes = Takes::text, .help = "a title above the images", .form = "TEXT"},
          {.name = "columns",
           .takes = Takes::count,
           .help = "images per row; by default the times of an image, else as many as make the sheet square",
           .low = 1,
           .high = 1000},
          {.name = "scale",
           .takes = Takes::count,
           .help = "enlargement: the side of an image's pixel in pixels of the sheet; by default such that "
                   "the sheet is about 1000 pixels wide",
           .low = 1,
           .high = 1000},
          {.name = "range",
           .takes = Takes::numbers,
           .help = "the values shown as black and as white, black,white; by default -1,1, for bool 0,1 and "
                   "for unsigned integers 0 and the largest"},
          {.name = "channels",
           .takes = Takes::word,
           .help = "the axis of colours: before height and width, after them, or none; by default an axis of "
                   "1 or 3 at the end",
           .words = {"first", "last", "none"}}},
         draw_files}};
}

}  // namespace drift::plot
