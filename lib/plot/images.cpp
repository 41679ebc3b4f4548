// How a sheet of images is laid out.
#include "plot/images.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace drift::plot {
namespace {

// (h, w, c) of a row, and how many of them stand in it.
struct Kind {
    std::size_t times = 1, height = 0, width = 0, channels = 1;
};

// An axis of 1 or 3 at the end is that of the channels.
Kind kind_of(const Source& source) {
    Shape shape = source.row_shape;
    Kind kind;
    if (shape.size() > 2 && (shape.back() == 1 || shape.back() == 3))
        kind.channels = shape.back(), shape.pop_back();
    if (shape.size() == 3) kind.times = shape.front(), shape.erase(shape.begin());
    if (shape.size() != 2)
        throw Error("expected images (n,h,w) or (n,h,w,c) with 1 or 3 channels c in '", source.name,
                    "', found ", source.shape());
    kind.height = shape[0], kind.width = shape[1];
    return kind;
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
    const auto [times, height, width, channels] = kind_of(source);
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
    const std::size_t columns = std::min(wanted, n), rows = (n + columns - 1) / columns;
    const std::size_t scale =
        layout.scale > 0 ? layout.scale : rounded(1000 / static_cast<Real>(columns * width));
    const std::size_t gap = rounded(static_cast<Real>(scale * width) / 16), step_x = scale * width + gap,
                      step_y = scale * height + gap;

    const Real em = std::clamp(static_cast<Real>(columns * step_x) / 40, 8.0, 28.0);
    const std::size_t above = layout.title.empty() ? 0 : rounded(2 * em);
    Canvas canvas(format, columns * step_x + gap, above + rows * step_y + gap);
    if (above > 0)
        canvas.text({static_cast<Real>(columns * step_x + gap) / 2, 1.5 * em}, layout.title, Anchor::middle,
                    1.1 * em, black);
    for (std::size_t i = 0; i < n; ++i)
        canvas.picture({static_cast<Real>(gap + i % columns * step_x),
                        static_cast<Real>(above + gap + i / columns * step_y)},
                       enlarged(album.images[i], scale));
    return canvas;
}

}  // namespace drift::plot
