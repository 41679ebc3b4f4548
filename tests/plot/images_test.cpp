// Images on sheets, pixel by pixel.
#include "plot/images.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "io/scratch.hpp"

using namespace drift::all;

namespace {

// n images whose numbers run from -1 to 1 over all of them.
Source ramp(std::size_t n, const Shape& shape) {
    Source source{"x.npy", zeros(n, entries(shape)), shape};
    const std::size_t last = source.rows.size() - 1;
    for (std::size_t i = 0; i <= last; ++i)
        source.rows.data()[i] = 2 * static_cast<Real>(i) / static_cast<Real>(last) - 1;
    return source;
}

}  // namespace

TEST_CASE("-1 is black, 1 is white, 0 the grey between, and all beyond is cut off") {
    const Tones tones;
    CHECK(tones(-1) == 0);
    CHECK(tones(1) == 255);
    CHECK(tones(0) == 128);  // 127.5 rounds up
    CHECK(tones(0.5) == 191);
    CHECK(tones(-7) == 0);
    CHECK(tones(7) == 255);
    for (int byte = 0; byte < 256; ++byte) {
        CHECK(Tones{0, 255}(byte) == byte);
        CHECK(Tones{255, 0}(byte) == 255 - byte);
        CHECK(tones(2 * byte / 255.0 - 1) == byte);  // the way of `data import`, and back
    }
    CHECK_THROWS_AS(tones_of({1}), UsageError);
    CHECK_THROWS_AS(tones_of({1, 1}), UsageError);
}

TEST_CASE("a type of numbers says which is black and which is white") {
    const auto range = [](npy::Type type) {
        return std::vector<Real>{tones_of(type).black, tones_of(type).white};
    };
    CHECK(range(npy::Type::b1) == std::vector<Real>{0, 1});
    CHECK(range(npy::Type::u1) == std::vector<Real>{0, 255});
    CHECK(range(npy::Type::u2) == std::vector<Real>{0, 65535});
    CHECK(range(npy::Type::u4) == std::vector<Real>{0, 4294967295});
    for (const npy::Type type : {npy::Type::f2, npy::Type::f4, npy::Type::f8, npy::Type::i4})
        CHECK(range(type) == std::vector<Real>{-1, 1});
}

TEST_CASE("the share that is cut is counted, and the share that is cut by more than a little") {
    const Cut cut = cut_of(Rows{{-2, -1.05, -1, 0, 1, 1.05, 1.2, 3}}, Tones{});
    CHECK(cut.share == 5.0 / 8);
    CHECK(cut.far == 3.0 / 8);  // beyond 1.1 on either side
    CHECK((cut.least == -2 && cut.most == 3));
    CHECK(cut_of(Rows{{0, 128, 255}}, Tones{255, 0}).share == 0);
}

TEST_CASE("channels before height and width give the picture of channels behind them") {
    const std::size_t n = 2, h = 4, w = 5;
    const Source last = ramp(n, {h, w, 3});
    Source first{"x.npy", zeros(n, 3 * h * w), {3, h, w}},
        in_times{"x.npy", zeros(n, 3 * h * w), {1, 3, h, w}};
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t pixel = 0; pixel < h * w; ++pixel)
            for (std::size_t c = 0; c < 3; ++c)
                first.rows(i, c * h * w + pixel) = last.rows(i, pixel * 3 + c);
    in_times.rows = first.rows;
    Album expected, asked, found;
    expected.add(last, Tones{});
    asked.add(first, Tones{}, Channels::first);
    found.add(in_times, Tones{});
    REQUIRE(asked.images.size() == n);
    for (std::size_t i = 0; i < n; ++i) {
        CHECK(asked.images[i].data == expected.images[i].data);
        CHECK(found.images[i].data == expected.images[i].data);
    }
    CHECK((expected.doubt.empty() && asked.doubt.empty() && found.doubt.empty()));
    Album times;
    times.add(first, Tones{});
    CHECK(times.images.size() == 3 * n);
    CHECK(times.doubt ==
          "(n,3,4,5) in 'x.npy' is taken for images at 3 times; --channels first takes them for colours");
}

TEST_CASE("no sheet of times is a strip") {
    Album colours, times;
    CHECK(message([&] {
              colours.add(ramp(50, {3, 8, 8}), Tones{});
          }) ==
          "three colours or three times: (n,3,8,8) in 'x.npy'; --channels first takes them for colours, "
          "--channels none for times");
    colours.add(ramp(50, {3, 8, 8}), Tones{}, Channels::first);
    times.add(ramp(50, {3, 8, 8}), Tones{}, Channels::none);
    for (const Album& album : {colours, times}) {
        const Image image = sheet(Format::png, album, {}).image();
        CHECK(image.height < 3 * image.width);
        CHECK(image.width < 3 * image.height);
    }
    Album opacity;
    CHECK(message([&] {
              opacity.add(ramp(2, {8, 8, 4}), Tones{});
          })
              .ends_with(
                  "found (n,8,8,4); 'drift data select --columns 0,1,2' takes 3 channels, --channels none "
                  "takes the first axis for times"));
}

TEST_CASE("a sheet holds each pixel of each image as a square, and gaps between") {
    for (const std::size_t channels : {1u, 3u}) {
        const std::size_t height = 3, width = 20, scale = 2, columns = 3;
        Album album;
        album.add(ramp(5, {height, width, channels}), Tones{-1, 1.1});  // nothing is white
        const Image image = sheet(Format::png, album, {columns, scale, ""}).image();
        const std::size_t gap = 3;  // a sixteenth of 40, rounded
        CHECK(image.channels == channels);
        CHECK(image.width == gap + columns * (scale * width + gap));
        CHECK(image.height == gap + 2 * (scale * height + gap));
        std::size_t wrong = 0, inked = 0;
        for (std::size_t i = 0; i < 5; ++i)
            for (std::size_t y = 0; y < scale * height; ++y)
                for (std::size_t x = 0; x < scale * width; ++x)
                    for (std::size_t c = 0; c < channels; ++c, ++inked) {
                        const std::size_t row = gap + i / columns * (scale * height + gap) + y;
                        const std::size_t column = gap + i % columns * (scale * width + gap) + x;
                        wrong += image.data[(row * image.width + column) * channels + c] !=
                                 album.images[i].data[(y / scale * width + x / scale) * channels + c];
                    }
        CHECK(wrong == 0);
        std::size_t dark = 0;
        for (const std::uint8_t light : image.data) dark += light < 255;
        CHECK(dark == inked);  // all beside the images is white
    }
}

TEST_CASE("a sheet is about square and 1000 pixels wide by default") {
    Album album;
    album.add(ramp(100, {8, 8}), Tones{});
    const Image image = sheet(Format::png, album, {}).image();
    CHECK(std::abs(static_cast<int>(image.width) - 1050) <= 100);
    CHECK(image.width == image.height);
}

TEST_CASE("the times of an image are a row of the sheet") {
    Album album;
    album.add(ramp(2, {5, 4, 6}), Tones{});
    CHECK(album.images.size() == 10);
    const Image image = sheet(Format::png, album, {0, 1, ""}).image();
    CHECK(image.width == 5 * 7 + 1);
    CHECK(image.height == 2 * 5 + 1);
}

TEST_CASE("a title stands above the images and moves nothing else") {
    Album album;
    album.add(ramp(4, {8, 8}), Tones{});
    const Image bare = sheet(Format::png, album, {2, 4, ""}).image();
    const Image titled = sheet(Format::png, album, {2, 4, "T"}).image();
    REQUIRE(titled.width == bare.width);
    REQUIRE(titled.height > bare.height);
    CHECK(std::equal(bare.data.rbegin(), bare.data.rend(), titled.data.rbegin()));
}

TEST_CASE("arrays that are no images are refused, with their shape") {
    Album album;
    CHECK(message([&] { album.add(ramp(2, {64}), Tones{}); }) ==
          "expected images (n,h,w) or (n,h,w,c) with 1 or 3 channels c in 'x.npy', found (n,64)");
    CHECK_THROWS_AS(album.add(ramp(2, {2, 4, 4, 2}), Tones{}), Error);
    CHECK_THROWS_AS(sheet(Format::png, album, {}), Error);
    album.add(ramp(2, {8, 8}), Tones{});
    CHECK(message([&] {
              album.add(ramp(2, {8, 8, 3}), Tones{});
          }) == "images of different sizes: 8 x 8, then 8 x 8 in colour in 'x.npy'");
    Source holed = ramp(2, {8, 8});
    holed.rows(1, 5) = std::numeric_limits<Real>::quiet_NaN();
    CHECK(message([&] { album.add(holed, Tones{}); }) == "not a finite number in 'x.npy': row 1");
}
