#include "plot/images.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "plot/page.hpp"

namespace drift::plot {
namespace {

// The images in a row of an array: how many, and their (h, w, c).
struct Frames {
    std::size_t times = 1, height = 0, width = 0, channels = 1;
};

// An axis of 1 or 3 at the end is that of the channels.
Frames frames_of(const Source& source) {
    Shape shape = source.row_shape;
    Frames frames;
    if (shape.size() > 2 && (shape.back() == 1 || shape.back() == 3))
        frames.channels = shape.back(), shape.pop_back();
    if (shape.size() == 3) frames.times = shape.front(), shape.erase(shape.begin());
    if (shape.size() != 2)
        throw Error("expected images (n,h,w) or (n,h,w,c) with 1 or 3 channels c in '", source.name,
                    "', found ", source.shape());
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

std::uint8_t Tones::operator()(Real value) const {
    const Real light = (value - black) / (white - black);
    return static_cast<std::uint8_t>(std::floor(255 * std::clamp(light, 0.0, 1.0) + 0.5));
}

Tones tones_of(const std::vector<Real>& range) {
    if (range.size() != 2 || range[0] == range[1])
        throw UsageError("a range is two different numbers, black,white");
    return {range[0], range[1]};
}

void Album::add(const Source& source, const Tones& tones) {
    const auto [times, height, width, channels] = frames_of(source);
    source.expect_finite();
    if (!images.empty()) {
        const Image& first = images.front();
        if (first.height != height || first.width != width || first.channels != channels)
            throw Error("images of different sizes: ", size_of(first.height, first.width, first.channels),
                        ", then ", size_of(height, width, channels), " in '", source.name, "'");
    }
    if (source.row_shape.size() > 2 && times > 1) columns = std::max(columns, times);
    const std::size_t size = height * width * channels;
    for (std::size_t i = 0; i < row_count(source.rows) * times; ++i) {
        Image image{height, width, channels, std::vector<std::uint8_t>(size)};
        std::transform(source.rows.data() + i * size, source.rows.data() + (i + 1) * size, image.data.begin(),
                       tones);
        images.push_back(std::move(image));
    }
}

Canvas sheet(Format format, const Album& album, const SheetLayout& layout) {
    if (album.images.empty()) throw Error("nothing to draw: no rows");
    const std::size_t n = album.images.size(), height = album.images[0].height, width = album.images[0].width;
    const Real square = std::sqrt(static_cast<Real>(n * height) / static_cast<Real>(width));
    const std::size_t wanted = layout.columns > 0  ? layout.columns
                               : album.columns > 0 ? album.columns
                                                   : rounded(std::ceil(square));
    const std::size_t columns = std::min(wanted, n);
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
        canvas.text({grid.page_width() / 2, 1.5 * em}, layout.title, Anchor::middle, 1.1 * em, black);
    return canvas;
}

namespace {

Picture draw_files(Format format, const std::vector<std::string>& files, const Settings& settings) {
    const std::vector<Real> range = settings.list("range");
    Album album;
    for (const std::string& file : files) {
        const Source source = read_source(file);
        album.add(source, !range.empty() ? tones_of(range) : source.bytes ? Tones{0, 255} : Tones{});
    }
    return {sheet(format, album,
                  {settings.count("columns", 0), settings.count("scale", 0), settings.text("title")}),
            concat(album.images.size(), " images\n")};
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
           .help = "the values shown as black and as white, black,white; by default -1,1, and 0,255 for "
                   "uint8"}},
         draw_files}};
}

}  // namespace drift::plot
